from __future__ import annotations

import pytest

from firsthand.write import words


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2026-01-27", "2026-01-27", "27 January 2026"),
        ("2026-01-21", "2026-01-23", "21–23 January 2026"),
        ("2026-01-30", "2026-02-02", "30 January to 2 February 2026"),
        ("2025-12-30", "2026-01-02", "30 December 2025 to 2 January 2026"),
        ("2026-01-01", "2026-01-31", "January 2026"),
        ("2019-01-01", "2019-12-31", "2019"),
        ("2019-01-01", "2021-12-31", "2019–2021"),
        ("2026-01-27", None, "since 27 January 2026"),
        (None, "2026-01-27", "until 27 January 2026"),
        (None, None, "undated"),
        ("2026-01-27T04:00:00Z", "2026-01-27T04:00:00Z", "27 January 2026, 04:00 UTC"),
    ],
)
def test_ranges_are_written_as_people_write_them(first: str | None, last: str | None, told: str) -> None:
    assert words.days(first, last) == told


@pytest.mark.parametrize(
    ("begin", "end", "told"),
    [
        (("2026-01-27",) * 2, ("2026-01-27",) * 2, "27 January 2026"),
        (("2026-01-21", "2026-01-23"), ("2026-01-21", "2026-01-23"), "some time between 21 and 23 January 2026"),
        (("2026-01-21",) * 2, ("2026-01-23",) * 2, "21–23 January 2026"),
        (
            ("2026-01-21", "2026-01-23"),
            ("2026-01-26", "2026-01-27"),
            "began 21–23 January 2026, ended 26–27 January 2026",
        ),
        (("2019-01-01", "2019-12-31"), (None, None), "since 2019"),
        ((None, None), ("2026-01-27",) * 2, "until 27 January 2026"),
        ((None, None), (None, None), "undated"),
    ],
)
def test_the_four_bounds_of_a_time_are_kept_apart(begin: tuple[str, str], end: tuple[str, str], told: str) -> None:
    assert words.time_of({"begin": begin, "end": end}) == told


def test_no_time_is_undated() -> None:
    assert words.time_of(None) == "undated"


@pytest.mark.parametrize(
    ("p", "told"), [(0.0, "under 1%"), (0.5, "50%"), (0.954, "95%"), (0.999, "over 99%"), (1.0, "over 99%")]
)
def test_nothing_is_told_as_certain(p: float, told: str) -> None:
    assert words.percent(p) == told


def test_small_counts_are_words_and_large_ones_figures() -> None:
    assert [words.counted(n, "report") for n in (0, 1, 2, 11, 1200)] == [
        "no reports",
        "one report",
        "two reports",
        "11 reports",
        "1,200 reports",
    ]
