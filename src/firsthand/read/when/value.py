"""TIMEX3 values of what was resolved."""

from __future__ import annotations

from datetime import date

from firsthand.read.when.meaning import Amount, Every, Pattern

LETTERS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "weekend": "WE", "month": "M",
    "quarter": "Q", "year": "Y", "fortnight": "W",
}  # fmt: skip
IN_YEARS = {"decade": 10, "century": 100, "millennium": 1000}
CLOCK_UNITS = {"second", "minute", "hour"}


def day_value(day: date) -> str:
    """Return YYYY-MM-DD."""
    return day.isoformat()


def unit_value(day: date, unit: str) -> str:  # noqa: PLR0911  # one case a unit
    """Return the value of the calendar unit that holds the day: 1998-W32, 1998-08, 1998-Q3, 1998, 199, 19."""
    year = f"{day.year:04d}"
    match unit:
        case "week" | "weekend" | "fortnight":
            iso = day.isocalendar()
            return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if unit == "weekend" else "")
        case "month":
            return f"{year}-{day.month:02d}"
        case "quarter":
            return f"{year}-Q{(day.month + 2) // 3}"
        case "half":
            return f"{year}-H{(day.month + 5) // 6}"
        case "year":
            return year
        case "decade":
            return year[:3]
        case "century":
            return year[:2]
        case "millennium":
            return year[:1]
        case _:
            return day_value(day)


def amount_value(amount: Amount) -> str:
    """Return P2D, PT5H30M, PXW, P1Y6M; a range takes its lower bound, decades count as ten years."""
    parts = [amount, *([amount.more] if amount.more else [])]
    days = "".join(_part_value(part) for part in parts if part.unit not in CLOCK_UNITS)
    clock = "".join(_part_value(part) for part in parts if part.unit in CLOCK_UNITS)
    return f"P{days}" + (f"T{clock}" if clock else "")


def _part_value(amount: Amount) -> str:
    unit, number = amount.unit, amount.low
    if unit in IN_YEARS:
        letter = {"decade": "DE", "century": "CE", "millennium": "L"}[unit]
        return f"X{letter}" if number is None else f"{_plain(number * IN_YEARS[unit])}Y"
    if number is None:
        return f"X{LETTERS[unit]}"
    if unit == "fortnight":
        number *= 2
    whole = int(number)
    smaller = {"year": ("month", 12), "hour": ("minute", 60), "minute": ("second", 60), "month": ("day", 30)}.get(unit)
    if number != whole and smaller:
        rest = round((number - whole) * smaller[1])
        return (f"{whole}{LETTERS[unit]}" if whole else "") + f"{rest}{LETTERS[smaller[0]]}"
    return f"{_plain(number)}{LETTERS[unit]}"


def _plain(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else f"{number:g}"


def every_value(every: Every) -> str:
    """Return P1D for "daily", XXXX-WXX-1 for "each Monday", XXXX-07 for "each July"."""
    if every.amount is not None:
        return amount_value(every.amount)
    return open_value(every.pattern or Pattern())


def open_value(pattern: Pattern) -> str:  # noqa: PLR0911  # one case a field
    """Return the value of a pattern that nothing anchors, X for what is not known."""
    clock = clock_value(pattern)
    if pattern.weekday is not None and pattern.month is None:
        return f"XXXX-WXX-{pattern.weekday}{clock}"
    year = f"{pattern.year:04d}" if pattern.year is not None else "XXXX"
    if pattern.weekend:
        return f"{year}-WXX-WE"
    if pattern.quarter is not None:
        return f"{year}-Q{pattern.quarter}"
    if pattern.half is not None:
        return f"{year}-H{pattern.half}"
    if pattern.season is not None:
        return f"{year}-{pattern.season}"
    month = f"-{pattern.month:02d}" if pattern.month is not None else ""
    day = f"-{pattern.day:02d}" if pattern.day is not None else ""
    if day or clock:
        return f"{year}{month or '-XX'}{day or '-XX'}{clock}"
    return f"{year}{month}"


def clock_value(pattern: Pattern) -> str:
    """Return TMO, T04:00 or nothing."""
    if pattern.hour is not None:
        hour = hour_of(pattern)
        seconds = f":{pattern.second:02d}" if pattern.second is not None else ""
        return f"T{hour:02d}:{pattern.minute or 0:02d}{seconds}"
    return f"T{pattern.part}" if pattern.part else ""


def hour_of(pattern: Pattern) -> int:
    """Return the hour on the 24-hour clock; midnight after a day is 24."""
    hour = pattern.hour or 0
    if pattern.meridiem == "p" and hour < 12:  # noqa: PLR2004  # noon
        return hour + 12
    if pattern.meridiem == "a" and hour == 12:  # noqa: PLR2004  # 12 a.m.
        return 0
    return hour
