"""Places that mean one site, and how places nest: a tower is part of an airport, a town is not its airport."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from rapidfuzz import fuzz

from firsthand.core.distance import metres_apart
from firsthand.core.spacetime import Place
from firsthand.data.site_words import site_words
from firsthand.data.words import noun_classes
from firsthand.weigh.folding import field_name, folded, words
from firsthand.weigh.linked import Named, is_vague, links

Relation = Literal["same", "part", "around", "apart"]
SAME_FIELD_M = 4_000.0  # two points of one airfield lie up to a runway apart
SAME_TOWN_M = 6_000.0  # centres of one town differ by this between gazetteers
SAME_NAME_M = 30_000.0  # one name within this distance is one place; two villages of one name lie further apart
FUZZY_SCORE = 82.0  # rapidfuzz ratio from which a name given on the command line is taken to be a misspelling
NEAREST_SHOWN = 5
_FIELD_KINDS = frozenset({"airport", "base", "airfield", "airbase"})
_WIDE_KINDS = frozenset({"country", "region", "area", "province", "governorate", "state", "water", "sea"})
_TOWN_KINDS = frozenset({"town", "city", "village", "capital", "settlement", "district"})
_ANY_WORDS = """
    a an its their his her our this that these those another other some several many two three both all
"""
_ANY = frozenset(_ANY_WORDS.split())
_OF_TOWN = re.compile(r"[a-z]+:geonames:\d+$")
"""The reference of a facility that only its kind and its town name: `hospital:geonames:281124`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Places that mean one site, under the name most used."""

    key: str
    place: Place
    names: frozenset[str]
    """Folded."""
    mentions: int
    why: tuple[str, ...] = ()
    """What joins names that reports put in different places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """All sites of a pile, and which of them a place belongs to."""

    by_key: Mapping[str, Site]
    key_of: Mapping[Named, str]

    def of(self, place: Place) -> Site:
        """Return the site that a place of the pile belongs to."""
        return self.by_key[self.key_of[(place.name, place.ref)]]


def kind_of(place: Place) -> str:
    """Return `field`, `wide`, `town`, a facility's word or `other`: by the gazetteer's kind, else by the name."""
    kind = (place.kind or "").lower()
    if kind in _FIELD_KINDS:
        return "field"
    if kind in _WIDE_KINDS:
        return "wide"
    if kind in _TOWN_KINDS:
        return "town"
    named = set(words(place.name))
    if named & site_words().field or "air base" in folded(place.name):
        return "field"
    return next((word for word in sorted(site_words().facility) if word in named or word == kind), "other")


def is_called(place: Place) -> bool:
    """Whether a place has a name: it is known, or its words are not those for just any ("a small base in Niger")."""
    first = place.name.split(maxsplit=1)[0] if place.name.strip() else ""
    return place.ref is not None or first not in _ANY


def at_or_in(place: Place) -> str:
    """Return the preposition that a place takes: in a town or a country, at a facility."""
    return "in" if kind_of(place) in {"town", "wide"} else "at"


def sites(places: Iterable[Place]) -> Sites:
    """Group places that mean one site: by reference, by folded name, and by distance among those of one kind.

    Args:
        places: All places of the pile, one for every mention.

    Returns:
        Sites under keys that do not depend on the order of the places.

    Cost: near-linear: only places of one name or one grid cell are held against each other.
    """
    mentions: Counter[Named] = Counter()
    distinct: dict[Named, Place] = {}
    for place in places:
        if place.name.strip():
            key = (place.name, place.ref)
            mentions[key] += 1
            if key not in distinct or (place is not distinct[key] and fullness(distinct[key]) < fullness(place)):
                distinct[key] = place
    return sites_of(distinct, mentions)


def sites_of(distinct: Mapping[Named, Place], mentions: Mapping[Named, int]) -> Sites:
    """Group distinct places that mean one site, as `sites` does.

    Args:
        distinct: By name and reference, the fullest of the places called so.
        mentions: How often each is named.
    """
    keys = sorted(distinct, key=lambda k: (k[0], k[1] or ""))
    root = {k: k for k in keys}

    def top(k: Named) -> Named:
        while root[k] != k:
            root[k] = root[root[k]]
            k = root[k]
        return k

    for block in _blocks(distinct):
        first = block[0]
        for other in block:
            for chosen in (first, *block[: min(len(block), 8)]):
                if chosen != other and _same(distinct[chosen], distinct[other]):
                    root[top(other)] = top(chosen)
                    break
    for of_town, named in _only_ones(distinct, keys):
        root[top(of_town)] = top(named)
    why: dict[Named, str] = {}
    for one, other, reason in links(distinct):
        root[top(one)] = top(other)
        why[one] = f"{one[0]} = {other[0]}: {reason}"
    groups: dict[Named, list[Named]] = defaultdict(list)
    for k in keys:
        groups[top(k)].append(k)
    made = [
        replace(site_of([distinct[k] for k in group], mentions), why=tuple(why[k] for k in group if k in why))
        for group in groups.values()
    ]
    return Sites(
        by_key=MappingProxyType({site.key: site for site in made}),
        key_of=MappingProxyType(
            {k: site.key for site, group in zip(made, groups.values(), strict=True) for k in group}
        ),
    )


def fullness(place: Place) -> tuple[bool, bool, str]:
    """Return how much is known of a place; of two that are called alike the greater is taken."""
    return (place.lat is not None, place.kind is not None, repr(place))


def _blocks(distinct: Mapping[Named, Place]) -> list[list[Named]]:
    blocks: dict[tuple[str, ...], list[Named]] = defaultdict(list)
    for key, place in sorted(distinct.items(), key=lambda kv: (kv[0][0], kv[0][1] or "")):
        blocks[("name", _core(place))].append(key)
        if _is_quarters(place):
            blocks[("quarters", *sorted(_bare(place)))].append(key)
        if place.ref:
            blocks[("ref", place.ref)].append(key)
        elif kind_of(place) == "other":
            blocks[("own", *sorted(_own_words(place)))].append(key)
        if place.lat is not None and place.lon is not None:
            x, y = (
                math.floor(place.lat * 20),
                math.floor(place.lon * 20),
            )  # cells of 0.05 degrees, 5.6 km north to south
            for dx in (0, 1):
                for dy in (0, 1):
                    blocks[("cell", kind_of(place), str(x + dx), str(y + dy))].append(key)
    return [block for block in blocks.values() if len(block) > 1]


def _only_ones(distinct: Mapping[Named, Place], keys: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield facilities called by their town alone (`the hospital in Khan Younis`) with the one that the pile names.

    Where it names two of that kind in the town, nothing tells which is meant.
    """
    known = [k for k in keys if distinct[k].ref and kind_of(distinct[k]) in noun_classes()["facility"]]
    by_kind: dict[str, list[Named]] = defaultdict(list)
    for k in known:
        if not _OF_TOWN.match(distinct[k].ref or ""):
            by_kind[kind_of(distinct[k])].append(k)
    for k in known:
        if _OF_TOWN.match(distinct[k].ref or ""):
            near = [n for n in by_kind[kind_of(distinct[k])] if _is_within(distinct[n], distinct[k], SAME_TOWN_M)]
            if len({distinct[n].ref for n in near}) == 1:
                yield k, near[0]


def _is_within(a: Place, b: Place, metres: float) -> bool:
    apart = metres_apart(a, b)
    return apart is not None and apart <= metres


def _core(place: Place) -> str:
    return field_name(place.name) if kind_of(place) == "field" else folded(place.name)


def _same(a: Place, b: Place) -> bool:
    if a.ref and a.ref == b.ref:
        return True
    apart = metres_apart(a, b)
    if not a.ref and not b.ref and kind_of(a) == kind_of(b) == "other" and _own_words(a) == _own_words(b):
        return apart is None or apart <= SAME_NAME_M
    if _is_quarters(a) and _is_quarters(b) and _bare(a) == _bare(b):
        return apart is None or apart <= SAME_NAME_M
    return kind_of(a) == kind_of(b) and _same_of_kind(a, b, apart)


def _same_of_kind(a: Place, b: Place, apart: float | None) -> bool:
    if _core(a) == _core(b):
        return apart is None or apart <= SAME_NAME_M or kind_of(a) == "wide"
    if apart is None or kind_of(a) == "wide":
        return False
    if kind_of(a) == "field":
        return apart <= SAME_FIELD_M
    near_name = fuzz.ratio(folded(a.name), folded(b.name)) >= FUZZY_SCORE
    return near_name and apart <= SAME_TOWN_M


def _is_quarters(place: Place) -> bool:
    """Whether a place is where a force is quartered: the camp in a town and the base in it are one, its airport not."""
    named = set(words(place.name))
    return bool(named & site_words().quarters) and not named & site_words().other_camps


def _own_words(place: Place) -> frozenset[str]:
    """Return the words of a name that say which facility it is: `Khudavang` for `Khudavang Monastery`."""
    named = frozenset(words(place.name))
    return (named - noun_classes()["facility"]) or named


def _bare(place: Place) -> frozenset[str]:
    return frozenset(words(place.name)) - site_words().quarters


def site_of(places: Sequence[Place], mentions: Mapping[Named, int]) -> Site:
    """Return the site that some distinct places mean, under the name most used."""
    weight = {(p.name, p.ref): mentions[(p.name, p.ref)] for p in places}
    ranked = sorted(
        places, key=lambda p: (p.lat is None, is_vague(p), -weight[(p.name, p.ref)], -len(words(p.name)), p.name)
    )
    named = max(places, key=lambda p: (weight[(p.name, p.ref)], len(p.name), p.name))
    best = ranked[0]
    place = Place(
        name=named.name,
        lat=best.lat,
        lon=best.lon,
        radius_m=best.radius_m,
        kind=next((p.kind for p in ranked if p.kind), None),
        ref=next((p.ref for p in ranked if p.ref), None),
        within=next((p.within for p in ranked if p.within), None),
    )
    names = frozenset(folded(p.name) for p in places)
    return Site(key=place.ref or f"name:{min(names)}", place=place, names=names, mentions=sum(weight.values()))


def relation(place: Place, site: Place) -> Relation:
    """Return how a place stands to a site that it is not: part of it, around it, or apart."""
    apart = metres_apart(place, site)
    kind = kind_of(place)
    if site.ref and place.within == site.ref:
        return "part"
    if kind == "wide":
        holds = site.within is not None and site.within in {place.ref, place.within, place.name}
        close = apart is not None and place.radius_m is not None and apart <= place.radius_m
        return "around" if holds or close else "apart"
    if apart is None:
        return "apart"
    if kind_of(site) == "wide":
        within = place.within is not None and place.within == site.within and kind_of(site) == "wide"
        return "part" if within and apart <= (site.radius_m or 0) else "apart"
    if kind == "town":
        near = apart <= max(place.radius_m or 0, SAME_NAME_M / 2)
        return "around" if near and kind_of(site) != "town" else "apart"
    return "part" if apart <= max(min(site.radius_m or 0, SAME_TOWN_M), SAME_FIELD_M) else "apart"
