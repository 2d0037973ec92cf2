"""What is not said: silence before and after a change, what a change presupposes, and days that nobody speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What of one voice's words bears on what goes unsaid; numbers of days."""

    sure: Mapping[str, tuple[int, int]]
    """By passing state, the first and the last day that its words of weight (`FAINT`) attest."""
    faint: Mapping[str, tuple[int, int]]
    """The same of all its words."""
    leaving: int | None
    """The first day of which it tells that they left."""
    is_settled: bool
    """Whether it tells of a day up to which nothing had changed."""
    present: int | None
    """The first day that it narrowly dates on which they were there."""
    changes: Mapping[str, tuple[int, float]]
    """By state that presupposes another: the first day told, and how far the voice knows at most."""


def heard(voices: Sequence[Voiced], chain: Model, first_day: int) -> list[Heard]:
    """Return what each voice tells that `unsaid` looks at. Cost: O(n) in the observations."""
    return [_heard(voice.observations, chain, first_day) for voice in voices]


def _heard(told: Sequence[Observation], chain: Model, first_day: int) -> Heard:
    affirmed = [o for o in told if o.during is not None and not o.denied]
    shown = [o for o in affirmed if o.window.end_last >= first_day]
    changes: dict[str, tuple[int, float]] = {}
    for o in shown:
        if o.during in PRESUPPOSES:
            first, knows = changes.get(o.during, (_told_from(o.window), o.knows))
            changes[o.during] = (min(first, _told_from(o.window)), max(knows, o.knows))
    narrow = [o for o in told if o.window.dated and o.window.width <= NARROW_DAYS]
    passing = [state for state in chain.states if state in PASSING]
    moving = {state: [o for o in shown if o.during == state] for state in passing}
    return Heard(
        sure=_attested({state: [o.window for o in seen if o.knows > FAINT] for state, seen in moving.items()}),
        faint=_attested({state: [o.window for o in seen] for state, seen in moving.items()}),
        leaving=min((_told_from(o.window) for o in affirmed if o.during == "leaving"), default=None),
        is_settled=any(o.before == SETTLED for o in narrow),
        present=min((o.window.begin_first for o in narrow if o.during == "present"), default=None),
        changes=changes,
    )


def _attested(windows: Mapping[str, Sequence[Window]]) -> dict[str, tuple[int, int]]:
    return {k: (min(_told_from(w) for w in told), max(w.end_last for w in told)) for k, told in windows.items() if told}


def unsaid(voices: Sequence[Heard], chain: Model, grid: tuple[int, int], without: int | None) -> Array:
    """Return [days, s]: what silence says against a passing state on days before its first or after its last word.

    Args:
        voices: As `heard` gives them.
        chain: The states.
        grid: Number of the day of row 0, and the days.
        without: The voice that is left out; None = none.

    Cost: O(v + d s) in the voices and the days.
    """
    first_day, days = grid
    log = np.zeros((days, len(chain.states)))
    told = [voice for n, voice in enumerate(voices) if n != without]
    silence = np.log(SILENCE if _is_steady(told) else SILENCE_UNTOLD)
    for k in (k for k, state in enumerate(chain.states) if state in PASSING):
        state = chain.states[k]
        spans = [v.sure[state] for v in told if state in v.sure] or [v.faint[state] for v in told if state in v.faint]
        log[:, k] = silence
        if spans:
            low, high = min(first for first, _ in spans), max(last for _, last in spans)
            log[max(0, low - first_day) :, k] = np.log(SILENCE_AFTER)
            log[max(0, low - first_day) : max(0, high - first_day + 1), k] = 0.0
    return log + _presupposed(told, chain, days)


def _is_steady(told: Sequence[Heard]) -> bool:
    """Whether a day is told up to which nothing had changed, or on which they were there before or as any left."""
    if any(voice.is_settled for voice in told):
        return True
    present = min((voice.present for voice in told if voice.present is not None), default=None)
    first = min((voice.leaving for voice in told if voice.leaving is not None), default=None)
    return present is not None and (first is None or present <= first)


def _told_from(w: Window) -> int:
    """Return the first day that the words attest: of a time that is open towards the past, only its last."""
    return w.begin_first if w.begin_last - w.begin_first < FREE_DAYS else w.begin_last


def _presupposed(told: Sequence[Heard], chain: Model, days: int) -> Array:
    """Return [days, s]: what the first told change says of the first day: who left had been there, who came had not.

    What is told of days before the first is over by then and presupposes nothing.
    """
    log = np.zeros((days, len(chain.states)))
    begun = [(first, during) for voice in told for during, (first, _) in voice.changes.items()]
    if not begun or "arriving" not in chain.states:
        return log
    first = min(begun)[1]
    sure = PRESUPPOSES[first] * max(voice.changes[first][1] for voice in told if first in voice.changes)
    absent, present = chain.states.index("absent"), chain.states.index("present")
    if first == "arriving":
        start = np.array([chain.start[chain.label == k].sum() for k in range(len(chain.states))])
        other = start.copy()
        other[[absent, present]] = start[[present, absent]]
        log[0] = np.log((sure * other + (1 - sure) * start) / start)
    else:
        log[0, [absent, chain.states.index("arriving")]] = np.log(1 - sure)
    return log


def _steady(observed: Sequence[Observation]) -> list[int]:
    """Return the days up to which nothing had changed: told to be there, or to have begun to leave, before any left."""
    first = min((_told_from(o.window) for o in observed if o.during == "leaving" and not o.denied), default=None)
    return [
        o.window.begin_first
        for o in observed
        if (o.before == SETTLED or (o.during == "present" and (first is None or o.window.begin_first < first)))
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
