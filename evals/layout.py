"""Where corpora lie below the folder that is given, and which of their parts are held out."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

DEV = "dev"
TRAIN = "train"
TRAINED_ON = Path(__file__).with_name("trained_on.txt")
"""Digests of the documents that the shipped weights have seen, of corpora that come without a split of their own."""


def corpora(data: Path) -> Path:
    """Return the folder of corpora: `data/corpora` where there is one, else `data` itself."""
    return data / "corpora" if (data / "corpora").is_dir() else data


def parts(folders: Iterable[Path]) -> tuple[str, ...]:
    """Return the names of the parts that are not trained on (`dev`, `test`, ...), the development part first.

    A part is a file (`test.jsonl`) or a folder (`test/`) of a corpus; everything in a corpus is one but `train`.
    """
    found = {path.name.split(".")[0] for folder in folders if folder.is_dir() for path in folder.iterdir()}
    given = {name for name in found if name in (DEV, "test") or name.startswith(("dev", "test", "held"))}
    return tuple(sorted(given - {TRAIN}, key=lambda name: (name != DEV, name)))


def digest(name: str) -> str:
    """Return what stands for a document in the list of those trained on."""
    return hashlib.sha256(name.encode()).hexdigest()[:12]


@cache
def trained_on() -> frozenset[str]:
    """Return the digests of the names of documents that the shipped weights were trained on."""
    return frozenset(TRAINED_ON.read_text("utf-8").split())
