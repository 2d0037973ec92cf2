"""Words -> stretches of at most so many pieces, cut where a paragraph or a sentence seems to end."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ENDS = frozenset((".", "!", "?", "...", "…", "!!", "??", "?!", "!?", "....", "!!!", "???", "。", "؟"))
_CLOSERS = frozenset(('"', "'", "”", "’", ")", "]", "''", "»"))
_OPENERS = "\"'“‘«(["
PARAGRAPH = 2


def breaks(forms: Sequence[str], gaps: Sequence[int]) -> list[int]:
    """Guess where sentences begin, for cutting windows only: 2 after a line break, 1 after a sentence's end, else 0."""
    found = [0] * len(forms)
    after_end = False
    for number, (form, gap) in enumerate(zip(forms, gaps, strict=True)):
        if gap >= PARAGRAPH or number == 0:
            found[number] = PARAGRAPH
        elif after_end and gap and _may_begin(form[0]):
            found[number] = 1
        if form in _ENDS:
            after_end = True
        elif form not in _CLOSERS or gap:
            after_end = False
    return found


def _may_begin(letter: str) -> bool:
    return letter.isupper() or letter.isdigit() or letter in _OPENERS or not letter.isascii()


def stretches(lengths: Sequence[int], starts: Sequence[int], limit: int) -> Iterator[tuple[int, int]]:
    """Pack sentences greedily into half-open ranges of words.

    Args:
        lengths: Pieces of each word, each at most `limit`.
        starts: Where sentences begin, as `breaks` says.
        limit: Most pieces a range; a sentence that is longer is cut.

    Cost: O(words).
    """
    edges = [number for number, start in enumerate(starts) if start and number] + [len(lengths)]
    first, size = 0, 0
    for start, end in pairwise([0, *edges]):
        length = sum(lengths[start:end])
        if size and size + length > limit:
            yield first, start
            first, size = start, 0
        if length > limit:
            for cut in _cuts(lengths, start, end, limit):
                yield first, cut
                first = cut
            length = sum(lengths[first:end])
        size += length
    if first < len(lengths):
        yield first, len(lengths)


def _cuts(lengths: Sequence[int], start: int, end: int, limit: int) -> Iterator[int]:
    size = 0
    for number in range(start, end):
        if size + lengths[number] > limit:
            yield number
            size = 0
        size += lengths[number]
