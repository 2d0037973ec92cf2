from __future__ import annotations

import pytest

from firsthand.core.claim import Participant
from firsthand.weigh.questions import question
from firsthand.weigh.words import credibility, held, phrase
from tests.weigh.piles import PileOf, said

_HARMS = ("killed", "wounded")
LEFT = [
    said("Ann", "withdraw", "2026-01-22", phase="begins", seen_as="own-observation", published="2026-01-22"),
    said("Bob", "transfer", "2026-01-25", seen_as="own-observation"),
    said("Cleo", "withdraw", "2026-01-27", phase="ends", seen_as="own-observation"),
    said("Dan", "be-absent", "2026-01-28", phase="continues", seen_as="video"),
    said("Eve", "be-absent", "2026-01-29", phase="continues", seen_as="own-observation", published="2026-01-29"),
]


def test_the_answer_says_what_holds_and_by_when_in_one_plain_sentence() -> None:
    answer = PileOf(LEFT).judged().answers[0]
    assert answer.question == "Have Russian forces left Qamishli airport?"
    assert answer.state == "absent"
    assert answer.sentence.startswith("Russian forces have left Qamishli airport, gradually, by ")
    assert answer.sentence.endswith("January 2026.")
    assert answer.since is not None


def test_likelihood_and_confidence_never_stand_in_one_sentence() -> None:
    for answer in PileOf(LEFT).judged(question="Who had it first?").answers:
        for sentence in (answer.sentence, answer.print_safe or "", *answer.would_change, *answer.not_known):
            assert "confidence" not in sentence.casefold()


def test_a_loaded_headline_is_met_with_the_evidence() -> None:
    answer = PileOf(LEFT).judged(question="Abandoned overnight?").answers[0]
    assert answer.sentence.startswith("No, not overnight: ")


def test_almost_certain_takes_two_direct_observers_shown_independent() -> None:
    more = [said(v, "be-absent", "2026-01-29", phase="continues", seen_as="own-observation") for v in ("Flo", "Gus")]
    seen = PileOf([*LEFT, *more]).judged().answers[0]
    doubtful = PileOf([*LEFT, *more], verdict="not-established").judged().answers[0]
    assert seen.words == "almost certain"
    assert doubtful.words == "very likely"


def test_the_print_safe_sentence_names_those_who_saw_it() -> None:
    answer = PileOf(LEFT).judged().answers[0]
    assert answer.print_safe is not None
    assert "as seen by" in answer.print_safe


@pytest.mark.parametrize(
    ("asked", "kind", "party", "site"),
    [
        ("Has Russia left Qamishli airport?", "presence", "Russia", "Qamishli airport"),
        ("Have the last troops pulled out of the base?", "presence", "last troops", "base"),
        ("Who controls Raqqa?", "control", None, "Raqqa"),
        ("Is the crossing open?", "operation", None, "crossing"),
        ("When did the withdrawal begin?", "begin", None, None),
        ("How many soldiers left?", "count", None, None),
        ("Who had it first?", "first", None, None),
        ("Who was asked, and what did they answer?", "asked", None, None),
        ("When did US forces leave Bagram airfield, and to whom did it pass?", "end", "US forces", "Bagram airfield"),
        ("Abandoned overnight?", "headline", None, None),
        ("Are there still Russian soldiers in Qamishli?", "presence", "Russian soldiers", "Qamishli"),
        ("Was there a Hamas base under the hospital?", "presence", "Hamas", "hospital"),
        ("When did the convoy reach Gao?", "when", None, None),
        ("Who ordered the evacuation?", "act", None, None),
    ],
)
def test_questions_in_plain_english_are_understood(asked: str, kind: str, party: str | None, site: str | None) -> None:
    found = question(asked)
    assert (found.asks, found.party, found.site) == (kind, party, site)


def test_when_did_it_begin_is_answered_from_the_status() -> None:
    answer = PileOf(LEFT).judged(question="When did the withdrawal begin?").answers[0]
    assert "began to leave Qamishli airport" in answer.sentence


def test_who_had_it_first_is_the_earliest_report_and_its_voice() -> None:
    answer = PileOf(LEFT).judged(question="Who had it first?").answers[0]
    first = "In this pile Ann Post had it first, on 22 January 2026, on the word of Ann"
    assert answer.sentence == f"{first}: Russian forces left Qamishli airport."


def test_who_was_asked_lists_the_silences() -> None:
    ministry = Participant(name="Defence ministry", role="agent", type="organisation")
    silence = said("Ann", "decline-comment", "2026-01-26", who=[ministry])
    answer = PileOf([*LEFT, silence]).judged(question="Who was asked, and what did they answer?").answers[0]
    assert answer.sentence == "Defence ministry did not comment (26 January 2026)."


def test_how_many_gives_the_range_and_who_says_which() -> None:
    def trucks(n: int) -> Participant:
        return Participant(name="trucks", role="object", type="equipment", count_low=n, count_high=n)

    lines = [
        said(v, "transfer", "2026-01-25", who=[trucks(n)], seen_as="official") for v, n in (("Ann", 12), ("Bob", 20))
    ]
    answer = PileOf([*LEFT, *lines]).judged(question="How many trucks were seen?").answers[0]
    assert answer.state == "12 to 20"
    assert "12 on 25 January 2026, according to Ann" in answer.sentence


def test_how_many_remain_is_the_last_number_and_then_the_earlier_ones() -> None:
    def patients(n: int) -> Participant:
        return Participant(name="patients", role="agent", type="person", count_low=n, count_high=n)

    lines = [
        said(v, "be-present", f"2026-01-{d}", phase="continues", who=[patients(n)])
        for v, d, n in (("Ann", 20, 90), ("Bob", 24, 40))
    ]
    answer = PileOf([*LEFT, *lines]).judged(question="How many patients remained?").answers[0]
    assert answer.state == "40"
    assert "also told: 90 on 20 January 2026" in answer.sentence


def test_how_many_were_killed_is_not_answered_with_the_wounded() -> None:
    hurt = Participant(name="soldiers", role="object", type="force", count_low=9, count_high=9)
    line = said("Ann", "casualties", "2026-01-20", who=[hurt], words="wounded")
    answers = [PileOf([*LEFT, line]).judged(question=f"How many soldiers were {h}?").answers[0] for h in _HARMS]
    assert [a.state for a in answers] == ["unknown", "9"]


def test_who_did_it_is_answered_with_who_says_so_and_who_denies_it() -> None:
    army = Participant(name="the army", role="agent", type="force", ref="actor:syria")
    lines = [
        said("Ann", "order", "2026-01-20", who=[army], words="ordered", outlet="One"),
        said("Bob", "order", "2026-01-20", who=[army], words="ordered", outlet="Two", polarity="negated"),
    ]
    answer = PileOf([*LEFT, *lines]).judged(question="Who ordered the evacuation?").answers[0]
    assert answer.sentence.startswith("The army gave an order")
    assert "according to Ann, against the word of Bob" in answer.sentence


def test_when_somebody_arrived_is_the_day_that_its_own_claims_give() -> None:
    convoy = Participant(name="convoy", role="agent", type="equipment")
    lines = [said("Ann", "arrive", "2026-01-20", who=[convoy]), said("Bob", "arrive", "2026-01-24")]
    answer = PileOf([*LEFT, *lines]).judged(question="When did the convoy arrive?").answers[0]
    assert answer.since == ("2026-01-20", "2026-01-20")


def test_of_a_party_that_the_pile_does_not_name_nothing_is_told() -> None:
    asked = "Are the Ruritanians at Qamishli airport?"
    assert PileOf(LEFT).judged(question=asked, site=None, actor=None).answers[0].state == "unknown"


def test_what_the_pile_does_not_tell_is_said_so() -> None:
    answer = PileOf(LEFT).judged(question="Is Qamishli airport open?", site=None, actor=None).answers[0]
    assert (answer.state, answer.grounds) == ("unknown", ())
    assert answer.sentence.startswith("Nothing in this pile")


@pytest.mark.parametrize(
    ("p", "words"), [(0.5, "roughly even chance"), (0.81, "very likely"), (0.96, "almost certain")]
)
def test_numbers_have_the_words_of_icd_203(p: float, words: str) -> None:
    assert phrase(p) == words


def test_what_may_be_printed_is_held_back_without_two_observers() -> None:
    assert held(0.999, 2) == 0.99
    assert held(0.999, 1) == 0.95
    assert credibility(0.95, 2, 3) == 1
    assert credibility(0.95, 0, 0) == 6


def test_who_has_left_asks_for_the_presence_at_a_site_without_naming_a_party() -> None:
    asked = question("Who has left Al-Shifa hospital, who is still there, and on whose word?")
    assert (asked.asks, asked.site, asked.party) == ("presence", "Al-Shifa hospital", None)


def test_the_print_safe_line_gives_one_voice_and_its_own_day() -> None:
    told = [said(v, "withdraw", "2026-01-26", phase="ends", seen_as="own-observation") for v in "ab"]
    line = PileOf(told).judged().answers[0].print_safe
    assert line == "Russian forces left Qamishli airport on 26 January 2026, as seen by a."
