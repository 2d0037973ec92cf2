"""The training run: one pass of warm-up and linear decay, resumable, every checkpoint usable."""

from __future__ import annotations

import json
import logging
import sys
import time
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

import torch
import torch.distributed as together
from torch import multiprocessing

from firsthand.read.reader.wordpiece import WordPiece
from training.batches import PIECES_A_BATCH, endless
from training.losses import WEIGHTS, losses
from training.network import Network, load_base
from training.prepare import corpora

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from training.batches import Batch

LOG = logging.getLogger(__name__)
BODY_RATE, HEAD_RATE = 2e-4, 8e-4
AVERAGE = 0.995
"""Of the old, a step, in the running average of the weights, which is what is exported."""
COARSE = 0.6
"""Share of the run after which the network trains with the rounding of int8."""
WARM_UP = 0.06
POSITIONS = 256
CHECKPOINT_SECONDS = 240.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """A training run; it ends after `minutes` of training or `steps`, whichever comes first."""

    data: Path
    base: Path
    out: Path
    minutes: float = 75.0
    steps: int = 1_000_000
    seed: int = 1
    threads: int = 1
    """Of each worker."""
    workers: int = 2
    """On the CPU: processes that share each step; on a busy machine they wait for each other less than threads do."""
    device: str = "cpu"
    open_only: bool = False
    mix: str = "first"
    start: Path | None = None
    """A checkpoint whose weights a new run starts from, with a fresh optimiser."""
    pieces: int = PIECES_A_BATCH
    """A step, over all workers."""
    rate: float = 1.0
    """Factor on both learning rates."""


def train(options: Options) -> Path:
    """Train, or go on from `out/checkpoint.pt`; returns the path of the last checkpoint."""
    options.out.mkdir(parents=True, exist_ok=True)
    meeting = options.out / "meeting"
    meeting.unlink(missing_ok=True)
    if options.device != "cpu":
        options = replace(options, workers=1)
    multiprocessing.spawn(_worker, args=(options, meeting.resolve()), nprocs=options.workers)
    return options.out / "checkpoint.pt"


def _worker(rank: int, options: Options, meeting: Path) -> None:
    """Run one of the processes: each reads its own batches, all take the same steps."""
    level = logging.INFO if rank == 0 else logging.WARNING
    logging.basicConfig(level=level, format="%(asctime)s %(message)s", stream=sys.stderr)
    together.init_process_group("gloo", init_method=f"file://{meeting}", rank=rank, world_size=options.workers)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed + rank)
    torch.set_flush_denormal(True)
    speller = WordPiece((options.base / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1])
    found, relations = corpora(options.data, open_only=options.open_only, mix=options.mix)
    network = Network(len(speller), POSITIONS, len(relations)).to(options.device)
    load_base(network, options.base / "model.safetensors")
    if options.start is not None:
        state = torch.load(options.start, map_location=options.device, weights_only=True)
        network.load_state_dict(state.get("average", state["network"]))
    optimiser = _optimiser(network, options.rate)
    step, elapsed, average = _resumed(options, network, optimiser)
    mix = {name: (corpus.documents, corpus.passes, corpus.sizes) for name, corpus in found.items()}
    batches = islice(
        endless(mix, speller, options.seed, options.pieces // options.workers), rank, None, options.workers
    )
    for _ in range(step):
        next(batches)
    run = Run(network=network, optimiser=optimiser, relations=relations, step=step, elapsed=elapsed, average=average)
    _run(options, run, batches)
    together.destroy_process_group()


@dataclass(slots=True, kw_only=True)
class Run:
    """Where a run stands: all that a checkpoint keeps."""

    network: Network
    optimiser: torch.optim.Optimizer
    relations: tuple[str, ...]
    step: int
    elapsed: float
    """Seconds of training, pauses between calls not counted."""
    average: dict[str, torch.Tensor]
    """Running average of every weight that is trained."""


def _run(options: Options, run: Run, batches: Iterator[Batch]) -> None:
    run.network.train()
    totals: dict[str, list[float]] = {}
    began, saved, pieces = time.monotonic() - run.elapsed, run.elapsed, 0
    while True:
        run.elapsed = time.monotonic() - began
        progress = _agreed(max(run.elapsed / (60 * options.minutes), run.step / options.steps))
        if progress >= 1 or run.elapsed - saved > CHECKPOINT_SECONDS:
            if together.get_rank() == 0:
                _save(options, run, done=progress >= 1)
            saved = run.elapsed
        if progress >= 1:
            return
        if progress > COARSE:
            run.network.coarsen()
        batch = next(batches).to(options.device)
        pieces += batch.ids.numel()
        for name, value in _step(run, batch, progress).items():
            totals.setdefault(name, []).append(value)
        if run.step % 25 == 0:
            shown = " ".join(f"{name} {sum(values) / len(values):.3f}" for name, values in sorted(totals.items()))
            speed = pieces / (time.monotonic() - began)
            LOG.info("%5d %5.1f min %.3f %5.0f/s  %s", run.step, run.elapsed / 60, progress, speed, shown)
            totals.clear()


def _step(run: Run, batch: Batch, progress: float) -> dict[str, float]:
    """Learn from one batch; returns each head's loss a word."""
    for group in run.optimiser.param_groups:
        group["lr"] = group["top"] * min(progress / WARM_UP, (1 - progress) / (1 - WARM_UP))
    parts = losses(run.network, batch)
    loss = torch.stack([WEIGHTS[name] * part for name, part in parts.items()]).sum() / batch.words
    loss.backward()
    _share(run.network)
    torch.nn.utils.clip_grad_norm_(run.network.parameters(), 1.0)
    run.optimiser.step()
    run.optimiser.zero_grad(set_to_none=True)
    run.step += 1
    keep = min(AVERAGE, run.step / (run.step + 10))
    with torch.no_grad():
        for name, value in run.network.named_parameters():
            if value.requires_grad:
                run.average[name].lerp_(value, 1 - keep)
    return {name: part.item() / batch.words for name, part in parts.items()}


def _agreed(value: float) -> float:
    """Return the first worker's value, in all of them."""
    held = torch.tensor([value], dtype=torch.float64)
    together.broadcast(held, 0)
    return float(held.item())


def _share(network: Network) -> None:
    """Replace every gradient by the mean over the workers."""
    own = [p for p in network.parameters() if p.requires_grad]
    flat = torch.cat([(torch.zeros_like(p) if p.grad is None else p.grad).flatten() for p in own])
    together.all_reduce(flat)
    flat /= together.get_world_size()
    for parameter, part in zip(own, flat.split([p.numel() for p in own]), strict=True):
        parameter.grad = part.view_as(parameter)


def _optimiser(network: Network, rate: float) -> torch.optim.AdamW:
    groups = []
    for top, chosen in ((BODY_RATE, True), (HEAD_RATE, False)):
        mine = [(n, p) for n, p in network.named_parameters() if p.requires_grad and _is_body(n) == chosen]
        for decay, wanted in ((0.01, True), (0.0, False)):
            part = [p for n, p in mine if (p.ndim > 1 and "_steps" not in n) == wanted]
            groups.append({"params": part, "top": top * rate, "lr": 0.0, "weight_decay": decay})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def _is_body(name: str) -> bool:
    return name.startswith(("layers.", "norm.", "piece.", "position."))


def _resumed(
    options: Options, network: Network, optimiser: torch.optim.Optimizer
) -> tuple[int, float, dict[str, torch.Tensor]]:
    path = options.out / "checkpoint.pt"
    if not path.exists():
        return 0, 0.0, {n: p.detach().clone() for n, p in network.named_parameters() if p.requires_grad}
    state = torch.load(path, map_location=options.device, weights_only=True)
    network.load_state_dict(state["network"])
    optimiser.load_state_dict(state["optimiser"])
    average = {
        name: state["average"][name].to(options.device) for name, p in network.named_parameters() if p.requires_grad
    }
    return int(state["step"]), float(state["elapsed"]), average


def _save(options: Options, run: Run, *, done: bool) -> None:
    path = options.out / "checkpoint.pt"
    state = {
        "network": run.network.state_dict(), "average": run.network.state_dict() | run.average,
        "optimiser": run.optimiser.state_dict(), "step": run.step,
        "elapsed": run.elapsed, "relations": list(run.relations), "done": done,
    }  # fmt: skip
    torch.save(state, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)
    (options.out / "progress.json").write_text(
        json.dumps({"step": run.step, "minutes": run.elapsed / 60, "done": done}), encoding="utf-8"
    )
