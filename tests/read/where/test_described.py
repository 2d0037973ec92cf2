"""A site told by a description: named beside it, by the town of its clause, or the only one that the report names."""

from __future__ import annotations

from evals.claims import read


def places_of(text: str, words: str) -> list[str]:
    """Return the names of the places of the claim whose trigger lies in `words`."""
    row = {"id": "described", "text": text, "published": "2026-01-27", "outlet": "a regional daily", "title": ""}
    start = text.rindex(words)
    found = [c for c in read([row])[0] if start <= c.mention.trigger.start < start + len(words)]
    assert found, words
    return [x.place.name for x in found[0].locations]


def test_the_name_behind_a_description_is_its_place() -> None:
    text = "French soldiers left their last base in Mali, the Tessalit base, on Monday."
    assert places_of(text, "left") == ["Tessalit base"]


def test_the_last_base_of_a_country_is_in_the_town_of_its_clause() -> None:
    text = "The French army has handed over its last base in Mali in a military ceremony in the town of Gao on Monday."
    assert places_of(text, "handed over") == ["base in Gao"]


def test_the_last_base_of_a_country_is_the_one_that_the_report_names_there() -> None:
    text = (
        "The French army has handed over its last military base in Mali to local authorities. "
        "Trucks left the Tessalit base at dawn."
    )
    assert places_of(text, "handed over") == ["Tessalit base"]


def test_one_of_several_bases_is_not_told_which() -> None:
    text = (
        "The French army has handed over its last military base in Mali to local authorities. "
        "Trucks had left the Tessalit base in May and the Gao base in June."
    )
    assert "Tessalit base" not in places_of(text, "handed over")


def test_what_is_written_abroad_of_a_country_is_not_at_the_town_of_writing() -> None:
    text = "PARIS \u2014 France flew out the two jets that it had stationed in Chad on Tuesday. Others are in Chad."
    assert "PARIS" not in places_of(text, "flew out")
