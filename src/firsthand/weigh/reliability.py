"""Admiralty reliability of sources, learned only from outcomes that other origins settled; F where too few did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from firsthand.core.event import Reason
from firsthand.core.evidence import Id
from firsthand.weigh.evidence import Voiced
from firsthand.weigh.fluents import Model
from firsthand.weigh.observations import Fluent
from firsthand.weigh.pile import Pile
from firsthand.weigh.silence import NARROW_DAYS

Array = NDArray[np.float64]
SETTLED_AT = 0.9  # probability that the others alone give the likeliest state of a day before it settles a claim
ENOUGH = 5  # settled outcomes below which a source cannot be judged
FITTING = 0.5  # a word is right in a state in which it is at least so likely, against the state that it fits best
PRIOR_RIGHT, PRIOR_WRONG = 2.0, 1.0  # a beta prior: an unknown source is right two times in three
_GRADES = ((0.92, "A"), (0.80, "B"), (0.65, "C"), (0.45, "D"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How often others settled what an origin said of a status, and how often it was right."""

    origin: str
    settled: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """What is known of a source: its grade and the evidence for it."""

    source: str
    grade: str
    """A (reliable) to E (unreliable), F (cannot be judged)."""
    settled: int
    right: int

    @property
    def sentence(self) -> str:
        """The grade with its evidence."""
        if self.grade == "F":
            return f"{self.source}: F, cannot be judged ({self.settled} settled by others)"
        return f"{self.source}: {self.grade}, {self.right} of {self.settled} settled by others were right"


def outcomes(
    fluent: Fluent, voices: Sequence[Voiced], without: Sequence[Array], model: Model, first_day: int
) -> tuple[Outcome, ...]:
    """Return, for each voice that was left out in turn, what the others settled of what it said.

    "Still there" is right of those who are packing: what was said need not name the state, it must go with it.

    Args:
        fluent: Whose status it is; what was said of places within or around it is settled with theirs.
        voices: The evidence by origin.
        without: [days, s] of each voice: the probabilities of all others together.
        model: The fluent's chain.
        first_day: Number of the day of row 0.
    """
    found = []
    for voice, others in zip(voices, without, strict=False):
        said = {
            (o.window.begin_first, o.during)
            for o in voice.observations
            if o.fluent == fluent and o.during in model.states and not o.denied
            if o.window.dated and o.window.width <= NARROW_DAYS
        }
        settled = right = 0
        for day, state in said:
            if 0 <= day - first_day < len(others) and float(others[day - first_day].max()) >= SETTLED_AT:
                settled += 1
                fit = model.said[model.states.index(state)]
                right += bool(fit[int(others[day - first_day].argmax())] >= FITTING * fit.max())
        found.append(Outcome(origin=voice.origins[0], settled=settled, right=right))
    return tuple(found)


def reliability(pile: Pile, found: Iterable[Outcome]) -> tuple[Reliability, ...]:
    """Return the sources (who carried the voices first) with their grades, those with most outcomes first."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for outcome in found:
        origin = pile.origins.get(Id(outcome.origin))
        if origin is None:
            continue
        source = origin.via or origin.voice.name
        counts[source][0] += outcome.settled
        counts[source][1] += outcome.right
    made = [_graded(source, settled, right) for source, (settled, right) in counts.items()]
    return tuple(sorted(made, key=lambda r: (-r.settled, r.source)))


def _graded(source: str, settled: int, right: int) -> Reliability:
    share = (right + PRIOR_RIGHT) / (settled + PRIOR_RIGHT + PRIOR_WRONG)
    grade = next((g for bound, g in _GRADES if share >= bound), "E") if settled >= ENOUGH else "F"
    return Reliability(source=source, grade=grade, settled=settled, right=right)


def with_grades(reasons: Sequence[Reason], pile: Pile, known: Mapping[str, Reliability]) -> tuple[Reason, ...]:
    """Return the reasons with the grade of its source behind each origin's contribution."""
    made = []
    for reason in reasons:
        origin = pile.origins.get(reason.origin) if reason.origin else None
        source = known.get(origin.via or origin.voice.name) if origin else None
        made.append(replace(reason, what=f"{reason.what} Source {source.sentence}.") if source else reason)
    return tuple(made)
