"""UW, MEANTIME and UDS-It-Happened: how certain an event is, -3 to 3, one predicate word at a time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CORPORA = ("uw", "meantime", "uds_ih2")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldCertainty:
    """A tokenised sentence; `targets` are (first word, word after the last, certainty)."""

    words: tuple[str, ...]
    targets: tuple[tuple[int, int, float], ...]


def sentences(path: Path) -> tuple[GoldCertainty, ...]:
    """Read one file of JSON Lines, in its order."""
    found = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            row = json.loads(line)
            targets = [(*target["span1"], float(target["label"])) for target in row["targets"]]
            found.append(GoldCertainty(words=tuple(row["text"].split(" ")), targets=tuple(targets)))
    return tuple(found)
