"""The network: a MiniLM encoder with a case feature, and one small head a question."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812 -- torch's own name for it

from firsthand.read.reader.wordpiece import FEATURES
from training.labels import NEWS, ROLES, UPOS, WAR, bioes

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, DEPTH, HEADS, INNER = 384, 6, 12, 1536
ARC, RELATION, LINK = 256, 192, 192
DISTANCES = 24
EXACT = 4
"""Distances below this many words have a bucket of their own."""


class Linear(nn.Linear):
    """A linear map that can be taught to bear int8: rounded as the exported graph rounds it.

    Weights to 7 bits by output, activations to 8 bits by window; gradients pass straight through the rounding.
    Source: Jacob et al. 2018, arXiv:1712.05877.
    """

    coarse = False

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Map float[..., in] to float[..., out]."""
        if not self.coarse or not self.training or not x.numel():
            return super().forward(x)
        with torch.no_grad():
            low, high = x.flatten(1).amin(1).clamp(max=0.0), x.flatten(1).amax(1).clamp(min=0.0)
            step = ((high - low) / 255).clamp(min=1e-8)
            zero = (-low / step).round().to(torch.int32)
            size = (self.weight.abs().amax(1) / 64).clamp(min=1e-8)
            middle = torch.zeros_like(size, dtype=torch.int32)
        x = torch.fake_quantize_per_channel_affine(x, step, zero, 0, 0, 255)
        weight = torch.fake_quantize_per_channel_affine(self.weight, size, middle, 0, -64, 64)
        return F.linear(x, weight, self.bias)


class Layer(nn.Module):
    """One transformer layer, as BERT has it (normalised after the sum)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.mix = Linear(WIDTH, 3 * WIDTH)
        self.out = Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide = Linear(WIDTH, INNER)
        self.narrow = Linear(INNER, WIDTH)
        self.last = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor, blank: torch.Tensor) -> torch.Tensor:
        """Map float[n, t, 384] to the same; `blank` is added to the attention scores, float[n, 1, 1, t]."""
        n, t, _ = x.shape
        q, k, v = self.mix(x).view(n, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        score = (q * (WIDTH // HEADS) ** -0.5) @ k.transpose(-1, -2) + blank
        seen = (score.softmax(-1) @ v).transpose(1, 2).reshape(n, t, WIDTH)
        x = self.norm(x + self.drop(self.out(seen)))
        return self.last(x + self.drop(self.narrow(F.gelu(self.wide(x)))))


class Network(nn.Module):
    """Encoder and heads; `forward` gives what is exported, by word."""

    def __init__(self, pieces: int, positions: int, relations: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.piece = nn.Embedding(pieces, WIDTH)
        self.position = nn.Embedding(positions, WIDTH)
        self.feature = nn.Embedding(FEATURES, WIDTH)
        nn.init.zeros_(self.feature.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(DEPTH))
        self.tags = nn.ModuleDict(
            {
                "upos": Linear(WIDTH, len(UPOS)),
                "starts": Linear(WIDTH, 2),
                "attribution": Linear(WIDTH, len(bioes(ROLES))),
                "news": Linear(WIDTH, len(bioes(NEWS))),
                "war": Linear(WIDTH, 5 * len(WAR)),
                "style": Linear(WIDTH, 1),
            }
        )
        self.sure = nn.Sequential(Linear(WIDTH, 128), nn.ReLU(), nn.Dropout(dropout), nn.Linear(128, 1))
        self.scale = nn.Parameter(torch.tensor([1.0, 0.0]))
        self.dependent = Linear(WIDTH, ARC)
        self.governor = Linear(WIDTH, ARC)
        self.arc = Linear(ARC, ARC, bias=False)
        self.arc_bias = nn.Linear(ARC, 1)
        self.relation_dependent = Linear(WIDTH, RELATION)
        self.relation_governor = Linear(WIDTH, RELATION, bias=False)
        self.relation = nn.Linear(RELATION, relations)
        self.link_span = Linear(WIDTH, LINK)
        self.link_cue = Linear(WIDTH, LINK, bias=False)
        self.link_distance = nn.Embedding(DISTANCES, LINK)
        nn.init.zeros_(self.link_distance.weight)
        self.link = nn.Linear(LINK, 1)
        for name, kinds in (("attribution", bioes(ROLES)), ("news", bioes(NEWS))):
            self.register_parameter(f"{name}_steps", nn.Parameter(allowed(kinds)))

    def coarsen(self) -> None:
        """From here on, train with the rounding of the int8 export."""
        for part in self.modules():
            if isinstance(part, Linear):
                part.coarse = True

    def encode(self, ids: torch.Tensor, feats: torch.Tensor, firsts: torch.Tensor, lasts: torch.Tensor) -> torch.Tensor:
        """Return one vector a word: the mean of its first and last piece, float[n, words, 384]."""
        blank = (ids == 0).to(torch.float32)[:, None, None, :] * -1e4
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.piece(ids) + self.position(places)[None] + self.feature(feats)))
        for layer in self.layers:
            x = layer(x, blank)
        index = firsts[:, :, None].expand(-1, -1, WIDTH)
        other = lasts[:, :, None].expand(-1, -1, WIDTH)
        return (x.gather(1, index) + x.gather(1, other)) * 0.5

    def arcs(self, h: torch.Tensor) -> torch.Tensor:
        """Return scores float[n, dependent, governor]; a word as its own governor is the root."""
        dependent, governor = F.relu(self.dependent(h)), F.relu(self.governor(h))
        return self.arc(dependent) @ governor.transpose(1, 2) * ARC**-0.5 + self.arc_bias(governor).transpose(1, 2)

    def forward(self, ids: torch.Tensor, feats: torch.Tensor, firsts: torch.Tensor, lasts: torch.Tensor) -> tuple:
        """Return what the run time needs, in the order of training.export.OUTPUTS."""
        h = self.encode(ids, feats, firsts, lasts)
        tags = torch.cat([self.tags[name](h) for name in self.tags] + [self.sure(h)], dim=-1)
        halves = torch.cat(
            [self.relation_dependent(h), self.relation_governor(h), self.link_span(h), self.link_cue(h)], dim=-1
        )
        return tags, self.arcs(h), halves


def allowed(kinds: tuple[str, ...]) -> torch.Tensor:
    """Return the score of each step between two BIOES tags, float[from, to]: 0, or -10 where the two cannot follow."""
    steps = torch.zeros(len(kinds), len(kinds))
    for i, a in enumerate(kinds):
        for j, b in enumerate(kinds):
            is_open = a[0] in "BI"
            goes_on = b[0] in "IE"
            if is_open != goes_on or (is_open and a[2:] != b[2:]):
                steps[i, j] = -10.0
    return steps


def distance(delta: torch.Tensor) -> torch.Tensor:
    """Bucket signed word distances (span start minus cue start) into 0 to 23."""
    size = delta.abs().to(torch.float32)
    far = EXACT + (torch.log2(size.clamp(min=EXACT) / EXACT) * 2).floor()
    bucket = torch.where(size < EXACT, size, far).clamp(max=11)
    return (bucket + torch.where(delta < 0, 12, 0)).to(torch.int64)


def base_weights(path: Path) -> dict[str, np.ndarray]:
    """Read a safetensors file: an 8-byte length, a JSON table, raw little-endian arrays."""
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    table = json.loads(raw[8 : 8 + size])
    kinds = {"F32": np.float32, "I64": np.int64, "F16": np.float16}
    return {
        name: np.frombuffer(
            raw[8 + size + row["data_offsets"][0] : 8 + size + row["data_offsets"][1]], dtype=kinds[row["dtype"]]
        ).reshape(row["shape"])
        for name, row in table.items()
        if name != "__metadata__"
    }


def load_base(network: Network, path: Path) -> None:
    """Fill the encoder with MiniLM's weights; the embeddings of pieces and positions are frozen."""
    raw = {name.removeprefix("bert."): torch.tensor(np.array(value)) for name, value in base_weights(path).items()}
    state = network.state_dict()
    kind = raw["embeddings.token_type_embeddings.weight"][0]
    state["piece.weight"] = raw["embeddings.word_embeddings.weight"]
    state["position.weight"] = raw["embeddings.position_embeddings.weight"][: len(state["position.weight"])] + kind
    state["norm.weight"], state["norm.bias"] = raw["embeddings.LayerNorm.weight"], raw["embeddings.LayerNorm.bias"]
    for number in range(DEPTH):
        there, here = f"encoder.layer.{number}.", f"layers.{number}."
        for end in ("weight", "bias"):
            parts = [raw[f"{there}attention.self.{part}.{end}"] for part in ("query", "key", "value")]
            state[f"{here}mix.{end}"] = torch.cat(parts)
            for new, old in (
                ("out", "attention.output.dense"), ("norm", "attention.output.LayerNorm"),
                ("wide", "intermediate.dense"), ("narrow", "output.dense"), ("last", "output.LayerNorm"),
            ):  # fmt: skip
                state[f"{here}{new}.{end}"] = raw[f"{there}{old}.{end}"]
    network.load_state_dict(state)
    network.piece.weight.requires_grad_(False)  # noqa: FBT003 -- torch's signature
    network.position.weight.requires_grad_(False)  # noqa: FBT003
