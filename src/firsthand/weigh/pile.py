"""The pile as it was known on a day: claims with their reports, origins and what is known of pairs of origins."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from firsthand.core.claim import Claim, Source
from firsthand.core.evidence import Id, Report
from firsthand.core.lineage import Independence, Lineage, Origin, OriginCount, Verdict, origin_count
from firsthand.core.review import Review
from firsthand.weigh.days import number

COUNTED = 60  # origins behind one status or event, beyond which more change no grade; counting is quadratic
_NO_ORIGIN = OriginCount(shown=0, possible=0, sides=0)
DAYS_BEFORE = 90  # DESIGN section 3: days run from 90 before the first publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """Claims in the order of their publication, and all that is looked up for them."""

    claims: tuple[Claim, ...]
    by_id: Mapping[Id, Claim]
    reports: Mapping[Id, Report]
    days: Mapping[Id, str | None]
    """By report, the day on which it was published."""
    origins: Mapping[Id, Origin]
    origin_of: Mapping[Id, Origin]
    """By claim; a claim that trace left out has none."""
    pairs_of: Mapping[Id, tuple[Independence, ...]]
    """By origin."""
    verdicts: Mapping[tuple[Id, Id], Independence]
    """By pair, lower id first."""
    lineage: Lineage
    first_day: int | None
    """Number of the first day of every status; None if nothing is dated."""
    last_day: int | None
    inferred: AbstractSet[Id] = frozenset()
    """Claims whose site or party was inferred (`weigh.meant`)."""
    as_told: Mapping[Id, Claim] = field(default_factory=dict)
    """Those claims as their words are."""

    def published(self, claim: Claim) -> str | None:
        """Return the day on which the claim's report was published."""
        return self.days.get(claim.report)

    def voice(self, claim: Claim) -> Source:
        """Return who is behind the claim: its origin's voice, else the far end of its attribution, else the outlet."""
        origin = self.origin_of.get(claim.id)
        if origin is not None:
            return origin.voice
        if claim.attribution:
            return claim.attribution[-1]
        report = self.reports.get(claim.report)
        return Source(name=(report.outlet if report and report.outlet else "unnamed outlet"), kind="outlet")

    def verdict(self, a: Id, b: Id) -> Verdict:
        """Return what is known of two origins; `not-established` where nothing is."""
        pair = self.verdicts.get((a, b) if a < b else (b, a))
        return pair.verdict if pair else "not-established"

    def count(self, claims: Iterable[Id]) -> OriginCount:
        """Count the origins behind some claims: `core.lineage.origin_count` on the part of the lineage that bears.

        Of more than COUNTED origins those with most claims are counted, so that the count is then a lower bound.
        """
        wanted = list(claims)
        behind = [origin.id for claim in wanted if (origin := self.origin_of.get(claim))]
        ids = set(behind)
        if not ids:
            return _NO_ORIGIN
        if len(ids) > COUNTED:
            told = Counter(behind)
            ids = set(sorted(told, key=lambda i: (-told[i], i))[:COUNTED])
        several = ids if len(ids) > 1 else ()
        pairs = {(p.a, p.b): p for i in several for p in self.pairs_of.get(i, ()) if p.a in ids and p.b in ids}
        if not pairs:  # most events: one origin, or several of whose pairs nothing is known
            sides = {self.origins[i].side or i for i in ids}
            return OriginCount(shown=1, possible=len(ids), sides=len(sides), origins=tuple(sorted(ids)))
        part = Lineage(origins=tuple(self.origins[i] for i in sorted(ids)), pairs=tuple(pairs.values()))
        return origin_count(part, wanted)


def pile(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    lineage: Lineage,
    *,
    as_of: str | None = None,
    reviews: Sequence[Review] = (),
) -> Pile:
    """Return what was known by the end of a day: later reports and rejected claims are left out.

    Args:
        reports: In any order.
        claims: Of those reports, in any order.
        lineage: What trace found in all of them.
        as_of: Day, YYYY-MM-DD; None = the latest publication.
        reviews: Already attached to the claims given (`weigh.reviews.attached`).

    Cost: O(n log n) in the claims, O(p) in the pairs of origins.
    """
    known = {r.id: r for r in reports if as_of is None or (r.published_day or as_of) <= as_of}
    rejected = {i for review in reviews if review.verdict == "reject" for i in review.claims}
    kept = [c for c in claims if c.report in known and c.id not in rejected]
    kept.sort(key=lambda c: order(known[c.report], c))
    by_id = {c.id: c for c in kept}
    origins = {o.id: replace(o, claims=kept_ones) for o in lineage.origins if (kept_ones := _kept(o, by_id))}
    pairs = [p for p in lineage.pairs if p.a in origins and p.b in origins]
    pairs_of: dict[Id, list[Independence]] = defaultdict(list)
    for pair in pairs:
        pairs_of[pair.a].append(pair)
        pairs_of[pair.b].append(pair)
    dated = [r.published_day for r in known.values() if r.published_day]
    return Pile(
        claims=tuple(kept),
        by_id=MappingProxyType(by_id),
        reports=MappingProxyType(known),
        days=MappingProxyType({i: r.published_day for i, r in known.items()}),
        origins=MappingProxyType(origins),
        origin_of=MappingProxyType({claim: o for o in origins.values() for claim in o.claims}),
        pairs_of=MappingProxyType({i: tuple(found) for i, found in pairs_of.items()}),
        verdicts=MappingProxyType({(p.a, p.b) if p.a < p.b else (p.b, p.a): p for p in pairs}),
        lineage=Lineage(derivations=lineage.derivations, origins=tuple(origins.values()), pairs=tuple(pairs)),
        first_day=number(min(dated)) - DAYS_BEFORE if dated else None,
        last_day=number(as_of or max(dated)) if dated else None,
    )


Order = tuple[str, str, int, str]


def order(report: Report, claim: Claim) -> Order:
    """Return where a claim of a report stands in its pile."""
    return (report.published or "9999", claim.report, claim.quote.span.start, claim.id)


def _kept(origin: Origin, by_id: Mapping[Id, Claim]) -> tuple[Id, ...]:
    return tuple(claim for claim in origin.claims if claim in by_id)
