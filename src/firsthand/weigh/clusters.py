"""Correlation clustering: groups that agree best with what speaks for and against each pair."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

MUST = 1e6  # a person said so
Stretch = tuple[float, float]
"""The first and the last day that something may have been on."""


def clusters(
    n: int, weights: Mapping[tuple[int, int], float], stretches: Sequence[Stretch] = (), most_apart: float = 0.0
) -> list[list[int]]:
    """Group n nodes so that positive pairs fall together and negative ones apart, as well as a greedy pass can.

    Args:
        n: Nodes are 0 to n - 1.
        weights: Log-odds that a pair (low, high) is one; a pair that is not given has no opinion (0).
        stretches: The days of each node; empty = they do not matter.
        most_apart: Days that two nodes of a group may lie apart at most, however many lie between them; a pair that a
            person joined is exempt.

    Returns:
        Groups of nodes, each in order, ordered by their first node.

    Cost: O(m log m) in the pairs, times the degree of the nodes that are joined.
    Source: greedy additive edge contraction, Keuper et al. 2015.
    """
    edges: list[dict[int, float]] = [{} for _ in range(n)]
    for (a, b), weight in weights.items():
        edges[a][b] = edges[b][a] = weight
    heap: list[tuple[float, int, int]] = [(-weight, a, b) for (a, b), weight in weights.items() if weight > 0]
    heapq.heapify(heap)
    members: dict[int, list[int]] = {k: [k] for k in range(n)}
    last_begin, first_end = [begin for begin, _ in stretches], [end for _, end in stretches]
    while heap:
        negative, a, b = heapq.heappop(heap)
        if a not in members or b not in members or edges[a].get(b) != -negative:
            continue
        if stretches:
            begin, end = max(last_begin[a], last_begin[b]), min(first_end[a], first_end[b])
            if begin - end > most_apart and -negative < MUST / 2:
                continue
            last_begin[a], first_end[a] = begin, end
        members[a] += members.pop(b)  # the lower one stays: the groups of one part do not hang on the rest
        for other, weight in edges[b].items():
            del edges[other][b]
            if other == a:
                continue
            joined = edges[a].get(other, 0.0) + weight
            edges[a][other] = edges[other][a] = joined
            if joined > 0:
                heapq.heappush(heap, (-joined, min(a, other), max(a, other)))
        edges[b] = {}
    return sorted(sorted(group) for group in members.values())
