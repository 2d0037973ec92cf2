"""How much speaks for two claims meaning one happening, as a sum of reasons that can be shown."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from firsthand.core.claim import Claim
from firsthand.core.evidence import Id
from firsthand.core.lineage import Signal
from firsthand.core.spacetime import Place
from firsthand.weigh.days import Window, window
from firsthand.weigh.folding import folded, is_anybody
from firsthand.weigh.parties import party_key
from firsthand.weigh.pile import Pile
from firsthand.weigh.sites import Sites, kind_of, relation

FAMILIES: Mapping[str, str] = {
    "withdraw": "departure",
    "evacuate": "departure",
    "transfer": "departure",
    "arrive": "arrival",
    "deploy": "arrival",
    "visit": "arrival",
    "seize": "control",
    "lose": "control",
    "hand-over": "control",
    "attack": "violence",
    "clash": "violence",
    "damage": "violence",
    "casualties": "violence",
    "plan": "plan",
}
"""Kinds that may tell of one happening; a kind that is not named is a family of its own."""

# Log-odds, set by hand on the development cases (pairs within documents that share an origin) and kept round: moving
# any of them by a third moves fewer than one event in twenty.
PRIOR = -1.2
SAME_SITE, SAME_WIDE, NESTED_SITE, OTHER_SITE = 2.0, 1.0, 0.7, -4.0
SAME_PARTY, OTHER_PARTY = 1.3, -3.0
SAME_OBJECT, OTHER_OBJECT = 0.8, -0.6
TOGETHER, CLOSE, APART, FAR = 1.2, -0.2, -2.5, -6.0
CLOSE_DAYS, APART_DAYS = 3, 12
VAGUE = ((31, 1.0), (92, 0.0), (math.inf, -1.25))
"""Days that the vaguer of two times leaves open, and the part of `TOGETHER` that their meeting then is worth: the
longer, the more happenings of one kind they may both mean."""
SAME_KIND = 0.4
SAME_ORIGIN = 0.8
SAME_COUNT, OTHER_COUNT = 0.4, -0.3
ALIKE = 80.0  # rapidfuzz token-set ratio of two objects' names


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What of a claim bears on which happening it means; equal features are one node."""

    family: str
    kind: str
    sites: frozenset[str]
    parties: frozenset[str]
    objects: frozenset[str]
    window: Window | None
    count: tuple[int, int] | None
    origin: Id | None


def features(pile: Pile, claim: Claim, places: Sites) -> Features:
    """Return the claim's features."""
    mention = claim.mention
    roles = {loc.role for loc in claim.locations}
    wanted = "from" if FAMILIES.get(mention.kind) == "departure" and "from" in roles else None
    where = [loc for loc in claim.locations if loc.place.name.strip() and (wanted is None or loc.role == wanted)]
    agents = frozenset(
        party_key(p) for p in claim.participants if p.role == "agent" and p.name.strip() and not is_anybody(p.name)
    )
    objects = [p for p in claim.participants if p.role != "agent" and p.name.strip()]
    low = mention.count_low if mention.count_low is not None else mention.count_high
    high = mention.count_high if mention.count_high is not None else mention.count_low
    origin = pile.origin_of.get(claim.id)
    return Features(
        family=FAMILIES.get(mention.kind, mention.kind),
        kind=mention.kind,
        sites=frozenset(places.of(loc.place).key for loc in where),
        parties=agents or frozenset(party_key(p) for p in objects if p.ref and p.ref.startswith("actor:")),
        objects=frozenset(folded(p.name) for p in objects),
        window=window(claim, pile.published(claim)),
        count=(low, high) if low is not None and high is not None else None,
        origin=origin.id if origin else None,
    )


def score(a: Features, b: Features, places: Sites) -> tuple[Signal, ...]:
    """Return the reasons for and against; their weights sum to the log-odds that both mean one happening."""
    reasons = [
        Signal(name="prior", weight=PRIOR, note="two claims of one kind"),
        _where(a, b, places),
        _when(a.window, b.window),
        _sets("party", a.parties, b.parties, SAME_PARTY, OTHER_PARTY),
        _objects(a, b),
    ]
    if a.kind == b.kind:
        reasons.append(Signal(name="kind", weight=SAME_KIND, note=a.kind))
    if a.origin is not None and a.origin == b.origin:
        reasons.append(Signal(name="origin", weight=SAME_ORIGIN, note="one voice tells both"))
    if a.count and b.count:
        same = a.count[0] <= b.count[1] and b.count[0] <= a.count[1]
        reasons.append(Signal(name="count", weight=SAME_COUNT if same else OTHER_COUNT))
    return tuple(reasons)


def stretch(f: Features) -> tuple[float, float]:
    """Return the first and the last day that the happening may have been on; all days where none is known."""
    return (f.window.begin_first, f.window.end_last) if f.window else (-math.inf, math.inf)


def total(reasons: tuple[Signal, ...]) -> float:
    """Return the sum of the reasons."""
    return sum(reason.weight for reason in reasons)


def _where(a: Features, b: Features, places: Sites) -> Signal:
    if not a.sites or not b.sites:
        return Signal(name="place", weight=0.0, note="one of them names no place")
    if shared := a.sites & b.sites:
        is_wide = all(kind_of(places.by_key[s].place) == "wide" for s in shared)
        return Signal(name="place", weight=SAME_WIDE if is_wide else SAME_SITE)
    nested = any(_nested(places.by_key[x].place, places.by_key[y].place) for x in a.sites for y in b.sites)
    return Signal(name="place", weight=NESTED_SITE if nested else OTHER_SITE)


@lru_cache(maxsize=65536)
def _nested(a: Place, b: Place) -> bool:
    wide = {kind_of(a), kind_of(b)} & {"wide", "town"}
    how = {relation(a, b), relation(b, a)}
    x, y = folded(a.name), folded(b.name)
    return bool(how & {"part", "around"}) or (bool(wide) and (x in y or y in x))


def _when(a: Window | None, b: Window | None) -> Signal:
    if a is None or b is None:
        return Signal(name="time", weight=0.0, note="one of them is undated")
    gap = max(a.begin_first - b.end_last, b.begin_first - a.end_last, 0)
    if gap == 0:
        part = next(part for days, part in VAGUE if max(a.width, b.width) <= days)
        return Signal(name="time", weight=part * (TOGETHER if a.dated and b.dated else TOGETHER / 2))
    weight = CLOSE if gap <= CLOSE_DAYS else APART if gap <= APART_DAYS else FAR
    return Signal(name="time", weight=weight, note=f"{gap} days apart")


def _sets(name: str, a: frozenset[str], b: frozenset[str], same: float, other: float) -> Signal:
    if not a or not b:
        return Signal(name=name, weight=0.0, note="not told by one of them")
    return Signal(name=name, weight=same if a & b else other)


def _objects(a: Features, b: Features) -> Signal:
    if not a.objects or not b.objects:
        return Signal(name="object", weight=0.0, note="not told by one of them")
    alike = any(fuzz.token_set_ratio(x, y) >= ALIKE for x in a.objects for y in b.objects)
    return Signal(name="object", weight=SAME_OBJECT if alike else OTHER_OBJECT)
