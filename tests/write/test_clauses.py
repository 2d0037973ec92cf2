from __future__ import annotations

from typing import Any

import pytest

from firsthand.write.clauses import clause, lowered, noun_phrase


def claim(kind: str, quote: str, *, at: tuple[str, str] | None = None, **roles: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "phase": "whole",
        "quote": {"exact": quote},
        "participants": [{"role": role, "name": name} for role, name in roles.items()],
        "locations": [{"role": at[0], "name": at[1], "kind": "facility"}] if at else [],
    }


def test_a_name_keeps_the_article_that_its_report_gave_it() -> None:
    row = claim("decline-comment", "The Russian side has not commented.", agent="Russian side")
    assert clause(row) == "the Russian side did not comment"


def test_an_article_before_a_longer_name_is_not_taken() -> None:
    row = claim("transfer", "Troops moved along the Tartus-Banias road.", agent="troops", at=("to", "Tartus"))
    assert clause(row) == "troops moved to Tartus"


def test_a_name_over_two_lines_is_told_on_one() -> None:
    row = claim("seize", "The rebels\nof the east took the city.", agent="rebels\nof the east", object="city")
    assert clause(row) == "rebels of the east took the city"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("More than 100 people", "more than 100 people"),
        ("Witnesses", "witnesses"),
        ("Russian forces", "Russian forces"),
        ("Wagner", "Wagner"),
    ],
)
def test_only_the_capital_of_an_opened_sentence_is_lowered(name: str, told: str) -> None:
    assert lowered(name) == told


@pytest.mark.parametrize(
    ("kind", "roles", "told"),
    [
        ("seize", {"agent": "rebels", "object": "the town"}, "seizure of the town by rebels"),
        ("withdraw", {"agent": "rebels"}, "withdrawal of rebels"),
        ("attack", {"agent": "rebels"}, "attack by rebels"),
        ("order", {"agent": "the army", "object": "evacuation"}, "order by the army: evacuation"),
    ],
)
def test_a_deed_as_a_thing_tells_who_did_it_to_what(kind: str, roles: dict[str, str], told: str) -> None:
    assert noun_phrase(claim(kind, "", **roles)) == told


@pytest.mark.parametrize(
    ("trigger", "quote", "roles", "told"),
    [
        ("met", "The chief met the rebels.", {"agent": "chief", "object": "rebels"}, "the chief met the rebels"),
        ("told", "The officials were told of it.", {"object": "officials"}, "the officials were told"),
        ("found out", "The mayor found out.", {"agent": "mayor"}, "the mayor found out"),
        ("retreated", "He retreated.", {"agent": "mayor"}, "statement by mayor"),
    ],
)
def test_a_statement_is_said_by_its_own_words(trigger: str, quote: str, roles: dict[str, str], told: str) -> None:
    row = claim("statement", quote, **roles)
    start = quote.index(trigger)
    row["quote"]["start"] = 0
    row["trigger"] = {"start": start, "end": start + len(trigger)}
    assert clause(row) == told
