from __future__ import annotations

import numpy as np
import pytest

from firsthand.core.event import StatusSpan
from firsthand.weigh.caution import MOST_DOUBTED, around_changes, capped
from firsthand.weigh.days import day, number
from firsthand.weigh.fluents import model
from tests.weigh.piles import PileOf, on, said


def test_nothing_is_very_likely_on_a_day_on_which_two_others_saw_otherwise() -> None:
    gone = [said(v, "withdraw", "2026-01-24", phase="begins", seen_as="own-observation") for v in "abcd"]
    gone += [said(v, "withdraw", "2026-01-26", phase="ends", seen_as="own-observation") for v in "abcd"]
    there = [said(v, "be-present", "2026-01-25", phase="continues") for v in "yz"]
    assert on(PileOf(gone).judged(), "2026-01-25")["leaving"] > 0.9
    assert on(PileOf(gone + there).judged(), "2026-01-25")["leaving"] <= MOST_DOUBTED


def test_nothing_is_very_likely_where_one_voice_alone_that_was_not_there_tells_it() -> None:
    told = [said("a", "withdraw", "2026-01-24", phase="begins"), said("a", "withdraw", "2026-01-26", phase="ends")]
    days = PileOf(told).judged().statuses[0].days
    changed = [max(p for _, p in day.probabilities) for day in days if dict(day.probabilities)["present"] < 0.5]
    assert max(changed, default=0.0) <= MOST_DOUBTED


def test_what_is_taken_from_a_state_goes_to_others_and_the_order_stays() -> None:
    chain = model("presence")
    rows = np.array([[0.97, 0.0, 0.02, 0.01], [0.5, 0.0, 0.3, 0.2]])
    made = capped(rows, np.array([True, True]), chain)
    assert made.sum(axis=1) == pytest.approx(1.0)
    assert made[0, 0] == pytest.approx(MOST_DOUBTED)
    assert made[0, 2] > made[0, 3] > made[0, 1] == 0.0
    assert (made[1] == rows[1]).all()


def test_no_day_within_the_interval_of_a_change_is_very_likely_unless_nearly_sure() -> None:
    spans = (
        StatusSpan(state="present", since=(None, None), until=("2026-01-24", "2026-01-26")),
        StatusSpan(state="absent", since=("2026-01-25", "2026-01-27"), until=(None, None)),
    )
    days = around_changes(spans, number("2026-01-23"), 7)
    assert [day(number("2026-01-23") + int(n)) for n in np.flatnonzero(days)] == ["2026-01-25", "2026-01-26"]
