from __future__ import annotations

import pytest

from firsthand.core.parse import Entity
from firsthand.read.reader.chains import Stretch
from firsthand.read.reader.mentions import arms, peopled, pronouns, refined, with_equipment


@pytest.mark.parametrize(
    ("kind", "words", "expected"),
    [
        ("ORG", "Syrian Democratic Forces", "FORCE"),
        ("ORG", "the Syrian government", "STATE"),
        ("ORG", "Reuters", "ORG"),
        ("PLACE", "Qamishli airport", "FACILITY"),
        ("PLACE", "Qamishli", "PLACE"),
        ("PERSON", "Guard", "PERSON"),
    ],
)
def test_bodies_and_places_are_parted_by_their_words(kind: str, words: str, expected: str) -> None:
    assert refined(kind, words.split()) == expected


def test_a_plain_noun_names_a_weapon_with_what_stands_before_it() -> None:
    words = ["They", "found", "heavy", "machine", "guns", "and", "a", "mortar", "."]
    classes = ["PRON", "VERB", "ADJ", "NOUN", "NOUN", "CCONJ", "DET", "NOUN", "PUNCT"]
    assert arms(words, classes, []) == [Stretch(7, 7, "WEAPON")]
    words[4] = "rifles"
    assert arms(words, classes, []) == [Stretch(2, 4, "WEAPON"), Stretch(7, 7, "WEAPON")]


def test_a_noun_that_only_modifies_names_a_weapon_but_no_platform() -> None:
    assert arms(["rocket", "fire"], ["NOUN", "NOUN"], []) == [Stretch(0, 0, "WEAPON")]
    assert arms(["tank", "fire"], ["NOUN", "NOUN"], []) == []


def test_a_vehicle_is_a_platform_if_it_is_an_armed_one() -> None:
    assert arms(["armoured", "vehicles"], ["ADJ", "NOUN"], []) == [Stretch(0, 1, "PLATFORM")]
    assert arms(["parked", "vehicles"], ["ADJ", "NOUN"], []) == []


@pytest.mark.parametrize(
    ("span", "words", "classes", "expected"),
    [
        ("NATIONALITY", "Syrians", ["PROPN"], "ORG"),
        ("NATIONALITY", "Syrian", ["ADJ"], "NATIONALITY"),
        ("NATIONALITY", "Swiss", ["PROPN"], "NATIONALITY"),
        ("PLACE", "Falklands", ["PROPN"], "PLACE"),
    ],
)
def test_a_people_is_a_body_of_persons(span: str, words: str, classes: list[str], expected: str) -> None:
    assert peopled(Stretch(0, 0, span), words.split(), classes).kind == expected


def test_of_pronouns_only_those_that_stand_for_someone_are_mentions() -> None:
    words = ["They", "told", "us", "it", "left", "the", "US", "."]
    classes = ["PRON", "VERB", "PRON", "PRON", "VERB", "DET", "PROPN", "PUNCT"]
    assert pronouns(words, classes) == [Stretch(0, 0, "ORG"), Stretch(2, 2, "ORG")]


def test_what_the_model_found_is_not_named_twice() -> None:
    assert arms(["two", "tanks"], ["NUM", "NOUN"], [Stretch(0, 1, "PLATFORM")]) == []


def test_a_ship_is_named_by_its_prefix() -> None:
    assert arms(["HMS", "Ocean", "sailed"], ["PROPN", "PROPN", "VERB"], []) == [Stretch(0, 1, "PLATFORM")]


def test_equipment_drops_what_stood_inside_its_name() -> None:
    text = "An Il-76MD landed."
    given = [Entity(start=3, end=10, type="ORG"), Entity(start=11, end=17, type="PLACE")]
    assert with_equipment(text, given) == (Entity(start=3, end=10, type="PLATFORM"), given[1])


def test_a_name_of_letters_alone_is_left_to_the_model() -> None:
    assert with_equipment("Grad is a town.", []) == ()
