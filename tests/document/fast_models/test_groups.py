"""Groups of texts that are parsed together."""

from __future__ import annotations

import pytest
from spacy.language import Language

from quoteattr.document.fast_models.groups import even_groups, parse_in_groups

_LEFT = {"attribute_ruler", "lemmatizer"}  # idle


@pytest.mark.parametrize(
    ("lengths", "groups"),
    [
        ([], []),
        ([0, 0], [[0, 0]]),
        ([26_000], [[26_000]]),
        ([100] * 265, [[100] * 265]),  # no rest of 2,500 alone
        ([8_000] * 5, [[8_000] * 2, [8_000] * 3]),
    ],
)
def test_groups_are_even(lengths: list[int], groups: list[list[int]]) -> None:
    found = [[len(text) for text in group] for group in even_groups(["x" * length for length in lengths])]
    assert found == groups


def test_texts_are_parsed_in_order(nlp: Language) -> None:
    texts = [f"It rained on day {k}, Ana Lund said. " * 40 for k in range(30)]
    told: list[int] = []
    docs = list(parse_in_groups(nlp, texts, sorted(_LEFT), told.append))
    assert [doc.text for doc in docs] == texts
    assert all(doc.has_annotation("DEP") for doc in docs)
    assert len(told) == 2
    assert sum(told) == sum(map(len, texts))
