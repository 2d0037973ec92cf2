"""Scores of tags -> the best sequence that makes sense, and its spans (BIOES: begin, inside, end, single, outside)."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from firsthand.read.reader.weights import Floats

Tags = NDArray[np.int64]

REACH = 4  # words on each side of a torn step that are searched at first; most names are shorter


class Stretch(NamedTuple):
    """Words `first` to `last`, both in it, of one kind."""

    first: int
    last: int
    kind: str


def best_paths(scores: Sequence[Floats], steps: Sequence[Floats]) -> list[Tags]:
    """Return the best path of each sequence (Viterbi), all in step.

    Args:
        scores: float32[words, k] for each sequence, each with a k of its own.
        steps: float32[k, k] for each sequence, from, to.

    Cost: three calls of numpy a word of the longest sequence, each over all sequences: 4 us for one of 30 tags.
    """
    order = sorted(range(len(scores)), key=lambda n: -len(scores[n]))
    lengths = [len(scores[n]) for n in order]
    if not lengths or not lengths[0]:
        return [np.zeros(0, dtype=np.int64) for _ in scores]
    width = max(len(one) for one in steps)
    padded = np.full((lengths[0], len(order), width), -np.inf, dtype=np.float32)
    onward = np.full((width, len(order), width), -np.inf, dtype=np.float32)
    for row, n in enumerate(order):
        padded[: lengths[row], row, : len(steps[n])] = scores[n]
        onward[: len(steps[n]), row, : len(steps[n])] = steps[n]
    _add_ways(padded, lengths, onward)
    found: list[Tags] = [np.zeros(0, dtype=np.int64)] * len(scores)
    for row, n in enumerate(order):
        found[n] = _traced(padded[: lengths[row], row, : len(steps[n])], steps[n])
    return found


def _add_ways(padded: Floats, lengths: Sequence[int], onward: Floats) -> None:
    """Add to the score of each tag that of the best way to it.

    Args:
        padded: float32[words, sequences, k], changed in place.
        lengths: Of the sequences, longest first.
        onward: float32[k, sequences, k], from, to; maxima over the first axis run in step.
    """
    width = len(onward)
    for first, last in pairwise(sorted({1, *lengths} - {0})):
        live = sum(length > first for length in lengths)
        sums = np.empty((width, live, width), dtype=np.float32)
        best = np.empty((live, width), dtype=np.float32)
        ways, part = onward[:, :live], padded[first - 1 : last, :live]
        for before, here in zip(part.transpose(0, 2, 1)[:-1, :, :, None], part[1:], strict=True):  # making views costs
            np.add(before, ways, sums)
            np.maximum.reduce(sums, axis=0, out=best)
            np.add(here, best, here)


def _traced(best: Floats, steps: Floats) -> Tags:
    """Walk back from the best last tag.

    Args:
        best: float32[words, k], the score of the best path to each tag.
        steps: float32[k, k], from, to.
    """
    if not len(best):
        return np.zeros(0, dtype=np.int64)
    came: dict[int, list[int]] = {}  # only for tags on the way: most of a text has few
    tag = int(best[-1].argmax())
    path = [tag]
    for t in range(len(best) - 2, -1, -1):
        if tag not in came:
            came[tag] = (best[:-1] + steps[:, tag]).argmax(1).tolist()
        tag = came[tag][t]
        path.append(tag)
    return np.array(path[::-1], dtype=np.int64)


def layer_paths(scores: Sequence[Floats]) -> list[Tags]:
    """Return the best path of each sequence of a single layer, tags O B I E S, in which every step makes sense.

    Each word's own best tag is the best path wherever these follow one another well. Only the words around a step that
    makes no sense are searched, in stretches that grow until they fit what stands beside them: then nothing can be
    better, for every part is the best that it can be by itself.

    Args:
        scores: float32[words, 5] for each sequence.
    """
    steps = layer_steps()
    found: list[Tags] = [one.argmax(1) for one in scores]
    torn = [(n, at - REACH, at + REACH) for n, path in enumerate(found) for at in _tears(path, steps)]
    searched: set[tuple[int, int, int]] = set()
    while torn:
        joined = _joined([*searched, *torn], [len(path) for path in found])
        fresh = [stretch for stretch in joined if stretch not in searched]
        searched = set(joined)
        mended = best_paths([scores[n][first:last] for n, first, last in fresh], [steps] * len(fresh))
        for (n, first, last), path in zip(fresh, mended, strict=True):
            found[n][first:last] = path
        torn = []
        for n, first, last in joined:
            path = found[n]
            if first and steps[path[first - 1], path[first]]:
                torn.append((n, first - REACH, last))
            if last < len(path) and steps[path[last - 1], path[last]]:
                torn.append((n, first, last + REACH))
    return found


def _tears(path: Tags, steps: Floats) -> list[int]:
    """Return the words that do not go with the one before them."""
    found: list[int] = (np.flatnonzero(steps[path[:-1], path[1:]]) + 1).tolist() if path.any() else []
    return found


def _joined(stretches: Sequence[tuple[int, int, int]], lengths: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return stretches of sequences, half-open, cut to their ends; those that overlap as one."""
    found: list[tuple[int, int, int]] = []
    for n, first, last in sorted(stretches):
        whole = (n, max(0, first), min(last, lengths[n]))
        if found and found[-1][0] == n and first < found[-1][2]:
            whole = (n, found[-1][1], max(whole[2], found.pop()[2]))
        found.append(whole)
    return found


@cache
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
