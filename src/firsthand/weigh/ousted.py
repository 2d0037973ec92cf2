"""Who is driven out where a place is taken: its holder by the words, else the one that the taker fights."""

from __future__ import annotations

from firsthand.core.claim import Claim
from firsthand.data.actors import Actor, actors
from firsthand.data.states import state_of
from firsthand.weigh.folding import folded, words
from firsthand.weigh.parties import actor_of, party_key

TAKEN = {"seize": frozenset({"whole", "ends"}), "hold": frozenset({"whole", "begins", "continues"})}
"""Kinds and phases of a taking; of holding only that of the whole place: then nobody else holds it."""
_REBELS = frozenset({
    "rebel", "rebels", "insurgent", "insurgents", "opposition", "separatist", "separatists", "jihadist", "jihadists",
})  # fmt: skip
_WHOLE = frozenset({"city", "town", "village", "base", "camp", "airport"})
OUSTED_SHARE = 0.5  # what the taking of a place weighs as the leaving of those who held it: they may fight on in a part


def ousted(claim: Claim) -> tuple[str, ...]:
    """Return the parties that a taking drives out; none where the words and the tables leave it open.

    "RSF captured the headquarters of the Sudanese army" names the holder; a taker that is known to be opposed to one
    side alone took it from that side; rebels took it from the state of the country.
    """
    phases = TAKEN.get(claim.mention.kind, frozenset())
    if claim.mention.phase not in phases or not claim.is_fact_like:
        return ()
    if claim.mention.kind == "hold" and not is_all_of_it(claim):
        return ()
    agents = [p for p in claim.participants if p.role == "agent" and p.name.strip()]
    takers = {party_key(p) for p in agents}
    others = [p for p in claim.participants if p.role in {"recipient", "object"} and p.name.strip()]
    named = {key for p in others if (key := party_key(p)).startswith("actor:")} - takers
    if named:
        return tuple(sorted(named))
    known = [actor for p in agents if (actor := actor_of(p.ref, p.name)) is not None]
    opposed = {ref for actor in known for ref in actor.opposes}
    sides = {(actors().of(ref) or known[0]).side or ref for ref in opposed} - takers
    home = _home(claim)
    if home is None or home in takers or (len(sides) == 1 and home not in sides):
        return tuple(sides) if len(sides) == 1 else ()
    are_rebels = bool(agents) and not known and all(set(words(p.name)) & _REBELS for p in agents)
    is_against_home = home in sides or (bool(known) and not opposed and all(_is_irregular(a) for a in known))
    return (home,) if are_rebels or is_against_home else tuple(sides) if len(sides) == 1 else ()


def _home(claim: Claim) -> str | None:
    """Return the side of the state in which all that was taken lies; None where that is not known."""
    found = {state.side or state.ref for loc in claim.locations if (state := state_of(loc.place.within)) is not None}
    return next(iter(found)) if len(found) == 1 else None


def _is_irregular(actor: Actor) -> bool:
    """Whether an actor is a movement that answers to nobody."""
    return actor.type == "group" and actor.side in {None, actor.ref}


def is_all_of_it(claim: Claim) -> bool:
    """Whether what was taken is the place itself, not a building or a quarter of it."""
    taken = [folded(p.name) for p in claim.participants if p.role == "object" and p.name.strip()]
    places = [folded(loc.place.name) for loc in claim.locations]
    named = {" ".join(w for w in name.split() if w not in _WHOLE) for name in taken}
    return not taken or bool(set(taken) & _WHOLE) or bool({*taken, *named} & set(places))
