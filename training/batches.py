"""Windows -> batches of about so many pieces, all corpora mixed, rows of like length together."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from training.windows import ABSENT, Document, Window, windows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from firsthand.read.reader.wordpiece import WordPiece

PIECES_A_BATCH = 2048
POOL = 40  # batches that are sorted by length together


@dataclass(slots=True, kw_only=True)
class Batch:
    """Rows of pieces int64[n, t] and words int64[n, w]; `layers` maps a head to (row numbers, gold labels)."""

    ids: torch.Tensor
    feats: torch.Tensor
    firsts: torch.Tensor
    lasts: torch.Tensor
    layers: dict[str, tuple[torch.Tensor, torch.Tensor]]
    links: dict[int, list[tuple[int, int, int, int]]]
    words: int

    def to(self, device: str) -> Batch:
        """Copy to a device."""
        return Batch(
            ids=self.ids.to(device), feats=self.feats.to(device), firsts=self.firsts.to(device),
            lasts=self.lasts.to(device), links=self.links, words=self.words,
            layers={name: (rows.to(device), gold.to(device)) for name, (rows, gold) in self.layers.items()},
        )  # fmt: skip


def stacked(rows: Sequence[Window]) -> Batch:
    """Pad windows to one length."""
    pieces = max(len(row.ids) for row in rows)
    words = max(len(row.firsts) for row in rows)

    def padded(name: str, size: int) -> torch.Tensor:
        out = np.zeros((len(rows), size), dtype=np.int64)
        for number, row in enumerate(rows):
            values = getattr(row, name)
            out[number, : len(values)] = values
        return torch.from_numpy(out)

    layers = {}
    for name in sorted({name for row in rows for name in row.layers}):
        having = [number for number, row in enumerate(rows) if name in row.layers]
        first = rows[having[0]].layers[name]
        fill = np.nan if first.dtype == np.float32 else ABSENT
        gold = np.full((len(having), words, *first.shape[1:]), fill, dtype=first.dtype)
        for place, number in enumerate(having):
            values = rows[number].layers[name]
            gold[place, : len(values)] = values
        layers[name] = (torch.tensor(having), torch.from_numpy(gold))
    links = {number: row.links for number, row in enumerate(rows) if row.links}
    return Batch(
        ids=padded("ids", pieces), feats=padded("feats", pieces), firsts=padded("firsts", words),
        lasts=padded("lasts", words), layers=layers, links=links, words=sum(len(row.firsts) for row in rows),
    )  # fmt: skip


def endless(
    corpora: Mapping[str, tuple[Sequence[Document], float, tuple[int, int]]],
    speller: WordPiece,
    seed: int,
    pieces: int = PIECES_A_BATCH,
) -> Iterator[Batch]:
    """Yield training batches for ever, the same for the same seed.

    Args:
        corpora: Name -> documents, passes a round, least and most pieces a window (drawn anew for each document).
        speller: Makes pieces of words.
        seed: Of the order and the cuts.
        pieces: About so many a batch.
    """
    turn = 0
    while True:
        chance = random.Random(seed + turn)  # noqa: S311 -- not for secrets
        pool = [
            window
            for documents, passes, sizes in corpora.values()
            for document in _drawn(documents, passes, turn)
            for window in windows(document, speller, chance.randint(*sizes), chance)
        ]
        chance.shuffle(pool)
        yield from _cut(pool, chance, pieces)
        turn += 1


def _drawn(documents: Sequence[Document], passes: float, turn: int) -> Iterator[Document]:
    """Take each document `passes` times a round; of one part in so many, another part each round."""
    for _ in range(int(passes)):
        yield from documents
    part = passes - int(passes)
    if part > 0:
        rounds = max(1, round(1 / part))
        order = list(range(len(documents)))
        random.Random(turn // rounds).shuffle(order)  # noqa: S311 -- not for secrets
        for number in order[turn % rounds :: rounds]:
            yield documents[number]


def _cut(pool: list[Window], chance: random.Random, pieces: int) -> Iterator[Batch]:
    size = sum(len(window.ids) for window in pool)
    rows = max(1, len(pool) * pieces * POOL // max(1, size))
    for start in range(0, len(pool), rows):
        part = sorted(pool[start : start + rows], key=lambda window: len(window.ids))
        groups: list[list[Window]] = [[]]
        for window in part:
            if groups[-1] and (len(groups[-1]) + 1) * len(window.ids) > pieces:
                groups.append([])
            groups[-1].append(window)
        chance.shuffle(groups)
        for group in groups:
            yield stacked(group)
