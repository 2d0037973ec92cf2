"""Claims that do not go together: conflict, update, scope, drift or retraction, and what became of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from firsthand.core.distance import metres_apart
from firsthand.core.event import Contradiction, Event
from firsthand.core.evidence import Id
from firsthand.core.spacetime import Place
from firsthand.weigh.days import number
from firsthand.weigh.differences import Difference, best
from firsthand.weigh.differing_causes import of_causes
from firsthand.weigh.differing_counts import of_counts
from firsthand.weigh.differing_days import of_days
from firsthand.weigh.differing_denials import of_denials
from firsthand.weigh.differing_events import of_event
from firsthand.weigh.differing_plans import of_plans
from firsthand.weigh.differing_returns import of_returns
from firsthand.weigh.differing_spans import of_spans
from firsthand.weigh.differing_states import of_around, of_status, of_stays, of_takings
from firsthand.weigh.naming import voice
from firsthand.weigh.phrases import on_day, quoted
from firsthand.weigh.pile import Pile
from firsthand.weigh.retractions import retractions
from firsthand.weigh.sites import Sites, kind_of, relation
from firsthand.weigh.status import Weighed

SHOWN = 40
A_FLUENT = 3  # of one status and kind: the ones with most behind them
A_PARTY = 2  # of one party and kind, at all sites
UPDATES = 1
AN_EVENT = 2
COUNTS = 6  # of one kind
PLANS = 3  # likewise
DENIALS = 4  # likewise
DAYS = 3  # likewise
SPANS = 2  # likewise
RETURNS = 2  # likewise
TAKINGS = 2
ELSEWHERE = 2  # origins on each side that a difference far from what the answer is about must have to be shown
ONE_LAND_M = 1_000_000.0  # two bases further apart are seldom of one withdrawal
SURE = 0.8
SLACK_DAYS = 1  # a conflict that ends this long before a state began says nothing against it


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflicts:
    """What is shown, and the differences that it was made of, in one order."""

    shown: tuple[Contradiction, ...]
    differences: tuple[Difference, ...]


def conflicts(
    pile: Pile,
    statuses: Sequence[Weighed],
    events: Sequence[Event],
    places: Sites,
    told_back: Sequence[Difference] | None = None,
) -> Conflicts:
    """Return pairs of claims that do not go together, the weightiest first, one or a few for each matter.

    Differences at or around the site of the first status are shown whoever tells them; others only with ELSEWHERE
    origins on each side: one voice misread far from the question is no contradiction that a reader should weigh.

    Args:
        pile: What was known.
        statuses: Shown statuses with their evidence, that of the answer first.
        events: All events.
        places: The sites of the pile.
        told_back: Its retractions; None = they are looked for.

    Cost: O(k^2) in the distinct positions (days and states) of one status or event, not in its claims.
    """
    matters = Matters(
        statuses=[f for w in statuses for f in of_shown(pile, w, statuses[0])],
        takings=list(of_takings(pile, places)),
        counts=list(of_counts(pile, places)),
        plans=list(of_plans(pile, places)),
        denials=list(of_denials(pile, places)),
        days=list(of_days(pile, places)),
        spans=list(of_spans(pile, places)),
        returns=list(of_returns(pile, places)),
        events=[f for e in events for f in of_happening(pile, e, places)],
        retractions=list(retractions(pile)) if told_back is None else told_back,
    )
    return chosen(pile, statuses, matters, places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matters:
    """The differences of a pile by what they are about, before the ones to show are chosen."""

    statuses: Sequence[Difference]
    """By status (`of_shown`)."""
    takings: Sequence[Difference]
    counts: Sequence[Difference]
    plans: Sequence[Difference]
    denials: Sequence[Difference]
    days: Sequence[Difference]
    spans: Sequence[Difference]
    returns: Sequence[Difference]
    events: Sequence[Difference]
    """By event (`of_happening`)."""
    retractions: Sequence[Difference]


def of_shown(pile: Pile, weighed: Weighed, first: Weighed) -> list[Difference]:
    """Return the differences about one status that may be shown, given the status of the answer."""
    return best(_of_status(pile, weighed, first), A_FLUENT, updates=1)


def of_happening(pile: Pile, event: Event, places: Sites) -> list[Difference]:
    """Return the differences about one event that may be shown."""
    return best((*of_event(pile, event, places), *of_causes(pile, event, places)), AN_EVENT)


def chosen(pile: Pile, statuses: Sequence[Weighed], matters: Matters, places: Sites) -> Conflicts:
    """Return what is shown of all differences of a pile.

    Cost: O(n log n) in them, O(k^2) in the statuses.
    """
    found = list(_by_party(matters.statuses))
    found += [f for w in statuses for f in best(_around(pile, w, statuses), 1)]
    found += [f for w in statuses[:1] for f in best(of_stays(pile, w), 1)]
    found += best(matters.takings, TAKINGS)
    found += best(matters.counts, COUNTS)
    found += best(matters.days, DAYS)
    found += best(matters.spans, SPANS)
    found += best(matters.returns, RETURNS)
    told = [*best(matters.plans, PLANS), *best(matters.denials, DENIALS), *matters.events]
    bearing = _bearing(statuses, places)

    def bears(f: Difference) -> bool:
        is_here = not bearing or not f.sites or not bearing.isdisjoint(f.sites)
        return is_here or f.least >= ELSEWHERE or _is_of_its_party(f, statuses, places)

    found = [f for f in (*found, *matters.retractions) if bears(f)]
    found += [f for f in told if bears(f) and (f.least >= ELSEWHERE or not _is_of_a_country(f, places))]
    found.sort(key=lambda f: (-f.weight, f.heard, f.claims))
    kept = tuple(_once(found))[:SHOWN]
    shown = (Contradiction(claims=f.claims, kind=f.kind, about=f.about, resolution=_resolution(pile, f)) for f in kept)
    return Conflicts(shown=tuple(shown), differences=kept)


def _by_party(found: Sequence[Difference]) -> Iterator[Difference]:
    """Yield the differences of statuses, of one party at nested sites together: a base and its town are one matter."""
    groups: dict[tuple[str, str], list[Difference]] = defaultdict(list)
    for f in found:
        if f.status is not None:
            fluent = f.status.fluent
            groups[fluent.aspect, fluent.party or fluent.site].append(f)
    for group in groups.values():
        kept = best(group, A_PARTY, updates=UPDATES)
        disputed = {claim for f in kept if f.kind == "conflict" for claim in f.claims}
        yield from (f for f in kept if f.kind != "scope" or disputed.isdisjoint(f.claims))


def _of_status(pile: Pile, weighed: Weighed, first: Weighed) -> Iterator[Difference]:
    """Yield the differences about a status; of the presence of others, or elsewhere, only well told ones.

    What lies around the site shares its evidence: only what is told of the wider place itself is a further difference.
    """
    of_others = weighed.fluent.aspect == "presence" and weighed.fluent.party != first.fluent.party
    is_around = relation(weighed.status.site, first.status.site) == "around"
    own = {o.claim for v in weighed.voices for o in v.observations if o.fluent == weighed.fluent}
    for f in of_status(pile, weighed):
        if f.least >= ELSEWHERE or not (of_others or (is_around and not own.issuperset(f.claims))):
            yield f


def _around(pile: Pile, weighed: Weighed, statuses: Sequence[Weighed]) -> Iterator[Difference]:
    """Yield who is gone from the answer's site but still around it, or from the country but for an embassy.

    Of every other base that was left it goes unsaid that the country was not.
    """
    is_of_country = kind_of(weighed.status.site) == "wide"
    is_shown = weighed.fluent == statuses[0].fluent or is_of_country
    return of_around(pile, weighed, statuses) if is_shown else iter(())


def _once(found: Sequence[Difference]) -> Iterator[Difference]:
    """Yield each pair of claims once, and each matter once in each way that it is disputed."""
    seen: set[frozenset[Id]] = set()
    told: set[tuple[str, str]] = set()
    for f in found:
        pair = frozenset(f.claims)
        if pair not in seen and len(pair) > 1 and (f.kind, f.topic or f.about) not in told:
            seen.add(pair)
            told.add((f.kind, f.topic or f.about))
            yield f


def _bearing(statuses: Sequence[Weighed], places: Sites) -> frozenset[str]:
    """Return the keys of the sites that bear on the answer: its own, its parts, and what lies around it.

    On a country bears what is told of it as a whole: each of its towns is a matter of its own.
    """
    if not statuses:
        return frozenset()
    site = statuses[0].status.site
    if kind_of(site) == "wide":
        return frozenset({statuses[0].fluent.site})

    def bears(place: Place) -> bool:
        return relation(place, site) in {"part", "around"} or relation(site, place) in {"part", "around"}

    near = {key for key, other in places.by_key.items() if bears(other.place)}
    return frozenset(near | {statuses[0].fluent.site})


def _is_of_its_party(found: Difference, statuses: Sequence[Weighed], places: Sites) -> bool:
    """Whether it is of the party of the answer and of no place far from it: a command leaves its bases one by one."""
    first = statuses[0]
    if first.fluent.party not in found.parties:
        return False
    apart = (metres_apart(places.by_key[key].place, first.status.site) for key in found.sites)
    return all(metres is not None and metres <= ONE_LAND_M for metres in apart)


def _is_of_a_country(found: Difference, places: Sites) -> bool:
    """Whether it is about no place but a country or region, of which two claims seldom mean one act."""
    return bool(found.sites) and all(kind_of(places.by_key[key].place) == "wide" for key in found.sites)


_RESOLVED = {
    "update": "The later word holds; both were right in their time.",
    "scope": "Both may hold: they speak of different places, things or hours.",
    "drift": "One origin, altered in copying: charged to the copy, not to the origin.",
    "retraction": "Withdrawn or corrected by its own voice: the later word counts.",
}


def _resolution(pile: Pile, found: Difference) -> str | None:
    """Say in words what became of it; None where the evidence cannot settle it."""
    if found.kind in _RESOLVED:
        return _RESOLVED[found.kind]
    if found.status is None or pile.first_day is None or found.days is None:
        return None
    t = min(max(found.days[1] - pile.first_day, 0), len(found.status.marginals) - 1)
    state = _settled(found.status, t)
    if state is None:
        return None
    told = found.status.status.days[t].date
    return f"On {on_day(told)} the evidence together has {state}: {_who(pile, found.status, number(told))}."


def _settled(weighed: Weighed, t: int) -> str | None:
    """Return what the status says of one day, in words, where it is sure; of a presence, whether they were there."""
    row = weighed.marginals[t]
    if weighed.fluent.aspect == "presence":
        gone = float(row[weighed.model.states.index("absent")])
        return "them gone" if gone >= SURE else "them still there" if 1 - gone >= SURE else None
    return f"it {quoted(weighed.shown[int(row.argmax())])}" if float(row.max()) >= SURE else None


def _who(pile: Pile, weighed: Weighed, at: int) -> str:
    direct = [
        o.origin
        for v in weighed.voices
        for o in v.observations
        if o.direct and o.window.begin_first <= at + 1 and at - 1 <= o.window.end_last
    ]
    names = [voice(pile.origins[Id(o)].voice) for o in dict.fromkeys(direct) if Id(o) in pile.origins]
    return f"seen by {names[0]}" if names else "more voices say so"


def unresolved(found: Conflicts, claims: Container[Id], since: str | None = None) -> list[str]:
    """Return what the unresolved conflicts among some claims are about.

    Args:
        found: All of the pile.
        claims: Those of one status.
        since: First day on which its present state may have begun; conflicts about earlier days leave it alone, so
            that a disputed beginning of a departure says nothing against its end.
    """
    told = [
        (c, f)
        for c, f in zip(found.shown, found.differences, strict=True)
        if c.kind == "conflict" and c.resolution is None and any(i in claims for i in c.claims)
    ]
    first = None if since is None else number(since) - SLACK_DAYS
    return [c.about for c, f in told if first is None or f.days is None or f.days[1] >= first]


def first_day_of(weighed: Weighed) -> str | None:
    """Return the first day on which the last span of a status may have begun."""
    return weighed.status.spans[-1].since[0]
