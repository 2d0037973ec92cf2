"""Claims of one happening that do not go together: how firm."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from firsthand.core.claim import Claim
from firsthand.core.event import ContradictionKind, Event
from firsthand.weigh.differences import (
    Difference,
    clearest,
    distinct_from,
    is_one_report,
    origins_of,
    spoken,
)
from firsthand.weigh.naming import act
from firsthand.weigh.observations import is_some
from firsthand.weigh.parties import party_key
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
        parties=frozenset(known_agents(pair[0]) & known_agents(pair[1])),
        heard=sum(spoken(pile, c) for c in pair),
        topic=topic,
    )


def met(
    pile: Pile, left: Sequence[Claim], right: Sequence[Claim], places: Sites, *, of_one: bool = False
) -> tuple[Claim, Claim, bool] | None:
    """Return one claim of each side that are of one site and party (`distinct`), of two voices if there are such.

    Args:
        pile: The pile.
        left: One side.
        right: The other.
        places: The sites of the pile.
        of_one: Whether both must also move or take one party (`is_of_one`).
    """
    ordered = clearest(pile, right)

    def fit(a: Claim) -> Iterator[Claim]:
        return (b for b in ordered if meet(a, b, places) and (not of_one or is_of_one(a, b)))

    altered: tuple[Claim, Claim, bool] | None = None
    for a in clearest(pile, left) if ordered else ():
        pair = distinct_from(pile, a, fit(a))
        if pair is not None and not pair[2]:
            return pair
        altered = altered or pair
    return altered


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
