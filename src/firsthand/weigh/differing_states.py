"""Who says that it holds against who says that it does not, of one presence, one holder or one facility."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from firsthand.core.claim import Claim, Participant
from firsthand.core.event import ContradictionKind
from firsthand.core.evidence import Id
from firsthand.core.spacetime import Place
from firsthand.weigh.days import Window, day, number, window
from firsthand.weigh.differences import NARROW_DAYS, Difference, is_one_report, origins_of, spoken
from firsthand.weigh.fluents import SETTLED, THERE
from firsthand.weigh.folding import words
from firsthand.weigh.observations import Observation
from firsthand.weigh.parties import is_sheltered, party_key
from firsthand.weigh.phrases import are, between, on_day, with_article
from firsthand.weigh.pile import Pile
from firsthand.weigh.sites import Sites, at_or_in, kind_of, relation
from firsthand.weigh.status import Weighed

SAME_THING = 1.5  # a flag up and the same flag gone is worth more to a reader than a flag and a tent
UPDATE_DAYS = 3  # an earlier state is worth showing as overtaken only if it was told shortly before
ITS_DAY = 2  # a presence that is told of more days is no state of one day that the next overtakes
RESIDUAL_DAYS = 45  # after which a remnant that is gone is another matter
STAY, TAKING = "be-present", "seize"
_TAKEN = frozenset({"facility", "other"})
_TAKERS = frozenset({"force", "group", "organisation", "state"})
_HAD_BEEN = re.compile(
    r"\bhad (?:\w+ )?been (?:at|in|on|there|based|stationed|deployed|posted|present|held)\b", re.IGNORECASE
)
STILL = re.compile(r"\b(?:still|remain\w*|stay\w*|continu\w*)\b", re.IGNORECASE)
_BY_STAGES = re.compile(
    r"\b(?:(?:by|in) (?:stages|phases)|phased|gradual(?:ly)?|step by step|(?:bit|little) by)\b", re.IGNORECASE
)
HEARD = 0.15  # a word that weighs less (an inferred site, a sign of a sign) is held against nobody
_THERE = frozenset({"present", "open", "holder", "partly", THERE, SETTLED})
_GONE = frozenset({"absent", "closed", "other"})


def of_status(pile: Pile, weighed: Weighed) -> Iterator[Difference]:
    """Pair those who say that it holds with those who say that it does not, of one party where control is told.

    Cost: O(k^2) in the distinct positions (days, sites and parties) of the status, not in its claims.
    """
    seen = _heard(pile, weighed)
    there = _positions(o for o in seen if _says(o) == "there")
    gone = _positions(o for o in seen if _says(o) == "gone")
    for left in there:
        for right in gone:
            if (pair := _pair(pile, left, right)) is None:
                continue
            a, b, kind = pair
            low, high = min(a.window.begin_first, b.window.begin_first), max(a.window.end_last, b.window.end_last)
            yield Difference(
                claims=(a.claim, b.claim),
                kind=kind,
                about=f"{_matter(weighed, is_denied=a.denied or b.denied)}, {between(day(low), day(high))}",
                weight=_support(left) + _support(right) + (SAME_THING if _shared_thing(pile, a, b) else 0.0),
                days=(low, high),
                status=weighed,
                sites=frozenset({weighed.fluent.site}),
                least=min(len({o.origin for o in left}), len({o.origin for o in right})),
                heard=sum(spoken(pile, pile.by_id[o.claim]) for o in (a, b)),
            )


def _matter(weighed: Weighed, *, is_denied: bool = False) -> str:
    site, who = with_article(weighed.status.site.name), weighed.status.actor or "they"
    if weighed.fluent.aspect == "operation":
        return f"{site}: open or closed"
    if weighed.fluent.aspect == "control":
        return f"who holds {site}"
    if is_denied:
        verb = "were" if are(who) == "are" else "was"
        return f"whether {with_article(who)} {verb} {at_or_in(weighed.status.site)} {site}"
    return f"{who} {at_or_in(weighed.status.site)} {site}: there or gone"


def _heard(pile: Pile, weighed: Weighed) -> list[Observation]:
    """Return what is told of few days by voices that name the party; an undated "has left" is of its report's day."""
    every = [_by_its_day(pile, o) for v in weighed.voices for o in v.observations]
    told = {(_sentence(pile, o), w) for o in every if _says(o) == "gone" and not o.denied for w in (None, o.window)}
    every = [o for o in every if _says(o) != "there" or o.denied or not _is_past(pile, o, told)]
    every = [o for o in every if _says(o) != "gone" or not _is_by_stages(pile.by_id[o.claim])]
    if weighed.fluent.aspect == "operation":
        every = [o for o in every if _is_of_the_place(pile.by_id[o.claim], weighed.status.site)]
    of_party = [o for o in every if o.party is not None or weighed.fluent.aspect == "operation"]
    return [o for o in of_party if o.window.dated and o.window.width <= NARROW_DAYS and o.knows >= HEARD]


def _is_of_the_place(claim: Claim, site: Place) -> bool:
    """Whether what opens or shuts is the place: its power or its lines may be cut and it stays open."""
    things = [p for p in claim.participants if p.role == "object" and p.name.strip()]
    own = set(words(site.name)) | {kind_of(site)}
    return not things or any(p.type == "facility" or own & set(words(p.name)) for p in things)


def _sentence(pile: Pile, o: Observation) -> tuple[Id, int]:
    claim = pile.by_id[o.claim]
    return claim.report, claim.quote.span.start


def _is_by_stages(claim: Claim) -> bool:
    """Whether it is told to go by stages, on no day of its own: then nobody says that the last have left."""
    return claim.when_basis != "words" and claim.mention.phase == "whole" and bool(_BY_STAGES.search(claim.quote.text))


def _is_past(pile: Pile, o: Observation, told: Container[tuple[tuple[Id, int], Window | None]]) -> bool:
    """Whether it tells where they were before: beside a departure ("the base that they held"), or as what had been.

    "Some 200 had been at the base" is true of a time before the report's, whatever its words leave of them.
    """
    claim = pile.by_id[o.claim]
    if claim.when_basis == "words":
        return (_sentence(pile, o), o.window) in told
    return (_sentence(pile, o), None) in told or _HAD_BEEN.search(claim.quote.text[: _told_at(claim)]) is not None


def _told_at(claim: Claim) -> int:
    """Return where in a claim's quote the word that tells it ends."""
    return claim.mention.trigger.end - claim.quote.span.start


def _by_its_day(pile: Pile, o: Observation) -> Observation:
    claim = pile.by_id[o.claim]
    if o.window.is_open and claim.mention.kind == STAY and not o.denied and STILL.search(claim.quote.text):
        return replace(o, window=_last_day(o.window))  # "still had forces in the city" is of the day that it is told
    if o.window.dated or o.denied or o.after != "absent":
        return o
    printed = _as_printed(pile, pile.by_id[o.claim], o.window)
    told = o.window.end_last  # who spoke before the report was printed told of no later day
    return replace(
        o,
        window=printed
        if printed.end_last <= told
        else Window(begin_first=told, begin_last=told, end_first=told, end_last=told),
    )


def _last_day(told: Window) -> Window:
    return replace(told, begin_first=told.end_last, begin_last=told.end_last, end_first=told.end_last, dated=True)


def _as_printed(pile: Pile, claim: Claim, otherwise: Window) -> Window:
    """Return the day of a claim's report as a window: what is told as news without a day is of that day."""
    published = pile.published(claim)
    if published is None:
        return otherwise
    at = number(published)
    return Window(begin_first=at, begin_last=at, end_first=at, end_last=at)


def _positions(seen: Iterable[Observation]) -> list[list[Observation]]:
    groups: dict[tuple[int, int, str, str], list[Observation]] = defaultdict(list)
    for o in seen:
        groups[o.window.begin_first, o.window.end_last, o.fluent.site, o.party or ""].append(o)
    for group in groups.values():
        group.sort(key=lambda o: (-o.knows, o.claim))
    return [groups[k] for k in sorted(groups)]


def _support(group: Sequence[Observation]) -> float:
    heard: dict[str, float] = {}
    for o in group:
        heard[o.origin] = max(o.knows, heard.get(o.origin, 0.0))
    return sum(heard.values())


def _says(o: Observation) -> str | None:
    last = o.after or o.during
    state = "gone" if last in _GONE else "there" if o.during in _THERE or last == "holder" else None
    if state is None or not o.denied:
        return state
    return "there" if state == "gone" else "gone"


def _pair(
    pile: Pile, there: Sequence[Observation], gone: Sequence[Observation]
) -> tuple[Observation, Observation, ContradictionKind] | None:
    """Return the surest two of distinct voices that do not go together, with the kind of their difference."""
    for a in there:
        for b in gone:
            if (kind := _kind(pile, a, b)) is not None:
                return a, b, kind
    return None


def _kind(pile: Pile, there: Observation, gone: Observation) -> ContradictionKind | None:
    """Type a pair of which the first says that it holds, the second that it does not."""
    if not _is_a_pair(pile, there, gone):
        return None
    over = gone.window.end_first if gone.after else gone.window.begin_first
    gap = over - there.window.end_last
    if there.fluent.site != gone.fluent.site:
        return "scope" if -UPDATE_DAYS <= gap <= 0 else None  # still there before they left is no difference
    if gap > 0:
        if _is_counted(pile, there):
            return "update" if gap <= RESIDUAL_DAYS else None
        is_same = _shared_thing(pile, there, gone) or _is_still_there(pile, there, gone)
        return "update" if gap <= UPDATE_DAYS and is_same else None
    if there.window.begin_first > gone.window.end_last + UPDATE_DAYS:
        return None
    complete = gone.during == "leaving" and gone.after == "absent"  # who says that the last left speaks of everything
    return "conflict" if complete or _same_thing(pile, there, gone) else "scope"


def _is_still_there(pile: Pile, there: Observation, gone: Observation) -> bool:
    """Whether one voice has them there on its own day, and another has them gone from there soon after."""
    stays = pile.by_id[there.claim].mention.kind == STAY and there.window.width <= ITS_DAY
    return stays and "absent" in {gone.during, gone.after}


def _is_counted(pile: Pile, o: Observation) -> bool:
    """Whether so many are told to remain: a remnant, which a later word that all are gone overtakes."""
    counted = (p for p in pile.by_id[o.claim].participants if p.count_low is not None and p.role in {"agent", "object"})
    return any(p.type in {"force", "group", "person", "organisation", "state"} or is_sheltered(p.name) for p in counted)


def _is_a_pair(pile: Pile, there: Observation, gone: Observation) -> bool:
    """Whether two voices speak of one party in two ways; two hand-overs that name one side each tell one thing."""
    a, b = pile.by_id[there.claim], pile.by_id[gone.claim]
    if there.origin == gone.origin or (there.party and gone.party and there.party != gone.party):
        return False
    if is_one_report(a, b) and not (a.attribution and b.attribution):
        return False  # a text tells of then and now; two voices in it may contradict one another
    return a.mention.kind != b.mention.kind or a.polarity != b.polarity


def of_around(pile: Pile, weighed: Weighed, statuses: Sequence[Weighed]) -> Iterator[Difference]:
    """Pair who says that they are gone from the site with who says that they are still in the town around it."""
    site, who = weighed.status.site, weighed.status.actor or "they"
    of_party = (other for other in statuses if other.fluent.party == weighed.fluent.party)
    beside = [other for other in of_party if _is_beside_it(pile, other, weighed)]
    told = _heard(pile, weighed) if beside else ()
    gone = _positions(o for o in told if _says(o) == "gone" and o.fluent == weighed.fluent)
    for other in beside:
        there = _positions(o for o in _heard(pile, other) if _says(o) == "there" and o.fluent == other.fluent)
        for a in there:
            for b in gone:
                over, still = b[0].window, a[0].window
                if still.end_last >= over.end_first and abs(still.begin_first - over.end_last) <= UPDATE_DAYS:
                    yield Difference(
                        claims=(a[0].claim, b[0].claim),
                        kind="scope",
                        about=f"{who}: gone from {with_article(site.name)}, still "
                        f"{at_or_in(other.status.site)} {with_article(other.status.site.name)}",
                        weight=_support(a) + _support(b),
                        days=(b[0].window.begin_first, a[0].window.end_last),
                        sites=frozenset({weighed.fluent.site}),
                        least=min(len({o.origin for group in side for o in group}) for side in (there, gone)),
                    )


def _is_beside_it(pile: Pile, other: Weighed, weighed: Weighed) -> bool:
    """Whether who is gone from a site may still be at the other: around it, or of a country, at an embassy in it.

    An embassy without a point lies in the country that its own report is about.
    """
    site, place = weighed.status.site, other.status.site
    if {weighed.fluent.aspect, other.fluent.aspect} != {"presence"}:
        return False
    if relation(place, site) == "around":
        return kind_of(site) != "wide"
    if kind_of(site) != "wide" or place.lat is not None or kind_of(place) != "embassy":
        return False
    about = {pile.by_id[o.claim].report for v in weighed.voices for o in v.observations if o.fluent == weighed.fluent}
    return any(pile.by_id[o.claim].report in about for v in other.voices for o in v.observations)


def _same_thing(pile: Pile, a: Observation, b: Observation) -> bool:
    """Whether both speak of the same part of the presence: bare quarters and aircraft on the apron may both be true."""
    things_a, things_b = (_things(pile.by_id[o.claim]) for o in (a, b))
    return not things_a or not things_b or bool(things_a & things_b)


def _shared_thing(pile: Pile, a: Observation, b: Observation) -> bool:
    return bool(_things(pile.by_id[a.claim]) & _things(pile.by_id[b.claim]))


def _things(claim: Claim) -> frozenset[str]:
    signs = (p for p in claim.participants if p.role != "agent" or p.type in {"equipment", "facility"})
    return frozenset(word.rstrip("s") for p in signs for word in re.findall(r"\b[a-z]{4,}", p.name))


def of_takings(pile: Pile, places: Sites) -> Iterator[Difference]:
    """Pair who is told to have taken a place with who took it, or the town around it, from them later.

    Cost: O(k^2) in the takings told by known parties.
    """
    told = [one for claim in pile.claims for one in _taking(pile, claim, places)]
    for a, site, first, v in told:
        for b, other, second, w in told:
            gap = w.begin_first - v.end_last
            if first == second or not UPDATE_DAYS < gap <= RESIDUAL_DAYS or is_one_report(a, b):
                continue
            if site != other and relation(places.by_key[other].place, places.by_key[site].place) != "around":
                continue
            sides = ([c for c, _, who, _ in told if who == taker] for taker in (first, second))
            counted = [len(origins_of(pile, side)) for side in sides]
            yield Difference(
                claims=(a.id, b.id),
                kind="update",
                about=f"who took {with_article(places.by_key[other].place.name)}: {_taker(a)} by "
                f"{on_day(day(v.end_last))}, {_taker(b)} by {on_day(day(w.end_last))}",
                weight=float(sum(counted)),
                days=(v.begin_first, w.end_last),
                sites=frozenset({site, other}),
                least=min(counted),
            )


def _taking(pile: Pile, claim: Claim, places: Sites) -> Iterator[tuple[Claim, str, str, Window]]:
    """Yield a claim that a known party took a place in few days with the key of the place, the party and the days."""
    taker = next((p for p in claim.participants if p.role == "agent"), None)
    days = window(claim, pile.published(claim)) if claim.is_fact_like and claim.mention.kind == TAKING else None
    if taker is None or days is None or not party_key(taker).startswith("actor:"):
        return
    days = days if days.dated else _as_printed(pile, claim, days)
    things = {p.type for p in claim.participants if p.role == "object"}
    if days.width > NARROW_DAYS or not things <= _TAKEN:
        return
    for loc in claim.locations:
        if loc.place.name.strip() and kind_of(loc.place) != "wide" and is_taken(claim, loc.place, taker):
            yield claim, places.of(loc.place).key, party_key(taker), days


def is_taken(claim: Claim, place: Place, taker: Participant) -> bool:
    """Whether what is taken is the place: what its words take is named after it, and no capital takes itself."""
    named = set(words(place.name))
    taken = [set(words(p.name)) for p in claim.participants if p.role == "object"]
    return taker.type in _TAKERS and not named & set(words(taker.name)) and (not taken or any(t & named for t in taken))


def _taker(claim: Claim) -> str:
    return with_article(next(p.name for p in claim.participants if p.role == "agent"))


def of_stays(pile: Pile, weighed: Weighed) -> Iterator[Difference]:
    """Pair who planned or foresaw that they stay until a day with who says that they were gone before it."""
    gone = [o for o in _heard(pile, weighed) if _says(o) == "gone" and o.fluent.site == weighed.fluent.site]
    for claim in pile.claims:
        if claim.stance not in {"planned", "expected"} or claim.polarity != "affirmed" or claim.mention.kind != STAY:
            continue
        until = window(claim, None)
        if until is None or not {party_key(p) for p in claim.participants} & {weighed.fluent.party}:
            continue
        for o in gone:
            left = pile.by_id[o.claim]
            if o.window.end_last >= until.end_last - UPDATE_DAYS or is_one_report(claim, left):
                continue
            if (pile.published(claim) or "9999") > (pile.published(left) or ""):
                continue
            yield Difference(
                claims=(claim.id, o.claim),
                kind="update",
                about=f"{_matter(weighed)}: planned until {on_day(day(until.end_last))}, gone before",
                weight=1.0 + o.knows,
                days=(o.window.begin_first, until.end_last),
                sites=frozenset({weighed.fluent.site}),
            )
            break
