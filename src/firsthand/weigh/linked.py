"""Sites that several reports name in several words and put in several places: which of them are one, and why."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from firsthand.core.distance import metres_apart
from firsthand.core.spacetime import Place
from firsthand.data.site_names import LEAST_RARE, is_one_name, may_be_one_sort, own_words, site_kind
from firsthand.data.words import noun_classes

Named = tuple[str, str | None]
"""A place's name and reference."""
Link = tuple[Named, Named, str]
"""Two names of one site, and what joins them."""
VAGUE_M = 100_000.0
"""Reach from which a site is only known to stand in a country or region."""
_MADE = re.compile(r"(?P<kind>[a-z]+):(?P<host>[a-z]+:[^/]+(?:/[a-z+0-9-]+)?)/(?P<words>[^/]+)$")
"""The reference of a site that only its noun, its host and its words name: `base:geonames:2427123/kossei`."""
_OF_TOWN = re.compile(r"[a-z]+:[a-z]+:[^/]*$")
"""The reference of a site that only its noun and its town name: `hospital:geonames:281124`."""
_PLACED = re.compile(r"\b(?:in|at|near|outside|of)\b")
"""What begins the words that only say where a site is."""
_OF_A_COUNTRY = 2  # letters in a country's code; other values of `within` are references of towns and regions
_MOST = 40  # namings of one rare word that are held against each other; quadratic


@dataclass(frozen=True, slots=True, kw_only=True)
class _Naming:
    """A naming of a site: its words, its kind, where it may stand, and whether the gazetteer knows it."""

    key: Named
    place: Place
    words: frozenset[str]
    is_made: bool


def is_made(place: Place) -> bool:
    """Whether a site has no point of its own, only its host's: the gazetteer does not know it."""
    return _MADE.match(place.ref or "") is not None


def is_vague(place: Place) -> bool:
    """Whether a site is only known to stand somewhere in a country or region."""
    return is_made(place) and (place.radius_m or 0.0) >= VAGUE_M


def links(distinct: Mapping[Named, Place]) -> Iterator[Link]:
    """Yield the namings of one site that reports put in different hosts: Kossei in Chad, and Adji Kossei in N'Djamena.

    Two are one if their nouns may mean one sort of site, their own words share a rare one and none conflicts, and the
    one may stand where the other does. A naming that fits two sites which are not one is left alone.

    Cost: quadratic in the namings that share a word, at most 40 of a word.
    """
    by_word: dict[str, list[_Naming]] = defaultdict(list)
    for key, place in sorted(distinct.items(), key=lambda kv: (kv[0][0], kv[0][1] or "")):
        if (naming := _naming(key, place)) is not None:
            for word in naming.words:
                if word.isdigit() or len(word) >= LEAST_RARE:
                    by_word[word].append(naming)
    for word in sorted(by_word):
        yield from _of_word(by_word[word][:_MOST], word)


def _of_word(some: Sequence[_Naming], word: str) -> Iterator[Link]:
    """Yield the links among namings that share a word; none of one that fits two sites which are not one."""
    fits = [
        frozenset(k for k, other in enumerate(some) if k != n and _is_one(one, other)) for n, one in enumerate(some)
    ]
    sure = {n for n, fit in enumerate(fits) if all(fit - {k} <= fits[k] for k in fit)}
    for n in sorted(sure):
        for k in sorted(fits[n] & sure):
            if n < k and (some[n].is_made or some[k].is_made):
                yield some[n].key, some[k].key, f"both are called {word}, and one may stand where the other does"


def _naming(key: Named, place: Place) -> _Naming | None:
    match = _MADE.match(place.ref or "")
    if match is not None:
        return _Naming(key=key, place=place, words=own_words(match["words"]) | own_words(place.name), is_made=True)
    if place.ref is None and place.kind == "facility" and place.lat is not None and site_kind(place.name) is not None:
        return _Naming(key=key, place=place, words=own_words(_PLACED.split(place.name)[0]), is_made=True)
    if _OF_TOWN.match(place.ref or ""):
        return None
    if place.ref is not None and place.kind in noun_classes()["facility"] and place.lat is not None:
        return _Naming(key=key, place=place, words=own_words(place.name), is_made=False)
    return None


def _is_one(a: _Naming, b: _Naming) -> bool:
    if not may_be_one_sort(_sort(a.place), _sort(b.place)) or not is_one_name(a.words, b.words):
        return False
    if a.place.ref == b.place.ref:
        return True
    apart = metres_apart(a.place, b.place)
    countries = {place.within for place in (a.place, b.place) if len(place.within or "") == _OF_A_COUNTRY}
    return len(countries) <= 1 and apart is not None and apart <= (a.place.radius_m or 0.0) + (b.place.radius_m or 0.0)


def _sort(place: Place) -> str | None:
    """Return the kind of a site: the gazetteer's, else the noun in its name; None where neither tells."""
    return place.kind if place.kind != "facility" else site_kind(place.name)
