"""Numbers of one thing at one time and place that do not go together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from firsthand.core.claim import Claim, Participant
from firsthand.core.event import ContradictionKind
from firsthand.data.kind_words import noun
from firsthand.weigh.days import Window, window
from firsthand.weigh.differences import Difference, distinct, narrow
from firsthand.weigh.differing_events import difference, meet, sites_of
from firsthand.weigh.folding import words
from firsthand.weigh.parties import party_key
from firsthand.weigh.phrases import with_article
from firsthand.weigh.pile import Pile
from firsthand.weigh.sites import Sites

CLOSE_COUNTS = 0.1  # counts that differ by less are one count, rounded
ONE_TIME_DAYS = 1  # who is there one day is there the next; a further day's number is another state
NEXT_STATE_DAYS = 10  # and overtakes it
AN_INCIDENT_DAYS = 2  # an event whose words allow more days sums up several
STANDING = frozenset({"be-present"})
HAPPENING = frozenset(
    {"casualties", "attack", "damage", "evacuate", "withdraw", "transfer", "detain", "deploy", "arrive"}
)
_THINGS: Mapping[str, str] = {
    "patients": "patient wounded injured sick",
    "people": "people person civilian displaced refugee evacuee resident families family inhabitant individual",
    "soldiers": "soldier troop force personnel men serviceman servicemen fighter peacekeeper",
    "babies": "baby babies infant newborn",
    "staff": "staff doctor nurse medic worker",
}
_THING_OF = {word: thing for thing, listed in _THINGS.items() for word in listed.split()}


def of_counts(pile: Pile, places: Sites) -> Iterator[Difference]:
    """Yield numbers that cannot both be: of one thing, by one kind of act, at one site, on one day.

    Numbers of two days are two incidents, or a state and the next; a week's number sums up several.

    Cost: O(k^2) in the distinct numbers told of one site and thing.
    """
    told: dict[tuple[str, str, str, str], list[tuple[tuple[int, int], Claim, Window]]] = defaultdict(list)
    for claim in pile.claims:
        if not claim.is_fact_like or claim.mention.kind not in STANDING | HAPPENING:
            continue
        days = _days_of(pile, claim)
        for participant in claim.participants:
            bounds = bounds_of(participant)
            if bounds is None or days is None:
                continue
            for site in sites_of(claim, places):
                key = (site, claim.mention.kind, _thing(participant), _whose(participant))
                told[key].append((bounds, claim, days))
    for (site, kind, thing, _), rows in told.items():
        name = with_article(places.by_key[site].place.name)
        about = f"how many {thing} {'were at' if kind in STANDING else 'in the ' + noun(kind) + ' at'} {name}"
        yield from _of_thing(pile, rows, about, places)


def _days_of(pile: Pile, claim: Claim) -> Window | None:
    if claim.mention.kind in STANDING:
        return window(claim, pile.published(claim))
    found = narrow(pile, claim)
    return found if found is not None and found.width <= AN_INCIDENT_DAYS else None


def _of_thing(
    pile: Pile, rows: Sequence[tuple[tuple[int, int], Claim, Window]], about: str, places: Sites
) -> Iterator[Difference]:
    for x, y in combinations(sorted({bounds for bounds, _, _ in rows}), 2):
        if y[0] - x[1] <= CLOSE_COUNTS * y[0]:
            continue
        for kind in ("conflict", "update"):
            left = [(c, w) for b, c, w in rows if b == x]
            right = [(c, w) for b, c, w in rows if b == y]
            fits = [(a, b) for a, v in left for b, w in right if _kind(a, v, b, w) == kind and meet(a, b, places)]
            pair = next((p for a, b in fits if (p := distinct(pile, [a], [b])) is not None), None)
            if pair is None:
                continue
            a, b, altered = pair
            days = [w for c, w in (*left, *right) if c.id in {a.id, b.id}]
            yield difference(
                pile,
                ([c for c, _ in left], [c for c, _ in right]),
                (a, b),
                kind="drift" if altered and kind == "conflict" else kind,
                about=f"{about}: {_range(x)} or {_range(y)}",
                places=places,
                days=(min(w.begin_first for w in days), max(w.end_last for w in days)),
            )
            break


def _kind(a: Claim, v: Window, b: Claim, w: Window) -> ContradictionKind | None:
    """Type two numbers by their days: of one time they conflict, the later state overtakes the earlier."""
    gap = max(v.begin_first - w.end_last, w.begin_first - v.end_last, 0)
    if a.mention.kind not in STANDING or b.mention.kind not in STANDING:
        return "conflict" if gap == 0 else None
    if gap <= ONE_TIME_DAYS:
        return "conflict"
    falls = w.begin_first < v.begin_first  # who remain grow fewer; a rise tells of others
    return "update" if gap <= NEXT_STATE_DAYS and falls else None


def bounds_of(participant: Participant) -> tuple[int, int] | None:
    """Return the lowest and highest number told of a participant; None where none is."""
    low, high = participant.count_low, participant.count_high
    if low is None and high is None:
        return None
    return (low if low is not None else high or 0), (high if high is not None else low or 0)


def _thing(participant: Participant) -> str:
    """Return what is counted: the first known word of the name, else its last before any preposition."""
    named = [w for w in words(participant.name.split(" from ")[0].split(" in ")[0]) if w.isalpha()]
    known = (_THING_OF.get(w) or _THING_OF.get(w.rstrip("s")) for w in named)
    return next((thing for thing in known if thing), named[-1] if named else participant.name)


def _whose(participant: Participant) -> str:
    key = party_key(participant)
    return key if key.startswith("actor:") else ""


def _range(bounds: tuple[int, int]) -> str:
    return f"{bounds[0]:,}" if bounds[0] == bounds[1] else f"{bounds[0]:,} to {bounds[1]:,}"
