"""Fit the weights by which places are given to events: `python -m training.event_places --data DIR [--every N]`.

DIR holds `place/event-location/train.jsonl`. Prints precision, recall and F1 in five-fold cross-validation, then writes
the tables `[events]` and `[events_beside]` of data/where.toml anew. Logistic regression, Newton's method, a
little ridge.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evals.loaders.places import EventSentence, event_sentences
from firsthand.core.parse import Parse
from firsthand.read.gazetteer.gazetteer import gazetteer
from firsthand.read.reader.model import reader
from firsthand.read.where.event_signs import Signs, signs
from firsthand.read.where.event_tree import Scene, scene
from firsthand.read.where.events import LEAST_CHANCE, LEAST_FOR_BEST, beside, likeliest
from firsthand.read.where.toponyms import toponyms

TABLE = Path(__file__).parent.parent / "src" / "firsthand" / "data" / "where.toml"
FOLDS = 5
SEEN_AT_LEAST = 8
RIDGE = 3.0
STEPS = 15
UNPLACED = 1.0
"""Weight of sentences without any place: the annotators left out many that have one.

Cross-validated on event-location: F1 of placed sentences flat to half a point for 0.3-1, F1 of all best at 1.
"""

LEAST = 0.01
"""Weights nearer to 0 are left out of the tables."""
Chances = np.ndarray[tuple[int], np.dtype[np.float64]]

Row = tuple[int, Signs, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The names of one event's sentence, and which of them are its places."""

    number: int
    scene: Scene
    belongs: tuple[bool, ...]
    wanted: int


def marked(sentences: Sequence[EventSentence], parses: Sequence[Parse]) -> tuple[list[Marked], int]:
    """Return the sentences that name places, and how many places all sentences have."""
    known = gazetteer()
    table: list[Marked] = []
    wanted = 0
    for number, (one, parse) in enumerate(zip(sentences, parses, strict=True)):
        gold = [span for span in one.places if span.end - span.start > 1]
        wanted += len(gold)
        trigger = one.events[0]
        sentence = next((part for part in parse.sentences if part.start <= trigger.start < part.end), None)
        if sentence is None or not sentence.tokens:
            continue
        named = toponyms(one.text, parse, known)
        inside = [place for place in named if sentence.start <= place.start < sentence.end]
        if inside:
            seen = scene(trigger, one.text, parse, sentence, inside)
            belongs = tuple(
                any(name.place.start < span.end and span.start < name.place.end for span in gold) for name in seen.names
            )
            table.append(Marked(number=number, scene=seen, belongs=belongs, wanted=len(gold)))
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
    """Cross-validate, fit on all, and write the tables."""
    table, wanted = marked(sentences, parses)
    rows = [
        (one.number, signs(one.scene, name), belongs)
        for one in table
        for name, belongs in zip(one.scene.names, one.belongs, strict=True)
    ]
    names = kept_names(rows)
    chances = cross_validated(rows, names)
    beside_rows, best = rows_beside(table, chances)
    beside_names = kept_names(beside_rows)
    second = cross_validated(beside_rows, beside_names)
    report(table, chances, second, best, wanted)
    tables = (
        ("events", names, fitted(rows, names)),
        ("events_beside", beside_names, fitted(beside_rows, beside_names)),
    )
    text = TABLE.read_text(encoding="utf-8")
    for title, kept, weights in tables:
        lines = [f'"{name}" = {weight:.2f}' for name, weight in zip(kept, weights, strict=True) if abs(weight) >= LEAST]
        text = re.sub(rf"\[{title}\]\n(?:\".*\n)*", f"[{title}]\n" + "\n".join(lines) + "\n", text)
    TABLE.write_text(text, encoding="utf-8")


def kept_names(rows: Sequence[Row]) -> list[str]:
    """Return the signs that are seen often enough, `always` first."""
    seen = Counter(name for _, parts, _ in rows for name in parts)
    return ["always", *sorted(name for name, count in seen.items() if count >= SEEN_AT_LEAST and name != "always")]


def cross_validated(rows: Sequence[Row], names: Sequence[str]) -> Chances:
    """Return each row's chance by the weights of the other folds: float64[n]."""
    chances = np.zeros(len(rows))
    for fold in range(FOLDS):
        test = [number for number, row in enumerate(rows) if row[0] % FOLDS == fold]
        weights = fitted([row for row in rows if row[0] % FOLDS != fold], names)
        chances[test] = 1 / (1 + np.exp(-matrix([rows[number] for number in test], names) @ weights))
    return chances


def rows_beside(table: Sequence[Marked], chances: Chances) -> tuple[list[Row], list[int]]:
    """Return the rows of all names but the likeliest of each sentence, and which those are."""
    rows: list[Row] = []
    best = []
    start = 0
    for one in table:
        own = chances[start : start + len(one.belongs)].tolist()
        start += len(own)
        top = likeliest(own)
        best.append(top)
        rows += [
            (one.number, beside(one.scene, number, own, top), belongs)
            for number, belongs in enumerate(one.belongs)
            if number != top
        ]
    return rows, best


def report(table: Sequence[Marked], first: Chances, second: Chances, best: Sequence[int], wanted: int) -> None:
    """Print precision, recall and F1, of all sentences and of those with a place."""
    right = chosen = chosen_placed = at = at_beside = 0
    for one, top in zip(table, best, strict=True):
        own = first[at : at + len(one.belongs)]
        others = iter(second[at_beside : at_beside + len(one.belongs) - 1])
        at, at_beside = at + len(one.belongs), at_beside + len(one.belongs) - 1
        is_any = own[top] >= LEAST_FOR_BEST
        taken = [is_any and (True if number == top else next(others) >= LEAST_CHANCE) for number in range(len(own))]
        chosen += sum(taken)
        chosen_placed += sum(taken) if one.wanted else 0
        right += sum(is_taken and belongs for is_taken, belongs in zip(taken, one.belongs, strict=True))
    for title, count in (("all sentences", chosen), ("those with a place", chosen_placed)):
        precision, recall = right / count, right / wanted
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{title}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


if __name__ == "__main__":
    main()
