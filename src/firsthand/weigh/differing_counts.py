"""Numbers of one thing at one time and place that do not go together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from firsthand.core.claim import Claim, Participant
from firsthand.core.event import ContradictionKind
from firsthand.data.kind_words import noun
from firsthand.weigh.days import Window, window
from firsthand.weigh.differences import Difference, clearest, distinct, narrow
from firsthand.weigh.differing_events import difference, meet, sites_of, trigger
from firsthand.weigh.folding import words
from firsthand.weigh.parties import is_sheltered, party_key
from firsthand.weigh.phrases import with_article
from firsthand.weigh.pile import Pile
from firsthand.weigh.sites import Sites, at_or_in

CLOSE_COUNTS = 0.1  # counts that differ by less are one count, rounded
ONE_TIME_DAYS = 1  # who is there one day is there the next; a further day's number is another state
SHARP_DAYS = 2  # a state whose words allow more days may be that before or after another
LONG_DAYS = 45  # a number told of a longer time ("since 2014") is of no one state
NEXT_STATE_DAYS = 10  # and overtakes it
AN_INCIDENT_DAYS = 2  # an event whose words allow more days sums up several
UNBOUNDED = 10**9  # no number of people or things
STANDING = frozenset({"be-present"})
HAPPENING = frozenset(
    {"casualties", "attack", "damage", "evacuate", "withdraw", "transfer", "detain", "deploy", "arrive"}
)
_THINGS: Mapping[str, str] = {
    "patients": "patient wounded injured sick",
    "people": "people person civilian displaced refugee evacuee resident families family inhabitant individual",
    "soldiers": "soldier troop force personnel men serviceman servicemen fighter peacekeeper",
    "babies": "baby babies infant newborn",
    "staff": "staff worker",
}
_HARMS = {
    "killed": ("kill", "dead", "death", "die", "dying", "fatal", "slain", "slaughter", "massacre", "execut"),
    "hurt": ("injur", "wound", "hurt", "maim"),
}
"""What became of them, by the beginnings of the words that tell it."""
_THING_OF = {word: thing for thing, listed in _THINGS.items() for word in listed.split()}


def of_counts(pile: Pile, places: Sites) -> Iterator[Difference]:
    """Yield numbers that cannot both be: of one thing, by one kind of act, at one site, on one day.

    Numbers of two days are two incidents, or a state and the next; a week's number sums up several.

    Cost: O(k^2) in the distinct numbers told of one site and thing.
    """
    told: dict[Counted, list[Row]] = defaultdict(list)
    for claim in pile.claims:
        for key, row in counted_by(pile, claim, places):
            told[key].append(row)
    for key, rows in told.items():
        yield from of_one_thing(pile, key, rows, places)


Counted = tuple[str, str, str, str]
"""What is counted: key of the site, kind of act, thing, party."""
Row = tuple[tuple[int, int], Claim, Window]


def counted_by(pile: Pile, claim: Claim, places: Sites) -> Iterator[tuple[Counted, Row]]:
    """Yield the numbers of one claim under what they count."""
    kind = claim.mention.kind
    if kind not in STANDING | HAPPENING or not claim.is_fact_like:
        return
    told = [(p, bounds) for p in claim.participants if (bounds := bounds_of(p)) is not None]
    days = _days_of(pile, claim) if told else None
    if days is None:
        return
    for participant, bounds in told:
        counted = thing(participant) + _told_harm(pile, claim)
        for site in sites_of(claim, places):
            yield (site, kind, counted, _whose(claim, participant)), (bounds, claim, days)


def of_one_thing(pile: Pile, key: Counted, rows: Sequence[Row], places: Sites) -> Iterator[Difference]:
    """Yield the numbers of one thing that cannot both be, given all that is told of it in the order of the pile."""
    site, kind, counted, _ = key
    place = places.by_key[site].place
    act = "were" if kind in STANDING else f"in the {noun(kind)}"
    about = f"how many {counted} {act} {at_or_in(place)} {with_article(place.name)}"
    yield from _of_thing(pile, rows, about, places)


def harm(told: Iterable[str]) -> str:
    """Return `killed` or `hurt` if one of the words says so, else nothing: the killed and the hurt are two numbers."""
    said = [word.casefold() for word in told]
    return next((name for name, stems in _HARMS.items() if any(word.startswith(stems) for word in said)), "")


def _told_harm(pile: Pile, claim: Claim) -> str:
    return f" {harm([trigger(pile, claim)])}".rstrip() if claim.mention.kind == "casualties" else ""


def _days_of(pile: Pile, claim: Claim) -> Window | None:
    if claim.mention.kind in STANDING:
        return window(claim, pile.published(claim))
    found = narrow(pile, claim)
    return found if found is not None and found.width <= AN_INCIDENT_DAYS else None


def _of_thing(pile: Pile, rows: Sequence[Row], about: str, places: Sites) -> Iterator[Difference]:
    days = {claim.id: w for _, claim, w in rows}
    for x, y in combinations(sorted({bounds for bounds, _, _ in rows}), 2):
        for kind in _kinds(x, y):
            left, right = ([(c, days[c.id]) for c in clearest(pile, (c for b, c, _ in rows if b == z))] for z in (x, y))
            fits = [
                (a, b)
                for a, v in left
                for b, w in right
                if _kind(a, v, b, w) == kind
                and meet(a, b, places)
                and not (kind == "update" and _is_skipped(v, w, rows))
            ]
            pair = next((p for a, b in fits if (p := distinct(pile, [a], [b])) is not None), None)
            if pair is None:
                continue
            a, b, altered = pair
            told = [days[a.id], days[b.id]]
            yield difference(
                pile,
                ([c for c, _ in left], [c for c, _ in right]),
                (a, b),
                kind="drift" if altered and kind == "conflict" else kind,
                about=f"{about}: {range_of(x)} or {range_of(y)}",
                places=places,
                days=(min(w.begin_first for w in told), max(w.end_last for w in told)),
            )
            break


def _kinds(x: tuple[int, int], y: tuple[int, int]) -> tuple[ContradictionKind, ...]:
    """Return how two numbers, the lower first, may differ: "about 250" was no other count than 270, but fewer later."""
    if y[0] - x[1] > CLOSE_COUNTS * y[0]:
        return ("conflict", "update")
    return ("update",) if sum(y) - sum(x) > CLOSE_COUNTS * sum(y) else ()


def _kind(a: Claim, v: Window, b: Claim, w: Window) -> ContradictionKind | None:
    """Type two numbers, the lower first, by their days: of one time they conflict, the later state overtakes.

    Who remain grow fewer: where the words let the higher number be the earlier one, it is. A rise tells of others.
    """
    gap = max(v.begin_first - w.end_last, w.begin_first - v.end_last, 0)
    if max(v.width, w.width) > LONG_DAYS:
        return None
    if a.mention.kind not in STANDING or b.mention.kind not in STANDING:
        return None if gap else "conflict"
    if gap <= ONE_TIME_DAYS:
        is_vague = v.dated and w.dated and max(v.width, w.width) > SHARP_DAYS
        return "update" if is_vague and w.begin_first < v.end_last else "conflict"
    return "update" if gap <= NEXT_STATE_DAYS and w.begin_first < v.begin_first else None


def _is_skipped(later: Window, earlier: Window, rows: Sequence[Row]) -> bool:
    """Whether another state was told between two: the later one overtook that, not the earlier one."""
    between = (w for _, _, w in rows if w.dated and w.width <= SHARP_DAYS)
    return any(earlier.end_last < w.begin_first and w.end_last < later.begin_first for w in between)


def bounds_of(participant: Participant) -> tuple[int, int] | None:
    """Return the lowest and highest number told of a participant, UNBOUNDED for "at least 14"; None where none is."""
    low, high = participant.count_low, participant.count_high
    if low is None and high is None:
        return None
    return (low if low is not None else 0), (high if high is not None else UNBOUNDED)


def thing(participant: Participant) -> str:
    """Return what is counted of a participant: the first known word of the name, else its last before a preposition."""
    return thing_named(participant.name.split(" from ")[0].split(" in ")[0])


def thing_named(text: str) -> str:
    """Return what is counted: the first known word, else the last one."""
    named = [w for w in words(text) if w.isalpha() and w not in {"and", "or"}]
    known = (_THING_OF.get(w) or _THING_OF.get(w.rstrip("s")) for w in named)
    return next((known_as for known_as in known if known_as), named[-1] if named else text)


def _whose(claim: Claim, participant: Participant) -> str:
    """Return the known party that is counted: its own name's, else that of who has it there ("the US had 650 men")."""
    owners = () if is_sheltered(participant.name) else (p for p in claim.participants if p.role == "agent")
    keys = (party_key(p) for p in (participant, *owners))
    return next((key for key in keys if key.startswith("actor:")), "")


def range_of(bounds: tuple[int, int]) -> str:
    """Return bounds in words: `at least 14`, `250`, `225 to 275`."""
    if bounds[1] == UNBOUNDED:
        return f"at least {bounds[0]:,}"
    if bounds[0] == 0:
        return f"at most {bounds[1]:,}"
    return f"{bounds[0]:,}" if bounds[0] == bounds[1] else f"{bounds[0]:,} to {bounds[1]:,}"
