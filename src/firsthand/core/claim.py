"""Who said what about whom, where and when: Claim and its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from firsthand.core.evidence import Id, Quote, Span
from firsthand.core.spacetime import Place, TimeSpan

Phase = Literal["begins", "continues", "ends", "whole"]
Polarity = Literal["affirmed", "negated"]
Stance = Literal["asserted", "planned", "expected", "possible", "conditional"]
ShownStance = Literal["asserted", "planned", "expected", "possible", "conditional", "denied"]
ParticipantType = Literal["state", "force", "group", "organisation", "person", "equipment", "facility", "other"]
SourceKind = Literal[
    "own-observation", "named-person", "official", "anonymous", "document", "video", "outlet", "agency", "unknown"
]
WhenBasis = Literal["words", "sentence", "discourse", "said", "posted"]
"""How a claim came by its time: its own words, another phrase of the sentence, the discourse before it, the day on
which it was said (for what is said to be going on), or the first known posting of the footage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """The kind of event, a key of `data/events.toml`, and the words that name it."""

    kind: str
    trigger: Span
    phase: Phase = "whole"
    count_low: int | None = None
    count_high: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who or what takes part; counts are inclusive bounds, None = not given."""

    name: str
    """As written, or as its antecedent was written."""
    role: str
    """`agent`, `object`, `recipient`, `instrument` or `about`."""
    type: ParticipantType = "other"
    ref: str | None = None
    """What it is known as in `data/actors.toml` or `data/equipment.toml`, e.g. `actor:russia`."""
    count_low: int | None = None
    count_high: int | None = None
    span: Span | None = None
    """Where the words stand in the report, if they do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place in its part in the event: `at`, `from` or `to`."""

    role: Literal["at", "from", "to"]
    place: Place
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One hop of attribution: who is given as the voice, in the report's own words."""

    name: str
    kind: SourceKind
    words: str = ""
    """The words that introduce the voice, verbatim: `according to two Syrian sources`."""
    count_low: int | None = None
    count_high: int | None = None
    span: Span | None = None
    ref: str | None = None
    """The known body that it speaks for, a key of `data/actors.toml` or `data/outlets.toml`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one voice holds of one event, resting on exact words."""

    id: Id
    quote: Quote
    mention: EventMention
    participants: tuple[Participant, ...] = ()
    locations: tuple[Location, ...] = ()
    when: TimeSpan | None = None
    when_basis: WhenBasis | None = None
    attribution: tuple[Source, ...] = ()
    """Nearest voice first; empty = the outlet's own words."""
    polarity: Polarity = "affirmed"
    stance: Stance = "asserted"
    certainty: float | None = None
    """-3 (certainly not) to 3 (certainly), as the reader's model sees it."""

    @property
    def report(self) -> Id:
        """The report that the quote is cut from."""
        return self.quote.report

    @property
    def shown_stance(self) -> ShownStance:
        """The stance as exports show it: a negated assertion is a claim of the opposite, `denied`."""
        return "denied" if self.polarity == "negated" and self.stance == "asserted" else self.stance

    @property
    def is_fact_like(self) -> bool:
        """Whether the voice holds it to be so: asserted and affirmed."""
        return self.stance == "asserted" and self.polarity == "affirmed"
