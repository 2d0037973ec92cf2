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
from firsthand.data.dealings import sort_of
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
        family=_family(claim),
        kind=mention.kind,
        sites=frozenset(places.of(loc.place).key for loc in where),
        parties=agents or frozenset(party_key(p) for p in objects if p.ref and p.ref.startswith("actor:")),
        objects=frozenset(folded(p.name) for p in objects),
        window=window(claim, pile.published(claim)),
        count=(low, high) if low is not None and high is not None else None,
        origin=origin.id if origin else None,
    )


def _family(claim: Claim) -> str:
    """Return the family of a claim's kind; of statements, the sort: who was told and who met are no one happening."""
    kind, span = claim.mention.kind, claim.mention.trigger
    if kind != "statement":
        return FAMILIES.get(kind, kind)
    start = span.start - claim.quote.span.start
    sort = sort_of(claim.quote.text[max(0, start) : span.end - claim.quote.span.start])
    return f"{kind}/{sort}" if sort is not None else kind


def score(a: Features, b: Features, places: Sites) -> tuple[Signal, ...]:
    """Return the reasons for and against; their weights sum to the log-odds that both mean one happening."""
    return tuple(Signal(name=name, weight=weight, note=_note(name, a, b)) for name, weight in _reasons(a, b, places))


def log_odds(a: Features, b: Features, places: Sites) -> float:
    """Return the sum of the reasons, without their words: a large pile has millions of pairs."""
    return sum(weight for _, weight in _reasons(a, b, places))


def _reasons(a: Features, b: Features, places: Sites) -> list[tuple[str, float]]:
    reasons = [
        ("prior", PRIOR),
        ("place", _where(a, b, places)),
        ("time", _when(a.window, b.window)),
        ("party", _sets(a.parties, b.parties, SAME_PARTY, OTHER_PARTY)),
        ("object", _objects(a, b)),
    ]
    if a.kind == b.kind:
        reasons.append(("kind", SAME_KIND))
    if a.origin is not None and a.origin == b.origin:
        reasons.append(("origin", SAME_ORIGIN))
    if a.count and b.count:
        same = a.count[0] <= b.count[1] and b.count[0] <= a.count[1]
        reasons.append(("count", SAME_COUNT if same else OTHER_COUNT))
    return reasons


def _note(name: str, a: Features, b: Features) -> str:
    """Return the words beside a reason."""
    if name == "time" and a.window is not None and b.window is not None:
        gap = _gap(a.window, b.window)
        return f"{gap} days apart" if gap else ""
    told = {
        "place": (a.sites, b.sites),
        "time": (a.window, b.window),
        "party": (a.parties, b.parties),
        "object": (a.objects, b.objects),
    }
    if name in told and not all(told[name]):
        return "not told by one of them"
    return {"prior": "two claims of one kind", "kind": a.kind, "origin": "one voice tells both"}.get(name, "")


def stretch(f: Features) -> tuple[float, float]:
    """Return the first and the last day that the happening may have been on; all days where none is known."""
    return (f.window.begin_first, f.window.end_last) if f.window else (-math.inf, math.inf)


def _where(a: Features, b: Features, places: Sites) -> float:
    if not a.sites or not b.sites:
        return 0.0
    if shared := a.sites & b.sites:
        is_wide = all(kind_of(places.by_key[s].place) == "wide" for s in shared)
        return SAME_WIDE if is_wide else SAME_SITE
    nested = any(_nested(places.by_key[x].place, places.by_key[y].place) for x in a.sites for y in b.sites)
    return NESTED_SITE if nested else OTHER_SITE


@lru_cache(maxsize=65536)
def _nested(a: Place, b: Place) -> bool:
    wide = {kind_of(a), kind_of(b)} & {"wide", "town"}
    how = {relation(a, b), relation(b, a)}
    x, y = folded(a.name), folded(b.name)
    return bool(how & {"part", "around"}) or (bool(wide) and (x in y or y in x))


def _when(a: Window | None, b: Window | None) -> float:
    if a is None or b is None:
        return 0.0
    gap = _gap(a, b)
    if gap == 0:
        vaguer = max(a.width, b.width)
        part = next(part for days, part in VAGUE if vaguer <= days)
        return part * (TOGETHER if a.dated and b.dated else TOGETHER / 2)
    return CLOSE if gap <= CLOSE_DAYS else APART if gap <= APART_DAYS else FAR


def _gap(a: Window, b: Window) -> int:
    """Return the days between two times; 0 where they meet."""
    return max(a.begin_first - b.end_last, b.begin_first - a.end_last, 0)


def _sets(a: frozenset[str], b: frozenset[str], same: float, other: float) -> float:
    return 0.0 if not a or not b else other if a.isdisjoint(b) else same


def _objects(a: Features, b: Features) -> float:
    if not a.objects or not b.objects:
        return 0.0
    alike = any(fuzz.token_set_ratio(x, y) >= ALIKE for x in a.objects for y in b.objects)
    return SAME_OBJECT if alike else OTHER_OBJECT
