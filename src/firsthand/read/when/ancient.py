"""Years before Christ, which no calendar of the machine holds: their TIMEX values, and counting on from them."""

from __future__ import annotations

from dataclasses import replace

from firsthand.read.when.meaning import Deixis, Edge, Expr, Inside, Nearest, Pattern, Shift

YEARS = {"year": 1, "decade": 10, "century": 100}
"""Units that are whole years."""
_DIGITS = {"year": 4, "decade": 3, "century": 2}


def ancient_value(pattern: Pattern) -> str:
    """Return the value of a pattern before Christ: BC0264, BC0217-SP, BC0216-08-02, BC026 (a decade), BC02."""
    if pattern.century is not None:
        return f"BC{pattern.century:02d}"
    if pattern.decade is not None:
        return f"BC{pattern.decade:03d}"
    value = f"BC{pattern.year or 0:04d}"
    for letter, number in (("H", pattern.half), ("Q", pattern.quarter)):
        if number is not None:
            return f"{value}-{letter}{number}"
    if pattern.season is not None:
        return f"{value}-{pattern.season}"
    if pattern.month is not None:
        value += f"-{pattern.month:02d}" + (f"-{pattern.day:02d}" if pattern.day is not None else "")
    return value


def unit_value_before_christ(year: int, unit: str) -> str:
    """Return the value of the year, decade or century that holds a year before Christ: BC0264, BC026, BC02."""
    number = year if unit == "year" else (year - (unit == "century")) // YEARS[unit]
    return f"BC{number:0{_DIGITS[unit]}d}"


def counted_on(expr: Expr, told: int) -> tuple[Pattern, str] | None:  # noqa: PLR0911  # one case a term
    """Return what an expression without a year of its own means after a year before Christ was told.

    Args:
        expr: What the grammar made of the words.
        told: The year told last, before Christ, 1 or more.

    Returns:
        A pattern with its year, before or after Christ, and the unit meant; None for what cannot be counted so.
    """
    match expr:
        case Pattern():
            is_part = expr.year is None and expr.weekday is None and expr.calendar == "gregorian"
            has_month = any(v is not None for v in (expr.month, expr.season, expr.half))
            return (_in(expr, told), "part") if is_part and has_month else None
        case Deixis() if expr.origin == "told" and expr.unit in YEARS and expr.part is None:
            return _moved(told, expr.steps * YEARS[expr.unit]), expr.unit
        case Shift() if expr.base is None and expr.amount.unit in YEARS and expr.amount.low is not None:
            if expr.origin == "told":
                return _moved(told, round(expr.sign * expr.amount.low * YEARS[expr.amount.unit])), expr.amount.unit
        case Nearest() if expr.origin == "told" and (expr.pattern.month or expr.pattern.season):
            return _in(expr.pattern, told, expr.steps), "part"
        case Inside():
            outer = counted_on(expr.outer, told)
            if outer is not None and outer[1] == "year":
                return replace(expr.pattern, year=outer[0].year, calendar=outer[0].calendar), "part"
        case Edge():
            return counted_on(expr.inner, told)
        case _:
            pass
    return None


def _in(pattern: Pattern, told: int, steps: int = 0) -> Pattern:
    year = _moved(told, steps)
    return replace(pattern, year=year.year, calendar=year.calendar)


def _moved(told: int, years: int) -> Pattern:
    """Return the year so many years on; 1 BC is followed by AD 1."""
    astronomical = 1 - told + years
    if astronomical >= 1:
        return Pattern(year=astronomical)
    return Pattern(year=1 - astronomical, calendar="bc")
