"""Fit the weights by which places are given to events: `python -m training.event_places --data DIR [--every N]`.

DIR holds `place/event-location/train.jsonl`. Prints precision, recall and F1 in five-fold cross-validation, then writes
the table `[events]` of data/where.toml anew. Logistic regression, Newton's method, a little ridge.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from evals.loaders.places import EventSentence, event_sentences
from firsthand.core.parse import Parse
from firsthand.read.gazetteer import gazetteer
from firsthand.read.reader import reader
from firsthand.read.where import toponyms
from firsthand.read.where_events import LEAST_CHANCE, LEAST_FOR_BEST, features

TABLE = Path(__file__).parent.parent / "src" / "firsthand" / "data" / "where.toml"
FOLDS = 5
SEEN_AT_LEAST = 8
RIDGE = 3.0
STEPS = 15
UNPLACED = 1.0
"""Weight of sentences without any place: the annotators left out many that have one.

Cross-validated on event-location: F1 of placed sentences flat to half a point for 0.3-1, F1 of all best at 1.
"""

Row = tuple[int, dict[str, float], bool]


def rows(sentences: Sequence[EventSentence], parses: Sequence[Parse]) -> tuple[list[Row], list[int]]:
    """Return (sentence, features, belongs) for each pair of event and place, and the places wanted in each sentence."""
    known = gazetteer()
    table: list[Row] = []
    wanted = []
    for number, (one, parse) in enumerate(zip(sentences, parses, strict=True)):
        gold = [span for span in one.places if span.end - span.start > 1]
        wanted.append(len(gold))
        named = toponyms(one.text, parse, known)
        for trigger in one.events[:1]:
            sentence = next((part for part in parse.sentences if part.start <= trigger.start < part.end), None)
            if sentence is None or not sentence.tokens:
                continue
            inside = [place for place in named if sentence.start <= place.start < sentence.end]
            for place in inside:
                belongs = any(place.start < span.end and span.start < place.end for span in gold)
                table.append((number, dict(features(trigger, place, one.text, sentence, inside)), belongs))
    return table, wanted


def fitted(table: Sequence[Row], names: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the weight of each named feature: float64[len(names)]."""
    design = matrix(table, names)
    target = np.array([belongs for _, _, belongs in table], float)
    placed = {number for number, _, belongs in table if belongs}
    counts = np.array([1.0 if number in placed else UNPLACED for number, _, _ in table])
    ridge = RIDGE * np.eye(len(names))
    ridge[0, 0] = 0.0
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-design @ weights))
        spread = counts * chance * (1 - chance) + 1e-6
        pull = design.T @ (counts * (target - chance)) - ridge @ weights
        weights += np.linalg.solve(design.T @ (design * spread[:, None]) + ridge, pull)
    return weights


def matrix(table: Sequence[Row], names: Sequence[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return the features of n rows: float64[n, len(names)]."""
    column = {name: number for number, name in enumerate(names)}
    design = np.zeros((len(table), len(names)))
    for number, (_, parts, _) in enumerate(table):
        for name, value in parts.items():
            if name in column:
                design[number, column[name]] = value
    return design


def main() -> None:
    """Fit, validate, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    root = options.data / "corpora" if (options.data / "corpora").is_dir() else options.data
    sentences = list(event_sentences(root / "place" / "event-location" / "train.jsonl"))[:: options.every]
    train(sentences, reader().parses([one.text for one in sentences]))


def train(sentences: Sequence[EventSentence], parses: Sequence[Parse]) -> None:
    """Cross-validate, fit on all, and write the table."""
    table, wanted = rows(sentences, parses)
    seen = Counter(name for _, parts, _ in table for name in parts)
    names = ["always", *sorted(name for name, count in seen.items() if count >= SEEN_AT_LEAST and name != "always")]
    chances = np.zeros(len(table))
    for fold in range(FOLDS):
        test = [number for number, row in enumerate(table) if row[0] % FOLDS == fold]
        weights = fitted([row for row in table if row[0] % FOLDS != fold], names)
        chances[test] = 1 / (1 + np.exp(-matrix([table[number] for number in test], names) @ weights))
    belongs = np.array([row[2] for row in table])
    top = np.zeros(len(table), bool)
    for number in {row[0] for row in table}:
        own = [place for place, row in enumerate(table) if row[0] == number]
        top[own[int(np.argmax(chances[own]))]] = True
    chosen = (chances >= LEAST_CHANCE) | (top & (chances >= LEAST_FOR_BEST))
    for title, kept in (
        ("all sentences", chosen),
        ("those with a place", chosen & np.array([wanted[row[0]] > 0 for row in table])),
    ):
        precision, recall = belongs[kept].mean(), belongs[kept].sum() / sum(wanted)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{title}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
    weights = fitted(table, names)
    lines = [f'"{name}" = {weight:.2f}' for name, weight in zip(names, weights, strict=True)]
    text = re.sub(r"\[events\]\n(?:\".*\n)*", "[events]\n" + "\n".join(lines) + "\n", TABLE.read_text(encoding="utf-8"))
    TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
