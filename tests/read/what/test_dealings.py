"""Who was told, who found out, who met, which hour was kept secret: claims; ways to say something: none."""

import pytest

from evals.claims import read

TOLD = [
    ("Local leaders were not told that the marines had gone.", "told", "denied"),
    ("Residents were warned two days before the troops left Lamu.", "warned", "asserted"),
    ("The garrison left the fort without telling the police in Kismayo.", "telling", "denied"),
    ("Kenya's foreign minister told his Ugandan counterpart that the troops would stay.", "told", "asserted"),
    ("Somali officials were briefed about the hand-over, the Kenyan ministry said.", "briefed", "asserted"),
    ("The mayor of Gao found out about the pullout only the next morning.", "found out about", "asserted"),
    ("The marines left by night, and the mayor discovered their departure at dawn.", "discovered", "asserted"),
    ("The police were unaware that the base had been emptied.", "unaware", "asserted"),
    ("The exact date of the departure was not disclosed, the Kenyan navy said.", "disclosed", "denied"),
    ("The precise hour was left secret, the Kenyan navy said.", "left", "denied"),
    ("The ministry gave no date for the departure.", "gave", "denied"),
    ("Uganda's army chief met rebel leaders in Kampala on Monday.", "met", "asserted"),
    ("The Ugandan president spoke by phone with his Kenyan counterpart on Tuesday.", "spoke", "asserted"),
    ("Talks between Kenya and the rebels took place in Garissa on Tuesday.", "Talks", "asserted"),
    ("Negotiations between the army and the rebels are continuing.", "Negotiations", "asserted"),
    ("A ceremony was held at the base in Lamu on Friday.", "ceremony", "asserted"),
    ("The farewell ceremony was attended by the defence minister.", "attended", "asserted"),
    ("The regional council set up a committee to oversee the hand-over.", "set up", "asserted"),
    ("The army opened an inquiry into the deaths.", "opened", "asserted"),
    ("The general still retains all the authorities that he needs.", "retains", "asserted"),
]
UNTOLD = [
    "The general told reporters that the troops had left.",
    "I can tell you that the base is empty, the spokesman said.",
    "The minister told parliament that the base had been closed.",
    "Reuters has learned that the base is to be closed.",
    "We were told that the road is open.",
    "The trucks, local officials were told, are to be moved to Lamu.",
    "The governor said that hospital staff had informed him of the arrival of 20 patients.",
    "The workers learned English at the base.",
    "Scientists discovered a new beetle in the forest of Kakamega.",
    "He is well aware of the risks.",
    "The two roads meet at the bridge in Wau.",
    "Children ran to meet the soldiers in Wau.",
    "Pupils attend classes in a tent in Wau.",
    "Any talks would have to wait, the mayor said.",
    "The museum tells the story of the town.",
]


def claims(text):
    return read([{"id": "x", "text": text, "outlet": "a daily", "published": "2024-05-05", "claims": []}])[0]


@pytest.mark.parametrize(("text", "trigger", "stance"), TOLD)
def test_what_sides_do_with_one_another_is_a_statement(text, trigger, stance):
    found = {c.mention.trigger.of(text): c.shown_stance for c in claims(text) if c.mention.kind == "statement"}
    assert found.get(trigger) == stance


@pytest.mark.parametrize("text", UNTOLD)
def test_a_way_to_say_or_know_something_is_no_statement(text):
    assert "statement" not in {c.mention.kind for c in claims(text)}


def test_the_deed_that_somebody_was_told_of_is_told_besides():
    found = claims("Local leaders were not told that the marines had left the port of Lamu.")
    assert {c.mention.kind for c in found} == {"statement", "withdraw"}


def test_what_somebody_was_told_to_do_is_an_order():
    found = claims("The hospital director was told to empty the wards by noon.")
    assert "order" in {c.mention.kind for c in found}


def test_who_briefed_the_other_side_is_the_side_that_says_so():
    (claim,) = claims("Somali officials were briefed about it on Monday, the Kenyan defence ministry said.")
    assert {(x.role, x.ref) for x in claim.participants} == {("object", "actor:somalia"), ("agent", "actor:kenya")}


def test_a_ceremony_is_told_once():
    found = claims("The Kenyan army held a ceremony at the base in Lamu on Friday.")
    assert [c.mention.kind for c in found].count("statement") == 1


def test_a_place_where_something_was_told_is_not_where_the_next_thing_happened():
    text = "Rebels hold the town of Wau. The army chief met their leaders in Kampala on Monday. They left on Tuesday."
    moves = [c for c in claims(text) if c.mention.kind == "withdraw"]
    assert all(x.place.name != "Kampala" for c in moves for x in c.locations)
