"""A pile that grows: its lineage after one more report costs the chapter that the report belongs to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

from firsthand.core.claim import Claim
from firsthand.core.evidence import Id, Report
from firsthand.core.lineage import Derivation, Independence, Lineage, Origin, Verdict
from firsthand.trace.chapter import Chapter, chapter
from firsthand.trace.cut import Cut
from firsthand.trace.independence import Block, blocks_of, independence, overall, pairs_of, with_verdicts
from firsthand.trace.index import ALL_PAIRS
from firsthand.trace.origins import Spoken
from firsthand.trace.texts import Text, text_of


class GrowingPile:
    """The reports and claims of a pile, and its lineage, which is the same however the pile came to be.

    Up to `ALL_PAIRS` reports are traced together. A larger pile is cut into chapters (`Cut`), each is traced by itself,
    and origins are compared across chapters where they bear on one place and month; a report more costs its chapter
    and the pairs of its places.

    Memory: about 20 kB a report of 2,000 code points with three claims, besides these.
    """

    def __init__(self, reports: Iterable[Report] = (), claims: Iterable[Claim] = ()) -> None:
        """Take in a pile; nothing is traced before it is asked for."""
        self._reports: dict[Id, Report] = {}
        self._texts: dict[Id, Text] = {}
        self._claims: dict[Id, tuple[Claim, ...]] = {}
        self._cut: Cut | None = None
        self._stale: set[Id] = set()
        self._chapters: dict[Id, Chapter] = {}
        self._pairs = _Pairs()
        self._derivations: dict[Id, tuple[Derivation, ...]] = {}
        of: dict[Id, list[Claim]] = defaultdict(list)
        for claim in claims:
            of[claim.report].append(claim)
        for report in reports:
            self.add(report, of.get(report.id, ()))

    def add(self, report: Report, claims: Sequence[Claim] = ()) -> None:
        """Take in one more report with its claims; one that is known is left as it is.

        Cost: about 1 ms.
        """
        if report.id in self._reports:
            return
        self._reports[report.id] = report
        self._claims[report.id] = tuple(claims)
        if self._cut is not None:
            self._place(report.id)

    def lineage(self) -> Lineage:
        """Return the lineage of the pile as it is now.

        Cost: of a pile of `ALL_PAIRS` reports or fewer, all of it; of a larger one the chapters that were touched since
        it was asked for last, 3 to 5 ms a report of them, and 0.5 s for 100,000 reports.
        """
        if len(self._reports) <= ALL_PAIRS:
            return self._together()
        if self._cut is None:
            self._cut = Cut()
            for report in self._reports:
                self._place(report)
        touched: set[Id] = set()
        for head in sorted(self._stale):
            touched |= self._renewed(head)
        self._stale.clear()
        self._pairs.renew(touched)
        return Lineage(
            derivations=tuple(one for copy in sorted(self._derivations) for one in self._derivations[copy]),
            origins=self._pairs.origins(),
            pairs=self._pairs.pairs(),
            withdrawals=tuple(
                sorted(
                    (one for part in self._chapters.values() for one in part.withdrawals),
                    key=attrgetter("report", "by", "kind"),
                )
            ),
        )

    def _together(self) -> Lineage:
        claims = [claim for own in self._claims.values() for claim in own]
        whole = chapter(tuple(self._reports.values()), claims)
        of = {claim.id: claim for claim in claims}
        pairs = independence(whole.found, of, whole.standpoints)
        origins = (replace(origin, reports=whole.carried[origin.id]) for origin in with_verdicts(whole.found, pairs))
        return Lineage(
            derivations=tuple(sorted(whole.derivations, key=attrgetter("copy"))),
            origins=tuple(origins),
            pairs=pairs,
            withdrawals=whole.withdrawals,
        )

    def _place(self, report: Id) -> None:
        """Put a report into its chapter, and forget what was traced of the chapters that it joins."""
        if self._cut is None:
            return
        self._texts[report] = text_of(self._reports[report])
        head, gone = self._cut.add(self._texts[report], self._claims[report])
        for other in (*gone, head):
            self._stale.discard(other)
            self._forget(other)
        self._stale.add(head)

    def _forget(self, head: Id) -> None:
        known = self._chapters.pop(head, None)
        if known is not None:
            self._pairs.forget(known.found)
            for one in known.derivations:
                self._derivations.pop(one.copy, None)

    def _renewed(self, head: Id) -> set[Id]:
        """Trace a chapter; return its origins."""
        members = self._cut.members[head] if self._cut is not None else []
        claims = [claim for report in members for claim in self._claims[report]]
        new = chapter(
            [self._reports[report] for report in members], claims, {report: self._texts[report] for report in members}
        )
        self._chapters[head] = new
        own: dict[Id, list[Derivation]] = defaultdict(list)
        for one in new.derivations:
            own[one.copy].append(one)
        self._derivations |= {copy: tuple(found) for copy, found in own.items()}
        return self._pairs.take(new, {claim.id: claim for claim in claims})


class _Pairs:
    """The origins of a pile by the places and months that they bear on, and what is known of their pairs."""

    def __init__(self) -> None:
        self._spoken: dict[Id, Spoken] = {}
        self._blocks_of: dict[Id, tuple[Block, ...]] = {}
        self._there: set[Id] = set()
        self._arranged: set[Id] = set()
        self._in_block: dict[Block, dict[Id, Spoken]] = defaultdict(dict)
        self._of_block: dict[Block, tuple[Independence, ...]] = {}
        self._listed: Counter[tuple[Id, Id]] = Counter()
        self._pairs: dict[tuple[Id, Id], Independence] = {}
        self._verdicts: dict[Id, Counter[Verdict]] = defaultdict(Counter)
        self._carried: dict[Id, tuple[Id, ...]] = {}
        self._origins: dict[Id, Origin] = {}
        self._touched: set[Block] = set()

    def take(self, part: Chapter, claims: dict[Id, Claim]) -> set[Id]:
        """Take in a chapter's origins; return them."""
        self._there |= part.standpoints.there
        self._arranged |= part.standpoints.arranged
        for one in part.found:
            i = one.origin.id
            self._spoken[i], self._carried[i] = one, part.carried[i]
            self._blocks_of[i] = blocks_of(one, claims, part.standpoints)
            for block in self._blocks_of[i]:
                self._in_block[block][i] = one
                self._touched.add(block)
        return {one.origin.id for one in part.found}

    def forget(self, found: Collection[Spoken]) -> None:
        """Forget the origins of a chapter that is traced anew."""
        for one in found:
            i = one.origin.id
            del self._spoken[i], self._carried[i]
            self._origins.pop(i, None)
            self._there.discard(i)
            self._arranged.discard(i)
            for block in self._blocks_of.pop(i):
                del self._in_block[block][i]
                self._touched.add(block)

    def renew(self, touched: set[Id]) -> None:
        """Judge the pairs of every block that was touched, and say of each origin in them what is known of all."""
        for block in sorted(self._touched):
            for pair in self._of_block.pop(block, ()):
                touched |= {pair.a, pair.b}
                self._unlist(pair)
        for block in sorted(self._touched):  # a pair is of two blocks, and is gone when neither lists it
            if not self._in_block[block]:
                del self._in_block[block]
                continue
            own = tuple(pairs_of(list(self._in_block[block].values()), self._there, self._arranged))
            self._of_block[block] = own
            for pair in own:
                touched |= {pair.a, pair.b}
                self._list(pair)
        self._touched.clear()
        for i in touched & self._spoken.keys():
            origin = self._spoken[i].origin
            verdict = overall(+self._verdicts[i])
            self._origins[i] = replace(origin, independence=verdict, reports=self._carried[i])

    def _list(self, pair: Independence) -> None:
        key = pair.a, pair.b
        self._listed[key] += 1
        if self._listed[key] == 1:
            self._pairs[key] = pair
            self._verdicts[pair.a][pair.verdict] += 1
            self._verdicts[pair.b][pair.verdict] += 1

    def _unlist(self, pair: Independence) -> None:
        key = pair.a, pair.b
        self._listed[key] -= 1
        if not self._listed[key]:
            del self._listed[key], self._pairs[key]
            self._verdicts[pair.a][pair.verdict] -= 1
            self._verdicts[pair.b][pair.verdict] -= 1

    def pairs(self) -> tuple[Independence, ...]:
        """Return all pairs in the order of their ids."""
        self._pairs = {key: self._pairs[key] for key in sorted(self._pairs)}
        return tuple(self._pairs.values())

    def origins(self) -> tuple[Origin, ...]:
        """Return all origins, earliest first, ties by id."""
        return tuple(sorted(self._origins.values(), key=lambda origin: (origin.said_on or "9999", origin.id)))
