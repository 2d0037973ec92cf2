from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.read.reader.heads import best_trees


def is_tree(heads: tuple[int, ...]) -> bool:
    if sum(head == word for word, head in enumerate(heads)) != 1:
        return False
    for start in range(len(heads)):
        seen, at = set(), start
        while heads[at] != at:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at]
    return True


def crosses(heads: tuple[int, ...]) -> bool:
    """Whether two arcs cross, the root's own coming from before the first word."""
    arcs = [sorted((word, -1 if head == word else head)) for word, head in enumerate(heads)]
    return any(a < c < b < d for a, b in arcs for c, d in arcs)


@given(st.integers(1, 25), st.integers(0, 10_000))
def test_every_result_is_a_tree_with_one_root_and_no_crossing(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)
    heads = tuple(best_trees([scores])[0].tolist())
    assert is_tree(heads)
    assert not crosses(heads)


@pytest.mark.parametrize("seed", range(30))
def test_no_tree_without_crossing_is_better(seed: int) -> None:
    size = 5
    scores = (3 * np.random.default_rng(seed).normal(size=(size, size))).astype(np.float32)
    logs = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    (heads,) = best_trees([scores])
    best = max(
        logs[np.arange(size), list(other)].sum()
        for other in product(range(size), repeat=size)
        if is_tree(other) and not crosses(other)
    )
    assert logs[np.arange(size), heads].sum() == pytest.approx(best, abs=1e-4)


@given(st.lists(st.integers(1, 20), max_size=40), st.integers(0, 10_000))
def test_a_tree_is_the_same_in_any_company(sizes: list[int], seed: int) -> None:
    random = np.random.default_rng(seed)
    scores = [random.normal(size=(size, size)).astype(np.float32) for size in sizes]
    together = best_trees(scores)
    assert [heads.tolist() for heads in together] == [best_trees([one])[0].tolist() for one in scores]
