"""Words of a script and of the text: each its own, in order, in linear time."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work import lines

from quoteattr.output.script.alignment import Places, align, words_of


@pytest.mark.parametrize(
    ("script", "text", "expected"),
    [
        ("", "a b", []),
        ("a b", "", [None, None]),
        ("a b c d e", "a b c d e", [0, 1, 2, 3, 4]),
        ("b c d e f", "a b c d e f", [1, 2, 3, 4, 5]),
        ("a b x c d", "a b y z c d", [0, 1, None, 4, 5]),
        ("d e f g h a b c", "a b c d e f g h", [3, 4, 5, 6, 7, None, None, None]),
        ("a a a", "a a a a", [1, 2, 3]),
    ],
)
def test_words_are_found_in_order(script: str, text: str, expected: list[int | None]) -> None:
    assert align(script.split(), text.split()) == expected


@given(st.lists(st.sampled_from("abcd"), max_size=30), st.lists(st.sampled_from("abcd"), max_size=30))
def test_what_is_aligned_is_alike_and_rises(script: list[str], text: list[str]) -> None:
    pairs = [(i, j) for i, j in enumerate(align(script, text)) if j is not None]
    assert all(script[i] == text[j] for i, j in pairs)
    assert all(one[1] < two[1] for one, two in pairwise(pairs))


@given(st.lists(st.sampled_from("abcd"), max_size=60))
def test_a_text_is_itself(text: list[str]) -> None:
    assert align(text, text) == list(range(len(text)))


@pytest.mark.parametrize("unit", [["a"], ["a", "b"], list("abcdefgh"), ["a"] * 50 + ["b"]])
def test_work_grows_with_the_words(unit: list[str]) -> None:
    """Eight times the words cost at most ten times the steps, whatever repeats, and what else is between."""
    costs = []
    for size in (400, 3200):
        text = (unit * size)[:size]
        script = [word for k, word in enumerate(text) if k % 7] + ["z"]
        costs.append(lines(lambda script=script, text=text: align(script, text)))  # type: ignore[misc]
    assert costs[1] < 10 * costs[0]


def test_words_are_letters_in_one_case_with_their_offsets() -> None:
    assert [(word.form, word.start, word.end) for word in words_of("“É\u0301t_É!” 7th")] == [
        ("é\u0301t", 1, 4), ("é", 5, 6), ("7th", 9, 12),
    ]  # fmt: skip


def test_places_of_words_in_a_row() -> None:
    places = Places(list("abcabd"))
    assert [places.find(words.split()) for words in ("a b d", "a b", "b", "d a", "x")] == [3, 0, 1, None, None]
