"""What the words before an expression do to its span: since, until, by, before, after, and ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from firsthand.core.spacetime import TimeSpan
from firsthand.read.when_calendar import days_later
from firsthand.read.when_resolve import Resolved
from firsthand.read.when_tokens import Word

JOINTS = frozenset(("to", "until", "till", "through", "and", "-", "–", "—"))
SKIPPED = frozenset("the late early around about at on only as least just mid - shortly soon right sometime".split())
"""Words between a preposition and the expression that leave its force."""
PARTS_OF_A_DAY = "time"


def bounded(found: Resolved, row: Sequence[Word], first: int, *, today: date | None, tense: int) -> TimeSpan | None:
    """Return the span with the force of the preposition before the expression.

    Args:
        found: The anchored expression.
        row: The sentence's words.
        first: Index of the expression's first word.
        today: The report's day.
        tense: -1, 0 or 1 for the clause.
    """
    span = found.span
    if span is None or found.type == "SET":
        return span
    word, further = _preposition(row, first)
    low, high = span.begin_earliest, span.end_latest
    is_part = found.grain == PARTS_OF_A_DAY and len(low or "") == len("YYYY-MM-DD")
    match word:
        case "since":
            return TimeSpan(begin_earliest=low, begin_latest=high)
        case "from" if further in {"on", "onward", "onwards", "now"}:
            return TimeSpan(begin_earliest=low, begin_latest=high)
        case "after" | "following" if found.type != "DURATION" and not is_part:
            return TimeSpan(begin_earliest=low, end_latest=_iso(today) if tense < 0 else None)
        case "until" | "till":
            begun = _iso(today) if tense > 0 and today is not None and (low or "") >= (_iso(today) or "") else None
            return TimeSpan(begin_latest=begun, end_earliest=low, end_latest=high)
        case "through" if found.type != "DURATION":
            begun = _iso(today) if today is not None and (high or "") >= (_iso(today) or "") else None
            return TimeSpan(begin_latest=begun, end_earliest=high, end_latest=high)
        case "by" if not is_part:
            return TimeSpan(begin_earliest=_iso(today) if tense > 0 and today and (high or "") >= day(today) else None, end_latest=high)
        case "before" | "prior" if found.type != "DURATION" and not is_part:
            return _before(row, first, low, span)
        case _:
            return span


def _before(row: Sequence[Word], first: int, low: str | None, span: TimeSpan) -> TimeSpan:
    """Read "before July"; under a negation ("may not reopen before July") it bounds the beginning instead."""
    if any(word.key in {"not", "n't", "never", "no", "cannot"} for word in row[max(0, first - 6) : first]):
        return TimeSpan(begin_earliest=low)
    if low is None:
        return span
    end = low if "T" in low else day(days_later(date.fromisoformat(low), -1))
    return TimeSpan(end_latest=end)


def _preposition(row: Sequence[Word], first: int) -> tuple[str, str]:
    """Return the word that governs the expression, and the one after it (`as of`, `from ... on`)."""
    at = first - 1
    while at >= 0 and row[at].key in SKIPPED:
        at -= 1
    return (row[at].key, "") if at >= 0 else ("", "")


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
    between = [word.key for word in row[first_after:second_first]]
    if not between or len(between) > 2 or between[0] not in JOINTS or (len(between) == 2 and between[1] != "the"):  # noqa: PLR2004
        return None
    before, _ = _preposition(row, first_start)
    if between[0] == "and":
        return "within" if before == "between" else None
    if between[0] in {"-", "–", "—", "through"}:
        return "over"
    return "over" if before in {"from", "between"} or between[0] == "to" else None


def joined(first: TimeSpan | None, second: TimeSpan | None, how: str) -> TimeSpan | None:
    """Return the span from one expression to the other."""
    if first is None or second is None or first.begin_earliest is None or second.end_latest is None:
        return None
    if first.begin_earliest > second.end_latest:
        return None
    if how == "within":
        return TimeSpan.within(first.begin_earliest, second.end_latest)
    return replace(first, end_earliest=second.end_earliest or second.end_latest, end_latest=second.end_latest)
