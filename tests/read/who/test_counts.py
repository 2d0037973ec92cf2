"""Counts as bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.read.who.counts import count, number


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("dozens of soldiers", (24, None)),
        ("more than 100 lorries", (101, None)),
        ("at least six tanks", (6, None)),
        ("two or three guards", (2, 3)),
        ("between 15 and 20 nurses", (15, 20)),
        ("up to 30 people", (None, 30)),
        ("fewer than 50 men", (None, 49)),
        ("some 4,000 life jackets", (3600, 4400)),
        ("a dozen tanks", (12, 12)),
        ("two dozen tanks", (24, 24)),
        ("3,200 displaced people", (3200, 3200)),
        ("Two hundred families", (200, 200)),
        ("both hospitals", (2, 2)),
        ("a single guard", (1, 1)),
        ("Il-76 transports", (None, None)),
        ("soldiers", (None, None)),
    ],
)
def test_words_give_bounds(words, bounds):
    assert count(words) == bounds


@given(st.integers(0, 999_999))
def test_digits_are_read_with_and_without_commas(value):
    assert number(str(value)) == value
    assert number(f"{value:,}") == value


@given(st.text(max_size=40))
def test_any_text_gives_bounds_in_order(words):
    low, high = count(words)
    assert low is None or high is None or low <= high
