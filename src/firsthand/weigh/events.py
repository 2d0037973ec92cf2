"""Events: claims that mean one happening, across reports, with what each of them tells of it."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from firsthand.core.claim import Claim, Location, Participant
from firsthand.core.codec import id_of
from firsthand.core.event import Assessment, Event, Reason
from firsthand.core.evidence import Id
from firsthand.core.review import Review
from firsthand.core.spacetime import TimeSpan
from firsthand.weigh import words
from firsthand.weigh.clusters import MUST, clusters
from firsthand.weigh.days import REACH_DAYS, day, window
from firsthand.weigh.pairs import APART_DAYS, Features, features, log_odds, stretch
from firsthand.weigh.parties import party_key
from firsthand.weigh.pile import Pile
from firsthand.weigh.sites import Sites, kind_of
from firsthand.weigh.voices import DIRECT, reliability

HELD_AGAINST = 24  # features of one block that each is held against, nearest in time first
UNKNOWN_TOLD = 0.25  # a statement that a voice would make knowing nothing, against 1 for one that knows
LEAVING = frozenset({"withdraw", "evacuate"})
MOVES = frozenset({"transfer"})
"""Kinds that happen many times, but begin once."""
_EVEN = 0.0  # log-odds that a told event happened, before it is told


def events(pile: Pile, places: Sites, reviews: Sequence[Review] = ()) -> tuple[Event, ...]:
    """Group the pile's claims into events, those with most origins first.

    Args:
        pile: Claims with reports and origins.
        places: The sites of the pile.
        reviews: `same` and `different` override every score.

    Cost: near-linear: only claims of one family that share a site or a party and lie near in time are held together.
    """
    nodes, order = _nodes(pile, places)
    weights: dict[tuple[int, int], float] = {}
    for a, b in _candidates(order, places):
        weights[a, b] = log_odds(order[a], order[b], places)
    at = {claim: k for k, group in enumerate(nodes) for claim in group}
    nodes, at = _parted(nodes, at, reviews, weights)
    _decided(weights, at, reviews)
    known = [*order, *(features(pile, pile.by_id[group[0]], places) for group in nodes[len(order) :])]
    groups = clusters(len(nodes), weights, [stretch(f) for f in known], APART_DAYS)
    found = [event_of(pile, [pile.by_id[c] for k in group for c in nodes[k]]) for group in groups]
    return tuple(sorted(found, key=order_of))


def order_of(event: Event) -> tuple[int, int, str]:
    """Return where an event stands among the others: by its origins, then by its claims."""
    return (-event.assessment.origins_possible, -len(event.claims_for), event.id)


def _nodes(pile: Pile, places: Sites) -> tuple[list[list[Id]], list[Features]]:
    grouped: dict[Features, list[Id]] = defaultdict(list)
    for claim in pile.claims:
        grouped[features(pile, claim, places)].append(claim.id)
    return list(grouped.values()), list(grouped)


def blocks_of(f: Features) -> Iterator[tuple[str, str]]:
    """Yield the blocks in which features are held against others: of one family, at a site or of a party."""
    for key in (*f.sites, *(f"party {p}" for p in f.parties), *(f"object {o}" for o in f.objects if not f.parties)):
        yield f.family, key


def is_vague(f: Features, places: Sites) -> bool:
    """Whether features name no site, or a wide one or a town: then a party may be all that two have in common."""
    return not f.sites or any(kind_of(places.by_key[s].place) in {"wide", "town"} for s in f.sites)


def _candidates(order: Sequence[Features], places: Sites) -> Iterable[tuple[int, int]]:
    """Return the pairs to score: of one family and near in time, at one site, or vague in place and of one party."""
    blocks: dict[tuple[str, str], list[tuple[float, int]]] = defaultdict(list)
    for k, f in enumerate(order):
        for block in blocks_of(f):
            blocks[block].append((start_of(f), k))
    vague = [is_vague(f, places) for f in order]
    seen: set[tuple[int, int]] = set()
    for (_, key), members in blocks.items():
        members.sort()
        both_ways = key not in places.by_key
        starts = [start for start, _ in members]
        for n, (_, a) in enumerate(members):
            if both_ways and not vague[a]:
                continue
            near = (members[m][1] for m in held_against(n, starts, order[a], both_ways=both_ways))
            seen.update((a, b) if a < b else (b, a) for b in near if b != a)
    return sorted(seen)


def held_against(n: int, starts: Sequence[float], f: Features, *, both_ways: bool) -> range:
    """Return the places in a block, sorted by begin, of those near in time that the n-th is held against.

    Args:
        n: Where it stands.
        starts: The begins of all of the block.
        f: Its features.
        both_ways: Also those that begin before it: where only one of two does the holding.
    """
    last = bisect_right(starts, _end(f) + APART_DAYS, lo=n + 1)
    return range(max(0, n - HELD_AGAINST) if both_ways else n + 1, min(last, n + 1 + HELD_AGAINST))


def start_of(f: Features) -> float:
    """Return the first day on which it may have begun; infinite where no day is known."""
    return f.window.begin_first if f.window else math.inf


def _end(f: Features) -> float:
    return f.window.end_last if f.window else math.inf


def _parted(
    nodes: list[list[Id]],
    at: dict[Id, int],
    reviews: Sequence[Review],
    weights: dict[tuple[int, int], float],
) -> tuple[list[list[Id]], dict[Id, int]]:
    """Give a claim that a person told apart from a like one a node of its own."""
    for review in reviews:
        if review.verdict != "different" or not all(c in at for c in review.claims):
            continue
        for claim in review.claims[1:]:
            old = at[claim]
            if old == at[review.claims[0]] and len(nodes[old]) > 1:
                new = len(nodes)
                nodes[old].remove(claim)
                nodes.append([claim])
                at[claim] = new
                copied = {(b if a == old else a): w for (a, b), w in weights.items() if old in {a, b}}
                weights.update({(other, new): w for other, w in copied.items()})
    return nodes, at


def _decided(weights: dict[tuple[int, int], float], at: Mapping[Id, int], reviews: Sequence[Review]) -> None:
    for review in reviews:
        if review.verdict not in {"same", "different"} or not all(c in at for c in review.claims):
            continue
        a, *others = (at[c] for c in review.claims)
        for b in others:
            if a != b:
                weights[min(a, b), max(a, b)] = MUST if review.verdict == "same" else -MUST


def event_of(pile: Pile, claims: Sequence[Claim]) -> Event:
    """Return the event that some claims tell of."""
    ordered = sorted(claims, key=lambda c: (pile.published(c) or "9999", c.id))
    asserted = [c for c in ordered if c.stance == "asserted"]
    held = [c for c in asserted if c.polarity == "affirmed"]
    against = [c for c in asserted if c.polarity == "negated"]
    told = held or against or ordered
    kind = _kind(told)
    anchor = ordered[0].id
    return Event(
        id=id_of("event", anchor),
        anchor=anchor,
        kind=kind,
        when=_when(pile, told),
        locations=_locations(told),
        participants=_participants([pile.as_told.get(c.id, c) for c in told]),
        claims_for=tuple(c.id for c in held),
        claims_against=tuple(c.id for c in against),
        claims_other=tuple(c.id for c in ordered if c.stance != "asserted"),
        assessment=_assessment(pile, held, against),
    )


def _kind(claims: Sequence[Claim]) -> str:
    """Return the kind that most claims tell; what is moved away where they leave is a part of the leaving."""
    if len({c.mention.kind for c in claims}) == 1:
        return claims[0].mention.kind
    counted = Counter(c.mention.kind for c in claims)
    leaving = Counter({k: n for k, n in counted.items() if k in LEAVING})
    kind = counted.most_common(1)[0][0]
    return leaving.most_common(1)[0][0] if kind in MOVES and leaving.total() >= counted[kind] else kind


def _when(pile: Pile, claims: Sequence[Claim]) -> TimeSpan | None:
    """Span from the earliest day that any claim allows to the latest; undated claims add nothing to dated ones.

    Where none has a date and it is over, only the day by which it was told is known.
    """
    windows = [w for c in claims if (w := window(c, pile.published(c)))]
    found = [w for w in windows if w.dated] or [w for w in windows if w.width < REACH_DAYS]
    if not found:
        return TimeSpan(end_latest=day(max(w.end_last for w in windows))) if windows else None
    return TimeSpan(
        begin_earliest=day(min(w.begin_first for w in found)),
        begin_latest=day(min(w.begin_last for w in found)),
        end_earliest=day(max(w.end_first for w in found)),
        end_latest=day(max(w.end_last for w in found)),
    )


def _locations(claims: Sequence[Claim]) -> tuple[Location, ...]:
    counted = Counter((loc.role, loc.place.ref or loc.place.name) for c in claims for loc in c.locations)
    first = {(loc.role, loc.place.ref or loc.place.name): loc for c in reversed(claims) for loc in c.locations}
    return tuple(Location(role=first[k].role, place=first[k].place) for k, _ in counted.most_common())


def _participants(claims: Sequence[Claim]) -> tuple[Participant, ...]:
    """Return each party once a role, under the name most used, with the range of its counts."""
    groups: dict[tuple[str, str], list[Participant]] = defaultdict(list)
    for claim in claims:
        for participant in claim.participants:
            if participant.name.strip():
                groups[participant.role, party_key(participant)].append(participant)
    made = []
    for (role, _), named in sorted(groups.items(), key=lambda kv: (-len(kv[1]), kv[0])):
        name = named[0].name
        if any(p.name != name for p in named):
            name = Counter(p.name for p in named).most_common(1)[0][0]
        lows = [n for p in named for n in (p.count_low, p.count_high) if n is not None]
        made.append(
            Participant(
                name=name,
                role=role,
                type=named[0].type,
                ref=next((p.ref for p in named if p.ref), None),
                count_low=min(lows, default=None),
                count_high=max(lows, default=None),
            )
        )
    return tuple(made)


def _assessment(pile: Pile, held: Sequence[Claim], against: Sequence[Claim]) -> Assessment:
    """Grade an event: each origin adds its log-odds once, those against it take them away."""
    behind = pile.count(c.id for c in held)
    contrary = pile.count(c.id for c in against)
    direct = pile.count(c.id for c in held if pile.voice(c).kind in DIRECT)
    odds = _EVEN + _told(pile, held, behind.shown, behind.possible) - _told(pile, against, 1, contrary.possible)
    p = words.held(1 / (1 + math.exp(-odds)), direct.shown)
    level, ground = words.confidence(behind.shown, direct.shown, 0)
    return Assessment(
        probability=round(p, 3),
        words=words.phrase(p),
        credibility=words.credibility(p, behind.shown, behind.possible),
        confidence=level,
        origins_for=behind.shown,
        origins_possible=behind.possible,
        origins_against=contrary.possible,
        sides_for=behind.sides,
        reasons=(Reason(what=f"Confidence is {level}: {ground}."),),
    )


def _told(pile: Pile, claims: Sequence[Claim], shown: int, possible: int) -> float:
    """Return the log-odds that some claims give: the surest voice whole, others as far as they are independent."""
    if not claims:
        return 0.0
    best: dict[str, float] = {}
    for claim in claims:
        origin = pile.origin_of.get(claim.id)
        r = reliability(claim, pile.voice(claim), own_side=None, is_loss=False)
        odds = math.log((r + (1 - r) * UNKNOWN_TOLD) / ((1 - r) * UNKNOWN_TOLD + 0.03))
        key = origin.id if origin else claim.id
        best[key] = max(best.get(key, 0.0), odds)
    ranked = sorted(best.values(), reverse=True)[: max(possible, 1)]
    return sum(w if k < shown else w * 0.5 / (k - shown + 2) ** 0.5 for k, w in enumerate(ranked))
