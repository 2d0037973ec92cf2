"""Fights, raids and orders as reports tell of them: heard, repelled, imposed, and the forms of their verbs."""

import pytest

from evals.claims import read
from firsthand.read.what.forms import forms

TOLD = [
    ("Heavy fighting was reported near the airport at Wau.", "clash"),
    ("Explosions and gunfire were heard across the town of Wau.", "attack"),
    ("The army said it had repelled the assault.", "clash"),
    ("The rebels pushed government troops back from the airport at Wau.", "withdraw"),
    ("The rebels were expelled from the town on Monday.", "lose"),
    ("A curfew was imposed in Wau on Monday.", "order"),
    ("Soldiers raided a hideout in Wau.", "attack"),
    ("The fugitives were shot dead last week.", "casualties"),
]


@pytest.mark.parametrize(("text", "kind"), TOLD)
def test_what_is_fought_heard_or_imposed_is_a_claim(text, kind):
    claims = read([{"id": "own", "text": text, "published": "2024-05-08", "outlet": "a regional daily"}])[0]
    assert kind in {claim.mention.kind for claim in claims}


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("repel", "repelled"),
        ("expel", "expelling"),
        ("cancel", "cancelled"),
        ("cancel", "canceled"),
        ("shell", "shelled"),
    ],
)
def test_a_verb_is_known_by_its_forms(verb, form):
    assert form in forms(verb)


def test_a_verb_that_ends_in_a_long_syllable_doubles_nothing():
    assert "bombbed" not in forms("bomb")
    assert "raidded" not in forms("raid")
