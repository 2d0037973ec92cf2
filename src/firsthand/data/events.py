"""Event kinds: what names them, who fills their roles, and what they do to fluents (`events.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from firsthand.core.claim import Phase
from firsthand.core.event import Aspect


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What one phase of an event says about a fluent (event calculus).

    The fluent is `aspect` of the participant in role `of` (for operation: of the site itself) at the location in the
    first of the roles `at` that the claim has. `before`, `during` and `after` are the states that the claim speaks
    for on the days before, of and after the event; None = says nothing.
    """

    phase: Phase
    aspect: Aspect
    of: Literal["agent", "object"]
    at: tuple[Literal["at", "from", "to"], ...]
    before: str | None = None
    during: str | None = None
    after: str | None = None
    weight: float = 1.0
    """0 to 1: how directly it shows the state (a flag still flying weighs less than troops seen)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKind:
    """One table of `events.toml`."""

    name: str
    gloss: str
    plover: str | None = None
    cameo: str | None = None
    acled: str | None = None
    effects: tuple[Effect, ...] = ()


@cache
def event_kinds() -> Mapping[str, EventKind]:
    """Return every event kind by its name.

    Raises:
        BrokenData: A table lacks a field or names a state, role or phase that does not exist.
    """
    tables = tomllib.loads((files("firsthand.data") / "events.toml").read_text("utf-8"))
    return MappingProxyType({name: _kind(name, table) for name, table in tables.items()})


def _kind(name: str, table: dict[str, object]) -> EventKind:
    rows = table.get("effects", [])
    effects = tuple(Effect(**{**row, "at": tuple(row["at"])}) for row in rows)  # type: ignore[attr-defined]
    known = {key: table[key] for key in ("gloss", "plover", "cameo", "acled") if key in table}
    return EventKind(name=name, effects=effects, **known)  # type: ignore[arg-type]
