"""Truth discovery as others do it, written as oracles: majority, TruthFinder, accuracy with copying."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations

from firsthand.weigh.discovery import Fit, Told

Best = Mapping[str, object]
_ROUNDS = 10


def by_thing(told: Iterable[Told]) -> dict[str, dict[str, object]]:
    """Return by thing, by source, its last value."""
    rows: dict[str, dict[str, object]] = defaultdict(dict)
    for one in told:
        rows[one.thing][one.source] = one.value
    return rows


def majority(told: Iterable[Told], fit: Callable[[object, object], Fit]) -> Best:
    """Return the value that most sources tell; ties by the value's name."""
    del fit
    counted = {thing: Counter(said.values()) for thing, said in by_thing(told).items()}
    return {thing: max(sorted(found, key=repr), key=lambda v: found[v]) for thing, found in counted.items()}


def truth_finder(told: Iterable[Told], fit: Callable[[object, object], Fit]) -> Best:
    """Return what TruthFinder holds true.

    Source: Yin, Han, Yu 2008: trust 0.9, dampening 0.3, similarity of related values 0.5, ten rounds.
    """
    rows = by_thing(told)
    trust: dict[str, float] = defaultdict(lambda: 0.9)
    related = {"same": 0.0, "part": 0.5, "near": 0.5, "other": 0.0}
    best: dict[str, object] = {}
    for _ in range(_ROUNDS):
        sums: dict[str, list[float]] = defaultdict(list)
        for thing, said in rows.items():
            raw: dict[object, float] = defaultdict(float)
            for source, value in said.items():
                raw[value] += -math.log(max(1e-6, 1 - min(trust[source], 0.999)))
            values = sorted(raw, key=repr)
            adjusted = {v: raw[v] + sum(related[fit(w, v)] * raw[w] for w in values if w != v) for v in values}
            sure = {v: 1 / (1 + math.exp(-0.3 * adjusted[v])) for v in values}
            best[thing] = max(values, key=lambda v: adjusted[v])
            for source, value in said.items():
                sums[source].append(sure[value])
        trust = defaultdict(lambda: 0.9, {source: sum(found) / len(found) for source, found in sums.items()})
    return best


def accuracy_with_copying(told: Iterable[Told], fit: Callable[[object, object], Fit]) -> Best:
    """Return what voting by accuracy holds true, with votes that were copied taken off.

    Source: Dong, Berti-Equille, Srivastava 2009 (ACCUCOPY): 100 wrong values, copying 0.8, error 0.2, prior 0.1.
    """
    del fit
    rows = by_thing(told)
    accuracy: dict[str, float] = defaultdict(lambda: 0.8)
    copied: dict[tuple[str, str], float] = {}
    best: dict[str, object] = {}
    for _ in range(_ROUNDS):
        sums: dict[str, list[float]] = defaultdict(list)
        for thing, said in rows.items():
            votes: dict[object, float] = defaultdict(float)
            backers: dict[object, list[str]] = defaultdict(list)
            for source in sorted(said, key=lambda s: (-accuracy[s], s)):
                value = said[source]
                own = math.prod(1 - 0.8 * copied.get((min(source, b), max(source, b)), 0.0) for b in backers[value])
                votes[value] += own * math.log(100 * accuracy[source] / (1 - accuracy[source]))
                backers[value].append(source)
            top = max(votes.values())
            weight = {v: math.exp(min(0.0, x - top)) for v, x in votes.items()}
            whole = sum(weight.values())
            best[thing] = max(sorted(votes, key=repr), key=lambda v: votes[v])
            for source, value in said.items():
                sums[source].append(weight[value] / whole)
        accuracy = defaultdict(
            lambda: 0.8, {s: min(0.99, max(0.01, sum(found) / len(found))) for s, found in sums.items()}
        )
        copied = _copied(rows, best)
    return best


def _copied(rows: Mapping[str, Mapping[str, object]], best: Best) -> dict[tuple[str, str], float]:
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for thing, said in rows.items():
        for a, b in combinations(sorted(said), 2):
            counts[a, b][2 if said[a] != said[b] else 0 if said[a] == best[thing] else 1] += 1
    right, wrong = 0.8**2, 0.2**2 / 100
    found = {}
    for pair, (t, f, d) in counts.items():
        odds = math.log(0.1 / 0.9) + t * math.log((0.8 * 0.8 + right * 0.2) / right)
        odds += f * math.log((0.2 * 0.8 + wrong * 0.2) / wrong) + d * math.log(0.2)
        found[pair] = 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))
    return found


BASELINES = {"majority": majority, "truth_finder": truth_finder, "accuracy_with_copying": accuracy_with_copying}
