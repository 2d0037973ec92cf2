"""Which place a name means: every candidate is scored by what is known of it and by the rest of the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from firsthand.read.gazetteer.file import Column
from firsthand.read.gazetteer.gazetteer import Found, Gazetteer

MOST_CANDIDATES = 40
"""Candidates of one name that are compared with the rest of the text."""

WEIGHTS: Mapping[str, float] = {
    "people": 1.6, "its own name": 2.6, "the noun beside it": 4.5, "held by what follows": 5.6,
    "others in the country": 1.9, "others in the region": 1.1, "others near by": 2.95,
    "no other in the country": 0.55, "no other in the region": 0.9,
}  # fmt: skip
"""In nats: of a power of ten of people, of a share of the other names.

Conditional logit on LGL and GeoWebNews, of equal weight; accuracy within 161 km is flat to 0.3 points over its last
rounds.
"""
KIND_PRIOR: Mapping[str, float] = {
    "country": 2.9, "continent": 5.0, "region": 0.7, "capital": 2.6, "town": 2.9, "district": -0.2, "water": 2.1,
    "mountain": 1.5, "island": 1.0, "area": 2.7, "base": 1.5, "airport": -0.8, "port": -1.5, "camp": 2.0,
    "crossing": 1.5, "hospital": 1.5, "dam": 1.5, "plant": 1.5, "prison": 1.5, "bridge": 1.5, "headquarters": 0.0,
}  # fmt: skip
"""In nats: how much likelier a name means a place of this kind; fitted as above, facilities by hand."""
NEAR_M = 80_000.0
"""Distance over which the evidence of another place falls to a third, metres."""
ROUNDS = 3
NEXT_DOOR_DEGREES = 0.7
"""How near a town lies to the district or town that is said to hold it."""
LEAST_SHOWN = 0.05
"""Nats below which a reason is not told."""


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
    features: Mapping[str, Column]

    def of(self, names: int) -> list[Column]:
        """Return the rows of each name's candidates, best first."""
        order = np.lexsort((-self.score, self.found.which))
        return np.split(order, np.searchsorted(self.found.which[order], np.arange(1, names)))

    def why(self, rows: Column) -> list[str]:
        """Say which reasons made each candidate's score, strongest first."""
        names = list(self.features)
        table = np.stack([WEIGHTS.get(name, 1.0) * self.features[name][rows] for name in names], axis=1)
        sizes = np.abs(table)
        order = np.argsort(-sizes, axis=1, kind="stable").tolist()
        shown = (sizes >= LEAST_SHOWN).sum(axis=1).tolist()
        return [
            ", ".join([f"{names[at]} {parts[at]:+.1f}" for at in some[:most]])
            for parts, some, most in zip(table.tolist(), order, shown, strict=True)
        ]


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
    features = _own_features(asked, found, gazetteer)
    score = _sum(features)
    kept = _best(found.which, score, len(asked))
    found, score = found.rows(kept), score[kept]
    features = {name: part[kept] for name, part in features.items()}
    if not len(found):
        return Ranked(found=found, score=score, features=features)
    features["held by what follows"] = _held(asked, found, gazetteer)
    weight = np.sqrt(np.array([one.count for one in asked], float))
    near = _nearness(found)
    alone = score = _sum(features)
    for _ in range(ROUNDS):
        mass = _chances(found.which, score, len(asked)) * weight[found.which]
        country = _share(found.country, found.which, mass, len(asked))
        region = _share(found.region, found.which, mass, len(asked))
        together = {
            "others in the country": country,
            "others in the region": region,
            "others near by": np.log1p(near @ mass),
            "no other in the country": np.log(country + 0.05),
            "no other in the region": np.log(region + 0.05),
        }
        score = _sum(together, alone)
    return Ranked(found=found, score=score, features=features | together)


def _sum(features: Mapping[str, Column], known: Column | int = 0) -> Column:
    return np.asarray(sum((WEIGHTS.get(name, 1.0) * part for name, part in features.items()), known))


def _own_features(asked: Sequence[Asked], found: Found, gazetteer: Gazetteer) -> dict[str, Column]:
    prior = np.array([KIND_PRIOR.get(kind, 0.0) for kind in gazetteer.kinds])
    wants = np.zeros((len(asked), len(gazetteer.kinds)))
    for number, one in enumerate(asked):
        for kind in one.kinds:
            if kind in gazetteer.kinds:
                wants[number, gazetteer.kinds.index(kind)] = 1
        if "town" in one.kinds and "capital" in gazetteer.kinds:
            wants[number, gazetteer.kinds.index("capital")] = 1
    return {
        "people": np.log10(found.population + 1),
        "kind of place": prior[found.kind],
        "its own name": found.is_own.astype(float),
        "the noun beside it": wants[found.which, found.kind],
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
                near |= np.hypot(found.lat[rows] - found.lat[row], found.lon[rows] - found.lon[row]) < NEXT_DOOR_DEGREES
            inside |= held_by_country | held_by_region | near
        codes = [gazetteer.regions.index(code) for code in one.codes if code in gazetteer.regions]
        inside |= np.isin(found.region[rows], codes) & ~is_region[rows]
        held[rows] = inside
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
