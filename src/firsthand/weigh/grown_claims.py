"""Claims that grow with the pile: what each means where it leaves that to the reader, and who stands behind it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import is_
from types import MappingProxyType
from typing import TypeVar

from firsthand.core.claim import Claim
from firsthand.core.evidence import Id, Report
from firsthand.core.lineage import Independence, Lineage, Origin
from firsthand.core.spacetime import Place
from firsthand.data.events import event_kinds
from firsthand.weigh.days import number
from firsthand.weigh.meant import (
    around_of,
    fields_of,
    leading,
    meant_by,
    names_of,
    proper_words,
    shorter,
)
from firsthand.weigh.pile import DAYS_BEFORE, Order, Pile, order
from firsthand.weigh.sites import kind_of

T = TypeVar("T")
R = TypeVar("R", Report, Claim)
Pair = tuple[Id, Id]
EVER = "9999-99-99"
AT_ONCE = 64  # claims that are put in one by one; more are sorted in


class Restart(Exception):
    """That something was taken away or altered on which all of the pile hangs."""


@dataclass(slots=True)
class Changed:
    """What is otherwise than it was before."""

    out: dict[Id, Claim] = field(default_factory=dict)
    """Claims that are no more, or other than they were, as they were."""
    come: dict[Id, Claim] = field(default_factory=dict)
    """Claims that are new, or other than they were, as they are."""
    anew: set[Id] = field(default_factory=set)
    """Claims that stay, and whose origin stands otherwise to others."""


class GrownClaims:
    """The claims of a pile as `meant` reads them, with all that is looked up for them: what `pile` gives, kept."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._reports: dict[Id, Report] = {}
        self._told: dict[Id, Claim] = {}
        self._of_report: dict[Id, dict[Id, Claim]] = defaultdict(dict)
        self._filled: dict[Id, Claim] = {}
        self._inferred: set[Id] = set()
        self._as_told: dict[Id, Claim] = {}
        self._fields: Counter[str] = Counter()
        self._field: dict[str, Place] = {}
        self._site: Place | None = None
        self._named: set[tuple[str, str]] = set()
        self._around: frozenset[str] = frozenset()
        self._unresolved: dict[str, set[Id]] = defaultdict(set)
        self._known: dict[Id, Report] = {}
        self._day: dict[Id, str | None] = {}
        self._waiting: dict[Id, Report] = {}
        self._as_of = ""
        self._days: tuple[str, ...] = ()
        self._given: tuple[tuple[Report, ...], tuple[Claim, ...]] = ((), ())
        self._traced_as = Lineage()
        self._by_id: dict[Id, Claim] = {}
        self._orders: list[Order] = []
        self._claims: list[Claim] = []
        self._listed: dict[Id, Origin] = {}
        self._lister: dict[Id, Id] = {}
        self._origins: dict[Id, Origin] = {}
        self._origin_of: dict[Id, Origin] = {}
        self._pairs: dict[Pair, Independence] = {}
        self._pairs_in: dict[Id, dict[Pair, Independence]] = defaultdict(dict)
        self._pairs_of: dict[Id, tuple[Independence, ...]] = {}
        self._verdicts: dict[Pair, Independence] = {}

    def changed(
        self, reports: Sequence[Report], claims: Sequence[Claim], lineage: Lineage, as_of: str | None
    ) -> tuple[Pile, Changed]:
        """Take in what is known now; return the pile and what is otherwise than before.

        Raises:
            Restart: A report or claim is gone or altered, or another airfield leads the pile.

        Cost: O(n) steps of comparing what is the same object in reports, claims, origins and pairs; the rest is of
        what changed. Equal records that are other objects are compared field by field.
        """
        found = Changed()
        told = _new(self._reports, self._given[0], reports)
        self._reports |= told
        refilled = self._meant(_new(self._told, self._given[1], claims), told)
        self._given = (tuple(reports), tuple(claims))
        came = self._come_to_be_known(told, as_of)
        self._put(dict.fromkeys([*refilled, *(c for r in came for c in self._of_report.get(r, ()))]), found)
        self._traced(lineage, found)
        whole = Pile(
            claims=tuple(self._claims),
            by_id=MappingProxyType(self._by_id),
            reports=MappingProxyType(self._known),
            days=MappingProxyType(self._day),
            origins=MappingProxyType(self._origins),
            origin_of=MappingProxyType(self._origin_of),
            pairs_of=MappingProxyType(self._pairs_of),
            verdicts=MappingProxyType(self._verdicts),
            lineage=replace(lineage, origins=(), pairs=()),
            first_day=number(self._days[0]) - DAYS_BEFORE if self._days else None,
            last_day=number(as_of or self._days[-1]) if self._days else None,
            inferred=self._inferred,
            as_told=MappingProxyType(self._as_told),
        )
        return whole, found

    def _come_to_be_known(self, told: Mapping[Id, Report], as_of: str | None) -> list[Id]:
        """Return the reports that are known by now and were not before: new ones, and those of days that have come."""
        if (as_of or EVER) < self._as_of:
            raise Restart
        self._as_of = as_of or EVER
        self._waiting |= told
        came = {i: r for i, r in self._waiting.items() if (r.published_day or "") <= self._as_of}
        for report in came:
            del self._waiting[report]
        self._known |= came
        self._day |= {i: r.published_day for i, r in came.items()}
        dated = sorted({*self._days, *(day for r in came.values() if (day := r.published_day))})
        self._days = (dated[0], dated[-1]) if dated else ()
        return list(came)

    def _meant(self, new: Mapping[Id, Claim], reports: Iterable[Id]) -> list[Id]:
        """Fill in the claims of the reports that new ones bear on; return those that are other than before."""
        self._told |= new
        touched = dict.fromkeys(
            [*(claim.report for claim in new.values()), *(r for r in reports if r in self._of_report)]
        )
        for claim in new.values():
            self._of_report[claim.report][claim.id] = claim
            for ref, place in fields_of(claim):
                self._fields[ref] += 1
                self._field[ref] = shorter(place, self._field.get(ref))
            for loc in claim.locations:
                if loc.place.ref is None and kind_of(loc.place) == "field":
                    for word in proper_words(loc.place):
                        self._unresolved[word].add(claim.report)
        site = leading(self._fields, self._field)
        if site != self._site and len(touched) < len(self._of_report):
            raise Restart
        self._site = site
        if not (named := names_of(new.values())) <= self._named:
            self._named |= named
            around = around_of(self._named)
            touched |= dict.fromkeys(sorted(r for w in around ^ self._around for r in self._unresolved.get(w, ())))
            self._around = around
        return [claim for report in touched for claim in self._refilled(report)]

    def _refilled(self, report: Id) -> Iterator[Id]:
        told = sorted(self._of_report[report].values(), key=lambda c: (c.quote.span.start, c.id))
        made = meant_by(self._reports.get(report), told, self._site, self._around, event_kinds())
        for claim in made.claims:
            was_inferred, is_inferred = claim.id in self._inferred, claim.id in made.inferred
            if self._filled.get(claim.id) == claim and was_inferred == is_inferred:
                continue
            self._filled[claim.id] = claim
            self._inferred.discard(claim.id)
            self._as_told.pop(claim.id, None)
            if is_inferred:
                self._inferred.add(claim.id)
                self._as_told[claim.id] = self._told[claim.id]
            yield claim.id

    def _put(self, claims: Iterable[Id], found: Changed) -> None:
        """Let claims stand in the pile as they are now, if their reports are known."""
        new: list[tuple[Order, Claim]] = []
        for claim in (self._filled[c] for c in claims):
            report, old = self._known.get(claim.report), self._by_id.get(claim.id)
            if report is None:
                continue
            self._by_id[claim.id] = found.come[claim.id] = claim
            if old is None:
                new.append((order(report, claim), claim))
            else:
                found.out[claim.id] = old
                self._claims[bisect_left(self._orders, order(report, claim))] = claim
        if len(new) > AT_ONCE:
            told = sorted([*zip(self._orders, self._claims, strict=True), *new], key=lambda one: one[0])
            self._orders, self._claims = [at for at, _ in told], [claim for _, claim in told]
            return
        for at, claim in new:
            n = bisect_left(self._orders, at)
            self._orders.insert(n, at)
            self._claims.insert(n, claim)

    # ---- who stands behind them --------------------------------------------------------------------------------------

    def _traced(self, lineage: Lineage, found: Changed) -> None:
        """Cut the origins and their pairs to the claims of the pile, as they are now."""
        was, self._traced_as = self._traced_as, lineage
        altered = self._listed_anew(_tail(was.origins, lineage.origins), lineage.origins)
        lists = {self._lister[c] for c in found.come if c in self._lister}
        risen: set[Id] = set()
        for one in dict.fromkeys([*altered, *sorted(lists)]):
            self._cut(one, found, risen, is_altered=one in altered)
        self._paired(_tail(was.pairs, lineage.pairs), lineage.pairs, found, risen)

    def _listed_anew(self, more: Sequence[Origin] | None, every: Sequence[Origin]) -> dict[Id, None]:
        """Return the origins that are new, gone or altered."""
        old, now = self._listed, {o.id: o for o in (every if more is None else more)}
        altered = {i: None for i in old if i not in now} if more is None else {}
        altered |= {i: None for i, o in now.items() if (was := old.get(i)) is not o and was != o}
        self._listed = now = now if more is None else {**old, **now}
        for one in altered:
            for claim in old[one].claims if one in old else ():
                if self._lister.get(claim) == one:
                    del self._lister[claim]
        for one in altered:
            self._lister |= dict.fromkeys(now[one].claims if one in now else (), one)
        return altered

    def _cut(self, one: Id, found: Changed, risen: set[Id], *, is_altered: bool) -> None:
        """Cut an origin to the claims of the pile; claims that have another voice than before are told otherwise."""
        origin, old = self._listed.get(one), self._origins.get(one)
        kept = () if origin is None else tuple(c for c in origin.claims if c in self._by_id)
        if is_altered:
            before, after = set(old.claims if old else ()), set(kept)
            is_same = old is not None and origin is not None and replace(old, claims=()) == replace(origin, claims=())
            for claim in before ^ after if is_same else before | after:
                if claim in self._by_id and claim not in found.come:
                    found.out.setdefault(claim, self._by_id[claim])
                    found.come[claim] = self._by_id[claim]
                if claim in before - after and self._origin_of.get(claim) is old:
                    del self._origin_of[claim]
        if origin is None or not kept:
            if self._origins.pop(one, None) is not None:
                risen.add(one)
            return
        if old is None:
            risen.add(one)
        made = origin if kept == origin.claims else replace(origin, claims=kept)
        self._origins[one] = made
        self._origin_of |= dict.fromkeys(kept, made)

    def _paired(
        self, more: Sequence[Independence] | None, every: Sequence[Independence], found: Changed, risen: set[Id]
    ) -> None:
        now = {(p.a, p.b) if p.a < p.b else (p.b, p.a): p for p in (every if more is None else more)}
        altered = [i for i in self._pairs if i not in now] if more is None else []
        altered += [i for i, p in now.items() if (was := self._pairs.get(i)) is not p and was != p]
        for pair in altered:
            for one in pair:
                self._pairs_in[one].pop(pair, None)
                if pair in now:
                    self._pairs_in[one][pair] = now[pair]
        if more is None:
            self._pairs = now
        else:
            self._pairs |= now
        now = self._pairs
        bearing = {*altered, *(pair for one in sorted(risen) for pair in self._pairs_in[one])}
        for pair in bearing:
            self._verdicts.pop(pair, None)
            if pair in now and all(one in self._origins for one in pair):
                self._verdicts[pair] = now[pair]
                fewer = min((self._origins[one].claims for one in pair), key=lambda c: (c[0] not in found.come, len(c)))
                found.anew.update(fewer)
            else:
                found.anew.update(c for one in pair if one in self._origins for c in self._origins[one].claims)
        for one in {one for pair in bearing for one in pair}:
            self._pairs_of[one] = tuple(p for i, p in self._pairs_in[one].items() if i in self._verdicts)
        found.anew.difference_update(found.come)


def _tail(old: Sequence[T], now: Sequence[T]) -> Sequence[T] | None:
    """Return what was added to the end; None if what stands before it are other objects than before."""
    return now[len(old) :] if len(now) >= len(old) and all(map(is_, old, now)) else None


def _new(old: Mapping[Id, R], given: Sequence[R], every: Sequence[R]) -> dict[Id, R]:
    """Return what is new, given what is held by id and in what order it was given before.

    Raises:
        Restart: Something old is gone or other than it was.
    """
    if (more := _tail(given, every)) is not None:
        return {one.id: one for one in more}
    now = {one.id: one for one in every}
    found = {i: one for i, one in now.items() if i not in old}
    if len(now) - len(found) != len(old) or any(now[i] is not was and now[i] != was for i, was in old.items()):
        raise Restart
    return found


def ids_in_order(known: Pile, claims: Iterable[Id]) -> list[Claim]:
    """Return some claims of a pile in its order. Cost: O(k log k) in the claims."""
    found = (known.by_id[c] for c in claims)
    return sorted(found, key=lambda c: order(known.reports[c.report], c))
