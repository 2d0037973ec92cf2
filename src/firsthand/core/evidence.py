"""What was captured, and the exact words in it: Id, Span, Quote, Capture, Report."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal, NewType

from firsthand.core.errors import QuoteNotInReport

Id = NewType("Id", str)
"""A record's content id: its kind, a colon and 20 hexadecimal digits, e.g. `report:03a1...`."""

Genre = Literal["news", "live-blog", "opinion", "release", "satire", "fact-check", "machine-made"]

CONTEXT_LENGTH = 32  # code points of prefix and suffix in a text-quote selector, as common annotation clients use


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A half-open stretch of code points, `text[start:end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            msg = f"a span runs forward from 0, not {self.start} to {self.end}; check the offsets"
            raise ValueError(msg)

    def of(self, text: str) -> str:
        """Return the words that the span covers."""
        return text[self.start : self.end]

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of one report, with their place in it; `text` is exactly `report.text[span]`."""

    report: Id
    span: Span
    text: str

    def prefix(self, text: str) -> str:
        """Return the words before, as in a W3C TextQuoteSelector; `text` is the report's."""
        return text[max(0, self.span.start - CONTEXT_LENGTH) : self.span.start]

    def suffix(self, text: str) -> str:
        """Return the words after, as in a W3C TextQuoteSelector; `text` is the report's."""
        return text[self.span.end : self.span.end + CONTEXT_LENGTH]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One act of getting bytes.

    `body` is the SHA-256 of the bytes; `path` and `row` say where they stood (a row of a table or a JSON Lines file,
    from 0). `via` names how they came (`file`).
    """

    body: str
    media_type: str
    via: str = "file"
    path: str | None = None
    row: int | None = None
    url: str | None = None
    fetched_at: datetime | None = None
    status: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A text that somebody published, with three times kept apart: published, updated, captured.

    `text` is in NFC and never changes; all spans count its code points. `published` is a date (10 characters) or an
    instant in UTC (RFC 3339), as far as the report tells.
    """

    id: Id
    text: str
    capture: Capture
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    language: str | None = None
    genre: Genre = "news"
    byline: str | None = None
    dateline: str | None = None
    credit: str | None = None
    published: str | None = None
    updated: str | None = None
    zone_offset_minutes: int | None = None
    supersedes: Id | None = None
    links: tuple[str, ...] = field(default=())

    @property
    def published_day(self) -> str | None:
        """The local day of publication, YYYY-MM-DD: in the zone the report gave, else UTC."""
        return day_of(self.published, self.zone_offset_minutes)

    def quote(self, span: Span) -> Quote:
        """Cut a quote out of the report.

        Raises:
            QuoteNotInReport: The span ends behind the text.
        """
        if span.end > len(self.text):
            raise QuoteNotInReport(report=self.id, start=span.start, end=span.end)
        return Quote(report=self.id, span=span, text=span.of(self.text))


def day_of(instant: str | None, zone_offset_minutes: int | None = None) -> str | None:
    """Return the day of a date or an RFC 3339 instant, shifted into a zone given in minutes east of UTC."""
    if instant is None or len(instant) <= len("YYYY-MM-DD"):
        return instant
    moment = datetime.fromisoformat(instant).astimezone(UTC) + timedelta(minutes=zone_offset_minutes or 0)
    return moment.date().isoformat()
