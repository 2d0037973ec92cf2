"""What later reports tell of earlier departures: which dates were only repeated, which departures were of a part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from firsthand.core.evidence import Id
from firsthand.weigh.days import Window, by, number
from firsthand.weigh.fluents import THERE
from firsthand.weigh.observations import UNDATED_SHARE, Fluent, Observation
from firsthand.weigh.parties import SHELTERED
from firsthand.weigh.pile import Pile

A_NIGHT = 2
RETOLD_DAYS = 3  # after a second origin told of a departure; before, a later date may be the better one
OVERTAKEN_DAYS = 3  # between a departure told as whole and the dated end of it that a later report tells


def in_hindsight(pile: Pile, observed: Sequence[Observation]) -> tuple[Observation, ...]:
    """Return the observations of departures as they read once the later reports are known.

    Cost: O(n) in the observations, and O(n c) in the c dated ends of departures of one fluent.
    """
    told = {o.claim: number(day) for o in observed if (day := pile.published(pile.by_id[o.claim]))}
    return _remaining(_partial(_retold(observed, told), told))


def _is_over(o: Observation) -> bool:
    return o.during == "leaving" and o.after == "absent" and not o.denied


def _retold(observed: Sequence[Observation], told: Mapping[Id, int]) -> tuple[Observation, ...]:
    """Take the dates off departures that two origins told as over, and a later report dates to its own night.

    "They left in the night", printed four days after the first report that they had left, is of that night, not of the
    night before the report. Who saw it is believed with the date.
    """
    days: dict[Fluent, dict[str, int]] = defaultdict(dict)
    for o in observed:
        if o.claim in told and o.window.dated and "absent" in {o.during, o.after} and not o.denied:
            of_origin = days[o.fluent]
            of_origin[o.origin] = min(told[o.claim], of_origin.get(o.origin, told[o.claim]))
    first = {fluent: sorted(of.values())[1] for fluent, of in days.items() if len(of) > 1}

    def is_late(o: Observation) -> bool:
        if o.claim not in told or o.fluent not in first or not _is_over(o) or o.direct or not o.window.dated:
            return False
        published = told[o.claim]
        return _is_its_own_night(o.window, published) and published - first[o.fluent] >= RETOLD_DAYS

    return tuple(_undated(o, told[o.claim]) if is_late(o) else o for o in observed)


def _is_its_own_night(w: Window, published: int) -> bool:
    """Whether a claim is dated to the day or night of its report, or behind it: a time that the words do not date."""
    return w.begin_first > published or (w.width <= A_NIGHT and w.end_last >= published)


def _undated(o: Observation, published: int) -> Observation:
    return replace(o, window=by(published), knows=o.knows * UNDATED_SHARE)


def _partial(observed: Sequence[Observation], told: Mapping[Id, int]) -> tuple[Observation, ...]:
    """Read departures told as whole as those of a part, where a later report dates the end of the same departure later.

    "They left" in April and "the withdrawal that began in April was completed on 12 June" are one departure; only where
    somebody tells that they came back in between were there two.
    """
    ends: dict[Fluent, list[Observation]] = defaultdict(list)
    returns: dict[Fluent, list[Window]] = defaultdict(list)
    for o in observed:
        if o.is_last and _is_over(o) and o.window.dated and not o.window.is_open and o.claim in told:
            ends[o.fluent].append(o)
        elif o.during == "arriving" and not o.denied and o.window.dated:
            returns[o.fluent].append(o.window)

    def is_overtaken(o: Observation) -> bool:
        if not _is_over(o) or o.is_last or o.claim not in told:
            return False
        return any(
            told[end.claim] > told[o.claim]
            and end.window.begin_first - o.window.end_last >= OVERTAKEN_DAYS
            and not any(o.window.end_last <= w.begin_first <= end.window.begin_first for w in returns[o.fluent])
            for end in ends[o.fluent]
        )

    return tuple(replace(o, after="leaving") if is_overtaken(o) else o for o in observed)


def _remaining(observed: Sequence[Observation]) -> tuple[Observation, ...]:
    """Read who shelter somewhere as those who remain, from the first day on that some of them are told to have left.

    Patients, staff and the displaced go in groups: that 130 are there then tells nothing of whether more are going.
    """
    first: dict[Fluent, int] = {}
    for o in observed:
        if o.fluent.party == SHELTERED and o.during == "leaving" and not o.denied:
            begun = o.window.begin_last
            first[o.fluent] = min(begun, first.get(o.fluent, begun))

    def is_rest(o: Observation) -> bool:
        return (
            o.during == "present" and not o.denied and o.window.begin_first > first.get(o.fluent, o.window.begin_first)
        )

    return tuple(replace(o, during=THERE) if is_rest(o) else o for o in observed)
