"""What happened and how sure one may be: Event, Status, Contradiction, Assessment, Answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from firsthand.core.claim import Location, Participant
from firsthand.core.evidence import Id
from firsthand.core.spacetime import Place, TimeSpan

Aspect = Literal["presence", "control", "operation"]
Confidence = Literal["low", "moderate", "high"]
ContradictionKind = Literal["conflict", "update", "scope", "drift", "retraction"]

STATES: dict[Aspect, tuple[str, ...]] = {
    "presence": ("absent", "arriving", "present", "leaving"),
    "operation": ("closed", "partly", "open"),
    "control": (),
}
"""The states of each aspect; those of control are the holders' names, `contested` and `unknown`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One step of a judgement in words; `origin` and `effect` where an origin was left out to measure it."""

    what: str
    origin: Id | None = None
    effect: float | None = None
    """Probability with the origin minus probability without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """How sure one may be, on this pile, and why."""

    probability: float
    words: str
    """ICD 203: almost no chance, very unlikely, unlikely, roughly even chance, likely, very likely, almost certain."""
    credibility: int
    """Admiralty, 1 (confirmed) to 6 (cannot be judged)."""
    confidence: Confidence
    origins_for: int
    """Shown independent."""
    origins_possible: int
    """All that are not shown dependent."""
    origins_against: int
    sides_for: int = 0
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening, as all claims that mean it tell of it."""

    id: Id
    anchor: Id
    """The earliest claim: the name that outlives regrouping."""
    kind: str
    when: TimeSpan | None
    locations: tuple[Location, ...]
    participants: tuple[Participant, ...]
    claims_for: tuple[Id, ...]
    claims_against: tuple[Id, ...]
    claims_other: tuple[Id, ...] = ()
    """Planned, expected, possible and conditional: shown, never counted as for or against."""
    assessment: Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusDay:
    """One day of a fluent."""

    date: str
    probabilities: tuple[tuple[str, float], ...]
    """State and probability, in the order of the aspect's states; they sum to 1."""
    attested: bool
    """Whether a claim speaks of this very day."""
    claims: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusSpan:
    """A stretch of the most probable course; `since` and `until` are its bounds as intervals."""

    state: str
    since: tuple[str | None, str | None]
    until: tuple[str | None, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A fluent over days: the presence of an actor at a site, who controls a place, whether a facility works."""

    id: Id
    aspect: Aspect
    actor: str | None
    site: Place
    days: tuple[StatusDay, ...]
    spans: tuple[StatusSpan, ...]
    last_attested: str | None
    assessment: Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two claims that do not go together, how, and what became of it (None = unresolved)."""

    claims: tuple[Id, Id]
    kind: ContradictionKind
    about: str
    resolution: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a question asks for, in a sentence, with its grounds and its limits."""

    question: str
    state: str
    probability: float
    words: str
    since: tuple[str, str] | None
    """Earliest and latest day of the beginning of the state."""
    sentence: str
    grounds: tuple[Id, ...]
    """Claims."""
    would_change: tuple[str, ...] = ()
    not_known: tuple[str, ...] = ()
    print_safe: str | None = None
    """The strongest sentence that can be printed now, with its attribution."""
    next_check: str | None = None
    about: Id | None = None
    """The status or event that answers."""
    confidence: Confidence = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """All that weigh found, best answer first."""

    events: tuple[Event, ...] = ()
    statuses: tuple[Status, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    answers: tuple[Answer, ...] = ()
