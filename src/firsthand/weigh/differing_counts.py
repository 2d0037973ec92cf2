"""Numbers of one thing at one time and place that do not go together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from firsthand.core.claim import Claim, Participant
from firsthand.core.event import ContradictionKind
from firsthand.core.spacetime import Place
from firsthand.data.kind_words import noun
from firsthand.weigh.counted import Bounds, around, counts_of, range_of
from firsthand.weigh.days import Window, number, window
from firsthand.weigh.differences import Difference, clearest, distinct, narrow
from firsthand.weigh.differing_events import difference, meet, sites_of, trigger
from firsthand.weigh.parties import is_sheltered, party_key
from firsthand.weigh.phrases import with_article
from firsthand.weigh.pile import Pile
from firsthand.weigh.sites import Sites, at_or_in, kind_of

CLOSE_COUNTS = 0.1  # counts that differ by less are one count, rounded
ONE_TIME_DAYS = 1  # who is there one day is there the next; a further day's number is another state
SHARP_DAYS = 2  # a state whose words allow more days may be that before or after another
LONG_DAYS = 45  # a number told of a longer time ("since 2014") is of no one state
NEXT_STATE_DAYS = 10  # and overtakes it
AN_INCIDENT_DAYS = 2  # an event whose words allow more days sums up several
STANDING = frozenset({"be-present"})
HAPPENING = frozenset(
    {"casualties", "attack", "damage", "evacuate", "withdraw", "transfer", "detain", "deploy", "arrive"}
)
LEAVING = frozenset({"evacuate", "withdraw", "transfer"})
SHELTERED = frozenset({"patients", "people", "staff", "babies"})
"""People under no arms, of whom it is told that they are brought out in one word or another."""
A_RISE_DAYS = 3  # patients who are more on a day so soon after were counted otherwise
_HARMS = {
    "killed": ("kill", "dead", "death", "die", "dying", "fatal", "slain", "slaughter", "massacre", "execut"),
    "hurt": ("injur", "wound", "hurt", "maim"),
}
"""What became of them, by the beginnings of the words that tell it."""


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
Row = tuple[Bounds, Claim, Window]
Rule = Callable[[Claim, Window, Claim, Window], ContradictionKind | None]
"""Types two numbers by their claims and days, the lower first."""


def counted_by(pile: Pile, claim: Claim, places: Sites) -> Iterator[tuple[Counted, Row]]:
    """Yield the numbers of one claim under what they count.

    Those who are to be brought out are still there: a plan to evacuate 110 patients counts who remains.
    """
    kind = claim.mention.kind
    is_still_due = kind in LEAVING and claim.stance in {"planned", "expected"} and claim.polarity == "affirmed"
    if not (is_still_due or (kind in STANDING | HAPPENING and claim.is_fact_like)):
        return
    told = tuple(counts_of(claim))
    for site in sorted(sites_of(claim, places)) if told else ():
        days = _as_printed(pile, claim) if is_still_due else _days_of(pile, claim, places.by_key[site].place)
        for participant, counted, bounds in told:
            if days is None or (is_still_due and counted not in SHELTERED):
                continue
            act = "be-present" if is_still_due else "evacuate" if kind in LEAVING and counted in SHELTERED else kind
            whose = "" if counted in SHELTERED else _whose(claim, participant)
            yield (site, act, counted + _told_harm(pile, claim), whose), (bounds, claim, days)


def of_one_thing(pile: Pile, key: Counted, rows: Sequence[Row], places: Sites) -> Iterator[Difference]:
    """Yield the numbers of one thing that cannot both be, given all that is told of it in the order of the pile."""
    site, kind, counted, _ = key
    place = places.by_key[site].place
    act = "were" if kind in STANDING else "were killed or hurt" if kind == "casualties" else f"in the {noun(kind)}"
    harmed = next((h for h in _HARMS if counted.endswith(f" {h}")), None)
    if harmed is not None:
        counted, act = counted.removesuffix(f" {harmed}"), f"were {harmed}"
    about = f"how many {counted} {act} {at_or_in(place)} {with_article(place.name)}"
    rule = _of_those_there if kind in STANDING else _of_one_facility if is_one_facility(place) else _of_what_happened
    yield from _of_thing(pile, rows, (about, rule), places)


def _in_words(bounds: Bounds) -> str:
    """Return a number in words, `about 250` for 225 to 275."""
    middle = round(sum(bounds) / 2)
    return f"about {middle:,}" if bounds[0] < middle and around(middle) == bounds else range_of(bounds)


def harm(told: Iterable[str]) -> str:
    """Return `killed` or `hurt` if one of the words says so, else nothing: the killed and the hurt are two numbers."""
    said = [word.casefold() for word in told]
    return next((name for name, stems in _HARMS.items() if any(word.startswith(stems) for word in said)), "")


def _told_harm(pile: Pile, claim: Claim) -> str:
    return f" {harm([trigger(pile, claim)])}".rstrip() if claim.mention.kind == "casualties" else ""


def _days_of(pile: Pile, claim: Claim, place: Place) -> Window | None:
    """Return the days of a number; at one facility also of what is told without a day: there numbers grow."""
    if claim.mention.kind in STANDING:
        return window(claim, pile.published(claim))
    found = narrow(pile, claim)
    if found is not None and found.width <= AN_INCIDENT_DAYS:
        return found
    told = window(claim, pile.published(claim))
    is_of_now = told is not None and (told.is_open or not told.dated)
    return _as_printed(pile, claim) if is_of_now and is_one_facility(place) else None


def is_one_facility(place: Place) -> bool:
    """Whether a place is small enough for the numbers of some days to be of one matter."""
    return kind_of(place) not in {"town", "wide", "other"}


def _as_printed(pile: Pile, claim: Claim) -> Window | None:
    published = pile.published(claim)
    if published is None:
        return None
    at = number(published)
    return Window(begin_first=at, begin_last=at, end_first=at, end_last=at, dated=False)


def _of_thing(pile: Pile, rows: Sequence[Row], what: tuple[str, Rule], places: Sites) -> Iterator[Difference]:
    about, rule = what
    days = {claim.id: w for _, claim, w in rows}
    for x, y in combinations(sorted({bounds for bounds, _, _ in rows}), 2):
        for kind in _kinds(x, y):
            left, right = ([(c, days[c.id]) for c in clearest(pile, (c for b, c, _ in rows if b == z))] for z in (x, y))
            fits = [
                (a, b)
                for a, v in left
                for b, w in right
                if rule(a, v, b, w) == kind
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
                about=f"{about}: {_in_words(x)} or {_in_words(y)}",
                places=places,
                days=(min(w.begin_first for w in told), max(w.end_last for w in told)),
            )
            break


def _kinds(x: Bounds, y: Bounds) -> tuple[ContradictionKind, ...]:
    """Return how two numbers, the lower first, may differ: "about 250" was no other count than 270, but fewer later."""
    if y[0] - x[1] > CLOSE_COUNTS * y[0]:
        return ("conflict", "update")
    return ("update",) if sum(y) - sum(x) > CLOSE_COUNTS * sum(y) else ()


def _of_those_there(a: Claim, v: Window, b: Claim, w: Window) -> ContradictionKind | None:
    """Type two numbers of those who are there, the lower first: of one time they conflict, the later state overtakes.

    Who remain grow fewer: where the words let the higher number be the earlier one, it is. A rise tells of others, but
    not of the patients of a hospital that they leave.
    """
    gap = max(v.begin_first - w.end_last, w.begin_first - v.end_last, 0)
    if max(v.width, w.width) > LONG_DAYS:
        return None
    if gap <= ONE_TIME_DAYS:
        is_vague = v.dated and w.dated and max(v.width, w.width) > SHARP_DAYS
        return "update" if is_vague and w.begin_first < v.end_last else "conflict"
    if w.begin_first < v.begin_first:
        return "update" if gap <= NEXT_STATE_DAYS else None
    is_of_patients = all(is_sheltered(p.name) for c in (a, b) for p in c.participants if p.count_low is not None)
    return "conflict" if gap <= A_RISE_DAYS and is_of_patients else None


def _of_what_happened(a: Claim, v: Window, b: Claim, w: Window) -> ContradictionKind | None:
    """Type two numbers of what happened, the lower first: of one day they conflict."""
    del a, b
    apart = v.begin_first > w.end_last or w.begin_first > v.end_last
    return None if apart or not (v.dated and w.dated) else "conflict"


def _of_one_facility(a: Claim, v: Window, b: Claim, w: Window) -> ContradictionKind | None:
    """Type two numbers of what happened at one facility, the lower first: a later and higher one counts more of it."""
    if (found := _of_what_happened(a, v, b, w)) is not None:
        return found
    return "update" if 0 <= w.end_last - v.end_last <= NEXT_STATE_DAYS else None


def _is_skipped(later: Window, earlier: Window, rows: Sequence[Row]) -> bool:
    """Whether another state was told between two: the later one overtook that, not the earlier one."""
    between = (w for _, _, w in rows if w.dated and w.width <= SHARP_DAYS)
    return any(earlier.end_last < w.begin_first and w.end_last < later.begin_first for w in between)


def _whose(claim: Claim, participant: Participant) -> str:
    """Return the known party that is counted: its own name's, else that of who has it there ("the US had 650 men")."""
    owners = () if is_sheltered(participant.name) else (p for p in claim.participants if p.role == "agent")
    keys = (party_key(p) for p in (participant, *owners))
    return next((key for key in keys if key.startswith("actor:")), "")
