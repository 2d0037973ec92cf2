"""Anchoring: what an expression means, given the report's day, the time last told, and the tense."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone

from firsthand.core.spacetime import TimeSpan
from firsthand.read.when.ancient import ancient_value, counted_on, unit_value_before_christ
from firsthand.read.when.calendar import Days, containing, days_later, months_later, shifted
from firsthand.read.when.lexicon import ambiguous_readings
from firsthand.read.when.meaning import (
    Amount,
    Deixis,
    Edge,
    Every,
    Expr,
    Inside,
    Nearest,
    Nth,
    NthOf,
    Pattern,
    Shift,
    Stretch,
    Vague,
)
from firsthand.read.when.pattern import Anchor, dated, in_direction
from firsthand.read.when.value import (
    amount_value,
    clock_value,
    day_value,
    every_value,
    hour_of,
    open_value,
    unit_value,
)

RECENT = 5  # units that "in recent days" reaches back: the labelling rule of the probes
HOURS_THAT_STAY = {"hour": 12, "minute": 720, "second": 43_200}  # "an hour later" is the same day, as far as days go
HOURS_IN_DAY = 24
CLOCK_NOTES = {None: "clock time without zone", "local": "local time at the site"}
UNITS_TOLD = frozenset(("week", "month", "quarter", "year", "decade", "century"))
PARTS_OF_TWO_DAYS = {"NI"}
NO_ANCHOR = "no anchor"
BEFORE_CHRIST = "before Christ"
DAY_NOT_TOLD = "day not told"
"""A part of a day in a report that told no day before: "they slipped away in the night", printed days later."""
SHIFT_GRAIN = {
    "hour": "time",
    "minute": "time",
    "second": "time",
    "night": "day",
    "fortnight": "week",
    "weekend": "week",
}


@dataclass(frozen=True, slots=True)
class Resolved:
    """An anchored expression: TIMEX3 type and value, the span, and what later expressions can count from."""

    type: str
    value: str
    span: TimeSpan | None = None
    days: Days | None = None
    grain: str = ""
    """The calendar unit that `days` is, `time` for a clock time or part of a day, empty if none."""
    note: str | None = None
    ancient: int | None = None
    """The year before Christ that later expressions can count from."""


def resolved(expr: Expr, anchor: Anchor) -> Resolved:  # noqa: C901, PLR0911  # one case a term
    """Anchor an expression.

    Args:
        expr: What the grammar made of the words.
        anchor: The day of speaking, the time last told, the tense, the zone.

    Returns:
        Type, value and span; where an anchor is missing the value keeps X and the note says `no anchor`.
    """
    match expr:
        case Pattern():
            return _of_pattern(expr, dated(expr, anchor), anchor)
        case Deixis():
            return _of_deixis(expr, anchor)
        case Nearest():
            return _of_pattern(expr.pattern, in_direction(expr, anchor), anchor)
        case Inside():
            return _of_inside(expr, anchor)
        case Shift():
            return _of_shift(expr, anchor)
        case Edge():
            return _of_edge(expr, anchor)
        case Amount():
            return Resolved("DURATION", amount_value(expr))
        case Stretch():
            return _of_stretch(expr, anchor)
        case Nth():
            return _of_nth(expr, anchor)
        case NthOf():
            return _of_nth_of(expr, anchor)
        case Every():
            return Resolved("SET", every_value(expr))
        case Vague():
            return _of_vague(expr, anchor)


def after_ancient(expr: Expr, told: int, anchor: Anchor) -> Resolved | None:
    """Anchor an expression on a year before Christ; None where it does not count from one."""
    found = counted_on(expr, told)
    if found is None:
        return None
    pattern, unit = found
    if pattern.calendar != "bc":
        return resolved(pattern, anchor)
    value = ancient_value(pattern) if unit == "part" else unit_value_before_christ(pattern.year or 1, unit)
    return Resolved("DATE", value, note=BEFORE_CHRIST, ancient=pattern.year)


def _within(days: Days) -> TimeSpan:
    if days.first is None or days.last is None:
        return TimeSpan(begin_earliest=_iso(days.first), end_latest=_iso(days.last))
    return TimeSpan.within(_iso(days.first), _iso(days.last))


def _iso(day: date | None) -> str | None:
    return None if day is None else day_value(day)


def _of_pattern(pattern: Pattern, found: tuple[Days, str] | None, anchor: Anchor) -> Resolved:
    kind = "TIME" if pattern.hour is not None or pattern.part else "DATE"
    note = "hijri" if pattern.calendar == "hijri" else "persian" if pattern.calendar == "persian" else None
    if found is None:
        return Resolved(kind, open_value(pattern), note=note or NO_ANCHOR)
    days, grain = found
    if pattern.calendar == "bc":
        return Resolved("DATE", ancient_value(pattern), note=BEFORE_CHRIST, ancient=pattern.year)
    if kind == "TIME" and grain == "day" and days.first is not None:
        return _of_clock(pattern, days.first, anchor)
    value = _value(pattern, days, grain)
    if readings := ambiguous_readings(pattern):
        note = f"ambiguous: {readings[0]} or {readings[1]}"
    span = _within(days)
    if pattern.calendar == "hijri" and grain == "day" and days.first is not None:  # the moon is sighted a day off
        span = _within(Days(days_later(days.first, -1), days_later(days.first, 1)))
    return Resolved(kind, value, span, days, grain, note)


def _value(pattern: Pattern, days: Days, grain: str) -> str:
    first = days.first
    if first is None:
        return open_value(pattern)
    if pattern.season and grain == "season":
        return f"{first.year:04d}-{pattern.season}"
    return unit_value(first, grain)


def _of_clock(pattern: Pattern, day: date, anchor: Anchor) -> Resolved:
    value = day_value(day) + clock_value(pattern)
    if pattern.hour is None:
        last = days_later(day, 1) if pattern.part in PARTS_OF_TWO_DAYS else day
        days = Days(day, last)
        return Resolved("TIME", value, _within(days), Days(day, day), "time")
    ends_day = pattern.hour == HOURS_IN_DAY
    zone = anchor.zone_minutes if pattern.zone in {None, "local"} else pattern.zone
    if not isinstance(zone, int):
        named = None if isinstance(pattern.zone, int) else pattern.zone
        note = CLOCK_NOTES.get(named, f"{pattern.zone} time")
        days = Days(day, days_later(day, 1) if ends_day else day)
        return Resolved("TIME", value, _within(days), Days(day, day), "time", note)
    hour = hour_of(pattern)
    local = datetime(day.year, day.month, day.day, tzinfo=timezone(timedelta(minutes=zone)))
    moment = (local + timedelta(hours=hour, minutes=pattern.minute or 0, seconds=pattern.second or 0)).astimezone(UTC)
    return Resolved("TIME", value, TimeSpan.on(moment.isoformat()), Days(day, day), "time")


def _of_deixis(expr: Deixis, anchor: Anchor) -> Resolved:
    kind = "TIME" if expr.part else "DATE"
    base = anchor.day(expr.origin)
    if base is None:
        return Resolved(kind, _open_deixis(expr), note=NO_ANCHOR)
    if expr.unit == "overnight":
        night = days_later(base, -1)
        days = Days(night, base)
        return Resolved("TIME", f"{day_value(night)}TNI", _within(days), Days(base, base), "time")
    if expr.unit == "weekend" and expr.origin == "speech" and expr.steps == 0:
        return _of_weekend(base, anchor)
    if expr.unit == "quarter" and expr.steps == 0 and expr.origin == "told":
        last = months_later(anchor.today or base, -3)  # the quarter under discussion is over: results are out
        base = min(anchor.quarter or last, containing(last, "quarter").last or last)
    if expr.unit == "then":
        grain = anchor.told_grain if anchor.is_narrative and anchor.told_grain in UNITS_TOLD else "day"
        expr = replace(expr, unit=grain)
    moved = shifted(base, expr.unit, expr.steps)
    if expr.unit == "day" and expr.part:
        return _of_clock(Pattern(part=expr.part), moved, anchor)
    days = containing(moved, expr.unit)
    return Resolved(kind, unit_value(days.first or moved, expr.unit), _within(days), days, expr.unit)


def _of_weekend(base: date, anchor: Anchor) -> Resolved:
    """Read "the weekend": the one that is on, else the last, else (future) the next."""
    days = containing(base, "weekend")
    if anchor.tense <= 0 and days.first is not None and days.first > base:
        days = containing(days_later(base, -7), "weekend")
    return Resolved("DATE", unit_value(days.first or base, "weekend"), _within(days), days, "weekend")


def _open_deixis(expr: Deixis) -> str:
    values = {
        "day": "XXXX-XX-XX",
        "week": "XXXX-WXX",
        "month": "XXXX-XX",
        "quarter": "XXXX-QX",
        "weekend": "XXXX-WXX-WE",
    }
    return values.get(expr.unit, "XXXX") + (f"T{expr.part}" if expr.part else "")


def _of_inside(expr: Inside, anchor: Anchor) -> Resolved:
    outer = resolved(expr.outer, anchor)
    inner = expr.pattern
    if outer.days is None or outer.days.first is None:
        return replace(outer, type="TIME" if inner.hour is not None or inner.part else outer.type)
    if inner.hour is not None or (inner.part and outer.grain in {"day", "time"}):
        return _of_clock(inner, outer.days.first, anchor)
    if inner.weekday is not None and inner.month is None:
        day = days_later(outer.days.first, (inner.weekday - outer.days.first.isoweekday()) % 7)
        return _of_pattern(inner, (Days(day, day), "day"), anchor)
    if inner.weekend:
        days = containing(outer.days.first, "weekend")
        return _of_pattern(inner, (days, "weekend"), anchor)
    if inner == Pattern() and anchor.quarter is not None:  # "the 1988 quarter": the quarter told, in that year
        inner = Pattern(quarter=(anchor.quarter.month + 2) // 3)
    filled = replace(inner, year=outer.days.first.year)
    if inner.month is None and inner.day is not None:
        filled = replace(filled, month=outer.days.first.month)
    return resolved(filled, anchor)


def _of_shift(expr: Shift, anchor: Anchor) -> Resolved:
    if expr.base is not None:
        base = resolved(expr.base, anchor)
        day, grain = (base.days.first if base.days else None), base.grain
    else:
        day, grain = anchor.day(expr.origin), anchor.grain(expr.origin)
    amount = expr.amount
    if day is None:
        return Resolved("DATE", _open_shift(amount), note=NO_ANCHOR)
    if amount.low is None:
        return _of_vague_shift(expr, day)
    unit = SHIFT_GRAIN.get(amount.unit, amount.unit)
    moved = shifted(day, amount.unit, expr.sign * amount.low)
    if unit == "time" and amount.low < HOURS_THAT_STAY.get(amount.unit, 0):
        moved = day
    if amount.more and amount.more.low:
        moved = shifted(moved, amount.more.unit, expr.sign * amount.more.low)
    if unit == "time":
        return Resolved("TIME", f"{day_value(moved)}TXX", _within(Days(moved, moved)), Days(moved, moved), "time")
    other = shifted(day, amount.unit, expr.sign * amount.high) if amount.high else moved
    days = Days(min(moved, other), max(moved, other))
    exact = expr.base is not None or (expr.origin == "told" and grain in {"day", "time"})
    if anchor.quarter is not None and amount.unit == "year" and amount.low == 1 and expr.base is None:
        moved, unit = shifted(anchor.quarter, "year", expr.sign), "quarter"
        return Resolved(
            "DATE", unit_value(moved, unit), _within(containing(moved, unit)), containing(moved, unit), unit
        )
    if unit == "day" or (exact and unit == "week"):
        return Resolved("DATE", day_value(moved), _within(days), days, "day")
    wide = Days(containing(days.first or moved, unit).first, containing(days.last or moved, unit).last)
    if unit == "year" and grain == "month" and expr.origin == "told":
        exact, days = True, containing(moved, "month")
    span = _within(_about(days, unit) if exact or unit == "week" else wide)
    return Resolved("DATE", unit_value(moved, unit), span, wide, unit)


def _about(days: Days, unit: str) -> Days:
    """Widen a day counted in weeks, months or years from another by how loosely such counts are meant."""
    slack = {"week": 1, "month": 2, "year": 15}.get(unit, 60)
    return Days(
        days_later(days.first, -slack) if days.first else None, days_later(days.last, slack) if days.last else None
    )


def _open_shift(amount: Amount) -> str:
    return {"year": "XXXX", "decade": "XXX", "month": "XXXX-XX", "week": "XXXX-WXX"}.get(amount.unit, "XXXX-XX-XX")


def _of_vague_shift(expr: Shift, day: date) -> Resolved:
    """Read "several years ago": some units back, so that only one side is bounded."""
    before = expr.sign < 0
    if expr.amount.unit in HOURS_THAT_STAY and expr.origin == "told" and not before:
        return Resolved("DURATION", amount_value(expr.amount), _within(Days(day, days_later(day, 1))))
    edge = shifted(day, expr.amount.unit, expr.sign)
    days = Days(None, edge) if before else Days(edge, None)
    if expr.origin == "told":
        return Resolved("DURATION", amount_value(expr.amount), _within(days))
    return Resolved("DATE", "PAST_REF" if before else "FUTURE_REF", _within(days))


def _of_edge(expr: Edge, anchor: Anchor) -> Resolved:
    inner = resolved(expr.inner, anchor)
    days = inner.days
    if days is None or days.first is None or days.last is None:
        return inner
    if expr.is_point:
        last = Days(days.last, days.last)
        return Resolved("DATE", day_value(days.last), _within(last), last, "day")
    if inner.grain in {"day", "time"}:
        return inner
    return replace(inner, span=_within(_narrowed(expr.which, days, anchor.today)))


def _narrowed(which: str, days: Days, today: date | None) -> Days:
    """Return the part of some days: their first or last third, the middle, or those before or after today."""
    first, last = days.first, days.last
    if first is None or last is None or (last - first).days + 1 < len(("START", "MID", "END")):
        return days  # "in the middle of the night": two days have no thirds
    third = ((last - first).days + 1) // 3
    if which == "START":
        return Days(first, days_later(first, third - 1))
    if which == "END":
        return Days(days_later(last, 1 - third), last)
    if which == "MID":
        return Days(days_later(first, third), days_later(last, -third))
    if today is not None and first <= today <= last:
        return Days(first, today) if which == "EARLIER" else Days(today, last) if which == "LATER" else days
    return days


def _of_stretch(expr: Stretch, anchor: Anchor) -> Resolved:
    amount = expr.amount
    kind, value = "DURATION", amount_value(amount)
    if (
        expr.is_vague and amount.unit == "year" and expr.steps < 0
    ):  # TBAQ: "recent years" is a time, "recent weeks" a length
        kind, value = "DATE", "PAST_REF"
    day = anchor.day(expr.origin)
    if expr.steps == 0 or day is None:
        return Resolved(kind, value, note=NO_ANCHOR if day is None else None)
    unit = amount.unit
    reach = RECENT if amount.low is None else max(amount.low, amount.high or 0)
    other = shifted(day, unit, expr.steps * reach)
    if amount.more and amount.more.low:
        other = shifted(other, amount.more.unit, expr.steps * amount.more.low)
    days = Days(min(day, other), max(day, other))
    return Resolved(kind, value, _within(days), None, "")


def _of_nth(expr: Nth, anchor: Anchor) -> Resolved:
    """Read "in its third day", said today: it began two days ago and goes on."""
    if anchor.today is None:
        return Resolved("DATE", "XXXX-XX-XX", note=NO_ANCHOR)
    first = shifted(anchor.today, expr.unit, 1 - expr.n)
    value = day_value(anchor.today) if expr.unit == "day" else unit_value(anchor.today, expr.unit)
    begin = containing(first, expr.unit)
    span = TimeSpan(begin_earliest=_iso(begin.first), begin_latest=_iso(min(begin.last or first, anchor.today)))
    return Resolved("DATE", value, span, Days(anchor.today, anchor.today), "")


def _of_nth_of(expr: NthOf, anchor: Anchor) -> Resolved:
    """Count days and weeks from the first day of the whole (from the last, for the last)."""
    outer = resolved(expr.outer, anchor)
    if outer.days is None or outer.days.first is None or outer.days.last is None:
        return outer
    whole = outer.days
    if expr.n < 0:
        last = whole.last or outer.days.last
        days = Days(days_later(shifted(last, expr.unit, -1), 1), last)
    else:
        first = shifted(outer.days.first, expr.unit, expr.n - 1)
        days = Days(first, days_later(shifted(first, expr.unit, 1), -1))
    if days.first is None or days.last is None or days.last > outer.days.last:
        return outer
    return Resolved("DATE", unit_value(days.first, expr.unit), _within(days), days, expr.unit)


def _of_vague(expr: Vague, anchor: Anchor) -> Resolved:
    today = anchor.today
    if today is None:
        return Resolved("DATE", expr.value, note=NO_ANCHOR)
    days = {
        "PRESENT_REF": Days(today, today),
        "PAST_REF": Days(None, today),
        "FUTURE_REF": Days(today, None),
    }[expr.value]
    return Resolved("DATE", expr.value, _within(days))
