"""Products of matrices in which no row depends on the rows beside it: a text has one parse, whatever is parsed with it.

In which order OpenBLAS adds up depends on where a number stands, and so do its last bits. Its kernels take twelve rows
at once, and fewer at the end; in the outermost eight columns they add even and odd places apart, in some of the rows.
Hence rows of zeros behind, up to a multiple of twelve, and columns of zeros on either side. So it is with its kernels
for Haswell and Zen; its older ones treat one single row otherwise, and no other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model, NumpyOps
from thinc.layers.maxout import forward as maxout_of_all

_TWELVE = 12
_ROWS = 40 * _TWELVE  # of one product, whose results stay in the cache so
_EDGE = 8  # columns of zeros on either side; with them, columns are a multiple of it
_COLUMNS = 304  # of one product: with the edges 320, more of which the kernel parts, with edges between
Floats = NDArray[np.float32]


def multiply_by_rows(layer: Model[Any, Any]) -> None:
    """Let a layer of thinc's multiply so."""
    layer.ops = RowOps()
    if layer._func is maxout_of_all:
        layer._func = maxout


class RowProduct:
    """The product of rows with columns, of each of which the weights are given in a row."""

    def __init__(self, columns: Floats) -> None:
        self._width = len(columns)
        self._parts = [_edged(columns[a : a + _COLUMNS]) for a in range(0, len(columns), _COLUMNS)]

    def of(self, rows: Floats, found: Floats | None = None) -> Floats:
        """Return the product of these rows, written to `found` if it is given."""
        if found is None:
            found = np.empty((len(rows), self._width), np.float32)
        for i in range(0, len(rows), _ROWS):
            some = rows[i : i + _ROWS]
            full = np.concatenate((some, np.zeros((-len(some) % _TWELVE, some.shape[1]), np.float32)))
            for k, weights in enumerate(self._parts):
                part = found[i : i + len(some), k * _COLUMNS : (k + 1) * _COLUMNS]
                part[:] = (full @ weights.T)[: len(some), _EDGE : _EDGE + part.shape[1]]
        return found


def linear(layer: Model[Any, Any]) -> Callable[[Floats], Floats]:
    """Return what a linear layer makes of rows, its weights made ready once for many small products."""
    if not isinstance(layer.ops, RowOps):
        return layer.predict
    weights: Any = layer.get_param("W")
    product, bias = RowProduct(weights), layer.get_param("b")
    return lambda rows: product.of(rows) + bias


def _edged(columns: Floats) -> Floats:
    edged = np.zeros((_EDGE + len(columns) + -len(columns) % _EDGE + _EDGE, columns.shape[1]), np.float32)
    edged[_EDGE : _EDGE + len(columns)] = columns
    return edged


class RowOps(NumpyOps):  # type: ignore[misc]  # which has no stubs
    """thinc's operations with numpy's matrix product, by rows where nothing is trained."""

    def __init__(self) -> None:
        super().__init__(use_blis=False)

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """Return `x @ y`, either of them transposed if asked for; only training asks for others than `y` transposed."""
        if trans1 or not trans2:
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        return RowProduct(y).of(x, out)


def maxout(model: Model[Any, Any], rows: Any, is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
    """Return what thinc's layer of that name makes of rows, some of them after the others; and the way back."""
    if is_train:
        return maxout_of_all(model, rows, is_train)
    weights: Any = model.get_param("W")
    bias: Any = model.get_param("b")
    product = RowProduct(weights.reshape(bias.size, -1))
    best = np.empty((len(rows), len(bias)), np.float32)
    for i in range(0, len(rows), _ROWS):
        sums = product.of(rows[i : i + _ROWS]).reshape(-1, *bias.shape) + bias
        best[i : i + _ROWS] = model.ops.maxout(sums)[0]
    return best, list
