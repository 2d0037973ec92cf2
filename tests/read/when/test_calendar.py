from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.read.when.calendar import (
    DAYS,
    MONTHS,
    containing,
    days_later,
    easter,
    from_hijri,
    from_persian,
    hijri_year,
    months_later,
    nth_weekday,
    persian_year,
    season,
    shifted,
)

MODERN = st.dates(date(1800, 1, 1), date(2200, 12, 31))


def test_a_month_after_the_last_of_january_is_the_last_of_february() -> None:
    assert months_later(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert months_later(date(2024, 3, 31), -13) == date(2023, 2, 28)


def test_days_beyond_the_calendar_stay_within_it() -> None:
    assert days_later(date.max, 5) == date.max
    assert shifted(date(3, 1, 1), "century", -1) == date(1, 1, 1)


@given(MODERN, st.sampled_from(sorted(MONTHS | DAYS)))
def test_a_unit_holds_its_day_and_each_of_its_days_has_it(day: date, unit: str) -> None:
    days = containing(day, unit)
    assert days.first is not None
    assert days.last is not None
    if unit != "weekend":
        assert days.first <= day <= days.last
    assert containing(days.first, unit) == containing(days.last, unit) == days or unit in {"day", "night"}


@given(MODERN, st.integers(-50, 50), st.sampled_from(["day", "week", "year"]))
def test_a_step_and_its_return_end_where_they_began(day: date, steps: int, unit: str) -> None:
    back = shifted(shifted(day, unit, steps), unit, -steps)
    assert back == day or (unit == "year" and (day.month, day.day) == (2, 29))


# 1 Muharram of the tabular calendar and 1 Farvardin, from published tables.
@pytest.mark.parametrize(("year", "day"), [(1400, "1979-11-21"), (1445, "2023-07-19"), (1447, "2025-06-27")])
def test_hijri_new_year_is_as_in_the_tables(year: int, day: str) -> None:
    assert from_hijri(year, 1, 1) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("year", "day"), [(1357, "1978-03-21"), (1375, "1996-03-20"), (1399, "2020-03-20"), (1404, "2025-03-21")]
)
def test_persian_new_year_is_as_in_the_tables(year: int, day: str) -> None:
    assert from_persian(year, 1, 1) == date.fromisoformat(day)


@given(MODERN)
def test_the_year_of_another_calendar_holds_the_day(day: date) -> None:
    assert from_hijri(hijri_year(day), 1, 1) <= day < from_hijri(hijri_year(day) + 1, 1, 1)
    assert from_persian(persian_year(day), 1, 1) <= day < from_persian(persian_year(day) + 1, 1, 1)


@pytest.mark.parametrize(("year", "day"), [(1998, "1998-04-12"), (2000, "2000-04-23"), (2026, "2026-04-05")])
def test_easter_is_as_in_the_tables(year: int, day: str) -> None:
    assert easter(year) == date.fromisoformat(day)


def test_feasts_by_weekday_are_counted_from_either_end() -> None:
    assert nth_weekday(2025, 11, 3, 4) == date(2025, 11, 27)
    assert nth_weekday(2025, 5, 0, -1) == date(2025, 5, 26)


def test_a_winter_runs_into_the_next_year() -> None:
    assert season(2023, "WI").last == date(2024, 2, 29)
