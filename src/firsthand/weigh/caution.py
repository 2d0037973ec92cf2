"""Days on which nothing is very likely, however the sums come out: one voice alone, or others that saw otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from firsthand.core.event import StatusSpan
from firsthand.weigh.days import number
from firsthand.weigh.evidence import Voiced
from firsthand.weigh.fluents import Model
from firsthand.weigh.silence import NARROW_DAYS

Array = NDArray[np.float64]
Days = NDArray[np.bool_]
MOST_DOUBTED = 0.89  # of what holds by the sums on such days nineteen in twenty are right; worlds
AT_ODDS = 0.6  # a word is at odds with a state in which it is this much less likely than in the one that it fits best
HOLDS_WITHOUT = 0.5  # a state that is less likely than this once a voice is left out rests on that voice
SURE_OF_A_NIGHT = 0.97  # a state that is likelier than this on a day of a change is believed; 60 worlds
DISPUTES = 2  # voices at odds with the likeliest state that make a day disputed; one that was there is enough


def doubted(marginals: Array, without: Array, voices: Sequence[Voiced], chain: Model, first_day: int) -> Days:
    """Return [days]: where the likeliest state rests on one voice that was not there, or others speak against it.

    Args:
        marginals: [days, s].
        without: [k, days, s], the same with the first k voices left out in turn.
        voices: The evidence by origin, strongest first.
        chain: The fluent's chain.
        first_day: Number of the day of row 0.

    Cost: O(k d) and O(n) in the observations.
    """
    top = marginals.argmax(axis=1)
    index = np.arange(len(marginals))
    alone = np.zeros(len(marginals), dtype=bool)
    for others, voice in zip(without, voices, strict=False):
        if not any(o.direct for o in voice.observations):
            alone |= (others[index, top] < HOLDS_WITHOUT) | (len(voices) == 1)
    against = np.zeros(len(marginals))
    for voice in voices:
        against += _at_odds(voice, top, chain, first_day)
    return alone | _between(against >= DISPUTES, top)


def _at_odds(voice: Voiced, top: NDArray[np.int64], chain: Model, first_day: int) -> Array:
    """Return [days]: how much a voice counts against the likeliest state on the days that it speaks of."""
    found = np.zeros(len(top))
    for o in voice.observations:
        row = chain.said_of(o.during) if o.during is not None else None
        if row is None or o.denied or not o.window.dated or o.window.width > NARROW_DAYS:
            continue
        low, high = max(0, o.window.begin_first - first_day), max(0, o.window.end_last - first_day + 1)
        odd = row[top[low:high]] < AT_ODDS * row.max()
        found[low:high] = np.maximum(found[low:high], odd * (DISPUTES if o.direct else 1))
    return found


def _between(days: Days, top: NDArray[np.int64]) -> Days:
    """Add the days between two disputed ones of one stretch of the same state."""
    made = days.copy()
    at = np.flatnonzero(days)
    for low, high in pairwise(at):
        if (top[low : high + 1] == top[low]).all():
            made[low : high + 1] = True
    return made


def capped(marginals: Array, days: Days, chain: Model) -> Array:
    """Return the probabilities with none above MOST_DOUBTED on those days; what is taken goes to the other states.

    Args:
        marginals: [days, s].
        days: [days].
        chain: The fluent's chain; nothing goes to arriving.
    """
    others = np.array([state != "arriving" for state in chain.states], dtype=np.float64)
    made = marginals.copy()
    for t in np.flatnonzero(days & (marginals.max(axis=1) > MOST_DOUBTED)):
        top = int(made[t].argmax())
        rest = (made[t] + (1 - MOST_DOUBTED) / len(made)) * others
        rest[top] = 0.0
        made[t] = rest / rest.sum() * (1 - MOST_DOUBTED)
        made[t, top] = MOST_DOUBTED
    return made


def around_changes(spans: Sequence[StatusSpan], first_day: int, days: int) -> Days:
    """Return [days]: those on which a change may lie by its own interval, so that no state of them is very likely.

    A night belongs to two days, and reports date it by either.
    """
    found = np.zeros(days, dtype=np.bool_)
    for earliest, latest in (span.since for span in spans):
        if earliest is not None and latest is not None:
            found[max(0, number(earliest) - first_day) : max(0, number(latest) - first_day)] = True
    return found
