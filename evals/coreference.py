"""Coreference scores: MUC, B cubed, entity CEAF, and their mean, over gold mentions.

Source: Vilain et al. 1995, Bagga and Baldwin 1998, Luo 2005; CoNLL 2012 takes the mean of the three F1.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Chains = Mapping[Any, Hashable]
"""The chain of each mention."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Precision, recall and F1 by name of the measure, 0 to 1; `conll` is the mean F1."""

    muc: tuple[float, float, float]
    b_cubed: tuple[float, float, float]
    ceaf_e: tuple[float, float, float]

    @property
    def conll(self) -> float:
        """The mean of the three F1."""
        return (self.muc[2] + self.b_cubed[2] + self.ceaf_e[2]) / 3


def scores(gold: Chains, told: Chains) -> Scores:
    """Return the scores of told chains against gold ones; both name the same mentions.

    Cost: near-linear, and cubic in the largest group of chains that overlap.
    """
    return Scores(
        muc=_f(_muc(told, gold), _muc(gold, told)),
        b_cubed=_f(_b_cubed(told, gold), _b_cubed(gold, told)),
        ceaf_e=_ceaf_e(gold, told),
    )


def _f(precision: float, recall: float) -> tuple[float, float, float]:
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def _groups(chains: Chains) -> list[list[Hashable]]:
    found: dict[Hashable, list[Hashable]] = defaultdict(list)
    for mention, chain in chains.items():
        found[chain].append(mention)
    return list(found.values())


def _muc(key: Chains, response: Chains) -> float:
    """Return the share of the key's links that the response keeps: of n mentions in k parts, n - k of n - 1."""
    kept = whole = 0
    for group in _groups(key):
        kept += len(group) - len({response[m] for m in group})
        whole += len(group) - 1
    return kept / whole if whole else 0.0


def _b_cubed(key: Chains, response: Chains) -> float:
    """Return the mean, over mentions, of the share of its key chain that the response has with it."""
    total = 0.0
    for group in _groups(key):
        total += sum(n * n for n in Counter(response[m] for m in group).values()) / len(group)
    return total / max(1, len(key))


def _ceaf_e(gold: Chains, told: Chains) -> tuple[float, float, float]:
    """Align chains one to one so that the sum of 2 |A and B| / (|A| + |B|) is largest."""
    left, right = _groups(gold), _groups(told)
    chain_of = {m: j for j, group in enumerate(right) for m in group}
    shared = [Counter(chain_of[m] for m in group) for group in left]
    like = {
        (i, j): 2 * n / (len(left[i]) + len(right[j])) for i, counted in enumerate(shared) for j, n in counted.items()
    }
    total = sum(_assigned(part) for part in _parts(like))
    return _f(total / max(1, len(right)), total / max(1, len(left)))


def _parts(like: Mapping[tuple[int, int], float]) -> list[dict[tuple[int, int], float]]:
    """Part the pairs into groups that share no chain."""
    root: dict[tuple[str, int], tuple[str, int]] = {}

    def top(node: tuple[str, int]) -> tuple[str, int]:
        root.setdefault(node, node)
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for i, j in like:
        root[top(("left", i))] = top(("right", j))
    parts: dict[tuple[str, int], dict[tuple[int, int], float]] = defaultdict(dict)
    for (i, j), weight in like.items():
        parts[top(("left", i))][i, j] = weight
    return list(parts.values())


def _assigned(weights: Mapping[tuple[int, int], float]) -> float:
    """Return the largest sum of weights with no row and no column twice (Kuhn-Munkres, Jonker's short form)."""
    rows, columns = sorted({i for i, _ in weights}), sorted({j for _, j in weights})
    if len(rows) > len(columns):
        return _assigned({(j, i): w for (i, j), w in weights.items()})
    cost = [[-weights.get((i, j), 0.0) for j in columns] for i in rows]
    return -_least(cost)


def _least(cost: Sequence[Sequence[float]]) -> float:
    """Return the least cost of giving each row a column of its own; no more rows than columns."""
    n, m = len(cost), len(cost[0])
    u, v = [0.0] * (n + 1), [0.0] * (m + 1)
    row_of, way = [0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        row_of[0], j = i, 0
        least, used = [float("inf")] * (m + 1), [False] * (m + 1)
        while row_of[j]:
            used[j], at, delta, following = True, row_of[j], float("inf"), 0
            for k in range(1, m + 1):
                if used[k]:
                    continue
                now = cost[at - 1][k - 1] - u[at] - v[k]
                if now < least[k]:
                    least[k], way[k] = now, j
                if least[k] < delta:
                    delta, following = least[k], k
            for k in range(m + 1):
                if used[k]:
                    u[row_of[k]] += delta
                    v[k] -= delta
                else:
                    least[k] -= delta
            j = following
        while j:
            row_of[j], j = row_of[way[j]], way[j]
    return -v[0]
