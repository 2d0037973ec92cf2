"""What each claim says about fluents, by the effects in `data/events.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from firsthand.core.claim import Claim, Location, Participant
from firsthand.core.event import Aspect
from firsthand.core.evidence import Id
from firsthand.data.events import Effect, EventKind
from firsthand.weigh.days import Window, window
from firsthand.weigh.fluents import THERE
from firsthand.weigh.parties import party_key
from firsthand.weigh.pile import Pile
from firsthand.weigh.sites import Sites
from firsthand.weigh.voices import DIRECT, reliability

UNDATED_SHARE = 0.5  # what a claim weighs whose day only its report's date tells
SIGN_SHARE = 0.75  # what a thing left or seen (a flag, quarters, vehicles) weighs against people seen
ONE_GO_DAYS = 2  # one departure may be dated to a night; more days mean several departures
PASSING = frozenset({"leaving", "arriving"})  # told of a beginning; what came the day after is not said
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
    return tuple(found)


def _of_effect(pile: Pile, claim: Claim, effect: Effect, days: Window, places: Sites) -> Iterator[Observation]:
    voice = pile.voice(claim)
    origin = pile.origin_of.get(claim.id)
    said = {effect.before, effect.during, effect.after}
    for party, share in _parties(claim, effect):
        own = _same_side(origin.side if origin else None, party)
        knows = reliability(claim, voice, own_side=own, is_loss=bool(said & LOSSES))
        knows *= effect.weight * share * (1.0 if days.dated else UNDATED_SHARE)
        for location in at_roles(claim, effect.at):
            yield Observation(
                fluent=Fluent(
                    aspect=effect.aspect,
                    party=party if effect.aspect == "presence" else None,
                    site=places.of(location.place).key,
                ),
                claim=claim.id,
                origin=origin.id if origin else claim.id,
                before=THERE if effect.before == "present" and effect.phase != "begins" else effect.before,
                during=effect.during,
                after=None if effect.after in PASSING else effect.after,
                denied=claim.polarity == "negated",
                window=_going_on(effect, days),
                knows=knows,
                direct=voice.kind in DIRECT,
                party=party,
            )


def _going_on(effect: Effect, days: Window) -> Window:
    """Fill the window of a partial departure that is told of several days: loads go one by one, not all at once."""
    if effect.during != "leaving" or effect.after is not None or days.width <= ONE_GO_DAYS:
        return days
    return replace(days, begin_last=days.begin_first, end_first=days.end_last)


def at_roles(claim: Claim, roles: Iterable[str]) -> tuple[Location, ...]:
    """Return the claim's locations in the first of the roles that it has."""
    for role in roles:
        if found := tuple(loc for loc in claim.locations if loc.role == role and loc.place.name.strip()):
            return found
    return ()


def _parties(claim: Claim, effect: Effect) -> list[tuple[str | None, float]]:
    """Return whom the effect is about, each once, with what it weighs as a sign of them."""
    if effect.aspect == "operation":
        return [(None, 1.0)]
    found: dict[str, float] = {}
    for participant in claim.participants:
        if participant.role == effect.of and participant.name.strip():
            key, share = _party(participant)
            found[key] = max(share, found.get(key, 0.0))
    return list(found.items())


def _party(participant: Participant) -> tuple[str, float]:
    return party_key(participant), SIGN_SHARE if participant.type in {"equipment", "facility"} else 1.0


def _same_side(side: str | None, party: str | None) -> bool | None:
    return None if side is None or party is None else side == party
