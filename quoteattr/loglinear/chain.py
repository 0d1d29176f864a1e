"""Second-order chains: exact marginals by the forward-backward algorithm, vectorised in numpy.

Each step of a chain has up to K candidates. A path's score is the sum of its candidates' scores, and of
three potentials of each step that count only where the same entity comes back: in the step before (`once`),
two steps before (`twice`), in both (`thrice`). As potentials depend on equality alone, the sum over the
step two before costs a matrix product instead of a third loop.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

_PADDING, _NOBODY = -1, -2  # in place of an entity's number: no candidate; a candidate that stands for nobody
Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Chains:
    """A batch of B chains of at most N steps and K candidates, padded.

    `present` (N, B, K) tells which candidates there are, `same1` and `same2` (N, B, K, K) whether a candidate
    of one or two steps before (third axis) is this step's candidate (last axis).
    """

    present: npt.NDArray[np.bool_]
    same1: Array
    same2: Array


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of candidates (N, B, K) and the three potentials of each step (N, B)."""

    unary: Array
    once: Array
    twice: Array
    thrice: Array


@dataclass(frozen=True, slots=True)
class Marginals:
    """Log of the partition function by chain, and the expectations of what `Scores` holds."""

    log_total: Array
    unary: Array
    once: Array
    twice: Array
    thrice: Array


def pad_chains(entities: list[list[list[int]]], width: int) -> Chains:
    """Make chains of the entities (numbers from 0 on) that are candidates at each step of each chain.

    A step without candidates gets one that stands for nobody.
    """
    n, b = max(map(len, entities)), len(entities)
    ids = np.full((n, b, width), _PADDING, dtype=np.int64)
    for j, chain in enumerate(entities):
        for i, candidates in enumerate(chain):
            ids[i, j, : max(1, len(candidates))] = candidates or _NOBODY
    present = ids != _PADDING
    same1 = np.zeros((n, b, width, width))
    same2 = np.zeros((n, b, width, width))
    for same, lag in ((same1, 1), (same2, 2)):
        equal = ids[:-lag, :, :, None] == ids[lag:, :, None, :]
        same[lag:] = equal & present[:-lag, :, :, None]
    return Chains(present, same1, same2)


def marginals(chains: Chains, scores: Scores, allowed: npt.NDArray[np.bool_] | None = None) -> Marginals:
    """Sum over all paths, or over those through `allowed` candidates only."""
    sums = _forward(chains, scores, chains.present if allowed is None else chains.present & allowed)
    unary, once, twice, thrice = np.zeros(sums.step.shape[:3]), *(np.zeros(sums.alive.shape) for _ in range(3))
    for i, beta, flow in _backward(chains, sums):
        both = np.where(sums.alive[i][:, None, None], sums.alpha[i] * beta, 0.0)
        unary[i] = both.sum(axis=1)
        once[i] = (both * chains.same1[i]).sum(axis=(1, 2))
        if i:
            repeat = (sums.alpha[i - 1].transpose(0, 2, 1) @ chains.same2[i]) * sums.again[i] * flow
            twice[i] = np.where(sums.alive[i], repeat.sum(axis=(1, 2)), 0.0)
            thrice[i] = np.where(sums.alive[i], (repeat * chains.same1[i]).sum(axis=(1, 2)), 0.0)
    return Marginals(sums.log_total, unary, once, twice, thrice)


def probabilities(chains: Chains, scores: Scores) -> Array:
    """Return the probability of each candidate, all paths summed over: the `unary` of `marginals` alone."""
    sums = _forward(chains, scores, chains.present)
    behind = np.empty_like(sums.alpha)
    for i, beta, _ in _backward(chains, sums):
        behind[i] = beta
    behind *= sums.alpha  # of all steps at once: numpy's cost is by the call
    found: Array = np.where(sums.alive[:, :, None], behind.sum(axis=2), 0.0)
    return found


class _Sums(NamedTuple):
    """Scaled sums over the paths up to each step, by candidates of the step before and of the step; what made them."""

    alpha: Array
    step: Array
    again: Array
    more: Array
    alive: npt.NDArray[np.bool_]
    log_total: Array


def _forward(chains: Chains, scores: Scores, present: npt.NDArray[np.bool_]) -> _Sums:
    n, b, k = present.shape
    alive = np.asarray(present.any(axis=2), dtype=np.bool_)
    masked = np.where(present, scores.unary, -np.inf)
    top = np.where(alive, masked.max(axis=2, initial=-np.inf), 0.0)
    local = np.exp(masked - top[:, :, None])  # absent: 0
    again = np.exp(scores.twice[:, :, None, None] + scores.thrice[:, :, None, None] * chains.same1)
    more = again - 1.0
    alpha = np.zeros((n, b, k, k))
    scale = np.ones((n, b))
    alpha[0, :, 0, :] = local[0]
    scale[0] = alpha[0].sum(axis=(1, 2))
    alpha[0] /= scale[0][:, None, None]
    step = local[:, :, None, :] * np.exp(scores.once[:, :, None, None] * chains.same1)
    for i in range(1, n):
        before = alpha[i - 1]
        reach = before.sum(axis=1)[:, :, None] + more[i] * (before.transpose(0, 2, 1) @ chains.same2[i])
        paths = step[i] * reach
        scale[i] = np.where(alive[i], paths.sum(axis=(1, 2)), 1.0)
        alpha[i] = np.where(alive[i][:, None, None], paths / scale[i][:, None, None], before)
    log_total = (np.log(scale) + np.where(alive, top, 0.0)).sum(axis=0)
    step /= scale[:, :, None, None]
    return _Sums(alpha, step, again, more, alive, log_total)


def _backward(chains: Chains, sums: _Sums) -> Iterator[tuple[int, Array, Array]]:
    """Yield from the last step to the first the sums over paths behind each pair of candidates, and what flows back."""
    alpha, step, _, more, alive, _ = sums
    n, b, k, _ = alpha.shape
    beta = np.ones((b, k, k))
    for i in range(n - 1, -1, -1):
        flow = step[i] * beta
        yield i, beta, flow
        extra = chains.same2[i] @ (more[i] * flow).transpose(0, 2, 1)
        beta = np.where(alive[i][:, None, None], flow.sum(axis=2)[:, None, :] + extra, beta)
