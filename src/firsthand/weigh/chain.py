"""Exact inference in a small hidden Markov chain over days, many chains at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_TINY = 1e-300


@dataclass(frozen=True, slots=True, kw_only=True)
class Posterior:
    """What n chains of d days and s states say once all evidence is in."""

    marginals: Array
    """[n, d, s]: probability of each state on each day; sums to 1 over s."""
    entries: Array
    """[n, d, s]: probability that the state is entered on that day (another on the day before)."""
    log_evidence: Array
    """[n]: natural logarithm of the probability of the evidence."""


def posterior(initial: Array, transition: Array, log_likelihood: Array, label: NDArray[np.int64]) -> Posterior:
    """Run forward-backward over n chains at once.

    Args:
        initial: [h], probability of each hidden state on the first day.
        transition: [h, h], or [d, h, h] where steps differ by the day entered; from row to column, rows sum to 1.
        log_likelihood: [n, d, s], natural logarithm of the evidence's likelihood; all 0 on a day without any.
        label: [h], which of the s states each hidden state shows as (0 to s - 1, none left out).

    Returns:
        Marginals, entries and the evidence's probability, exact up to rounding.

    Cost: O(n d h^2), vectorised over n.
    Source: Rabiner 1989, scaled.
    """
    shown = np.eye(log_likelihood.shape[2])[label]
    log_likelihood = log_likelihood[:, :, label]
    n, d, s = log_likelihood.shape
    steps = np.broadcast_to(transition, (d, s, s))
    shift = log_likelihood.max(axis=2, keepdims=True)
    likelihood = np.exp(log_likelihood - shift)
    alpha = np.empty((n, d, s))
    scale = np.empty((n, d))
    before = np.broadcast_to(initial, (n, s))
    for t in range(d):
        step = (before if t == 0 else alpha[:, t - 1] @ steps[t]) * likelihood[:, t]
        scale[:, t] = np.maximum(step.sum(axis=1), _TINY)
        alpha[:, t] = step / scale[:, t, None]
    beta = np.ones((n, d, s))
    for t in range(d - 2, -1, -1):
        beta[:, t] = ((beta[:, t + 1] * likelihood[:, t + 1]) @ steps[t + 1].T) / scale[:, t + 1, None]
    marginals = alpha * beta
    marginals /= np.maximum(marginals.sum(axis=2, keepdims=True), _TINY)
    entries = np.zeros((n, d, s))
    if d > 1:
        onward = likelihood[:, 1:] * beta[:, 1:] / scale[:, 1:, None]
        across = np.where(label[:, None] != label[None, :], steps[1:], 0.0)
        entries[:, 1:] = np.einsum("nti,tij->ntj", alpha[:, :-1], across) * onward
    log_evidence = np.log(scale).sum(axis=1) + shift.sum(axis=(1, 2))
    return Posterior(marginals=marginals @ shown, entries=entries @ shown, log_evidence=log_evidence)


def course(marginals: Array, allowed: NDArray[np.bool_], switch_cost: float) -> NDArray[np.int64]:
    """Return the course that gets the most days right, among those that only take allowed steps.

    Args:
        marginals: [d, s], probability of each state on each day.
        allowed: [s, s], whether a step from row to column may be taken.
        switch_cost: What a change of state must gain, in days got right; it keeps one doubtful day from flickering.

    Returns:
        int64[d], index of the state on each day.

    Cost: O(d s^2).
    Source: maximum expected accuracy decoding; ties go to the lower index.
    """
    d, s = marginals.shape
    step = np.where(allowed, -switch_cost, -np.inf)
    np.fill_diagonal(step, 0.0)
    best = marginals[0].copy()
    back = np.zeros((d, s), dtype=np.int64)
    for t in range(1, d):
        options = best[:, None] + step
        back[t] = options.argmax(axis=0)
        best = options.max(axis=0) + marginals[t]
    path = np.zeros(d, dtype=np.int64)
    path[-1] = int(best.argmax())
    for t in range(d - 1, 0, -1):
        path[t - 1] = back[t, path[t]]
    return path
