from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from firsthand.weigh.chain import course, posterior

START = np.array([0.5, 0.3, 0.2])
STEPS = np.array([[0.8, 0.15, 0.05], [0.1, 0.8, 0.1], [0.05, 0.05, 0.9]])
ONE_TO_ONE = np.arange(3)
evidence = arrays(np.float64, (2, 4, 3), elements=st.floats(-8, 0))


def _by_enumeration(log: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    days, states = log.shape
    marginals, entries, total = np.zeros((days, states)), np.zeros((days, states)), 0.0
    for path in product(range(states), repeat=days):
        p = START[path[0]] * np.exp(log[0, path[0]])
        for t in range(1, days):
            p *= STEPS[path[t - 1], path[t]] * np.exp(log[t, path[t]])
        total += p
        for t in range(days):
            marginals[t, path[t]] += p
            if t and path[t] != path[t - 1]:
                entries[t, path[t]] += p
    return marginals / total, entries / total, float(np.log(total))


@settings(deadline=None)
@given(evidence)
def test_forward_backward_equals_the_sum_over_all_paths(log: np.ndarray) -> None:
    found = posterior(START, STEPS, log, ONE_TO_ONE)
    for n in range(len(log)):
        marginals, entries, total = _by_enumeration(log[n])
        assert np.allclose(found.marginals[n], marginals)
        assert np.allclose(found.entries[n], entries)
        assert np.isclose(found.log_evidence[n], total)


@settings(deadline=None)
@given(evidence)
def test_the_states_of_a_day_sum_to_one(log: np.ndarray) -> None:
    assert np.allclose(posterior(START, STEPS, log, ONE_TO_ONE).marginals.sum(axis=2), 1)


def test_hidden_states_that_show_as_one_add_up_and_do_not_enter_one_another() -> None:
    log = np.log(np.array([[[0.9, 0.1], [0.5, 0.5], [0.1, 0.9]]]))
    found = posterior(START, STEPS, log, np.array([0, 1, 1]))
    split = posterior(START, STEPS, log[:, :, [0, 1, 1]], ONE_TO_ONE)
    assert found.marginals.shape == (1, 3, 2)
    assert np.allclose(found.marginals[0, :, 1], split.marginals[0, :, 1:].sum(axis=1))
    assert found.entries[0, 1, 1] < split.entries[0, 1, 1:].sum()


def test_long_silence_neither_overflows_nor_vanishes() -> None:
    log = np.full((1, 2000, 3), -700.0)
    assert np.isfinite(posterior(START, STEPS, log, ONE_TO_ONE).marginals).all()


@settings(deadline=None)
@given(arrays(np.float64, (6, 3), elements=st.floats(0, 1)))
def test_a_course_without_cost_takes_the_likeliest_state_of_each_day(marginals: np.ndarray) -> None:
    path = course(marginals, np.ones((3, 3), dtype=bool), 0.0)
    assert np.isclose(marginals[np.arange(6), path].sum(), marginals.max(axis=1).sum())


def test_a_course_takes_no_forbidden_step() -> None:
    marginals = np.array([[0.9, 0.1, 0.0], [0.0, 0.1, 0.9]])
    allowed = np.array([[True, True, False], [True, True, True], [True, True, True]])
    assert list(course(marginals, allowed, 0.0)) in ([0, 1], [1, 2])


def test_one_doubtful_day_does_not_flicker() -> None:
    marginals = np.array([[0.9, 0.1], [0.45, 0.55], [0.9, 0.1]])
    assert list(course(marginals, np.ones((2, 2), dtype=bool), 0.35)) == [0, 0, 0]
