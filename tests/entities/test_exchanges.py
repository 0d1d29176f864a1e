"""Turns of others around a turn, and who alone speaks them."""

from __future__ import annotations

import pytest

from quoteattr.entities.exchanges import only_other, others_around

FAR = 9  # paragraphs, more than an exchange has between turns


@pytest.mark.parametrize(
    ("speakers", "expected"),
    [
        ([0, 1, 0, 1], [[1], [0, 2], [1, 3], [2]]),
        ([0, 0, 1], [[2], [2], [1]]),
        ([0, 0, 0, 1], [[], [3], [3], [2]]),
        ([0, None, 1], [[2], [0, 2], [0]]),
        ([0, 1, 2], [[1], [0, 2], [1]]),
        ([0], [[]]),
        ([], []),
    ],
)
def test_the_nearest_of_others(speakers: list[int | None], expected: list[list[int]]) -> None:
    assert others_around(speakers, [(k, k) for k in range(len(speakers))]) == expected


def test_narration_parts_exchanges() -> None:
    assert others_around([0, 1, 0], [(0, 0), (FAR, FAR), (FAR + 1, FAR + 1)]) == [[], [2], [1]]
    assert others_around([0, 1], [(0, FAR), (FAR + 1, FAR + 1)]) == [[1], [0]]  # a long turn is no narration


def test_of_two_others_none_is_alone() -> None:
    assert [only_other([0, 1, 0, 2], near) for near in ([0, 2], [1, 3], [3], [])] == [0, None, 2, None]
