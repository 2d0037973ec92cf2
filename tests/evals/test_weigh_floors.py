"""Floors of weighing wherever no corpus is needed: simulated worlds, made in the test."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from evals.weigh import simulated

FLOORS = json.loads((Path(__file__).parents[2] / "evals" / "floors.json").read_text("utf-8"))["weigh_small"]
WORLDS = 12  # enough that a fault shows, few enough for every run of the tests; the floors of 60 stand under `weigh`


@cache
def _figures() -> dict[str, float]:
    return simulated(WORLDS)


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_weighing_of_simulated_worlds_does_not_sink_below_its_floors(name: str) -> None:
    figure = _figures()[name.removesuffix("_most")]
    assert figure <= FLOORS[name] if name.endswith("_most") else figure >= FLOORS[name]


@pytest.mark.parametrize("other", ["latest", "until_first", "majority", "unweighted", "copies"])
def test_weighing_beats_every_baseline(other: str) -> None:
    assert _figures()["worlds_brier"] < _figures()[f"{other}_brier"]
