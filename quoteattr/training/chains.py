"""Fitting of the chain of speakers: features and gold speakers of turns -> weights.

A conditional random field over turns: the likelihood of the gold speakers among all sequences of speakers,
with a Gaussian prior around what is expected. A turn whose gold speaker is unknown, or is no candidate, is
left open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from quoteattr.dialogue.decoder import CHAIN, DENSE, conversations, in_batches
from quoteattr.dialogue.types import WIDTH, Turn, TurnFeatures
from quoteattr.language.data_files import language_folder
from quoteattr.loglinear.chain import Array, Chains, Scores, marginals, pad_chains
from quoteattr.loglinear.weights import load_weights

Models = Mapping[str, Mapping[str, float]]  # weights by model and feature
_MIN_USES = 5  # rows a feature must stand in; set by hand
_PRIOR = 3.0  # times the squared distance of the weights from what is expected; chosen in folds over twelve novels
_DENSE_PRIOR = 20.0  # the same of dense talk, of which there is less; chosen in folds over the passages
_MIN_GAIN = 0.1  # what differs less is left out, to keep the file small
_ITERATIONS = 80  # set by hand
_BY_HAND = ("nominal ", "referent of cue=nominal", "narrator without I")  # of these few novels teach what they mean
_Cell = tuple[int, int, float]  # row, column, value


@dataclass(frozen=True, slots=True)
class Example:
    """A novel: its turns, their features, and which candidates of each are the gold speaker (none: open)."""

    turns: Sequence[Turn]
    features: Sequence[TurnFeatures]
    right: Sequence[Sequence[bool]]


def fit(
    examples: Sequence[Example], expected: Models | None = None, prior: float = _PRIOR
) -> dict[str, dict[str, float]]:
    """Fit the models' weights around those expected, if none are given around those set by hand; rounded."""
    columns, mean = _columns(examples), expected or _by_hand()
    parts = [(e, part) for e in examples for part in conversations(e.turns)]
    batches = [_Batch(batch, columns) for batch in in_batches(parts, lambda item: len(item[1]))]
    edges = np.cumsum([0, *(len(columns[name]) for name in CHAIN)])
    start = np.array([mean[name].get(feature, 0.0) for name in CHAIN for feature in columns[name]])

    def loss(w: Array) -> tuple[float, Array]:
        parts = [w[a:b] for a, b in pairwise(edges)]
        off = w - start
        value, slope = prior * float(off @ off), 2 * prior * off
        for batch in batches:
            own, slopes = batch.loss(parts)
            value += own
            slope += np.concatenate(slopes)
        return value, slope

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ITERATIONS})
    return {
        name: {f: float(x) for f, x in zip(columns[name], np.round(found.x[a:b], 3), strict=True) if x}
        for name, a, b in zip(CHAIN, edges[:-1], edges[1:], strict=True)
    }


def fit_gains(examples: Sequence[Example], models: Models) -> dict[str, dict[str, float]]:
    """Fit what the weights of the models gain in dense talk: what differs little there is left as it is."""
    dense = fit(examples, models, _DENSE_PRIOR)
    return {
        DENSE + name: {
            f: gain for f, w in dense[name].items() if abs(gain := round(w - models[name].get(f, 0.0), 2)) >= _MIN_GAIN
        }
        for name in CHAIN
    }


def _by_hand() -> Models:
    """Return the weights that are expected to be about as they were set by hand; all others about nought."""
    rules = load_weights(language_folder("en") / "dialogue_rules.tsv", CHAIN)
    return {name: {f: w for f, w in rules[name].items() if f.startswith(_BY_HAND)} for name in CHAIN}


def _columns(examples: Sequence[Example]) -> dict[str, dict[str, int]]:
    """Number the features of each model in order of their names."""
    rows = (row for e in examples for turn in e.features for row in turn.unary)
    uses = Counter(feature for row in rows for feature in set(row))
    names = {"speaker": [feature for feature, count in uses.items() if count >= _MIN_USES]}
    for name in CHAIN[1:]:
        names[name] = list({feature for e in examples for turn in e.features for feature in getattr(turn, name)})
    return {name: {feature: i for i, feature in enumerate(sorted(names[name]))} for name in CHAIN}


class _Batch:
    """Conversations as matrices of features: a row for each candidate of each turn of each conversation."""

    def __init__(self, parts: Sequence[tuple[Example, range]], columns: Mapping[str, Mapping[str, int]]) -> None:
        self.shape = (max(len(part) for _, part in parts), len(parts))
        self.chains: Chains = pad_chains([[e.features[i].candidates for i in part] for e, part in parts], WIDTH)
        self.allowed = np.zeros((*self.shape, WIDTH), dtype=np.bool_)
        cells: dict[str, list[_Cell]] = {name: [] for name in CHAIN}
        for j, (e, part) in enumerate(parts):
            for n, i in enumerate(part):
                right = e.right[i]
                self.allowed[n, j, : len(right)] = right if any(right) else True
                step = n * self.shape[1] + j
                turn = e.features[i]
                for k, row in enumerate(turn.unary):
                    cells["speaker"] += _cells(step * WIDTH + k, row[: turn.shared], columns["speaker"], turn.share)
                    cells["speaker"] += _cells(step * WIDTH + k, row[turn.shared :], columns["speaker"])
                for z, name in enumerate(CHAIN[1:]):
                    if n > min(z, 1):
                        cells[name] += _cells(step, getattr(turn, name), columns[name])
        steps = self.shape[0] * self.shape[1]
        heights = (steps * WIDTH, steps, steps, steps)
        self.matrices = [
            _matrix(cells[name], (height, len(columns[name]))) for name, height in zip(CHAIN, heights, strict=True)
        ]
        self.transposed = [matrix.T.tocsr() for matrix in self.matrices]

    def loss(self, weights: Sequence[Array]) -> tuple[float, list[Array]]:
        """Return the negative log-likelihood and its gradient, by model."""
        values = [matrix @ w for matrix, w in zip(self.matrices, weights, strict=True)]
        scores = Scores(values[0].reshape(*self.shape, WIDTH), *(v.reshape(self.shape) for v in values[1:]))
        every, gold = marginals(self.chains, scores), marginals(self.chains, scores, self.allowed)
        pairs = (
            (every.unary, gold.unary), (every.once, gold.once),
            (every.twice, gold.twice), (every.thrice, gold.thrice),
        )  # fmt: skip
        slopes = [m @ (a - b).ravel() for m, (a, b) in zip(self.transposed, pairs, strict=True)]
        return float((every.log_total - gold.log_total).sum()), slopes


def _cells(row: int, features: Iterable[str], columns: Mapping[str, int], value: float = 1.0) -> list[_Cell]:
    return [(row, columns[feature], value) for feature in features if feature in columns]


def _matrix(cells: Sequence[_Cell], shape: tuple[int, int]) -> csr_matrix:
    places = [row for row, _, _ in cells], [column for _, column, _ in cells]
    return csr_matrix((np.array([value for *_, value in cells]), places), shape=shape)
