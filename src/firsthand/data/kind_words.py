"""How each event kind is said: as a noun, as a label of one of its phases, as a deed (`kind_words.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from firsthand.core.errors import BrokenData
from firsthand.data.events import event_kinds

_FILE = "data/kind_words.toml"
_PHASES = {"begins": "{} begins", "continues": "{} under way", "ends": "{} complete", "whole": "{}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class KindWords:
    """One table of `kind_words.toml`; its fields are explained there."""

    noun: str
    past: str | None = None
    past_with: str | None = None
    done: str | None = None
    began: str | None = None
    ended: str | None = None
    object: str = ""
    to: str = "to"
    whose: str = "by"
    at: str = "at"
    ended_at: str = "to"
    source: str = "from"
    noun_at: str = "at"
    told: str | None = None
    reaches: bool = False
    undergone: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)


def kind_words(kind: str) -> KindWords:
    """Return how a kind is said; one without a table is said by the first noun of its frames, else by its name.

    Raises:
        BrokenData: The file cannot be read.
    """
    return _tables().get(kind) or KindWords(noun=_first_noun(kind))


def noun(kind: str) -> str:
    """Return what one calls such an event: `withdrawal` for `withdraw`."""
    return kind_words(kind).noun


def label(kind: str, phase: str = "whole") -> str:
    """Return an event of a phase in a word or two: `withdrawal begins`, `still there`."""
    words = kind_words(kind)
    return words.labels.get(phase) or _PHASES.get(phase, "{}").format(words.noun)


@cache
def _tables() -> Mapping[str, KindWords]:
    tables = tomllib.loads((files("firsthand.data") / "kind_words.toml").read_text("utf-8"))
    try:
        return MappingProxyType({name: KindWords(**table) for name, table in tables.items()})
    except TypeError as fault:
        raise BrokenData(_FILE, f"a table has no noun or an unknown field: {fault}") from fault


def _first_noun(kind: str) -> str:
    frames = event_kinds()[kind].frames if kind in event_kinds() else ()
    return next((word for frame in frames for word in frame.nouns), kind.removeprefix("be-").replace("-", " "))
