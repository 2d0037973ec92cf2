"""ECB+ (corpora/coreference): tokenised news documents and event mentions with the chains that they belong to."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One gold mention of an event; equal chains mean one event, within a document or across."""

    document: str
    sentence: int
    tokens: tuple[int, ...]
    chain: str
    text: str

    @property
    def topic(self) -> str:
        """The topic folder of its document: `2` of `2_11ecb`."""
        return self.document.split("_")[0]


Sentences = dict[int, dict[int, str]]
"""Tokens by their number, by the number of the sentence."""


def mentions(path: Path) -> tuple[Mention, ...]:
    """Read the gold mentions in the order of their file."""
    return tuple(
        Mention(
            document=row["doc_id"],
            sentence=row["sent_id"],
            tokens=tuple(row["tokens_number"]),
            chain=row["coref_chain"],
            text=row["tokens_str"],
        )
        for row in json.loads(path.read_text("utf-8"))
    )


def documents(path: Path) -> dict[str, Sentences]:
    """Read the documents' tokens from the column format."""
    found: dict[str, Sentences] = defaultdict(lambda: defaultdict(dict))
    for line in path.read_text("utf-8").split("\n"):
        cells = line.split("\t")
        if len(cells) == 5:  # noqa: PLR2004  # document, sentence, token, word, chain
            found[cells[0]][int(cells[1])][int(cells[2])] = cells[3]
    return dict(found)
