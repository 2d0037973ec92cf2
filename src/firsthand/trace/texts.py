"""A report's text as trace compares it: sentences, content words, quotations, figures, and names in any script.

Of a hundred thousand texts all are in memory at once, so content words are kept as numbers in arrays, and sentences
are cut out of the report when they are looked at.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from anyascii import anyascii
from rensa import RMinHash

from firsthand.core.evidence import Report, Span
from firsthand.data.common_words import common_words
from firsthand.trace.body_words import BODY_WORD

SHINGLE = 3  # words
PERMUTATIONS = 64
_SEED = 20_260_126
STEM = 6  # letters kept of a word: joins withdraw, withdrawn, withdrawal, in most languages without a stemmer
LEAST_CAPITALS = 5  # in 2,000 code points; Arabic or Chinese text has a few of foreign names
LEAST_QUOTED = 4  # words; fewer are a term in quotation marks, not a quotation
LONGEST = 20_000  # code points looked at; what stands behind is no news story's own text

_SPEECH = re.compile(
    r"\b(?:said|says|told|tells|added|adds|stated|states|tweeted|wrote|confirmed|affirmed|insisted|indicated|stressed|remarked|"
    r"declared|announced|claimed|denied|reported|explained|noted|warned|according to)\b"
)
_BESIDE = 34  # code points between a verb of speech and a name that it belongs to
_BESIDES = re.compile(
    r"\b(?:to|of|for|with|by|from|against|under)\s+(?:[A-Z][\w'\u2019-]*\s*)+,"
)  # `adviser to President X, said`
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_END = re.compile(
    r"(?<=[.!?\u061f\u3002\u0964])[\"\u201d\u2019\u00bb)\]]*\s+|\n+"
    r"|(?<=[a-z]{2}[.!?])(?=[\"\u201c\u201d]?[A-Z][a-z])"  # pages that lost the blank between their paragraphs
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|St|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)|\b[A-Z])\.\s*$"
)
_QUOTED = re.compile(
    r"[\u201c\u00ab\u201e]([^\u201c\u201d\u00ab\u00bb\u201e]{12,600})[\u201d\u00bb]|\"([^\"\n]{12,600})\""
)

_SKELETON = str.maketrans({"q": "k", "c": "k", "z": "s", "j": "g", "v": "f", "p": "b", "'": None, "`": None, "x": "k"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence or line, and where it stands."""

    span: Span
    text: str
    words: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Text:
    """What trace knows of one report's text; about 3 kB besides the report."""

    report: Report
    places: np.ndarray
    """uint32[n, 2]: where its n sentences begin and end."""
    words: np.ndarray
    """uint32[n]: how many words each has."""
    stems: np.ndarray
    """uint32[k]: the content words of all sentences, by number (`numbered`)."""
    owners: np.ndarray
    """uint32[k]: the sentence in which each stands."""
    vocabulary: np.ndarray
    """uint32[m]: the different content words, ascending."""
    quotes: tuple[Span, ...]
    """Quotations of at least `LEAST_QUOTED` words, without their marks."""
    figures: tuple[str, ...]
    """Numbers, in figures or words, with the stem of the word that follows: `48 hours`."""
    pairs: tuple[str, ...]
    """Neighbouring words as consonant skeletons (`hmd l`), so that names are found across scripts."""
    has_no_case: bool
    """Whether its script has no capital letters, so that any two words may look like a name."""
    shingles: RMinHash | None
    """MinHash of its words, three in a row; None of a few words."""
    speakers: tuple[str, ...]
    """Capitalised words beside a verb of speech, folded: `kirby` of `Kirby said`, both of `tweeted Fawad Aman`."""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences and lines, cut anew at each look."""
        spans = [Span(start=start, end=end) for start, end in self.places.tolist()]
        return tuple(
            Sentence(span=span, text=span.of(self.report.text), words=words)
            for span, words in zip(spans, self.words.tolist(), strict=True)
        )


def text_of(report: Report) -> Text:
    """Return the report's text as trace compares it. Cost: about 1 ms for 2,000 code points."""
    text = report.text[:LONGEST]
    words = list(_WORD.finditer(text))
    tokens = [folded(word[0]) for word in words]
    spans, stems = _sentences(text, words, tokens)
    flat = np.fromiter((numbered(stem) for own in stems for stem in sorted(own)), dtype=np.uint32)
    return Text(
        report=report,
        places=np.array([(span.start, span.end) for span in spans], dtype=np.uint32).reshape(-1, 2),
        words=np.fromiter((len(span.of(text).split()) for span in spans), dtype=np.uint32),
        stems=flat,
        owners=np.repeat(np.arange(len(stems), dtype=np.uint32), [len(own) for own in stems]),
        vocabulary=np.unique(flat),
        quotes=tuple(_quotes(text)),
        figures=_once(_figures(tokens)),
        pairs=_once(_pairs(words)),
        has_no_case=sum(map(str.isupper, text[:2000])) < LEAST_CAPITALS,
        shingles=_minhash(tokens),
        speakers=_once(_speakers(text)),
    )


def _minhash(tokens: list[str]) -> RMinHash | None:
    """Return the MinHash of a text's words, by which texts with many words in common are found (Broder 1997)."""
    if len(tokens) < 2 * SHINGLE:
        return None
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    minhash.update([" ".join(tokens[i : i + SHINGLE]) for i in range(len(tokens) - SHINGLE + 1)])
    return minhash


@lru_cache(maxsize=65536)
def numbered(stem: str) -> int:
    """Return the number that stands for a content word, in any pile the same; one in 20,000 shares it with another."""
    return crc32(stem.encode())


def _once(items: Iterable[str]) -> tuple[str, ...]:
    """Return the different strings, ascending; equal ones of all texts are one in memory."""
    return tuple(sys.intern(item) for item in sorted(set(items)))


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """Return a word in lower case without accents and possessive ending."""
    low = word.casefold().replace("\u2019", "'")
    low = low.removesuffix("'s").removesuffix("'")
    if low.isascii():
        return low
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))


def stems_of(text: str) -> frozenset[str]:
    """Return the content words of a text, folded and cut to `STEM` letters; numbers stay whole."""
    found = {_stem(folded(word)) for word in _WORD.findall(text)}
    found.discard("")
    return frozenset(found)


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    """Return a folded word's stem; the empty string of one that says little."""
    if word in common_words().stop:
        return ""
    if word[0].isdigit():
        return word
    return word[:STEM] if len(word) > 2 else ""  # noqa: PLR2004  # shorter words say little


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Return a word's consonants in Latin letters, alike ones as one: `Qamishli` and `Kamishly` agree.

    Cost: 1 microsecond; 5 in other scripts.
    """
    low = (word if word.isascii() else anyascii(word)).casefold()
    low = (
        low.replace("sh", "s")
        .replace("kh", "k")
        .replace("gh", "g")
        .replace("th", "t")
        .replace("dh", "d")
        .replace("ch", "s")
    )
    low = re.sub(r"[^a-z]|[aeiouywh]", "", low.translate(_SKELETON))
    return re.sub(r"(.)\1+", r"\1", low)


def _sentences(text: str, words: Sequence[re.Match[str]], tokens: Sequence[str]) -> tuple[list[Span], list[set[str]]]:
    """Return the sentences that have content words, and those; no word lies across the end of a sentence."""
    spans: list[Span] = []
    content: list[set[str]] = []
    begins = [word.start() for word in words]
    start = first = 0
    ends = [
        (m.start(), m.end())
        for m in _END.finditer(text)
        if not _ABBREVIATED.search(text[max(0, m.start() - 8) : m.end()])
    ]
    for stop, after in [*ends, (len(text), len(text))]:
        last = bisect_left(begins, stop, first)
        stems = {_stem(token) for token in tokens[first:last]}
        stems.discard("")
        first = last
        if stems:
            lead = stop - start - len(text[start:stop].lstrip())
            spans.append(Span(start=start + lead, end=max(start + lead, stop)))
            content.append(stems)
        start = after
    return spans, content


def _quotes(text: str) -> list[Span]:
    found = []
    for match in _QUOTED.finditer(text):
        group = 1 if match[1] is not None else 2
        if len(match[group].split()) >= LEAST_QUOTED:
            found.append(Span(start=match.start(group), end=match.end(group)))
    return found


def _figures(words: list[str]) -> list[str]:
    found = []
    numbers = common_words().numbers
    for word, after in zip(words, [*words[1:], ""], strict=True):
        number = numbers.get(word)
        value = str(number) if number is not None else word.replace(",", "") if word[0].isdigit() else None
        if value is not None and not (len(value) == len("2026") and value[:2] in {"19", "20"}):
            found.append(f"{value} {after[:4]}")
    return found


def _pairs(words: Iterable[re.Match[str]]) -> list[str]:
    """Return neighbouring capitalised words (all words where the script has no case) as skeletons."""
    found = []
    before, end = "", -2
    for match in words:
        word = match[0]
        if not (word[0].isupper() or word[0].lower() == word[0].upper()) or word[0].isdigit():
            before = ""
            continue
        bones = skeleton(word.removesuffix("'s").removesuffix("\u2019s"))
        if before and bones and match.start() - end <= 2:  # noqa: PLR2004  # a space, a hyphen, a dot and a space
            found.append(f"{before} {bones}")
        before, end = bones, match.end()
    return found


def _speakers(text: str) -> list[str]:
    """Return who stands beside a verb of speech, in the same sentence."""
    found = []
    for verb in _SPEECH.finditer(text):
        before = re.split(r"[.!?\n]\s", text[max(0, verb.start() - _BESIDE) : verb.start()])[-1]
        after = re.split(r"[.!?\n]", text[verb.end() : verb.end() + _BESIDE])[0]
        for words in (_BESIDES.sub(" ", before), after):
            capitals = (match[0] for match in _WORD.finditer(words) if match[0][0].isupper())
            found += [folded(word) for word in capitals if not BODY_WORD.fullmatch(word)]
    return found
