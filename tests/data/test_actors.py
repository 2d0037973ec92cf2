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
