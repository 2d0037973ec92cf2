"""A name as a user gives it -> the site or the party of the pile that it means, however the pile spells it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from firsthand.core.distance import metres_apart
from firsthand.core.errors import NoMatch
from firsthand.core.spacetime import Place
from firsthand.data.site_words import site_words
from firsthand.weigh.folding import body_name, folded, words
from firsthand.weigh.parties import SHELTERED, Party, actor_of, is_sheltered
from firsthand.weigh.sites import Site, Sites, kind_of

SITE, ACTOR = "--site", "--actor"
FUZZY_SCORE = 82.0  # rapidfuzz ratio from which a name is taken to be a misspelling
NEAREST_SHOWN = 5
BESIDE_M = 25_000.0  # a base that bears another name than the town it is asked for by
_ASIDE = re.compile(r"\(([^)]*)\)|,(.*)$")
_AND = re.compile(r",|;|/|&|\band\b|\bor\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A name taken apart: what it says first, what stands aside (`Agadez` in `Air Base 201, Agadez`), and its class."""

    main: frozenset[str]
    every: frozenset[str]
    core: frozenset[str]
    """The words of `main` that are its own: no `base`, `city`, `hospital`."""
    sort: str | None

    @property
    def numbers(self) -> frozenset[str]:
        """Figures in the name: Air Base 201 is not Air Base 101."""
        return _numbers(self.every)


def _numbers(named: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in named if word.isdigit())


def _taken_apart(name: str) -> _Asked:
    main = frozenset(words(_ASIDE.sub(" ", name))) or frozenset(words(name))
    every = frozenset(words(name))
    kinds = site_words().kind_asked
    sorts = [kinds[word] for word in words(name) if word in kinds]
    mine = [kinds[word] for word in words(_ASIDE.sub(" ", name)) if word in kinds]
    return _Asked(main=main, every=every, core=_core(main), sort=next(iter([*mine, *sorts]), None))


def _core(named: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in named if word not in site_words().kind_asked) or named


def _sort_of(place: Place) -> str:
    kind = kind_of(place)
    return site_words().called.get(kind, kind)


def site_named(name: str, known: Sites) -> Site:
    """Return the site that a name means: by reference, alias, words in any order, its own words, or likeness.

    A word for a kind of place (`base`, `city`, `hospital`) chooses among sites that share a name; figures must agree;
    what stands in brackets or behind a comma only helps.

    Raises:
        NoMatch: No word of the name is in the pile; the error carries the five nearest names.
    """
    every = sorted(known.by_key.values(), key=lambda s: (-s.mentions, s.key))
    asked = _taken_apart(name)
    fits = [(_fit(name, asked, site), site) for site in every]
    (level, _, _), best = max(fits, key=lambda fit: fit[0], default=((0, False, 0), None))
    if best is None or level == 0:
        raise _unmatched(SITE, name, {site.key: site.place.name for site in every})
    if asked.sort is not None and level < _WORDS and _sort_of(best.place) != asked.sort:
        beside = [s for s in every if _sort_of(s.place) == asked.sort and _is_beside(s, best)]
        return beside[0] if beside else best
    return best


_WORDS = 4
"""From here on a fit is one of the whole name."""


def _fit(name: str, asked: _Asked, site: Site) -> tuple[int, bool, int]:
    """Return how well a name fits a site (6 = its reference, 0 = not at all), whether the class does, and mentions."""
    right_sort = asked.sort is None or asked.sort == _sort_of(site.place)
    return max(_level(name, asked, frozenset(one.split()), site) for one in site.names), right_sort, site.mentions


def _level(name: str, asked: _Asked, named: frozenset[str], site: Site) -> int:
    """Return how well a name fits one of a site's names: the first that holds of a list, best first."""
    core, theirs = _core(named), _numbers(named)
    right_sort = asked.sort is None or asked.sort == _sort_of(site.place)
    likeness = fuzz.ratio(" ".join(sorted(asked.main)), " ".join(sorted(named)))
    levels = (
        (6, name == site.place.ref),
        (5, folded(name) in site.names),
        (0, bool(theirs and asked.numbers and theirs != asked.numbers)),
        (_WORDS, named in (asked.main, asked.every)),
        (3, core == asked.core and right_sort),
        (2, core <= asked.main or (asked.core <= named and right_sort)),
        (1, core <= asked.every or likeness >= FUZZY_SCORE),
    )
    return next((level for level, holds in levels if holds), 0)


def _is_beside(site: Site, other: Site) -> bool:
    apart = metres_apart(site.place, other.place)
    return apart is not None and apart <= BESIDE_M


def party_named(name: str, known: Mapping[str, Party]) -> Party:
    """Return the party that a name means: by reference, alias, its own words, or likeness; of several, by any of them.

    Args:
        name: As the user wrote it; `patients, staff and displaced people` are one party if the pile has any of them.
        known: The pile's parties.

    Raises:
        NoMatch: Nothing in the pile is called so; the error carries the five nearest names.
    """
    found = _party(name, known)
    if found is None:
        parts = [party for part in _AND.split(name) if part.strip() and (party := _party(part, known))]
        found = max(parts, key=lambda party: (party.mentions, party.key), default=None)
    if found is None:
        raise _unmatched(ACTOR, name, {party.key: party.name for party in known.values()})
    return found


def _party(name: str, known: Mapping[str, Party]) -> Party | None:
    actor = actor_of(name, name)
    for key in (name, actor.side if actor else None):
        if key is not None and key in known:
            return known[key]
    if actor is None and is_sheltered(name) and SHELTERED in known:
        return known[SHELTERED]
    every = sorted(known.values(), key=lambda p: (-p.mentions, p.key))
    own = body_name(name)
    for party in every:
        if folded(name) in party.names or own in {body_name(n) for n in party.names}:
            return party
    near = [(max((fuzz.ratio(folded(name), n) for n in p.names), default=0.0), p.mentions, p.key) for p in every]
    if near and max(near)[0] >= FUZZY_SCORE:
        return known[max(near)[2]]
    mine = set(own.split())
    return next((p for p in every if any(mine <= set(n.split()) for n in p.names)), None)


def _unmatched(option: str, name: str, choices: Mapping[Any, str]) -> NoMatch:
    nearest = process.extract(name, choices, scorer=fuzz.WRatio, limit=NEAREST_SHOWN)
    return NoMatch(option, name, tuple(text for text, _, _ in nearest))
