"""Exact arithmetic on days: months, weeks, feasts, and the Hijri and Persian calendars."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

DAY = timedelta(days=1)
MONTHS_IN_YEAR = 12
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
"""Units that are whole numbers of months."""
DAYS = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7, "night": 1}
"""Units that are whole numbers of days (a weekend recurs every seven)."""
SECONDS = {"second": 1, "minute": 60, "hour": 3600}
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season, northern hemisphere, as newsrooms count (meteorological)."""
_HIJRI_EPOCH = 227015  # 1 Muharram 1 = 16 July 622 (Julian) = 19 July 622 (Gregorian), as date.toordinal()
_PERSIAN_EPOCH = 226895  # 1 Farvardin 1 = 22 March 622 (Gregorian)
HIJRI_CYCLE_DAYS = 10631
PERSIAN_LONG_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days from the first to the last, both included; None = open."""

    first: date | None
    last: date | None


def clamped(year: int, month: int, day: int) -> date:
    """Return the day, or the month's last day where the month is too short; years stay within 1 to 9999."""
    year = min(max(year, MINYEAR), MAXYEAR)
    return date(year, month, min(max(day, 1), monthrange(year, month)[1]))


def is_day(year: int, month: int, day: int) -> bool:
    """Whether such a day exists."""
    return MINYEAR <= year <= MAXYEAR and 1 <= month <= MONTHS_IN_YEAR and 1 <= day <= monthrange(year, month)[1]


def months_later(day: date, months: int) -> date:
    """Return the same day of the month some months on (earlier where negative), clamped to the month's end."""
    index = day.year * MONTHS_IN_YEAR + day.month - 1 + months
    return clamped(index // MONTHS_IN_YEAR, index % MONTHS_IN_YEAR + 1, day.day)


def days_later(day: date, days: int) -> date:
    """Return the day some days on, kept within the years that a date can hold."""
    ordinal = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(ordinal)


def shifted(day: date, unit: str, count: float) -> date:
    """Return the day moved by a number of units; fractions of months become days of thirty a month."""
    if unit in MONTHS:
        months = count * MONTHS[unit]
        whole = int(months)
        return days_later(months_later(day, whole), round((months - whole) * 30))
    if unit in DAYS:
        return days_later(day, round(count * DAYS[unit]))
    return days_later(day, int(count * SECONDS.get(unit, 0) // 86400))


def containing(day: date, unit: str) -> Days:
    """Return the calendar unit that holds the day: weeks run from Monday, decades from a year ending in 0."""
    if unit in {"week", "fortnight"}:
        first = days_later(day, -day.weekday())
        return Days(first, days_later(first, 6))
    if unit == "weekend":
        saturday = days_later(day, 5 - day.weekday())
        return Days(saturday, days_later(saturday, 1))
    if unit in {"month", "quarter", "half"}:
        size = MONTHS[unit]
        month = (day.month - 1) // size * size + 1
        return Days(date(day.year, month, 1), month_end(day.year, month + size - 1))
    if unit in MONTHS:
        size = MONTHS[unit] // MONTHS_IN_YEAR
        year = max(day.year // size * size, MINYEAR)
        return Days(date(year, 1, 1), date(min(year + size - 1, MAXYEAR), 12, 31))
    return Days(day, day)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return clamped(year, month, 31)


def season(year: int, code: str) -> Days:
    """Return the months of a season; a winter belongs to the year in which it begins."""
    first = date(year, SEASON_MONTHS[code], 1)
    end = months_later(first, 2)
    return Days(first, month_end(end.year, end.month))


def easter(year: int) -> date:
    """Return Easter Sunday of the western churches (Gregorian computus, Meeus 1991)."""
    century, rest = divmod(year, 100)
    leap, left = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * (year % 19) + century - leap - shift + 15) % 30
    weekday = (32 + 2 * left + 2 * (rest // 4) - moon - rest % 4) % 7
    correction = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """Return the n-th such weekday of a month (0 = Monday); n = -1 is the last."""
    if n < 0:
        last = month_end(year, month)
        return days_later(last, -((last.weekday() - weekday) % 7))
    first = date(year, month, 1)
    return days_later(first, (weekday - first.weekday()) % 7 + 7 * (n - 1))


def from_hijri(year: int, month: int, day: int) -> date:
    """Return the day of a Hijri date by the tabular (civil) calendar; sightings may differ by a day or two.

    Source: thirty-year cycle with leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29.
    """
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return days_later(date.fromordinal(_HIJRI_EPOCH), days)


def hijri_year(day: date) -> int:
    """Return the Hijri year that holds a day (tabular)."""
    return (30 * (day.toordinal() - _HIJRI_EPOCH) + 10646) // HIJRI_CYCLE_DAYS


def from_persian(year: int, month: int, day: int) -> date:
    """Return the day of a Persian (solar Hijri) date; exact for 1178 to 1633 by the 33-year rule of leap years."""
    leaps = (8 * (year - 1) + 29) // 33
    before = 31 * (month - 1) if month <= PERSIAN_LONG_MONTHS + 1 else 30 * (month - 1) + PERSIAN_LONG_MONTHS
    return days_later(date.fromordinal(_PERSIAN_EPOCH), 365 * (year - 1) + leaps + before + day - 1)


def persian_year(day: date) -> int:
    """Return the Persian year that holds a day."""
    year = day.year - 621
    return year if day >= from_persian(year, 1, 1) else year - 1
