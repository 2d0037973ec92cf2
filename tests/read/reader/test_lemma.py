from __future__ import annotations

import pytest

from firsthand.read.reader.lemma import lemma


@pytest.mark.parametrize(
    ("form", "upos", "expected"),
    [
        ("forces", "NOUN", "force"), ("bases", "NOUN", "base"), ("cities", "NOUN", "city"), ("men", "NOUN", "man"),
        ("left", "VERB", "leave"), ("leaving", "VERB", "leave"), ("withdrew", "VERB", "withdraw"),
        ("stopped", "VERB", "stop"), ("moved", "VERB", "move"), ("carries", "VERB", "carry"), ("said", "VERB", "say"),
        ("n't", "PART", "not"), ("n’t", "PART", "not"), ("Qamishli", "PROPN", "Qamishli"), ("were", "AUX", "be"),
        ("The", "DET", "the"), ("evacuated", "VERB", "evacuate"), ("attacked", "VERB", "attack"),
        ("captured", "VERB", "capture"), ("killed", "VERB", "kill"), ("airstrikes", "NOUN", "airstrike"),
        ("seized", "VERB", "seize"), ("shelled", "VERB", "shell"), ("occupied", "VERB", "occupy"),
        ("retreating", "VERB", "retreat"), ("surrendered", "VERB", "surrender"), ("arrived", "VERB", "arrive"),
        ("deployed", "VERB", "deploy"), ("deploying", "VERB", "deploy"), ("biggest", "ADJ", "big"),
        ("flew", "VERB", "fly"), ("bombed", "VERB", "bomb"), ("handed", "VERB", "hand"), ("planned", "VERB", "plan"),
        ("entered", "VERB", "enter"), ("abandoned", "VERB", "abandon"), ("vehicles", "NOUN", "vehicle"),
        ("convoys", "NOUN", "convoy"), ("buses", "NOUN", "bus"),
    ],
)  # fmt: skip
def test_lemmas_are_those_of_the_treebank(form: str, upos: str, expected: str) -> None:
    assert lemma(form, upos) == expected
