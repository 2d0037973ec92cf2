from __future__ import annotations

from firsthand.core.claim import Claim, Participant, Phase, Source
from firsthand.core.evidence import Report
from firsthand.core.spacetime import Place
from firsthand.weigh.parties import SHELTERED, party_key
from firsthand.weigh.sites import sites
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


HOSPITAL = Place(name="Nasser Hospital", lat=31.347, lon=34.292, kind="hospital", ref="hospital:PS./Nasser Hospital")


def _people(voice: str, kind: str, day: str, name: str) -> tuple[Report, Claim, Source]:
    who = [Participant(name=name, role="agent", type="group")]
    phase: Phase = "continues" if kind == "be-present" else "whole"
    return said(voice, kind, day, phase=phase, place=HOSPITAL, who=who, published="2026-01-28")


def test_patients_who_remain_do_not_say_that_nobody_is_leaving() -> None:
    there = [_people("a", "be-present", "2026-01-10", "10,000 displaced people")]
    went = [_people(v, "withdraw", "2026-01-14", "hundreds of displaced people") for v in "bgh"]
    rest = [_people(v, "be-present", f"2026-01-{16 + n}", "130 patients") for n, v in enumerate("cdef")]
    found = PileOf([*there, *went, *rest]).judged(site="Nasser Hospital", actor="patients")
    assert on(found, "2026-01-10")["present"] > 0.7
    assert on(found, "2026-01-20")["leaving"] > 0.6


def test_an_evacuation_of_nobody_named_is_of_those_who_were_inside() -> None:
    who = Participant(name="WHO", role="agent", type="organisation", ref="actor:who")
    there = [_people("a", "be-present", "2026-01-10", "10,000 displaced people")]
    taken = [said(v, "evacuate", "2026-01-18", place=HOSPITAL, who=[who], published="2026-01-19") for v in "bcd"]
    found = PileOf([*there, *taken]).judged(site="Nasser Hospital", actor="displaced people")
    assert on(found, "2026-01-18")["leaving"] > 0.5


def test_displaced_people_of_a_nation_are_not_its_state() -> None:
    name = "hundreds of displaced Palestinians"
    assert party_key(Participant(name=name, role="agent", type="group", ref="actor:palestine")) == SHELTERED
    assert party_key(Participant(name="Palestinians", role="agent", type="state", ref="actor:palestine")) != SHELTERED


def test_the_hospital_of_a_town_is_the_one_that_the_pile_names_there() -> None:
    of_town = Place(
        name="Khan Younis hospital", lat=31.340, lon=34.306, kind="hospital", ref="hospital:geonames:281124"
    )
    other = Place(name="Al-Amal Hospital", lat=31.345, lon=34.300, kind="hospital", ref="hospital:PS./Al-Amal")
    assert len(sites([HOSPITAL, of_town]).by_key) == 1
    assert len(sites([HOSPITAL, other, of_town]).by_key) == 3


def test_patients_and_staff_together_are_all_who_were_in_a_hospital() -> None:
    there = [_people("a", "be-present", "2026-01-10", "10,000 displaced people")]
    names = ("patients, their families and the medical teams", "mobile patients and medical teams")
    both, some = ([*there, *(_people(v, "withdraw", "2026-01-18", name) for v in "bcd")] for name in names)
    asked = {"site": "Nasser Hospital", "actor": "displaced people"}
    assert on(PileOf(both).judged(**asked), "2026-01-20")["absent"] > 0.5
    assert on(PileOf(some).judged(**asked), "2026-01-20")["leaving"] > 0.5
