"""Texts -> what the trained model sees in them: sentences, trees, entities, attributions, certainty."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol

import numpy as np

from firsthand.core.evidence import Span
from firsthand.core.parse import AttributionSpans, Certainty, Entity, Parse, Sentence, Token
from firsthand.read.reader.chains import best_paths
from firsthand.read.reader.heads import best_trees
from firsthand.read.reader.lemma import lemma
from firsthand.read.reader.links import DEPENDENT, GOVERNOR, entering, links
from firsthand.read.reader.mentions import mentions, with_equipment
from firsthand.read.reader.scores import chunks, scored
from firsthand.read.reader.weights import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from firsthand.read.reader.chains import Stretch, Tags
    from firsthand.read.reader.links import Link
    from firsthand.read.reader.scores import Scored
    from firsthand.read.reader.weights import Floats, Weights

NAME = "read/model@1"

PREDICATES = frozenset(("VERB", "NOUN", "ADJ", "AUX", "ADV", "PROPN", "NUM"))
"""Word classes that get a certainty: all that name events in the corpora of factuality."""

DOUBT, DOUBT_POWER = 1.2, 0.75
"""Doubt (3 less the certainty) grows by this factor and power: the network was taught with absolute errors and shies
away from small doubts. UW dev, swept 1-2 and 0.4-1.2: r 0.734 to 0.748, mean absolute error 0.47 to 0.49."""
BEGINS = -0.5
"""Log-odds above which a word begins a sentence; EWT dev, swept -2 to 2: LAS from raw text 85.6, flat below 0."""
ROWS = 24
"""Words whose relations are scored in one product: so few that the linear algebra starts no threads of its own."""
EMPTY_LINE = 3
"""The gap (see tokens.gaps) that always parts sentences."""


class Reader(Protocol):
    """Anything that can say what stands in a text."""

    @property
    def name(self) -> str:
        """Who it is, for the ledger, e.g. `read/model@1`."""
        ...

    def parses(self, texts: Sequence[str]) -> list[Parse]:
        """Return one parse for each text, in order; any string is fit to be read."""
        ...


class OnnxReader:
    """The shipped model on onnxruntime and numpy."""

    name = NAME

    def __init__(self, weights: Path | None = None, *, threads: int = 0) -> None:
        """Remember what to load; nothing is read from disk before the first text.

        Args:
            weights: Another archive than the shipped one.
            threads: Threads of the network; 0 is one a core.
        """
        self._path = weights
        self._threads = threads
        self._weights: Weights | None = None

    @property
    def weights(self) -> Weights:
        """The weights, loaded on first use.

        Raises:
            BrokenData: The archive is missing or altered.
        """
        if self._weights is None:
            self._weights = load(self._path, threads=self._threads)
        return self._weights

    def parses(self, texts: Sequence[str]) -> list[Parse]:
        """Return one parse for each text.

        Cost: about 0.2 s a 700-word text and thread on a processor with AVX2 alone; see benchmarks/.
        """
        parts: list[list[Parse]] = [[] for _ in texts]
        given = (chunk for number, text in enumerate(texts) for chunk in chunks(number, text))
        for group in scored(self.weights, given):
            for one, parse in zip(group, decoded(self.weights, group), strict=True):
                parts[one.chunk.text].append(parse)
        return [_finished(text, part) for text, part in zip(texts, parts, strict=True)]


@cache
def reader(threads: int = 0) -> OnnxReader:
    """Return the reader with the shipped weights; one for each number of threads."""
    return OnnxReader(threads=threads)


def _finished(text: str, parts: Sequence[Parse]) -> Parse:
    return Parse(
        sentences=tuple(sentence for part in parts for sentence in part.sentences),
        entities=with_equipment(text, [entity for part in parts for entity in part.entities]),
        attributions=tuple(attribution for part in parts for attribution in part.attributions),
    )


def decoded(weights: Weights, group: Sequence[Scored]) -> Iterator[Parse]:
    """Turn scores into parses, chunk by chunk."""
    columns = weights.columns
    steps = {
        "attribution": entering(weights.arrays["attribution_steps"], weights.kinds["attribution"]),
        "news": weights.arrays["news_steps"],
    }
    paths = best_paths(
        [one.tags[:, columns[head]] for head in steps for one in group],
        [own for own in steps.values() for _ in group],
    )
    attributed, named = paths[: len(group)], paths[len(group) :]
    found = mentions(weights, [one.tags for one in group], [one.chunk.forms for one in group], named)
    for one, spans, path in zip(group, found, attributed, strict=True):
        places = one.chunk.places
        yield Parse(
            sentences=tuple(_sentences(weights, one)),
            entities=tuple(Entity(start=places[s.first][0], end=places[s.last][1], type=s.kind) for s in spans),
            attributions=tuple(_attribution(link, places) for link in links(weights, path, one.halves)),
        )


def _attribution(link: Link, places: Sequence[tuple[int, int]]) -> AttributionSpans:
    def spans(stretches: Iterable[Stretch]) -> tuple[Span, ...]:
        return tuple(Span(start=places[first][0], end=places[last][1]) for first, last, _ in sorted(stretches))

    return AttributionSpans(source=spans(link.source), cue=spans(link.cue), content=spans(link.content))


def sentence_starts(weights: Weights, one: Scored) -> list[int]:
    """Return the words that begin sentences, the first word first."""
    if one.chunk.starts is not None:
        return [0, *(n for n, start in enumerate(one.chunk.starts) if start and n)]
    part = one.tags[:, weights.columns["starts"]]
    begins = part[:, 1] - part[:, 0] > BEGINS
    begins |= np.asarray(one.chunk.gaps) == EMPTY_LINE
    begins[0] = True
    return [int(n) for n in np.flatnonzero(begins)]


def trees(weights: Weights, one: Scored, edges: Sequence[int]) -> tuple[Tags, list[str]]:
    """Return each word's governor (index in the chunk; a root governs itself) and relation.

    A sentence that spans windows is parsed in parts, and the roots of the later parts hang on the first as `parataxis`.
    """
    size = len(one.chunk.forms)
    heads = np.zeros(size, dtype=np.int64)
    parts = list(_parts(one, edges))
    scores = [arcs[at - first : stop - first, at - first : stop - first] for at, stop, first, arcs in parts]
    loose: list[tuple[int, int]] = []
    begins, root = set(edges), 0
    for (at, stop, *_), part in zip(parts, best_trees(scores), strict=True):
        heads[at:stop] = part + at
        own = at + int(np.flatnonzero(part == np.arange(stop - at))[0])
        if at in begins:
            root = own
        else:
            loose.append((own, root))
    names = _relations(weights, one.halves, heads)
    for word, root in loose:
        heads[word], names[word] = root, "parataxis"
    return heads, names


def _parts(one: Scored, edges: Sequence[int]) -> Iterator[tuple[int, int, int, Floats]]:
    """Yield the stretches of words that lie in one sentence and one window: both ends, and the window's scores."""
    size = len(one.chunk.forms)
    bounds = [first for first, _ in one.arcs] + [size]
    window = 0
    for start, end in zip(edges, [*edges[1:], size], strict=True):
        at = start
        while at < end:
            while bounds[window + 1] <= at:
                window += 1
            stop = min(end, bounds[window + 1])
            yield at, stop, *one.arcs[window]
            at = stop


def _relations(weights: Weights, halves: NDArray[np.float32], heads: Tags) -> list[str]:
    both = np.maximum(halves[:, DEPENDENT] + halves[heads, GOVERNOR], 0)
    across = weights.arrays["relation.weight"].T
    parts = [both[first : first + ROWS] @ across for first in range(0, len(both), ROWS)]
    scores = np.concatenate(parts) + weights.arrays["relation.bias"]
    root = weights.relations.index("root")
    is_root = heads == np.arange(len(heads))
    scores[:, root] = np.where(is_root, np.inf, -np.inf)
    return [weights.relations[n] for n in scores.argmax(1)]


def _sentences(weights: Weights, one: Scored) -> Iterator[Sentence]:
    edges = sentence_starts(weights, one)
    heads, relations = trees(weights, one, edges)
    classes = word_classes(weights, one)
    doubt = np.maximum(3 - one.tags[:, weights.columns["certainty"]][:, 0], 0)
    sure = np.clip(3 - DOUBT * doubt**DOUBT_POWER, -3, 3).round(2).tolist()
    places, forms = one.chunk.places, one.chunk.forms
    governors = heads.tolist()
    for first, last in zip(edges, [*edges[1:], len(forms)], strict=True):
        yield Sentence(
            start=places[first][0],
            end=places[last - 1][1],
            tokens=tuple(
                Token(
                    start=places[n][0], end=places[n][1], lemma=lemma(forms[n], classes[n]), upos=classes[n],
                    head=-1 if governors[n] == n else governors[n] - first, deprel=relations[n],
                )
                for n in range(first, last)
            ),
            certainty=tuple(
                Certainty(start=places[n][0], end=places[n][1], value=sure[n])
                for n in range(first, last)
                if classes[n] in PREDICATES
            ),
        )  # fmt: skip


def word_classes(weights: Weights, one: Scored) -> list[str]:
    """Return the universal part of speech of each word."""
    kinds = weights.kinds["upos"]
    return [kinds[n] for n in one.tags[:, weights.columns["upos"]].argmax(1)]
