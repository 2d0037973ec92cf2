"""One pair of claims that do not go together, before it is shown, and what every kind of difference asks of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from firsthand.core.claim import Claim, SourceKind
from firsthand.core.event import ContradictionKind
from firsthand.core.evidence import Id
from firsthand.weigh.days import Window, window
from firsthand.weigh.pile import Pile
from firsthand.weigh.status import Weighed

NARROW_DAYS = 8  # a claim whose words allow more days contradicts no other by its date
OWN_BASES = frozenset({None, "words", "posted"})
"""Bases of a time that is the event's own; what a sentence or the discourse lends contradicts nobody."""

SPOKEN: Mapping[SourceKind, int] = {
    "own-observation": 0,
    "named-person": 0,
    "official": 0,
    "video": 0,
    "document": 0,
    "anonymous": 1,
    "agency": 2,
}
LAST_HEARD = 3
"""In which order voices are shown: an outlet's own words, which nobody stands for, last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two claims, how they differ, about what and how much stands behind them."""

    claims: tuple[Id, Id]
    kind: ContradictionKind
    about: str
    weight: float
    """Support of both sides: about the number of their origins."""
    days: tuple[int, int] | None = None
    """First and last day that it is about; None where it is about no day."""
    status: Weighed | None = None
    """The status that can settle it."""
    sites: frozenset[str] = frozenset()
    """Keys of the sites that it is about."""
    least: int = 1
    """Origins on its weaker side."""
    parties: frozenset[str] = frozenset()
    """Keys of the known parties that both claims are of."""
    heard: int = 0
    """How far the voices shown are from who stands for their words (`SPOKEN`): of equal weight the lowest is shown."""
    topic: str = ""
    """What it is about where one matter may be told in several ways: of each kind one is shown; empty = `about`."""


def best(found: Iterable[Difference], most: int, updates: int | None = None) -> list[Difference]:
    """Return the weightiest of each kind, no claim twice in one kind, unless once each against an earlier and a later.

    Args:
        found: Of one matter.
        most: Kept of each kind.
        updates: Kept of updates; None = as of the others.
    """
    by_kind: dict[str, list[Difference]] = defaultdict(list)
    for f in sorted(found, key=lambda f: (-f.weight, f.heard, f.claims)):
        kept = by_kind[f.kind]
        used = {side for k in kept for side in _sides(k)}
        limit = updates if f.kind == "update" and updates is not None else most
        if len(kept) < limit and not used & set(_sides(f)):
            kept.append(f)
    return [f for kept in by_kind.values() for f in kept]


def _sides(f: Difference) -> Iterable[tuple[Id, bool]]:
    """Yield each claim with its side: of a chain of updates, each state overtakes one and is overtaken by another."""
    for n, claim in enumerate(f.claims):
        if f.kind == "update":
            yield claim, bool(n)
        else:
            yield from ((claim, False), (claim, True))


def clearest(pile: Pile, side: Iterable[Claim]) -> list[Claim]:
    """Return the claims of one side of a difference, the one first that a reader should see.

    First the words of the voice that most reports of the side carry, of such those of who was there or speaks for
    somebody before an outlet's own, then those printed first.
    """
    claims = list(side)
    if len(claims) < 2:  # noqa: PLR2004  # one alone is the clearest
        return claims
    carried: dict[Id, set[Id]] = defaultdict(set)
    for claim in claims:
        carried[_voice_of(pile, claim)].add(claim.report)

    def rank(claim: Claim) -> tuple[int, int, str, Id, int]:
        reports = len(carried[_voice_of(pile, claim)])
        return (spoken(pile, claim), -reports, pile.published(claim) or "9999", claim.report, claim.quote.span.start)

    return sorted(claims, key=rank)


def spoken(pile: Pile, claim: Claim) -> int:
    """Return how far a claim's voice is from who stands for it: 0 of who saw it or speaks for somebody."""
    return SPOKEN.get(pile.voice(claim).kind, LAST_HEARD)


def _voice_of(pile: Pile, claim: Claim) -> Id:
    return o.id if (o := pile.origin_of.get(claim.id)) else claim.id


def origins_of(pile: Pile, claims: Iterable[Claim]) -> set[Id]:
    """Return the origins behind some claims; a claim without lineage counts for itself."""
    return {o.id if (o := pile.origin_of.get(c.id)) else c.id for c in claims}


def is_one_voice(pile: Pile, a: Claim, b: Claim) -> bool:
    """Whether both go back to one origin, or to two that are shown dependent: then one of them was altered."""
    x, y = pile.origin_of.get(a.id), pile.origin_of.get(b.id)
    return x is not None and y is not None and (x.id == y.id or pile.verdict(x.id, y.id) == "shown-dependent")


def is_one_report(a: Claim, b: Claim) -> bool:
    """Whether both stand in one report."""
    return a.report == b.report


def distinct(pile: Pile, left: Sequence[Claim], right: Sequence[Claim]) -> tuple[Claim, Claim, bool] | None:
    """Return one claim of each side, of two voices if there are such; else of one voice in two reports (True).

    None where all stand in one report on the word of one voice: a text does not contradict itself by saying two things.
    """
    altered: tuple[Claim, Claim, bool] | None = None
    for a in left:
        pair = distinct_from(pile, a, right)
        if pair is not None and not pair[2]:
            return pair
        altered = altered or pair
    return altered


def distinct_from(pile: Pile, claim: Claim, others: Iterable[Claim]) -> tuple[Claim, Claim, bool] | None:
    """Return a claim with one of some others, as `distinct` does; no more of these are looked at than it takes."""
    altered: tuple[Claim, Claim, bool] | None = None
    for other in others:
        if not is_one_voice(pile, claim, other):
            return claim, other, False
        if altered is None and not is_one_report(claim, other):
            altered = (claim, other, True)
    return altered


def narrow(pile: Pile, claim: Claim) -> Window | None:
    """Return the days of a claim whose own words date it to few; None where they do not."""
    found = window(claim, pile.published(claim))
    fits = found is not None and found.dated and found.width <= NARROW_DAYS and claim.when_basis in OWN_BASES
    return found if fits else None
