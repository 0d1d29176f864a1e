"""Sets of tokens: union, difference, size and overlap, against what plain sets of numbers say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.document.ranges import Range, Ranges, contains, mark, minus, overlap, size, union, without

LOOSE = st.lists(st.tuples(st.integers(0, 15), st.integers(0, 15)), max_size=5)
quick = settings(max_examples=60, deadline=None, derandomize=True)


def members(ranges: Ranges | list[Range]) -> set[int]:
    return {i for a, b in ranges for i in range(a, b)}


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ([], ()),
        ([(3, 3)], ()),
        ([(4, 6), (0, 2)], ((0, 2), (4, 6))),
        ([(0, 2), (2, 5)], ((0, 5),)),
        ([(0, 9), (2, 5)], ((0, 9),)),
    ],
)
def test_union_sorts_merges_and_drops_the_empty(given_: list[Range], expected: Ranges) -> None:
    assert union(given_) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (3, 5, ((0, 3), (5, 9))),
        (0, 9, ()),
        (0, 4, ((4, 9),)),
        (6, 20, ((0, 6),)),
        (9, 12, ((0, 9),)),
    ],
)
def test_minus_cuts_out_one_range(first: int, last: int, expected: Ranges) -> None:
    assert minus([(0, 9)], first, last) == expected


@given(LOOSE, LOOSE)
@quick
def test_sets_of_tokens_are_sets(some: list[Range], others: list[Range]) -> None:
    a, b = union(some), union(others)
    assert members(a) == members(some)
    assert list(a) == sorted(a)
    assert members(without(a, b)) == members(a) - members(b)
    assert size(a) == len(members(a))
    assert overlap(a, b) == len(members(a) & members(b))
    assert [contains(a, i) for i in range(16)] == [i in members(a) for i in range(16)]


@quick
@given(LOOSE)
def test_mark_sets_the_bytes_of_what_is_held_and_no_others(ranges: list[Range]) -> None:
    held = bytearray(16)
    mark(held, ranges)
    assert {i for i, byte in enumerate(held) if byte} == members(ranges)
    assert len(held) == 16
