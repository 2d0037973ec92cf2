"""Truth discovery on book authors and city populations: `python -m evals truth --data DIR` prints one JSON line last.

Every method sees the same values of the same sources. A book is right if the surnames of its authors are all and only
those of the truth; a population if the figure is.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from evals.loaders.truth import books, fit_of_numbers, fit_of_sets, populations
from evals.truth_baselines import BASELINES
from firsthand.weigh.discovery import discovered


def accuracy(best: Mapping[str, object], truth: Mapping[str, object]) -> float:
    """Return the share of known things whose value is right; a thing that nobody tells of is left out."""
    known = [thing for thing in truth if thing in best]
    return sum(best[thing] == truth[thing] for thing in known) / max(1, len(known))


def figures(folder: Path) -> dict[str, float]:
    """Return the accuracy of every method on both data sets."""
    found = {}
    for name, (told, truth), fit in (
        ("book", books(folder / "book"), fit_of_sets),
        ("population", populations(folder / "population"), fit_of_numbers),
    ):
        ours = {thing: values[0][0] for thing, values in discovered(told, fit).values.items()}
        found[f"{name}_ours"] = accuracy(ours, truth)
        for method, baseline in BASELINES.items():
            found[f"{name}_{method}"] = accuracy(baseline(told, fit), truth)
    return found


def main(argv: Iterable[str] | None = None) -> int:
    """Print the figures, one JSON line last."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with corpora/, or corpora/ itself")
    asked = parser.parse_args(list(argv) if argv is not None else None)
    folder = next(f for f in (asked.data / "corpora" / "truth", asked.data / "truth") if f.is_dir())
    found = figures(folder)
    for key, value in found.items():
        print(f"{key:36s} {value:.4f}")
    print(json.dumps({"eval": "truth", **{k: round(v, 4) for k, v in found.items()}}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
