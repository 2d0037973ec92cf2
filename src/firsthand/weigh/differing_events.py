"""Claims of one happening that do not go together: its day, how firm."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from firsthand.core.claim import Claim
from firsthand.core.event import ContradictionKind, Event
from firsthand.weigh.days import Window, day, number, window
from firsthand.weigh.differences import (
    Difference,
    clearest,
    distinct,
    is_one_report,
    narrow,
    origins_of,
)
from firsthand.weigh.events import MOVES
from firsthand.weigh.naming import act
from firsthand.weigh.observations import is_some
from firsthand.weigh.parties import party_key
from firsthand.weigh.phrases import between
from firsthand.weigh.pile import Pile
from firsthand.weigh.sites import Sites

A_NIGHT = 2
ALIKE = 60.0  # rapidfuzz token-set ratio of two quotes that tell one thing; two sentences of one story reach 45
ONE_TEXT = 95.0  # two quotes in the same words: told with other firmness, they were read differently, not altered
FIRMNESS = {"asserted": 2, "planned": 1, "expected": 1, "conditional": 0, "possible": 0}
"""How firm a word is: who drops "may" alters it; whether a plan is one's own or foreseen by others is no matter."""
DENIED_DAYS = 10  # between an act and its denial, by the last days that they allow: a later denial is of another act
ONCE = frozenset({"withdraw", "evacuate", "seize", "lose", "hand-over", "close", "reopen"})
"""Kinds that happen once: two days given for one of them do not go together."""
MOVED = frozenset({"withdraw", "evacuate", "arrive"})
"""Kinds that are nothing without who moved."""
_BARE = frozenset(f"name:{word}" for word in ("troops", "forces", "soldiers", "units", "contingent", "personnel"))
_ACTING = frozenset({"state", "force", "group", "organisation", "person"})
OFTEN = frozenset({"attack", "clash", "casualties", "damage", "arrive", "visit", "detain", "deploy"})
"""Kinds of which one place sees many: who denies one denies no other, and without a day denies none for sure."""


def of_event(pile: Pile, event: Event, places: Sites) -> Iterator[Difference]:
    """Yield the differences among an event's claims.

    Cost: O(k^2) in the distinct days, counts and stances of the event, not in its claims.
    """
    held = [pile.by_id[c] for c in event.claims_for]
    begun = [c for c in held if c.mention.phase == "begins" and c.mention.kind in ONCE | MOVES]
    over = [c for c in held if c.mention.phase in {"whole", "ends"} and c.mention.kind in ONCE and not is_of_more(c)]
    yield from _dates(pile, begun, f"the beginning of {act(event)}", places)
    yield from _dates(pile, over, f"the day of {act(event)}", places)
    yield from _completions(pile, over, f"the end of {act(event)}", places)
    yield from _stances(pile, event, places)


def sites_of(claim: Claim, places: Sites) -> frozenset[str]:
    """Return the keys of the sites that a claim is about."""
    return frozenset(places.of(loc.place).key for loc in claim.locations if loc.place.name.strip())


def meet(a: Claim, b: Claim, places: Sites) -> bool:
    """Whether two claims are of one site and one party, as far as they tell."""
    x, y = sites_of(a, places), sites_of(b, places)
    left, right = known_agents(a), known_agents(b)
    return (not x or not y or bool(x & y)) and (not left or not right or bool(left & right))


def is_of_more(claim: Claim) -> bool:
    """Whether a claim is of some of them only, or of several places at once: such an act may have many days."""
    places = (p for p in claim.participants if p.role == "object" and p.type in {"facility", "other"})
    return is_some(claim) or any((p.count_low or 1) > 1 for p in places)


def known_agents(claim: Claim) -> set[str]:
    """Return the keys of the known parties that act."""
    keys = {party_key(p) for p in claim.participants if p.role == "agent" and p.name.strip()}
    return {key for key in keys if key.startswith("actor:")}


def difference(  # noqa: PLR0913  # each is a fact of its own
    pile: Pile,
    sides: tuple[Sequence[Claim], Sequence[Claim]],
    pair: tuple[Claim, Claim],
    *,
    kind: ContradictionKind,
    about: str,
    places: Sites,
    days: tuple[int, int] | None = None,
    more: float = 0.0,
    topic: str = "",
) -> Difference:
    """Return the difference between two sides, of each of which one claim is shown."""
    counted = [len(origins_of(pile, side)) for side in sides]
    return Difference(
        claims=(pair[0].id, pair[1].id),
        kind=kind,
        about=about,
        weight=sum(counted) + more,
        days=days,
        sites=sites_of(pair[0], places) | sites_of(pair[1], places),
        least=min(counted),
        topic=topic,
    )


def _dates(pile: Pile, once: Sequence[Claim], what: str, places: Sites) -> Iterator[Difference]:
    """Hold the days that are given for what happens once against one another."""
    groups: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in once:
        if (w := narrow(pile, claim)) is not None:
            groups[w.begin_first, w.end_last].append(claim)
    for x, y in combinations(sorted(groups), 2):
        if x[1] >= y[0]:
            continue
        left = groups[x]
        right = [c for c in groups[y] if not _is_retold(pile, c, y, once)]
        if (pair := met(pile, left, right, places)) is None:
            continue
        a, b, altered = pair
        yield difference(
            pile,
            (left, right),
            (a, b),
            kind="drift" if altered else "conflict" if has_same_takers(a, b) else "scope",
            about=f"{what}: {between(day(x[0]), day(x[1]))} or {between(day(y[0]), day(y[1]))}",
            places=places,
            days=(x[0], y[1]),
            more=_sharp(x) + _sharp(y),
        )


def _completions(pile: Pile, over: Sequence[Claim], what: str, places: Sites) -> Iterator[Difference]:
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
            about=f"{what}: told as over by {over_by}, completed on {done}",
            places=places,
            days=days,
        )


def _done_by(pile: Pile, claim: Claim) -> Window | None:
    """Return the days by which the whole of it is told as done, where only their last is told."""
    found = window(claim, pile.published(claim)) if claim.mention.phase == "whole" else None
    return found if found is not None and found.is_open else None


def met(pile: Pile, left: Sequence[Claim], right: Sequence[Claim], places: Sites) -> tuple[Claim, Claim, bool] | None:
    """Return one claim of each side that are of one site and party (`distinct`), of two voices if there are such."""
    ordered = clearest(pile, right)
    pairs = ((a, [b for b in ordered if meet(a, b, places)]) for a in clearest(pile, left))
    found = [pair for a, met in pairs if (pair := distinct(pile, [a], met)) is not None]
    return next((pair for pair in found if not pair[2]), next(iter(found), None))


def _sharp(days: tuple[int, int]) -> float:
    return 1.0 if days[1] - days[0] < A_NIGHT else 0.0


def _is_retold(pile: Pile, claim: Claim, days: tuple[int, int], others: Sequence[Claim]) -> bool:
    """Whether a claim is dated to its own report's day though others had printed it before: it is told again."""
    published = pile.published(claim)
    if published is None or days[1] < number(published):
        return False
    return any((day_ := pile.published(c)) is not None and number(day_) < days[0] for c in others)


def has_same_takers(a: Claim, b: Claim) -> bool:
    """Whether both hand to the same, as far as they tell: two takers are two hand-overs."""
    takers = [{party_key(p) for p in c.participants if p.role == "recipient" and p.name.strip()} for c in (a, b)]
    return not takers[0] or not takers[1] or bool(takers[0] & takers[1])


def is_of_one(a: Claim, b: Claim) -> bool:
    """Whether both tell of one party; of what happens once, also that both name it."""
    x, y = movers(a), movers(b)
    if x and y and (x <= _BARE or y <= _BARE) and a.mention.kind in MOVED & ONCE:
        return True  # "the troops" are of whom the report is about
    return bool(x & y) if x and y else a.mention.kind not in MOVED


def movers(claim: Claim) -> set[str]:
    """Return who acts or is moved: no thing, and not the place that changes hands."""
    told = (p for p in claim.participants if p.role in {"agent", "object"} and p.type in _ACTING and p.name.strip())
    return {party_key(p) for p in told}


def trigger(pile: Pile, claim: Claim) -> str:
    """Return the word that tells a claim's act, in lower case."""
    report, span = pile.reports.get(claim.report), claim.mention.trigger
    return report.text[span.start : span.end].casefold() if report else ""


def _stances(pile: Pile, event: Event, places: Sites) -> Iterator[Difference]:
    """Show one voice whose words are firmer in one report than in another that tells the same in like words."""
    by_voice: dict[str, list[Claim]] = defaultdict(list)
    for claim in (pile.by_id[c] for c in (*event.claims_for, *event.claims_other)):
        if claim.mention.kind in OFTEN:
            continue
        if origin := pile.origin_of.get(claim.id):
            by_voice[origin.id].append(claim)
    for claims in by_voice.values():
        told: dict[tuple[str, str], set[str]] = defaultdict(set)
        for claim in claims:
            told[claim.report, claim.mention.kind].add(claim.stance)
        for a, b in combinations(claims, 2):
            both = told[a.report, a.mention.kind] & told[b.report, b.mention.kind]
            if both or not _is_firmer(a, b) or not meet(a, b, places):
                continue
            yield difference(
                pile,
                ([a], [b]),
                (a, b),
                kind="drift",
                about=f"{act(event)}: {a.stance} in one report, {b.stance} in another, on one voice's word",
                places=places,
            )
            break


def _is_firmer(a: Claim, b: Claim) -> bool:
    """Whether two reports tell one thing with other firmness: the same kind, in like words but not in the same."""
    if FIRMNESS[a.stance] == FIRMNESS[b.stance] or is_one_report(a, b) or a.mention.kind != b.mention.kind:
        return False
    alike = fuzz.token_set_ratio(a.quote.text, b.quote.text)
    if a.mention.phase != b.mention.phase:
        return False  # begun, and planned as a whole: both hold
    return a.polarity == b.polarity and alike >= ALIKE and fuzz.ratio(a.quote.text, b.quote.text) < ONE_TEXT
