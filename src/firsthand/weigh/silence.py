"""What is not said: silence before and after a change, what a change presupposes, and days that nobody speaks of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.weigh.days import Window
from firsthand.weigh.evidence import Voiced
from firsthand.weigh.fluents import PASSING, SETTLED, SILENCE, SILENCE_AFTER, SILENCE_UNTOLD, Model
from firsthand.weigh.observations import Observation

Array = NDArray[np.float64]
# How far a voice that tells of a departure (an arrival, a presence) tells that they had (had not) been there before
PRESUPPOSES = {"leaving": 0.95, "arriving": 0.95, "present": 0.6}
NARROW_DAYS = 3  # a claim attests a day if its words allow no more days than this
FREE_DAYS = (
    3  # further than this from any attested day, nothing is very likely; at 7, one day very likely and wrong in five
)
# A word of less weight (of the country around) begins nothing where others tell of the site. Five real cases: days
# right 0.85 to 1.00 in one of them, the others unchanged; 60 worlds: Brier score 0.0226 to 0.0222.
FAINT = 0.3


def unsaid(voices: Sequence[Voiced], chain: Model, grid: tuple[int, int], without: int | None) -> Array:
    """Return [days, s]: what silence says against a passing state on days before its first or after its last word."""
    first_day, days = grid
    log = np.zeros((days, len(chain.states)))
    heard = [o for n, voice in enumerate(voices) if n != without for o in voice.observations]
    for k in (k for k, state in enumerate(chain.states) if state in PASSING):
        moving = [o for o in heard if o.during == chain.states[k] and not o.denied and o.window.end_last >= first_day]
        told = [o.window for o in moving if o.knows > FAINT] or [o.window for o in moving]
        log[:, k] = np.log(SILENCE if _steady(heard, slack=1) else SILENCE_UNTOLD)
        if told:
            low, high = min(_told_from(w) for w in told), max(w.end_last for w in told)
            log[max(0, low - first_day) :, k] = np.log(SILENCE_AFTER)
            log[max(0, low - first_day) : max(0, high - first_day + 1), k] = 0.0
    return log + _presupposed(voices, chain, grid, without)


def _told_from(w: Window) -> int:
    """Return the first day that the words attest: of a time that is open towards the past, only its last."""
    return w.begin_first if w.begin_last - w.begin_first < FREE_DAYS else w.begin_last


def _presupposed(voices: Sequence[Voiced], chain: Model, grid: tuple[int, int], without: int | None) -> Array:
    """Return [days, s]: what the first told change says of the first day: who left had been there, who came had not.

    What is told of days before the first is over by then and presupposes nothing.
    """
    first_day, days = grid
    log = np.zeros((days, len(chain.states)))
    told = [
        (_told_from(o.window), o.during, o.knows, n)
        for n, voice in enumerate(voices)
        for o in (voice.observations if n != without else ())
        if o.during in PRESUPPOSES and not o.denied and o.window.end_last >= first_day
    ]
    if not told or "arriving" not in chain.states:
        return log
    first = str(min(told)[1])
    sure = PRESUPPOSES[first] * max(knows for _, during, knows, _ in told if during == first)
    absent, present = chain.states.index("absent"), chain.states.index("present")
    if first == "arriving":
        start = np.array([chain.start[chain.label == k].sum() for k in range(len(chain.states))])
        other = start.copy()
        other[[absent, present]] = start[[present, absent]]
        log[0] = np.log((sure * other + (1 - sure) * start) / start)
    else:
        log[0, [absent, chain.states.index("arriving")]] = np.log(1 - sure)
    return log


def _steady(observed: Sequence[Observation], *, slack: int = 0) -> list[int]:
    """Return the days up to which nothing had changed: told to be there, or to have begun to leave, before any left.

    With `slack`, those told to be there up to so many days less one after the first departure count too.
    """
    first = min((_told_from(o.window) for o in observed if o.during == "leaving" and not o.denied), default=None)
    return [
        o.window.begin_first
        for o in observed
        if (o.before == SETTLED or (o.during == "present" and (first is None or o.window.begin_first < first + slack)))
        and o.window.dated
        and o.window.width <= NARROW_DAYS
    ]


def attested(observed: Sequence[Observation], first_day: int, days: int) -> NDArray[np.bool_]:
    """Return [days]: whether a claim speaks of this very day, in words that allow few others."""
    found = np.zeros(days, dtype=bool)
    for o in observed:
        if o.window.width <= NARROW_DAYS and o.window.dated:
            found[max(0, o.window.begin_first - first_day) : max(0, o.window.end_last - first_day + 1)] = True
    return found


def unattested(told: NDArray[np.bool_], observed: Sequence[Observation], first_day: int) -> NDArray[np.bool_]:
    """Return [days]: which are far from any day that a claim speaks of.

    Days before one on which they were told to be there, or told to have begun to leave, count as spoken of: they say
    that nothing had changed until then.

    Args:
        told: [days], as `attested` gives it.
        observed: All that is said of the fluent.
        first_day: Number of the day of row 0.
    """
    days = len(told)
    at = np.flatnonzero(told)
    index = np.arange(days)
    nearest = np.abs(index[:, None] - at[None, :]).min(axis=1) if len(at) else np.full(days, days)
    steady = max(_steady(observed), default=first_day - 1) - first_day
    return (nearest > FREE_DAYS) & (index > steady)
