"""Statuses: the state of a fluent on each day, the spans that follow from it, and what it all rests on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest

import numpy as np
from numpy.typing import NDArray

from firsthand.core.codec import id_of
from firsthand.core.event import Status, StatusDay, StatusSpan
from firsthand.core.evidence import Id
from firsthand.core.lineage import OriginCount
from firsthand.core.spacetime import Place
from firsthand.weigh.caution import SURE_OF_A_NIGHT, around_changes, capped, doubted
from firsthand.weigh.chain import course, posterior
from firsthand.weigh.days import day, number
from firsthand.weigh.evidence import Voiced, summed, voiced
from firsthand.weigh.fluents import NEWS_AFTER, NEWS_BEFORE, Model, control_model, model
from firsthand.weigh.grades import assessment
from firsthand.weigh.observations import Fluent, Observation
from firsthand.weigh.parties import Party
from firsthand.weigh.pile import DAYS_BEFORE, Pile
from firsthand.weigh.reliability import Outcome, outcomes
from firsthand.weigh.silence import attested, heard, unattested, unsaid
from firsthand.weigh.sites import Sites, kind_of, relation

Array = NDArray[np.float64]

STATUSES_SHOWN = 60  # those with the most origins; a pile of a year names thousands of pairs of party and place
HOLDERS = 6  # parties in play for one place, by the number of their claims
PART_SHARE = 0.7  # a part of the site (its barracks) shows the state of the whole, less surely
AROUND_SHARE = 0.3  # who left a country has left its bases; the town says nothing of its airport
NOBODY_SAYS_GONE = 0.2  # chance, against the usual, that they are gone where no voice in the pile says so
LEFT_OUT = 30  # voices, strongest first, that are left out in turn to see what each adds
SWITCH_COST = 0.15  # in days got right; development cases: spans unchanged within 0.05-0.6
SINCE_SHARE = 0.65  # of the probability of a change that its interval holds; worlds: 0.96 inside from 0.5 to 0.8
EPSILON = 1e-9
SHOWN_ON_A_DAY = 14  # claims of wider windows are not listed under each of their days


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A status with what it was made of, for those who explain it."""

    status: Status
    fluent: Fluent
    model: Model
    voices: tuple[Voiced, ...]
    marginals: Array
    """[days, s]."""
    path: tuple[int, ...]
    """The most probable course, as indices of the model's states; its last is the state at the end of the last day."""
    shown: tuple[str, ...]
    """The model's states as they are shown: holders by name."""
    outcomes: tuple[Outcome, ...] = ()
    """What others settled of what each voice said."""
    behind: OriginCount | None = None
    """The origins that tell the state outright (`weigh.leading.behind_it`); None = not counted yet."""

    @property
    def state(self) -> str:
        """The state at the end of the last day."""
        return self.model.states[self.path[-1]]


def by_fluent(observed: Sequence[Observation]) -> dict[Fluent, list[Observation]]:
    """Group observations by the fluent that they speak of."""
    groups: dict[Fluent, list[Observation]] = defaultdict(list)
    for observation in observed:
        groups[observation.fluent].append(observation)
    return groups


def ranked(pile: Pile, groups: Mapping[Fluent, Sequence[Observation]], actors: Mapping[str, Party]) -> list[Fluent]:
    """Return the fluents, those on which most origins speak first; what is no actor has no presence."""
    leading = best_told({f: told_by(f, seen) for f, seen in groups.items()}, actors)
    shown = {f: pile.count([o.claim for o in groups[f]]) for f in leading}
    return sorted(leading, key=lambda f: (-shown[f].shown, -shown[f].possible, *told_by(f, groups[f])))


Weight = tuple[int, int, str, str, str]


def told_by(fluent: Fluent, seen: Sequence[Observation]) -> Weight:
    """Return where a fluent stands among others: by its origins, then by its observations."""
    return (-len({o.origin for o in seen}), -len(seen), fluent.aspect, fluent.site, fluent.party or "")


def best_told(weights: Mapping[Fluent, Weight], actors: Mapping[str, Party]) -> list[Fluent]:
    """Return the first STATUSES_SHOWN fluents of actors, or of control and operation, by their weights."""
    named = [f for f in weights if f.aspect != "presence" or _acts(f.party, actors)]
    return nsmallest(STATUSES_SHOWN, named, key=weights.__getitem__)


def _acts(party: str | None, actors: Mapping[str, Party]) -> bool:
    """Whether the pile names a party, and it comes and goes by itself."""
    found = actors.get(party) if party is not None else None
    return found is not None and found.is_actor


def with_nested(
    fluent: Fluent, groups: Mapping[Fluent, Sequence[Observation]], places: Sites
) -> tuple[Observation, ...]:
    """Return the observations of a presence together with those of its parts and, for leaving, of what is around it."""
    own = tuple(groups.get(fluent, ()))
    if fluent.aspect != "presence" or fluent.site not in places.by_key:
        return own
    site = places.by_key[fluent.site].place
    found = list(own)
    found.extend(groups.get(replace(fluent, party=None), ()))
    for other, seen in groups.items():
        if other.aspect != "presence" or other.party != fluent.party or other.site == fluent.site:
            continue
        place = places.by_key[other.site].place
        how = relation(place, site)
        if how == "part":
            told = (_of_a_part(o) for o in seen) if kind_of(site) == "wide" else seen
            found.extend(replace(o, knows=o.knows * PART_SHARE) for o in told if o.during or o.after or o.before)
        elif how == "around" and kind_of(place) == "wide":
            gone = (_of_what_is_around(o) for o in seen if not o.denied)
            found.extend(replace(o, knows=o.knows * AROUND_SHARE) for o in gone if o.during or o.after)
    return tuple(found)


def _of_a_part(o: Observation) -> Observation:
    """Return what is told of one base as it bears on the country: who left it is leaving; an empty one is no sign."""
    kept = {state: None if state == "absent" else state for state in (o.during, o.after)}
    return o if o.denied else replace(o, during=kept[o.during], after=kept[o.after])


def _of_what_is_around(o: Observation) -> Observation:
    """Return what is told of the country as it bears on one base: who has left is gone, but went there at any time."""
    is_over = o.after == "absent"
    during = o.during if o.during in {"leaving", "absent"} and not is_over else None
    return replace(o, before=None, during=during, after=o.after if o.after in {"leaving", "absent"} else None)


def weighed(
    pile: Pile, fluent: Fluent, observed: Sequence[Observation], site: Place, actors: Mapping[str, Party]
) -> Weighed | None:
    """Return the status of one fluent with its grounds; None where no day is known.

    Args:
        pile: What was known.
        fluent: Whose state is asked.
        observed: All that is said of it, nested places included.
        site: The place to show.
        actors: The pile's parties, for their names.

    Cost: O(d s^2) in the days, once more for each of its origins.
    """
    if pile.first_day is None or pile.last_day is None:
        return None
    chain = _model(fluent, observed)
    voices = voiced(pile, observed, chain)
    days = pile.last_day - pile.first_day + 2  # one more: who left on the last day is gone at its end
    n = len(chain.states)
    whole, grid = summed(voices, pile.first_day, days, n), (pile.first_day, days)
    spoken = heard(voices, chain, pile.first_day)
    stacked = [whole + unsaid(spoken, chain, grid, None)]
    stacked += [
        whole - summed(voices[k : k + 1], pile.first_day, days, n) + unsaid(spoken, chain, grid, k)
        for k in range(min(len(voices), LEFT_OUT))
    ]
    result = posterior(chain.start, _steps(pile, chain, observed, grid), np.stack(stacked), chain.label)
    marginals = result.marginals[0]
    path = course(marginals, chain.allowed, SWITCH_COST)
    told = attested(observed, pile.first_day, days)
    unsure = doubted(marginals, result.marginals[1:], voices, chain, pile.first_day)
    shown = tuple(actors[k].name if k in actors else k for k in chain.states)
    spans = _spans(path, result.entries[0], shown, pile.first_day)
    changing = around_changes(spans, pile.first_day, days) & (marginals.max(axis=1) < SURE_OF_A_NIGHT)
    marginals = capped(marginals, unsure | changing | unattested(told, observed, pile.first_day), chain)
    rows = _days(observed, marginals[:-1], shown, (pile.first_day, told))
    last_attested = day(pile.first_day + int(np.flatnonzero(told[:-1])[-1])) if told[:-1].any() else None
    without = marginals[-1, path[-1]] + result.marginals[1:, -1, path[-1]] - result.marginals[0, -1, path[-1]]
    graded = assessment(
        pile,
        voices=voices,
        state=chain.states[path[-1]],
        probability=float(marginals[-1, path[-1]]),
        without=[float(p) for p in without],
        since=spans[-1].since,
        last_attested=last_attested,
    )
    key = (fluent.aspect, fluent.party, fluent.site)
    status = Status(
        id=id_of("status", *key),
        aspect=fluent.aspect,
        actor=actors[fluent.party].name if fluent.party and fluent.party in actors else None,
        site=site,
        days=rows,
        spans=spans,
        last_attested=last_attested,
        assessment=graded,
    )
    return Weighed(
        status=status,
        fluent=fluent,
        model=chain,
        voices=voices,
        marginals=marginals[:-1],
        path=tuple(int(k) for k in path),
        shown=shown,
        outcomes=outcomes(fluent, voices, list(result.marginals[1:]), chain, pile.first_day),
    )


def _steps(pile: Pile, chain: Model, observed: Sequence[Observation], grid: tuple[int, int]) -> Array:
    """Return [days, h, h]: the chain's steps, those of the news on the days around the reports that speak of it.

    Where nobody says that they are gone, going is less likely and staying as they are more. Until DAYS_BEFORE before
    the first report that speaks of it, or the first day spoken of, nothing changes: how long a pile reaches back for
    other matters says nothing of this one. Ten piles of five worlds each: Brier score 0.102 to 0.037, as of each world
    alone.
    """
    first_day, days = grid
    steps = np.repeat(chain.steps[None], days, axis=0)
    told = [number(d) for o in observed if (d := pile.published(pile.by_id[o.claim]))]
    if told:
        spoken = [o.window.begin_first for o in observed if o.window.dated and o.window.begin_first >= first_day]
        steps[: max(0, min([min(told) - DAYS_BEFORE, *spoken]) - first_day)] = np.eye(len(chain.label))
    if told and chain.news is not None:
        low, high = min(told) - NEWS_BEFORE - first_day, max(told) + NEWS_AFTER - first_day
        steps[max(0, low) : max(0, high + 1)] = chain.news
    if "absent" in chain.states and not any("absent" in {o.during, o.after} and not o.denied for o in observed):
        gone = chain.label == chain.states.index("absent")
        kept = steps[:, ~gone][:, :, gone] * (1 - NOBODY_SAYS_GONE)
        steps[np.ix_(np.arange(days), ~gone, gone)] *= NOBODY_SAYS_GONE
        steps[:, ~gone, ~gone] += kept.sum(axis=2)
    return steps


def _model(fluent: Fluent, observed: Sequence[Observation]) -> Model:
    if fluent.aspect != "control":
        return model(fluent.aspect)
    holders = Counter(o.party for o in observed if o.party is not None)
    return control_model(sorted(holders, key=lambda p: (-holders[p], p))[:HOLDERS])


def _spans(path: NDArray[np.int64], entries: Array, shown: Sequence[str], first_day: int) -> tuple[StatusSpan, ...]:
    starts = [0, *(int(t) for t in np.flatnonzero(np.diff(path)) + 1)]
    ends = [*starts[1:], len(path)]
    since: list[tuple[str | None, str | None]] = [(None, None)]
    for k in range(1, len(starts)):
        lows, highs = starts[k - 1], ends[k]
        mass = entries[lows:highs, path[starts[k]]]
        low, high = interval(mass, starts[k] - lows)
        since.append((day(first_day + lows + low), day(first_day + lows + high)))
    until = [(_day_before(s[0]), _day_before(s[1])) for s in since[1:]] + [(None, None)]
    return tuple(
        StatusSpan(state=shown[path[start]], since=a, until=b) for start, a, b in zip(starts, since, until, strict=True)
    )


def interval(mass: Array, chosen: int) -> tuple[int, int]:
    """Return the first and last index of the shortest run with SINCE_SHARE of the mass, a day more on each side.

    The day more is for time zones and for reports that date a night by its evening or by its morning. The chosen
    index always lies within.
    """
    total = float(mass.sum())
    if total <= 0:
        return chosen, chosen
    cumulated = np.concatenate([[0.0], np.cumsum(mass) / total])
    ends = np.searchsorted(cumulated, cumulated[:-1] + SINCE_SHARE - EPSILON)
    widths = np.where(ends <= len(mass), ends - np.arange(len(mass)), len(mass) + 1)
    low = int(widths.argmin())
    high = min(int(ends[low]) - 1, len(mass) - 1)
    return max(0, min(low, chosen) - 1), min(len(mass) - 1, max(high, chosen) + 1)


def _day_before(date_: str | None) -> str | None:
    if date_ is None:
        return None
    return day(number(date_) - 1)


def _days(
    observed: Sequence[Observation],
    marginals: Array,
    shown: Sequence[str],
    told: tuple[int, NDArray[np.bool_]],
) -> tuple[StatusDay, ...]:
    first_day, is_attested = told
    behind: dict[int, set[Id]] = defaultdict(set)
    for observation in observed:
        w = observation.window
        low, high = max(w.begin_first - first_day, 0), min(w.end_last - first_day, len(marginals) - 1)
        if w.width <= SHOWN_ON_A_DAY:
            for t in range(low, high + 1):
                behind[t].add(observation.claim)
    rounded = np.round(marginals, 4)
    return tuple(
        StatusDay(
            date=day(first_day + t),
            probabilities=tuple(zip(shown, (float(p) for p in rounded[t]), strict=True)),
            attested=bool(is_attested[t]),
            claims=tuple(sorted(behind.get(t, ()))),
        )
        for t in range(len(marginals))
    )
