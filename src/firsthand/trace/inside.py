"""Which claims rest on a stretch of a report."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate

from firsthand.core.claim import Claim
from firsthand.core.evidence import Id, Span


class Inside:
    """The claims of each report by where their quotes stand, so that a report of thousands of claims is no trouble."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        held: dict[Id, list[Claim]] = defaultdict(list)
        for claim in claims:
            held[claim.report].append(claim)
        self._claims = {i: sorted(own, key=lambda c: (c.quote.span, c.id)) for i, own in held.items()}
        self._starts = {i: [c.quote.span.start for c in own] for i, own in self._claims.items()}
        self._ends = {i: list(accumulate((c.quote.span.end for c in own), max)) for i, own in self._claims.items()}

    def of(self, report: Id) -> list[Claim]:
        """Return all claims of a report, in the order of their quotes."""
        return self._claims.get(report, [])

    def on(self, report: Id, span: Span) -> list[Claim]:
        """Return the claims whose quotes meet the span, in order. Cost: O(log n) and those in between."""
        return self.between(report, span.start, span.end)

    def between(self, report: Id, start: int, end: int) -> list[Claim]:
        """Return the same for a stretch, half-open."""
        own = self._claims.get(report)
        if own is None:
            return []
        last = bisect_left(self._starts[report], end)
        first = bisect_left(self._ends[report], start + 1)
        return [claim for claim in own[first:last] if start < claim.quote.span.end]
