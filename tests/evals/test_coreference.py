from __future__ import annotations

import pytest

from evals.coreference import scores

GOLD = {1: "a", 2: "a", 3: "a", 4: "b", 5: "b", 6: "c"}


def test_equal_chains_score_one_whatever_their_names() -> None:
    found = scores(GOLD, {m: ord(c) for m, c in GOLD.items()})
    assert (found.muc[2], found.b_cubed[2], found.ceaf_e[2], found.conll) == pytest.approx((1, 1, 1, 1))


def test_a_chain_cut_in_two_is_scored_as_by_hand() -> None:
    told = {1: 1, 2: 1, 3: 2, 4: 3, 5: 3, 6: 4}
    found = scores(GOLD, told)
    # MUC: gold links 2 + 1 + 0 = 3, of which 1 + 1 are kept; told links 1 + 0 + 1 + 0 = 2, all right
    assert found.muc == pytest.approx((1.0, 2 / 3, 0.8))
    # B cubed recall: 1 and 2 find 2 of 3, 3 finds 1 of 3, the others all; precision 1
    assert found.b_cubed[:2] == pytest.approx((1.0, (2 / 3 + 2 / 3 + 1 / 3 + 3) / 6))
    # CEAF: chains a-1 2*2/5, b-3 1, c-4 1; 4 told, 3 gold
    assert found.ceaf_e[:2] == pytest.approx(((0.8 + 2) / 4, (0.8 + 2) / 3))


def test_everything_in_one_chain_is_scored_as_by_hand() -> None:
    found = scores(GOLD, dict.fromkeys(GOLD, 0))
    assert found.muc[:2] == pytest.approx((3 / 5, 1.0))
    assert found.b_cubed[:2] == pytest.approx(((9 + 4 + 1) / 36, 1.0))
    assert found.ceaf_e[:2] == pytest.approx((2 * 3 / 9, 2 * 3 / 9 / 3))


def test_chains_are_aligned_one_to_one_for_the_largest_sum() -> None:
    gold = {1: "a", 2: "a", 3: "b", 4: "b", 5: "b"}
    told = {1: 1, 2: 2, 3: 2, 4: 2, 5: 3}
    # a: 1 has 2*1/3, 2 has 2*1/5; b: 2 has 2*2/6, 3 has 2*1/4; best is a-1, b-2
    assert scores(gold, told).ceaf_e[1] == pytest.approx((2 / 3 + 2 / 3) / 2)
