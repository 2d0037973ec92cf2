"""Fit the trees that score pairs of event mentions: `python -m training.event_pairs --data DIR`.

DIR holds `coreference/ecbplus` (or `corpora/coreference/ecbplus`). Only the train part is looked at: each topic is
scored by trees fitted on the topics of three other quarters, the second look is fitted on those scores, and so is the
shift of all log-odds. Writes evals/event_pairs.json. Takes twenty minutes of one core.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.boosting import Trees, fitted
from evals.event_mentions import Part, part
from evals.event_pairs import kept, met_elsewhere, pairs, second_look, seen, together
from evals.events import WEIGHTS, ecb, grouped, scored

Array = NDArray[np.float64]
QUARTERS = 4
NEGATIVES = 0.3
"""Share of the pairs that are not one event that trees are fitted on; the others' weight goes to these."""
SHIFTS = (-0.25, 0.0, 0.25, 0.5, 0.75, 1.0, 1.25)
FLAT = 0.002
"""Shifts within this of the best are as good: the middle one of them is taken."""


def main(argv: list[str] | None = None) -> int:
    """Fit, print the figures in cross-validation, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    folder = ecb(parser.parse_args(argv).data)
    train = part(folder, "Train")
    counts = seen(train)
    found = pairs(train, met_elsewhere(counts))
    right = together(train, found.of)
    quarter = _quarters(train, found.of)
    first = _crossed(found.rows, right, quarter)
    again = found.with_rows(second_look(train, found.of, first))
    second = _crossed(again.rows, right, quarter)
    shift = _shift(train, found.of, second)
    told = {
        "shift": shift,
        "first": _fitted(found.rows, right).told(),
        "second": _fitted(again.rows, right).told(),
        "words": kept(counts),
    }
    WEIGHTS.write_text(json.dumps(told, separators=(",", ":"), sort_keys=True), encoding="utf-8")
    print(f"shift {shift}, {WEIGHTS.stat().st_size} bytes")
    return 0


def _quarters(train: Part, of: tuple[tuple[int, int], ...]) -> NDArray[np.int64]:
    topics = sorted({int(t.mention.topic) for t in train.told})
    number = {topic: n % QUARTERS for n, topic in enumerate(topics)}
    return np.array([number[int(train.told[a].mention.topic)] for a, _ in of])


def _fitted(rows: Array, right: NDArray[np.bool_]) -> Trees:
    chosen = right | (np.random.default_rng(0).random(len(right)) < NEGATIVES)
    weights = np.where(right, 1.0, 1 / NEGATIVES)
    return fitted(rows[chosen], right[chosen], weights[chosen])


def _crossed(rows: Array, right: NDArray[np.bool_], quarter: NDArray[np.int64]) -> Array:
    """Return the log-odds of each pair by trees that have not seen its topic."""
    odds = np.zeros(len(rows))
    for n in range(QUARTERS):
        odds[quarter == n] = _fitted(rows[quarter != n], right[quarter != n]).scores(rows[quarter == n])
    return odds


def _shift(train: Part, of: tuple[tuple[int, int], ...], odds: Array) -> float:
    by = {shift: scored(train, grouped(train, of, odds + shift)).conll for shift in SHIFTS}
    for shift, conll in by.items():
        print(f"cross-validated, shift {shift:5.2f}: CoNLL F1 {100 * conll:.2f}")
    flat = [shift for shift, conll in by.items() if conll >= max(by.values()) - FLAT]
    return flat[len(flat) // 2]


if __name__ == "__main__":
    sys.exit(main())
