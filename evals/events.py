"""Events across documents on ECB+ with gold mentions: `python -m evals events --data DIR` prints one JSON line last.

Every pair of mentions gets log-odds from boosted trees, twice: once from words, arguments and documents, and once more
from what the first look says of the mentions around. `weigh.clusters`, which groups the claims of a pile, groups them.
The trees are fitted on the train part (`python -m training event_pairs`); the development part is only scored.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.boosting import trees
from evals.coreference import Scores, scores
from evals.event_mentions import Part, part
from evals.event_pairs import Pairs, groups_of, met_before, pairs, second_look
from firsthand.weigh.clusters import clusters

Array = NDArray[np.float64]
WEIGHTS = Path(__file__).parent / "event_pairs.json"
ONE_STORY = 0.15  # likeness at which the lemma baseline groups documents; best of 0.09-0.22 on the train part


def grouped(part_: Part, of: Sequence[tuple[int, int]], log_odds: Array) -> dict[int, int]:
    """Return the group of each mention, by `weigh.clusters` on the pairs' log-odds."""
    told = {pair: float(w) for pair, w in zip(of, log_odds, strict=True)}
    groups = clusters(len(part_.told), told)
    return {k: n for n, group in enumerate(groups) for k in group}


def by_lemma(part_: Part) -> dict[int, tuple[int, str]]:
    """Return the usual baseline's groups: one head lemma in documents that are grouped as one story."""
    story = groups_of(part_, ONE_STORY)
    return {k: (story[t.mention.document], t.head) for k, t in enumerate(part_.told)}


def looked_at_twice(part_: Part, found: Pairs, weights: Mapping[str, Any]) -> Array:
    """Return the log-odds [pairs] of the second look."""
    first = trees(weights["first"]).scores(found.rows)
    again = found.with_rows(second_look(part_, found.of, first))
    return trees(weights["second"]).scores(again.rows) + float(weights["shift"])


def scored(part_: Part, told: Mapping[int, Any]) -> Scores:
    """Return the scores of some groups against the gold chains."""
    return scores(part_.chains, told)


def figures(folder: Path) -> dict[str, float]:
    """Return CoNLL F1 and its parts on the development part, of the trees and of the lemma baseline."""
    weights = json.loads(WEIGHTS.read_text("utf-8"))
    dev = part(folder, "Dev")
    found = pairs(dev, met_before(weights["words"]))
    ours = scored(dev, grouped(dev, found.of, looked_at_twice(dev, found, weights)))
    once = scored(dev, grouped(dev, found.of, trees(weights["first"]).scores(found.rows) + float(weights["shift"])))
    plain = scored(dev, by_lemma(dev))
    return {
        "conll": 100 * ours.conll,
        "muc": 100 * ours.muc[2],
        "b_cubed": 100 * ours.b_cubed[2],
        "ceaf_e": 100 * ours.ceaf_e[2],
        "first_look_conll": 100 * once.conll,
        "lemma_conll": 100 * plain.conll,
        "mentions": len(dev.told),
    }


def ecb(data: Path) -> Path:
    """Return the folder of ECB+ below a data folder, or below its `corpora`."""
    places = (data / "corpora" / "coreference" / "ecbplus", data / "coreference" / "ecbplus")
    return next(f for f in places if f.is_dir())


def main(argv: Iterable[str] | None = None) -> int:
    """Print the figures, one JSON line last."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with corpora/, or corpora/ itself")
    asked = parser.parse_args(list(argv) if argv is not None else None)
    found = figures(ecb(asked.data))
    for key, value in found.items():
        print(f"{key:24s} {value:.2f}")
    print(json.dumps({"eval": "events", **{k: round(v, 2) for k, v in found.items()}}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
