"""Whether words that may tell a time do so here, by the words around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from firsthand.data.time import time_word_marks
from firsthand.read.when.meaning import Weak
from firsthand.read.when.tokens import Word

FIRST_BARE_YEAR, LAST_BARE_YEAR = 1400, 2060  # other numbers of four digits are counts, unless `in` or `since` leads
NEAR = 3  # words before "a year" in which a figure makes it a rate


@dataclass(frozen=True, slots=True)
class Place:
    """An expression in its sentence: `row[start:end]` and the keys right before and after, empty at the ends."""

    row: Sequence[Word]
    start: int
    end: int
    before: str
    after: str

    @property
    def first(self) -> str:
        """Key of the first word."""
        return self.row[self.start].key

    @property
    def last(self) -> str:
        """Key of the last word."""
        return self.row[self.end - 1].key


def holds(weak: Weak, row: Sequence[Word], start: int, end: int) -> bool:
    """Whether a weak expression at `row[start:end]` is one of time.

    Args:
        weak: The expression and what it needs.
        row: The sentence's words.
        start: Index of its first word.
        end: Index after its last word.
    """
    place = Place(row, start, end, row[start - 1].key if start else "", row[end].key if end < len(row) else "")
    test = _TESTS.get(weak.needs)
    return test(place) if test is not None else _definite(weak.needs.removeprefix("the "), place)


def is_a_name(row: Sequence[Word], start: int, end: int) -> bool:
    """Whether a single word with a capital is part of a name: "VOA Today", "High Noon"."""
    word = row[start]
    if end - start > 1 or start == 0 or not word.has_capital or word.key not in _among("named_with_capital"):
        return False
    return row[start - 1].has_capital or (end < len(row) and row[end].has_capital)


def _among(name: str) -> frozenset[str]:
    return time_word_marks()[name]


def _definite(unit: str, place: Place) -> bool:
    """Read "in the quarter", "for the year", "later in the day"."""
    if place.after == "-" or (place.after == "'s" and unit != "year"):
        return False
    if unit == "quarter":
        return place.after not in {"of", "century"}
    if unit == "year":
        return place.before in _among("before_the_year")
    return unit in {"day", "week", "month"} and place.before in _among("before_the_unit") and place.after != "of"


def _bare(place: Place) -> bool:
    return (
        place.before in _among("before_a_bare_plural") and place.after not in {"-", "'"} and not place.after.isdigit()
    )


def _year(place: Place) -> bool:
    if place.first[0] == "'":
        return place.before in _among("before_a_year")
    if place.before in _among("not_before_a_year") or place.after in {"%", "percent", "/"}:
        return False
    if place.end - place.start == 1 and not FIRST_BARE_YEAR <= int(place.first) <= LAST_BARE_YEAR:
        return place.before == "year"
    follows_word = place.start == 0 or place.row[place.start - 1].key.isalpha()
    return follows_word or place.before in _among("before_a_year") or place.after in {",", ".", ")", "", ";", ":", "-"}


def _clock(place: Place) -> bool:
    if ":" not in place.last and ":" not in place.first:
        keys = {word.key for word in place.row[place.start : place.end]}
        return bool(keys & {"o'clock", "noon", "midnight", "half", "hours", "hrs"}) and place.before != "high"
    return place.before in _among("before_a_clock")


def _part(place: Place) -> bool:
    if place.last in _among("sure_parts"):
        return place.before != "high" and place.after not in _among("after_a_name_of_a_part")
    if place.first == "the":
        return place.before in _among("before_the_part")
    return place.before in {"by", "at", "until", "late", "early"} and place.last != "evening"


def _rate(place: Place) -> bool:
    if place.before in _among("counted"):
        return True
    if place.last in {"second", "quarter"} and place.after.isalpha():  # "a second was beaten off"
        return False
    near = place.row[max(0, place.start - NEAR) : place.start]
    has_figure = any(word.key[0].isdigit() or word.key in {"$", "£", "€"} for word in near)
    return has_figure and place.before not in _among("before_a_length")


def _nth(place: Place) -> bool:
    if place.first in {"its", "their", "his", "her"}:
        return place.before in {"in", "into", "for", "on", "entered"}
    is_told = place.before in {"for", "in", "into", "'s", "is", "was", "entered"} and place.after in {
        "of",
        ",",
        ".",
    }
    return is_told or place.row[place.end - 2].key in {"straight", "consecutive"}


def _month(place: Place) -> bool:
    """Whether a lone March or May is the month: not "the March of", "March for", nor a name after a name."""
    if place.start == 0 and place.after.isalpha():
        return False
    if place.before in {"the", "a", "an", "annual"} and place.after in {"of", "for", "on", "against", "in", "by"}:
        return False
    is_named = (
        place.start > 0 and place.row[place.start - 1].has_capital and place.before not in _among("before_a_year")
    )
    return place.after not in {"for", "against"} and not is_named


def _dom(place: Place) -> bool:
    """Whether "the 25th" is a day: "on the 25th," but not "the 25th brigade"; only in figures."""
    leads = place.before in {"on", "by", "until", "till", "since", "from", "before", "after"}
    return (
        leads
        and place.last[0].isdigit()
        and place.after in {",", ".", "", "and", "to", "of", ";", ")", "at", "in", "they", "he", "it"}
    )


def _at(place: Place) -> bool:
    return place.before in {"at", "by", "until"} and place.after not in {"of", "being", "that", "when"}


def _season(place: Place) -> bool:
    """Whether "the fall" is a season: not "after the fall of the city"."""
    if place.after == "of":
        return False
    if place.end - place.start == 1:
        return place.first != "fall" and place.before in {"in", "until", "since", "by"}
    return place.last != "fall" or place.before in {"in", "during", "by", "until", "since", "through", "of"}


def _soon(place: Place) -> bool:
    return place.before != "as" and place.after not in {"as", "after", "before"}


def _then(place: Place) -> bool:
    return place.before in {"since", "until", "till", "by", "from"}


_TESTS: Mapping[str, Callable[[Place], bool]] = {
    "at": _at,
    "bare": _bare,
    "clock": _clock,
    "dom": _dom,
    "month": _month,
    "nth": _nth,
    "part": _part,
    "rate": _rate,
    "season": _season,
    "soon": _soon,
    "then": _then,
    "year": _year,
}
