"""Which expression of time dates an event: by the parse, then the sentence, then the discourse."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.core.claim import WhenBasis
from firsthand.core.evidence import Span
from firsthand.core.parse import Parse, Timex
from firsthand.core.spacetime import TimeSpan


def event_time(
    trigger: Span, text: str, parse: Parse, timexes: Sequence[Timex]
) -> tuple[TimeSpan | None, WhenBasis | None]:
    """Return when an event happened and how that is known: by `words`, `sentence` or `discourse`; (None, None) if not."""
    del trigger, text, parse, timexes
    return None, None
