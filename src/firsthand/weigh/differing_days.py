"""Days given for what happens once at a place that do not go together: when it began, when it was done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from firsthand.core.claim import Claim
from firsthand.data.words import noun_classes
from firsthand.weigh.days import Window, day, number, window
from firsthand.weigh.differences import Difference, best, narrow
from firsthand.weigh.differing_counts import is_one_facility
from firsthand.weigh.differing_events import (
    A_NIGHT,
    DENIED_DAYS,
    MOVED,
    ONCE,
    difference,
    has_same_takers,
    is_of_more,
    is_of_one,
    met,
    sites_of,
)
from firsthand.weigh.events import MOVES
from firsthand.weigh.folding import is_anybody, words
from firsthand.weigh.naming import act_of
from firsthand.weigh.observations import is_some
from firsthand.weigh.pairs import FAMILIES
from firsthand.weigh.parties import is_thing
from firsthand.weigh.phrases import between
from firsthand.weigh.pile import Pile
from firsthand.weigh.sites import Sites, kind_of

ONE_MATTER_DAYS = 31  # two beginnings, or two ends at one facility, that lie further apart are of two matters
NEAR_DAYS = 10  # likewise of what is done in a town or a country: there it may happen again
OF_A_COUNTRY = 2  # origins on each side: who left a country left it on many days
SHOWN = 2  # of one beginning or end and kind
Dated = tuple[str, str, str]
"""`begins` or `over`, what happens, key of the site."""


def of_days(pile: Pile, places: Sites) -> Iterator[Difference]:
    """Yield days of one beginning or one end that do not go together.

    Cost: O(k^2) in the distinct days told of one matter.
    """
    told: dict[Dated, list[Claim]] = defaultdict(list)
    for claim in pile.claims:
        for key in dated_by(claim, places):
            told[key].append(claim)
    for key, claims in told.items():
        yield from of_one_matter(pile, key, claims, places)


def dated_by(claim: Claim, places: Sites) -> Iterator[Dated]:
    """Yield of which beginnings or ends a claim tells."""
    kind, phase = claim.mention.kind, claim.mention.phase
    if not claim.is_fact_like or kind not in ONCE | MOVES:
        return
    stage = "begins" if phase == "begins" else "over" if phase in {"whole", "ends"} else ""
    if not stage or (stage == "over" and (kind not in ONCE or is_of_more(claim))):
        return
    what = "departure" if FAMILIES.get(kind) == "departure" else kind
    for site in sorted(sites_of(claim, places)):
        yield stage, what, site


def of_one_matter(pile: Pile, key: Dated, claims: Sequence[Claim], places: Sites) -> Iterator[Difference]:
    """Yield the days told of one beginning or end that do not go together."""
    stage, place = key[0], places.by_key[key[2]].place
    is_small = stage == "begins" or is_one_facility(place)
    found = [*_dates(pile, key, claims, places, ONE_MATTER_DAYS if is_small else NEAR_DAYS)]
    if stage == "over":
        found += _completions(pile, key, claims, places)
    is_one = stage == "begins" or kind_of(place) != "wide"
    yield from best((f for f in found if is_one or f.least >= OF_A_COUNTRY), SHOWN)


def _dates(pile: Pile, key: Dated, once: Sequence[Claim], places: Sites, most: int) -> Iterator[Difference]:
    """Hold the days that are given for what happens once against one another."""
    groups: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in once:
        if (w := narrow(pile, claim)) is not None:
            groups[w.begin_first, w.end_last].append(claim)
    for x, y in _apart(sorted(groups), most):
        left = groups[x]
        right = [c for c in groups[y] if not _is_retold(pile, c, y, once)]
        if (pair := met(pile, left, right, places, of_one=True)) is None:
            continue
        a, b, altered = pair
        yield difference(
            pile,
            (left, right),
            (a, b),
            kind="drift" if altered else "scope" if _is_of_others(a, b) else "conflict",
            about=f"{_what(key, _named(a, b))}: {between(day(x[0]), day(x[1]))} or {between(day(y[0]), day(y[1]))}",
            places=places,
            days=(x[0], y[1]),
            more=_sharp(x) + _sharp(y),
            topic=" ".join(key),
        )


def _apart(days: Sequence[tuple[int, int]], most: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield those that have no day in common and lie at most so many days apart, given them in order."""
    for n, x in enumerate(days):
        for y in days[n + 1 :]:
            if y[0] - x[1] > most:
                break
            if x[1] < y[0]:
                yield x, y


def _completions(pile: Pile, key: Dated, over: Sequence[Claim], places: Sites) -> Iterator[Difference]:
    """Hold who tells it as done by a day against who has its completion on a later one.

    Only of who moved: a place can be told as taken before the last of it is.
    """
    ends = [(c, w) for c in over if c.mention.phase == "ends" and (w := narrow(pile, c)) is not None]
    for last, w in ends:
        told = [(c, v.end_last) for c in over if c.mention.kind in MOVED and (v := _done_by(pile, c)) is not None]
        early = [c for c, day_ in told if 0 < w.begin_first - day_ <= DENIED_DAYS and is_of_one(c, last)]
        if (pair := met(pile, early, [last], places)) is None or pair[2]:
            continue
        days = (next(day_ for c, day_ in told if c.id == pair[0].id), w.end_last)
        over_by, done = between(day(days[0]), day(days[0])), between(day(w.begin_first), day(w.end_last))
        yield difference(
            pile,
            (early, [last]),
            (pair[0], pair[1]),
            kind="conflict",
            about=f"the end of {_act(last)}: told as over by {over_by}, completed on {done}",
            places=places,
            days=days,
            topic=" ".join(key),
        )


def _done_by(pile: Pile, claim: Claim) -> Window | None:
    """Return the days by which the whole of it is told as done, where only their last is told."""
    found = window(claim, pile.published(claim)) if claim.mention.phase == "whole" else None
    return found if found is not None and found.is_open else None


def _sharp(days: tuple[int, int]) -> float:
    return 1.0 if days[1] - days[0] < A_NIGHT else 0.0


def _is_retold(pile: Pile, claim: Claim, days: tuple[int, int], others: Sequence[Claim]) -> bool:
    """Whether a claim is dated to its own report's day though others had printed it before: it is told again."""
    published = pile.published(claim)
    if published is None or days[1] < number(published):
        return False
    return any((day_ := pile.published(c)) is not None and number(day_) < days[0] for c in others)


def _is_of_others(a: Claim, b: Claim) -> bool:
    """Whether two days are of two hand-overs, or of some who went before others."""
    is_of_other_takers = not has_same_takers(a, b)
    return is_of_other_takers or is_some(a) != is_some(b) or _is_of_things(a) != _is_of_things(b)


def _is_of_things(claim: Claim) -> bool:
    """Whether aircraft, vehicles or weapons go rather than those whose they are."""
    things = noun_classes()["vehicle"] | noun_classes()["weapon"]
    going = [p for p in claim.participants if p.role == "agent"]
    return any(is_thing(p) or not things.isdisjoint(words(p.name)) for p in going)


def _named(a: Claim, b: Claim) -> Claim:
    """Return the first of two claims that names who goes by more than "the forces"."""
    agents = [[p for p in c.participants if p.role == "agent"] for c in (a, b)]
    return b if (agents[1] and not agents[0]) or all(is_anybody(p.name) for p in agents[0]) else a


def _what(key: Dated, claim: Claim) -> str:
    return f"the {'beginning' if key[0] == 'begins' else 'day'} of {_act(claim)}"


def _act(claim: Claim) -> str:
    return act_of(claim.mention.kind, claim.participants, claim.locations)
