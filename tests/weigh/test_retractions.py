from __future__ import annotations

from tests.weigh.piles import PileOf, on, said


def test_a_report_that_its_outlet_withdrew_moves_no_status() -> None:
    there = said("a", "be-present", "2026-01-15", phase="continues", published="2026-01-15", seen_as="official")
    told = said("b", "withdraw", "2026-01-18", phase="ends", published="2026-01-18", outlet="Harbour Times")
    line = "Correction: The Harbour Times withdraws its report that Russian forces have left Qamishli airport."
    back = said("c", "withdraw", "2026-01-18", phase="ends", published="2026-01-19", outlet="Harbour Times", words=line)
    found = PileOf([there, told, back]).judged()
    assert on(found, "2026-01-19")["absent"] < 0.2
    assert "retraction" in {c.kind for c in found.contradictions}
