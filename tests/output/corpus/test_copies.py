"""Near-duplicates: found whatever was cut or added, and nothing else taken for one."""

from __future__ import annotations

import random

import pytest

from quoteattr.output.corpus.copies import find_copies, signature

WORDS = [f"w{k}" for k in range(3000)]


def story(seed: int, length: int = 300) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def copies(*texts: list[str]) -> list[int | None]:
    return find_copies(signature(" ".join(text)) for text in texts)


@pytest.mark.parametrize(
    "change",
    [
        lambda words: words,
        lambda words: [word.upper() + "," for word in words],
        lambda words: ["By", "our", "own", "staff", *words],
        lambda words: words[:220],
        lambda words: words[40:],
        lambda words: [word for k, word in enumerate(words) if k % 30],
    ],
)
def test_what_is_nearly_the_same_is_a_copy(change: object) -> None:
    assert callable(change)
    for seed in range(20):
        assert copies(story(seed), story(seed + 100), change(story(seed))) == [None, None, 0]


def test_what_shares_a_third_is_none() -> None:
    for seed in range(20):
        assert copies(story(seed), story(seed)[:100] + story(seed + 100, 200)) == [None, None]


def test_a_copy_of_a_copy_is_the_firsts() -> None:
    assert copies(story(1), story(1)[3:], story(1)[5:], story(2), story(2)) == [None, 0, 0, None, 3]


def test_hardly_any_words_are_nobodys_copy() -> None:
    assert copies([], [], ["Yes."], ["Yes."]) == [None] * 4


def test_a_signature_is_the_same_in_every_run() -> None:
    found = signature("The port shuts in May for nine days.")
    assert found is not None
    assert int(found[0]) == 2332256931751533196
