from __future__ import annotations

from tests.weigh.piles import PileOf, on, said

BEGUN = said("a", "withdraw", "2026-01-05", phase="begins", seen_as="official", published="2026-01-05")
EARLY = said("b", "withdraw", "2026-01-06", published="2026-01-07")
LAST = said("c", "withdraw", "2026-01-26", phase="ends", seen_as="own-observation", published="2026-01-27")


def test_who_had_left_before_the_told_end_of_the_departure_were_a_part_of_them() -> None:
    found = PileOf([BEGUN, EARLY, LAST]).judged()
    assert [s.state for s in found.statuses[0].spans] == ["present", "leaving", "absent"]
    assert on(found, "2026-01-15")["leaving"] > on(found, "2026-01-15")["absent"]


def test_without_a_later_end_the_departure_is_believed_whole() -> None:
    found = PileOf([BEGUN, EARLY]).judged(as_of="2026-01-16")
    assert on(found, "2026-01-15")["absent"] > on(found, "2026-01-15")["leaving"]


def test_who_came_back_in_between_had_left_twice() -> None:
    back = said("d", "arrive", "2026-01-12", seen_as="own-observation", published="2026-01-13")
    once, twice = PileOf([BEGUN, EARLY, LAST]).judged(), PileOf([BEGUN, EARLY, back, LAST]).judged()
    assert on(twice, "2026-01-09")["absent"] > on(once, "2026-01-09")["absent"]


def test_an_end_told_first_does_not_overtake_a_departure_told_later() -> None:
    later = said("b", "withdraw", "2026-01-06", published="2026-01-29")
    early = PileOf([BEGUN, EARLY, LAST]).judged()
    assert on(PileOf([BEGUN, later, LAST]).judged(), "2026-01-15")["absent"] > on(early, "2026-01-15")["absent"]


def test_words_of_the_end_weigh_more_than_words_of_leaving() -> None:
    left = said("c", "withdraw", "2026-01-26", seen_as="own-observation", published="2026-01-27")
    ended, gone = PileOf([BEGUN, LAST]).judged(), PileOf([BEGUN, left]).judged()
    assert on(ended, "2026-01-27")["absent"] > on(gone, "2026-01-27")["absent"]
