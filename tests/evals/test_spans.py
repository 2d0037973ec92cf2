from __future__ import annotations

import pytest

from evals.spans import Counts, partial, strict, total

GOLD = [(0, 5, "Cue"), (10, 20, "Source"), (30, 40, "Content")]


def test_strict_counts_only_what_agrees_in_ends_and_type() -> None:
    found = [(0, 5, "Cue"), (10, 19, "Source"), (30, 40, "Cue")]
    counts = strict(GOLD, found)
    assert counts == Counts(right=1, found=3, gold=3)
    assert counts.f1 == pytest.approx(1 / 3)


def test_partial_gives_half_a_point_for_an_overlap_of_one_type() -> None:
    found = [(0, 5, "Cue"), (10, 19, "Source"), (30, 40, "Cue")]
    assert partial(GOLD, found) == Counts(right=1.5, found=3, gold=3)


def test_no_span_is_used_twice() -> None:
    assert partial([(0, 10, "X")], [(0, 4, "X"), (5, 9, "X")]).right == 0.5


def test_an_exact_match_is_not_spent_on_an_overlap() -> None:
    assert partial([(0, 10, "X")], [(0, 4, "X"), (0, 10, "X")]).right == 1


def test_duplicates_count_once_and_nothing_is_zero() -> None:
    assert strict(GOLD, [GOLD[0], GOLD[0]]) == Counts(right=1, found=1, gold=3)
    assert strict([], []).f1 == 0.0


def test_totals_are_micro_averages() -> None:
    both = total([Counts(right=1, found=1, gold=1), Counts(right=0, found=1, gold=3)])
    assert (both.precision, both.recall) == (0.5, 0.25)
    assert both.f1 == pytest.approx(1 / 3)
