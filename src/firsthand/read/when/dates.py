"""Rules of the grammar of time for calendar dates and clock times."""

from __future__ import annotations

from dataclasses import fields, replace

from firsthand.read.when.amounts import UNITS_OF_TEN, Rule
from firsthand.read.when.lexicon import FIRST_YEAR, LAST_YEAR, short_year
from firsthand.read.when.meaning import Number, Pair, Pattern, Weak
from firsthand.read.when.value import hour_of

DAYS_IN_MONTH = 31
QUARTERS, HALVES = 4, 2
HOURS_ON_A_DIAL, HOURS_IN_DAY, MINUTES_IN_HOUR = 12, 24, 60
SHORT_YEAR, LONG_YEAR = 2, 4
"""Digits of a year."""
CENTURY = 100
HALF_A_DAY = 720  # minutes
RAMADAN = 9
LAST_OTHER_YEAR = 1700
"""Hijri and Persian years in news lie below; years above are Gregorian."""
CALENDAR_DATES = (
    "Date|MonthYear|MonthOnly|SeasonYear|YearDate|DecadeDate|CenturyDate|PartYear|QuarterOnly|HolidayDate|OtherDate"
)
_FIELDS = tuple(field.name for field in fields(Pattern) if field.name not in {"calendar", "other", "approx", "week_of"})


def together(a: Pattern, b: Pattern) -> Pattern | None:
    """Return the fields of both, or None where they say the same field twice or mix calendars."""
    changes = {}
    for name in _FIELDS:
        value = getattr(b, name)
        if value is not None and value is not False:
            if getattr(a, name) not in {None, False}:
                return None
            changes[name] = value
    if a.calendar != b.calendar and "gregorian" not in {a.calendar, b.calendar}:
        return None
    calendar = b.calendar if a.calendar == "gregorian" else a.calendar
    return replace(a, calendar=calendar, other=a.other or b.other, approx=a.approx or b.approx, **changes)


def _day(n: Number) -> int | None:
    return int(n.value) if n.digits in {1, 2} and 1 <= n.value <= DAYS_IN_MONTH else None


def _month_day(month: int, day: int, year: int | None = None) -> Pattern | None:
    return Pattern(month=month, day=day, year=year) if day <= DAYS_IN_MONTH else None


def _spoken_year(a: Number, b: Number) -> int | None:
    """Read "nineteen ninety-six"; only in words."""
    fits = a.digits == b.digits == 0 and FIRST_YEAR <= a.value * 100 <= LAST_YEAR and UNITS_OF_TEN <= b.value < CENTURY
    return int(a.value * 100 + b.value) if fits else None


def _written_year(n: Number) -> int | None:
    fits = n.digits == 0 and FIRST_YEAR <= n.value <= LAST_YEAR and n.value.is_integer()
    return int(n.value) if fits else None


def _dashed(day: Number, month: int, year: Number | int) -> Pattern | None:
    """Read 26-Jan-2026 and 26-Jan-26."""
    full = year if isinstance(year, int) else short_year(int(year.value)) if year.digits == SHORT_YEAR else None
    known = _day(day)
    return Pattern(year=full, month=month, day=known) if full and known else None


def _era_year(number: Number, era: str) -> Pattern | None:
    if era not in {"ad", "bc", "hijri"} or number.digits < 1 or number.value < 1:
        return None
    return Pattern(year=int(number.value), calendar="gregorian" if era == "ad" else era)


def _bc_year(number: Number | int, era: str) -> int | None:
    value = number if isinstance(number, int) else int(number.value) if number.digits > 0 else 0
    return value if era == "bc" and value > 0 else None


def _ad_year(era: str, number: Number | int) -> Pattern | None:
    value = number if isinstance(number, int) else int(number.value) if number.digits > 0 else 0
    return Pattern(year=value) if era == "ad" and value > 0 else None


def _bc_years(first: Number | int, second: Number | int, era: str) -> Pair | None:
    """Read 264-241 BC and "between 264 and 241 BC", whose years count down."""
    high, low = _bc_year(first, era), _bc_year(second, era)
    if high is None or low is None or high <= low:
        return None
    return Pair(Pattern(year=high, calendar="bc"), Pattern(year=low, calendar="bc"), split=1, resume=2)


def _of_era(pattern: Pattern, era: str) -> Pattern | None:
    return replace(pattern, calendar="bc") if era == "bc" else pattern if era == "ad" else None


def _in_bc(pattern: Pattern, year: int) -> Pattern:
    return replace(pattern, year=year, calendar="bc")


def _other_year(pattern: Pattern, year: Number | int) -> Pattern | None:
    """Give a Hijri or Persian month its year of three or four digits."""
    number = year if isinstance(year, int) else int(year.value) if year.digits in {3, 4} else None
    return replace(pattern, year=number) if number and number < LAST_OTHER_YEAR and pattern.year is None else None


def _clock(hour: Number, meridiem: str) -> Pattern | None:
    fits = hour.digits in {0, 1, 2} and hour.value.is_integer() and 1 <= hour.value <= HOURS_ON_A_DIAL
    return Pattern(hour=int(hour.value), minute=0, meridiem=meridiem) if fits else None


def _dotted_clock(number: Number, meridiem: str) -> Pattern | None:
    """Read 10.35am, whose sign the tokenizer takes for a decimal."""
    hour, minute = divmod(round(number.value * 100), 100)
    fits = number.digits < 0 and 1 <= hour <= HOURS_ON_A_DIAL and minute < MINUTES_IN_HOUR
    return Pattern(hour=hour, minute=minute, meridiem=meridiem) if fits else None


def _of_day(hour: Number, part: str) -> Pattern | None:
    """Read "4 in the morning" and "nine at night"."""
    meridiem = {"MO": "a", "AF": "p", "EV": "p", "NI": "p"}.get(part)
    return _clock(hour, meridiem) if meridiem else None


def _local_and_zoned(local: Pattern, zoned: Pattern) -> Pattern | None:
    """Read "14:30 (11:30 GMT)": the second tells the zone of the first."""
    if not isinstance(zoned.zone, int) or local.zone is not None:
        return None
    apart = hour_of(local) * 60 + (local.minute or 0) - hour_of(zoned) * 60 - (zoned.minute or 0) + zoned.zone
    return replace(local, zone=(apart + HALF_A_DAY) % (2 * HALF_A_DAY) - HALF_A_DAY)


def _military(year: int) -> Pattern | None:
    hour, minute = divmod(year, 100)
    return Pattern(hour=hour, minute=minute) if hour < HOURS_IN_DAY and minute < MINUTES_IN_HOUR else None


def _half_past(hour: Number, minute: int, part: str | None = None) -> Pattern | None:
    base = _of_day(hour, part) if part else _clock(hour, "")
    return replace(base, minute=minute) if base else None


def _part(code: str) -> Pattern:
    if ":" in code:
        return Pattern(hour=int(code[:2]), minute=0)
    return Pattern(part=code)


def _four_digits(number: Number | int) -> Pattern | None:
    if isinstance(number, int):
        return _military(number)
    return _military(int(number.value)) if number.digits == LONG_YEAR else None


def _with_zone(number: Number | int, zone: int | str) -> Pattern | None:
    clock = _four_digits(number)
    return replace(clock, zone=zone) if clock else None


def _days(first: int, second: int, month: int, year: int | None) -> Pair | None:
    if first >= second:
        return None
    return Pair(
        Pattern(month=month, day=first, year=year), Pattern(month=month, day=second, year=year), split=1, resume=2
    )


def _night_days(part: Pattern, split: int, days: tuple[int, int, int, int | None]) -> Pair | None:
    """Read "the night of 24-25 March"."""
    pair = _days(*days)
    first = together(pair.first, part) if pair and isinstance(pair.first, Pattern) else None
    return replace(pair, first=first, split=split, resume=split + 1) if pair and first else None


def _clock_in_part(clock: Pattern, part: Pattern, day: Pattern) -> Pattern | None:
    """Read "04:30 on the morning of 26 March": the part only says which half of the day."""
    if part.part in {"AF", "EV"} and not clock.meridiem and (clock.hour or 0) < HOURS_ON_A_DIAL:
        clock = replace(clock, meridiem="p")
    return together(clock, day)


def _month_days(month: int, first: int, second: int, year: int | None) -> Pair | None:
    pair = _days(first, second, month, year)
    return replace(pair, split=2, resume=3) if pair else None


def _years(first: int, second: Number | int) -> Pair | None:
    """Read 1914-18 and 1939-1945."""
    last = second if isinstance(second, int) else first // 100 * 100 + int(second.value)
    fits = isinstance(second, int) or second.digits == SHORT_YEAR
    return Pair(Pattern(year=first), Pattern(year=last), split=1, resume=2) if fits and first < last else None


def _joined(pair: Pair | None) -> Pair | None:
    return replace(pair, joint="and") if pair else None


DATE_RULES: tuple[Rule, ...] = (
    ("Dom", "Number", _day),
    ("Dom", "Ordinal", lambda n: n if 1 <= n <= DAYS_IN_MONTH else None),
    ("Dom", "the Ordinal", lambda n: n if 1 <= n <= DAYS_IN_MONTH else None),
    ("Dom", "Number - Ordinal", lambda t, o: int(t.value) + o if t.value in {20, 30} and o < UNITS_OF_TEN else None),
    ("MonthDay", "Month Dom", _month_day),
    ("MonthDay", "Dom of? Month", lambda d, m: _month_day(m, d)),
    ("MonthDay", "DomPair Month", lambda d, m: _month_day(m, d)),
    ("MonthDay", "Month DomPair", _month_day),
    ("YearLike", "Year", lambda year: year),
    ("YearLike", "Number Number", _spoken_year),
    ("YearLike", "Number", _written_year),
    ("Date", "MonthDay ,? YearLike", lambda md, y: replace(md, year=y)),
    ("Date", "MonthDay ,? ShortYear", lambda md, y: replace(md, year=y)),
    ("Date", "MonthDay of YearLike", lambda md, y: replace(md, year=y)),
    ("Date", "MonthDay", lambda md: md),
    ("Date", "Number - Month - Number|Year", _dashed),
    ("Date", "Weekday ,? ,? Date", lambda w, d: together(Pattern(weekday=w), d)),
    ("Date", "Weekday ,? the Dom", lambda w, d: Pattern(weekday=w, day=d)),
    ("Date", "Weekday ( Date )", lambda w, d: together(Pattern(weekday=w), d)),
    ("Date", "Date ,? Weekday", lambda d, w: together(d, Pattern(weekday=w)) if d.weekday is None else None),
    ("MonthYear", "Month ,? YearLike", lambda m, y: Pattern(month=m, year=y)),
    ("MonthYear", "Month of YearLike", lambda m, y: Pattern(month=m, year=y)),
    ("MonthYear", "Month ShortYear", lambda m, y: Pattern(month=m, year=y)),
    ("MonthOnly", "MonthName", lambda m: Pattern(month=m)),
    ("Weak", "OddMonth", lambda m: Weak(Pattern(month=m), "month")),
    ("Months", "OddMonth", lambda m: Pattern(month=m)),
    ("MonthOnly", "the month of Month", lambda m: Pattern(month=m)),
    ("SeasonYear", "the? Season of? YearLike", lambda s, y: Pattern(season=s, year=y)),
    ("SeasonYear", "the? YearLike Season", lambda y, s: Pattern(season=s, year=y)),
    ("YearDate", "the year YearLike", lambda y: Pattern(year=y)),
    ("YearDate", "fiscal|fy|calendar year? YearLike", lambda y: Pattern(year=y)),
    (
        "YearDate",
        "YearLike Era",
        lambda y, era: Pattern(year=y, calendar=era if era in {"hijri", "bc"} else "gregorian"),
    ),
    ("YearDate", "Number Era", _era_year),
    ("YearDate", "Era Number|Year", _ad_year),
    ("BcYear", "Number|Year Era", _bc_year),
    ("YearDate", "the year BcYear", lambda y: Pattern(year=y, calendar="bc")),
    ("Date", "MonthDay ,? of? BcYear", _in_bc),
    ("MonthYear", "Month ,? of? BcYear", lambda m, y: Pattern(month=m, year=y, calendar="bc")),
    ("SeasonYear", "the? Season of? BcYear", lambda s, y: Pattern(season=s, year=y, calendar="bc")),
    ("DecadeDate", "the? Decade|ShortDecade Era", _of_era),
    ("CenturyDate", "the? Ordinal -? century Era", lambda n, era: _of_era(Pattern(century=n - 1), era)),
    ("PartYear", "QuarterOnly|HalfOnly of BcYear", _in_bc),
    ("DecadeDate", "the? Decade", lambda d: d),
    ("DecadeDate", "the ShortDecade", lambda d: d),
    ("DecadeDate", "the DecadeWord", lambda d: Pattern(decade=d)),
    (
        "DecadeDate",
        "the Number DecadeWord",
        lambda n, d: Pattern(decade=int(n.value) * 10 + d) if n.value in {18, 19, 20} else None,
    ),
    ("CenturyDate", "the? Ordinal -? century", lambda n: Pattern(century=n - 1)),
    ("QuarterOnly", "the? fiscal? -? Ordinal -? quarter", lambda n: Pattern(quarter=n) if n <= QUARTERS else None),
    ("QuarterOnly", "the? Ordinal fiscal quarter", lambda n: Pattern(quarter=n) if n <= QUARTERS else None),
    ("HalfOnly", "the? Ordinal half", lambda n: Pattern(half=n) if n <= HALVES else None),
    ("HalfOnly", "the? last|latter half", lambda: Pattern(half=2)),
    ("PartYear", "QuarterOnly|HalfOnly of|in? fiscal? YearLike", lambda p, y: replace(p, year=y)),
    ("PartYear", "the? fiscal? YearLike fiscal? QuarterOnly|HalfOnly", lambda y, p: replace(p, year=y)),
    ("HolidayDate", "Holiday", lambda h: h),
    ("HolidayDate", "Holiday ,? of? YearLike", lambda h, y: replace(h, year=y)),
    ("OtherDate", "OtherMonth Dom", lambda m, d: replace(m, day=d)),
    ("OtherDate", "Dom of? OtherMonth", lambda d, m: replace(m, day=d)),
    ("OtherDate", "OtherDate ,? Year|Number", _other_year),
    ("OtherDate", "OtherDate ,? Year|Number Era", lambda m, y, _: _other_year(m, y)),
    ("OtherDate", "OtherMonth Year", _other_year),
    ("OtherDate", "OtherMonth", lambda m: m if m.month == RAMADAN and m.calendar == "hijri" else None),
    ("Calendar", CALENDAR_DATES, lambda p: p),
    ("Calendar", "the? week of Date", lambda d: replace(d, week_of=True)),
    ("Calendar", "the? week ending|beginning|starting Date", lambda d: replace(d, week_of=True)),
    ("Calendar", "the? weekend of Date", lambda d: replace(d, weekend=True, week_of=True)),
)

CLOCK_RULES: tuple[Rule, ...] = (
    ("Clock", "Number Meridiem", _clock),
    ("Clock", "Number Meridiem", _dotted_clock),
    (
        "Clock",
        "Clock Meridiem",
        lambda c, m: replace(c, meridiem=m) if c.hour <= HOURS_ON_A_DIAL and not c.meridiem else None,
    ),
    ("Clock", "Number in the Part", _of_day),
    ("Clock", "Number at night", lambda n: _of_day(n, "NI")),
    ("Clock", "Number o'clock in? the? Part?", lambda n, p: _of_day(n, p) if p else _clock(n, "")),
    (
        "Clock",
        "Clock in the Part",
        lambda c, p: replace(c, meridiem="a" if p == "MO" else "p") if c.hour <= HOURS_ON_A_DIAL else None,
    ),
    ("Clock", "half past Number", lambda n: _half_past(n, 30)),
    ("Zoned", "Clock ,? Zone", lambda c, z: replace(c, zone=z) if c.zone is None else None),
    ("Zoned", "Number|Year hours? ,? Zone", _with_zone),
    ("Zoned", "Number|Year hours|hrs", _four_digits),
    ("Zoned", "Clock ( Zoned )", _local_and_zoned),
    ("Zoned", "Clock hours|hrs ,? Zone?", lambda c, z: replace(c, zone=z)),
    ("Clock", "Zoned", lambda c: c),
    ("AboutClock", "Approx? Clock", lambda a, c: replace(c, approx=a is not None)),
    ("AboutClock", "shortly|just|soon after|before Clock", lambda c: replace(c, approx=True)),
    ("DayPart", "Part", _part),
    ("DayPart", "early|late|mid -? Part", _part),
    ("Clock", "noon", lambda: Pattern(hour=12, minute=0)),
    ("Clock", "12 noon", lambda: Pattern(hour=12, minute=0)),
    ("Clock", "midnight", lambda: Pattern(hour=24, minute=0)),
    ("Day", "Date|HolidayDate", lambda d: d),
    ("Day", "WeekdayName", lambda w: Pattern(weekday=w)),
    ("Day", "OtherDate", lambda d: d if d.day else None),
    ("Calendar", "Day ,? 's? DayPart", together),
    ("Calendar", "the? DayPart ,? of|on|,? Day", together),
    (
        "Calendar",
        "the? Part of Day Part",
        lambda p, d, of: together(d, Pattern(part=of)) if ":" not in p + of else None,
    ),
    ("Calendar", "Clock ,? on? the? Day", together),
    ("Calendar", "Clock ,? on|in? the DayPart of Day", _clock_in_part),
    ("Calendar", "Day ,|-? at? AboutClock", together),
    ("Calendar", "DayPart Clock", together),
    ("Calendar", "Stamp", lambda p: p),
    ("Weak", "Clock", lambda c: Weak(c, "clock") if not c.meridiem and c.zone is None else None),
    ("Calendar", "Clock", lambda c: c if c.meridiem or c.zone is not None else None),
    ("Weak", "the? DayPart", lambda p: Weak(p, "part")),
    ("Weak", "Year", lambda y: Weak(Pattern(year=y), "year")),
    ("Weak", "ShortYear", lambda y: Weak(Pattern(year=y), "year")),
    ("Weak", "YearLike", lambda y: Weak(Pattern(year=y), "year")),
)

PAIR_RULES: tuple[Rule, ...] = (
    ("Pair", "Dom to|until|through|-|–|— Dom of? Month ,? YearLike?", _days),
    ("Pair", "the DayPart of Dom to|-|–|— Dom of? Month ,? YearLike?", lambda p, *days: _night_days(p, 4, days)),
    ("Pair", "DayPart of Dom to|-|–|— Dom of? Month ,? YearLike?", lambda p, *days: _night_days(p, 3, days)),
    ("Pair", "Dom and|or Dom of? Month ,? YearLike?", lambda a, b, m, y: _joined(_days(a, b, m, y))),
    ("Pair", "Month Dom to|until|through|-|–|— Dom ,? YearLike?", _month_days),
    ("Pair", "Month Dom and|or Dom ,? YearLike?", lambda m, a, b, y: _joined(_month_days(m, a, b, y))),
    ("Pair", "Year -|–|— Year|Number", _years),
    ("Pair", "Number|Year -|–|—|to|and|until Number|Year Era", _bc_years),
)
