"""Places told by what they are, not by name: `the besieged enclave`, `the capital`, `the north of the country`."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from firsthand.core.spacetime import Place
from firsthand.data.actors import actors
from firsthand.data.words import cues
from firsthand.read.gazetteer.gazetteer import gazetteer
from firsthand.read.reading import Node, Reading
from firsthand.read.where.areas import moved
from firsthand.read.where.context import Context
from firsthand.read.where.site import Sites, may_lie_in
from firsthand.read.where.words import words
from firsthand.read.who.participants import is_place_name

_COMPASS = cues("rules")["scene_compass"]
_COUNTRIES = frozenset({"country", "nation", "state", "republic", "kingdom"})
_DEFINITE = frozenset({"the", "this", "that"})
_OF_A_PART = frozenset({"provincial", "regional", "state", "district", "former", "commercial", "cultural", "economic"})
"""Words that make a capital another one than the country's."""
_NAMES_KEPT = 512


def land(reading: Reading, sites: Sites) -> Place | None:
    """Return the country that a report tells of, or the part of it that stands for it: the Gaza Strip, the West Bank.

    Of a country that is told of by its parts (`lands` of where.toml) the part in which most of its named places lie.
    """
    parts = [
        place for name in words().lands.get(sites.code or "", ()) if (place := named(name, sites.code)) is not None
    ]
    if not parts:
        return sites.country
    votes: Counter[str] = Counter()
    for toponym in reading.toponyms:
        if toponym.place.within != sites.code or not is_place_name(toponym) or toponym.place.kind == "country":
            continue
        part = next((p for p in parts if p.ref == toponym.place.ref or may_lie_in(toponym.place, p)), None)
        votes.update([part.name] if part is not None else [])
    most = votes.most_common(1)
    return next((p for p in parts if most and p.name == most[0][0]), sites.country)


def by_epithet(reading: Reading, node: Node, sites: Sites) -> Place | None:
    """Return the place that a definite description without a name means; None where the table has none that fits."""
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    noun = tree.lemmas[node.token]
    if chunk is None or chunk.head != node.token or tree.lower[node.token] != noun:
        return None
    before = set(tree.lower[chunk.start : node.token])
    if noun == "capital":
        return _capital(reading, node, sites, before)
    if not before & _DEFINITE:
        return None
    for row in words().epithets:
        if noun in row.nouns and (not row.beside or row.beside & before):
            return _told_of(reading, row.places)
    return None


def side(reading: Reading, node: Node, sites: Sites) -> Place | None:
    """Return the part of a land that a point of the compass means: `the north`, `north of the besieged enclave`."""
    tree = reading.trees[node.sentence]
    way = tree.lower[node.token]
    if way not in _COMPASS:
        return None
    host = land(reading, sites)
    of = next((k for k in tree.kids(node.token, "nmod") if tree.preposition(k) in {"of", "in"}), None)
    if of is not None and tree.lemmas[of] not in _COUNTRIES:
        host = by_epithet(reading, Node(sentence=node.sentence, token=of), sites)
    if host is None or host.lat is None:
        return None
    seen = Context(start=0, end=0, direction=way, is_part=True)
    made = moved(host, seen, f"{way}ern {host.name}")
    return made[0] if made is not None else None


def _capital(reading: Reading, node: Node, sites: Sites, before: set[str]) -> Place | None:
    """Return the capital of the people that a phrase names, else of the country told of: `the Sudanese capital`."""
    tree = reading.trees[node.sentence]
    if not before & _DEFINITE or before & _OF_A_PART or tree.kids(node.token, "compound", "nmod"):
        return None
    demonyms = words().demonyms
    codes = [demonyms[word] for word in sorted(before) if word in demonyms]
    code = codes[0] if codes else sites.code
    country = country_of(code) if code is not None and code.isupper() else None
    state = actors().match(country.name) if country is not None else None
    return named(state.government[0], code) if state is not None and state.government else None


def _told_of(reading: Reading, names: tuple[str, ...]) -> Place | None:
    """Return of some places the one that a report names, else the only one in a country that it tells of."""
    places = [place for name in names if (place := named(name, None)) is not None]
    told = Counter(t.place.ref for t in reading.toponyms)
    best = max(places, key=lambda place: told[place.ref], default=None)
    if best is not None and told[best.ref]:
        return best
    codes = {t.place.within for t in (*reading.toponyms, *reading.owners)}
    there = [place for place in places if place.within is not None and place.within in codes]
    return there[0] if len(there) == 1 else None


def country_of(code: str) -> Place | None:
    """Return the country with a code."""
    return named(f"={code}.", code)


@lru_cache(maxsize=_NAMES_KEPT)
def named(name: str, code: str | None) -> Place | None:
    """Return the place of a name or `=code` that most people live in; in one country alone where its code is given."""
    known = gazetteer()
    found = known.found([name])
    fit = [
        (float(people), place)
        for people, place in zip(found.population, known.places(found.number), strict=True)
        if code is None or place.within == code
    ]
    return max(fit, key=lambda row: (row[0], str(row[1].ref)))[1] if fit else None
