"""Rules of the grammar of time for what is counted from an anchor: "last week", "two days later", "the end of 2024"."""

from __future__ import annotations

from dataclasses import replace

from firsthand.read.when.amounts import Rule
from firsthand.read.when.dates import DAYS_IN_MONTH, together
from firsthand.read.when.meaning import (
    Amount,
    Deixis,
    Edge,
    Expr,
    From,
    Inside,
    Nearest,
    Nth,
    NthOf,
    Pattern,
    Shift,
    Stretch,
    Vague,
    Weak,
)

Direction = tuple[int, From, str]
"""Steps, anchor, the word."""
LASTING = {"past", "this past"}
"""Directions that make a unit a stretch: "the past year" lasts twelve months, "last year" is a calendar year."""
TELLING = {"previous", "prior", "preceding", "following", "succeeding", "same", "that", "that same"}
ENDING_UNITS = {"year", "month", "quarter"}
LONG_UNITS = {"day", "week", "month", "quarter", "year", "decade", "century", "weekend", "fortnight", "night"}


def _deixis(direction: Direction, unit: str) -> Expr | None:
    steps, origin, word = direction
    if word in LASTING and unit not in {"weekend", "night"}:
        return Stretch(Amount(1, unit), -1, origin)
    if unit not in LONG_UNITS:
        return Vague("PRESENT_REF") if word == "this" and unit == "minute" else None
    if unit == "night":
        return Deixis("day", steps, origin, "NI")
    if word in {"current", "this current"} or unit != "quarter" or word != "same":
        return Deixis(unit, steps, origin)
    return Deixis(unit, 0, "told")


def _definite(direction: Direction, unit: str) -> Expr | None:
    """Read "the next day", counted from what was told, where "next week" is counted from the day of speaking."""
    steps, origin, word = direction
    if word in {"this", "that"}:
        return None
    if word == "next" and unit in {"day", "night", "morning"}:
        origin = "told"
    if word in {"coming", "upcoming"} or (word == "next" and unit not in {"day", "night", "week", "month", "year"}):
        return Stretch(Amount(1, unit), 1, origin)
    return _deixis((steps, origin, word), unit)


def _part_of(direction: Direction, part: str) -> Expr | None:
    steps, origin, word = direction
    if ":" in part or word in {"current", "upcoming"}:
        return None
    return Deixis("day", steps, origin, part)


def _nearest(direction: Direction, pattern: Pattern) -> Nearest:
    return Nearest(pattern, direction[0], direction[1])


def _nearest_name(direction: Direction, name: int | str) -> Nearest:
    return _nearest(direction, Pattern(weekday=name) if isinstance(name, int) else Pattern(season=name))


def _shift(amount: Amount, away: tuple[int, From, str]) -> Expr | None:
    if amount.bare and away[2] not in {"ago", "earlier", "later", "before"}:
        return None
    return Shift(amount, away[0], away[1])


def _stretch(direction: Direction, amount: Amount) -> Expr | None:
    steps, origin, word = direction
    if amount.mod and amount.mod != "APPROX":
        return None
    return Stretch(amount, steps if word not in {"this", "that", "same", "current"} else 0, origin, amount.low is None)


def _edge_unit(which: str, unit: str) -> Expr | None:
    return Edge(Deixis(unit, 0, "told"), which) if unit in LONG_UNITS - {"night"} else None


def _day_with(day: Deixis, part: str) -> Expr | None:
    if ":" in part:
        return Inside(Pattern(hour=int(part[:2]), minute=0), day)
    return replace(day, part=part) if day.part is None else None


def _nth_of(n: int, unit: str, outer: Expr) -> NthOf | None:
    """Read "the second week of January" and "the last day of this month"."""
    fits = isinstance(outer, (Deixis, Nearest)) or (isinstance(outer, Pattern) and outer.day is None and outer.month)
    return NthOf(n, unit, outer) if fits and unit in {"day", "week", "weekend", "month", "quarter"} else None


def _weekday_part(weekday: int, part: str) -> Pattern:
    """Read "Tuesday night" and "Tuesday noon"."""
    if ":" in part:
        return Pattern(weekday=weekday, hour=int(part[:2]), minute=0)
    return Pattern(weekday=weekday, part=part)


def _inside(pattern: Pattern, outer: Expr) -> Expr | None:
    if isinstance(outer, Deixis) and outer.part is None and outer.unit in {"year", "month", "week", "decade"}:
        fits = pattern.year is None and not (outer.unit == "week" and pattern.month)
        return Inside(pattern, outer) if fits else None
    return None


def _at(clock: Pattern, day: Expr) -> Expr | None:
    if isinstance(day, Deixis) and day.unit == "day" and day.part is None:
        return Inside(clock, day)
    if isinstance(day, Nearest) and day.pattern.weekday and day.pattern.hour is None:
        merged = together(day.pattern, clock)
        return replace(day, pattern=merged) if merged else None
    if isinstance(day, Deixis) and day.unit == "day" and clock.hour is not None:
        return Inside(clock, replace(day, part=None))
    return None


def _edge_units(which: str, unit: str, whole: Expr) -> Expr | None:
    """Read "the last days of January" and "the opening weeks of 2025"."""
    return _edge(which, whole) if unit in {"hour", "day", "week", "month"} else None


def _edge_decade(which: str, decade: Pattern | int) -> Expr | None:
    return _edge(which, decade if isinstance(decade, Pattern) else Pattern(decade=decade))


def _edge(which: str, inner: Expr) -> Expr | None:
    if isinstance(inner, Deixis) and inner.unit == "day" and inner.steps and inner.origin == "told":
        return None
    if isinstance(inner, (Stretch, Shift, Nth)) or (isinstance(inner, Pattern) and inner.hour is not None):
        return None
    return Edge(inner, which)


REL_RULES: tuple[Rule, ...] = (
    ("Rel", "DayWord", lambda d: d),
    ("Rel", "DayWord 's? Part", _day_with),
    ("Rel", "early|late|mid -? DayWord Part", _day_with),
    ("Rel", "DayWord ,? at? AboutClock", lambda d, c: Inside(c, d)),
    ("Rel", "Clock ,? on|,? DayWord", Inside),
    ("Rel", "the? DayPart ,? of? DayWord", Inside),
    ("Weak", "the Ordinal", lambda n: Weak(Pattern(day=n), "dom") if n <= DAYS_IN_MONTH else None),
    ("Weak", "VagueAt", lambda v: Weak(v, "at")),
    ("Weak", "soon", lambda: Weak(Vague("FUTURE_REF"), "soon")),
    ("Weak", "then", lambda: Weak(Deixis("then", 0, "told"), "then")),
    ("Rel", "tonight", lambda: Deixis("day", 0, "speech", "NI")),
    ("Rel", "overnight", lambda: Deixis("overnight", 0, "speech", "NI")),
    ("Rel", "overnight on? Day", lambda d: together(d, Pattern(part="NI"))),
    ("Rel", "Day overnight", lambda d: together(d, Pattern(part="NI"))),
    (
        "Rel",
        "overnight into|to Day|DayWord",
        lambda d: Inside(Pattern(part="NI"), Shift(Amount(1, "day"), -1, "told", d)),
    ),
    ("Rel", "Direction Unit", _deixis),
    ("Rel", "Direction fiscal|calendar|financial|school|academic Unit", _deixis),
    ("Rel", "the? Direction fiscal|calendar|financial|full Unit", _definite),
    ("Rel", "the Direction Unit", _definite),
    ("Rel", "Direction Part", _part_of),
    ("Rel", "the Direction Part", lambda d, p: _part_of((d[0], "told", d[2]), p) if d[2] != "past" else None),
    ("Rel", "the day before", lambda: Deixis("day", -1, "told")),
    ("Rel", "the day after", lambda: Deixis("day", 1, "told")),
    ("Rel", "the day prior", lambda: Deixis("day", -1, "told")),
    ("Rel", "the Unit before|prior", lambda u: Deixis(u, -1, "told") if u in LONG_UNITS else None),
    ("Rel", "the Unit after", lambda u: Deixis(u, 1, "told") if u in LONG_UNITS else None),
    ("Rel", "the night before", lambda: Deixis("day", -1, "told", "NI")),
    ("Rel", "the Part before", lambda p: _part_of((-1, "told", "previous"), p)),
    ("Rel", "the Part after", lambda p: _part_of((1, "told", "following"), p)),
    ("Rel", "earlier|later that|the same Unit", lambda u: Deixis(u, 0, "told") if u in LONG_UNITS else None),
    (
        "Rel",
        "the? Direction Calendar|Months",
        lambda d, p: _nearest(d, p) if p.year is None and p.decade is None else None,
    ),
    ("Rel", "the? Direction Weekday|Season", _nearest_name),
    (
        "Rel",
        "the? Direction Weekday 's? Part",
        lambda d, w, p: _nearest(d, Pattern(weekday=w, part=p)) if ":" not in p else None,
    ),
    ("Rel", "Calendar|SeasonOnly|Months ,? of|in? Rel", _inside),
    ("Rel", "the? Weekday ,? of? Rel", lambda w, r: _inside(Pattern(weekday=w), r)),
    ("Rel", "Rel ,? on? Weekday", lambda r, w: _inside(Pattern(weekday=w), r)),
    ("Rel", "Rel 's QuarterOnly|HalfOnly|MonthOnly|SeasonOnly|Weekend", lambda r, p: _inside(p, r)),
    ("Rel", "Clock ,? on? Rel", _at),
    ("Rel", "Rel ,? at? AboutClock", lambda r, c: _at(c, r)),
    ("Rel", "the? DayPart of|on Rel", _at),
    ("SeasonOnly", "the? Season", lambda s: Pattern(season=s)),
    ("Weekend", "weekend", lambda: Pattern(weekend=True)),
    ("Weak", "Season", lambda s: Weak(Pattern(season=s), "season")),
    ("Rel", "the? Ordinal Unit of Calendar|Rel", _nth_of),
    ("Rel", "the? last|final Unit of Calendar|Rel", lambda u, e: _nth_of(-1, u, e)),
    ("Weak", "the Season", lambda s: Weak(Pattern(season=s), "season")),
    ("Rel", "WeekdayName", lambda w: Pattern(weekday=w)),
    ("Rel", "Weekday Part", _weekday_part),
    ("Rel", "the weekend", lambda: Deixis("weekend", 0, "speech")),
    ("Weak", "the Unit", lambda u: Weak(Deixis(u, 0, "told"), f"the {u}")),
    ("YearAgo", "the|a? comparable? year - ago|earlier", lambda: Shift(Amount(1, "year"), -1, "told")),
    ("Rel", "YearAgo", lambda e: e),
    ("Rel", "YearAgo quarter|period", lambda e: e),
    ("Rel", "YearAgo QuarterOnly", lambda _, q: Inside(q, Deixis("year", -1, "speech"))),
    ("Rel", "the latest|current|most? recent? fiscal? quarter", lambda: Deixis("quarter", 0, "told")),
    ("Stretch", "the fiscal? year ended|ending", lambda: Stretch(Amount(1, "year"), 0, "told")),
    ("Rel", "the full|whole|entire Unit", lambda u: Deixis(u, 0, "told") if u in LONG_UNITS else None),
    ("Rel", "the latest period", lambda: Deixis("quarter", 0, "told")),
    ("Rel", "the latest|current fiscal year", lambda: Deixis("year", 0, "speech")),
    ("Rel", "the YearLike quarter|period", lambda y: Inside(Pattern(), Pattern(year=y))),
    (
        "Weak",
        "its|their|his|her|the|a Ordinal straight? Unit",
        lambda n, u: Weak(Nth(n, u), "nth") if u in LONG_UNITS else None,
    ),
)

SHIFT_RULES: tuple[Rule, ...] = (
    ("Rel", "Amount|Bare Away", _shift),
    ("Rel", "Amount ago DayWord", lambda a, d: Shift(a, -1, "told", d)),
    ("Rel", "Amount from DayWord", lambda a, d: Shift(a, 1, "speech", d)),
    ("Rel", "Amount before|prior Anchor", lambda a, e: Shift(a, -1, "told", e)),
    ("Rel", "Amount after|following|from Anchor", lambda a, e: Shift(a, 1, "told", e)),
    ("Rel", "the? Unit before Anchor", lambda u, e: Shift(Amount(1, u), -1, "told", e) if u in LONG_UNITS else None),
    (
        "Rel",
        "the? Unit after|following Anchor",
        lambda u, e: Shift(Amount(1, u), 1, "told", e) if u in LONG_UNITS else None,
    ),
    ("Rel", "the? eve of Anchor", lambda e: Shift(Amount(1, "day"), -1, "told", e)),
    ("Anchor", "Date|HolidayDate", lambda d: d),
    ("Anchor", "Direction Weekday", lambda d, w: _nearest(d, Pattern(weekday=w))),
    ("Anchor", "Weekday", lambda w: Pattern(weekday=w)),
    ("Stretch", "the? Direction Amount", _stretch),
    ("Stretch", "the? Direction Unit and a half", lambda d, u: _stretch(d, Amount(1.5, u))),
    ("Stretch", "at least the Direction Amount", _stretch),
    ("Stretch", "the? Direction Bare", _stretch),
    ("Stretch", "recent Bare", lambda a: Stretch(a, -1, "speech", is_vague=True)),
    ("Stretch", "the most? recent Bare", lambda a: Stretch(a, -1, "speech", is_vague=True)),
    ("Stretch", "the? latest Amount|Bare", lambda a: Stretch(a, -1, "speech", a.low is None)),
    ("Stretch", "the Bare ahead", lambda a: Stretch(a, 1, "speech", is_vague=True)),
    ("Stretch", "the Amount ahead", lambda a: Stretch(a, 1, "speech")),
    ("Stretch", "the? first|final|opening|early|initial Amount", lambda a: Stretch(a, 0, "told")),
    ("Stretch", "the Many", lambda a: Stretch(a, 0, "told")),
    ("Stretch", "these|those Many", lambda a: Stretch(a, 0, "told")),
    ("Timex", "Stretch", lambda s: s),
    ("Timex", "Amount", lambda a: a),
    ("Timex", "Rel", lambda e: e),
    ("Timex", "Calendar", lambda e: e),
    ("Timex", "VagueWord", lambda v: v),
)

EDGE_RULES: tuple[Rule, ...] = (
    ("Timex", "the? first|early|opening|initial Units of Calendar|Rel", lambda u, e: _edge_units("START", u, e)),
    ("Timex", "the? last|final|closing|dying Units of Calendar|Rel", lambda u, e: _edge_units("END", u, e)),
    ("Timex", "Edge -? Calendar|Rel|Months", _edge),
    ("Timex", "the? Edge -? the? Calendar|Rel|Months", _edge),
    (
        "Timex",
        "Edge YearLike",
        lambda which, y: Edge(Pattern(year=y), which) if which in {"START", "MID", "END"} else None,
    ),
    ("Timex", "Edge - YearLike", lambda which, y: Edge(Pattern(year=y), which)),
    ("Timex", "Edge - Weak", lambda which, w: Edge(w.expr, which) if w.needs == "year" else None),
    ("Timex", "the Edge -? Decade|DecadeWord|ShortDecade", _edge_decade),
    ("Timex", "Edge Decade|DecadeWord", _edge_decade),
    ("Timex", "the? Edge the|this|that Unit", _edge_unit),
    ("Timex", "Edge Season", lambda which, s: Edge(Pattern(season=s), which)),
    ("Timex", "the Edge Season", lambda which, s: Edge(Pattern(season=s), which)),
    ("Timex", "the first|second half of Deixable", lambda e: Edge(e, "SOME")),
    ("Timex", "Unit -? end", lambda u: Edge(Deixis(u, 0, "told"), "END", is_point=True) if u in ENDING_UNITS else None),
    ("Timex", "the? Unit 's end", lambda u: Edge(Deixis(u, 0, "told"), "END") if u in ENDING_UNITS else None),
    ("Timex", "Rel 's end", lambda r: _edge("END", r)),
)
