"""Chains: marginals agree with a sum over all paths, for padded batches and restricted candidates."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from numpy.random import Generator

from quoteattr.loglinear.chain import Scores, marginals, pad_chains, probabilities

WIDTH = 3
BATCH = [[[4, 7, 9], [7, 4], [4, 9, 7], [9, 7]], [[1, 2], [2, 1, 3]], [[5]]]


def random_scores(rng: Generator, steps: int, chains: int) -> Scores:
    return Scores(rng.normal(size=(steps, chains, WIDTH)), *(rng.normal(size=(steps, chains)) for _ in range(3)))


def path_score(scores: Scores, chain: int, candidates: list[list[int]], path: tuple[int, ...]) -> float:
    entity = [options[k] for options, k in zip(candidates, path, strict=True)]
    total = 0.0
    for i, k in enumerate(path):
        total += scores.unary[i, chain, k]
        before = i > 0 and entity[i] == entity[i - 1]
        again = i > 1 and entity[i] == entity[i - 2]
        total += scores.once[i, chain] * before + scores.twice[i, chain] * again
        total += scores.thrice[i, chain] * (before and again)
    return total


@pytest.mark.parametrize("seed", range(5))
def test_marginals_are_sums_over_all_paths(seed: int) -> None:
    scores = random_scores(np.random.default_rng(seed), 4, len(BATCH))
    found = marginals(pad_chains(BATCH, WIDTH), scores)
    for j, candidates in enumerate(BATCH):
        paths = list(product(*(range(len(options)) for options in candidates)))
        weights = np.exp([path_score(scores, j, candidates, path) for path in paths])
        assert found.log_total[j] == pytest.approx(np.log(weights.sum()))
        for i, options in enumerate(candidates):
            for k in range(len(options)):
                share = sum(w for w, path in zip(weights, paths, strict=True) if path[i] == k) / weights.sum()
                assert found.unary[i, j, k] == pytest.approx(share)


def test_probabilities_are_marginals_without_the_rest() -> None:
    chains, scores = pad_chains(BATCH, WIDTH), random_scores(np.random.default_rng(3), 4, len(BATCH))
    assert (probabilities(chains, scores) == marginals(chains, scores).unary).all()


def test_expected_returns_are_slopes_of_the_log_total() -> None:
    rng = np.random.default_rng(1)
    chains, scores = pad_chains(BATCH, WIDTH), random_scores(rng, 4, len(BATCH))
    found, step = marginals(chains, scores), 1e-6
    for name in ("once", "twice", "thrice"):
        moved = {n: getattr(scores, n).copy() for n in ("unary", "once", "twice", "thrice")}
        moved[name][3, 0] += step
        slope = (marginals(chains, Scores(**moved)).log_total[0] - found.log_total[0]) / step
        assert getattr(found, name)[3, 0] == pytest.approx(slope, abs=1e-5)


def test_only_allowed_candidates_are_summed() -> None:
    chains = pad_chains(BATCH, WIDTH)
    scores = random_scores(np.random.default_rng(2), 4, len(BATCH))
    allowed = np.ones_like(chains.present)
    allowed[1, 0] = [False, True, False]
    found = marginals(chains, scores, allowed)
    assert found.unary[1, 0] == pytest.approx([0, 1, 0])
    assert (found.log_total <= marginals(chains, scores).log_total + 1e-9).all()


def test_large_scores_do_not_overflow() -> None:
    scores = Scores(np.full((4, 3, WIDTH), 900.0), *(np.zeros((4, 3)) for _ in range(3)))
    found = marginals(pad_chains(BATCH, WIDTH), scores)
    assert np.isfinite(found.log_total).all()
    assert found.unary[0, 0] == pytest.approx([1 / 3] * 3)
