from __future__ import annotations

from firsthand.core.claim import Participant
from firsthand.core.spacetime import Place
from tests.weigh.piles import FORCES, PileOf, said

TOWERS = Place(name="Port Sudan", lat=19.6, lon=37.2, kind="town", ref="geonames:1")
ARMY = Participant(name="the army", role="agent", type="force", ref="actor:syria")
REBELS = Participant(name="SDF fighters", role="agent", type="force", ref="actor:sdf")


def _questions(lines: list) -> list[str]:
    return [a.question for a in PileOf(lines).judged(site=None, actor=None).answers]


def test_what_many_tell_comes_before_what_is_disputed() -> None:
    left = [said(v, "withdraw", "2026-01-26", phase="ends") for v in "abc"]
    held = [said(v, "hold", "2026-01-20", phase="continues", place=TOWERS, who=[ARMY]) for v in "de"]
    held += [said(v, "hold", "2026-01-20", phase="continues", place=TOWERS, who=[REBELS]) for v in "fg"]
    assert _questions([*held, *left])[0] == "Have Russian forces left Qamishli airport?"


def test_nobody_asks_of_forces_without_a_name_or_of_a_place_without_one() -> None:
    anybody = Participant(name="the forces", role="agent", type="force")
    camp = Place(name="a small base in the desert")
    lines = [
        said("a", "withdraw", "2026-01-26", phase="ends"),
        said("b", "withdraw", "2026-01-26", phase="ends", who=[anybody], place=TOWERS),
        said("c", "withdraw", "2026-01-26", phase="ends", who=[FORCES], place=camp),
    ]
    asked = _questions(lines)
    assert not any("the forces" in q or "small base" in q for q in asked)


def test_a_presence_that_others_deny_is_told_with_the_denial() -> None:
    there = said("Ministry", "be-present", "2026-01-26", phase="continues", published="2026-01-26")
    not_there = said("Commander", "be-present", "2026-01-26", phase="continues", polarity="negated")
    answer = PileOf([there, not_there]).judged().answers[0]
    assert "against the word of a Commander" in answer.sentence


def test_a_later_report_that_looks_back_is_not_said_to_be_missing() -> None:
    lines = [
        said("a", "be-present", "2025-12-01", phase="continues", published="2025-12-02"),
        said("b", "withdraw", None, published="2026-01-28"),
    ]
    unknown = " ".join(PileOf(lines).judged().answers[0].not_known)
    assert "no claim speaks of a later day" not in unknown


def test_a_change_that_some_tell_comes_before_what_more_tell_to_have_lasted() -> None:
    lasts = [said(v, "hold", "2026-01-26", phase="continues", place=TOWERS, who=[ARMY]) for v in "defg"]
    left = [said(v, "withdraw", "2026-01-26", phase="ends") for v in "abc"]
    assert _questions([*lasts, *left])[0] == "Have Russian forces left Qamishli airport?"


def test_a_monastery_without_an_entry_is_one_place_under_both_its_names() -> None:
    short, full = Place(name="Khudavang"), Place(name="Khudavang Monastery")
    lines = [
        said("a", "be-present", "2026-01-26", phase="continues", place=short),
        said("b", "be-present", "2026-01-26", phase="continues", place=full),
    ]
    assert len(PileOf(lines).judged(site=None, actor=None).statuses) == 1


def test_what_somebody_denies_is_never_told_flat() -> None:
    there = [said(v, "be-present", "2026-01-26", phase="continues", seen_as="own-observation") for v in "abcd"]
    denied = said(
        "Commander", "be-present", "2026-01-26", phase="continues", polarity="negated", published="2026-01-29"
    )
    sentence = PileOf([*there, denied]).judged().answers[0].sentence
    assert sentence.startswith("It is ")


def test_a_state_that_few_of_the_many_who_speak_of_the_site_tell_is_not_raised() -> None:
    rebels = Participant(name="Houthi rebels", role="agent", type="group", ref="actor:houthis")
    first = [said(v, "withdraw", "2026-01-26", phase="ends") for v in "abc"]
    there = [said(v, "be-present", None, phase="continues", place=TOWERS, who=[rebels]) for v in "defghijk"]
    gone = [said(v, "withdraw", "2026-01-27", phase="ends", place=TOWERS, who=[rebels]) for v in "lm"]
    raised = [q for q in _questions([*first, *there, *gone]) if "left Port Sudan" in q]
    assert _questions([*first, *gone]).count("Have Houthi rebels left Port Sudan?") == 1
    assert raised == []


def test_that_the_people_have_left_a_town_takes_more_than_two_voices() -> None:
    people = Participant(name="all the people", role="agent", type="person")
    first = [said(v, "withdraw", "2026-01-26", phase="ends") for v in "abc"]
    left = [said(v, "withdraw", "2026-01-27", phase="ends", place=TOWERS, who=[people]) for v in "defgh"]
    assert not any("Port Sudan" in q for q in _questions([*first, *left[:2]]))
    assert any("Port Sudan" in q for q in _questions([*first, *left]))
