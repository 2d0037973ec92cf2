"""Another's claim denied or confirmed without being told again: both voices are kept."""

import pytest

from evals.claims import read


def told(text):
    """Return kind, stance and nearest voice of each claim, in order."""
    claims = read([{"id": "denied", "text": text, "published": "2026-01-27", "outlet": "a regional daily"}])[0]
    return [(c.mention.kind, c.shown_stance, c.attribution[0].name if c.attribution else "") for c in claims]


TURNED = [
    (
        "Chad claims the sect operates a base beneath the clinic, a charge the militants deny.",
        [("be-present", "asserted", "Chad"), ("be-present", "denied", "militants")],
    ),
    (
        "Chad says fighters are based inside the clinic. Doctors and the sect deny the allegations.",
        [("be-present", "asserted", "Chad"), ("be-present", "denied", "Doctors and the sect")],
    ),
    (
        "The army left the depot on Friday, witnesses said. The ministry denied this.",
        [("withdraw", "asserted", "witnesses"), ("withdraw", "denied", "ministry")],
    ),
    (
        "Libya said the militia had seized the port. The militia rejected the claim.",
        [("seize", "asserted", "Libya"), ("seize", "denied", "militia")],
    ),
    (
        "Libyan officials said the Turks did not leave the depot. The Turkish army denies this.",
        [("withdraw", "denied", "Libyan officials"), ("withdraw", "asserted", "Turkish army")],
    ),
]
CONFIRMED = [
    (
        "The port fell to the rebels, two traders said. This was confirmed by Colonel Berg.",
        [("lose", "asserted", "two traders"), ("lose", "asserted", "Colonel Berg")],
    ),
]
NOTHING = [
    "The mayor denied the allegations.",
    "It rained in Derna on Friday. The mayor denied this.",
    "The army left Derna in May. It rejected the charge that it was weak.",
    "The army will leave Derna, officials said. The mayor could not confirm this.",
]


@pytest.mark.parametrize(("text", "claims"), TURNED)
def test_a_denial_that_points_back_is_the_opposite_by_the_denier(text, claims):
    assert [c for c in told(text) if c[0] not in {"deny", "refuse"}] == claims


@pytest.mark.parametrize(("text", "claims"), CONFIRMED)
def test_a_confirmation_that_points_back_is_the_same_by_another_voice(text, claims):
    assert told(text) == claims


@pytest.mark.parametrize("text", NOTHING)
def test_what_points_at_nothing_told_turns_nothing(text):
    assert not [c for c in told(text) if c[1] == "denied" or c[2] in {"mayor", "army"}]


def test_the_words_of_a_denial_are_its_own_sentence():
    text = "Chad says fighters are based inside the clinic. The sect denies the allegations."
    claims = read([{"id": "denied", "text": text, "published": "2026-01-27", "outlet": "a daily"}])[0]
    assert [c.quote.text for c in claims][-1] == "The sect denies the allegations."
    assert claims[-1].participants == claims[0].participants
