"""A user's name for a site or a party finds it in the pile, however the pile spells it, and else says what is near."""

from __future__ import annotations

import pytest

from firsthand.core.claim import Participant
from firsthand.core.errors import NoMatch
from firsthand.core.spacetime import Place
from firsthand.weigh.folding import folded
from firsthand.weigh.named import party_named, site_named
from firsthand.weigh.parties import parties, party_key
from firsthand.weigh.sites import sites
from tests.weigh.piles import PileOf, said

PLACES = (
    Place(name="Air Base 201", kind="base", lat=16.95, lon=8.01),
    Place(name="Air Base 101", kind="base", lat=13.48, lon=2.18),
    Place(name="Agadez", kind="town", lat=16.97, lon=7.99),
    Place(name="Niger", kind="country", lat=17.6, lon=8.1, radius_m=700_000.0),
    Place(name="camp in Kidal", lat=18.44, lon=1.41),
    Place(name="Kidal", kind="town", lat=18.44, lon=1.41),
    Place(name="Al-Shifa Hospital", lat=31.52, lon=34.44),
    Place(name="Hospital in Gaza"),
    Place(name="Gaza City", kind="city", lat=31.5, lon=34.46),
    Place(name="Kherson", kind="city", lat=46.64, lon=32.62),
    Place(name="Kherson region", kind="region", lat=46.5, lon=33.0, radius_m=90_000.0),
)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Air Base 201, Agadez", "Air Base 201"),
        ("Air Base 201 (Agadez)", "Air Base 201"),
        ("Air Base 101 (Niamey)", "Air Base 101"),
        ("airbase 201", "Air Base 201"),
        ("US drone base in Agadez", "Air Base 201"),  # no base is called so; the one beside the town is meant
        ("Niger (whole country)", "Niger"),
        ("Kidal camp", "camp in Kidal"),
        ("UN base at Kidal", "camp in Kidal"),
        ("Kidal", "Kidal"),
        ("Dar al-Shifa", "Al-Shifa Hospital"),
        ("Al-Shifa Hospital, Gaza City", "Al-Shifa Hospital"),
        ("al-shifa medical complex", "Al-Shifa Hospital"),
        ("Kherson city", "Kherson"),
        ("Kherson (city)", "Kherson"),
        ("Kherson oblast", "Kherson region"),
        ("Khersen", "Kherson"),
    ],
)
def test_a_site_is_found_by_its_words_its_kind_and_its_figures(asked: str, meant: str) -> None:
    assert site_named(asked, sites(PLACES)).place.name == meant


def test_another_figure_is_another_base() -> None:
    with pytest.raises(NoMatch, match="the nearest in the pile"):
        site_named("Air Base 301", sites(PLACES[:1]))


def test_a_name_of_which_no_word_is_in_the_pile_is_refused_with_the_nearest() -> None:
    with pytest.raises(NoMatch) as refused:
        site_named("Palmyra", sites(PLACES))
    assert len(refused.value.nearest) == 5


KNOWN = parties(
    Participant(name=name, role="agent", type=kind)
    for name, kind in (
        ("291 patients", "group"),
        ("displaced families", "group"),
        ("UN peacekeepers", "force"),
        ("Russian forces", "force"),
        ("Tuareg Alliance of the North", "group"),
    )
)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("patients, staff and displaced people", "291 patients"),
        ("civilians", "291 patients"),
        ("Russian army", "Russian forces"),
        ("Russia", "Russian forces"),
        ("the mayor and the Tuareg Alliance", "Tuareg Alliance of the North"),
        ("Tuareg Alliance", "Tuareg Alliance of the North"),
    ],
)
def test_a_party_is_found_by_any_of_its_names_and_of_several_by_one(asked: str, meant: str) -> None:
    assert folded(meant) in party_named(asked, KNOWN).names


def test_a_party_that_nobody_names_is_refused() -> None:
    with pytest.raises(NoMatch, match="--actor"):
        party_named("Portuguese engineers", KNOWN)


def test_forces_and_assets_are_those_of_the_forces() -> None:
    assert party_key(Participant(name="US forces and assets", role="agent")) == party_key(
        Participant(name="US forces", role="agent")
    )
    assert party_key(Participant(name="US and France", role="agent")).startswith("name:")


def test_people_under_no_arms_are_called_as_they_are_asked_for() -> None:
    displaced = Participant(name="many people", role="agent", type="person")
    lines = [said("a", "withdraw", "2026-01-26", phase="begins", who=[displaced])]
    found = PileOf(lines).judged(actor="patients, staff and displaced people")
    assert found.statuses[0].actor == "patients, staff and displaced people"
    assert "patients, staff and displaced people" in found.answers[0].sentence


def test_those_who_fight_the_state_are_one_party_by_whatever_word() -> None:
    names = ("rebels", "Syrian insurgents", "armed opposition groups", "thousands of opposition fighters")
    keys = {party_key(Participant(name=name, role="agent", type="force")) for name in names}
    assert len(keys) == 1
    others = [Participant(name=name, role="agent", type="force") for name in ("Tuareg rebels", "opposition leader")]
    assert not keys & {party_key(one) for one in others}
