"""The hidden Markov chain of each aspect: how states follow one another, and what voices say in each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from firsthand.core.event import STATES, Aspect

Array = NDArray[np.float64]
CONTESTED, UNKNOWN = "contested", "unknown"
CHANCE_OF_A_BEGINNING = 0.03  # the same of a dated beginning, one day of many; 0.08, 0.04, 0.02: Brier 0.18, 0.16, 0.15
CHANCE_OF_AN_END = 0.10  # the same of a dated last departure; flat within 0.06-0.15
CHANCE_OF_A_TOLD_END = 0.02  # the same where the words tell of the end of it ("completed")
SAID_BY_CHANCE = 0.25  # likelihood of any statement by a voice that knows nothing; the scale of SAID rows is the same

# Hazards a day. Leaving takes days or months: two hidden states that show as one give it both lengths, the slow one two
# months at the mean. From how long forces stayed, came and went in five labelled real cases; of the slow beginning
# 0.005, 0.008, 0.010 give a Brier score read end to end of 0.25, 0.17, 0.16 there, and 0.014 to 0.018 on worlds.
_PRESENCE_SHOWN = (0, 1, 2, 3, 3)
_PRESENCE_STEPS = (
    # to absent, arriving, present, leaving fast, leaving slowly
    (0.9964, 0.0025, 0.0008, 0.0003, 0.0000),
    (0.0100, 0.8480, 0.1400, 0.0010, 0.0010),
    (0.0045, 0.0005, 0.9785, 0.0065, 0.0100),
    (0.2000, 0.0010, 0.0030, 0.7960, 0.0000),
    (0.0128, 0.0000, 0.0020, 0.0010, 0.9842),
)
# A place is in the news because something changes there: steps of the days from NEWS_BEFORE before the first report
# that speaks of it to NEWS_AFTER after the last.
_PRESENCE_NEWS = (
    (0.9945, 0.0040, 0.0010, 0.0005, 0.0000),
    (0.0100, 0.7480, 0.2400, 0.0010, 0.0010),
    (0.0060, 0.0005, 0.9625, 0.0250, 0.0060),
    (0.3500, 0.0010, 0.0030, 0.6460, 0.0000),
    (0.0170, 0.0000, 0.0020, 0.0010, 0.9800),
)
NEWS_BEFORE, NEWS_AFTER = (
    4,
    1,
)  # days; 50 worlds: Brier score 0.032 and near a change 0.93 right, 0.031 and 0.91 without
# P(a voice that knows says the row | the column is true). "Present" is said of those who are packing too; "absent" is
# said too early, of bare quarters, before the last are gone; "leaving" is said a little before and after.
_PRESENCE_SAID = (
    # absent, arriving, present, leaving
    (0.88, 0.06, 0.02, 0.32),
    (0.03, 0.85, 0.06, 0.02),
    (0.03, 0.40, 0.88, 0.45),
    (0.06, 0.03, 0.05, 0.90),
)
# What a departure tells of the day before: somebody was there, packing or not.
THERE = "there"
_PRESENCE_THERE = (0.06, 0.50, 0.85, 0.85)
# "They have not left": said of those who are packing too, but less.
STAYED = "stayed"
_PRESENCE_STAYED = (0.06, 0.50, 0.85, 0.50)
# The day before a departure that is told to have begun: they were there and not packing yet.
SETTLED = "settled"
_PRESENCE_SETTLED = (0.03, 0.30, 0.88, 0.20)
# The first day of a departure whose day is told: who is wrong about it seldom hits upon this very day. 60 worlds: days
# very likely and wrong 2 at 0.03 and 3 at 0.015; five real cases: Brier score 0.097 and 0.092, without this row 0.111.
BEGUN = "begun"
_PRESENCE_BEGUN = (0.05, 0.03, 0.03, 0.90)
# The day on which the last are told to have left: told again later, such a day is easily put too late.
LEFT = "left"
_PRESENCE_LEFT = (0.12, 0.03, 0.05, 0.90)
# Of a day that nobody saw them on: on the day of the last departure both hold, on the next only this.
GONE = "gone"
_PRESENCE_GONE = (0.88, 0.06, 0.02, 0.09)
# The same in words that tell of the end ("completed", "the last of them"): seldom said of those who are still leaving.
# 60 worlds at 0.09 and a chance of 0.10, 0.04 and 0.05, 0.02 and 0.02: Brier score 0.026, 0.023, 0.023.
ENDED = "ended"
_PRESENCE_ENDED = (0.88, 0.04, 0.01, 0.02)
# Likelihood that nobody tells of a departure (an arrival) on a day of leaving (arriving): by definition these states
# reach from the first to the last attested one, so that silence before and after speaks against them. 60 worlds and the
# cases: Brier score 0.053 and 0.025 at 0.84, 0.049 and 0.026 at 0.78, 0.046 and 0.029 at 0.70.
SILENCE = 0.80
SILENCE_UNTOLD = 0.88  # where nobody tells of the beginning, silence before the first departure says less
SILENCE_AFTER = 0.95  # once begun it is taken to go on, until somebody tells that it is over
PASSING = frozenset({"leaving", "arriving"})
_OPERATION_STEPS = (
    # to closed, partly, open
    (0.980, 0.010, 0.010),
    (0.020, 0.960, 0.020),
    (0.008, 0.007, 0.985),
)
_OPERATION_SAID = (
    # closed, partly, open
    (0.90, 0.20, 0.03),
    (0.12, 0.85, 0.12),
    (0.03, 0.35, 0.90),
)
_PRESENCE_START = (0.06, 0.01, 0.90, 0.01, 0.02)
_OPERATION_START = (0.20, 0.10, 0.70)
_CHANGE_OF_HANDS = 0.006  # a day, over all ways that control may pass
_STAY_CONTESTED = 0.93
_NOBODY_NAMED = 0.4  # that the holder on the first day is nobody whom the pile names
_SAID_OF_HOLDER, _SAID_WHILE_CONTESTED, _SAID_WHILE_UNKNOWN, _SAID_OF_ANOTHER = 0.88, 0.30, 0.08, 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One aspect's chain."""

    states: tuple[str, ...]
    label: NDArray[np.int64]
    """[h]: which of the s states each hidden state shows as."""
    start: Array
    """[h]: probability of each hidden state on the first day, before any evidence."""
    steps: Array
    """[h, h]: from row to column, a day."""
    news: Array | None = None
    """[h, h]: the same while the place is in the news; None = the same."""
    said: Array
    """[s, s]: likelihood that a voice that knows says the row while the column is true."""

    def said_of(self, state: str) -> Array | None:
        """Return [s]: how likely a voice that knows says so in each true state; None = no word of this chain."""
        if state in self.states:
            return np.asarray(self.said[self.states.index(state)])
        rows = {
            THERE: _PRESENCE_THERE,
            STAYED: _PRESENCE_STAYED,
            SETTLED: _PRESENCE_SETTLED,
            BEGUN: _PRESENCE_BEGUN,
            LEFT: _PRESENCE_LEFT,
            GONE: _PRESENCE_GONE,
            ENDED: _PRESENCE_ENDED,
        }
        return np.array(rows[state]) if state in rows and self.states == STATES["presence"] else None

    @property
    def allowed(self) -> NDArray[np.bool_]:
        """[s, s]: the steps that the most probable course may take."""
        shown = np.eye(len(self.states))[self.label]
        return np.asarray(shown.T @ self.steps @ shown > 0)


@cache
def model(aspect: Aspect) -> Model:
    """Return the chain of presence or of operation; control depends on who is in play (`control_model`)."""
    steps, said, start, label = {
        "presence": (_PRESENCE_STEPS, _PRESENCE_SAID, _PRESENCE_START, _PRESENCE_SHOWN),
        "operation": (_OPERATION_STEPS, _OPERATION_SAID, _OPERATION_START, (0, 1, 2)),
    }[aspect]
    return Model(
        states=STATES[aspect],
        label=np.array(label),
        start=_rows(start),
        steps=_rows(steps),
        said=np.array(said),
        news=_rows(_PRESENCE_NEWS) if aspect == "presence" else None,
    )


def control_model(holders: Sequence[str]) -> Model:
    """Return the chain of who controls a place: one exclusive variable over the holders, `contested` and `unknown`."""
    states = (*holders, CONTESTED, UNKNOWN)
    n, k = len(holders), len(states)
    steps = np.full((k, k), _CHANGE_OF_HANDS / max(1, k - 1))
    np.fill_diagonal(steps, 1 - _CHANGE_OF_HANDS)
    steps[n] = (1 - _STAY_CONTESTED) / max(1, k - 1)
    steps[n, n] = _STAY_CONTESTED
    said = np.full((k, k), _SAID_OF_ANOTHER)
    said[:n, n] = _SAID_WHILE_CONTESTED
    said[:, n + 1] = _SAID_WHILE_UNKNOWN
    np.fill_diagonal(said, _SAID_OF_HOLDER)
    start = np.full(k, (1 - _NOBODY_NAMED) / max(1, k - 1))
    start[-1] = _NOBODY_NAMED
    return Model(states=states, label=np.arange(k), start=_rows(start), steps=_rows(steps), said=said)


def _rows(values: object) -> Array:
    array = np.array(values, dtype=np.float64)
    return np.asarray(array / array.sum(axis=-1, keepdims=True), dtype=np.float64)
