"""What each claim says about fluents, by the effects in `data/events.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from firsthand.core.claim import Claim, Location, Participant
from firsthand.core.event import Aspect
from firsthand.core.evidence import Id
from firsthand.core.spacetime import Place
from firsthand.data.events import Effect, EventKind
from firsthand.weigh.days import Window, by, number, window
from firsthand.weigh.fluents import PASSING, SETTLED, STAYED, THERE
from firsthand.weigh.folding import words
from firsthand.weigh.ousted import OUSTED_SHARE, is_all_of_it, ousted
from firsthand.weigh.parties import SHELTERED, is_sheltered, is_thing, party_key
from firsthand.weigh.pile import Pile
from firsthand.weigh.sites import Sites, kind_of
from firsthand.weigh.voices import DIRECT, reliability

INFERRED_SHARE = 0.8  # what a claim weighs whose site or party its report tells, not its own words
WHOLE_WORDS = frozenset({"all", "last", "final", "remaining", "rest", "entire", "whole", "every"})
_PATIENTS = re.compile(r"(?:^|(?:\band|\bthe|\bits|\btheir|,)\s+)(?:patients|wounded|injured|sick)\b", re.IGNORECASE)
"""All of them: `mobile patients` are some."""
_STAFF = frozenset({"staff", "doctors", "nurses", "medics", "teams", "personnel", "workers"})
PART_WORDS = frozenset({"some", "several", "part", "parts", "dozens", "hundreds", "most", "many", "few", "half", "two"})
PRESS_WORDS = frozenset(
    f"{word}{ending}"
    for word in ("journalist", "reporter", "correspondent", "photographer", "cameraman", "crew")
    for ending in ("", "s")
)
PLACE_WORDS = frozenset({"base", "airport", "airfield", "camp", "site", "compound", "facility", "premises", "hospital"})
UNDATED_SHARE = 0.8  # what a claim weighs whose day only its report's date tells; six cases, rising from 0.5 to 0.8
SIGN_SHARE = 0.75  # what a thing left or seen (a flag, quarters, vehicles) weighs against people seen
ONE_GO_DAYS = 2  # one departure may be dated to a night; more days mean several departures
NOBODY_NAMED = 0.6  # "the base was empty" tells of whoever was there
LENT_DAYS = frozenset({"sentence", "discourse", "said"})  # bases of a time that is not the event's own words
_COMPLETE = re.compile(r"\b(?:complete[ds]?|completion|completing|concluded)\b", re.IGNORECASE)
LOSSES = frozenset({"leaving", "absent", "closed", "not-holder", "lost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fluent:
    """Something that holds or does not over days; `party` is None for control and operation, which are the site's."""

    aspect: Aspect
    party: str | None
    site: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One claim's word on one fluent."""

    fluent: Fluent
    claim: Id
    origin: str
    """The origin's id; the claim's own where trace gave none."""
    before: str | None
    during: str | None
    after: str | None
    denied: bool
    window: Window
    knows: float
    """Probability that it says what it says out of knowledge, 0 to 1."""
    direct: bool
    """Seen by the voice itself, filmed, or on imagery."""
    party: str | None
    """The holder that a claim about control speaks of."""
    is_last: bool = False
    """Whether the words tell of the end of it: "completed", "the last of them"."""


def observations(pile: Pile, kinds: Mapping[str, EventKind], places: Sites) -> tuple[Observation, ...]:
    """Return what the pile's claims say about fluents; of asserted ones only, so that no plan moves a status.

    Args:
        pile: Claims with reports and origins.
        kinds: Effects by event kind.
        places: The sites of all locations in the pile.

    Cost: O(n) in the claims.
    """
    found: list[Observation] = []
    for claim in pile.claims:
        kind = kinds.get(claim.mention.kind)
        if claim.stance != "asserted" or kind is None or not kind.effects:
            continue
        days = window(claim, pile.published(claim))
        if days is None:
            continue
        for effect in kind.effects:
            if effect.phase == claim.mention.phase:
                found.extend(_of_effect(pile, claim, effect, days, places))
        found.extend(_of_ousted(pile, claim, days, places))
    return tuple(found)


def _of_ousted(pile: Pile, claim: Claim, days: Window, places: Sites) -> Iterator[Observation]:
    """Yield what the taking of a place tells of those who held it."""
    voice, origin = pile.voice(claim), pile.origin_of.get(claim.id)
    for party in ousted(claim):
        own = _same_side(origin.side if origin else None, party)
        knows = reliability(claim, voice, own_side=own, is_loss=True) * OUSTED_SHARE
        for location in at_roles(claim, ("at", "to")):
            yield Observation(
                fluent=Fluent(aspect="presence", party=party, site=places.of(location.place).key),
                claim=claim.id,
                origin=origin.id if origin else claim.id,
                before=THERE,
                during="leaving",
                after="absent" if is_all_of_it(claim) else None,
                denied=False,
                window=days,
                knows=knows * (1.0 if days.dated else UNDATED_SHARE),
                direct=voice.kind in DIRECT,
                party=party,
            )


def _of_effect(pile: Pile, claim: Claim, effect: Effect, days: Window, places: Sites) -> Iterator[Observation]:
    voice = pile.voice(claim)
    origin = pile.origin_of.get(claim.id)
    said = {effect.before, effect.during, effect.after}
    for party, share, is_part in _parties(claim, effect):
        own = _same_side(origin.side if origin else None, party)
        knows = reliability(claim, voice, own_side=own, is_loss=bool(said & LOSSES))
        knows *= effect.weight * share * (1.0 if days.dated else UNDATED_SHARE)
        knows *= INFERRED_SHARE if claim.id in pile.inferred else 1.0
        not_gone = _not_gone(effect) if claim.polarity == "negated" else None
        for place in _places(claim, effect):
            yield Observation(
                fluent=Fluent(
                    aspect=effect.aspect,
                    party=party if effect.aspect == "presence" else None,
                    site=places.of(place).key,
                ),
                claim=claim.id,
                origin=origin.id if origin else claim.id,
                before=None if not_gone else _before(effect, claim),
                during=not_gone or _during(effect),
                after=None if not_gone or is_part or effect.after in PASSING else effect.after,  # not told
                denied=claim.polarity == "negated" and not_gone is None,
                window=days if not_gone else _going_on(claim, effect, _by_then(pile, claim, effect, days)),
                knows=knows,
                direct=voice.kind in DIRECT,
                party=party,
                is_last=_is_last(claim, effect),
            )


def _is_last(claim: Claim, effect: Effect) -> bool:
    """Whether the words tell of the end of a departure: by its phase, or by what is said to be complete."""
    is_over = effect.during == "leaving" and effect.after == "absent"
    return claim.mention.phase == "ends" or (is_over and bool(_COMPLETE.search(claim.quote.text)))


def _not_gone(effect: Effect) -> str | None:
    """Return what a denied departure tells of its days: who has not left is there, who has not begun to is settled."""
    if effect.aspect != "presence" or effect.during != "leaving":
        return None
    return STAYED if effect.after == "absent" else SETTLED


def _before(effect: Effect, claim: Claim) -> str | None:
    """Return what the effect tells of the day before: of a departure, whether they were packing is not said.

    Who arrived was not there, unless they are some who join others.
    """
    if effect.during == "arriving" and effect.before is None and not is_some(claim):
        return "absent"
    if effect.during is None and effect.before == "present":
        return THERE  # who hands a base over was there, packing or not
    if effect.during != "leaving" or effect.before not in {None, "present"}:
        return effect.before
    return SETTLED if effect.phase == "begins" else THERE


def _during(effect: Effect) -> str | None:
    """Return what the effect tells of its own days: what changes hands or shuts has done so by the end of the day."""
    if effect.aspect == "presence" or effect.during is not None or effect.phase not in {"whole", "ends"}:
        return effect.during
    return effect.after


def _going_on(claim: Claim, effect: Effect, days: Window) -> Window:
    """Fill the window of a partial departure that is told of several days: loads go one by one, not all at once.

    Days that only the report's date bounds are not filled: "hundreds left" does not tell that they left all month.
    """
    told = claim.when
    is_open = told is not None and told.begin_earliest is None
    if effect.during != "leaving" or effect.after is not None or is_open or not days.dated:
        return days
    if days.width <= ONE_GO_DAYS:
        return days
    begin_last = days.begin_first if days.begin_last == days.end_last else days.begin_last
    return replace(days, begin_last=begin_last, end_first=days.end_last)


def _by_then(pile: Pile, claim: Claim, effect: Effect, days: Window) -> Window:
    """Open the beginning of a departure that is told as over and has its day from elsewhere than its own words.

    "Others entered after they had left", printed on the day of the entry, tells by when they were gone, not on which
    day they went.
    """
    published = pile.published(claim)
    is_over = effect.during == "leaving" and effect.after == "absent"
    if not is_over or claim.when_basis not in LENT_DAYS or not published or days.end_last < number(published):
        return days
    return by(days.end_last)


def at_roles(claim: Claim, roles: Iterable[str]) -> tuple[Location, ...]:
    """Return the claim's locations in the first of the roles that it has."""
    for role in roles:
        if found := tuple(loc for loc in claim.locations if loc.role == role and loc.place.name.strip()):
            return found
    return ()


def places_of(claim: Claim) -> Iterator[Place]:
    """Yield all places of a claim that a status may be about: its locations, and facilities among its participants."""
    yield from (loc.place for loc in claim.locations if loc.place.name.strip())
    yield from facilities(claim)


def facilities(claim: Claim) -> tuple[Place, ...]:
    """Return the facilities that the claim is about as places; a bare "hospital" is named with its town."""
    town = next((loc.place for loc in claim.locations if loc.place.name.strip()), None)
    return tuple(
        Place(
            name=p.name if town is None or any(w[:1].isupper() for w in p.name.split()) else f"{p.name} in {town.name}",
            lat=town.lat if town else None,
            lon=town.lon if town else None,
            radius_m=town.radius_m if town else None,
            kind="facility",
            within=(town.ref or town.name) if town else None,
        )
        for p in claim.participants
        if p.role == "object" and p.type == "facility" and p.name.strip()
    )


def _places(claim: Claim, effect: Effect) -> tuple[Place, ...]:
    """Return where the effect takes place; what opens, closes or changes hands is the facility, not its town."""
    located = tuple(loc.place for loc in at_roles(claim, effect.at))
    if effect.aspect == "presence" or any(kind_of(place) not in {"town", "wide", "other"} for place in located):
        return located
    return facilities(claim) or located


def _parties(claim: Claim, effect: Effect) -> list[tuple[str | None, float, bool]]:
    """Return whom the effect is about, each once: party (None = nobody is named), share as a sign, whether a part."""
    if effect.aspect == "operation":
        return [(None, 1.0, False)]
    agent = next((party_key(p) for p in claim.participants if p.role == "agent" and p.name.strip()), None)
    found: dict[str, tuple[float, bool]] = {}
    for participant in claim.participants:
        if participant.role == effect.of and _is_told_of(participant, effect):
            key, share = _party(participant, agent)
            is_part = effect.during == "leaving" and claim.mention.phase != "ends" and _is_part(participant)
            if key not in found or share > found[key][0]:
                found[key] = (share, is_part)
    if not found and effect.of == "object" and claim.mention.kind == "evacuate" and not _objects(claim):
        is_all = claim.mention.phase == "ends"
        return [(SHELTERED, SIGN_SHARE, not is_all)]  # `three evacuations from the hospital`: of those who were in it
    if not found and effect.aspect == "presence" and effect.of == "agent" and agent is None:
        named = any(p.role == "object" and not _is_the_place(p, effect) for p in claim.participants)
        return [] if named else [(None, NOBODY_NAMED, False)]
    return [(key, share, is_part) for key, (share, is_part) in found.items()]


def _objects(claim: Claim) -> tuple[Participant, ...]:
    return tuple(p for p in claim.participants if p.role == "object" and p.name.strip())


def _is_told_of(participant: Participant, effect: Effect) -> bool:
    """Whether the effect is told of this participant: not of an empty place, nor of those who came to look."""
    is_looking = bool(set(words(participant.name)) & PRESS_WORDS)
    return bool(participant.name.strip()) and not is_looking and not _is_the_place(participant, effect)


def _is_the_place(participant: Participant, effect: Effect) -> bool:
    """Whether what is empty is a place without an owner ("the base was deserted"): then whoever was there is gone."""
    is_place = participant.type == "facility" or bool(set(words(participant.name)) & PLACE_WORDS)
    return effect.during == "absent" and is_place and party_key(participant).startswith("name:")


def is_some(claim: Claim) -> bool:
    """Whether a claim tells of some of them only: such a departure or arrival may happen on many days."""
    movers = [p for p in claim.participants if p.role in {"agent", "object"} and p.name.strip()]
    return claim.mention.phase != "ends" and bool(movers) and all(_is_part(p) for p in movers)


def _is_part(participant: Participant) -> bool:
    """Whether those who leave are some of them (things, a number, "several"): the others are not said to be gone."""
    named = set(words(participant.name))
    counted = participant.count_low is not None
    if is_sheltered(participant.name) and party_key(participant) == SHELTERED:
        of_all_sorts = bool(_PATIENTS.search(participant.name) and named & _STAFF)  # `the patients and the medics`
        return counted or not (named & WHOLE_WORDS or of_all_sorts)  # else they go in groups
    if named & WHOLE_WORDS:
        return False
    return is_thing(participant) or participant.count_low is not None or bool(named & PART_WORDS)


def _party(participant: Participant, agent: str | None) -> tuple[str, float]:
    """Return whose sign a participant is: a thing without an owner of its own is the agent's."""
    key = party_key(participant)
    if participant.type not in {"equipment", "facility", "other"} and not is_thing(participant):
        return key, 1.0
    return (agent if agent is not None and key.startswith("name:") else key), SIGN_SHARE


def _same_side(side: str | None, party: str | None) -> bool | None:
    return None if side is None or party is None else side == party
