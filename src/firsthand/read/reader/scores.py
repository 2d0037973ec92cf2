"""Texts -> the network's scores for every word: windows, one at a time, and putting together again.

Windows are not batched: int8 activations share one scale a call, so that a text would read a little differently in
other company, and the same report must give the same claims in every pile. It costs nothing: a window of 160 pieces
fills the caches, and a batch of 16 was 10 % slower. Threads take a window each, which wastes less than sharing one, and
go on with the next group while this one is decoded.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from firsthand.read.reader.tokens import gaps, words
from firsthand.read.reader.windows import PARAGRAPH, breaks, stretches
from firsthand.read.reader.wordpiece import features

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from firsthand.read.reader.weights import Floats, Weights

WINDOW = 160
"""Most pieces a window, as in training."""
GROUP = 4_000
"""Words scored before they are decoded: bounds the memory, about 4 KB a word, twice with several threads."""
CHUNK = 3_000
"""Most words that are decoded as one sequence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Words of one text that are decoded together; a chunk begins where a paragraph does, in all but endless lines."""

    text: int
    """Which of the texts given."""
    forms: list[str]
    places: list[tuple[int, int]]
    gaps: list[int]
    starts: list[int] | None = None
    """Where sentences begin (1), if that is known beforehand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A chunk with its scores.

    `tags` float32[words, k]; `halves` float32[words, 768]; `arcs`: (first word, float32[n, n]) of each window in turn.
    """

    chunk: Chunk
    tags: Floats
    halves: Floats
    arcs: list[tuple[int, Floats]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    first: int
    ids: list[int]
    feats: list[int]
    firsts: list[int]
    lasts: list[int]


_Output = tuple["Floats", "Floats", "Floats"]
"""`tags`, `arcs` and `halves` of one window."""
_Begun = tuple[Chunk, list[tuple[int, "Future[_Output]"]]]


def chunks(number: int, text: str) -> Iterator[Chunk]:
    """Cut a text into words, and long texts into chunks."""
    found = words(text)
    before = gaps(text, found)
    first = 0
    while first < len(found):
        last = min(first + CHUNK, len(found))
        if last < len(found):
            last = next((n for n in range(last, first + CHUNK // 2, -1) if before[n] >= PARAGRAPH), last)
        yield Chunk(
            text=number, forms=[text[start:end] for start, end in found[first:last]],
            places=[(start, end) for start, end in found[first:last]], gaps=before[first:last],
        )  # fmt: skip
        first = last


def scored(weights: Weights, given: Iterator[Chunk]) -> Iterator[list[Scored]]:
    """Score chunks, a group at a time, in the order given.

    Cost: about 4,000 words a second and thread (AVX2, without VNNI).
    """
    if weights.threads == 1:
        for group in _groups(given):
            yield [_whole(chunk, [(w.first, _run(weights, w)) for w in _windows(weights, chunk)]) for chunk in group]
        return
    with ThreadPoolExecutor(weights.threads) as pool:
        waiting: list[_Begun] = []
        for group in _groups(given):
            begun = [_begin(weights, pool, chunk) for chunk in group]
            if waiting:
                yield [_whole(chunk, _awaited(parts)) for chunk, parts in waiting]
            waiting = begun
        if waiting:
            yield [_whole(chunk, _awaited(parts)) for chunk, parts in waiting]


def _groups(given: Iterable[Chunk]) -> Iterator[list[Chunk]]:
    group: list[Chunk] = []
    size = 0
    for chunk in given:
        if group and size + len(chunk.forms) > GROUP:
            yield group
            group, size = [], 0
        group.append(chunk)
        size += len(chunk.forms)
    if group:
        yield group


def _begin(weights: Weights, pool: ThreadPoolExecutor, chunk: Chunk) -> _Begun:
    return chunk, [(w.first, pool.submit(_run, weights, w)) for w in _windows(weights, chunk)]


def _awaited(parts: Iterable[tuple[int, Future[_Output]]]) -> Iterator[tuple[int, _Output]]:
    for first, part in parts:
        yield first, part.result()


def _run(weights: Weights, window: _Window) -> _Output:
    tags, arcs, halves = weights.session.run(["tags", "arcs", "halves"], _inputs(window))
    return tags[0], arcs[0], halves[0]


def _whole(chunk: Chunk, parts: Iterable[tuple[int, _Output]]) -> Scored:
    firsts, outputs = zip(*parts, strict=True)
    tags, arcs, halves = zip(*outputs, strict=True)
    return Scored(
        chunk=chunk, tags=np.concatenate(tags), halves=np.concatenate(halves), arcs=list(zip(firsts, arcs, strict=True))
    )


def _windows(weights: Weights, chunk: Chunk) -> Iterator[_Window]:
    spelled = [weights.speller.pieces(form) for form in chunk.forms]
    edges = breaks(chunk.forms, chunk.gaps)
    if chunk.starts is not None:
        edges = [max(start, edge if edge == PARAGRAPH else 0) for start, edge in zip(chunk.starts, edges, strict=True)]
    for first, last in stretches([len(pieces) for pieces in spelled], edges, WINDOW - 2):
        ids, feats, firsts, lasts = [weights.speller.first], [0], list[int](), list[int]()
        for n in range(first, last):
            firsts.append(len(ids))
            ids += spelled[n]
            feats += features(chunk.forms[n], chunk.gaps[n], len(spelled[n]))
            lasts.append(len(ids) - 1)
        ids.append(weights.speller.last)
        feats.append(0)
        yield _Window(first=first, ids=ids, feats=feats, firsts=firsts, lasts=lasts)


def _inputs(window: _Window) -> dict[str, NDArray[np.int64]]:
    rows = {"ids": window.ids, "feats": window.feats, "firsts": window.firsts, "lasts": window.lasts}
    return {name: np.array([row], dtype=np.int64) for name, row in rows.items()}
