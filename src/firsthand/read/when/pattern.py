"""Which days a calendar pattern means, given an anchor: "Wednesday", "in March", "3 October", "the eighties"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from firsthand.data.time import time_words
from firsthand.read.when.calendar import (
    Days,
    clamped,
    containing,
    days_later,
    easter,
    from_hijri,
    from_persian,
    hijri_year,
    is_day,
    month_end,
    nth_weekday,
    persian_year,
    season,
    shifted,
)
from firsthand.read.when.meaning import From, Nearest, Pattern

DAYS_IN_WEEK = 7
AGAINST_TENSE_DAY = 250  # days: what a date without a year costs on the side against the tense; TBAQ dev, flat 120-300
AGAINST_TENSE = 300  # days, for months, seasons and quarters: "arrested in December", told in November, is last year's
TURN_OF_YEAR_MONTHS = 8  # "In February" after October is the next year's
AHEAD_UNTENSED_MONTH = 200  # days, for months and longer: "June's figure", in March, is last year's; TBAQ, flat 150-250
AHEAD_UNTENSED = 30  # days: without a tense, news looks back rather than ahead


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an expression can be counted from."""

    today: date | None = None
    """The day of speaking."""
    told: date | None = None
    """The day last told, or the first day of the unit last told."""
    told_grain: str = ""
    tense: int = 0
    """-1 past, 1 future, 2 due at some time past, 0 not known."""
    quarter: date | None = None
    """A day of the quarter last told, where the text counts in quarters."""
    zone_minutes: int | None = None
    is_narrative: bool = False
    """The text tells history: dates without a year follow the one before, not the report."""

    def day(self, origin: From) -> date | None:
        """Return the day that such an expression is counted from."""
        if origin == "told":
            return self.told or self.today
        return self.today or (self.told if self.is_narrative else None)

    def base(self) -> date | None:
        """Return the day that a date without a year lies near."""
        return (self.told or self.today) if self.is_narrative else self.today

    def grain(self, origin: From) -> str:
        """Return how exactly the anchor is known."""
        return self.told_grain if origin == "told" and self.told else "day"


def dated(pattern: Pattern, anchor: Anchor) -> tuple[Days, str] | None:  # noqa: PLR0911  # one case a kind
    """Return the days of a pattern and the calendar unit that they are, or None where nothing anchors it."""
    if pattern.calendar == "bc":
        return Days(None, None), "year"
    if pattern.calendar != "gregorian":
        return _other_calendar(pattern, anchor)
    if pattern.decade is not None or pattern.century is not None:
        return _long(pattern, anchor)
    if pattern.year is not None:
        return _in_year(pattern, pattern.year)
    base = anchor.base()
    if base is None:
        return None
    if _has_month(pattern):
        return _by_year(pattern, anchor, base)
    if pattern.day is not None:
        return _by_month(pattern, anchor, base)
    if pattern.weekday is not None:
        day = weekday_near(base, pattern.weekday, _tense(anchor))
        return Days(day, day), "day"
    if pattern.weekend:
        return containing(base, "weekend"), "weekend"
    near = anchor.told if anchor.told is not None and anchor.told_grain in {"day", "time"} else base
    return Days(near, near), "day"


def is_time_of_day(pattern: Pattern) -> bool:
    """Whether a pattern has a clock time or part of the day and no day."""
    has_day = pattern.day or pattern.weekday or pattern.holiday or pattern.year or _has_month(pattern)
    return not has_day and (pattern.hour is not None or pattern.part is not None)


def _tense(anchor: Anchor) -> int:
    return 1 if anchor.is_narrative and anchor.told is not None else anchor.tense


def _has_month(pattern: Pattern) -> bool:
    return any(
        value is not None for value in (pattern.month, pattern.season, pattern.quarter, pattern.half, pattern.holiday)
    )


def weekday_near(base: date, weekday: int, tense: int) -> date:
    """Return the weekday on or next before the base (past or unknown tense), or on or next after it (future).

    What was due on a weekday is the nearer of the two.
    """
    back = (base.isoweekday() - weekday) % DAYS_IN_WEEK
    if tense > 1 and back <= DAYS_IN_WEEK // 2:
        return days_later(base, -back)
    if tense > 0:
        return days_later(base, (weekday - base.isoweekday()) % DAYS_IN_WEEK)
    return days_later(base, -back)


def _in_year(pattern: Pattern, year: int) -> tuple[Days, str] | None:  # noqa: PLR0911  # one case a kind
    """Return the days of a pattern whose year is known."""
    if pattern.holiday is not None:
        day = holiday(pattern.holiday, year)
        return (Days(day, day), "day") if day else None
    if pattern.season is not None:
        return season(year, pattern.season), "season"
    if pattern.quarter is not None:
        return containing(clamped(year, pattern.quarter * 3, 1), "quarter"), "quarter"
    if pattern.half is not None:
        return containing(clamped(year, pattern.half * 6, 1), "half"), "half"
    if pattern.month is None:
        return containing(clamped(year, 1, 1), "year"), "year"
    if pattern.day is None:
        return Days(clamped(year, pattern.month, 1), month_end(year, pattern.month)), "month"
    if not is_day(year, pattern.month, pattern.day):
        return None
    day = date(year, pattern.month, pattern.day)
    if pattern.week_of:
        unit = "weekend" if pattern.weekend else "week"
        return containing(day, unit), unit
    return Days(day, day), "day"


def _by_year(pattern: Pattern, anchor: Anchor, base: date) -> tuple[Days, str] | None:
    """Choose the year of a month, season, quarter or feast: by tense, else the nearest."""
    choices = [found for year in (base.year - 1, base.year, base.year + 1) if (found := _in_year(pattern, year))]
    if pattern.weekday is not None and pattern.day is not None:
        agreeing = [c for c in choices if c[0].first and c[0].first.isoweekday() == pattern.weekday]
        choices = agreeing or choices
    if not choices:
        wide = [found for step in range(-4, 5) if (found := _in_year(pattern, base.year + step))]
        choices = wide
    if anchor.is_narrative and anchor.told is not None and choices:
        return _told_on(choices, base)
    return _chosen(choices, base, anchor.tense) if choices else None


def _told_on(choices: Sequence[tuple[Days, str]], base: date) -> tuple[Days, str]:
    """Choose as history is told: in the year told last, or the next where December goes on to January."""
    same = [c for c in choices if c[0].first and c[0].first.year == base.year]
    later = [c for c in choices if c[0].first and c[0].first.year == base.year + 1]
    if later and (not same or (same[0][0].first and months_between(same[0][0].first, base) >= TURN_OF_YEAR_MONTHS)):
        return later[0]
    return same[0] if same else choices[0]


def months_between(first: date, last: date) -> int:
    """Return how many months lie from one day's month to the other's."""
    return (last.year - first.year) * 12 + last.month - first.month


def _chosen(choices: Sequence[tuple[Days, str]], base: date, tense: int) -> tuple[Days, str]:
    return min(choices, key=lambda choice: _distance(choice, base, tense))


def _distance(choice: tuple[Days, str], base: date, tense: int) -> int:
    """Return how many days lie between, plus what a side against the tense costs."""
    days, grain = choice
    against = AGAINST_TENSE_DAY if grain == "day" else AGAINST_TENSE
    if grain == "quarter":
        tense, against = -1, AGAINST_TENSE
    if days.first and days.first > base:
        return (days.first - base).days + (
            against if tense < 0 else 0 if tense > 0 else (AHEAD_UNTENSED if grain == "day" else AHEAD_UNTENSED_MONTH)
        )
    if days.last and days.last < base:
        return (base - days.last).days + (against if tense > 0 else 0)
    return 0


def _by_month(pattern: Pattern, anchor: Anchor, base: date) -> tuple[Days, str] | None:
    """Choose the month of "the 25th" or "Monday the 25th"."""
    if pattern.day is None:
        return None
    near = anchor.told if anchor.told is not None else base
    months = [shifted(clamped(near.year, near.month, 1), "month", step) for step in (-1, 0, 1)]
    days = [date(m.year, m.month, pattern.day) for m in months if is_day(m.year, m.month, pattern.day)]
    if pattern.weekday is not None:
        days = [day for day in days if day.isoweekday() == pattern.weekday] or days
    if not days:
        return None
    told = [day for day in days if (day.year, day.month) == (near.year, near.month)]
    if anchor.told is not None and told and (anchor.is_narrative or anchor.tense == 0):
        return Days(told[0], told[0]), "day"
    return _chosen([(Days(day, day), "day") for day in days], base, anchor.tense)


def in_direction(expr: Nearest, anchor: Anchor) -> tuple[Days, str] | None:
    """Return the days of "last Friday", "this September", "the following Monday"."""
    base = anchor.day(expr.origin)
    pattern = expr.pattern
    if base is None:
        return None
    if pattern.weekday is not None and not _has_month(pattern):
        return _weekday_in_direction(pattern, expr, base)
    if not _has_month(pattern):
        return dated(pattern, anchor)
    choices = [found for step in range(-2, 3) if (found := _in_year(pattern, base.year + step))]
    if expr.steps < 0:
        before = [c for c in choices if c[0].last and c[0].last < base]
        return before[-1] if before else None
    if expr.steps > 0:
        after = [c for c in choices if c[0].first and c[0].first > base]
        return after[0] if after else None
    around = [c for c in choices if c[0].first and c[0].last and c[0].first <= base <= c[0].last]
    same = [c for c in choices if c[0].first and c[0].first.year == base.year]
    return next(iter(around or same), None)


def _weekday_in_direction(pattern: Pattern, expr: Nearest, base: date) -> tuple[Days, str]:
    weekday = pattern.weekday or 1
    if expr.steps < 0:
        day = weekday_near(days_later(base, -1), weekday, -1)
    elif expr.steps > 0:
        day = weekday_near(days_later(base, 1), weekday, 1)
    else:
        monday = containing(base, "week").first or base
        day = days_later(monday, weekday - 1)
    return Days(day, day), "day"


def _long(pattern: Pattern, anchor: Anchor) -> tuple[Days, str] | None:
    if pattern.century is not None:
        return containing(clamped(pattern.century * 100, 1, 1), "century"), "century"
    decade = pattern.decade or 0
    if decade < 10:  # noqa: PLR2004  # "the eighties": of the century before the report's day
        base = anchor.day("speech")
        century = base.year // 100 * 10 if base else 190
        decade += century if base and century + decade <= base.year // 10 else century - 10 if base else 190
    elif decade < 100:  # noqa: PLR2004  # cannot be a decade: 3 digits at least
        return None
    return containing(clamped(decade * 10, 1, 1), "decade"), "decade"


def holiday(name: str, year: int) -> date | None:
    """Return the day of a feast in a Gregorian year, or None where a lunar feast does not fall in it."""
    rule = time_words()["holiday"][name]
    if "date" in rule:
        return date(year, *rule["date"])
    if "weekday" in rule:
        month, weekday, nth = rule["weekday"]
        return days_later(nth_weekday(year, month, weekday - 1, nth), rule.get("plus", 0))
    if "easter" in rule:
        return days_later(easter(year), rule["easter"])
    hijri = hijri_year(date(year, 7, 1))
    days = [from_hijri(hijri + step, *rule["hijri"]) for step in (-1, 0, 1)]
    return next((day for day in days if day.year == year), None)


def _other_calendar(pattern: Pattern, anchor: Anchor) -> tuple[Days, str] | None:
    """Convert a Hijri or Persian date; without a year it is the nearest to the report's day."""
    base = anchor.today
    is_hijri = pattern.calendar == "hijri"
    if pattern.year is None:
        if base is None:
            return None
        current = hijri_year(base) if is_hijri else persian_year(base)
        choices = [_converted(replace(pattern, year=current + step)) for step in (-1, 0, 1)]
        return _chosen(choices, base, anchor.tense)
    return _converted(pattern)


def _converted(pattern: Pattern) -> tuple[Days, str]:
    year, month, day = pattern.year or 1, pattern.month, pattern.day
    to_day = from_hijri if pattern.calendar == "hijri" else from_persian
    if month is None:
        return Days(to_day(year, 1, 1), days_later(to_day(year + 1, 1, 1), -1)), "span"
    if day is None:
        after = to_day(year, month + 1, 1) if month < 12 else to_day(year + 1, 1, 1)  # noqa: PLR2004  # last month
        first = to_day(year, month, 1)
        return Days(first, max(first, days_later(after, -1))), "span"
    exact = to_day(year, month, day)
    return Days(exact, exact), "day"
