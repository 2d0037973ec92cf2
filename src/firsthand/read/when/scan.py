"""Where in a text the expressions of time stand, and what each means before it is anchored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from firsthand.core.evidence import Span
from firsthand.data.time import time_word_marks, time_words
from firsthand.read.when.context import holds, is_a_name
from firsthand.read.when.grammar import LONGEST, Found, found, grammar
from firsthand.read.when.lexicon import entries
from firsthand.read.when.meaning import Amount, Deixis, Expr, Meaning, Pair, Shift, Stretch, Weak
from firsthand.read.when.tokens import WORD_OR_NUMBER, Word, row_of

TELLING = frozenset(
    ("Unit", "Units", "Month", "Weekday", "Weekdays", "Season", "Part", "Parts", "DayWord", "VagueWord", "Repeat",
     "Holiday", "OtherMonth", "Year", "ShortYear", "Decade", "ShortDecade", "DecadeWord", "Date", "Stamp", "Clock",
     "Meridiem")
)  # fmt: skip
"""Categories of words that make their neighbourhood worth composing."""
_SENTENCE_END = re.compile(  # pages lose the blank between sentences too: "in 2001.The minister"
    r"([.!?][\"'”’)]*)(?:\s+(?=[\"'“‘(]*[A-Z0-9])|(?:(?<=[a-z\d]{2}[.!?])|(?<=[a-z\d]{2}[.!?][”\"]))(?=[\"“]?[A-Z][a-z]))"
    r"|\n\s*\n|(?<![.!?,;:\s])\n(?=[\"“]?[A-Z][^\n]{100})"  # a headline above a paragraph; no line of a wrapped text
)
_FIGURE = re.compile(
    r"\b(?:\d{4}|\d{1,2}(?:st|nd|rd|th)|\d{2,4}'?s|\d{1,4}[:/.-]\d{1,2}\b|\d{1,2}\s?[AaPp]\.?\s?[Mm]"
    r"|A\.?D\.? \d|\d+ (?:BCE?|B\.C|AD|A\.D|CE))\b"
)
_CLOCK_DIGITS = re.compile(r"[012]\d[0-5]\d")  # "at 1800 hours"
_LETTERS = re.compile(r"(?:[A-Z]\.){2,}")  # "the U.S. | Department of Defense"
_STARTS = re.compile(
    r"(?:The|A|An|In|On|At|It|Its|He|She|They|His|Her|Their|We|I|But|And|This|That|These|There|As|After|When|If|For|While)\b"
)
_GOES_ON = re.compile(r"[(\d]|[A-Z]{2,4}\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]{2,3}\.")
WORTH_OF_A_JOINT = 0.2  # words such as "at" and "," count little toward what an expression covers
COST_OF_ONE = 0.6  # words; makes one long expression beat two short ones over the same words


@dataclass(frozen=True, slots=True)
class Mention:
    """An expression in its sentence: `row[first:after]`, and the pair that it is half of, if any."""

    expr: Expr
    sentence: int
    row: Sequence[Word]
    first: int
    after: int
    joint: str | None = None
    """For the first of a pair: `to` or `and`."""
    is_length: bool = False
    """A length counted from an event that the words after it name."""

    @property
    def start(self) -> int:
        """First code point."""
        return self.row[self.first].start

    @property
    def end(self) -> int:
        """Code point after the last."""
        return self.row[self.after - 1].end


@lru_cache(maxsize=32)  # the dating of events asks for the same text
def sentence_bounds(text: str) -> tuple[Span, ...]:
    """Return the sentences by a plain split that keeps expressions whole ("until 5 p.m. EST Nov. 9")."""
    bounds, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        bounds.append(Span(start=start, end=max(match.end(1), match.start())))
        start = match.end()
    bounds.append(Span(start=start, end=len(text)))
    return tuple(_mended(text, bounds))


def _mended(text: str, bounds: list[Span]) -> list[Span]:
    """Join what a splitter cut after an abbreviation: "Nov. | 9", "5 p.m. | EST Nov. 9"."""
    marks = time_word_marks()
    kept: list[Span] = []
    for span in bounds:
        last = _last_word(text, kept[-1]) if kept else ""
        is_title = last[-1:] == "." and (last.lower() in marks["titles"] or (len(last) == len("X.") and last.isupper()))
        is_name = _LETTERS.fullmatch(last) and not _STARTS.match(text, span.start)
        if is_title or is_name or (last.lower() in marks["cut_after"] and _GOES_ON.match(text, span.start, span.end)):
            kept[-1] = Span(start=kept[-1].start, end=span.end)
        else:
            kept.append(span)
    return kept


def _last_word(text: str, span: Span) -> str:
    return text[max(text.rfind(" ", span.start, span.end) + 1, span.start) : span.end]


def mentions(text: str, bounds: Sequence[Span]) -> Iterator[Mention]:
    """Yield the expressions of a text in order. Cost: one pass over the words; composing only near telling words."""
    telling = _telling_words()
    for number, span in enumerate(bounds):
        sentence = text[span.start : span.end]
        if _FIGURE.search(sentence) or not telling.isdisjoint(WORD_OR_NUMBER.findall(sentence.lower())):
            row = row_of(text, span.start, span.end)
            for first, after in _regions(row):
                yield from _of_region(row, first, after, number)


@cache
def _telling_words() -> frozenset[str]:
    tables = ("unit", "units", "month", "weekday", "weekdays", "season", "part", "parts", "decades", "repeat")
    found_words = {word for table in tables for word in time_words()[table]}
    found_words.update(_phrase_words())
    return frozenset(found_words | time_word_marks()["telling"])


@cache
def _phrase_words() -> frozenset[str]:
    """Return the words of phrases of time that are not everywhere else too."""
    tables = ("deictic_day", "vague", "vague_at", "holiday", "hijri_month", "persian_month")
    found_words = {w for table in tables for phrase in time_words()[table] for w in WORD_OR_NUMBER.findall(phrase)}
    return frozenset(found_words - time_word_marks()["common"])


@cache
def _is_word_of_time(key: str, has_capital: bool) -> tuple[bool, bool]:  # noqa: FBT001  # the cache's key
    """Return whether the grammar knows the word at all, and whether it makes its neighbourhood worth composing."""
    categories = {category for category, _ in entries(key, has_capital)}
    is_known = bool(categories) or key in grammar().literals
    if key[0].isdigit() and "Ordinal" in categories:
        return True, True
    return is_known, bool(categories & TELLING) or key in time_word_marks()["telling"] or key in _phrase_words()


def _regions(row: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield the runs of known words that hold a telling one."""
    first = None
    tells = False
    for index, word in enumerate(row):
        is_known, is_telling = _is_word_of_time(word.key, word.has_capital)
        if is_known:
            first = index if first is None else first
            tells = tells or is_telling
            continue
        if first is not None and tells:
            yield first, index
        first, tells = None, False
    if first is not None and tells:
        yield first, len(row)


def _of_region(row: Sequence[Word], first: int, after: int, number: int) -> Iterator[Mention]:
    while first < after:
        end = min(after, first + LONGEST)
        keys = tuple((word.key, word.has_capital) for word in row[first:end])
        last = first
        for start, stop, meaning in _best_cover(found(keys), row, first, end - first):
            last = stop
            if isinstance(meaning, Amount) and row[stop - 1].key == "old":
                continue
            if isinstance(meaning, Pair):
                yield Mention(meaning.first, number, row, start, start + meaning.split, meaning.joint)
                yield Mention(meaning.second, number, row, start + meaning.resume, stop)
            else:
                yield _single(meaning.expr if isinstance(meaning, Weak) else meaning, number, row, (start, stop))
        first = end if end == after or last == first else max(last, first + 1)


def _single(expr: Expr, number: int, row: Sequence[Word], bounds: tuple[int, int]) -> Mention:
    """Return the mention; in "two days after the attack" only the length is the expression."""
    start, stop = bounds
    if isinstance(expr, Stretch) and row[stop - 1].key in {"ended", "ending"}:
        stop -= 1
    last, following = row[stop - 1].key, row[stop].key if stop < len(row) else ""
    steps = (isinstance(expr, Shift) and expr.base is None) or (isinstance(expr, Deixis) and expr.origin == "told")
    is_compared = last in {"earlier", "later"} and following == "than"  # "weeks earlier than planned"
    is_counted = last in {"after", "before", "following"} and following.isalpha()
    is_length = steps and (is_compared or is_counted)
    return Mention(
        expr, number, row, start, stop - 1 if is_length and isinstance(expr, Shift) else stop, is_length=is_length
    )


def _best_cover(
    candidates: Sequence[Found], row: Sequence[Word], offset: int, length: int
) -> list[tuple[int, int, Meaning]]:
    """Choose expressions that do not overlap and cover the most words with the fewest expressions."""
    joints = time_word_marks()["joints"]
    best: list[tuple[float, tuple[int, int, Meaning] | None, int]] = [(0.0, None, 0)] * (length + 1)
    by_end: dict[int, list[tuple[int, Meaning]]] = {}
    for candidate in candidates:
        meaning = _fitting(candidate, row, offset)
        if meaning is not None:
            by_end.setdefault(candidate.end, []).append((candidate.start, meaning))
    if len(by_end) <= 1:
        return _longest(by_end, offset)
    worth = [WORTH_OF_A_JOINT if word.key in joints else 1.0 for word in row[offset : offset + length]]
    for end in range(1, length + 1):
        best[end] = (best[end - 1][0], None, end - 1)
        for start, meaning in by_end.get(end, []):
            score = best[start][0] + sum(worth[start:end]) - COST_OF_ONE
            if score > best[end][0]:
                best[end] = (score, (start + offset, end + offset, meaning), start)
    chosen = []
    at = length
    while at > 0:
        _, picked, previous = best[at]
        if picked is not None:
            chosen.append(picked)
        at = previous
    return chosen[::-1]


def _longest(by_end: Mapping[int, Sequence[tuple[int, Meaning]]], offset: int) -> list[tuple[int, int, Meaning]]:
    """Return the longest of expressions that all end at one word, which needs no weighing."""
    for end, found_there in by_end.items():
        start, meaning = min(found_there, key=lambda pair: pair[0])
        return [(start + offset, end + offset, meaning)]
    return []


def _fitting(candidate: Found, row: Sequence[Word], offset: int) -> Meaning | None:
    """Return the meaning that the context bears out, if any: a rate before a length, else the likeliest."""
    start, end = candidate.start + offset, candidate.end + offset
    for meaning in candidate.meanings:
        if is_a_name(row, start, end):
            return None
        if isinstance(meaning, Weak) and meaning.needs == "rate" and holds(meaning, row, start, end):
            return meaning
    for meaning in candidate.meanings:
        if isinstance(meaning, Weak):
            if meaning.needs != "rate" and holds(meaning, row, start, end):
                return meaning
        elif not (isinstance(meaning, Amount) and _is_no_length(row, end)):
            return meaning
    return None


def _is_no_length(row: Sequence[Word], end: int) -> bool:
    """Whether what looks like a length of time is an age or part of a name ("7 Days Inn")."""
    after = row[end].key if end < len(row) else ""
    if row[end - 1].key in {"hours", "hrs"} and _CLOCK_DIGITS.fullmatch(row[end - 2].key) and end > 2:  # noqa: PLR2004
        return row[end - 3].key in time_word_marks()["before_a_clock"]
    if row[end - 1].key == "quarter":
        return after == "of"
    if end > 2 and row[end - 3].key == "as" and row[end - 2].key == "many":  # noqa: PLR2004  # "in as many months"
        return True
    return after in {"old", "olds"}
