"""What is so where sources differ: values weighed by how often each source proved right, copies of errors counted once.

Reliability is learned only from what others settled: a source is judged on a value by the sources that are not it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType
from typing import Literal

Fit = Literal["same", "part", "near", "other"]
"""How a told value stands to the true one: it, a true part of it (three of four authors), nearly it, or another."""

ROUNDS = 6  # figures on both data sets stand still after the fourth
PRIOR_RIGHT, PRIOR_WRONG = (
    4.0,
    1.0,
)  # an unknown source is right four times in five; flat from 1 : 0.5 to 4 : 1
PRIOR_WHOLE, PRIOR_PARTLY = 2.0, 1.0
UNOPPOSED = 0.3  # of a right value, what one counts that nobody told otherwise; cities 0.80 right at 0, 0.82 at 0.1-0.3
OTHERS = 20.0  # wrong values that one may hit on; 10 to 50 alike
NEAR_SHARE = 0.05  # of a right source's values, those that are nearly right (rounded, mistyped)
SHARED_LEAST = 3  # objects that two sources must share before they may be held dependent
COPIES = 0.8  # part of a dependent source's values that it copied, Dong et al. 2009
PRIOR_DEPENDENT = 0.1
LEAST_SHARE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One source's value of one thing."""

    source: str
    thing: str
    value: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """The values of every thing with their probabilities, likeliest first, and how often each source is right."""

    values: Mapping[str, tuple[tuple[object, float], ...]]
    right: Mapping[str, float]


@dataclass(slots=True)
class _Record:
    right: float = PRIOR_RIGHT
    wrong: float = PRIOR_WRONG
    whole: float = PRIOR_WHOLE
    partly: float = PRIOR_PARTLY

    @property
    def reliability(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def completeness(self) -> float:
        return self.whole / (self.whole + self.partly)


_Rows = Mapping[str, Mapping[str, object]]
"""By thing: by source its value."""


def discovered(told: Iterable[Told], fit: Callable[[object, object], Fit]) -> Discovered:
    """Return what is most probably so, from sources that differ, copy and err.

    Args:
        told: In any order; of two values of one source for one thing the later counts.
        fit: How a told value stands to a true one.

    Returns:
        Probabilities of the told values of each thing; they sum to 1.

    Cost: ROUNDS times O(k v) in the sources and values of each thing, O(k^2) once a round for copies.
    Source: Bayesian voting with dependence after Dong, Berti-Equille, Srivastava 2009; judged by the others after
        DESIGN section 4.
    """
    last: dict[str, dict[str, object]] = defaultdict(dict)
    for one in told:
        last[one.thing][one.source] = one.value
    rows = {thing: dict(sorted(last[thing].items())) for thing in sorted(last)}
    values = {thing: sorted(set(said.values()), key=repr) for thing, said in rows.items()}
    records: dict[str, _Record] = defaultdict(_Record)
    dependent: Mapping[tuple[str, str], float] = {}
    for _ in range(ROUNDS):
        scores = {t: _scores(rows[t], values[t], records, dependent, fit) for t in rows}
        dependent = _dependent(rows, {t: _likeliest(values[t], s) for t, (s, _) in scores.items()})
        records = _judged(rows, values, scores, fit)
    found = {}
    for thing, (score, _) in scores.items():
        shares = _softmax(score)
        found[thing] = tuple(sorted(zip(values[thing], shares, strict=True), key=lambda vp: (-vp[1], repr(vp[0]))))
    return Discovered(
        values=MappingProxyType(found),
        right=MappingProxyType({source: record.reliability for source, record in records.items()}),
    )


def _likeliest(values: Sequence[object], scores: Sequence[float]) -> object:
    return values[max(range(len(values)), key=lambda k: scores[k])]


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    weights = [math.exp(s - top) for s in scores]
    return [w / sum(weights) for w in weights]


def _log_told(value: object, truth: object, record: _Record, fit: Callable[[object, object], Fit]) -> float:
    """Return the log-probability that a source says the value where the other is true."""
    r, c = record.reliability, record.completeness
    share = {"same": r * c, "part": r * (1 - c) / 2, "near": r * NEAR_SHARE, "other": (1 - r) / OTHERS}
    return math.log(share[fit(value, truth)] + (1 - r) / OTHERS)


def _scores(
    said: Mapping[str, object],
    values: Sequence[object],
    records: Mapping[str, _Record],
    dependent: Mapping[tuple[str, str], float],
    fit: Callable[[object, object], Fit],
) -> tuple[list[float], dict[str, list[float]]]:
    """Return the log-score of each value, and what each source adds to each; a copy adds what it did not copy."""
    order = sorted(said, key=lambda s: (-records[s].reliability if s in records else 0.0, s))
    by_source: dict[str, list[float]] = {}
    same: dict[object, list[str]] = defaultdict(list)
    for source in order:
        share = 1.0
        for earlier in same[said[source]]:
            share *= 1 - COPIES * dependent.get((min(source, earlier), max(source, earlier)), 0.0)
        same[said[source]].append(source)
        record = records[source] if source in records else _Record()
        by_source[source] = [max(share, LEAST_SHARE) * _log_told(said[source], v, record, fit) for v in values]
    return [sum(rows[k] for rows in by_source.values()) for k in range(len(values))], by_source


def _judged(
    rows: _Rows,
    values: Mapping[str, Sequence[object]],
    scores: Mapping[str, tuple[list[float], dict[str, list[float]]]],
    fit: Callable[[object, object], Fit],
) -> dict[str, _Record]:
    """Return each source's record: of every value that it told, what the others hold true without it."""
    records: dict[str, _Record] = defaultdict(_Record)
    for thing, said in rows.items():
        if len(said) == 1:
            records[next(iter(said))].right += UNOPPOSED
            continue
        total, by_source = scores[thing]
        for source, value in said.items():
            others = _softmax([t - own for t, own in zip(total, by_source[source], strict=True)])
            record = records[source]
            for truth, p in zip(values[thing], others, strict=True):
                how = fit(value, truth)
                if how == "other":
                    record.wrong += p
                    continue
                record.right += p
                record.whole += p * (how != "part")
                record.partly += p * (how == "part")
    return records


def _dependent(rows: _Rows, truth: Mapping[str, object]) -> Mapping[tuple[str, str], float]:
    """Return the probability that two sources copy, by the errors that they share.

    A right value shared says little; a wrong one shared is what independent sources hardly do.
    """
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for thing, said in rows.items():
        for a, b in combinations(sorted(said), 2):
            kind = 2 if said[a] != said[b] else 0 if said[a] == truth[thing] else 1
            counts[a, b][kind] += 1
    found = {}
    e = PRIOR_WRONG / (PRIOR_RIGHT + PRIOR_WRONG)
    right, wrong = (1 - e) ** 2, e**2 / OTHERS
    apart = 1 - right - wrong
    for pair, (both_right, both_wrong, different) in counts.items():
        if both_right + both_wrong + different < SHARED_LEAST or not both_wrong:
            continue
        odds = math.log(PRIOR_DEPENDENT / (1 - PRIOR_DEPENDENT))
        odds += both_right * math.log(((1 - e) * COPIES + right * (1 - COPIES)) / right)
        odds += both_wrong * math.log((e * COPIES + wrong * (1 - COPIES)) / wrong)
        odds += different * math.log(apart * (1 - COPIES) / apart)
        found[pair] = 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))
    return found
