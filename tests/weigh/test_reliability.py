from __future__ import annotations

from firsthand.weigh.reliability import Outcome, reliability
from tests.weigh.piles import PileOf, said

LINES = [
    said(v, "be-present", f"2026-01-{day:02d}", phase="continues", seen_as="own-observation", outlet=f"{v} {day}")
    for v in "abc"
    for day in range(10, 17)
]


def test_a_source_cannot_be_judged_by_default() -> None:
    pile = PileOf(LINES[:1])
    reasons = pile.judged().statuses[0].assessment.reasons
    assert any("F, cannot be judged" in r.what for r in reasons)


def test_a_source_is_judged_by_what_others_settled() -> None:
    reasons = PileOf(LINES).judged().statuses[0].assessment.reasons
    assert any(": B, 7 of 7 settled by others were right" in r.what for r in reasons)


def test_being_wrong_often_is_unreliable() -> None:
    from firsthand.weigh.pile import pile  # noqa: PLC0415  # only here

    made = PileOf(LINES)
    known = pile(made.reports, made.claims, made.lineage)
    outcome = Outcome(origin=made.lineage.origins[0].id, settled=10, right=1)
    assert reliability(known, [outcome])[0].grade == "E"


def test_still_there_is_right_of_those_who_are_packing() -> None:
    days = [f"2026-01-{day:02d}" for day in range(20, 26)]
    packing = [said(v, "withdraw", day, phase="continues", seen_as="own-observation") for v in "abcd" for day in days]
    there = [said("x", "be-present", day, phase="continues", seen_as="own-observation") for day in days]
    reasons = PileOf([*packing, *there]).judged().statuses[0].assessment.reasons
    told = next(r.what for r in reasons if r.what.startswith("x"))
    assert "6 of 6 settled by others were right" in told
