"""Statuses that grow with the pile: those are weighed anew on which a claim bears that is new or told otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from firsthand.core.claim import Claim
from firsthand.core.evidence import Id
from firsthand.core.lineage import OriginCount
from firsthand.data.events import event_kinds
from firsthand.weigh.focus import Focus
from firsthand.weigh.grown_claims import ids_in_order
from firsthand.weigh.hindsight import in_hindsight
from firsthand.weigh.leading import behind_it, led, to_show
from firsthand.weigh.observations import Fluent, Observation, observations
from firsthand.weigh.parties import Party
from firsthand.weigh.pile import Order, Pile, order
from firsthand.weigh.sites import Sites, relation
from firsthand.weigh.status import Weighed, Weight, best_told, told_by, weighed, with_nested


class GrownStatuses:
    """The observations of a pile by fluent, and the statuses that were shown, kept."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._of_claim: dict[Id, tuple[Observation, ...]] = {}
        self._members: dict[Fluent, set[Id]] = defaultdict(set)
        self._seen: dict[Fluent, tuple[Observation, ...]] = {}
        self._weights: dict[Fluent, Weight] = {}
        self._first: dict[Fluent, tuple[Order, int]] = {}
        self._told: dict[Fluent, OriginCount] = {}
        self._weighed: dict[Fluent, Weighed] = {}
        self._gone: frozenset[Id] = frozenset()
        self._days: tuple[int | None, int | None] = (None, None)

    def changed(  # noqa: PLR0913  # each is a fact of its own
        self,
        pile: Pile,
        places: Sites,
        *,
        out: Iterable[Id],
        come: Iterable[Claim],
        anew: Iterable[Id],
        gone: frozenset[Id],
        is_moved: bool,
    ) -> None:
        """Take in what changed.

        Args:
            pile: What is known now.
            places: The sites now.
            out: Claims that are no more, or are told otherwise.
            come: Claims that are new, or as they are told now.
            anew: Claims that stay and whose origin stands otherwise to others.
            gone: All claims that were withdrawn.
            is_moved: Whether a site that was known is another now.

        Cost: O(m) in the observations of the fluents that these claims speak of.
        """
        told: set[Fluent] = set()
        for claim in out:
            told |= {o.fluent for o in self._of_claim.pop(claim, ())}
        for one in come:
            self._of_claim[one.id] = observations(replace(pile, claims=(one,)), event_kinds(), places)
            for o in self._of_claim[one.id]:
                self._members[o.fluent].add(one.id)
                told.add(o.fluent)
        told |= {o.fluent for claim in gone ^ self._gone for o in self._of_claim.get(claim, ())}
        self._gone = gone
        for fluent in told:
            self._regrouped(pile, fluent)
        stale = told | {o.fluent for claim in anew for o in self._of_claim.get(claim, ())}
        for fluent in stale:
            self._told.pop(fluent, None)
        days = (pile.first_day, pile.last_day)
        if is_moved or days != self._days:
            self._weighed.clear()
        self._days = days
        for fluent in [f for f in self._weighed if any(_bears_on(s, f, places) for s in stale)]:
            del self._weighed[fluent]

    def _regrouped(self, pile: Pile, fluent: Fluent) -> None:
        """Read what is said of a fluent anew, in the order of the pile."""
        members = {c for c in self._members[fluent] if any(o.fluent == fluent for o in self._of_claim.get(c, ()))}
        self._members[fluent] = members
        told: list[Observation] = []
        first: tuple[Order, int] | None = None
        for claim in ids_in_order(pile, members - self._gone):
            for n, o in enumerate(self._of_claim[claim.id]):
                if o.fluent == fluent:
                    told.append(o)
                    first = first or (order(pile.reports[claim.report], claim), n)
        if first is None:
            for kept in (self._seen, self._weights, self._first):
                kept.pop(fluent, None)
            return
        self._seen[fluent] = in_hindsight(pile, tuple(told))
        self._weights[fluent] = told_by(fluent, self._seen[fluent])
        self._first[fluent] = first

    def statuses(
        self, pile: Pile, places: Sites, actors: Mapping[str, Party], asked: tuple[Focus, int | None]
    ) -> list[Weighed]:
        """Return the statuses to show, as `judgement.statuses_of` does for the whole pile.

        Cost: O(n log n) in the fluents, and what weighing those takes that changed.
        """
        about, most = asked
        best = best_told(self._weights, actors)
        for f in best:
            if f not in self._told:
                self._told[f] = pile.count([o.claim for o in self._seen[f]])
        ranked = sorted(best, key=lambda f: (-self._told[f].shown, -self._told[f].possible, *self._weights[f]))
        chosen = to_show(ranked, about, most)
        kept = {f: w for f in chosen if (w := self._weighed.get(f)) is not None and _is_named(w, actors, places)}
        if len(kept) < len(chosen):
            by_party: dict[str | None, dict[Fluent, tuple[Observation, ...]]] = defaultdict(dict)
            for f in sorted(self._seen, key=self._first.__getitem__):
                by_party[f.party][f] = self._seen[f]
            for f in chosen:
                if f not in kept:
                    near = {**by_party[f.party], **by_party[None]}
                    made = weighed(pile, f, with_nested(f, near, places), places.by_key[f.site].place, actors)
                    if made is not None:
                        kept[f] = replace(made, behind=behind_it(pile, made))
        self._weighed = {f: kept[f] for f in chosen if f in kept}
        return led(pile, list(self._weighed.values()), about)


def _bears_on(told: Fluent, fluent: Fluent, places: Sites) -> bool:
    """Whether what is said of one fluent is weighed for the other, as `status.with_nested` does."""
    if told == fluent:
        return True
    if told.aspect != "presence" or fluent.aspect != "presence" or told.party not in {None, fluent.party}:
        return False
    if told.site == fluent.site or told.site not in places.by_key or fluent.site not in places.by_key:
        return True
    return relation(places.by_key[told.site].place, places.by_key[fluent.site].place) in {"part", "around"}


def _is_named(kept: Weighed, actors: Mapping[str, Party], places: Sites) -> bool:
    """Whether a status still bears the names that its site and parties have now."""
    party = kept.fluent.party
    name = actors[party].name if party and party in actors else None
    shown = tuple(actors[k].name if k in actors else k for k in kept.model.states)
    site = places.by_key.get(kept.fluent.site)
    return kept.status.actor == name and kept.shown == shown and site is not None and site.place == kept.status.site
