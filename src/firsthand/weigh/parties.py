"""Participants that mean one party, and the party that a name on the command line means."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from firsthand.core.claim import Participant
from firsthand.data.actors import Actor, actors
from firsthand.weigh.folding import body_name, folded, words

FUZZY_SCORE = 82.0  # as for sites
NEAREST_SHOWN = 5
SHELTERED = "group:people"
"""The key of people under no arms: patients, staff and the displaced of one hospital leave it together."""
_SHELTERED_TEXT = """
    patient wounded injured sick baby babie infant newborn neonate child children doctor nurse medic staff displaced
    refugee evacuee civilian resident people person familie inhabitant population women elderly worker paramedic
"""
_SHELTERED_WORDS = frozenset(_SHELTERED_TEXT.split())
_ARMED_WORDS_TEXT = """
    military army troop troops soldier soldiers armed embassy diplomatic force forces
"""
_ARMED_WORDS = frozenset(_ARMED_WORDS_TEXT.split())
REBELS = "group:rebels"
"""The key of those who fight a state and are told by no other name: one pile calls them by several words."""
_REBEL_WORDS = frozenset({"rebel", "rebels", "insurgent", "insurgents", "opposition"})
_MEN_WORDS = frozenset({
    "armed", "fighter", "fighters", "force", "forces", "group", "groups", "faction", "factions", "troops", "thousands",
    "hundreds", "dozens", "of", "the", "and", "men", "militants", "advancing", "some",
})  # fmt: skip
_ACTING_TYPES = frozenset({"state", "force", "group", "organisation", "person"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One actor under the name most used."""

    key: str
    name: str
    names: frozenset[str]
    """Folded."""
    mentions: int
    is_actor: bool = True
    """Whether it is known, or of a kind that comes and goes by itself: a ceremony and a last flight are not."""


def party_key(participant: Participant) -> str:
    """Return whom a participant belongs to: the command or government of its known actor, else its folded name.

    Soldiers, a ministry's convoy and a flag of one state are signs of one presence. Words that any body may carry
    (`forces`, `troops`) are left out of a folded name.
    """
    actor = actor_of(participant.ref, participant.name)
    if is_sheltered(participant.name) and (actor is None or actor.type == "state"):
        return SHELTERED  # `displaced Palestinians` are no state
    if actor is None and is_thing(participant):
        actor = _owner(participant.name)
    if actor is not None:
        return actor.side or actor.ref
    if participant.ref is not None and not participant.ref.startswith("equipment:"):
        return participant.ref
    if are_rebels(participant.name):
        return REBELS
    return f"name:{body_name(participant.name)}"


@lru_cache(maxsize=65536)
def are_rebels(name: str) -> bool:
    """Whether a name says no more of armed people than that they fight the state: `rebels`, `opposition fighters`."""
    named = set(words(name))
    others = (word for word in named - _REBEL_WORDS - _MEN_WORDS)
    return bool(named & _REBEL_WORDS) and all(_is_of_a_state(word) for word in others)


def _is_of_a_state(word: str) -> bool:
    actor = actors().match(word.capitalize())
    return actor is not None and actor.type == "state"


@lru_cache(maxsize=65536)
def is_sheltered(name: str) -> bool:
    """Whether a name without a known actor is of people under no arms: `291 patients`, `displaced families`."""
    named = {word.rstrip("s") if len(word) > 4 else word for word in words(name)}  # noqa: PLR2004  # `sick`, not `boss`
    return bool(named & _SHELTERED_WORDS) and not named & _ARMED_WORDS


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
def actor_of(ref: str | None, name: str) -> Actor | None:
    """Return the actor of the tables that a reference, else a name, means."""
    known = actors()
    found = (known.of(ref) if ref else None) or known.match(name)
    first, _, second = name.partition(" and ")
    if found is None and second and second.islower():  # "US forces and assets", not "US and France"
        found = known.match(first)
    return found


def parties(participants: Iterable[Participant]) -> Mapping[str, Party]:
    """Return every party of a pile by its key.

    Cost: O(n).
    """
    names: dict[str, Counter[str]] = defaultdict(Counter)
    forces: dict[str, Counter[str]] = defaultdict(Counter)
    acting: set[str] = set()
    for participant in participants:
        if participant.name.strip():
            key = party_key(participant)
            if acts(key, participant):
                acting.add(key)
            names[key][participant.name] += 1
            if (force := force_name(participant.ref, participant.name)) is not None:
                forces[key][force] += 1
    return MappingProxyType({k: party_of(k, names[k], forces.get(k, {}), is_actor=k in acting) for k in names})


def party_of(key: str, names: Mapping[str, int], forces: Mapping[str, int], *, is_actor: bool) -> Party:
    """Return a party under the name most used: of a known force, else any; both with how often they are used."""
    shown = forces or names
    return Party(
        key=key,
        name=max(shown, key=lambda n: (shown[n], -len(n), n)),
        names=frozenset(folded(n) for n in names),
        mentions=sum(names.values()),
        is_actor=is_actor,
    )


def acts(key: str, participant: Participant) -> bool:
    """Whether a participant shows that its party comes and goes by itself."""
    return not key.startswith("name:") or participant.type in _ACTING_TYPES


def force_name(ref: str | None, name: str) -> str | None:
    """Return the name in `data/actors.toml` of a known force: forces come and go, a state does not."""
    actor = actor_of(ref, name)
    return actor.name if actor is not None and actor.type == "force" else None
