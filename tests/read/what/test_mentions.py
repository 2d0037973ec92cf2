"""Which words become claims, of which kind and phase: constructions one by one, in sentences of our own."""

import pytest

from evals.claims import read

FOUND = [
    ("The Danish military left Camp Bastion on Monday, two officials said.", "left", "withdraw/whole"),
    (
        "The process of withdrawal of the Kenyan contingent from the port of Kismayo has begun.",
        "withdrawal",
        "withdraw/begins",
    ),
    (
        "The ministry confirmed the completion of the withdrawal of its troops from the base at Zinder.",
        "withdrawal",
        "withdraw/ends",
    ),
    ("The governor confirmed that the marines are leaving the island of Lamu.", "leaving", "withdraw/continues"),
    ("The Chadian soldiers, who had waited for days, left the barracks in Abeche on Friday.", "left", "withdraw/whole"),
    ("No military equipment was left on the airfield at Zinder, the ministry said.", "left", "be-absent/continues"),
    ("Many soldiers were unable to leave the town of Kidal, a resident said.", "leave", "be-present/continues"),
    ("There were no casualties in the village of Kona, the army said.", "casualties", "casualties/whole"),
    ("The army did not notify the mayor of Gao before the move.", "notify", "statement/whole"),
    ("Dutch soldiers evacuated the hospital in Tarin Kowt on Sunday.", "evacuated", "evacuate/whole"),
]
NOT_FOUND = [
    ("The army left Herat in the dead of night.", "casualties"),
    ("It would take Ethiopia at least a week to withdraw its troops from Baidoa.", "seize"),
    ("A spokesman refused to acknowledge the retreat from Gao.", "refuse"),
    ("The company said it had run out of words in Nairobi.", "operate"),
    ("The minister decided to leave office in Accra.", "withdraw"),
    ("His lawyers may take the minister to court in Lagos.", "transfer"),
    ("The president demanded to know who was in Juba.", "demand"),
    ("Danish soldiers disembark from a helicopter at Camp Bastion on March 12, 2009.", "arrive"),
    ("The moment those forces are withdrawn from Wau, their allies will be alone.", "withdraw"),
]


def claims(text):
    return read([{"id": "own", "text": text, "published": "2024-05-08", "outlet": "a regional daily"}])[0]


@pytest.mark.parametrize(("text", "trigger", "kind"), FOUND)
def test_an_act_is_a_claim_of_its_kind_and_phase(text, trigger, kind):
    found = {c.mention.trigger.of(text): f"{c.mention.kind}/{c.mention.phase}" for c in claims(text)}
    assert found.get(trigger) == kind


@pytest.mark.parametrize(("text", "kind"), NOT_FOUND)
def test_figures_of_speech_waits_and_hypotheses_are_no_claims(text, kind):
    assert kind not in {c.mention.kind for c in claims(text)}


def test_a_move_dated_by_itself_is_told_once():
    text = "The marines left Lamu by night, and the mayor noticed it two hours after they left."
    assert [c.mention.kind for c in claims(text)].count("withdraw") == 1


def test_a_participle_gives_a_move_its_goal():
    found = claims("A convoy of peacekeepers left the camp at Gao on Tuesday, heading for Bamako.")
    (move,) = [c for c in found if c.mention.kind in {"withdraw", "arrive"}]
    assert {x.role for x in move.locations} == {"from", "to"}


def test_an_accord_names_both_sides():
    found = claims("The Kenyans left the port of Kismayo in coordination with the Somali army.")
    (accord,) = [c for c in found if c.mention.kind == "agree"]
    assert {x.role for x in accord.participants} >= {"agent", "recipient"}
