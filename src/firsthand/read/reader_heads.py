"""Arc scores -> a dependency tree with one root: greedily, and by Chu-Liu-Edmonds where greed makes a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from firsthand.read.reader_weights import Floats

Heads = NDArray[np.int64]


def tree(scores: Floats) -> Heads:
    """Return each word's governor; the root governs itself.

    Args:
        scores: float32[n, n], dependent by governor; the diagonal is the score of being the root.

    Cost: O(n^2), or O(n^3) where greed fails.
    Source: Chu and Liu 1965, Edmonds 1967; one root by trying those that score best.
    """
    size = len(scores)
    greedy: Heads = scores.argmax(1)
    roots = np.flatnonzero(greedy == np.arange(size))
    if len(roots) == 1 and _reaches(greedy):
        return greedy
    logs = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    best: tuple[float, Heads] | None = None
    for root in _candidates(logs, roots):
        fixed = logs.copy()
        np.fill_diagonal(fixed, -np.inf)
        heads = _spanning(fixed, root)
        value = float(logs[np.arange(size), heads].sum())
        if best is None or value > best[0]:
            best = (value, heads)
    return best[1] if best is not None else greedy


def _candidates(logs: Floats, roots: Heads) -> list[int]:
    if len(roots) > 1:
        return [int(root) for root in roots[:5]]
    return [int(root) for root in np.argsort(-np.diagonal(logs), kind="stable")[:3]]


def _reaches(heads: Heads) -> bool:
    """Whether following governors always ends at a root: pointers jump twice as far each time."""
    far = heads
    for _ in range(max(1, len(heads).bit_length())):
        far = far[far]
    return bool((heads[far] == far).all())


def _spanning(scores: Floats, root: int) -> Heads:
    """Return the best tree under `root` (its own head), by contracting circles."""
    heads: Heads = scores.argmax(1)
    heads[root] = root
    circle = _circle(heads)
    if circle is None:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[circle] = True
    outside = np.flatnonzero(~inside)
    members = np.flatnonzero(inside)
    kept = scores[members, heads[members]]
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf, dtype=scores.dtype)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    from_circle = scores[np.ix_(outside, members)]
    small[:-1, -1] = from_circle.max(1)
    into_circle = scores[np.ix_(members, outside)] - kept[:, None]
    small[-1, :-1] = into_circle.max(0)
    small[-1, -1] = -np.inf
    inner = _spanning(small, int(np.searchsorted(outside, root)))
    result = heads.copy()
    for place, word in enumerate(outside.tolist()):
        governor = int(inner[place])
        result[word] = members[from_circle[place].argmax()] if governor == len(outside) else outside[governor]
    result[root] = root
    entry = int(inner[-1])
    broken = int(into_circle[:, entry].argmax())
    result[members[broken]] = outside[entry]
    return result


def _circle(heads: Heads) -> list[int] | None:
    colour = [0] * len(heads)
    for start in range(len(heads)):
        path = []
        at = start
        while colour[at] == 0:
            colour[at] = 1
            path.append(at)
            at = int(heads[at])
        if colour[at] == 1 and heads[at] != at:
            return path[path.index(at) :]
        for word in path:
            colour[word] = 2
    return None
