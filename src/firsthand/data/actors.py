"""Known states, forces and groups: names, aliases, demonyms, capitals, and whose side each is on (`actors.toml`)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One row of `actors.toml`."""

    ref: str
    """`actor:russia`."""
    name: str
    type: str
    """`state`, `force`, `group` or `organisation`."""
    aliases: tuple[str, ...] = ()
    """Every other name in any script: demonyms, capitals that stand for a government, acronyms."""
    side: str | None = None
    """The ref of the command or government that it answers to; itself where it answers to none."""
    opposes: tuple[str, ...] = ()
    """Refs of sides whose interests are opposed to its own; agreement across them is the strongest."""
