"""Sieges told without a verb, by how long they lasted or by whose they were."""

import pytest

from evals.claims import read

SIEGES = [
    ("The hospital in Wau was emptied after more than ten days of siege.", True),
    ("The hospital in Wau stopped working after an Ethiopian siege.", True),
    ("The residents of Wau talked of the siege.", False),
]


@pytest.mark.parametrize(("text", "is_told"), SIEGES)
def test_a_siege_with_its_length_or_its_side_is_an_attack(text, is_told):
    claims = read([{"id": "own", "text": text, "published": "2024-05-08", "outlet": "a regional daily"}])[0]
    assert any(c.mention.kind == "attack" and c.mention.trigger.of(text) == "siege" for c in claims) is is_told
