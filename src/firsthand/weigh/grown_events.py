"""Events that grow with the pile: a claim that comes in touches only the claims it may be one happening with."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from firsthand.core.claim import Claim
from firsthand.core.event import Event
from firsthand.core.evidence import Id
from firsthand.weigh.clusters import clusters
from firsthand.weigh.events import HELD_AGAINST, blocks_of, event_of, held_against, is_vague, order_of, start_of
from firsthand.weigh.pairs import APART_DAYS, Features, features, log_odds, stretch
from firsthand.weigh.pile import Order, Pile
from firsthand.weigh.pile import order as pile_order
from firsthand.weigh.sites import Sites

AT_ONCE = 64  # events that are put in one by one
Block = tuple[str, str]


@dataclass(slots=True, eq=False)
class _Node:
    """Claims with equal features, in the order of the pile, and the nodes that they were held against."""

    features: Features
    number: int
    claims: list[Order] = field(default_factory=list)
    near: dict[_Node, float] = field(default_factory=dict)
    group: _Group | None = None

    @property
    def order(self) -> tuple[float, Order]:
        """Where it stands in its blocks: by the begin of its days, then by its first claim."""
        return (start_of(self.features), self.claims[0])


@dataclass(slots=True, eq=False)
class _Group:
    nodes: tuple[_Node, ...]
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouped:
    """Which events a change moved."""

    gone: tuple[Event, ...]
    made: tuple[Event, ...]


_Entry = tuple[tuple[float, Order], int, _Node]


class GrownEvents:
    """The events of a pile, kept so that claims can be put in and taken out: the same as those of `events`.

    No claim is joined or parted by a person's decision here: a pile with reviews is weighed whole.
    """

    def __init__(self, pile: Pile, places: Sites, claims: Iterable[Claim]) -> None:
        """Group some claims of the pile. Cost: as `events`, half as much again."""
        self._nodes: dict[Features, _Node] = {}
        self._node_of: dict[Id, _Node] = {}
        self._blocks: dict[Block, list[_Entry]] = defaultdict(list)
        self._held: Counter[tuple[_Node, _Node]] = Counter()
        self._made = 0
        self._order: list[tuple[int, int, str]] = []
        self._events: list[Event] = []
        touched: dict[_Node, None] = {}
        for claim in claims:
            node = self._noded(features(pile, claim, places), pile_order(pile.reports[claim.report], claim))
            self._node_of[claim.id] = node
            touched[node] = None
        for node in touched:
            node.claims.sort()
            for block in blocks_of(node.features):
                self._blocks[block].append((node.order, node.number, node))
        for (_, key), row in self._blocks.items():
            row.sort(key=lambda e: e[:2])
            starts = [entry[0][0] for entry in row]
            pairs = self._pairs(row, starts, range(len(row)), places, both_ways=key not in places.by_key)
            self._counted(set(), pairs, places, touched)
        self._regrouped(pile, touched, {})

    @property
    def events(self) -> tuple[Event, ...]:
        """All events, those with most origins first."""
        return tuple(self._events)

    def of(self, claim: Id) -> Event | None:
        """Return the event that a claim tells of; None for a claim that is not here."""
        node = self._node_of.get(claim)
        return node.group.event if node is not None and node.group is not None else None

    def changed(
        self, pile: Pile, places: Sites, out: Iterable[Id], come: Iterable[Claim], told_anew: Iterable[Id]
    ) -> Regrouped:
        """Return the events that are no more, and those that are new or other than they were.

        Args:
            pile: What is known now.
            places: The sites now; those that were known before keep their keys.
            out: Claims that are no more, or have other features now.
            come: Claims that are new, or have other features now.
            told_anew: Claims whose features stay and whose origin is known otherwise than before.

        Cost: O(c log n) for c claims in the blocks that they stand in, near in time, and for the events they touch.
        """
        touched: dict[_Node, None] = {}
        for claim in out:
            self._taken_out(claim, places, touched)
        for one in come:
            self._put_in(pile, places, one, touched)
        anew = {self._node_of[c]: None for c in told_anew if c in self._node_of}
        return self._regrouped(pile, touched, anew)

    def _noded(self, found: Features, order: Order) -> _Node:
        """Return the node of some features with a claim more, which may be out of order."""
        node = self._nodes.get(found)
        if node is None:
            node = self._nodes[found] = _Node(features=found, number=self._made)
            self._made += 1
        node.claims.append(order)
        return node

    def _put_in(self, pile: Pile, places: Sites, claim: Claim, touched: dict[_Node, None]) -> None:
        order = pile_order(pile.reports[claim.report], claim)
        found = features(pile, claim, places)
        old = self._nodes.get(found)
        leads = old is None or order < old.claims[0]  # among those of its day a node stands by its first claim
        if old is not None and leads:
            self._stood(old, places, touched, there=False)
        node = self._noded(found, order)
        node.claims.sort()
        if leads:
            self._stood(node, places, touched, there=True)
        self._node_of[claim.id] = node
        touched[node] = None

    def _taken_out(self, claim: Id, places: Sites, touched: dict[_Node, None]) -> None:
        node = self._node_of.pop(claim, None)
        if node is None:
            return
        at = next(k for k, order in enumerate(node.claims) if order[-1] == claim)
        touched[node] = None
        if at:
            del node.claims[at]
            return
        self._stood(node, places, touched, there=False)
        del node.claims[0]
        if node.claims:
            self._stood(node, places, touched, there=True)
        else:
            del self._nodes[node.features]

    def _stood(self, node: _Node, places: Sites, touched: dict[_Node, None], *, there: bool) -> None:
        """Put a node into its blocks, or take it out of them, and hold the nodes around it against one another anew."""
        entry = (node.order, node.number, node)
        for block in blocks_of(node.features):
            row = self._blocks[block]
            at = bisect_left(row, entry[:2], key=lambda e: e[:2])
            both_ways = block[1] not in places.by_key
            low, high = max(0, at - HELD_AGAINST), at + HELD_AGAINST if both_ways else at
            around = row[max(0, low - HELD_AGAINST) : high + 2 * HELD_AGAINST]
            first = max(0, low - HELD_AGAINST)
            starts = [e[0][0] for e in around]
            before = self._pairs(
                around, starts, range(low - first, high - first + (not there)), places, both_ways=both_ways
            )
            around = [*around[: at - first], *([entry] if there else []), *around[at - first + (not there) :]]
            starts = [e[0][0] for e in around]
            near = range(low - first, high - first + there)
            after = self._pairs(around, starts, near, places, both_ways=both_ways)
            if there:
                row.insert(at, entry)
            else:
                del row[at]
            self._counted(before - after, after - before, places, touched)

    def _pairs(
        self, row: Sequence[_Entry], starts: Sequence[float], near: range, places: Sites, *, both_ways: bool
    ) -> set[tuple[_Node, _Node]]:
        """Return the pairs that the nodes of a stretch of a block make."""
        found = set()
        for n in near:
            if n >= len(row) or (both_ways and not is_vague(row[n][2].features, places)):
                continue
            a = row[n][2]
            for b in (row[k][2] for k in held_against(n, starts, a.features, both_ways=both_ways)):
                if a is not b:
                    found.add((a, b) if a.number < b.number else (b, a))
        return found

    def _counted(
        self,
        fewer: set[tuple[_Node, _Node]],
        more: set[tuple[_Node, _Node]],
        places: Sites,
        touched: dict[_Node, None],
    ) -> None:
        for pair in fewer:
            self._held[pair] -= 1
            if not self._held[pair]:
                del self._held[pair]
                a, b = pair
                del a.near[b], b.near[a]
                touched[a] = touched[b] = None
        for pair in more:
            self._held[pair] += 1
            if self._held[pair] == 1:
                a, b = pair
                a.near[b] = b.near[a] = log_odds(a.features, b.features, places)
                touched[a] = touched[b] = None

    def _regrouped(self, pile: Pile, touched: dict[_Node, None], anew: dict[_Node, None]) -> Regrouped:
        """Group the touched nodes anew with all that were or may be of one event with them."""
        old = {node.group: None for node in touched if node.group is not None}
        stretch = dict(touched) | {node: None for group in old for node in group.nodes}
        stretch = {node: None for node in stretch if node.claims}
        open_ = list(stretch)
        while open_:
            for other, weight in open_.pop().near.items():
                if weight > 0 and other not in stretch:
                    stretch[other] = None
                    open_.append(other)
        old |= {node.group: None for node in stretch if node.group is not None}
        made = [self._group(pile, nodes) for nodes in _grouped(list(stretch))]
        were = [group.event for group in old]
        for group in {node.group: None for node in anew if node.group is not None and node not in stretch}:
            was = group.event
            group.event = self._event(pile, group.nodes)
            if group.event != was:
                were.append(was)
                made.append((group, True))
        self._ordered(were, [group.event for group, _ in made])
        kept = {group.event.id for group, _ in made}
        return Regrouped(
            gone=tuple(event for event in were if event.id not in kept),
            made=tuple(group.event for group, is_new in made if is_new),
        )

    def _ordered(self, were: Sequence[Event], made: Sequence[Event]) -> None:
        """Keep all events in order: few are put in one by one, many are sorted in."""
        for event in were:
            at = bisect_left(self._order, order_of(event))
            del self._order[at], self._events[at]
        if len(made) > AT_ONCE:
            self._events = sorted([*self._events, *made], key=order_of)
            self._order = [order_of(event) for event in self._events]
            return
        for event in made:
            at = bisect_left(self._order, order_of(event))
            self._order.insert(at, order_of(event))
            self._events.insert(at, event)

    def _group(self, pile: Pile, nodes: Sequence[_Node]) -> tuple[_Group, bool]:
        group = _Group(nodes=tuple(nodes), event=self._event(pile, nodes))
        is_new = not any(node.group is not None and node.group.event == group.event for node in nodes)
        for node in nodes:
            node.group = group
        return group, is_new

    def _event(self, pile: Pile, nodes: Iterable[_Node]) -> Event:
        return event_of(pile, [pile.by_id[Id(order[-1])] for node in nodes for order in node.claims])


def _grouped(nodes: Sequence[_Node]) -> Iterator[list[_Node]]:
    """Yield the groups of some nodes, as `clusters` makes them of the whole pile."""
    order = sorted(nodes, key=lambda node: node.claims[0])
    at = {node: k for k, node in enumerate(order)}
    weights = {(at[a], at[b]): w for a in order for b, w in a.near.items() if b in at and at[a] < at[b]}
    for group in clusters(len(order), weights, [stretch(node.features) for node in order], APART_DAYS):
        yield [order[k] for k in group]
