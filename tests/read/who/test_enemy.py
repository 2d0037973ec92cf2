"""Whom `the enemy` means: the other side's forces, by who speaks, else by the country told of."""

from evals.claims import read
from firsthand.data.actors import actors
from firsthand.read.who.enemy import occupier, opponent


def _actors(*names):
    return [actors().match(name) for name in names]


def test_the_enemy_is_the_other_side_of_who_speaks():
    both = _actors("Ethiopian army", "Eritrean army", "Eritrean army")
    assert opponent(_actors("Ethiopian army"), both, None) == both[1]
    assert opponent(_actors("Eritrean army"), both, None) == both[0]


def test_without_a_speaker_it_is_the_enemy_of_the_country_told_of():
    (home,) = _actors("Ethiopia")
    both = _actors("Ethiopian army", "Eritrean army")
    assert opponent([], both, home) == both[1]


def test_among_several_other_sides_nobody_is_sure():
    some = _actors("Eritrean army", "Kenyan army", "Somali army")
    assert opponent(_actors("Ethiopian army"), some, None) is None


def test_an_agency_has_no_enemy():
    assert opponent(_actors("World Health Organization"), _actors("Kenyan army"), None) is None


def test_the_enemy_of_a_command_is_resolved_in_its_statement():
    text = (
        "Ethiopian forces shelled Eritrean troops near Humera on Friday. "
        "The Ethiopian army said that the enemy left the town."
    )
    ((*_, last),) = read([{"id": "own", "text": text, "published": "2024-05-08", "outlet": "a regional daily"}])
    (agent,) = [x for x in last.participants if x.role == "agent"]
    assert agent.ref == actors().match("Eritrean army").ref


def test_occupiers_are_the_only_other_state_with_forces():
    (home,) = _actors("Ukraine")
    assert occupier(_actors("Russian army", "Ukrainian army"), home) == _actors("Russian army")[0]
    assert occupier(_actors("Russian army", "Kenyan army"), home) is None
