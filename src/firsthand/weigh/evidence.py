"""Observations of one fluent turned into likelihoods by day and origin, each origin counted once."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.core.evidence import Id
from firsthand.weigh.days import Window
from firsthand.weigh.fluents import (
    BEGUN,
    CHANCE_OF_A_BEGINNING,
    CHANCE_OF_A_TOLD_END,
    CHANCE_OF_AN_END,
    ENDED,
    GONE,
    LEFT,
    PASSING,
    SAID_BY_CHANCE,
    SETTLED,
    Model,
)
from firsthand.weigh.observations import Observation
from firsthand.weigh.pile import Pile

Array = NDArray[np.float64]

# A further origin that is not shown independent of the earlier ones that speak of the same day adds this part of its
# evidence, falling with the square root of how many such there are: several unnamed voices may be one man. 60 worlds,
# swept 0.55-0.9: Brier score 0.046 to 0.041, the cases unchanged.
NOT_ESTABLISHED = 0.85
ONE_SIDE = 0.75  # agreement inside a side adds this part; worlds, flat within 0.6-0.8
LONG_POWER = 0.5  # a statement that fills n days weighs n**-0.5 on each: it is one statement, not n
MIXED_DAYS = 2  # an event on one of n days tells of its inner days as much as of two; of the edges it tells whole
SHARP_DAYS = 2
NEWS_DAYS = 3.0  # news is told within days
NEWS_REACH = math.e * NEWS_DAYS / math.log(2)  # days: the perplexity of a day that halves in weight every NEWS_DAYS
BEGINNING_DAYS = 10  # a beginning whose words allow more days names no day
BEFORE_THE_DAYS = 0.35  # what a state told of earlier years weighs on the first day
NOT_HIS = 0.5  # likelihood that a voice that knows says "he does not hold it" while somebody else does
_FULL = 0.99
_WHOLE = 1 - 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiced:
    """What one origin (or several shown dependent on one another) says about a fluent."""

    origins: tuple[str, ...]
    first: int
    """Number of the day of row 0."""
    log_likelihood: Array
    """[days, s]."""
    power: Array
    """[days]: the part, 0 to 1, that it adds on each day to those before it that speak of the same day."""
    observations: tuple[Observation, ...]


def likelihood(observation: Observation, model: Model, first_day: int, last_day: int) -> tuple[int, Array] | None:
    """Return the first day's number and the log-likelihood [days, s] of one observation; None if it says nothing here.

    The bounds of the window make a mixture on each day: not yet, going on, over. Each part speaks for its own state, so
    "still there on the 26th" says nothing about the 27th.
    """
    w = observation.window
    if w.end_last < first_day:
        return _from_earlier(observation, model, first_day)
    low = w.begin_first - 1 if observation.before is not None and not observation.denied else w.begin_first
    high = w.end_last + 1 if observation.after is not None else w.end_last
    low, high = max(low, first_day), min(high, last_day)
    if high < low:
        return None
    days = np.arange(low, high + 1)
    parts = phases(w, days)
    log = _log_likelihood(observation, model, parts, days > w.begin_last)
    return low, log * _row_power(parts, NEWS_REACH if w.is_open and observation.before is not None else None)[:, None]


def _row_power(parts: Array, spread: float | None) -> Array:
    """Return [days]: what each day of one statement weighs, so that a statement of many days remains one statement.

    Args:
        parts: [days, 3], see `phases`.
        spread: The days over which a time that is open at its beginning is in effect spread; None = as many as it has.
    """
    filled = parts[:, 1] > _FULL
    mixed = ~filled & (parts.max(axis=1) < _WHOLE)  # however near to sure: the days between the edges are one statement
    power = np.ones(len(parts))
    power[filled] = max(1.0, float(filled.sum())) ** -LONG_POWER
    power[mixed] = min(1.0, MIXED_DAYS / max(1.0, min(float(mixed.sum()), spread or math.inf)))
    return power


def phases(window: Window, days: NDArray[np.int64]) -> Array:
    """Return [days, 3]: the chance that the event has not begun, is going on, or is over on each day.

    Begin and end are taken to be uniform between their bounds, and to fall together where the bounds are the same. Of
    an event of which only the last day is told, the chance that it lies further back halves every NEWS_DAYS.
    """
    if window.is_open:
        before = np.maximum(window.end_last - days, 0) / NEWS_DAYS
        lasts = window.end_first == window.end_last  # still going on when it is told
        may_be_over = (days >= window.end_first) & (not lasts)
        over = np.where(days > window.end_last, 1.0, np.where(may_be_over, 0.5 ** (before + 1), 0.0))
        begun = np.where(days >= window.begin_last, 1.0, np.where(days >= window.begin_first, 0.5**before, 0.0))
        return np.stack((1 - begun, begun - over, over), axis=1)
    begun = np.clip((days - window.begin_first + 1) / (window.begin_last - window.begin_first + 1), 0.0, 1.0)
    ended = np.clip((days - window.end_first) / (window.end_last - window.end_first + 1), 0.0, 1.0)
    ended = np.minimum(ended, begun)
    return np.stack((1 - begun, begun - ended, ended), axis=1)


def _log_likelihood(observation: Observation, model: Model, parts: Array, later: NDArray[np.bool_]) -> Array:
    """Mix what is said of before, during and after; on `later` days than the first, absence is of the whole day."""
    is_complete = observation.after == "absent"
    after = (ENDED if observation.is_last else GONE) if is_complete else observation.after
    during = LEFT if is_complete and observation.during == "leaving" else observation.during
    is_sharp = observation.window.dated and observation.window.width <= SHARP_DAYS
    if observation.before == SETTLED and during == "leaving" and is_sharp:
        during = BEGUN
    said = [_said(state, observation, model) for state in (observation.before, during, after)]
    r = observation.knows
    if observation.denied:
        meant = parts[:, 1:2] * _or_zero(said[1], model) + parts[:, 2:3] * _or_zero(said[2], model)
        return np.asarray(np.log(r * (1.0 - meant) + (1 - r) * (1 - SAID_BY_CHANCE)))
    chance = _chance(observation)
    flat = np.full(len(model.states), chance)
    rows = np.stack([flat if row is None else r * row + (1 - r) * chance for row in said])
    mixed = parts @ rows
    if observation.during == "absent" and (gone := _said(GONE, observation, model)) is not None:
        mixed[later] += parts[later, 1:2] * r * (gone - rows_of(said[1], gone))
    return np.asarray(np.log(mixed))


def _chance(o: Observation) -> float:
    """Return how likely a voice that knows nothing says this: to name the day of a change it must hit one of many."""
    if not o.window.dated:
        return SAID_BY_CHANCE
    if o.before == SETTLED and o.window.width <= BEGINNING_DAYS:
        return CHANCE_OF_A_BEGINNING
    is_over = o.during == "leaving" and o.after == "absent"
    if not is_over or o.window.width > SHARP_DAYS:
        return SAID_BY_CHANCE
    return CHANCE_OF_A_TOLD_END if o.is_last else CHANCE_OF_AN_END


def rows_of(row: Array | None, otherwise: Array) -> Array:
    """Return the row, or the other where there is none."""
    return otherwise if row is None else row


def _said(state: str | None, observation: Observation, model: Model) -> Array | None:
    if state is None:
        return None
    if (row := model.said_of(state)) is not None:
        return row
    if observation.party in model.states:  # control: `holder` and `other` are told of the observation's party
        of_party = np.asarray(model.said[model.states.index(str(observation.party))])
        return of_party if state == "holder" else np.asarray(NOT_HIS * (1.0 - of_party))
    return None


def _or_zero(row: Array | None, model: Model) -> Array:
    return np.zeros(len(model.states)) if row is None else row


def _from_earlier(observation: Observation, model: Model, first_day: int) -> tuple[int, Array] | None:
    """Carry the state that an event of earlier years left behind to the first day, weakly."""
    state = observation.after or (None if observation.window.dated else observation.during)
    row = _said(state, observation, model)
    if row is None or observation.denied or state in PASSING:  # who was leaving then need not be now
        return None
    r = observation.knows
    told = np.asarray(np.log(r * row[None, :] + (1 - r) * SAID_BY_CHANCE))
    return first_day, BEFORE_THE_DAYS * told


def voiced(pile: Pile, observations: Sequence[Observation], model: Model) -> tuple[Voiced, ...]:
    """Return the evidence on one fluent by origin, strongest first, with what each adds to those before it.

    Cost: O(n) in the observations and O(p) in the listed pairs of their origins.
    """
    if pile.first_day is None or pile.last_day is None:
        return ()
    groups = _dependent(pile, sorted({o.origin for o in observations}))
    by_group: dict[str, list[tuple[Observation, int, Array]]] = defaultdict(list)
    for observation in observations:
        made = likelihood(observation, model, pile.first_day, pile.last_day + 1)  # the day that follows
        if made is not None:
            by_group[groups[observation.origin]].append((observation, *made))
    merged = [_merged(rows, len(model.states)) for rows in by_group.values()]
    merged.sort(key=lambda m: (-float(np.ptp(m[1], axis=1).sum()), m[2]))
    powers = _powers(pile, merged)
    return tuple(
        Voiced(origins=origins, first=first, log_likelihood=log, power=power, observations=rows)
        for (first, log, origins, rows), power in zip(merged, powers, strict=True)
    )


_Merged = tuple[int, Array, tuple[str, ...], tuple[Observation, ...]]


def _merged(rows: Sequence[tuple[Observation, int, Array]], states: int) -> _Merged:
    """Average what one origin is reported to say, day by day, the sharper statement weighing more.

    A vague time of what the same voice dates elsewhere ("last month", "on 8 July") adds nothing.
    """
    first = min(start for _, start, _ in rows)
    last = max(start + len(log) for _, start, log in rows)
    total, weight = np.zeros((last - first, states)), np.zeros(last - first)
    for o, start, log in rows:
        if any(_is_vaguer(o, other) for other, _, _ in rows):
            continue
        sharp = np.ptp(log, axis=1)
        at = slice(start - first, start - first + len(log))
        total[at] += sharp[:, None] * (log - log.max(axis=1, keepdims=True))
        weight[at] += sharp
    merged = np.divide(total, weight[:, None], out=np.zeros_like(total), where=weight[:, None] > 0)
    seen = tuple(o for o, _, _ in rows)
    return first, merged, tuple(sorted({o.origin for o in seen})), seen


def _is_vaguer(o: Observation, other: Observation) -> bool:
    """Whether two words tell of one change, the first of many days, the second of one or two among them."""
    if (o.during, o.after, o.denied, o.fluent) != (other.during, other.after, other.denied, other.fluent):
        return False
    w, sharp = o.window, other.window
    within = w.begin_first <= sharp.begin_first and sharp.end_last <= w.end_last
    return w.width > BEGINNING_DAYS and sharp.width <= SHARP_DAYS and sharp.dated and within


def _dependent(pile: Pile, origins: Sequence[str]) -> Mapping[str, str]:
    """Join origins that are shown dependent on one another: together they are one voice."""
    root = {o: o for o in origins}

    def top(o: str) -> str:
        while root[o] != o:
            root[o] = root[root[o]]
            o = root[o]
        return o

    for o in origins:
        for pair in pile.pairs_of.get(Id(o), ()):
            if pair.verdict == "shown-dependent" and pair.a in root and pair.b in root:
                low, high = sorted((top(pair.a), top(pair.b)))
                root[high] = low
    return {o: top(o) for o in origins}


def _powers(pile: Pile, merged: Sequence[_Merged]) -> list[Array]:
    """Return what each group adds on each of its days, given those before it in the order that speak of that day."""
    if not merged:
        return []
    base = min(first for first, *_ in merged)
    days = max(first + len(log) for first, log, *_ in merged) - base
    place = {origin: n for n, (_, _, origins, _) in enumerate(merged) for origin in origins}
    at = [slice(first - base, first - base + len(log)) for first, log, *_ in merged]
    speaks = [np.minimum(1.0, np.ptp(log, axis=1)) for _, log, *_ in merged]
    earlier, doubtful = np.zeros(days), np.zeros(days)
    sides: dict[str, Array] = defaultdict(lambda: np.zeros(days))
    powers = []
    for n, (_, _, origins, _) in enumerate(merged):
        shown = np.zeros(days)
        for m in _shown_before(pile, origins, place, n):
            shown[at[m]] += speaks[m]
        before = earlier[at[n]]
        share = np.divide(shown[at[n]], before, out=np.ones_like(before), where=before > 0)
        unsure = (before > 0) & (share < 1)
        doubtful[at[n]] += unsure * speaks[n]
        power = share + (1 - share) * NOT_ESTABLISHED / np.sqrt(np.maximum(1.0, doubtful[at[n]]))
        side = next((s for o in origins if (found := pile.origins.get(Id(o))) and (s := found.side)), None)
        if side is not None:
            power = power * ONE_SIDE ** np.minimum(sides[side][at[n]], 2)
            sides[side][at[n]] += speaks[n]
        earlier[at[n]] += speaks[n]
        powers.append(power)
    return powers


def _shown_before(pile: Pile, origins: Sequence[str], place: Mapping[str, int], n: int) -> set[int]:
    """Return which groups before the n-th are shown independent of one of its origins."""
    found = set()
    for origin in origins:
        for pair in pile.pairs_of.get(Id(origin), ()):
            other = place.get(pair.b if pair.a == origin else pair.a)
            if pair.verdict == "shown" and other is not None and other < n:
                found.add(other)
    return found


def summed(parts: Sequence[Voiced], first_day: int, days: int, states: int) -> Array:
    """Return [days, s]: the log-likelihood of all parts together."""
    total = np.zeros((days, states))
    for part in parts:
        at = part.first - first_day
        total[at : at + len(part.log_likelihood)] += part.power[:, None] * part.log_likelihood
    return total
