"""Scores of name tags -> the names of a text, each of one kind wherever it stands."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from firsthand.read.reader.chains import stretches_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from firsthand.read.reader.chains import Stretch, Tags
    from firsthand.read.reader.weights import Floats

DOUBTED = ("PERSON", "ORG", "PLACE", "FACILITY", "NATIONALITY", "OTHER")
"""Kinds that are taken for each other."""
LEAST = -8.0
"""Evidence against a kind in one mention counts no more than this, in nats: one odd sentence outvotes no others."""
SURNAME = 5.0
"""Evidence, in nats, that the last word of a person's full name is a person; newswire dev, 0 to 10: F1 79.8 to 80.1."""


def names(
    paths: Sequence[Tags], scores: Sequence[Floats], words: Sequence[Sequence[str]], kinds: Sequence[str]
) -> list[list[Stretch]]:
    """Return the names of each text in order, none inside another.

    The same words are the same kind of thing in all of a text, that which all their mentions together speak for most
    (newswire dev: F1 78.0 to 79.8).

    Args:
        paths: The best tags of each text, int64[words].
        scores: float32[words, tags] for each text.
        words: The words of each text.
        kinds: What the tags mean, e.g. `B-PERSON`.
    """
    return [
        _agreed(stretches_of(path, kinds), part, own, kinds)
        for path, part, own in zip(paths, scores, words, strict=True)
    ]


def _agreed(spans: list[Stretch], scores: Floats, words: Sequence[str], kinds: Sequence[str]) -> list[Stretch]:
    evidence: dict[tuple[str, ...], Floats] = defaultdict(lambda: np.zeros(len(DOUBTED), dtype=np.float32))
    spelled = [tuple(words[span.first : span.last + 1]) for span in spans]
    for span, name in zip(spans, spelled, strict=True):
        if span.kind in DOUBTED:
            own = _fit(scores[span.first : span.last + 1], tuple(kinds))
            evidence[name] += np.maximum(own - own.max(), LEAST)
    surnames = {name[-1:] for span, name in zip(spans, spelled, strict=True) if span.kind == "PERSON" and name[1:]}
    for name in surnames & evidence.keys():
        evidence[name][DOUBTED.index("PERSON")] += SURNAME
    return [
        span._replace(kind=DOUBTED[int(evidence[name].argmax())]) if span.kind in DOUBTED else span
        for span, name in zip(spans, spelled, strict=True)
    ]


def _fit(scores: Floats, kinds: tuple[str, ...]) -> Floats:
    """Return how well each doubted kind fits the words of a span, a word: float32[kinds] of float32[words, tags]."""
    columns = _columns(kinds, len(scores))
    own: Floats = scores[np.arange(len(scores)), columns].mean(axis=1)
    return own


@lru_cache(maxsize=64)
def _columns(kinds: tuple[str, ...], size: int) -> NDArray[np.int64]:
    """Return the column of the tag of each word of a span, for each doubted kind: int64[kinds, words]."""
    marks = ["S"] if size == 1 else ["B", *"I" * (size - 2), "E"]
    return np.array([[kinds.index(f"{mark}-{kind}") for mark in marks] for kind in DOUBTED])
