"""Who is driven out where a place is taken: its holder by the words, else the one that the taker fights."""

from __future__ import annotations

from firsthand.core.claim import Claim
from firsthand.data.actors import actors
from firsthand.weigh.folding import folded
from firsthand.weigh.parties import actor_of, party_key

TAKEN = frozenset({"seize"})
OUSTED_SHARE = 0.5  # what the taking of a place weighs as the leaving of those who held it: they may fight on in a part


def ousted(claim: Claim) -> tuple[str, ...]:
    """Return the parties that a taking drives out; none where the words and the tables leave it open.

    "RSF captured the headquarters of the Sudanese army" names the holder; a taker that is known to be opposed to one
    side alone took it from that side.
    """
    if claim.mention.kind not in TAKEN or claim.mention.phase not in {"whole", "ends"} or not claim.is_fact_like:
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
    return tuple(sides) if len(sides) == 1 else ()


def is_all_of_it(claim: Claim) -> bool:
    """Whether what was taken is the place itself, not a building or a quarter of it."""
    taken = [folded(p.name) for p in claim.participants if p.role == "object" and p.name.strip()]
    places = [folded(loc.place.name) for loc in claim.locations]
    return not taken or any(name in {*places, "city", "town", "village", "base", "camp", "airport"} for name in taken)
