"""Known outlets and agencies: names, domains, owners, what they usually print (`outlets.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One row of `outlets.toml`."""

    ref: str
    """`outlet:reuters`."""
    name: str
    kind: Literal["agency", "outlet", "aggregator", "broadcaster", "monitor"]
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    owner: str | None = None
    """A person, company or government that answers for it: outlets of one owner are one side when they speak for it."""
    side: str | None = None
    """The ref of the actor that it speaks for: state and party media."""
    genre: str | None = None
    """The genre of all that it prints, where it has only one (`satire`, `opinion`, `release`, `fact-check`)."""
