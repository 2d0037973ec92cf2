from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from firsthand.read.reader.chains import Stretch, best_paths, layer_paths, layer_steps, stretches_of

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
    for scores, path in zip(given, best_paths(given, [steps] * 4), strict=True):
        value = scores[np.arange(len(path)), path].sum() + steps[path[:-1], path[1:]].sum()
        assert value == pytest.approx(by_trying_all(scores, steps), abs=1e-4)


def test_a_layer_never_takes_a_step_that_makes_no_sense() -> None:
    scores = np.array([[1, 0, 0, 0, 0], [0, 0, 5, 0, 0], [1, 0, 0, 0, 0]], dtype=np.float32)  # an I amid nothing
    (path,) = best_paths([scores], [layer_steps()])
    steps = layer_steps()
    assert steps[path[:-1], path[1:]].sum() == 0
    assert KINDS[path[1]] == "I-X"


def test_sequences_with_tags_of_their_own_go_in_step() -> None:
    random = np.random.default_rng(2)
    given = [random.normal(size=(size, width)).astype(np.float32) for size, width in ((5, 3), (7, 5), (2, 4))]
    steps = [random.normal(size=(width, width)).astype(np.float32) for width in (3, 5, 4)]
    alone = [best_paths([one], [own])[0].tolist() for one, own in zip(given, steps, strict=True)]
    assert [path.tolist() for path in best_paths(given, steps)] == alone


@for_all(st.lists(st.integers(0, 60), max_size=6), st.integers(0, 10_000), st.floats(0, 4))
def test_layers_searched_in_stretches_are_those_searched_whole(sizes: list[int], seed: int, outside: float) -> None:
    random = np.random.default_rng(seed)
    scores = [random.normal(size=(size, 5)).astype(np.float32) for size in sizes]
    for one in scores:
        one[:, 0] += outside
    whole = best_paths(scores, [layer_steps()] * len(scores))
    assert [path.tolist() for path in layer_paths(scores)] == [path.tolist() for path in whole]


def test_no_sequences_and_empty_ones_are_no_trouble() -> None:
    assert best_paths([], []) == []
    (path,) = best_paths([np.zeros((0, 5), dtype=np.float32)], [layer_steps()])
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
