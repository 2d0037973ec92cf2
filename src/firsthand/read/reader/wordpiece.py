"""Words -> ids of word pieces (the base model's uncased vocabulary), with a feature for case and the gap before."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CASES = 8
GAPS = 4
FEATURES = CASES * GAPS
"""A piece's feature is `gap * CASES + case`; only a word's first piece has a gap other than 0."""

_PIECES_A_WORD = 24  # a word of more pieces (a long address, a hash) keeps its first ones
_IDEOGRAPHS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))
_CACHE_LIMIT = 200_000


class WordPiece:
    """Greedy longest match over a BERT vocabulary; results are remembered by word."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self.unknown = self._ids["[UNK]"]
        self.first = self._ids["[CLS]"]
        self.last = self._ids["[SEP]"]
        self.blank = self._ids["[PAD]"]
        self._cache: dict[str, tuple[int, ...]] = {}

    def __len__(self) -> int:
        """Return how many pieces the vocabulary has."""
        return len(self._ids)

    def pieces(self, word: str) -> tuple[int, ...]:
        """Return 1 to 24 ids; a word that the vocabulary cannot spell is one unknown piece."""
        known = self._cache.get(word)
        if known is None:
            if len(self._cache) > _CACHE_LIMIT:
                self._cache.clear()
            known = tuple(i for part in _basic(word) for i in self._match(part))[:_PIECES_A_WORD] or (self.unknown,)
            self._cache[word] = known
        return known

    def _match(self, part: str) -> list[int]:
        found: list[int] = []
        at = 0
        while at < len(part):
            for end in range(len(part), at, -1):
                number = self._ids.get(part[at:end] if at == 0 else "##" + part[at:end])
                if number is not None:
                    found.append(number)
                    at = end
                    break
            else:
                return [self.unknown]
        return found


@lru_cache(maxsize=65_536)
def case(word: str) -> int:
    """Return the shape of a word, 0 to 7: lower, Capital, UPPER, miXed, one capital, digit, sign, other script."""
    if any(letter.isdigit() for letter in word):
        return 5
    if word.islower():
        return 0
    if word.isupper():
        return 4 if len(word.rstrip(".")) == 1 else 2
    if word[:1].isupper() and word[1:].islower():
        return 1
    if any(letter.isupper() for letter in word):
        return 3
    return 7 if any(letter.isalpha() for letter in word) else 6


def features(word: str, gap: int, pieces: int) -> Sequence[int]:
    """Return one feature for each of a word's pieces."""
    shape = case(word)
    return [gap * CASES + shape] + [shape] * (pieces - 1)


def _basic(word: str) -> list[str]:
    """Lower, strip accents, and part signs and ideographs, as BERT's basic tokeniser does."""
    parts: list[str] = []
    current = ""
    for letter in unicodedata.normalize("NFD", word.lower()):
        kind = unicodedata.category(letter)
        if kind == "Mn" or kind in ("Cc", "Cf", "Cn", "Co", "Cs"):
            continue
        if _is_sign(letter, kind) or any(ord(letter) in block for block in _IDEOGRAPHS):
            parts += [current, letter] if current else [letter]
            current = ""
        else:
            current += letter
    if current:
        parts.append(current)
    return parts


def _is_sign(letter: str, kind: str) -> bool:
    return kind[0] == "P" or (letter.isascii() and letter.isprintable() and not letter.isalnum())
