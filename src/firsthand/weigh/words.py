"""Numbers in the words that analysts agreed on, and grades with their derivation."""

from __future__ import annotations

from firsthand.core.event import Confidence

# ICD 203 (2015), upper bounds of each phrase; "roughly even chance" is 45 to 55 in a hundred
_PHRASES = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
)
MOST, LEAST = 0.99, 0.01  # on a pile of reports nothing is surer
MOST_WITHOUT_OBSERVERS = 0.95
MOST_UNTOLD = 0.7  # of a state that no voice tells, only what went before
OBSERVERS_FOR_CERTAIN = 2  # "almost certain" needs two direct observers shown independent of one another
_CREDIBLE = ((0.80, 2), (0.55, 3), (0.20, 4))
_CONFIRMED = 0.90
MANY = 3  # origins shown independent from which more add little
STALE_DAYS = 21  # silence after which what was seen last says little of today


def phrase(probability: float) -> str:
    """Return the ICD 203 phrase for a probability."""
    return next((words for bound, words in _PHRASES if probability <= bound), "almost certain")


def held(probability: float, direct_observers: int) -> float:
    """Return the probability that may be printed: certain only on the word of two direct observers.

    Args:
        probability: The model's.
        direct_observers: Those shown independent of one another.
    """
    if direct_observers >= OBSERVERS_FOR_CERTAIN:
        return min(MOST, max(LEAST, probability))
    return min(MOST_WITHOUT_OBSERVERS, max(1 - MOST_WITHOUT_OBSERVERS, probability))


def credibility(probability: float, shown: int, possible: int) -> int:
    """Return the Admiralty grade of the information: 1 confirmed, 2 probably true ... 5 improbable, 6 cannot be judged.

    Args:
        probability: On this pile.
        shown: Origins for it that are shown independent.
        possible: Origins for it that are not shown dependent.
    """
    if possible == 0:
        return 6
    if probability >= _CONFIRMED and shown >= 2:  # noqa: PLR2004  # confirmed means by another
        return 1
    return next((grade for bound, grade in _CREDIBLE if probability >= bound), 5)


def confidence(shown: int, direct: int, silent_days: int | None) -> tuple[Confidence, str]:
    """Return how solid the ground is, whatever the likelihood, and why in words.

    Args:
        shown: Origins shown independent.
        direct: Direct observers among them.
        silent_days: Days since the last claim that speaks of its own day; None = never.
    """
    ground = f"{counted(shown, 'origin')} shown independent, {counted(direct, 'direct observer')}"
    stale = silent_days is None or silent_days > STALE_DAYS
    if stale:
        ground += f", nothing told of the last {silent_days} days" if silent_days is not None else ", no day attested"
    points = min(shown, MANY) + min(direct, OBSERVERS_FOR_CERTAIN) - OBSERVERS_FOR_CERTAIN * stale
    if points >= MANY + OBSERVERS_FOR_CERTAIN:
        return "high", ground
    return ("moderate" if points >= MANY else "low"), ground


def counted(n: int, noun: str) -> str:
    """Return `no origin`, `one origin`, `3 origins`."""
    if n == 1:
        return f"one {noun}"
    return f"{n or 'no'} {noun}s"
