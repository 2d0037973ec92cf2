"""A checkpoint -> one archive of weights: the int8 model, the small float heads, the vocabulary and the label table."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import torch

from training.graph import model
from training.labels import NEWS, ROLES, UPOS, WAR, bioes
from training.train import POSITIONS

if TYPE_CHECKING:
    from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
SMALL = ("relation.weight", "relation.bias", "link.weight", "link.bias", "link_distance.weight", "attribution_steps",
         "news_steps")  # fmt: skip


def export(checkpoint: Path, vocabulary: Path, target: Path, *, quantised: bool = True) -> str:
    """Write the archive in one move and return its SHA-256; the same checkpoint gives the same bytes."""
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    weights = {name: value.float().numpy() for name, value in state.get("average", state["network"]).items()}
    members = {
        "model.onnx": model(weights, quantised=quantised),
        "vocab.txt": vocabulary.read_bytes(),
        "labels.json": json.dumps(_labels(state), indent=1, sort_keys=True).encode(),
        **{f"{name}.npy": _array(weights[name]) for name in SMALL},
    }
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content)
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_suffix(".new")
    new.write_bytes(raw.getvalue())
    new.replace(target)
    return hashlib.sha256(raw.getvalue()).hexdigest()


def _labels(state: dict[str, object]) -> dict[str, object]:
    columns = {
        "upos": UPOS, "starts": ("no", "yes"), "attribution": bioes(ROLES), "news": bioes(NEWS),
        "war": tuple(f"{mark}-{kind}" for kind in WAR for mark in "OBIES"), "style": ("war",), "certainty": ("value",),
    }  # fmt: skip
    return {
        "columns": [[name, list(kinds)] for name, kinds in columns.items()], "relations": state["relations"],
        "positions": POSITIONS, "steps": state["step"],
    }  # fmt: skip


def _array(value: np.ndarray) -> bytes:
    raw = io.BytesIO()
    np.save(raw, value.astype(np.float32))
    return raw.getvalue()
