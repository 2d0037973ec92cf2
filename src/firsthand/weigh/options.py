"""What a run of weigh is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.core.review import Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The question and its focus; they choose what the answer is about and never filter what is read."""

    question: str | None = None
    site: str | None = None
    actor: str | None = None
    as_of: str | None = None
    """Day, YYYY-MM-DD; what was published later is dropped. None = the latest publication."""
    reviews: tuple[Review, ...] = ()
    most_statuses: int | None = None
    """How many statuses to weigh, those of the focus first; None = all that are shown."""
