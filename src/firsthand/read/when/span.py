"""What the words before an expression do to its span: since, until, by, before, after, and ranges."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from firsthand.core.spacetime import TimeSpan
from firsthand.data.time import time_word_marks
from firsthand.read.when.calendar import days_later
from firsthand.read.when.resolve import Resolved
from firsthand.read.when.tokens import Word

JOINTS = frozenset((",", "or", "to", "until", "till", "through", "and", "-", "–", "—", "/"))
PART_OF_DAY = "time"
ONWARD = frozenset(("on", "onward", "onwards"))
FORCES = frozenset(("since", "until", "till", "through", "by", "after", "following", "before"))


def bounded(  # noqa: PLR0911  # one case a preposition
    found: Resolved, row: Sequence[Word], place: tuple[int, int], *, today: date | None, tense: Callable[[], int]
) -> TimeSpan | None:
    """Return the span with the force of the preposition before the expression.

    Args:
        found: The anchored expression.
        row: The sentence's words.
        place: Indexes of the expression's first word and after its last.
        today: The report's day.
        tense: Gives -1, 0 or 1 for the clause; asked only where it matters.
    """
    span, (first, after) = found.span, place
    word = _preposition(row, first)
    following = row[after].key if after < len(row) else ""
    if word == "from" and following in ONWARD:
        word = "since"
    if word == "by" and following == "'s":  # "by last September's deal" names the deal, no time
        return span
    if span is None or found.type == "SET" or word not in FORCES:
        return span
    low, high = span.begin_earliest, span.end_latest
    if word == "since":
        return TimeSpan(begin_earliest=low, begin_latest=high)
    if word in {"until", "till", "through"}:
        ahead = today is not None and (high or "") >= day(today)
        low = high if word == "through" else low
        return TimeSpan(begin_latest=_iso(today) if ahead else None, end_earliest=low, end_latest=high)
    if found.type == "DURATION" or (found.grain == PART_OF_DAY and len(low or "") == len("YYYY-MM-DD")):
        return span
    if word == "by":
        ahead = today is not None and tense() > 0 and (high or "") >= day(today)
        return TimeSpan(begin_earliest=_iso(today) if ahead else None, end_latest=high)
    if word in {"after", "following"}:
        return TimeSpan(begin_earliest=low, end_latest=_iso(today) if tense() < 0 else None)
    return _before(row, first, low, span)


def _before(row: Sequence[Word], first: int, low: str | None, span: TimeSpan) -> TimeSpan:
    """Read "before July"; under a negation ("may not reopen before July") it bounds the beginning instead."""
    if any(word.key in {"not", "n't", "never", "no", "cannot"} for word in row[max(0, first - 6) : first]):
        return TimeSpan(begin_earliest=low)
    if low is None:
        return span
    end = low if "T" in low else day(days_later(date.fromisoformat(low), -1))
    return TimeSpan(end_latest=end)


def _preposition(row: Sequence[Word], first: int) -> str:
    """Return the word that governs the expression."""
    at = first - 1
    while at >= 0 and row[at].key in time_word_marks()["skipped"]:
        at -= 1
    if at > 0 and row[at].key == "than" and row[at - 1].key == "later":
        return "by"
    return row[at].key if at >= 0 else ""


def day(value: date) -> str:
    """Return YYYY-MM-DD."""
    return value.isoformat()


def _iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def is_range(row: Sequence[Word], first_after: int, second_first: int, first_start: int) -> str | None:
    """Return how two neighbouring expressions are one range: `within` (between ... and), `over` (from ... to), or None.

    Args:
        row: The sentence's words.
        first_after: Index after the first expression.
        second_first: Index of the second one's first word.
        first_start: Index of the first one's first word.
    """
    joint = joint_between(row, first_after, second_first)
    if joint in {None, "or", ",", "/"}:
        return None
    is_dash = joint in {"-", "–", "—"}
    if is_dash and row[first_after].start != row[first_after - 1].end:
        return None  # a dash between spaces parts, it does not join
    before = _preposition(row, first_start)
    if joint == "and":
        return "within" if before == "between" else None
    if is_dash or joint == "through":
        return "over"
    return "over" if before in {"from", "between"} or joint == "to" else None


def joint_between(row: Sequence[Word], first_after: int, second_first: int) -> str | None:
    """Return the one word that joins two neighbouring expressions (`the` aside), None where more stands between."""
    between = [word.key for word in row[first_after:second_first] if word.key != "the"]
    return between[0] if len(between) == 1 and between[0] in JOINTS else None


def joined(first: TimeSpan | None, second: TimeSpan | None, how: str) -> TimeSpan | None:
    """Return the span from one expression to the other."""
    if first is None or second is None or first.begin_earliest is None or second.end_latest is None:
        return None
    if first.begin_earliest > second.end_latest:
        return None
    if how == "within":
        return TimeSpan.within(first.begin_earliest, second.end_latest)
    return replace(first, end_earliest=second.end_earliest or second.end_latest, end_latest=second.end_latest)


def is_reversed(row: Sequence[Word], first: int) -> bool:
    """Whether a length "a day after X" stands right behind a comma: what goes before is dated, so it dates X."""
    return first > 1 and row[first - 1].key in {",", "-", "–", "—", "("}
