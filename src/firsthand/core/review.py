"""What people decided: Review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from firsthand.core.evidence import Id, Quote

Judged = Literal["accept", "reject", "same", "different"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A person's verdict on a claim (accept, reject) or on a pair of claims (same, different event).

    The quotes go with it, so that it can be attached again after a re-run that gave the claims other ids.
    """

    id: Id
    verdict: Judged
    claims: tuple[Id, ...]
    quotes: tuple[Quote, ...]
    by: str
    at: str
    """Instant, RFC 3339 in UTC."""
    note: str = ""
