"""What each head is taught with; every loss is a sum over words, so that heads weigh as the words they label."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch.nn import functional as F  # noqa: N812 -- torch's own name for it

from training.labels import WAR
from training.network import distance
from training.windows import ABSENT

if TYPE_CHECKING:
    from training.batches import Batch
    from training.network import Network

WEIGHTS = {
    "upos": 1.0, "starts": 0.5, "arcs": 1.0, "relations": 1.0, "attribution": 2.0, "link": 0.5, "news": 1.0, "war": 1.0,
    "style": 0.1, "certainty": 2.0,
}  # fmt: skip


def losses(network: Network, batch: Batch) -> dict[str, torch.Tensor]:
    """Return the summed loss of every head that the batch can teach; missing heads are left out."""
    h = network.drop(network.encode(batch.ids, batch.feats, batch.firsts, batch.lasts))
    found: dict[str, torch.Tensor] = {}
    for name in ("upos", "starts"):
        if name in batch.layers:
            rows, gold = batch.layers[name]
            found[name] = _cross(network.tags[name](h[rows]), gold)
    for name in ("attribution", "news"):
        if name in batch.layers:
            rows, gold = batch.layers[name]
            scores = network.tags[name](h[rows])
            found[name] = chain_loss(scores, gold, getattr(network, f"{name}_steps"))
    if "war" in batch.layers:
        rows, gold = batch.layers["war"]
        scores = network.tags["war"](h[rows]).unflatten(-1, (len(WAR), 5))
        found["war"] = _cross(scores, gold)
    if "style" in batch.layers:
        rows, gold = batch.layers["style"]
        found["style"] = _style_loss(network.tags["style"](h[rows]).squeeze(-1), gold)
    if "heads" in batch.layers:
        found |= _tree_losses(network, batch, h)
    if "certainty" in batch.layers:
        found["certainty"] = _certainty_loss(network, batch, h)
    if batch.links:
        found["link"] = _link_loss(network, batch, h)
    return found


def _style_loss(scores: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
    """Cross-entropy of each window's mean score, as the run time pools it, times its words."""
    kept = gold >= 0
    words = kept.sum(1)
    pooled = (scores * kept).sum(1) / words
    return (words * F.binary_cross_entropy_with_logits(pooled, gold[:, 0].float(), reduction="none")).sum()


def _cross(scores: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
    return F.cross_entropy(scores.flatten(0, -2), gold.flatten(), ignore_index=ABSENT, reduction="sum")


def chain_loss(scores: torch.Tensor, gold: torch.Tensor, steps: torch.Tensor) -> torch.Tensor:
    """Return the negative log-likelihood of a linear chain, summed over rows.

    `scores` float[n, t, k]; `gold` int64[n, t], ABSENT after a row's end; `steps` float[k, k] from, to.
    """
    kept = gold >= 0
    tags = gold.clamp(min=0)
    chosen = scores.gather(2, tags[:, :, None]).squeeze(2)
    path = (chosen * kept).sum() + (steps[tags[:, :-1], tags[:, 1:]] * kept[:, 1:]).sum()
    power = steps.exp()
    forward = scores[:, 0]
    for t in range(1, scores.shape[1]):
        top = forward.max(1, keepdim=True).values
        onward = ((forward - top).exp() @ power).clamp(min=1e-30).log() + top + scores[:, t]
        forward = torch.where(kept[:, t, None], onward, forward)
    return forward.logsumexp(1).sum() - path


def _tree_losses(network: Network, batch: Batch, h: torch.Tensor) -> dict[str, torch.Tensor]:
    rows, heads = batch.layers["heads"]
    _, relations = batch.layers["relations"]
    _, starts = batch.layers["starts"]
    own = h[rows]
    sentence = starts.clamp(min=0).cumsum(1)
    apart = sentence[:, :, None] != sentence[:, None, :]
    apart |= (heads < 0)[:, None, :] & (starts < 0)[:, None, :]
    scores = network.arcs(own).masked_fill(apart, -1e4)
    index = heads.clamp(min=0)[:, :, None].expand(-1, -1, network.relation_governor.out_features)
    both = network.relation_dependent(own) + network.relation_governor(own).gather(1, index)
    labels = network.relation(network.drop(F.relu(both)))
    return {"arcs": _cross(scores, heads), "relations": _cross(labels, torch.where(heads >= 0, relations, ABSENT))}


def _certainty_loss(network: Network, batch: Batch, h: torch.Tensor) -> torch.Tensor:
    rows, gold = batch.layers["certainty"]
    _, scale = batch.layers["scale"]
    kept = ~gold.isnan()
    value = network.sure(h[rows][kept]).squeeze(-1)
    value = torch.where(scale[kept] == 1, value * network.scale[0] + network.scale[1], value)
    return F.smooth_l1_loss(value, gold[kept], beta=0.3, reduction="sum")


def _link_loss(network: Network, batch: Batch, h: torch.Tensor) -> torch.Tensor:
    """Cross-entropy of the right cue among those of the window, marginal where a span serves several cues."""
    total = h.new_zeros(())
    for row, pairs in batch.links.items():
        spans = sorted({pair[:2] for pair in pairs})
        cues = sorted({pair[2:] for pair in pairs})
        scores = link_scores(network, h[row], spans, cues).log_softmax(-1)
        right = torch.full_like(scores, -1e4)
        for pair in pairs:
            right[spans.index(pair[:2]), cues.index(pair[2:])] = 0.0
        total = total - (scores + right).logsumexp(-1).sum()
    return total


def link_scores(
    network: Network, h: torch.Tensor, spans: list[tuple[int, int]], cues: list[tuple[int, int]]
) -> torch.Tensor:
    """Return float[spans, cues] for one row of word vectors, float[t, 384]; both lists hold first and last words."""
    s = torch.tensor(spans, device=h.device)
    c = torch.tensor(cues, device=h.device)
    left = (network.link_span(h[s[:, 0]]) + network.link_span(h[s[:, 1]])) * 0.5
    right = (network.link_cue(h[c[:, 0]]) + network.link_cue(h[c[:, 1]])) * 0.5
    before = s[:, 1, None] - c[None, :, 0]
    after = s[:, 0, None] - c[None, :, 1]
    delta = torch.where(before < 0, before, after.clamp(min=0))
    both = F.relu(left[:, None] + right[None] + network.link_distance(distance(delta)))
    return network.link(both).squeeze(-1)
