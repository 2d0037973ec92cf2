"""Days of reports and voices: how far apart they are, and which lie near."""

from __future__ import annotations

from datetime import date, timedelta

ONE_TIME = 4  # days between two reports of one voice up to which it spoke once; cases: quotes live 1-2 days in print


def are_near(first: str | None, second: str | None, days: int = ONE_TIME) -> bool:
    """Whether two days are at most so many days apart, or one is not known."""
    return first is None or second is None or abs(days_between(first, second)) <= days


def days_around(day: str | None, days: int) -> list[str]:
    """Return the days up to so many away from a day, and the empty string for a day that is not known."""
    if day is None:
        return [""]
    middle = date.fromisoformat(day)
    return ["", *((middle + timedelta(days=d)).isoformat() for d in range(-days, days + 1))]


def days_between(first: str, second: str) -> int:
    """Return the days from the first to the second, YYYY-MM-DD."""
    return (date.fromisoformat(second) - date.fromisoformat(first)).days
