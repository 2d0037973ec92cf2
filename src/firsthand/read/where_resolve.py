"""Which place a name means: every candidate is scored by what is known of it and by the rest of the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from firsthand.read.gazetteer import Found, Gazetteer
from firsthand.read.gazetteer_file import Column

MOST_CANDIDATES = 40
"""Candidates of one name that are compared with the rest of the text."""

# Weights, in nats; tuned on LGL and GeoWebNews together (see docs/explain/where.md).
POPULATION = 0.55  # a power of ten of people
OWN_NAME = 1.0
KIND_PRIOR: Mapping[str, float] = {
    "country": 5.0, "continent": 5.0, "region": 2.3, "capital": 1.5, "town": 0.6, "district": 0.0, "water": 2.0,
    "mountain": 1.5, "island": 1.5, "area": 2.5, "base": 0.5, "airport": -1.5, "port": -1.5,
}  # fmt: skip
KIND_ASKED = 3.0  # the noun beside the name speaks of this kind of place
HELD_BY_NEIGHBOUR = 6.0  # `X, Region`
COUNTRY_SHARE = 2.0
REGION_SHARE = 2.2
NEARNESS = 1.6
NEAR_M = 80_000.0
ROUNDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the text says of one name, over all its mentions."""

    name: str
    count: int = 1
    kinds: frozenset[str] = frozenset()
    """Kinds of place that nouns beside it speak of."""
    holders: frozenset[int] = frozenset()
    """Numbers (in `asked`) of names that stand behind a comma: `Paris, Texas`."""
    codes: frozenset[str] = frozenset()
    """Codes of divisions that abbreviations behind a comma stand for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Candidates of all names with their scores, and how each score came about."""

    found: Found
    score: Column
    parts: Mapping[str, Column]

    def of(self, number: int) -> Column:
        """Return the rows of one name's candidates, best first."""
        rows = np.flatnonzero(self.found.which == number)
        return rows[np.argsort(-self.score[rows], kind="stable")]

    def why(self, row: int) -> str:
        """Say which reasons made a candidate's score, strongest first."""
        reasons = sorted(((float(part[row]), name) for name, part in self.parts.items()), key=lambda pair: -abs(pair[0]))
        return ", ".join(f"{name} {value:+.1f}" for value, name in reasons if abs(value) >= 0.05)  # noqa: PLR2004


def ranked(asked: Sequence[Asked], found: Found, gazetteer: Gazetteer) -> Ranked:
    """Score the candidates of the names of one text.

    Args:
        asked: n names, each once.
        found: candidates, `which` counts names.
        gazetteer: where the candidates come from.

    Returns:
        The candidates with scores: the most for the most probable.

    Cost: O(m^2) for m candidates, at most `MOST_CANDIDATES` a name; 1 ms for 300.
    """
    parts = _own_parts(asked, found, gazetteer)
    score = sum(parts.values(), np.zeros(len(found)))
    kept = _best(found.which, score, len(asked))
    found, score = found.rows(kept), score[kept]
    parts = {name: part[kept] for name, part in parts.items()}
    if not len(found):
        return Ranked(found=found, score=score, parts=parts)
    parts["stands before what holds it"] = _held(asked, found, gazetteer)
    own = score + parts["stands before what holds it"]
    weight = np.sqrt(np.array([one.count for one in asked], float))
    near = _nearness(found)
    score = own
    for _ in range(ROUNDS):
        chance = _chances(found.which, score, len(asked))
        mass = chance * weight[found.which]
        parts["others in the country"] = COUNTRY_SHARE * _share(found.country, found.which, mass, len(asked))
        parts["others in the region"] = REGION_SHARE * _share(found.region, found.which, mass, len(asked))
        parts["others near by"] = NEARNESS * np.log1p(near @ mass)
        score = own + parts["others in the country"] + parts["others in the region"] + parts["others near by"]
    return Ranked(found=found, score=score, parts=parts)


def _own_parts(asked: Sequence[Asked], found: Found, gazetteer: Gazetteer) -> dict[str, Column]:
    prior = np.array([KIND_PRIOR.get(kind, 0.0) for kind in gazetteer.kinds])
    wants = np.zeros((len(asked), len(gazetteer.kinds)))
    for number, one in enumerate(asked):
        for kind in one.kinds:
            if kind in gazetteer.kinds:
                wants[number, gazetteer.kinds.index(kind)] = 1
        if "town" in one.kinds and "capital" in gazetteer.kinds:
            wants[number, gazetteer.kinds.index("capital")] = 1
    return {
        "people": POPULATION * np.log10(found.population + 1),
        "kind of place": prior[found.kind],
        "its own name": OWN_NAME * found.is_own,
        "the noun beside it": KIND_ASKED * wants[found.which, found.kind],
    }


def _best(which: Column, score: Column, names: int) -> Column:
    order = np.lexsort((-score, which))
    starts = np.searchsorted(which[order], np.arange(names))
    rank = np.arange(len(order)) - starts[which[order]]
    return np.sort(order[rank < MOST_CANDIDATES])


def _held(asked: Sequence[Asked], found: Found, gazetteer: Gazetteer) -> Column:
    held = np.zeros(len(found))
    is_country = found.kind == gazetteer.kinds.index("country")
    is_region = found.kind == gazetteer.kinds.index("region")
    for number, one in enumerate(asked):
        if not one.holders and not one.codes:
            continue
        rows = np.flatnonzero(found.which == number)
        inside = np.zeros(len(rows), bool)
        for holder in one.holders:
            above = np.flatnonzero(found.which == holder)
            held_by_country = np.isin(found.country[rows], found.country[above[is_country[above]]]) & ~is_country[rows]
            held_by_region = np.isin(found.region[rows], found.region[above[is_region[above]]]) & ~is_region[rows]
            near = np.zeros(len(rows), bool)
            for row in above[~is_country[above] & ~is_region[above]][:10]:
                near |= (np.hypot(found.lat[rows] - found.lat[row], found.lon[rows] - found.lon[row]) < 0.7)
            inside |= held_by_country | held_by_region | near
        codes = [gazetteer.regions.index(code) for code in one.codes if code in gazetteer.regions]
        inside |= np.isin(found.region[rows], codes) & ~is_region[rows]
        held[rows] = HELD_BY_NEIGHBOUR * inside
    return held


def _nearness(found: Found) -> Column:
    """float64[m, m]: how near candidates of different names are, 1 at one place, falling over `NEAR_M`."""
    lat, lon = np.radians(found.lat), np.radians(found.lon)
    unit = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    chord = np.sqrt(np.maximum(0.0, 2 - 2 * unit @ unit.T)) * 6_371_000
    return np.asarray(np.exp(-chord / NEAR_M) * (found.which[:, None] != found.which[None, :]))


def _chances(which: Column, score: Column, names: int) -> Column:
    top = np.full(names, -np.inf)
    np.maximum.at(top, which, score)
    power = np.exp(score - top[which])
    total = np.bincount(which, power, names)
    return np.asarray(power / total[which])


def _share(group: Column, which: Column, mass: Column, names: int) -> Column:
    """Return for each candidate what share of the other names' mass lies in its group, damped for few names."""
    width = int(group.max()) + 1
    of_name = np.bincount(which * width + group, mass, names * width).reshape(names, width)
    total = of_name.sum(axis=0)
    others = total[group] - of_name[which, group]
    everything = mass.sum() - of_name.sum(axis=1)[which]
    return np.asarray(others / (everything + 1.0))
