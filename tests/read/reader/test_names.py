from __future__ import annotations

import numpy as np
import pytest

from firsthand.read.reader.chains import Stretch, best_paths
from firsthand.read.reader.names import names

KINDS = ("O", *(f"{mark}-{kind}" for kind in ("PERSON", "ORG", "PLACE", "FACILITY", "NATIONALITY", "OTHER", "TEMPORAL")
                for mark in "BIES"))  # fmt: skip
STEPS = np.zeros((len(KINDS), len(KINDS)), dtype=np.float32)


def scored(words: list[str], tags: list[dict[str, float]]) -> list[Stretch]:
    scores = np.full((len(words), len(KINDS)), -20.0, dtype=np.float32)
    for row, tag in zip(scores, tags, strict=True):
        row[0] = 0.0
        for kind, value in tag.items():
            row[KINDS.index(kind)] = value
    (found,) = names(best_paths([scores], [STEPS]), [scores], [words], KINDS)
    return found


def test_the_same_words_are_of_one_kind_in_a_text() -> None:
    words = ["Homs", "fell", ".", "Homs", "waits", "."]
    sure, unsure = {"S-PLACE": 9.0, "S-PERSON": 1.0}, {"S-PLACE": 4.0, "S-PERSON": 5.0}
    assert scored(words, [sure, {}, {}, unsure, {}, {}]) == [Stretch(0, 0, "PLACE"), Stretch(3, 3, "PLACE")]
    assert scored(words[3:], [unsure, {}, {}]) == [Stretch(0, 0, "PERSON")]


@pytest.mark.parametrize(("first", "kind"), [("Rami", "PERSON"), ("rami", "ORG")])
def test_a_last_name_follows_the_full_name(first: str, kind: str) -> None:
    words = ["Rami", "Aziz", "left", ".", "Aziz"]
    given = {"B-PERSON": 9.0} if first == "Rami" else {}
    tags = [given, {"E-PERSON": 9.0} if given else {}, {}, {}, {"S-ORG": 6.0, "S-PERSON": 3.0}]
    assert scored(words, tags)[-1] == Stretch(4, 4, kind)


def test_times_and_numbers_are_left_as_they_are() -> None:
    words = ["May", ",", "May"]
    tags = [{"S-TEMPORAL": 5.0}, {}, {"S-PERSON": 9.0}]
    assert scored(words, tags) == [Stretch(0, 0, "TEMPORAL"), Stretch(2, 2, "PERSON")]
