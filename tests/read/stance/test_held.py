"""How an event is held: for each passage, stance of one claim; and words that tell of an event but claim nothing."""

import pytest

from evals.claims import read


def told(text):
    """Return (kind, trigger, stance) of every claim of a passage."""
    claims = read([{"id": "stance", "text": text, "published": "2026-01-27", "outlet": "a regional daily"}])[0]
    return [(c.mention.kind, c.mention.trigger.of(text), c.shown_stance) for c in claims]


def stances(text, words):
    start = text.index(words)
    claims = read([{"id": "stance", "text": text, "published": "2026-01-27", "outlet": "a regional daily"}])[0]
    return [c.shown_stance for c in claims if start <= c.mention.trigger.start < start + len(words)]


HELD = [
    (
        "“Some agencies reported that soldiers have left the base at Gao, and this news is unfounded,” the army said.",
        "left",
        ["denied"],
    ),
    (
        "“Some agencies reported that soldiers have left the base at Gao, and this news is welcome,” the army said.",
        "left",
        ["asserted"],
    ),
    ("There will be a ceremony on Sunday marking the completed pullout from Gao.", "pullout", ["planned"]),
    ("A ceremony on Sunday marked the completed pullout from Gao.", "pullout", ["asserted"]),
    ("Norway began five days ago to move tanks out of the depot at Bardufoss.", "move", ["asserted"]),
    ("The last flight carrying soldiers from Gao was due to leave on Friday.", "carrying", ["planned"]),
    ("The flight carrying soldiers from Gao left on Friday.", "carrying", ["asserted"]),
    ("A move by the navy could signal the loss of the port of Tartus.", "loss", ["possible"]),
    ("Signing would mean the loss of the port of Tartus.", "loss", ["conditional"]),
    ("The army pulled out under a pact allowing for the withdrawal of all French forces from Gao.", "withdrawal", []),
    ("The talks did not touch on the hour at which the troops would leave Gao.", "leave", []),
    ("A few soldiers assigned to guard the embassy in Gao remain.", "remain", ["asserted"]),
    ("Some soldiers remain to guard the embassy in Gao.", "guard", ["asserted"]),
    ("The navy denied that it had left the port of Tartus.", "left", ["denied"]),
    ("French troops have not left the base at Gao.", "left", ["denied"]),
    ("No order to leave the base at Gao was given.", "order", ["denied"]),
    ("The troops will stay in Gao until the last convoy has departed.", "departed", ["expected"]),
    ("The withdrawal from Gao is to be completed by the end of March.", "withdrawal", ["planned"]),
]
HELD += [
    ("The volunteers face a choice: return home to Norway or fight on.", "return", ["planned"]),
    ("The ministry sees no signs that Danish troops are withdrawing from Gao.", "withdrawing", ["denied"]),
    ("The army found no evidence of fighters hiding in the hospital of Gao.", "hiding", ["denied"]),
    ("The envoy dismissed the idea that Norway might blow up the dam at Gao.", "blow up", ["denied"]),
    ("Norway might blow up the dam at Gao as it withdraws from the town.", "withdraws", ["expected"]),
    ("It would take Norway a week to withdraw its troops from Gao.", "withdraw", ["expected"]),
    ("There are signs that Danish troops are withdrawing from Gao.", "withdrawing", ["asserted"]),
    ("Doctors say the patients cannot be moved out of the hospital in Gao.", "moved", ["denied"]),
    ("The patients may not be moved out of the hospital in Gao.", "moved", ["possible"]),
    ("A total withdrawal of French troops would leave Gao to the rebels.", "withdrawal", ["conditional"]),
    ("Any attack on Gao will bring a wave of refugees, she said.", "attack", ["conditional"]),
    ("Norway will not stand by and watch an attack on Gao.", "attack", ["expected"]),
    ("The court will look into the attack on Gao.", "attack", ["asserted"]),
    ("Drivers are more afraid of prison than of being attacked in Gao.", "attacked", []),
    (
        "The envoy named three goals in Mali: a truce, the withdrawal of the army and open roads.",
        "withdrawal",
        ["planned"],
    ),
    ("The talks are about the conditions for a return of the refugees to Gao.", "return", []),
    ("Gao is the seventh and final base to be turned over to the army.", "turned over", ["asserted"]),
    ("A base to be turned over to the army lies near Gao.", "turned over", ["planned"]),
    ("Some are expected to stay while others would return to Norway, sources said.", "return", ["expected"]),
    ("The expectation, officials said, was that some would return to Norway.", "return", ["expected"]),
    ("It could be a matter of days before the peacekeepers left Gao.", "left", ["expected"]),
    ("The army will now focus on withdrawing from Gao.", "withdrawing", ["planned"]),
    ("The effort will ensure that the withdrawal from Gao is completed.", "withdrawal", ["planned"]),
    ("The army estimated that 2,300 people were sheltering in the hospital.", "sheltering", ["asserted"]),
    ("The army estimated that 2,300 people would leave the hospital.", "leave", ["expected"]),
]
SILENT = [
    "Typically, bases are handed over once the new troops hold the gates.",
    "Related: Rebels seize the port of Tartus",
    "The port stayed calm on Friday.\n\nSoldiers Seen Leaving The Base At Gao\n\nPrices rose a little.",
]


@pytest.mark.parametrize(("text", "words", "wanted"), HELD)
def test_an_event_is_held_as_its_words_hold_it(text, words, wanted):
    assert stances(text, words) == wanted


@pytest.mark.parametrize("text", SILENT)
def test_habits_and_headings_claim_nothing(text):
    assert [claim for claim in told(text) if claim[0] != "operate"] == []


def test_what_a_speaker_is_known_by_is_no_claim():
    text = "A member of the border forces guarding the facility said the last plane had left Gao."
    assert [kind for kind, *_ in told(text)] == ["withdraw"]
    text = "Ahmed Ali, a fighter deployed at the airport, said the tanks had left Gao."
    assert [kind for kind, *_ in told(text)] == ["withdraw"]


def test_a_reporters_own_visit_is_no_claim_but_what_he_saw_is():
    text = "Reuters journalists visited the camp at Gao on Tuesday and found it empty."
    assert [kind for kind, *_ in told(text)] == ["be-absent"]


def test_an_event_that_is_only_named_again_is_told_once():
    text = "French troops left Gao on Friday. Within hours of the withdrawal, looters entered the camp."
    assert [kind for kind, *_ in told(text)] == ["withdraw", "arrive"]


def test_an_event_that_is_told_anew_with_its_place_is_a_claim():
    text = (
        "Danish troops left Gao on Sunday. The ministry said the withdrawal of Danish troops from Kidal is complete. "
        "The move came after talks."
    )
    assert [kind for kind, *_ in told(text)][:2] == ["withdraw", "withdraw"]


def test_a_headline_above_the_text_is_not_told_twice():
    body = "French troops left Gao on Friday, the army said. " + "Prices in the town rose a little. " * 12
    assert [kind for kind, *_ in told(f"French troops withdraw from Gao\n{body}")] == ["withdraw"]


def test_fighting_that_only_dates_something_is_no_claim():
    text = "The army took over the airport of Gao in 2019 following a large offensive against the rebels."
    assert [kind for kind, *_ in told(text)] == ["seize"]


def test_a_denial_of_what_is_not_told_is_no_claim():
    assert told("The hospital's director denied the allegations.") == []


def test_who_once_held_a_land_is_no_claim():
    text = "Government forces entered territory previously controlled by the rebels."
    assert [kind for kind, *_ in told(text)] == ["arrive"]


def test_which_troops_are_meant_is_no_claim_of_its_own():
    text = "The last soldiers stationed at the base in Gao left on Friday."
    assert [kind for kind, *_ in told(text)] == ["withdraw"]


def test_which_group_is_meant_is_no_claim_of_its_own():
    text = "A group of soldiers stationed at the base in Kidal left on Friday."
    assert [kind for kind, *_ in told(text)] == ["withdraw"]


def test_a_credit_before_the_sentence_does_not_silence_it():
    text = "A port.\n\nPhoto: Ana Lee Press Pool\nThe general said the troops had left Gao."
    assert [kind for kind, *_ in told(text)] == ["withdraw"]


def test_one_event_told_twice_in_a_sentence_is_one_claim():
    text = "A small contingent of French soldiers remains to guard the embassy in Gao."
    assert [kind for kind, *_ in told(text)] == ["be-present"]


def test_a_joint_statement_that_only_announces_an_event_is_that_event():
    text = "The two ministries announced in a joint statement that French troops had left Gao."
    assert [kind for kind, *_ in told(text)] == ["withdraw"]


def test_two_words_side_by_side_for_one_deed_are_one_claim():
    text = "Rebels said that half of the houses in Gao were damaged or destroyed on Friday."
    assert [kind for kind, *_ in told(text)] == ["damage"]
