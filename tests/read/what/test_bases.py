"""Camps and bases as reports tell of them: given in part, taken charge of, used and trained at."""

import pytest

from evals.claims import read

TOLD = [
    ("French officers transferred the foreign area of the camp at Wau to Malian forces.", "hand-over"),
    ("It was the third transfer of a foreign portion of the base at Wau to Malian forces.", "hand-over"),
    ("From Monday the army takes full responsibility for the barracks at Wau.", "hand-over"),
    ("More base transfers were announced by the mission on Monday.", "hand-over"),
    ("The camp at Wau was used by French troops to train recruits.", "be-present"),
    ("Foreign personnel have taken up residence at the camp, two officials said.", "be-present"),
    ("Two thousand recruits were trained at the camp by French troops.", "be-present"),
]  # fmt: skip
NOT_TOLD = [
    ("The minister takes full responsibility for the error.", "hand-over"),
    ("The army transferred a portion of its budget to the ministry.", "hand-over"),
    ("The teacher trained the boys to read.", "be-present"),
]


@pytest.mark.parametrize(("text", "kind"), TOLD)
def test_what_becomes_of_a_base_is_a_claim(text, kind):
    claims = read([{"id": "own", "text": text, "published": "2024-05-08", "outlet": "a regional daily"}])[0]
    assert kind in {claim.mention.kind for claim in claims}


@pytest.mark.parametrize(("text", "kind"), NOT_TOLD)
def test_what_is_told_of_no_base_is_none(text, kind):
    claims = read([{"id": "own", "text": text, "published": "2024-05-08", "outlet": "a regional daily"}])[0]
    assert kind not in {claim.mention.kind for claim in claims}
