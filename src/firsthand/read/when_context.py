"""Whether words that may tell a time do so here, by the words around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from firsthand.read.when_meaning import Weak
from firsthand.read.when_tokens import Word

BEFORE_A_YEAR = frozenset(
    "in since of by until till from to during before after between and through late early mid around about for the year "
    "( , - – circa or as than back on".split()
)
BEFORE_A_BARE_PLURAL = frozenset("for in within over after many during few past last next these those of".split())
BEFORE_A_CLOCK = frozenset("at by around about before after from until till since between and to , ( -".split())
BEFORE_A_PART = frozenset("the at by before until till this that in every each since after late early of".split())
SURE_PARTS = frozenset("dawn dusk daybreak midday nightfall sunset sunrise noon midnight".split())
MONEY_OR_COUNT = frozenset("% percent cents dollars euros pounds times once twice barrels tons tonnes people $".split())


def holds(weak: Weak, row: Sequence[Word], start: int, end: int) -> bool:
    """Whether a weak expression at `row[start:end]` is one of time.

    Args:
        weak: The expression and what it needs.
        row: The sentence's words.
        start: Index of its first word.
        end: Index after its last word.
    """
    before = row[start - 1].key if start else ""
    after = row[end].key if end < len(row) else ""
    test = _TESTS.get(weak.needs)
    if test is not None:
        return test(row, start, end, before, after)
    return weak.needs.startswith("the ") and _definite(weak.needs[4:], before, after)


def _definite(unit: str, before: str, after: str) -> bool:
    if after in {"-", "'s"} and unit != "year":
        return False
    if unit == "quarter":
        return after not in {"of", "century"}
    if unit == "year":
        return before in {"for", "of", "in", "during", "throughout", "from", "over", "through", "by", "within"}
    if unit in {"day", "week", "month"}:
        return (
            before in {"during", "of", "in", "for", "earlier", "within", "later", "throughout", "over"}
            and after != "of"
        )
    return False


def _bare(_row: Sequence[Word], _start: int, _end: int, before: str, after: str) -> bool:
    return before in BEFORE_A_BARE_PLURAL and after not in {"-", "'"}


def _year(row: Sequence[Word], start: int, end: int, before: str, after: str) -> bool:
    key = row[start].key
    if key[0] == "'":
        return before in BEFORE_A_YEAR
    if before in {"$", "£", "€", "no", "number", "#", "room", "flight", "route"} or after in {"%", "percent", "/"}:
        return False
    if end - start == 1 and not 1400 <= int(key) <= 2060:  # noqa: PLR2004  # other numbers of four digits are counts
        return before in {"in", "since", "year"}
    if after == "-" and end + 1 < len(row) and row[end + 1].key[0].isdigit():
        return True
    return (
        before in BEFORE_A_YEAR or start == 0 or after in {",", ".", ")", "", ";", ":"} or row[start - 1].key.isalpha()
    )


def _month(row: Sequence[Word], start: int, _end: int, before: str, after: str) -> bool:
    """Whether a lone March or May is the month: not "the March of", "March for", nor a name after a name."""
    if start == 0 and after.isalpha():
        return False
    return (
        before not in {"the", "a", "an", "annual"}
        and after not in {"for", "against"}
        and not row[start - 1].has_capital
    )


def _clock(row: Sequence[Word], start: int, end: int, before: str, after: str) -> bool:
    if ":" not in row[end - 1].key and ":" not in row[start].key:
        return "o'clock" in {word.key for word in row[start:end]} or row[start].key in {
            "noon",
            "midnight",
            "half",
            "12",
        }
    return before in BEFORE_A_CLOCK or after in {"am", "pm"}


def _part(row: Sequence[Word], start: int, end: int, before: str, after: str) -> bool:
    if row[end - 1].key in SURE_PARTS:
        return after not in {"-", "prayer", "prayers", "raid", "raids"}
    if row[start].key == "the":
        return before in {"in", "during", "of", "on", "by", "for", "throughout", "into", "until", "through"}
    return before in {"by", "at", "until", "late", "early"} and row[end - 1].key != "evening"


def _rate(row: Sequence[Word], start: int, _end: int, before: str, _after: str) -> bool:
    if before in MONEY_OR_COUNT:
        return True
    near = row[max(0, start - 3) : start]
    has_figure = any(word.key[0].isdigit() or word.key in {"$", "£", "€"} for word in near)
    return has_figure and before not in {"for", "in", "within", "after", "about", "over", "than", "of", ","}


def _nth(row: Sequence[Word], start: int, end: int, before: str, after: str) -> bool:
    if row[start].key in {"its", "their", "his", "her"}:
        return before in {"in", "into", "for", "on", "entered"}
    return (before in {"for", "on", "in", "into", "'s", "is", "was", "entered"} and after in {"of", ",", "."}) or (
        row[end - 2].key in {"straight", "consecutive"}
    )


_TESTS: Mapping[str, Callable[[Sequence[Word], int, int, str, str], bool]] = {
    "bare": _bare,
    "year": _year,
    "clock": _clock,
    "part": _part,
    "rate": _rate,
    "nth": _nth,
    "then": lambda _row, _start, _end, before, _after: before in {"since", "until", "till", "by", "from"},
    "month": _month,
}
