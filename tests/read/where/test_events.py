from __future__ import annotations

import pytest

from firsthand.core.evidence import Span
from firsthand.core.parse import Parse, Sentence, Token, Toponym
from firsthand.core.spacetime import Place
from firsthand.read.gazetteer.gazetteer import gazetteer
from firsthand.read.reader.model import reader
from firsthand.read.where.event_signs import is_wider, signs
from firsthand.read.where.event_tree import scene
from firsthand.read.where.toponyms import event_places, toponyms


def named(name: str, lat: float | None, lon: float | None, radius_m: float | None) -> Toponym:
    return Toponym(start=0, end=len(name), place=Place(name=name, lat=lat, lon=lon, radius_m=radius_m))


@pytest.mark.parametrize(
    ("text", "trigger", "places"),
    [
        ("Shells killed nine people in Homs and Hama on Monday.", "killed", ["Homs", "Hama"]),
        ("Gunmen from Chad attacked a convoy near Maiduguri.", "attacked", ["Maiduguri"]),
        ("Syria said its troops had captured Palmyra.", "captured", ["Palmyra"]),
        ("Police in Nairobi said that a bomb exploded in Garissa.", "exploded", ["Garissa"]),
    ],
)
def test_the_places_where_a_thing_was_done(text: str, trigger: str, places: list[str]) -> None:
    (parse,) = reader(1).parses([text])
    start = text.index(trigger)
    found = event_places(Span(start=start, end=start + len(trigger)), text, parse, toponyms(text, parse, gazetteer()))
    assert sorted(one.place.name for one in found) == sorted(places)


def test_a_province_is_wider_than_a_town_in_it_and_not_than_one_far_away() -> None:
    province, town, far = (
        named("Homs", 34.5, 38.0, 120_000.0),
        named("Palmyra", 34.56, 38.27, 5_000.0),
        named("Sirte", 31.2, 16.6, 5_000.0),
    )
    assert is_wider(province, town)
    assert not is_wider(town, province)
    assert not is_wider(province, far)
    assert not is_wider(province, named("somewhere", None, None, None))


def test_signs_tell_preposition_order_and_way() -> None:
    text = "Rebels shelled Homs."
    words = (("Rebels", 1, "nsubj", "NOUN"), ("shelled", -1, "root", "VERB"), ("Homs", 1, "obj", "PROPN"))
    tokens = tuple(
        Token(start=text.index(w), end=text.index(w) + len(w), lemma=w.lower(), upos=p, head=h, deprel=d)
        for w, h, d, p in words
    )
    sentence = Sentence(start=0, end=len(text), tokens=tokens)
    homs = Toponym(start=15, end=19, place=Place(name="Homs", kind="town"))
    seen = scene(Span(start=7, end=14), text, Parse(sentences=(sentence,)), sentence, [homs])
    found = signs(seen, seen.names[0])
    assert {
        "only name",
        "branch obj",
        "under the event",
        "verb shelled obj",
        "kind town",
        "entity none",
    } <= found.keys()
    assert all(found.values())
