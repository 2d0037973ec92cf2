"""Event kinds: what names them, who fills their roles, and what they do to fluents (`events.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, get_args

from firsthand.core.claim import Phase
from firsthand.core.errors import BrokenData
from firsthand.core.event import STATES, Aspect

EffectRole = Literal["agent", "object", "recipient"]
CONTROL_STATES = ("holder", "other", "contested")
ROLES = ("agent", "object", "recipient", "at", "from", "to")
_FILE = "data/events.toml"
_FLAGS = ("strict", "loose", "leaves", "passive_agent", "ignore_obj", "copula", "bare", "named")


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What one phase of an event says about a fluent (event calculus).

    The fluent is `aspect` of the participant in role `of` (for operation: of the site itself) at the location in the
    first of the roles `at` that the claim has. `before`, `during` and `after` are the states that the claim speaks
    for on the days before, of and after the event; None = says nothing. The states of control are `holder` (the
    participant in role `of` has it), `other` (somebody else has it) and `contested`.
    """

    phase: Phase
    aspect: Aspect
    of: EffectRole
    at: tuple[Literal["at", "from", "to"], ...]
    before: str | None = None
    during: str | None = None
    after: str | None = None
    weight: float = 1.0
    """0 to 1: how directly it shows the state (a flag still flying weighs less than troops seen)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One way to fill a role: a UD relation, the preposition it needs, and the class of filler."""

    relation: str
    """`nsubj`, `obj`, `obl`, `nmod`, ...; `light` = the subject of the light verb that carries the noun."""
    preposition: str | None = None
    filler: str | None = None
    """A class of `data/nouns.toml`; None = any filler."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The words that name an event in one construction, and what fills its roles there."""

    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    accompanied: tuple[str, ...] = ()
    """One of these words must stand in the object or complement (`with` in the table): `take control of`."""
    adverbs: tuple[str, ...] = ()
    """One of these must modify the trigger: `opened again`."""
    slots: Mapping[str, tuple[Slot, ...]] = field(default_factory=dict)
    alone: str | None = None
    """The role of the subject where the verb has no object: `two clinics closed`."""
    needs: tuple[str, ...] = ()
    """One of these roles must be filled."""
    requires: tuple[str, ...] = ()
    """All of these must hold: roles, `light` (a light verb carries the noun), `new` (an indefinite noun phrase),
    `none` (the object is said to be none) or `under` (the noun is what a deed rests on: `on the orders of`)."""
    phase: Phase | None = None
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKind:
    """One table of `events.toml`."""

    name: str
    gloss: str
    plover: str | None = None
    cameo: str | None = None
    acled: str | None = None
    effects: tuple[Effect, ...] = ()
    frames: tuple[Frame, ...] = ()


@cache
def event_kinds() -> Mapping[str, EventKind]:
    """Return every event kind by its name.

    Raises:
        BrokenData: A table lacks a field or names a state, role or phase that does not exist.
    """
    tables = tomllib.loads((files("firsthand.data") / "events.toml").read_text("utf-8"))
    return MappingProxyType({name: kind_of(name, table) for name, table in tables.items()})


def kind_of(name: str, table: Mapping[str, Any]) -> EventKind:
    """Check one table and return it as a record.

    Raises:
        BrokenData: As `event_kinds`.
    """
    if not table.get("gloss"):
        raise BrokenData(_FILE, f"[{name}] has no gloss")
    effects = tuple(_effect(name, row) for row in table.get("effects", ()))
    frames = tuple(_frame(name, row) for row in table.get("frames", ()))
    known = {key: table[key] for key in ("plover", "cameo", "acled") if key in table}
    return EventKind(name=name, gloss=table["gloss"], effects=effects, frames=frames, **known)


def _effect(name: str, row: Mapping[str, Any]) -> Effect:
    try:
        effect = Effect(**{**row, "at": tuple(row["at"])})
    except (KeyError, TypeError) as fault:
        raise BrokenData(_FILE, f"an effect of [{name}] is incomplete or has an unknown field: {fault}") from fault
    if effect.phase not in get_args(Phase) or effect.of not in get_args(EffectRole):
        raise BrokenData(_FILE, f"an effect of [{name}] names no such phase or role: {effect.phase}, {effect.of}")
    states = CONTROL_STATES if effect.aspect == "control" else STATES.get(effect.aspect, ())
    named = {state for state in (effect.before, effect.during, effect.after) if state is not None}
    if not named or not named <= set(states) or not set(effect.at) <= {"at", "from", "to"}:
        raise BrokenData(_FILE, f"an effect of [{name}] names no state of {effect.aspect}: {sorted(named)}")
    return effect


def _frame(name: str, row: Mapping[str, Any]) -> Frame:
    words = ("verbs", "nouns", "adjectives", "needs", "requires")
    known = {*words, *ROLES, *_FLAGS, "with", "with_adverb", "alone", "phase"}
    if unknown := set(row) - known:
        raise BrokenData(_FILE, f"a frame of [{name}] has unknown fields {sorted(unknown)}")
    if row.get("phase") not in {None, *get_args(Phase)}:
        raise BrokenData(_FILE, f"a frame of [{name}] names no such phase: {row['phase']}")
    return Frame(
        accompanied=tuple(row.get("with", ())),
        adverbs=tuple(row.get("with_adverb", ())),
        slots=MappingProxyType({role: tuple(slot(spec) for spec in row[role]) for role in ROLES if role in row}),
        alone=row.get("alone"),
        phase=row.get("phase"),
        flags=frozenset(flag for flag in _FLAGS if row.get(flag)),
        **{key: tuple(row.get(key, ())) for key in words},
    )


def slot(spec: str) -> Slot:
    """Read `obl:from@place` and the like."""
    path, _, filler = spec.partition("@")
    relation, _, preposition = path.partition(":")
    return Slot(relation=relation, preposition=preposition or None, filler=filler or None)
