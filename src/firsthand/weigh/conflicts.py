"""Claims that do not go together: conflict, update, scope, drift or retraction, and what became of each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from firsthand.core.claim import Claim
from firsthand.core.event import Contradiction, ContradictionKind, Event
from firsthand.core.evidence import Id
from firsthand.weigh.days import Window, day, number, window
from firsthand.weigh.fluents import SETTLED, THERE
from firsthand.weigh.observations import Observation
from firsthand.weigh.phrases import between, on_day, quoted, with_article
from firsthand.weigh.pile import Pile
from firsthand.weigh.sites import relation
from firsthand.weigh.status import Weighed

SHOWN = 40
A_FLUENT = 4  # of one status and kind: the ones with most behind them
AN_EVENT = 3
A_NIGHT = 2
NARROW_DAYS = 8  # a claim whose words allow more days contradicts no other by its date
SAME_THING = 1.5  # a flag up and the same flag gone is worth more to a reader than a flag and a tent
RETRACTED = 9.0  # a retraction is shown before what its denial would look like, a conflict
UPDATE_DAYS = 3  # an earlier state is worth showing as overtaken only if it was told shortly before
SURE = 0.8
CHANGES = frozenset({"withdraw", "evacuate", "seize", "lose", "hand-over", "close", "reopen", "arrive"})
"""Kinds that happen once: two days given for one of them do not go together."""
_THERE = frozenset({"present", "open", "holder", "partly", THERE, SETTLED})
_GONE = frozenset({"absent", "closed", "other"})
_RETRACTS = re.compile(
    r"\b(retract\w*|withdr[ae]w\w* (?:its|the|an earlier) (?:report|story|claim)|correct(?:ion|ed|s)\b|deleted the|"
    r"an earlier version)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    claims: tuple[Id, Id]
    kind: ContradictionKind
    about: str
    weight: float
    days: tuple[int, int]
    """First and last day that it is about."""
    status: Weighed | None = None


def contradictions(pile: Pile, statuses: Sequence[Weighed], events: Sequence[Event]) -> tuple[Contradiction, ...]:
    """Return pairs of claims that do not go together, the weightiest first, one or a few for each matter.

    Args:
        pile: What was known.
        statuses: Shown statuses with their evidence.
        events: All events.

    Cost: O(k^2) in the distinct positions (days and states) of one status or event, not in its claims.
    """
    found = [f for w in statuses for f in _best(_of_status(pile, w), A_FLUENT)]
    found += [f for w in statuses for f in _best(_of_around(w, statuses), 1)]
    found += [f for e in events for f in _best(_of_event(pile, e), AN_EVENT)]
    found += list(_retractions(pile))
    found.sort(key=lambda f: (-f.weight, f.claims))
    seen: set[frozenset[Id]] = set()
    shown = []
    for f in found:
        pair = frozenset(f.claims)
        if pair in seen or len(pair) == 1:
            continue
        seen.add(pair)
        shown.append(Contradiction(claims=f.claims, kind=f.kind, about=f.about, resolution=_resolution(pile, f)))
    return tuple(shown[:SHOWN])


def _best(found: Iterable[_Found], most: int) -> list[_Found]:
    """Return the weightiest of each kind, no claim twice in one kind."""
    by_kind: dict[str, list[_Found]] = defaultdict(list)
    for f in sorted(found, key=lambda f: (-f.weight, f.claims)):
        kept = by_kind[f.kind]
        if len(kept) < most and not any(set(f.claims) & set(k.claims) for k in kept):
            kept.append(f)
    return [f for kept in by_kind.values() for f in kept]


def _of_status(pile: Pile, weighed: Weighed) -> Iterator[_Found]:
    """Pair those who say that it holds with those who say that it does not."""
    seen = _narrow_ones(weighed)
    there = _positions(o for o in seen if _says(o) == "there")
    gone = _positions(o for o in seen if _says(o) == "gone")
    site = with_article(weighed.status.site.name)
    what = weighed.status.actor or "it"
    for a in there:
        for b in gone:
            kind = _state_kind(pile, a[0], b[0])
            if kind is None:
                continue
            low = min(a[0].window.begin_first, b[0].window.begin_first)
            high = max(a[0].window.end_last, b[0].window.end_last)
            yield _Found(
                claims=(a[0].claim, b[0].claim),
                kind=kind,
                about=f"{what} at {site}: there or gone, {between(day(low), day(high))}",
                weight=_support(a) + _support(b) + (SAME_THING if _shared_thing(pile, a[0], b[0]) else 0.0),
                days=(low, high),
                status=weighed,
            )


def _positions(seen: Iterable[Observation]) -> list[list[Observation]]:
    groups: dict[tuple[int, int, str], list[Observation]] = defaultdict(list)
    for o in seen:
        groups[o.window.begin_first, o.window.end_last, o.fluent.site].append(o)
    for group in groups.values():
        group.sort(key=lambda o: (-o.knows, o.claim))
    return [groups[k] for k in sorted(groups)]


def _support(group: Sequence[Observation]) -> float:
    best: dict[str, float] = {}
    for o in group:
        best[o.origin] = max(o.knows, best.get(o.origin, 0.0))
    return sum(best.values())


def _says(o: Observation) -> str | None:
    last = o.after or o.during
    state = "gone" if last in _GONE else "there" if o.during in _THERE else None
    if state is None or not o.denied:
        return state
    return "there" if state == "gone" else "gone"


def _state_kind(pile: Pile, there: Observation, gone: Observation) -> ContradictionKind | None:
    """Type a pair of which the first says that it holds, the second that it does not."""
    over = gone.window.end_first if gone.after else gone.window.begin_first
    gap = over - there.window.end_last
    if there.origin == gone.origin:
        return None
    if there.fluent.site != gone.fluent.site:
        return "scope" if abs(gap) <= UPDATE_DAYS else None
    if gap > 0:
        return "update" if gap <= UPDATE_DAYS and _same_thing(pile, there, gone) else None
    if there.window.begin_first > gone.window.end_last + UPDATE_DAYS:
        return None
    complete = gone.during == "leaving" and gone.after == "absent"  # who says that the last left speaks of everything
    return "conflict" if complete or _same_thing(pile, there, gone) else "scope"


def _of_around(weighed: Weighed, statuses: Sequence[Weighed]) -> Iterator[_Found]:
    """Pair who says that they are gone from the site with who says that they are still in the town around it."""
    site = weighed.status.site
    gone = _positions(o for o in _narrow_ones(weighed) if _says(o) == "gone" and o.fluent == weighed.fluent)
    for other in statuses:
        if other.fluent.party != weighed.fluent.party or relation(other.status.site, site) != "around":
            continue
        there = _positions(o for o in _narrow_ones(other) if _says(o) == "there" and o.fluent == other.fluent)
        for a in there:
            for b in gone:
                if abs(a[0].window.begin_first - b[0].window.end_last) <= UPDATE_DAYS:
                    yield _Found(
                        claims=(a[0].claim, b[0].claim),
                        kind="scope",
                        about=f"{weighed.status.actor}: gone from {site.name}, still in {other.status.site.name}",
                        weight=_support(a) + _support(b),
                        days=(b[0].window.begin_first, a[0].window.end_last),
                    )


def _narrow_ones(weighed: Weighed) -> list[Observation]:
    every = (o for v in weighed.voices for o in v.observations)
    return [o for o in every if o.window.dated and o.window.width <= NARROW_DAYS]


def _same_thing(pile: Pile, a: Observation, b: Observation) -> bool:
    """Whether both speak of the same part of the presence: bare quarters and aircraft on the apron may both be true."""
    things_a, things_b = (_things(pile.by_id[o.claim]) for o in (a, b))
    return not things_a or not things_b or bool(things_a & things_b)


def _shared_thing(pile: Pile, a: Observation, b: Observation) -> bool:
    return bool(_things(pile.by_id[a.claim]) & _things(pile.by_id[b.claim]))


def _things(claim: Claim) -> frozenset[str]:
    signs = (p for p in claim.participants if p.role != "agent" or p.type in {"equipment", "facility"})
    return frozenset(word.rstrip("s") for p in signs for word in re.findall(r"\b[a-z]{4,}", p.name))


def _of_event(pile: Pile, event: Event) -> Iterator[_Found]:
    held = [pile.by_id[c] for c in event.claims_for]
    name = f"{event.kind} of {event.participants[0].name}" if event.participants else event.kind
    dated_phases = (({"begins"}, "beginning"), ({"whole", "ends"}, "day")) if event.kind in CHANGES else ()
    for phases, what in dated_phases:
        once = [c for c in held if c.mention.phase in phases and c.mention.kind in CHANGES]
        dated = [(c, w) for c in once if (w := _narrow(pile, c)) is not None]
        yield from _dates(pile, dated, f"the {what} of the {name}")
    yield from _denials(pile, event, held, name)
    yield from _forecasts(pile, event, held, name)
    yield from _stances(pile, event, name)
    yield from _counts(pile, held, name)


def _narrow(pile: Pile, claim: Claim) -> Window | None:
    found = window(claim, pile.published(claim))
    return found if found and found.dated and found.width <= NARROW_DAYS else None


def _dates(pile: Pile, dated: Sequence[tuple[Claim, Window]], what: str) -> Iterator[_Found]:
    groups: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    spans: dict[tuple[int, int], Window] = {}
    for claim, w in dated:
        groups[w.begin_first, w.end_last].append(claim)
        spans[w.begin_first, w.end_last] = w
    for x, y in combinations(sorted(groups), 2):
        if spans[x].meets(spans[y]):
            continue
        a, b, one = _pair(pile, groups[x], groups[y])
        yield _Found(
            claims=(a.id, b.id),
            kind="drift" if one else "conflict",
            about=f"{what}: {between(day(x[0]), day(x[1]))} or {between(day(y[0]), day(y[1]))}",
            weight=_told(pile, groups[x], spans[x]) + _told(pile, groups[y], spans[y]),
            days=(x[0], y[1]),
        )


def _told(pile: Pile, claims: Sequence[Claim], w: Window) -> float:
    """Weigh one side of a difference of dates: origins, a date of one or two days, and one that is not the report's."""
    own_date = any(w.end_last < number(pile.published(c) or "9999-12-31") for c in claims)
    return len(_origins(pile, claims)) + (1.0 if w.width <= A_NIGHT else 0.0) + (1.0 if own_date else 0.0)


def _pair(pile: Pile, left: Sequence[Claim], right: Sequence[Claim]) -> tuple[Claim, Claim, bool]:
    """Choose one claim of each side, of two origins if there are such; else it is one origin, altered in copying."""
    for a in left:
        for b in right:
            if not _same_origin(pile, a, b):
                return a, b, False
    return left[0], right[0], True


def _same_origin(pile: Pile, a: Claim, b: Claim) -> bool:
    x, y = pile.origin_of.get(a.id), pile.origin_of.get(b.id)
    return x is not None and y is not None and x.id == y.id


def _origins(pile: Pile, claims: Iterable[Claim]) -> set[Id]:
    return {o.id if (o := pile.origin_of.get(c.id)) else c.id for c in claims}


def _denials(pile: Pile, event: Event, held: Sequence[Claim], name: str) -> Iterator[_Found]:
    for denied in event.claims_against:
        b = pile.by_id[denied]
        w = _narrow(pile, b)
        for a in held[:1]:
            own = _same_origin(pile, a, b)
            later = (pile.published(a) or "") < (pile.published(b) or "")
            low = w.begin_first if w else 0
            yield _Found(
                claims=(a.id, b.id),
                kind="retraction" if own and later else "conflict" if event.kind in CHANGES else "scope",
                about=f"whether there was a {name}",
                weight=2.0 + len(_origins(pile, held)),
                days=(low, w.end_last if w else 0),
            )


def _forecasts(pile: Pile, event: Event, held: Sequence[Claim], name: str) -> Iterator[_Found]:
    """Show a plan or forecast that was overtaken: told for another day than the one on which it was done."""
    done = [(c, w) for c in held if c.mention.phase in {"whole", "ends"} and (w := _narrow(pile, c))]
    for other in event.claims_other:
        a = pile.by_id[other]
        told = window(a, None)
        if told is None or not done:
            continue
        b, w = done[0]
        if told.meets(w) or _same_origin(pile, a, b):
            continue
        low, high = min(told.begin_first, w.begin_first), max(told.end_last, w.end_last)
        yield _Found(
            claims=(a.id, b.id),
            kind="update",
            about=f"the {name}: {a.stance} for {between(day(told.begin_first), day(told.end_last))}, then told as done",
            weight=1.0,
            days=(low, high),
        )


def _stances(pile: Pile, event: Event, name: str) -> Iterator[_Found]:
    """Show one origin whose words are firmer in one report than in another."""
    every = [pile.by_id[c] for c in (*event.claims_for, *event.claims_other)]
    by_origin: dict[Id, list[Claim]] = defaultdict(list)
    for claim in every:
        if origin := pile.origin_of.get(claim.id):
            by_origin[origin.id].append(claim)
    for claims in by_origin.values():
        for a, b in combinations(claims, 2):
            if a.stance != b.stance and a.report != b.report and a.mention.kind == b.mention.kind:
                yield _Found(
                    claims=(a.id, b.id),
                    kind="drift",
                    about=f"the {name}: {a.stance} in one report, {b.stance} in another, of one origin",
                    weight=1.0,
                    days=(0, 0),
                )
                break


def _counts(pile: Pile, held: Sequence[Claim], name: str) -> Iterator[_Found]:
    counted = [(c, c.mention.count_low, c.mention.count_high) for c in held if c.mention.count_low is not None]
    groups: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim, low, high in counted:
        if low is not None:
            groups[low, high if high is not None else low].append(claim)
    for x, y in combinations(sorted(groups), 2):
        if x[1] >= y[0]:
            continue
        a, b, one = _pair(pile, groups[x], groups[y])
        later = (pile.published(a) or "") < (pile.published(b) or "")
        grows = event_grows(a) and later
        yield _Found(
            claims=(a.id, b.id),
            kind="drift" if one else "update" if grows else "conflict",
            about=f"how many, in the {name}: {_range(x)} or {_range(y)}",
            weight=float(len(_origins(pile, groups[x])) + len(_origins(pile, groups[y]))),
            days=(0, 0),
        )


def event_grows(claim: Claim) -> bool:
    """Whether counts of such an event rise as more becomes known."""
    return claim.mention.kind in {"casualties", "attack", "detain", "damage", "evacuate"}


def _range(bounds: tuple[int, int]) -> str:
    return str(bounds[0]) if bounds[0] == bounds[1] else f"{bounds[0]} to {bounds[1]}"


def _retractions(pile: Pile) -> Iterator[_Found]:
    """Show claims of a report whose own outlet later says that it was corrected or withdrawn."""
    by_outlet: dict[str, list[Claim]] = defaultdict(list)
    for claim in pile.claims:
        report = pile.reports.get(claim.report)
        if report and report.outlet:
            by_outlet[report.outlet].append(claim)
    for outlet, claims in by_outlet.items():
        for later in claims:
            if not _RETRACTS.search(later.quote.text):
                continue
            earlier = [c for c in claims if c.report != later.report and c.mention.kind == later.mention.kind]
            earlier = [c for c in earlier if (pile.published(c) or "") <= (pile.published(later) or "")]
            if earlier:
                yield _Found(
                    claims=(earlier[-1].id, later.id),
                    kind="retraction",
                    about=f"{outlet} corrects or withdraws what it reported",
                    weight=RETRACTED,
                    days=(0, 0),
                )


_RESOLVED = {
    "update": "The later word holds; both were right in their time.",
    "scope": "Both may hold: they speak of different places, things or hours.",
    "drift": "One origin, altered in copying: charged to the copy, not to the origin.",
    "retraction": "Withdrawn or corrected by its own voice: the later word counts.",
}


def _resolution(pile: Pile, found: _Found) -> str | None:
    """Say in words what became of it; None where the evidence cannot settle it."""
    if found.kind in _RESOLVED:
        return _RESOLVED[found.kind]
    if found.status is None or pile.first_day is None:
        return None
    t = min(max(found.days[1] - pile.first_day, 0), len(found.status.marginals) - 1)
    row = found.status.marginals[t]
    if float(row.max()) < SURE:
        return None
    state = found.status.shown[int(row.argmax())]
    told = found.status.status.days[t].date
    return f"On {on_day(told)} the evidence together has it {quoted(state)}: {_who(pile, found.status, number(told))}."


def _who(pile: Pile, weighed: Weighed, at: int) -> str:
    direct = [
        o.origin
        for v in weighed.voices
        for o in v.observations
        if o.direct and o.window.begin_first <= at + 1 and at - 1 <= o.window.end_last
    ]
    names = [pile.origins[Id(o)].voice.name for o in dict.fromkeys(direct) if Id(o) in pile.origins]
    return f"seen by {names[0]}" if names else "more voices say so"


def unresolved(found: Sequence[Contradiction], claims: Container[Id]) -> list[str]:
    """Return what the unresolved conflicts among some claims are about."""
    open_ones = [c for c in found if c.kind == "conflict" and c.resolution is None]
    return [c.about for c in open_ones if any(i in claims for i in c.claims)]
