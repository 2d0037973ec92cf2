"""The name of a site: its own words, its kind, and whether two names are of one site."""

from __future__ import annotations

import pytest

from firsthand.data.site_names import is_one_name, may_be_one_sort, own_words, site_kind


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("the French Kossei air base", {"kossei"}),
        ("Sergeant-Major Adji Kossei base", {"adji", "kossei"}),
        ("Air Base 201", {"201"}),
        ("Sixth Infantry base", {"6", "infantry"}),
        ("6th Infantry Division headquarters", {"6", "infantry", "division"}),
        ("the main military base", set()),
        ("U.S. base", set()),
    ],
)
def test_nouns_ranks_praise_and_owners_are_no_words_of_its_own(name: str, own: set[str]) -> None:
    assert own_words(name) == own


@pytest.mark.parametrize(
    ("a", "b", "are_one"),
    [
        ("Kossei camp", "Sergent Adji Kossei base", True),
        ("6th Division base", "Sixth Infantry Division headquarters", True),
        ("Kossei camp", "Faya camp", False),
        ("Base 101", "Base 201", False),
        ("the camp", "Kossei camp", False),
        ("Al-Shifa Hospital", "Shifa Medical Complex", True),
    ],
)
def test_two_names_are_of_one_site_if_they_share_a_rare_word_and_none_conflicts(
    a: str, b: str, *, are_one: bool
) -> None:
    assert is_one_name(own_words(a), own_words(b)) is are_one


def test_a_camp_may_be_a_base_and_a_hospital_is_neither() -> None:
    assert may_be_one_sort("camp", "base")
    assert may_be_one_sort(None, "hospital")
    assert not may_be_one_sort("hospital", "base")


def test_the_last_noun_tells_the_kind() -> None:
    assert site_kind("Kossei camp") == "camp"
    assert site_kind("Kossei") is None
