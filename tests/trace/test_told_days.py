"""The day of a text by the days that it names; hand-made texts."""

from __future__ import annotations

from datetime import date

import pytest

from firsthand.trace.told_days import likeliest_day

NEAR = [(date(2022, 6, 30), 0.1), (date(2022, 7, 1), 0.1), (date(2022, 7, 7), 0.1)]  # Thursday, Friday, Thursday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Russian forces left the island on Thursday, June 30, the army said.", date(2022, 6, 30)),
        ("KYIV, July 1 - The army said that nobody was left on the island.", date(2022, 7, 1)),
        ("The flag was raised on 7 July 2022, a spokeswoman said.", date(2022, 7, 7)),
    ],
)
def test_a_text_is_of_the_latest_day_that_it_names(text: str, day: date) -> None:
    found, sure = likeliest_day(text, NEAR)
    assert found == day
    assert sure > 0.75


def test_a_deadline_is_no_day_of_writing() -> None:
    found, _ = likeliest_day("The force must leave by July 7, it was agreed on Friday.", NEAR)
    assert found == date(2022, 7, 1)


def test_a_day_without_its_year_is_the_one_near_the_pile() -> None:
    new_year = [(date(2024, 12, 31), 0.1), (date(2025, 1, 2), 0.1)]
    assert likeliest_day("The base was handed over on January 2.", new_year)[0] == date(2025, 1, 2)


def test_a_text_that_names_no_day_is_as_sure_as_its_likeness() -> None:
    _, unsure = likeliest_day("The gate stood open.", [(day, 0.06) for day, _ in NEAR])
    found, sure = likeliest_day("The gate stood open.", [(NEAR[0][0], 0.4), *NEAR[1:]])
    assert found == NEAR[0][0]
    assert unsure < 0.6
    assert sure > 0.75


def test_no_date_of_the_calendar_is_asked_for() -> None:
    assert likeliest_day("On 31 June nothing happened; 2022-13-45 is a number.", NEAR)[1] > 0
