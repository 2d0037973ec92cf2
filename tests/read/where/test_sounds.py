"""Names that no table has are found by their sound, in the countries that a report tells of, and there alone."""

from __future__ import annotations

import pytest

from firsthand.core.evidence import Span
from firsthand.core.parse import Parse, Toponym
from firsthand.read.gazetteer.gazetteer import gazetteer
from firsthand.read.where.heard import LEAST_LIKE, heard
from firsthand.read.where.sounds import likeness, skeleton, sounded
from firsthand.read.where.toponyms import resolved


def named(text: str, *names: str) -> list[Toponym]:
    """Resolve some words of a text that a reader took for places."""
    spans = [Span(start=text.index(name), end=text.index(name) + len(name)) for name in names]
    return list(resolved(text, spans, Parse(), gazetteer()))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Boukavu", "Bukavu"),
        ("Felluja", "Al-Fallujah"),
        ("Ghazny", "Ghazni"),
        ("Kobané", "Kobani"),
        ("Djenin", "Jenin"),
    ],
)
def test_romanisations_of_one_name_share_a_skeleton(a: str, b: str) -> None:
    assert skeleton(a) == skeleton(b)
    assert likeness(a, b) >= LEAST_LIKE


@pytest.mark.parametrize(("a", "b"), [("Goma", "Gao"), ("Kidal", "Kadugli"), ("Idlib", "Adlab Kbir")])
def test_other_names_do_not(a: str, b: str) -> None:
    assert skeleton(a) != skeleton(b) or likeness(a, b) < LEAST_LIKE


def test_an_opening_vowel_is_heard_and_articles_are_not() -> None:
    assert skeleton("Uvira") != skeleton("Vira")
    assert sounded("Al-Mayadin") == sounded("Mayadin")


def test_too_few_consonants_tell_nothing() -> None:
    assert skeleton("Aua") == ""


def test_a_strange_spelling_is_the_place_in_the_country_of_the_report() -> None:
    found, _ = named("Clashes went on in Boutembu on Monday. People fled to towns in Mali.", "Boutembu", "Mali")
    assert found.place.within != "CD"
    found, _ = named("Clashes went on in Boutembu on Monday. People fled to Goma.", "Boutembu", "Goma")
    assert found.place.within == "CD"
    assert found.place.name == "Boutembu"
    assert "sounds like" in found.candidates[0].why
    assert found.candidates[0].score < 0


def test_an_exact_name_is_never_looked_for_by_sound() -> None:
    found, _ = named("Clashes went on in Beni. People fled to Goma.", "Beni", "Goma")
    assert "sound" not in found.candidates[0].why


def test_nouns_alone_are_no_names() -> None:
    assert heard(gazetteer()).likest("Air Bases", ["TR", "SY"], 0.5) == ()


def test_only_countries_whose_names_come_in_many_spellings_are_listened_to() -> None:
    covered = heard(gazetteer()).covered
    assert {"SY", "CD", "UA"} <= covered
    assert not {"US", "FR", "GB"} & covered
