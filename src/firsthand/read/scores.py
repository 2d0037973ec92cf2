"""Texts -> the network's scores for every word: windows, batches of like length, and putting together again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from firsthand.read.tokens import gaps, words
from firsthand.read.windows import PARAGRAPH, breaks, stretches
from firsthand.read.wordpiece import features

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from firsthand.read.weights import Floats, Weights

WINDOW = 160
"""Most pieces a window, as in training."""
BATCH = 2560
"""Most padded pieces a call of the network."""
GROUP = 12_000
"""Words scored before they are decoded: bounds the memory, about 4 KB a word."""
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
    chunk: int
    first: int
    last: int
    ids: list[int]
    feats: list[int]
    firsts: list[int]
    lasts: list[int]


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

    Cost: about 10,000 words a second and thread.
    """
    group: list[Chunk] = []
    size = 0
    for chunk in given:
        if group and size + len(chunk.forms) > GROUP:
            yield _group(weights, group)
            group, size = [], 0
        group.append(chunk)
        size += len(chunk.forms)
    if group:
        yield _group(weights, group)


def _group(weights: Weights, group: Sequence[Chunk]) -> list[Scored]:
    windows = [window for number, chunk in enumerate(group) for window in _windows(weights, number, chunk)]
    tags: list[Any] = [None] * len(windows)
    halves: list[Any] = [None] * len(windows)
    arcs: list[Any] = [None] * len(windows)
    order = sorted(range(len(windows)), key=lambda n: (len(windows[n].ids), n))
    for batch in _batches(windows, order):
        rows = [windows[n] for n in batch]
        out = weights.session.run(["tags", "arcs", "halves"], _inputs(rows))
        for row, n in enumerate(batch):
            size = len(windows[n].firsts)
            tags[n], arcs[n], halves[n] = out[0][row, :size], out[1][row, :size, :size], out[2][row, :size]
    found, at = [], 0
    for number, chunk in enumerate(group):
        end = at
        while end < len(windows) and windows[end].chunk == number:
            end += 1
        found.append(
            Scored(
                chunk=chunk,
                tags=np.concatenate(tags[at:end]),
                halves=np.concatenate(halves[at:end]),
                arcs=[(windows[n].first, arcs[n]) for n in range(at, end)],
            )
        )
        at = end
    return found


def _windows(weights: Weights, number: int, chunk: Chunk) -> Iterator[_Window]:
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
        yield _Window(chunk=number, first=first, last=last, ids=ids, feats=feats, firsts=firsts, lasts=lasts)


def _batches(windows: Sequence[_Window], order: list[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for n in order:
        if batch and (len(batch) + 1) * len(windows[n].ids) > BATCH:
            yield batch
            batch = []
        batch.append(n)
    if batch:
        yield batch


def _inputs(rows: Sequence[_Window]) -> dict[str, NDArray[np.int64]]:
    def padded(lists: list[list[int]]) -> NDArray[np.int64]:
        out = np.zeros((len(lists), max(map(len, lists))), dtype=np.int64)
        for number, values in enumerate(lists):
            out[number, : len(values)] = values
        return out

    return {
        "ids": padded([row.ids for row in rows]), "feats": padded([row.feats for row in rows]),
        "firsts": padded([row.firsts for row in rows]), "lasts": padded([row.lasts for row in rows]),
    }  # fmt: skip
