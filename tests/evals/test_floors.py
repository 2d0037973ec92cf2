from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.samples import measured, samples
from firsthand.read.reader.model import reader

FLOORS = json.loads((Path(__file__).parents[2] / "evals" / "floors.json").read_text(encoding="utf-8"))


def test_samples_are_read_with_their_marks() -> None:
    first = samples()[0]
    assert first.text.startswith("Two Sudanese officials told the agency on Monday that")
    assert {(first.text[start:end], kind) for start, end, kind in first.marks} == {
        ("Two Sudanese officials", "S"),
        ("Sudanese", "L"),
        ("told", "C"),
        ("that the garrison had left the airport", "K"),
    }


@pytest.mark.parametrize("name", ["attribution", "mentions_recall"])
def test_the_reader_does_not_sink_below_its_floor(name: str) -> None:
    assert measured(reader(1))[name] >= FLOORS["reader"]["samples"][name]
