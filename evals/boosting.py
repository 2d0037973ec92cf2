"""Boosted trees for yes or no, small enough to read: fitted and scored with numpy, kept as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Bins = NDArray[np.uint8]
BINS = 64
DEPTH = 3
TREES = 150
RATE = 0.08
RIDGE = 5.0
LEAST = 40.0  # sum of weights in a leaf
LEAVES = 2**DEPTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """Trees of depth DEPTH, whole: node k of a level goes to 2k (at most the edge) or 2k + 1 of the next."""

    start: float
    columns: NDArray[np.int64]
    """[trees, 2**DEPTH - 1], level by level."""
    edges: Array
    """[trees, 2**DEPTH - 1]."""
    leaves: Array
    """[trees, 2**DEPTH]: log-odds that are added."""

    def scores(self, rows: Array) -> Array:
        """Return the log-odds [n] of rows [n, columns]. Cost: O(n trees)."""
        total = np.full(len(rows), self.start)
        index = np.arange(len(rows))
        for columns, edges, leaves in zip(self.columns, self.edges, self.leaves, strict=True):
            node = np.zeros(len(rows), dtype=np.int64)
            for level in range(DEPTH):
                at = node + 2**level - 1
                node = 2 * node + (rows[index, columns[at]] > edges[at])
            total += leaves[node]
        return total

    def told(self) -> dict[str, Any]:
        """Return what JSON can hold."""
        return {
            "start": round(self.start, 4),
            "columns": self.columns.tolist(),
            "edges": [[round(float(e), 4) for e in tree] for tree in self.edges],
            "leaves": [[round(float(v), 4) for v in tree] for tree in self.leaves],
        }


def trees(told: Mapping[str, Any]) -> Trees:
    """Return the trees that `Trees.told` gave."""
    return Trees(
        start=float(told["start"]),
        columns=np.array(told["columns"], dtype=np.int64),
        edges=np.array(told["edges"], dtype=np.float64),
        leaves=np.array(told["leaves"], dtype=np.float64),
    )


def fitted(rows: Array, right: NDArray[np.bool_], weights: Array, count: int = TREES) -> Trees:
    """Return trees fitted by gradient boosting on the logistic loss.

    Args:
        rows: [n, columns].
        right: [n], yes or no.
        weights: [n], what each row counts.
        count: Trees.

    Cost: O(n columns DEPTH) a tree; 100,000 rows of 50 columns take half a minute of one core.
    Source: Friedman 2001; histograms as in LightGBM (Ke et al. 2017).
    """
    cuts = [_cuts(column) for column in rows.T]
    binned = np.stack([np.searchsorted(c, column, side="left") for c, column in zip(cuts, rows.T, strict=True)])
    bins: Bins = binned.astype(np.uint8)
    share = float(np.average(right, weights=weights))
    start = float(np.log(share / (1 - share)))
    score, made = np.full(len(rows), start), []
    for _ in range(count):
        p = 1 / (1 + np.exp(-score))
        columns, at, leaves, node = _tree(bins, weights * (right - p), weights * p * (1 - p))
        score += leaves[node]
        edges = [cuts[c][b] if b < len(cuts[c]) else np.inf for c, b in zip(columns, at, strict=True)]
        made.append((columns, np.array(edges), leaves))
    return Trees(
        start=start,
        columns=np.array([m[0] for m in made]),
        edges=np.minimum(np.array([m[1] for m in made]), 1e6),
        leaves=np.array([m[2] for m in made]),
    )


def _cuts(column: Array) -> Array:
    """Return up to BINS - 1 values, midway between neighbours, that part a column into bins of like size."""
    values = np.unique(column)
    if len(values) > BINS:
        values = np.unique(np.quantile(column, np.linspace(0, 1, BINS)))
    return np.asarray((values[1:] + values[:-1]) / 2)


def _tree(bins: Bins, slope: Array, bend: Array) -> tuple[Sequence[int], Sequence[int], Array, NDArray[np.int64]]:
    """Return the columns and bins of a tree's splits, its leaves, and the leaf of each row."""
    node = np.zeros(bins.shape[1], dtype=np.int64)
    columns: list[int] = []
    at: list[int] = []
    for level in range(DEPTH):
        best = _splits(bins, node, 2**level, (slope, bend))
        columns += [c for c, _ in best]
        at += [b for _, b in best]
        column, edge = (np.array([pair[k] for pair in best]) for k in (0, 1))
        node = 2 * node + (bins[column[node], np.arange(len(node))] > edge[node])
    gain = np.bincount(node, slope, LEAVES) / (np.bincount(node, bend, LEAVES) + RIDGE)
    return columns, at, RATE * gain, node


def _splits(bins: Bins, node: NDArray[np.int64], nodes: int, sums: tuple[Array, Array]) -> list[tuple[int, int]]:
    """Return the best column and bin (rows up to it go left) of each node of a level; (0, BINS) where none gains."""
    best, found = np.zeros(nodes), [(0, BINS)] * nodes
    for c, column in enumerate(bins):
        at = node * BINS + column
        slope, bend = (np.bincount(at, s, nodes * BINS).reshape(nodes, BINS).cumsum(axis=1) for s in sums)
        whole_s, whole_b = slope[:, -1:], bend[:, -1:]
        gain = _gain(slope, bend) + _gain(whole_s - slope, whole_b - bend) - _gain(whole_s, whole_b)
        gain[(bend < LEAST / 4) | (whole_b - bend < LEAST / 4)] = 0.0
        for k, b in enumerate(gain.argmax(axis=1)):
            if gain[k, b] > best[k]:
                best[k], found[k] = gain[k, b], (c, int(b))
    return found


def _gain(slope: Array, bend: Array) -> Array:
    return np.asarray(slope**2 / (bend + RIDGE))
