"""Fitting log-linear models on named features: binary and conditional logit, L2, by L-BFGS."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import minimize

from quoteattr.document.fast_models.threads import one_thread

Floats = NDArray[np.float64]
Row = Mapping[str, float]
_DIGITS = 3  # of a weight, after the point


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model is fitted: what its prior is, when fitting ends, and what is kept.

    Attributes:
        variance: of the Gaussian prior of every weight around its `mean`, which is 0 for features not in it.
        iterations: of L-BFGS at most.
        min_rows: examples in which a feature must occur.
        min_weight: below it, a weight is left out.
    """

    variance: float
    iterations: int
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


def fit_binary(
    matrix: sp.csr_matrix, truth: Floats, variance: float, iterations: int, mean: Floats | None = None
) -> Floats:
    """Fit a logistic regression with a Gaussian prior of this variance around `mean`, or 0; return its weights."""
    around = np.zeros(matrix.shape[1]) if mean is None else mean
    transposed = matrix.T.tocsr()

    def loss(w: Floats) -> tuple[float, Floats]:
        z = matrix @ w
        p = 1 / (1 + np.exp(-z))
        off = w - around
        value = float(np.sum(np.logaddexp(0, z) - truth * z) + 0.5 / variance * off @ off)
        return value, transposed @ (p - truth) + off / variance

    return _minimum(loss, around, iterations)


def fit_choice(
    matrix: sp.csr_matrix,
    groups: NDArray[np.int64],
    truth: Floats,
    variance: float,
    iterations: int,
    mean: Floats | None = None,
) -> Floats:
    """Fit a conditional logit: `groups` are the first rows of each choice, `truth` the target shares.

    The prior is that of `fit_binary`; without any choice, its mean is returned.
    """
    around = np.zeros(matrix.shape[1]) if mean is None else mean
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
        value = float(-(truth * (z - np.log(total))).sum() + 0.5 / variance * off @ off)
        return value, transposed @ (powers / total * mass - truth) + off / variance

    return _minimum(loss, around, iterations)


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
    w = fit_choice(columns.matrix, np.array(groups), np.array(truth), recipe.variance, recipe.iterations)
    return by_feature(columns, w, recipe)


def by_feature(columns: Design, w: Floats, recipe: Recipe) -> dict[str, float]:
    """Return weights by feature, rounded, without those too small to be kept."""
    rounded = {name: round(x, _DIGITS) for name, x in zip(columns.names, w.tolist(), strict=True)}
    return {name: x for name, x in rounded.items() if abs(x) >= recipe.min_weight}


def _minimum(loss: object, start: Floats, iterations: int) -> Floats:
    if not len(start):  # no feature stands in enough rows
        return start
    with one_thread():  # vectors so short take many times as long in several
        found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": iterations})  # type: ignore[call-overload]
    return np.asarray(found.x, dtype=np.float64)
