"""Differences that grow with the pile: what does not go together, kept by what it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from firsthand.core.claim import Claim
from firsthand.core.event import Event
from firsthand.core.evidence import Id
from firsthand.weigh.conflicts import Matters, of_happening, of_shown
from firsthand.weigh.differences import Difference
from firsthand.weigh.differing_counts import counted_by, of_one_thing
from firsthand.weigh.differing_days import Dated, dated_by, of_one_matter
from firsthand.weigh.differing_denials import Denied, denied_by, of_one_denied
from firsthand.weigh.differing_events import ONCE, sites_of
from firsthand.weigh.differing_plans import AWAITED, OF_PLANS, of_plans
from firsthand.weigh.differing_returns import Kept, moving_by, of_one_site
from firsthand.weigh.differing_spans import lasting_by, of_one_span
from firsthand.weigh.differing_states import TAKING, of_takings
from firsthand.weigh.grown_claims import ids_in_order
from firsthand.weigh.pile import Order, Pile, order
from firsthand.weigh.retractions import retractions
from firsthand.weigh.sites import Sites
from firsthand.weigh.status import Weighed

K = TypeVar("K", bound=Hashable)
R = TypeVar("R")


class GrownMatters:
    """The differences of a pile, kept by event, by what is counted, by plan and by outlet."""

    def __init__(self) -> None:
        """Begin with none."""
        self._counts = _Kept(counted_by, of_one_thing)
        self._denials = _Kept(_denied_by, of_one_denied)
        self._days = _Kept(_dated_by, of_one_matter)
        self._spans = _Kept(lasting_by, of_one_span)
        self._returns = _Kept(_moving_by, of_one_site)
        self._plans = _Plans()
        self._takings: list[Difference] = []
        self._taken: set[Id] = set()
        self._events: dict[Id, list[Difference]] = {}
        self._outlets: dict[str, set[Id]] = defaultdict(set)
        self._retracted: dict[str, list[Difference]] = {}
        self._statuses: dict[tuple[int, str | None, str], tuple[Weighed, list[Difference]]] = {}

    def heard(self, pile: Pile, out: Iterable[Claim], come: Iterable[Claim]) -> None:
        """Take in the claims of outlets. Cost: O(n) in the claims of the outlets whose claims these are."""
        touched: set[str] = set()
        for claims, put in ((out, set.discard), (come, set.add)):
            for claim in claims:
                outlet = pile.reports[claim.report].outlet
                if outlet:
                    touched.add(outlet)
                    put(self._outlets[outlet], claim.id)
        for outlet in touched:
            told = tuple(ids_in_order(pile, self._outlets[outlet]))
            self._retracted[outlet] = list(retractions(replace(pile, claims=told)))

    def retracted(self, pile: Pile) -> list[Difference]:
        """Return the retractions of all outlets, in the order in which these are first heard."""
        some = {outlet: found for outlet, found in self._retracted.items() if found}
        first = {o: order(pile.reports[c.report], c) for o in some for c in ids_in_order(pile, self._outlets[o])[:1]}
        return [f for outlet in sorted(some, key=first.__getitem__) for f in some[outlet]]

    def changed(  # noqa: PLR0913  # each is a fact of its own
        self,
        pile: Pile,
        places: Sites,
        *,
        out: Sequence[Claim],
        come: Sequence[Claim],
        anew: Sequence[Id],
        gone: Iterable[Event],
        made: Iterable[Event],
    ) -> None:
        """Take in what changed.

        Args:
            pile: What is known now.
            places: The sites now.
            out: Claims that are no more, or as they were before.
            come: Claims that are new, or as they are now.
            anew: Claims that stay and whose origin stands otherwise to others.
            gone: Events that are no more, or are otherwise now.
            made: Events that are new or told otherwise, or of which one of these claims tells.

        Cost: that of the things counted, plans and events that these claims bear on.
        """
        self._counts.changed(pile, places, out, come, anew)
        self._denials.changed(pile, places, out, come, anew)
        self._days.changed(pile, places, out, come, anew)
        self._spans.changed(pile, places, out, come, anew)
        self._returns.changed(pile, places, out, come, anew)
        self._plans.changed(pile, places, out, come, anew)
        self._takings_of(pile, places, out, come, anew)
        for event in gone:
            self._events.pop(event.id, None)
        for event in made:
            if found := of_happening(pile, event, places):
                self._events[event.id] = found
            else:
                self._events.pop(event.id, None)

    def _takings_of(
        self, pile: Pile, places: Sites, out: Iterable[Claim], come: Iterable[Claim], anew: Iterable[Id]
    ) -> None:
        before, after = ({c.id for c in claims if c.mention.kind == TAKING} for claims in (out, come))
        self._taken = (self._taken - before) | after
        if before or after or not self._taken.isdisjoint(anew):
            told = tuple(ids_in_order(pile, self._taken))
            self._takings = list(of_takings(replace(pile, claims=told), places))

    def matters(self, pile: Pile, statuses: Sequence[Weighed]) -> Matters:
        """Return all differences. Cost: O(n) in them, and what those of new statuses take."""
        kept: dict[tuple[int, str | None, str], tuple[Weighed, list[Difference]]] = {}
        for w in statuses:
            key = (id(w), statuses[0].fluent.party, statuses[0].fluent.site)
            kept[key] = self._statuses.get(key) or (w, of_shown(pile, w, statuses[0]))
        self._statuses = kept
        return Matters(
            statuses=[f for _, found in kept.values() for f in found],
            takings=self._takings,
            counts=self._counts.differences,
            plans=self._plans.differences(pile),
            denials=self._denials.differences,
            days=self._days.differences,
            spans=self._spans.differences,
            returns=self._returns.differences,
            events=[f for found in self._events.values() for f in found],
            retractions=self.retracted(pile),
        )


def _denied_by(pile: Pile, claim: Claim, places: Sites) -> Iterator[tuple[Denied, Claim]]:
    del pile
    return ((key, claim) for key in denied_by(claim, places))


def _dated_by(pile: Pile, claim: Claim, places: Sites) -> Iterator[tuple[Dated, Claim]]:
    del pile
    return ((key, claim) for key in dated_by(claim, places))


def _moving_by(pile: Pile, claim: Claim, places: Sites) -> Iterator[tuple[Kept, Claim]]:
    del pile
    return ((key, claim) for key in moving_by(claim, places))


class _Kept(Generic[K, R]):
    """Differences of one sort, kept by what they are about.

    Args:
        rows_of: Yields what one claim tells, under what it is about.
        differences_of: Yields the differences among all that is told under one key, in the order of the pile.
    """

    def __init__(
        self,
        rows_of: Callable[[Pile, Claim, Sites], Iterable[tuple[K, R]]],
        differences_of: Callable[[Pile, K, Sequence[R], Sites], Iterable[Difference]],
    ) -> None:
        self._rows_of, self._differences_of = rows_of, differences_of
        self._rows: dict[K, dict[Id, list[R]]] = defaultdict(dict)
        self._keys: dict[Id, set[K]] = {}
        self._found: dict[K, tuple[tuple[Order, int], list[Difference]]] = {}

    def changed(
        self, pile: Pile, places: Sites, out: Iterable[Claim], come: Iterable[Claim], anew: Iterable[Id]
    ) -> None:
        touched: set[K] = set()
        for claim in out:
            for key in self._keys.pop(claim.id, ()):
                del self._rows[key][claim.id]
                touched.add(key)
        for claim in come:
            for key, row in self._rows_of(pile, claim, places):
                self._rows[key].setdefault(claim.id, []).append(row)
                self._keys.setdefault(claim.id, set()).add(key)
                touched.add(key)
        touched |= {key for claim in anew for key in self._keys.get(claim, ())}
        for key in touched:
            self._found.pop(key, None)
            told = ids_in_order(pile, self._rows[key])
            if not told:
                del self._rows[key]
                continue
            rows = [r for c in told for r in self._rows[key][c.id]]
            if found := list(self._differences_of(pile, key, rows, places)):
                every = [k for k, _ in self._rows_of(pile, told[0], places)]
                self._found[key] = ((order(pile.reports[told[0].report], told[0]), every.index(key)), found)

    @property
    def differences(self) -> list[Difference]:
        return [f for _, found in sorted(self._found.values(), key=lambda one: one[0]) for f in found]


class _Plans:
    """Plans that were not kept, each with its deed."""

    def __init__(self) -> None:
        self._at: dict[str, set[Id]] = defaultdict(set)
        self._plans: set[Id] = set()
        self._found: dict[Id, Difference] = {}

    def changed(
        self, pile: Pile, places: Sites, out: Iterable[Claim], come: Iterable[Claim], anew: Iterable[Id]
    ) -> None:
        touched: set[str] = set()
        gone = {claim.id for claim in out}
        self._plans -= gone
        for site in [s for s, claims in self._at.items() if not gone.isdisjoint(claims)] if gone else ():
            touched.add(site)
            self._at[site] -= gone
        for claim in (*come, *(pile.by_id[c] for c in anew)):
            if claim.mention.kind in ONCE | AWAITED:
                for site in sites_of(claim, places):
                    self._at[site].add(claim.id)
                    touched.add(site)
                if claim.stance in OF_PLANS:
                    self._plans.add(claim.id)
        again = {claim for site in touched for claim in self._at[site]} & self._plans
        self._found = {c: f for c, f in self._found.items() if c in self._plans and c not in again}
        if again:
            near = {c for plan in again for site in sites_of(pile.by_id[plan], places) for c in self._at[site]}
            told = of_plans(replace(pile, claims=tuple(ids_in_order(pile, again | near))), places)
            self._found |= {f.claims[0]: f for f in told if f.claims[0] in again}

    def differences(self, pile: Pile) -> list[Difference]:
        return [self._found[claim.id] for claim in ids_in_order(pile, self._found)]
