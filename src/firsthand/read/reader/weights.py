"""The shipped weights: one archive with the network, its small heads, its vocabulary and its label table."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from firsthand.core.errors import BrokenData
from firsthand.read.reader.wordpiece import WordPiece

if TYPE_CHECKING:
    import onnxruntime

Floats = NDArray[np.float32]

ARCHIVE = "reader.zip"
SEAL = "reader.sha256"
"""Name of the file beside the archive that holds its SHA-256 in hexadecimal digits."""

_ARRAYS = ("relation.weight", "relation.bias", "link.weight", "link.bias", "link_distance.weight", "attribution_steps",
           "news_steps")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """All that the reader knows from training."""

    session: onnxruntime.InferenceSession
    speller: WordPiece
    columns: dict[str, slice]
    """Where each head's scores stand in the network's output `tags`."""
    kinds: dict[str, tuple[str, ...]]
    """What each head's columns mean, e.g. `news`: `O`, `B-PERSON`, ..."""
    relations: tuple[str, ...]
    arrays: dict[str, Floats]
    longest: int
    """Most pieces that a window may have."""
    threads: int = 1
    """Windows that are read at once; one session serves them all, on one thread each."""


def shipped() -> Path:
    """Return the path of the archive in the package."""
    return Path(str(files("firsthand.data").joinpath(ARCHIVE)))


def load(path: Path | None = None, *, threads: int = 0) -> Weights:
    """Read an archive; the shipped one must match its seal.

    Args:
        path: Another archive than the shipped one; its hash is not checked.
        threads: Windows that are read at once; 0 is one a core.

    Raises:
        BrokenData: The archive is missing, altered or incomplete.

    Cost: about 0.2 s, 23 MB read.
    """
    import onnxruntime  # noqa: PLC0415 -- 0.1 s: only when something is read

    where = path or shipped()
    if not where.exists():
        raise BrokenData(str(where), "the reader's weights are missing")
    raw = where.read_bytes()
    if path is None and hashlib.sha256(raw).hexdigest() != where.with_name(SEAL).read_text(encoding="utf-8").strip():
        raise BrokenData(str(where), f"the bytes do not match {SEAL}")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            table: dict[str, Any] = json.loads(archive.read("labels.json"))
            arrays = {name: np.load(io.BytesIO(archive.read(f"{name}.npy"))) for name in _ARRAYS}
            vocabulary = archive.read("vocab.txt").decode("utf-8").split("\n")[:-1]
            network = archive.read("model.onnx")
    except (zipfile.BadZipFile, KeyError, ValueError) as fault:
        raise BrokenData(str(where), f"no archive of weights ({fault})") from fault
    session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    columns, kinds, at = {}, {}, 0
    for name, labels in table["columns"]:
        columns[name] = slice(at, at + len(labels))
        kinds[name] = tuple(labels)
        at += len(labels)
    return Weights(
        session=session, speller=WordPiece(vocabulary), columns=columns, kinds=kinds, arrays=arrays,
        threads=threads or os.cpu_count() or 1, relations=tuple(table["relations"]), longest=int(table["positions"]),
    )  # fmt: skip
