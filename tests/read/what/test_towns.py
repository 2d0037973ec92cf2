"""A town that changes hands, as reports tell of it: entered, advanced on, held, lost, out of a side's control."""

import pytest

from evals.claims import read

TOLD = [
    ("Rebels breached the city of Wau on Friday.", "arrive", "asserted"),
    ("Rebels swept through the town on Monday.", "arrive", "asserted"),
    ("Rebel fighters pushed into the town from the west.", "arrive", "asserted"),
    ("The rebel advance on Wau continued on Friday.", "attack", "asserted"),
    ("The militia repelled the rebels outside Wau.", "clash", "asserted"),
    ("The city remains in government hands.", "hold", "asserted"),
    ("The village is outside government control.", "hold", "denied"),
    ("The town is out of the control of the army.", "hold", "denied"),
    ("Thousands of people fled the fighting.", "withdraw", "asserted"),
    ("A ceasefire came into effect in Wau on Monday.", "agree", "asserted"),
    ("The army has captured a series of towns.", "seize", "asserted"),
    ("The militia claims to control the city.", "hold", "asserted"),
    ("The militia managed on Monday to control the town.", "hold", "asserted"),
    ("The militia stormed the army's defences.", "attack", "asserted"),
    ("Dozens of rebels were killed and wounded in the clashes.", "casualties", "asserted"),
    ("Rebels captured a power transformer in Wau.", "seize", "asserted"),
]


def told(text):
    return read([{"id": "own", "text": text, "published": "2024-05-08", "outlet": "a regional daily"}])[0]


@pytest.mark.parametrize(("text", "kind", "stance"), TOLD)
def test_a_town_that_changes_hands_is_a_claim(text, kind, stance):
    assert [(claim.mention.kind, claim.shown_stance) for claim in told(text)] == [(kind, stance)]


def test_what_a_relative_clause_without_a_relative_word_is_about_is_its_object():
    claims = told("The rebels entered the villages that lie north and the towns the army had captured.")
    (seized,) = (claim for claim in claims if claim.mention.kind == "seize")
    assert [p.name for p in seized.participants] == ["army", "towns"]


def test_what_forces_a_retreat_tells_it_once():
    (claim,) = told("The army was forced to retreat from Wau.")
    assert claim.mention.kind == "withdraw"


def test_a_side_of_the_war_before_a_noun_is_its_doer():
    (claim,) = told("The rebel assault on the town of Wau continued on Friday.")
    assert [p.name for p in claim.participants if p.role == "agent"] == ["rebel"]


def test_the_region_behind_a_town_is_not_where_it_was_attacked():
    (claim,) = told("Fighters advanced on the town of Wau, in the north of the province.")
    assert [location.place.name for location in claim.locations] == ["Wau"]


@pytest.mark.parametrize(
    "text",
    [
        "Government forces were preparing for a counteroffensive.",
        "Government forces are regrouping for an assault on the town.",
    ],
)
def test_an_attack_that_is_prepared_is_planned_by_those_who_prepare(text):
    (claim,) = told(text)
    assert (claim.mention.kind, claim.shown_stance) == ("attack", "planned")
    assert [p.name for p in claim.participants if p.role == "agent"] == ["Government forces"]


def test_residents_who_brace_themselves_attack_nobody():
    assert not [
        p
        for claim in told("Residents are preparing for an attack on Wau.")
        for p in claim.participants
        if p.role == "agent"
    ]


def test_an_offensive_that_is_launched_is_one_attack():
    (claim,) = told("The army launched a new offensive in the north of the province.")
    assert claim.mention.kind == "attack"
