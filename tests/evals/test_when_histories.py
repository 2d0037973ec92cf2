"""Passages of our own in the manner of an encyclopaedia's military history, marked by hand before the rules."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evals.when import Document, Expression, Score, documents, found_in, no_parse, same_value, timex3_form

FOLDER = Path(__file__).parent / "histories"
FLOORS = json.loads((Path(__file__).parents[2] / "evals" / "floors.json").read_text("utf-8"))["when_histories"]


def scored(items: list[Document]) -> dict[str, float]:
    score = Score()
    for document in items:
        score.add(document.name, document.gold, found_in(document, no_parse(document)))
    return score.figures()


@pytest.mark.parametrize("half", ["dev", "held"])
def test_history_is_anchored_on_the_year_told_last_and_not_on_the_day_of_writing(half: str) -> None:
    figures = scored(list(documents(FOLDER / half)))
    assert {name: figures[name] for name in FLOORS if figures[name] < FLOORS[name]} == {}


def test_history_needs_no_day_of_writing() -> None:
    figures = scored([replace(document, published=None) for document in documents(FOLDER)])
    assert {name: figures[name] for name in FLOORS if figures[name] < FLOORS[name]} == {}


def test_values_that_only_timex2_writes_agree_with_those_of_timex3() -> None:
    assert [timex3_form(value) for value in ("P2DE", "P1CE", "1944-AU", "1944-06-06T06:30Z", "1944-W26", "BC0264")] == [
        "P20Y",
        "P100Y",
        "1944-FA",
        "1944-06-06T06:30",
        "1944-W26",
        "BC0264",
    ]


def test_timex3_gold_is_compared_as_it_stands() -> None:
    gold = Expression(start=0, end=1, type="DURATION", value="P2DE")
    assert not same_value(gold, replace(gold, value="P20Y"))
    assert same_value(replace(gold, type=None), replace(gold, value="P20Y"))
