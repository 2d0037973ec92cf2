"""Scores of tags -> the best sequence that makes sense, and its spans (BIOES: begin, inside, end, single, outside)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from firsthand.read.reader_weights import Floats

Tags = NDArray[np.int64]


class Stretch(NamedTuple):
    """Words `first` to `last`, both in it, of one kind."""

    first: int
    last: int
    kind: str


def best_paths(scores: Sequence[Floats], steps: Floats) -> list[Tags]:
    """Return the best path of each sequence (Viterbi), all in step.

    Args:
        scores: float32[words, k] for each sequence.
        steps: float32[k, k], from, to.

    Cost: O(longest sequence) steps of numpy, each over all sequences.
    """
    order = sorted(range(len(scores)), key=lambda n: -len(scores[n]))
    lengths = [len(scores[n]) for n in order]
    if not lengths or not lengths[0]:
        return [np.zeros(0, dtype=np.int64) for _ in scores]
    padded = np.zeros((lengths[0], len(order), scores[0].shape[1]), dtype=np.float32)
    for row, n in enumerate(order):
        padded[: lengths[row], row] = scores[n]
    turned = np.ascontiguousarray(steps.T)[None]
    live = len(order)
    for t in range(1, lengths[0]):
        while live and lengths[live - 1] <= t:
            live -= 1
        padded[t, :live] += (padded[t - 1, :live, None, :] + turned).max(2)
    found: list[Tags] = [np.zeros(0, dtype=np.int64)] * len(scores)
    for row, n in enumerate(order):
        found[n] = _traced(padded[: lengths[row], row], turned[0])
    return found


def _traced(best: Floats, turned: Floats) -> Tags:
    """Walk back from the best last tag.

    Args:
        best: float32[words, k], the score of the best path to each tag.
        turned: float32[k, k], steps, to and from.
    """
    if not len(best):
        return np.zeros(0, dtype=np.int64)
    came = (best[:-1, None, :] + turned).argmax(2).tolist()
    tag = int(best[-1].argmax())
    path = [tag]
    for row in reversed(came):
        tag = row[tag]
        path.append(tag)
    return np.array(path[::-1], dtype=np.int64)


def layer_steps() -> Floats:
    """Return the steps of a single layer, tags O B I E S: 0 or -100."""
    steps = np.full((5, 5), -100.0, dtype=np.float32)
    for here, onward in ((0, (0, 1, 4)), (1, (2, 3)), (2, (2, 3)), (3, (0, 1, 4)), (4, (0, 1, 4))):
        steps[here, list(onward)] = 0.0
    return steps


def stretches_of(path: Tags, kinds: Sequence[str]) -> list[Stretch]:
    """Read spans off a path; `kinds` names the tags, e.g. `B-Cue`. A span that is cut off still counts."""
    found: list[Stretch] = []
    begun = -1
    at = np.flatnonzero(path)
    for position, n in enumerate(at.tolist()):
        mark, kind = kinds[path[n]].split("-", 1)
        following = at[position + 1] if position + 1 < len(at) else -1
        fresh = mark in "BS" or begun < 0 or at[position - 1] != n - 1
        if fresh:
            begun = n
        onward = kinds[path[following]] if following == n + 1 else "O"
        if mark in "ES" or onward[0] not in "IE" or onward[2:] != kind:
            found.append(Stretch(begun, n, kind))
            begun = -1
    return found
