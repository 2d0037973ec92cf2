"""Participants that mean one party, and the party that a name on the command line means."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from rapidfuzz import fuzz, process

from firsthand.core.claim import Participant
from firsthand.core.errors import NoMatch
from firsthand.data.actors import Actor, actors
from firsthand.weigh.folding import body_name, folded

FUZZY_SCORE = 82.0  # as for sites
NEAREST_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One actor under the name most used."""

    key: str
    name: str
    names: frozenset[str]
    """Folded."""
    mentions: int


def party_key(participant: Participant) -> str:
    """Return whom a participant belongs to: the command or government of its known actor, else its folded name.

    Soldiers, a ministry's convoy and a flag of one state are signs of one presence. Words that any body may carry
    (`forces`, `troops`) are left out of a folded name.
    """
    actor = _actor(participant.ref, participant.name)
    if actor is None and is_thing(participant):
        actor = _owner(participant.name)
    if actor is not None:
        return actor.side or actor.ref
    if participant.ref is not None and not participant.ref.startswith("equipment:"):
        return participant.ref
    return f"name:{body_name(participant.name)}"


def is_thing(participant: Participant) -> bool:
    """Whether it is equipment or a sign: what stands for its owner rather than acts."""
    return participant.type in {"equipment", "facility"} or (participant.ref or "").startswith("equipment:")


@lru_cache(maxsize=65536)
def _owner(name: str) -> Actor | None:
    """Return whose a thing is by the first name in it: `two Russian planes`, `the last US Air Force transport`."""
    said = name.split()
    runs = (" ".join(said[k : k + n]) for k in range(len(said)) for n in (3, 2, 1) if k + n < len(said))
    return next((actor for run in runs if (actor := actors().match(run))), None)


@lru_cache(maxsize=65536)
def _actor(ref: str | None, name: str) -> Actor | None:
    known = actors()
    return (known.of(ref) if ref else None) or known.match(name)


def parties(participants: Iterable[Participant]) -> Mapping[str, Party]:
    """Return every party of a pile by its key.

    Cost: O(n).
    """
    names: dict[str, Counter[str]] = defaultdict(Counter)
    forces: dict[str, Counter[str]] = defaultdict(Counter)
    for participant in participants:
        if participant.name.strip():
            key = party_key(participant)
            names[key][participant.name] += 1
            if (force := _force_name(participant.ref, participant.name)) is not None:
                forces[key][force] += 1
    found = {}
    for key, counted in names.items():
        shown = forces.get(key) or counted
        name = max(shown, key=lambda n: (shown[n], -len(n), n))
        mentions = sum(counted.values())
        found[key] = Party(key=key, name=name, names=frozenset(folded(n) for n in counted), mentions=mentions)
    return MappingProxyType(found)


def _force_name(ref: str | None, name: str) -> str | None:
    """Return the name in `data/actors.toml` of a known force: forces come and go, a state does not."""
    actor = _actor(ref, name)
    return actor.name if actor is not None and actor.type == "force" else None


def party_named(name: str, known: Mapping[str, Party]) -> Party:
    """Return the party that a name from the command line means: by reference, then folded alias, then fuzzily.

    Args:
        name: As the user wrote it.
        known: The pile's parties.

    Raises:
        NoMatch: Nothing in the pile is called so; the error carries the five nearest names.
    """
    actor = _actor(name, name)
    for key in (name, actor.side if actor else None):
        if key is not None and key in known:
            return known[key]
    every = sorted(known.values(), key=lambda p: (-p.mentions, p.key))
    for party in every:
        if folded(name) in party.names or body_name(name) in {body_name(n) for n in party.names}:
            return party
    near = [p for p in every if max((fuzz.ratio(folded(name), n) for n in p.names), default=0) >= FUZZY_SCORE]
    if near:
        return max(near, key=lambda p: max(fuzz.ratio(folded(name), n) for n in p.names))
    choices = {p.key: p.name for p in every}
    nearest = process.extract(name, choices, scorer=fuzz.WRatio, limit=NEAREST_SHOWN)
    option = "--actor"
    raise NoMatch(option, name, tuple(text for text, _, _ in nearest))
