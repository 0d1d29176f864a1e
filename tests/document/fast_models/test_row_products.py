"""Products by rows: the same bits for a row wherever it stands, whatever stands beside it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from kernels import where_tried
from spacy.language import Language
from thinc.api import Maxout, Model, NumpyOps

from quoteattr.document.fast_models.row_products import Floats, RowOps, RowProduct, multiply_by_rows
from quoteattr.document.fast_models.threads import one_thread

_SHAPES = [(576, 288), (288, 288), (96, 50), (96, 64), (64, 1024), (64, 106)]  # of en_core_web_sm: inputs, columns
_PLACES = [(0, 1), (3, 2), (5, 7), (7, 12), (11, 49), (100, 200), (400, 481)]  # where rows begin, and how many they are


def drawn(*shape: int) -> Floats:
    return np.random.default_rng(len(shape)).normal(size=shape).astype(np.float32)


def depend(product: Callable[[Floats], Floats], rows: Floats) -> int:
    """Count the places in which rows have another product than among all."""
    whole = product(rows)
    return sum((product(rows[a : a + n]) != whole[a : a + n]).any() for a, n in _PLACES)


@where_tried
@pytest.mark.parametrize(("inputs", "columns"), _SHAPES)
def test_no_row_depends_on_the_rows_beside_it(inputs: int, columns: int) -> None:
    rows, weights = drawn(1000, inputs), drawn(columns, inputs)
    with one_thread():
        assert not depend(RowProduct(weights).of, rows)
        assert np.allclose(RowProduct(weights).of(rows), rows @ weights.T, atol=1e-4)


@where_tried
@pytest.mark.parametrize("shapes", [(96, 3, 288), (8, 2, 7), (400, 2, 5)])
def test_a_layer_of_rows_is_that_of_thinc(shapes: tuple[int, int, int]) -> None:
    width, pieces, inputs = shapes
    layer: Model[Floats, Floats] = Maxout(width, inputs, nP=pieces)  # type: ignore[assignment]  # arrays of its own
    rows = drawn(1000, inputs)
    layer.initialize(rows)
    expected = layer.predict(rows)
    multiply_by_rows(layer)
    with one_thread():
        assert np.allclose(layer.predict(rows), expected, atol=1e-4)
        assert not depend(layer.predict, rows)
    found, back = layer.begin_update(rows)
    assert np.allclose(found, expected, atol=1e-4)
    assert back(found).shape == rows.shape


def test_other_products_are_those_of_thinc() -> None:
    rows, weights, ops = drawn(30, 8), drawn(9, 8), NumpyOps(use_blis=False)
    assert np.allclose(RowOps().gemm(rows, weights.T), ops.gemm(rows, weights.T))
    assert np.allclose(RowOps().gemm(rows, rows, trans1=True), ops.gemm(rows, rows, trans1=True))
    assert RowOps().gemm(rows[:0], weights, trans2=True).shape == (0, 9)


@where_tried
def test_the_vectors_of_a_text_do_not_depend_on_the_texts_beside_it(nlp: Language) -> None:
    docs = [nlp.make_doc(f"On day {k} it rained, Ana Lund told the {k} members" + " again" * k) for k in range(40)]
    model = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]  # not in spaCy's stubs
    with one_thread():
        together = model.predict(docs)
        assert all((model.predict([doc])[0] == own).all() for doc, own in zip(docs, together, strict=True))
