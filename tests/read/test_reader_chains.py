from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from firsthand.read.reader_chains import Stretch, best_paths, layer_steps, stretches_of

KINDS = ("O", "B-X", "I-X", "E-X", "S-X")


def by_trying_all(scores: np.ndarray, steps: np.ndarray) -> float:
    tags = range(scores.shape[1])
    return max(
        sum(scores[t, tag] for t, tag in enumerate(path)) + sum(steps[a, b] for a, b in pairwise(path))
        for path in product(tags, repeat=len(scores))
    )


def test_the_best_path_is_as_good_as_the_best_of_all() -> None:
    random = np.random.default_rng(1)
    steps = random.normal(size=(3, 3)).astype(np.float32)
    given = [random.normal(size=(size, 3)).astype(np.float32) for size in (5, 1, 4, 6)]
    for scores, path in zip(given, best_paths(given, steps), strict=True):
        value = scores[np.arange(len(path)), path].sum() + steps[path[:-1], path[1:]].sum()
        assert value == pytest.approx(by_trying_all(scores, steps), abs=1e-4)


def test_a_layer_never_takes_a_step_that_makes_no_sense() -> None:
    scores = np.array([[1, 0, 0, 0, 0], [0, 0, 5, 0, 0], [1, 0, 0, 0, 0]], dtype=np.float32)  # an I amid nothing
    (path,) = best_paths([scores], layer_steps())
    steps = layer_steps()
    assert steps[path[:-1], path[1:]].sum() == 0
    assert KINDS[path[1]] == "I-X"


def test_no_sequences_and_empty_ones_are_no_trouble() -> None:
    assert best_paths([], layer_steps()) == []
    (path,) = best_paths([np.zeros((0, 5), dtype=np.float32)], layer_steps())
    assert len(path) == 0


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ([0, 4, 0, 1, 2, 3], [(1, 1), (3, 5)]),
        ([4, 4], [(0, 0), (1, 1)]),
        ([1, 3, 1, 3], [(0, 1), (2, 3)]),
        ([2, 3, 0], [(0, 1)]),  # cut off on the left
        ([0, 1, 2], [(1, 2)]),  # cut off on the right
        ([1, 0, 3], [(0, 0), (2, 2)]),
    ],
)
def test_spans_are_read_off_the_tags(tags: list[int], expected: list[tuple[int, int]]) -> None:
    assert stretches_of(np.array(tags), KINDS) == [Stretch(*span, "X") for span in expected]
