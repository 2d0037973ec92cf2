"""Scores of spans: strict (both ends and the type right) and partial (half a point for any overlap of one type)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Span = tuple[int, int, str]
"""Start, end (half-open) and type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many were right (halves for partial credit), how many were found, how many there are."""

    right: float = 0.0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(right=self.right + other.right, found=self.found + other.found, gold=self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what there is that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


def strict(gold: Iterable[Span], found: Iterable[Span]) -> Counts:
    """Count spans that agree in start, end and type; each span counts once."""
    there, here = set(gold), set(found)
    return Counts(right=len(there & here), found=len(here), gold=len(there))


def partial(gold: Iterable[Span], found: Iterable[Span]) -> Counts:
    """Count as `strict`, and half a point for a pair of one type that only overlaps; no span is used twice.

    Pairs are made exact ones first, then left to right, as nervaluate's `partial` does.
    """
    there, here = set(gold), set(found)
    exact = there & here
    right = float(len(exact))
    left = sorted(there - exact)
    for span in sorted(here - exact):
        for other in left:
            if other[2] == span[2] and span[0] < other[1] and other[0] < span[1]:
                right += 0.5
                left.remove(other)
                break
    return Counts(right=right, found=len(here), gold=len(there))


def total(counts: Iterable[Counts]) -> Counts:
    """Add up (micro average)."""
    everything = Counts()
    for one in counts:
        everything += one
    return everything
