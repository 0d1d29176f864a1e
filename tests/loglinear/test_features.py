"""Features: what templates make of columns, by name and by weight, is the same."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.loglinear.features import (
    Column,
    Model,
    Strings,
    Templates,
    column,
    flags,
    integers,
    names,
    numbers,
    rounded,
    valued_names,
)

TEMPLATES: Templates = {"word": ("word",), "pos,word": ("pos", "word"), "gap": ("gap",), "in,last": ("in", "last")}
COLUMNS = {
    "word": column(["said", ","]),
    "pos": column(["VERB", "PUNCT"]),
    "gap": numbers(integers([-8, 12])),
    "in": flags([True, False]),
    "last": Column(Strings(["a", "b"]), integers([1, -1])),
}
NAMES = [
    ["word=said", "pos,word=VERB,said", "gap=-8", "in,last=True,b"],
    ["word=,", "pos,word=PUNCT,,", "gap=12"],  # no last, no feature
]


def test_features_are_named_by_family_and_values() -> None:
    assert names(TEMPLATES, COLUMNS) == NAMES


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ({}, [0, 0]),
        ({"word=said": 1.5}, [1.5, 0]),
        ({"word=,": 1.0, "pos,word=PUNCT,,": 0.25, "gap=12": 3.0}, [0, 4.25]),
        ({"in,last=True,b": -1.0, "in,last=False,b": 7.0, "in,last=False,": 7.0}, [-1, 0]),
        ({"pos,word=VERB": 2.0, "pos,word=X,Y": 2.0, "unheard of=said": 2.0, "word": 2.0, "gap=-9": 2.0}, [0, 0]),
    ],
)
def test_scores_are_sums_of_weights(weights: dict[str, float], expected: list[float]) -> None:
    assert Model(weights).scores(TEMPLATES, [COLUMNS])[0].tolist() == expected


def test_features_that_have_a_value_count_so_much() -> None:
    times, values = {"gap": np.array([0.5, 2.0])}, {"gap": np.array([3.0, -1.0])}  # a family, and a feature by itself
    rows = valued_names(TEMPLATES, COLUMNS, times, values)
    assert rows == [
        {"word=said": 1, "pos,word=VERB,said": 1, "gap=-8": 0.5, "in,last=True,b": 1, "gap": 3},
        {"word=,": 1, "pos,word=PUNCT,,": 1, "gap=12": 2, "gap": -1},
    ]
    model = Model({"word=said": 1.0, "gap=-8": 2.0, "gap=12": 4.0, "gap": 10.0})
    found = model.scores(TEMPLATES, [COLUMNS], [times])[0] + model.valued(values)
    assert found.tolist() == [sum(model.get(name, 0.0) * value for name, value in row.items()) for row in rows]


def test_numbers_are_rounded_to_the_nearest_and_halves_to_the_even() -> None:
    columns = {"z": rounded(np.array([-9.2, -0.4, 0.5, 1.5]))}
    assert names({"z": ("z",)}, columns) == [["z=-9"], ["z=0"], ["z=0"], ["z=2"]]


def test_no_rows_have_no_features_and_no_scores() -> None:
    nothing = {name: column([]) for name in COLUMNS}
    assert names(TEMPLATES, nothing) == []
    assert Model({"word=said": 1.0}).scores(TEMPLATES, [nothing])[0].tolist() == []


def test_documents_score_together_as_each_does_alone() -> None:
    weights = {f"f{n}=said": 0.1 + n / 7 for n in range(20)}  # so many that numpy would add them in another order
    templates = {f"f{n}": ("word",) for n in range(20)}
    documents = [{"word": column(words)} for words in (["said"], [], ["it", "said"])]
    together = Model(weights).scores(templates, documents)
    assert [own.tolist() for own in together] == [
        Model(weights).scores(templates, [own])[0].tolist() for own in documents
    ]
    assert [len(own) for own in together] == [1, 0, 2]
    assert together[0][0] == together[2][1] == sum(weights.values())
    assert Model(weights).scores(templates, []) == []


def test_each_document_multiplies_by_its_own_times() -> None:
    documents = [{"word": column(words)} for words in (["said", "it"], [], ["said"])]
    times = [{"word": np.array(own)} for own in ([2.0, 3.0], [], [0.5])]
    found = Model({"word=said": 4.0}).scores({"word": ("word",)}, documents, times)
    assert [own.tolist() for own in found] == [[8.0, 0.0], [], [2.0]]


def test_a_model_is_pickled_without_what_holds_in_one_process_alone() -> None:
    used, fresh = Model({"word=said": 1.0}), Model({"word=said": 1.0})
    used.scores(TEMPLATES, [COLUMNS])
    assert pickle.dumps(used) == pickle.dumps(fresh)
    assert pickle.loads(pickle.dumps(used)).scores(TEMPLATES, [COLUMNS])[0].tolist() == [1, 0]


words = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=3).map("".join)


@given(st.dictionaries(words, st.integers(-9, 9).map(float), max_size=300), st.lists(words, max_size=30))
def test_scores_are_those_of_the_names(weights: dict[str, float], rows: list[str]) -> None:
    """Whatever places the weights have in their table."""
    model = Model({f"two={word},{word}": weight for word, weight in weights.items()})
    columns = {"one": column(rows), "other": column(rows)}
    two = {"two": ("one", "other")}
    expected = [sum(model.get(name, 0.0) for name in row) for row in names(two, columns)]
    assert np.array_equal(model.scores(two, [columns])[0], expected)
