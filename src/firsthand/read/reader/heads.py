"""Arc scores -> the best dependency tree with one root and no crossing arcs.

English all but never crosses arcs, and greed does where it errs: EWT dev, LAS on gold words 87.5 with the best tree of
any shape (Chu-Liu-Edmonds), 87.9 with the best one that does not cross.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from firsthand.read.reader.weights import Floats

Heads = NDArray[np.int64]

BATCH = 16  # sentences charted in step: tables of at most 20 MB


def best_trees(given: Sequence[Floats]) -> list[Heads]:
    """Return each word's governor, for each sentence; a root governs itself.

    Args:
        given: For each sentence float32[n, n], dependent by governor; the diagonal is the score of being the root.

    Cost: O(n^2) a sentence, or O(n^3) in n steps of numpy where greed makes no such tree (two sentences of news in
        five), those of a batch in step.
    Source: Eisner 1996, "Three new probabilistic models for dependency parsing".
    """
    found: list[Heads] = [scores.argmax(1) for scores in given]
    hard = sorted((n for n, heads in enumerate(found) if not _is_tree(heads)), key=lambda n: -len(found[n]))
    for first in range(0, len(hard), BATCH):
        batch = hard[first : first + BATCH]
        logs = [given[n] - np.logaddexp.reduce(given[n], axis=1, keepdims=True) for n in batch]
        for n, heads in zip(batch, _charted(logs), strict=True):
            found[n] = heads
    return found


def _is_tree(heads: Heads) -> bool:
    """Whether governors make a tree with one root and no crossing arcs."""
    return int((heads == np.arange(len(heads))).sum()) == 1 and _reaches(heads) and _is_planar(heads)


def _reaches(heads: Heads) -> bool:
    """Whether following governors always ends at a root: pointers jump twice as far each time."""
    far = heads
    for _ in range(max(1, len(heads).bit_length())):
        far = far[far]
    return bool((heads[far] == far).all())


def _is_planar(heads: Heads) -> bool:
    """Whether no two arcs cross, and none passes over the root: the arc over any word covers that word's own arc."""
    words = np.arange(len(heads))
    left, right = np.minimum(words, heads), np.maximum(words, heads)
    inside = (words[None] > left[:, None]) & (words[None] < right[:, None])
    leaves = (heads[None] < left[:, None]) | (heads[None] > right[:, None])
    over_root = inside & (heads == words)[None]
    return not (inside & leaves | over_root).any()


class _Chart(NamedTuple):
    """What the best trees over spans score, float[length, ..., sentence, word]; a length is words less one.

    A span is open (an arc joins its ends) or closed (its governor has all its dependents there), and its governor is
    its first word (`onward`) or its last (`back`). Ways of parting a span stand one behind the other: its left part by
    first word, its right part by last word and backwards. An open span's left half is closed onward, its right half
    closed back. A closed one parts at the arc: onward into (open onward, closed onward), back into (closed back,
    open back), which are weighed together; open spans stand one length early there, for they are never of one word.
    """

    left: Floats
    """Closed onward, by first word."""
    right: Floats
    """Closed back, by last word."""
    lefts: Floats
    """Open onward and closed back, by first word."""
    rights: Floats
    """Closed onward and open back, by last word."""


def _charted(given: Sequence[Floats]) -> list[Heads]:
    """Return the best trees by their log chances, longest sentence first; behind a shorter one's end nothing counts."""
    size, count = len(given[0]), len(given)
    logs = np.zeros((count, size, size), dtype=given[0].dtype)
    for row, scores in enumerate(given):
        logs[row, : len(scores), : len(scores)] = scores
    one, two = (size, count, size), (size, 2, count, size)
    chart = _Chart(*(np.full(shape, -np.inf, dtype=logs.dtype) for shape in (one, one, two, two)))
    chart.left[0], chart.right[0], chart.lefts[0, 1], chart.rights[0, 0] = 0.0, 0.0, 0.0, 0.0
    for length in range(1, size):
        live = sum(len(scores) > length for scores in given)
        begin, end, back = slice(size - length), slice(length, size), slice(length - 1, None, -1)
        best = (chart.left[:length, :live, begin] + chart.right[back, :live, end]).max(0)
        chart.lefts[length - 1, 0, :live, begin] = best + np.diagonal(logs[:live], -length, 1, 2)
        chart.rights[length - 1, 1, :live, end] = best + np.diagonal(logs[:live], length, 1, 2)
        onward, backward = (chart.lefts[:length, :, :live, begin] + chart.rights[back, :, :live, end]).max(0)
        chart.left[length, :live, begin] = chart.rights[length, 0, :live, end] = onward
        chart.right[length, :live, end] = chart.lefts[length, 1, :live, begin] = backward
    return [_read(chart, row, scores) for row, scores in enumerate(given)]


def _read(chart: _Chart, row: int, logs: Floats) -> Heads:
    """Walk a sentence's chart down from the root; spans are (kind, first word, last word)."""
    size = len(logs)
    words = np.arange(size)
    left, right, lefts, rights = (
        chart.left[:, row],
        chart.right[:, row],
        chart.lefts[:, :, row],
        chart.rights[:, :, row],
    )
    root = int((np.diagonal(logs) + lefts[words, 1, 0] + left[size - 1 - words, words]).argmax())
    heads = np.full(size, root, dtype=np.int64)
    todo = [("back", 0, root), ("onward", root, size - 1)]
    while todo:
        kind, begin, end = todo.pop()
        length = end - begin
        if not length:
            continue
        if kind == "onward":
            cut = begin + 1 + _cut(lefts[:length, 0, begin], rights[:length, 0, end])
            todo += [("right", begin, cut), ("onward", cut, end)]
        elif kind == "back":
            cut = begin + _cut(lefts[:length, 1, begin], rights[:length, 1, end])
            todo += [("back", begin, cut), ("left", cut, end)]
        else:
            cut = begin + _cut(left[:length, begin], right[:length, end])
            heads[begin if kind == "left" else end] = end if kind == "left" else begin
            todo += [("onward", begin, cut), ("back", cut + 1, end)]
    return heads


def _cut(left: Floats, right: Floats) -> int:
    """Return which way of parting a span is best."""
    return int((left + right[::-1]).argmax()) if len(left) > 1 else 0
