"""Who denies an act against who tells it: of one place, or of one party where a place is not told."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from firsthand.core.claim import Claim
from firsthand.core.event import ContradictionKind
from firsthand.data.site_words import site_words
from firsthand.weigh.days import Window, window
from firsthand.weigh.differences import Difference, clearest, is_one_report, is_one_voice, narrow
from firsthand.weigh.differing_events import (
    A_NIGHT,
    ALIKE,
    DENIED_DAYS,
    OFTEN,
    ONCE,
    difference,
    has_same_takers,
    is_of_one,
    known_agents,
    movers,
    sites_of,
    trigger,
)
from firsthand.weigh.folding import is_anybody, words
from firsthand.weigh.naming import clause_of
from firsthand.weigh.observations import is_some
from firsthand.weigh.phrases import are, with_article
from firsthand.weigh.pile import Pile
from firsthand.weigh.sites import Sites, at_or_in, kind_of, relation

STEM = 5  # letters by which "coordinated" and "coordination" are one word
FAMILY: Mapping[str, str] = {"seize": "control", "lose": "control", "demand": "order"}
"""Kinds that one denial may answer in another's word: who has not lost a town, of him it was not taken."""
LATER_DAYS = 10  # what is denied, and done within so many days, was overtaken
_ORDER: Sequence[ContradictionKind] = ("retraction", "conflict", "scope", "update", "drift")
"""Which is shown where one denial answers several claims."""
SHORT = 3  # words of so many letters name no thing
COMING = frozenset({"arrive", "deploy"})
"""Kinds that who says "nobody came" denies of all, and whose plan another's "they will not come" denies."""
WORDS = frozenset({"statement"})
"""Kinds that one voice tells and denies of several people or things without taking anything back."""
_COMMANDS = frozenset({"division", "command", "headquarters", "brigade"})
_NOBODY = frozenset({"one", "nobody", "no", "anyone", "anybody"})
Denied = tuple[str, str]
"""Kind or family of the act, key of the site or of the party."""


def of_denials(pile: Pile, places: Sites) -> Iterator[Difference]:
    """Yield each denial with the clearest word for what it denies.

    Cost: O(d k) in the denials and the claims of one kind, at one site or of one party, that are near in time.
    """
    told: dict[Denied, list[Claim]] = defaultdict(list)
    for claim in pile.claims:
        for key in denied_by(claim, places):
            told[key].append(claim)
    for key, claims in told.items():
        yield from of_one_denied(pile, key, claims, places)


def denied_by(claim: Claim, places: Sites) -> Iterator[Denied]:
    """Yield under what a claim may be held against a denial, or is one."""
    family = FAMILY.get(claim.mention.kind, claim.mention.kind)
    for site in sorted(sites_of(claim, places)):
        yield family, site
    for party in sorted(known_agents(claim)):
        yield family, f"party {party}"


def of_one_denied(pile: Pile, key: Denied, claims: Sequence[Claim], places: Sites) -> Iterator[Difference]:
    """Yield the denials among claims of one kind with what they deny, each in its clearest words."""
    against = clearest(pile, (c for c in claims if c.polarity == "negated" and c.stance == "asserted"))
    if not against:
        return
    affirmed = clearest(pile, (c for c in claims if c.polarity == "affirmed"))
    by_day = sorted((w.end_last, n) for n, c in enumerate(affirmed) if (w := _told_window(pile, c)) is not None)
    of_party = key[1].startswith("party ")
    for denied in against:
        near = [affirmed[n] for n in _near(pile, denied, by_day)]
        said = [c for c in near if _is_one_act(pile, c, denied, places, of_party=of_party)]
        typed = [(told, kind) for told in said if (kind := _kind(pile, told, denied)) is not None]
        if not typed:
            continue
        told, kind = min(typed, key=lambda pair: (_ORDER.index(pair[1]), _days_apart(pile, pair[0], denied)))
        yield difference(
            pile,
            ([c for c, k in typed if k == kind], [d for d in against if movers(d) == movers(denied)]),
            (told, denied),
            kind=kind,
            about=_matter(told, denied),
            places=places,
            days=_days(pile, told, denied),
            more=1.0,
            topic=f"{key[0]} {' '.join(sorted(movers(denied)))}",
        )


def _near(pile: Pile, denied: Claim, by_day: Sequence[tuple[int, int]]) -> list[int]:
    """Return the numbers, in order, of those whose last day is near that of a denial."""
    found = _told_window(pile, denied)
    if found is None:
        return []
    first = bisect_left(by_day, (found.end_last - DENIED_DAYS, 0))
    end = bisect_left(by_day, (found.end_last + DENIED_DAYS + 1, 0))
    return sorted(n for _, n in by_day[first:end])


def _is_one_act(pile: Pile, told: Claim, denied: Claim, places: Sites, *, of_party: bool) -> bool:
    """Whether a denial answers a claim: of one place and party, and of an act that happens once or is told alike."""
    if of_party and not _is_of_place_around(told, denied, places):
        return False
    if denied.mention.phase == "ends" and told.mention.phase in {"begins", "continues"}:
        return False  # who says that it is not finished does not deny that it began
    if told.mention.kind != denied.mention.kind:
        return denied.mention.kind in FAMILY
    if told.mention.kind in OFTEN:
        return _is_of_its_party(told, denied) and _is_one_of_many(pile, told, denied, of_party=of_party)
    if not (_is_of_its_party(told, denied) and (is_of_one(told, denied) or is_of_nobody(denied))):
        return False
    return told.mention.kind in ONCE | FAMILY.keys() or _is_told_alike(pile, told, denied)


def _is_of_its_party(told: Claim, denied: Claim) -> bool:
    left, right = known_agents(told), known_agents(denied)
    return not left or not right or bool(left & right)


def _is_of_place_around(told: Claim, denied: Claim, places: Sites) -> bool:
    """Whether one of two tells no place, or one place lies in the other: of one place they are held together anyway.

    What is told of a country is denied of it, not of one of its towns.
    """
    x, y = sites_of(told, places), sites_of(denied, places)
    if x & y or all(kind_of(places.by_key[site].place) == "wide" for site in x):
        return False
    return not y or any(_are_nested(places, a, b) for a in x for b in y)


def _is_one_of_many(pile: Pile, told: Claim, denied: Claim, *, of_party: bool) -> bool:
    """Whether a denial of what happens often answers this one: by the days of both, their words, or who did it."""
    if fuzz.token_set_ratio(told.quote.text, denied.quote.text) >= ALIKE:
        return True
    if is_of_nobody(denied):
        return told.mention.kind in COMING
    if of_party or not _shared_things(told, denied):
        return False
    is_dated = narrow(pile, told) is not None and narrow(pile, denied) is not None
    return (is_dated and is_of_one(told, denied)) or told.mention.kind == "casualties"


def _is_told_alike(pile: Pile, told: Claim, denied: Claim) -> bool:
    stems = {trigger(pile, c)[:STEM] for c in (told, denied)}
    return len(stems) == 1 or _shared_things(told, denied)


def _shared_things(a: Claim, b: Claim) -> bool:
    """Whether both name one thing that is done to, or that stands there: the same civilians, the same flag."""
    x, y = (
        {w.rstrip("s") for p in c.participants if p.role == "object" for w in words(p.name) if len(w) > SHORT}
        for c in (a, b)
    )
    return bool(x & y)


def is_of_nobody(denied: Claim) -> bool:
    """Whether it is denied of everybody: "no one landed", "there were no casualties"."""
    movers = [p for p in denied.participants if p.role in {"agent", "object"} and p.name.strip()]
    return all(set(words(p.name)) <= _NOBODY or is_anybody(p.name) for p in movers)


def _are_nested(places: Sites, a: str, b: str) -> bool:
    x, y = places.by_key[a].place, places.by_key[b].place
    return bool({relation(x, y), relation(y, x)} & {"part", "around"})


def _kind(pile: Pile, told: Claim, denied: Claim) -> ContradictionKind | None:
    """Type a denial: of another time it is overtaken, of other people both may hold, of one's own word withdrawn.

    Who denies it of some ("some could not leave") contradicts only who says it of all.
    """
    a, b = _told_window(pile, told), _told_window(pile, denied)
    is_of_some = is_some(denied) and not is_of_nobody(denied) and told.mention.phase != "ends"
    if is_of_some or a is None or b is None or abs(a.end_last - b.end_last) > DENIED_DAYS:
        return None
    if is_one_voice(pile, told, denied):
        later = (pile.published(told) or "") < (pile.published(denied) or "")
        is_an_act = told.is_fact_like and told.mention.kind not in WORDS
        return "retraction" if later and is_an_act and not is_one_report(told, denied) else None
    if is_one_report(told, denied) and not (told.attribution and denied.attribution):
        return None
    if told.is_fact_like:
        return _by_days(a, b) if _is_of_other_days(a, b) else _of_one_time(told, denied)
    return "conflict" if told.stance == "planned" and told.mention.kind in COMING else None


def _days_apart(pile: Pile, told: Claim, denied: Claim) -> int:
    """Return how loosely two claims are of one time: days between their last days, and those that the first allows."""
    a, b = _told_window(pile, told), _told_window(pile, denied)
    return abs(a.end_last - b.end_last) + (0 if a.is_open else a.width) if a is not None and b is not None else 0


def _told_window(pile: Pile, claim: Claim) -> Window | None:
    """Return the days that a claim speaks of: what has not happened had not when it was printed."""
    found = window(claim, pile.published(claim))
    if found is None or claim.polarity != "negated" or not found.is_open:
        return found
    return replace(found, begin_first=found.end_last, begin_last=found.end_last, end_first=found.end_last)


def _is_of_other_days(told: Window, denied: Window) -> bool:
    """Whether a denial is of another time; one without a day of its own is of all that it looks back on."""
    if told.end_last <= denied.end_last and (denied.is_open or not denied.dated):
        return False
    return not told.meets(denied) or (told.is_open and denied.width <= A_NIGHT and denied.end_last < told.end_last)


def _by_days(told: Window, denied: Window) -> ContradictionKind | None:
    """Return `update` where what was denied of a day is told of a later one, or as done by a later one."""
    return (
        "update" if told.end_last - denied.end_last > 0 and told.begin_first - denied.end_last <= LATER_DAYS else None
    )


def _of_one_time(told: Claim, denied: Claim) -> ContradictionKind:
    """Type two words of one time: who took the base has not taken the town, who told one man has not told another."""
    taken = [_is_a_part(c) for c in (told, denied)]
    if told.mention.kind in WORDS and not _shared_things(told, denied) and all(_has_objects(c) for c in (told, denied)):
        return "scope"
    is_of_two = told.mention.kind in {"seize", "lose"} and taken[0] != taken[1]
    return "scope" if is_of_two or not has_same_takers(told, denied) else "conflict"


def _has_objects(claim: Claim) -> bool:
    return any(p.role == "object" and p.name.strip() for p in claim.participants)


def _is_a_part(claim: Claim) -> bool:
    """Whether what changes hands is a base or a building, not the place itself."""
    things = {w for p in claim.participants if p.role == "object" for w in words(p.name.partition(" in ")[0])}
    known = site_words()
    return bool(things & (known.quarters | known.facility | known.field | _COMMANDS))


def _days(pile: Pile, a: Claim, b: Claim) -> tuple[int, int] | None:
    found = [w for c in (a, b) if (w := window(c, pile.published(c))) is not None and w.dated]
    return (min(w.begin_first for w in found), max(w.end_last for w in found)) if found else None


def _matter(told: Claim, denied: Claim) -> str:
    """Return what is denied as a clause: of the killed and the told, those to whom it was done."""
    with_ = [p.name for c in (told, denied) for p in c.participants if p.role == "recipient" and p.name.strip()]
    if told.mention.kind == "agree" and with_:
        return f"whether it was agreed with {with_article(with_[0])}"
    who = [p for p in told.participants if p.role != "agent"]
    if told.mention.kind == "statement" and who:
        return f"whether {with_article(who[0].name)} {'were' if are(who[0].name) == 'are' else 'was'} told"
    signs = [p for p in told.participants if p.role == "object" and p.name.strip()]
    place = next((loc.place for loc in told.locations if loc.place.name.strip()), None)
    if told.mention.kind == "be-present" and place is not None and (shown := [*signs, *told.participants][:1]):
        verb = "were" if are(shown[0].name) == "are" else "was"
        return f"whether {with_article(shown[0].name)} {verb} {at_or_in(place)} {with_article(place.name)}"
    of = who if told.mention.kind == "casualties" and who else told.participants
    return f"whether {clause_of(told.mention.kind, of, told.locations)}"
