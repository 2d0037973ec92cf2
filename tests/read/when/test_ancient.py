from __future__ import annotations

import pytest

from firsthand.core.parse import Parse
from firsthand.read.when.ancient import ancient_value, counted_on, unit_value_before_christ
from firsthand.read.when.meaning import Amount, Deixis, Edge, Inside, Nearest, Pattern, Shift
from firsthand.read.when.timexes import timexes


def values(text: str, published: str | None = None) -> list[str]:
    return [found.value for found in timexes(text, Parse(), published=published)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("in 264 BC", "BC0264"),
        ("around 500 BCE", "BC0500"),
        ("in the year 480 B.C.", "BC0480"),
        ("in August 216 BC", "BC0216-08"),
        ("on 2 August 216 BC", "BC0216-08-02"),
        ("in the spring of 217 BC", "BC0217-SP"),
        ("in the first half of 217 BC", "BC0217-H1"),
        ("in late 480 BC", "BC0480"),
        ("in the 3rd century BC", "BC02"),
        ("in the mid-5th century BC", "BC04"),
        ("in AD 44", "0044"),
        ("in 70 AD", "0070"),
        ("in the 2nd century AD", "01"),
    ],
)
def test_years_of_both_eras(words: str, value: str) -> None:
    assert values(f"The city was taken {words}.") == [value]


def test_a_range_before_christ_counts_down() -> None:
    assert values("It was fought between 264 and 241 BC.") == ["BC0264", "BC0241"]
    assert values("The second war (218\u2013201 BC) was longer.") == ["BC0218", "BC0201"]


def test_years_go_on_from_the_year_before_christ_told_last() -> None:
    text = "War came in 431 BC. The following year a plague broke out. Two years later, in spring, the league fell."
    assert values(text) == ["BC0431", "BC0430", "BC0428", "BC0428-SP"]


def test_a_year_before_christ_has_no_span_and_says_so() -> None:
    (found,) = timexes("They came in 264 BC.", Parse(), published="2010-01-01")
    assert (found.span, found.note) == (None, "before Christ")


def test_small_words_of_an_era_are_none_without_capitals() -> None:
    assert values("The firm bought 44 ad campaigns.") == []


def test_news_of_a_dig_is_not_told_before_christ() -> None:
    text = "The wall was built in 300 BC. In March a team opened the gate, the ministry said on Monday."
    assert values(text, "2024-04-10") == ["BC0300", "2024-03", "2024-04-08"]


def test_counting_crosses_to_the_year_one() -> None:
    three = Shift(Amount(3, "year"), 1, "told")
    assert counted_on(three, 2) == (Pattern(year=2), "year")
    assert counted_on(three, 4) == (Pattern(year=1, calendar="bc"), "year")


def test_what_counts_from_a_year_before_christ() -> None:
    year = Deixis("year", 1, "told")
    assert counted_on(Edge(year, "END"), 10) == (Pattern(year=9, calendar="bc"), "year")
    assert counted_on(Inside(Pattern(month=3), year), 10) == (Pattern(year=9, month=3, calendar="bc"), "part")
    assert counted_on(Nearest(Pattern(season="SP"), 1, "told"), 10) == (
        Pattern(year=9, season="SP", calendar="bc"),
        "part",
    )
    assert counted_on(Deixis("day", 1, "told"), 10) is None
    assert counted_on(Pattern(weekday=1), 10) is None


def test_values_of_units_before_christ() -> None:
    assert [unit_value_before_christ(264, unit) for unit in ("year", "decade", "century")] == [
        "BC0264",
        "BC026",
        "BC02",
    ]
    assert unit_value_before_christ(300, "century") == "BC02"
    assert ancient_value(Pattern(decade=43, calendar="bc")) == "BC043"
