from __future__ import annotations

import json

import numpy as np
import pytest

from evals.boosting import fitted, trees


def test_trees_learn_what_no_single_column_tells() -> None:
    rows = np.random.default_rng(1).random((4000, 3))
    right = (rows[:, 0] > 0.5) ^ (rows[:, 2] > 0.3)
    odds = fitted(rows, right, np.ones(len(rows)), count=60).scores(rows)
    assert ((odds > 0) == right).mean() > 0.95


def test_trees_read_back_from_json_give_nearly_the_same_scores() -> None:
    rows = np.random.default_rng(2).random((2000, 4))
    right = rows[:, 1] + rows[:, 3] > 1
    made = fitted(rows, right, np.ones(len(rows)), count=20)
    again = trees(json.loads(json.dumps(made.told())))
    assert np.abs(again.scores(rows) - made.scores(rows)).max() < 0.2


def test_rows_that_count_more_weigh_more() -> None:
    rows = np.zeros((1000, 1))
    right = np.arange(1000) < 500
    odds = fitted(rows, right, np.where(right, 3.0, 1.0), count=5).scores(rows)
    assert odds[0] == pytest.approx(np.log(3), abs=0.05)
