"""The categories that single words have in the grammar of time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from firsthand.data.time import time_word_marks, time_words
from firsthand.read.when.calendar import is_day
from firsthand.read.when.meaning import Amount, Count, Deixis, Number, Pattern, Vague
from firsthand.read.when.tokens import words

FIRST_YEAR, LAST_YEAR = 1000, 2100
TWO_DIGIT_PIVOT = 50  # '49 = 2049, '50 = 1950: what newsrooms mean by two digits in 2000 to 2040
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[t ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?(z|[+-]\d\d:?\d\d)?)?")
_NUMERIC = re.compile(r"(\d{1,4})([/.])(\d{1,2})\2(\d{1,4})")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)(?::(\d\d))?")
_DECADE = re.compile(r"'?(\d\d)?(\d)0'?s")
_TWO_DAYS = re.compile(r"(\d{1,2})/(\d{1,2})")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")

Entry = tuple[str, Any]


@cache
def entries(key: str, has_capital: bool) -> tuple[Entry, ...]:  # noqa: FBT001  # half of the cache's key, always given
    """Return the categories of a word and what it means in each; empty for a word that tells no time."""
    if key[0].isdigit() or (key[0] == "'" and len(key) > 1):
        return tuple(_of_digits(key))
    return tuple(_of_word(key, has_capital=has_capital))


@cache
def phrases() -> tuple[tuple[str, str, Any], ...]:
    """Return the entries of several words as (category, keys joined by spaces, meaning)."""
    found = []
    for table, category in _CATEGORIES.items():
        for phrase, value in time_words()[table].items():
            keys = [word.key for word in words(phrase, 0, len(phrase))]
            if len(keys) > 1:
                found.append((category, " ".join(keys), _meaning(table, phrase, value)))
    return tuple(found)


_CATEGORIES: Mapping[str, str] = {
    "approx": "Approx", "decades": "DecadeWord", "deictic_day": "DayWord", "direction": "Direction", "edge": "Edge",
    "era": "Era", "fraction": "Fraction", "hijri_month": "OtherMonth", "holiday": "Holiday", "month": "Month",
    "number": "Number", "ordinal": "Ordinal", "part": "Part", "parts": "Parts", "persian_month": "OtherMonth",
    "repeat": "Repeat", "scale": "Scale", "season": "Season", "seasons": "Seasons", "shift": "Away", "some": "Some",
    "unit": "Unit", "units": "Units", "vague": "VagueWord", "vague_at": "VagueAt", "weekday": "Weekday",
    "weekdays": "Weekdays", "zone": "Zone",
}  # fmt: skip


def _of_word(key: str, *, has_capital: bool) -> list[Entry]:
    plain = key.rstrip(".") if key not in _words("zone") and key not in _words("era") else key
    if not has_capital and plain in time_word_marks()["capital"]:
        return []
    found = [
        (_CATEGORIES[table], _meaning(table, plain, _words(table)[plain])) for table in _tables_by_word().get(plain, ())
    ]
    months = _words("month")
    if plain in months:
        is_odd = plain in {"march", "may"}
        if len(plain) > len("sept") or plain in {"june", "july"} or is_odd or key.endswith("."):
            found.append(("OddMonth" if is_odd else "MonthName", months[plain]))
    days = _words("weekday")
    if plain in days and (len(plain) > len("thurs") or key.endswith(".")):
        found.append(("WeekdayName", days[plain]))
    if key in {"am", "a.m", "a.m.", "pm", "p.m", "p.m."}:
        found.append(("Meridiem", key[0]))
    return found


@cache
def _tables_by_word() -> Mapping[str, tuple[str, ...]]:
    """Return the tables that each word stands in, in their order."""
    tables: dict[str, list[str]] = {}
    for table in _CATEGORIES:
        for word in _words(table):
            tables.setdefault(word, []).append(table)
    return {word: tuple(names) for word, names in tables.items()}


@cache
def _words(table: str) -> Mapping[str, Any]:
    return time_words()[table]


def _meaning(table: str, word: str, value: Any) -> Any:  # noqa: C901, PLR0911  # one case a table
    match table:
        case "number":
            return Number(float(value))
        case "some":
            return Count(None if value == "X" else float(value))
        case "deictic_day":
            return Deixis("day", value, "speech")
        case "vague" | "vague_at":
            return Vague(value)
        case "repeat":
            return Amount(value["low"], value["unit"])
        case "holiday":
            return Pattern(holiday=word)
        case "hijri_month":
            return Pattern(month=value, calendar="hijri")
        case "persian_month":
            return Pattern(month=value, calendar="persian")
        case "direction":
            return (value["steps"], value["from"], word)
        case "shift":
            return (value["sign"], value["from"], word)
        case _:
            return value


def _of_digits(key: str) -> list[Entry]:  # noqa: PLR0911  # one case a form
    if match := _ISO.fullmatch(key):
        return _iso(match)
    if match := _NUMERIC.fullmatch(key):
        return _numeric(match)
    if match := _CLOCK.fullmatch(key):
        hour, minute, second = (int(part) if part else None for part in match.groups())
        fits = hour is not None and hour <= 24 and minute is not None and minute < 60  # noqa: PLR2004  # a clock's
        return [("Clock", Pattern(hour=hour, minute=minute, second=second))] if fits else []
    if match := _DECADE.fullmatch(key):
        century, decade = match.groups()
        is_sure = bool(century) or key[0] == "'"
        return [("Decade" if is_sure else "ShortDecade", Pattern(decade=int((century or "") + decade)))]
    if match := _ORDINAL.fullmatch(key):
        number = int(match.group(1))
        return [("Ordinal", number)]
    if key in _words("fraction"):
        return [("Fraction", _words("fraction")[key])]
    if (match := _TWO_DAYS.fullmatch(key)) and int(match.group(2)) == int(match.group(1)) + 1:
        return [("DomPair", int(match.group(1)))]
    return _number(key)


def _number(key: str) -> list[Entry]:
    digits = key.lstrip("'").replace(",", "")
    if not digits.replace(".", "", 1).isdigit():
        return []
    value = float(digits)
    if key[0] == "'":
        return [("ShortYear", short_year(int(value)))] if len(digits) == 2 else []  # noqa: PLR2004  # '98
    found: list[Entry] = [("Number", Number(value, len(digits) if "." not in digits else -1))]
    if key.isdigit() and len(key) == 4 and FIRST_YEAR <= value <= LAST_YEAR:  # noqa: PLR2004  # 1998
        found.append(("Year", int(value)))
    return found


def short_year(number: int) -> int:
    """Return the year that two digits mean."""
    return number + (1900 if number >= TWO_DIGIT_PIVOT else 2000)


def _iso(match: re.Match[str]) -> list[Entry]:
    year, month, day, hour, minute, second = (int(part) if part else None for part in match.groups()[:6])
    if year is None or month is None or day is None or not is_day(year, month, day):
        return []
    zone = match.group(7)
    offset = None
    if zone == "z":
        offset = 0
    elif zone:
        offset = (1 if zone[0] == "+" else -1) * (int(zone[1:3]) * 60 + int(zone[-2:]))
    stamp = Pattern(year=year, month=month, day=day, hour=hour, minute=minute, second=second, zone=offset)
    return [("Date" if hour is None else "Stamp", stamp)]


def _numeric(match: re.Match[str]) -> list[Entry]:
    """Read 26.01.2026, 11/02/89 and 2026/01/26; a full stop means day first, a slash with both fitting stays open."""
    a, mark, b, c = match.group(1), match.group(2), match.group(3), match.group(4)
    if len(a) == 4:  # noqa: PLR2004  # year first
        fits = is_day(int(a), int(b), int(c)) if len(c) <= 2 else False  # noqa: PLR2004  # then month, day
        return [("Date", Pattern(year=int(a), month=int(b), day=int(c)))] if fits else []
    if len(c) not in {2, 4} or len(a) > 2:  # noqa: PLR2004  # a year has two digits or four
        return []
    year = int(c) if len(c) == 4 else short_year(int(c))  # noqa: PLR2004
    day_first, month_first = is_day(year, int(b), int(a)), is_day(year, int(a), int(b))
    if not (day_first or month_first):
        return []
    if mark == "." and not day_first:
        return []
    both = day_first and month_first and a != b and mark == "/"
    if both:
        return [("Date", Pattern(year=year, month=int(b), day=int(a), other=(int(a), int(b))))]
    month, day = (int(b), int(a)) if day_first else (int(a), int(b))
    return [("Date", Pattern(year=year, month=month, day=day))]


def ambiguous_readings(pattern: Pattern) -> tuple[date, date] | None:
    """Return both readings of a numeric date where both are days, day first and month first."""
    if pattern.other is None or pattern.year is None or pattern.month is None or pattern.day is None:
        return None
    return date(pattern.year, pattern.month, pattern.day), date(pattern.year, *pattern.other)
