"""The day on which an undated text was likely written: by the days that it names and by the dated texts it is like."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, timedelta

from firsthand.core.spacetime import MONTHS, WEEKDAYS

# Round numbers, set by hand on what is known of news and not fitted; how sure is sure enough was set on the labelled
# cases, see docs/decisions/0006.
LAGS = (0.45, 0.30, 0.08, 0.04, 0.03, 0.02, 0.02, 0.02)
"""Chance that the latest day which a report names by its date lies 0, 1, 2 ... days back."""
LATER, AHEAD = 0.008, 0.03  # that it lies further back; that it is a day to come
WEEKDAY_LAGS = (0.45, 0.36, 0.07, 0.04, 0.03, 0.03, 0.02)
"""The same of the first day that it names by its weekday."""
SECOND = 0.5  # power of the second weekday that it names: it often is another day's news
AT_HEAD = (0.8, 0.12, 0.02)
"""Chance that a date in the first words (`KYIV, July 1`) is the day of writing, the day before, another one."""
HEAD = 120  # code points
NEARNESS = (1.0, 0.5, 0.15, 0.05)
"""What a dated report tells of the days 0, 1, 2, 3 away from its own."""
LIKE = 18.0  # how much likeness counts: a cosine of 0.2 weighs as 37 reports that are like it in nothing
LIKE_AT_MOST = 8.0
ANY_DAY = 0.03  # what speaks for a day on which no dated report was printed
_WIDER = timedelta(days=10)  # days before the first candidate that a named date may lie and still be looked at

_NUMBERS = {name.lower(): n for n, name in enumerate(MONTHS, 1)}
_NUMBERS |= {name[:3]: n for name, n in _NUMBERS.items()} | {"sept": 9}
_MONTH = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_DAY_FIRST = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})\b\.?,?(?: (?P<year>\d{{4}}))?", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,? (?P<year>\d{{4}}))?", re.IGNORECASE
)
_NUMERIC = re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")
_WEEKDAY = re.compile(rf"\b(?P<other>next |every |each |past )?(?P<name>{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:by|before|until|till|deadline of|due on|due by|scheduled for|set for|planned for) (?:\w+ )?$", re.IGNORECASE
)
_BEFORE = 24  # code points before a date in which a word makes it one to come


def likeliest_day(text: str, dated: Sequence[tuple[date, float]]) -> tuple[date, float]:
    """Return the day on which a text was likely written, and the chance that it is that one or one beside it.

    Args:
        text: In English; of other languages likeness alone speaks.
        dated: Day and likeness (0 to 1) of dated reports on the same matters; at least one.

    Cost: linear in the text; O(d n) for n dated reports and the d days within three of one of them.
    """
    reach = [timedelta(days=k) for k in range(1 - len(NEARNESS), len(NEARNESS))]
    days = sorted({day + k for day, _ in dated for k in reach})
    middle = sorted(day for day, _ in dated)[len(dated) // 2]
    named = [(at, day) for at, day in _named(text, middle) if days[0] - _WIDER <= day <= days[-1]]
    weekdays = _weekdays(text)
    scores = [_likeness(day, dated) + _of_named(day, named) + _of_weekdays(day, weekdays) for day in days]
    most = max(scores)
    weights = [math.exp(score - most) for score in scores]
    chances = {day: weight / sum(weights) for day, weight in zip(days, weights, strict=True)}
    best = max(days, key=lambda day: chances[day])
    return best, sum(chances.get(best + timedelta(days=k), 0.0) for k in (-1, 0, 1))


def _likeness(day: date, dated: Sequence[tuple[date, float]]) -> float:
    found = ANY_DAY
    for other, likeness in dated:
        apart = abs((day - other).days)
        if apart < len(NEARNESS):
            found += NEARNESS[apart] * math.exp(min(LIKE_AT_MOST, LIKE * likeness))
    return math.log(found)


def _of_named(day: date, named: Sequence[tuple[int, date]]) -> float:
    if not named:
        return 0.0
    lag = (day - max(told for _, told in named)).days
    found = math.log(AHEAD if lag < 0 else LAGS[lag] if lag < len(LAGS) else LATER)
    head = next((told for at, told in named if at < HEAD), None)
    if head is not None:
        found += math.log(AT_HEAD[min(2, (day - head).days)] if day >= head else AT_HEAD[2])
    return found


def _of_weekdays(day: date, weekdays: Sequence[int]) -> float:
    powers = (1.0, SECOND)
    lags = ((day.weekday() - weekday) % 7 for weekday in weekdays)
    return sum(power * math.log(WEEKDAY_LAGS[lag]) for power, lag in zip(powers, lags, strict=False))


def _named(text: str, middle: date) -> list[tuple[int, date]]:
    """Return where which days are named by their dates, those to come left out; the year is one near the pile."""
    found = []
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _NUMERIC):
        for told in pattern.finditer(text):
            if _TO_COME.search(text[max(0, told.start() - _BEFORE) : told.start()]):
                continue
            month = _NUMBERS.get(told["month"].lower()) or int(told["month"])
            years = [int(told["year"])] if told["year"] else [middle.year - 1, middle.year, middle.year + 1]
            days = [made for year in years if (made := _day(year, month, int(told["day"]))) is not None]
            if days:
                found.append((told.start(), min(days, key=lambda day: abs((day - middle).days))))
    return sorted(found)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekdays(text: str) -> list[int]:
    """Return the weekdays that are named, 0 for Monday, each once and in order."""
    told = (WEEKDAYS.index(m["name"].lower()) for m in _WEEKDAY.finditer(text) if m["other"] is None)
    return list(dict.fromkeys(told))
