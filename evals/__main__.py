"""`python -m evals NAME ...`: measure one part of firsthand against public data."""

from __future__ import annotations

import sys
from importlib import import_module

NAMES = ("reader", "when", "where", "claims", "trace", "weigh", "truth", "events", "brief")


def main(argv: list[str]) -> int:
    """Hand the arguments to `evals/NAME.py`; returns its exit code, or 2 for an unknown name."""
    if not argv or argv[0] not in NAMES:
        print(f"python -m evals {{{','.join(NAMES)}}} ...", file=sys.stderr)
        return 2
    return int(import_module(f"evals.{argv[0]}").main(argv[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
