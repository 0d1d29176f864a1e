"""Fitting log-linear models on named features: binary and conditional logit with a Gaussian prior.

The loss is strictly convex: there is one best set of weights. L-BFGS comes near to it, but ends somewhere else on each
machine, where it can no longer tell the loss of one step from that of the next; Newton's method goes on from there by
gradients alone, until they fall no more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse.linalg import LinearOperator, cg

from quoteattr.document.fast_models.threads import one_thread

Floats = NDArray[np.float64]
Row = Mapping[str, float]
Loss = Callable[[Floats], tuple[float, Floats]]  # weights -> value and gradient
_DIGITS = 3  # of a weight, after the point
_PAIRS = 30  # of steps and gradients that L-BFGS remembers
_ITERATIONS = 150  # of L-BFGS at most: by trial, so near that Newton's method needs four steps or five
_SMALL = 1e-5  # way over which the gradient is taken to change evenly
_SOLVED = 1e-3  # of the gradient, which a step may leave


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model is fitted: what its prior is, and what is kept.

    Attributes:
        variance: of the Gaussian prior of every weight around its `mean`, which is 0 for features not in it.
        min_rows: examples in which a feature must occur.
        min_weight: below it, a weight is left out.
    """

    variance: float
    min_rows: int
    min_weight: float = 0.03
    mean: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Design:
    """A sparse matrix of examples by features, and the features' names in the order of the columns."""

    matrix: sp.csr_matrix
    names: Sequence[str]


def design(rows: Sequence[Row], minimum: int, known: Collection[str] = ()) -> Design:
    """Make a matrix of rows of feature -> value, without features that occur in fewer than `minimum` rows.

    Features that are `known` are kept however seldom they occur.
    """
    counts: Counter[str] = Counter()
    for row in rows:
        counts.update(row.keys())
    names = sorted(name for name, count in counts.items() if count >= minimum or name in known)
    column = {name: i for i, name in enumerate(names)}
    indices: list[int] = []
    values: list[float] = []
    ends = [0]
    for row in rows:
        for name, value in row.items():
            if name in column:
                indices.append(column[name])
                values.append(value)
        ends.append(len(indices))
    shape = (len(rows), len(names))
    matrix = sp.csr_matrix(
        (np.array(values, dtype=np.float64), np.array(indices, dtype=np.int32), np.array(ends)), shape=shape
    )
    return Design(matrix, names)


def fit_binary(columns: Design, truth: Floats, recipe: Recipe) -> Floats:
    """Fit a logistic regression with the recipe's prior; return its weights, a column each."""
    matrix, around = columns.matrix, _mean(columns, recipe)
    transposed = matrix.T.tocsr()

    def loss(w: Floats) -> tuple[float, Floats]:
        z = matrix @ w
        p = 1 / (1 + np.exp(-z))
        off = w - around
        value = float(np.sum(np.logaddexp(0, z) - truth * z) + 0.5 / recipe.variance * off @ off)
        return value, transposed @ (p - truth) + off / recipe.variance

    return _minimum(loss, around)


def fit_choice(columns: Design, groups: NDArray[np.int64], truth: Floats, recipe: Recipe) -> Floats:
    """Fit a conditional logit: `groups` are the first rows of each choice, `truth` the target shares.

    The prior is that of `fit_binary`; without any choice, its mean is returned.
    """
    matrix, around = columns.matrix, _mean(columns, recipe)
    if not len(groups):
        return around
    transposed = matrix.T.tocsr()
    sizes = np.diff(np.append(groups, matrix.shape[0]))
    group = np.repeat(np.arange(len(groups)), sizes)
    mass = np.add.reduceat(truth, groups)[group]

    def loss(w: Floats) -> tuple[float, Floats]:
        z = matrix @ w
        z -= np.maximum.reduceat(z, groups)[group]
        powers = np.exp(z)
        total = np.add.reduceat(powers, groups)[group]
        off = w - around
        value = float(-(truth * (z - np.log(total))).sum() + 0.5 / recipe.variance * off @ off)
        return value, transposed @ (powers / total * mass - truth) + off / recipe.variance

    return _minimum(loss, around)


def _mean(columns: Design, recipe: Recipe) -> Floats:
    return np.array([recipe.mean.get(name, 0.0) for name in columns.names])


def fit_ranking(choices: Sequence[tuple[Sequence[Sequence[str]], Sequence[float]]], recipe: Recipe) -> dict[str, float]:
    """Fit which option of each choice is right, by the features of each and its share of the target; return weights."""
    rows: list[Row] = []
    truth: list[float] = []
    groups: list[int] = []
    for features, shares in choices:
        groups.append(len(rows))
        rows += [dict.fromkeys(each, 1.0) for each in features]
        truth += shares
    columns = design(rows, recipe.min_rows)
    w = fit_choice(columns, np.array(groups), np.array(truth), recipe)
    return by_feature(columns, w, recipe)


def by_feature(columns: Design, w: Floats, recipe: Recipe) -> dict[str, float]:
    """Return weights by feature, rounded, without those too small to be kept."""
    rounded = {name: round(x, _DIGITS) for name, x in zip(columns.names, w.tolist(), strict=True)}
    return {name: x for name, x in rounded.items() if abs(x) >= recipe.min_weight}


def _minimum(loss: Loss, start: Floats) -> Floats:
    """Return the weights where the loss is least."""
    size = len(start)
    if not size:  # no feature stands in enough rows
        return start
    with one_thread():  # vectors so short take many times as long in several
        options = {"maxiter": _ITERATIONS, "maxcor": _PAIRS}
        w = np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x)  # type: ignore[call-overload]
        _, gradient = loss(w)
        while True:
            curvature = LinearOperator((size, size), partial(_along, loss, w, gradient), dtype=np.float64)
            step, _ = cg(curvature, gradient, rtol=_SOLVED)
            _, left = loss(w - step)
            if not np.linalg.norm(left) < np.linalg.norm(gradient):  # so written, what is no number ends it too
                return w
            w, gradient = w - step, left


def _along(loss: Loss, w: Floats, gradient: Floats, direction: Floats) -> Floats:
    """Return how the gradient at some weights changes in a direction: by its difference a small way on."""
    length = np.linalg.norm(direction) / _SMALL
    change: Floats = (loss(w + direction / length)[1] - gradient) * length
    return change
