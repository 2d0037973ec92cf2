"""What the reader saw in a text, before any rule: Parse and its parts. All offsets are code points of the text."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.core.evidence import Span
from firsthand.core.spacetime import Place, TimeSpan

ENTITY_TYPES = (
    "STATE", "FORCE", "ORG", "PERSON", "PLACE", "FACILITY", "PLATFORM", "WEAPON", "VEHICLE", "TEMPORAL", "QUANTITY",
    "NATIONALITY",
)  # fmt: skip
"""A state; an armed force or group; any other body; a person; a geographic name; a built site; a military platform
(aircraft, ship); a weapon; a vehicle; an expression of time; a number with its unit; a word of nationality."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word with its place in the dependency tree (Universal Dependencies 2)."""

    start: int
    end: int
    lemma: str
    upos: str
    head: int
    """Index of the governor in its sentence; -1 for the root."""
    deprel: str
    """With subtype, e.g. `nsubj:pass`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """How certain the text is that an event happened: -3 (certainly not) to 3 (certainly)."""

    start: int
    end: int
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with its tokens and the certainty of each predicate."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    certainty: tuple[Certainty, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A name or description with one of `ENTITY_TYPES`."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionSpans:
    """Who said what: source, cue and content, each of zero or more spans; several where the words are parted."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """All that a reader saw in one text; sentences, entities and attributions in the order of the text."""

    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    attributions: tuple[AttributionSpans, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """An expression of time with its TIMEX3 type and value, and the span of days or instants that it means."""

    start: int
    end: int
    type: str
    """DATE, TIME, DURATION or SET."""
    value: str
    span: TimeSpan | None = None
    """None where it cannot be anchored: a bare duration, or a relative expression in an undated report."""
    note: str | None = None
    """What the reader of the claim should know: `ambiguous: 2026-03-04 or 2026-04-03`, `hijri`, `no anchor`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a name may mean, with its score and the reasons for it in words."""

    place: Place
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A place name in the text, resolved where the gazetteer allows."""

    start: int
    end: int
    place: Place
    """`place.name` is as written; `ref` is None where the gazetteer does not know it, and then lat, lon and a wide
    `radius_m` are a guess from the places around it, or None."""
    candidates: tuple[Candidate, ...] = ()
    """Best first, at most five."""
