"""Word scores -> attributions: spans of source, cue and content, and the cue to which each of them belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.read.reader.chains import Stretch, stretches_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from firsthand.read.reader.chains import Tags
    from firsthand.read.reader.weights import Floats, Weights

REACH = 160
"""Words between a span and a cue that may be its own; training windows are no longer."""
SHARED_SOURCE = 0.0
"""A cue without a source takes another cue's if their link scores above this (logit)."""
ENTERING = 0.25
"""Added to every step into a new span; PolNeAR dev, swept -1 to 1: content F1 68.3 to 68.9, all 74.4 to 74.6."""
WIDTH = 192
DEPENDENT, GOVERNOR, SPAN, CUE = (slice(n * WIDTH, (n + 1) * WIDTH) for n in range(4))
"""Parts of the network's output `halves`."""


class Link(NamedTuple):
    """One attribution, in words."""

    source: list[Stretch]
    cue: list[Stretch]
    content: list[Stretch]


def links(weights: Weights, path: Tags, halves: Floats) -> list[Link]:
    """Group the spans of a chunk by cue, in the order of the cues; spans without any cue in reach are dropped.

    Args:
        weights: The link head.
        path: int64[words], tags as `weights.kinds["attribution"]` names them.
        halves: float32[words, 768].
    """
    spans = stretches_of(path, weights.kinds["attribution"])
    cues = [span for span in spans if span.kind == "Cue"]
    others = [span for span in spans if span.kind != "Cue"]
    if not cues:
        return []
    found = [Link([], [cue], []) for cue in cues]
    if not others:
        return found
    scores = link_scores(weights, halves, others, cues)
    chosen = scores.argmax(1)
    for number, span in enumerate(others):
        if scores[number, chosen[number]] > -np.inf:
            link = found[int(chosen[number])]
            (link.source if span.kind == "Source" else link.content).append(span)
    sources = [number for number, span in enumerate(others) if span.kind == "Source"]
    for number, link in enumerate(found):
        if not link.source and sources:
            best = max(sources, key=lambda n: (scores[n, number], -n))
            if scores[best, number] > scores[best].max() - 2.0 and scores[best, number] > SHARED_SOURCE:
                link.source.append(others[best])
    return found


def entering(steps: Floats, kinds: Sequence[str]) -> Floats:
    """Return the chain's steps with those into a new span made a little cheaper."""
    opens = np.array([kind[0] in "BS" for kind in kinds])
    return (steps + ENTERING * opens[None]).astype(np.float32)


def link_scores(
    weights: Weights, halves: Floats, spans: Sequence[Stretch], cues: Sequence[Stretch]
) -> NDArray[np.float32]:
    """Return float32[spans, cues], how well each cue fits a span; minus infinity out of reach."""
    first, last = (np.array([span[n] for span in spans]) for n in (0, 1))
    begin, end = (np.array([cue[n] for cue in cues]) for n in (0, 1))
    left = (halves[first, SPAN] + halves[last, SPAN]) * 0.5
    right = (halves[begin, CUE] + halves[end, CUE]) * 0.5
    before = last[:, None] - begin[None]
    after = first[:, None] - end[None]
    delta = np.where(before < 0, before, np.maximum(after, 0))
    near = np.abs(delta) <= REACH
    scores = np.full(delta.shape, -np.inf, dtype=np.float32)
    rows, columns = np.nonzero(near)
    apart = weights.arrays["link_distance.weight"][distance(delta[rows, columns])]
    both = np.maximum(left[rows] + right[columns] + apart, 0)
    scores[rows, columns] = both @ weights.arrays["link.weight"][0] + weights.arrays["link.bias"][0]
    return scores


def distance(delta: NDArray[np.int64]) -> NDArray[np.int64]:
    """Bucket signed word distances into 0 to 23, as in training."""
    size = np.abs(delta).astype(np.float32)
    far = 4 + np.floor(np.log2(np.maximum(size, 4) / 4) * 2)
    bucket = np.minimum(np.where(size < 4, size, far), 11)  # noqa: PLR2004 -- exact up to three words
    return (bucket + np.where(delta < 0, 12, 0)).astype(np.int64)
