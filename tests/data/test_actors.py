"""Actors found by every name that the press gives them."""

import pytest

from firsthand.core.errors import BrokenData
from firsthand.data.actors import actors, actors_of


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("Moscow", "actor:russia"),
        ("the Kremlin", "actor:russia"),
        ("Russian soldiers", "actor:russian-forces"),
        ("Russia's contingent", "actor:russian-forces"),
        ("Damascus", "actor:syria"),
        ("Syrian government forces", "actor:syrian-army"),
        ("SDF", "actor:sdf"),
        ("the Syrian Democratic Forces", "actor:sdf"),
        ("U.S. forces", "actor:us-forces"),
        ("Slovaks", "actor:slovakia"),
        ("Tbilisi", "actor:georgia"),
        ("Taliban fighters", "actor:taliban"),
        ("Россия", "actor:russia"),
        ("قسد", "actor:sdf"),
        ("IS", "actor:islamic-state"),
    ],
)
def test_a_name_means_an_actor(name, ref):
    found = actors().match(name)
    assert found is not None
    assert found.ref == ref


@pytest.mark.parametrize("name", ["", "is", "us", "Russian tourists", "Kenyan engineers", "the garrison", "Il-76"])
def test_a_name_that_means_nobody_known_is_left_open(name):
    assert actors().match(name) is None


def test_every_state_has_a_demonym_and_most_a_capital():
    states = [row for row in actors().rows if row.type == "state"]
    assert len(states) >= 190
    assert all(row.demonyms for row in states)
    assert sum(bool(row.government) for row in states) >= 190


def test_there_are_at_least_a_hundred_and_fifty_forces_and_groups():
    assert sum(row.type in {"force", "group"} for row in actors().rows) >= 150


def test_forces_answer_to_sides_that_exist():
    refs = {row.ref for row in actors().rows}
    assert all(row.side in refs and set(row.opposes) <= refs for row in actors().rows)


def test_a_side_that_no_row_has_is_refused():
    with pytest.raises(BrokenData, match="actor:nowhere"):
        actors_of([{"ref": "actor:a", "name": "A", "type": "force", "side": "actor:nowhere"}])


def test_a_row_without_a_name_is_refused():
    with pytest.raises(BrokenData, match="name"):
        actors_of([{"ref": "actor:a", "type": "force"}])


WORLD = [
    ("Downing Street", "actor:united-kingdom"),
    ("the Elysée", "actor:france"),
    ("Quai d'Orsay", "actor:france"),
    ("the Knesset", "actor:israel"),
    ("the State Duma", "actor:russia"),
    ("Verkhovna Rada", "actor:ukraine"),
    ("Republic of Niger", "actor:niger"),
    ("Hashemite Kingdom of Jordan", "actor:jordan"),
    ("French Republic", "actor:france"),
    ("Armed Forces of Mali", "actor:malian-army"),
    ("Ministry of Defence of Chad", "actor:chad"),
    ("Ministry of Defence of the Russian Federation", "actor:russian-defence-ministry"),
    ("General Staff of the Armed Forces of Ukraine", "actor:ukrainian-general-staff"),
    ("Ethiopian National Defense Force", "actor:ethiopian-army"),
    ("Kenya Defence Forces", "actor:kenya-army"),
    ("Kenyan soldiers", "actor:kenya-army"),
    ("Nigerien junta", "actor:niger"),
    ("Black Sea Fleet", "actor:russian-forces"),
    ("World Health Organisation", "actor:who"),
    ("Palestine Red Crescent Society", "actor:red-crescent"),
    ("Gaza Health Ministry", "actor:gaza-health-ministry"),
    ("Norwegian Refugee Council", "actor:nrc"),
    ("UN Human Rights Office", "actor:ohchr"),
    ("International Organization for Migration", "actor:iom"),
    ("UNISFA", "actor:unisfa"),
    ("UNAMA", "actor:unama"),
    ("Multinational Joint Task Force", "actor:mnjtf"),
    ("EUTM Mali", "actor:eu-missions"),
    ("Alliance of Sahel States", "actor:aes"),
    ("CSP-DPA", "actor:cma"),
    ("Tamil Tigers", "actor:ltte"),
    ("Lord's Resistance Army", "actor:lra"),
    ("Bosnian Serb army", "actor:bosnian-serb-army"),
    ("Al Shabab", "actor:al-shabaab"),
    ("Islamic State of Iraq and the Levant", "actor:islamic-state"),
]


@pytest.mark.parametrize(("name", "ref"), WORLD)
def test_seats_bodies_missions_and_movements_of_the_world_are_known(name, ref):
    found = actors().match(name)
    assert found is not None
    assert found.ref == ref


def test_of_every_state_the_people_the_army_and_the_ministry_are_known():
    states = [row for row in actors().rows if row.type == "state"]
    for state in states:
        for owner in (state.demonyms[0], f"{state.name}'s"):
            army, ministry = actors().match(f"{owner} army"), actors().match(f"{owner} foreign ministry")
            assert army is not None, owner
            assert ministry is not None, owner
            assert ministry.side == state.ref, owner
            assert state.ref in {army.side, "actor:afghanistan"}, owner  # the army of the fallen republic


def test_no_two_rows_share_a_name():
    names: dict[str, str] = {}
    for row in actors().rows:
        for name in {row.name, *row.aliases}:
            assert names.setdefault(name, row.ref) == row.ref, name


def test_the_opposition_of_a_country_is_not_its_army() -> None:
    for name in ("Syrian opposition forces", "Syrian opposition fighters", "Malian jihadist fighters"):
        assert actors().match(name) is None


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("Nusra Front terrorists", "actor:hts"),
        ("DAESH terrorists", "actor:islamic-state"),
        ("Hamas operatives", "actor:hamas"),
        ("Syrian Kurdish YPG militia", "actor:ypg"),
        ("Iran-backed militias", "actor:iran-backed-militias"),
    ],
)
def test_a_movement_is_itself_whatever_its_people_are_called(name: str, ref: str) -> None:
    actor = actors().match(name)
    assert actor is not None
    assert actor.ref == ref
