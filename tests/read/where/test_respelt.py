"""Names as other languages spell them are found where no table has them."""

from __future__ import annotations

import pytest

from firsthand.core.evidence import Span
from firsthand.core.parse import Parse
from firsthand.read.gazetteer.gazetteer import gazetteer
from firsthand.read.where.respelt import respellings, respelt
from firsthand.read.where.toponyms import resolved


@pytest.mark.parametrize(
    ("written", "english"),
    [
        ("Chan Junis", "khan yunis"),
        ("Schuscha", "shusha"),
        ("Tschassiw Jar", "chasiv yar"),
        ("Tsjernihiv", "chernihiv"),
        ("Jarkiv", "kharkiv"),
        ("Kelbadjar", "kelbajar"),
    ],
)
def test_a_name_is_brought_to_english_romanisation(written: str, english: str) -> None:
    assert english in respellings(written)


def test_short_names_and_other_scripts_are_left_alone() -> None:
    assert respellings("Ata") == ()
    assert respellings("Харків") == ()


def test_a_name_respelt_is_looked_for_in_the_countries_asked_for_alone() -> None:
    assert respelt("Chan Junis", frozenset({"PS"}), gazetteer())
    assert not respelt("Chan Junis", frozenset({"ML"}), gazetteer())


def test_a_town_comes_before_the_land_named_after_it() -> None:
    name = "Mykolajiw"
    (found,) = resolved(name, [Span(start=0, end=len(name))], Parse(), gazetteer())
    assert found.place.kind == "town"
    assert found.candidates[0].score < 0
    assert "another language" in found.candidates[0].why
