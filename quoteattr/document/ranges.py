"""Sets of tokens as sorted, disjoint, half-open ranges: what contents and sources are made of; and offsets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

Offsets = tuple[int, int]  # half-open, in code points of the text given
Range = tuple[int, int]  # half-open, in tokens
Ranges = tuple[Range, ...]
Count = TypeVar("Count", int, float)


def union(ranges: Iterable[Range]) -> Ranges:
    """Return the tokens in any of the ranges; drop empty ranges, merge touching ones."""
    ordered = sorted(ranges)
    if len(ordered) == 1:  # nearly always
        return ((ordered[0][0], ordered[0][1]),) if ordered[0][0] < ordered[0][1] else ()
    merged: list[Range] = []
    for a, b in ordered:
        if a >= b:
            continue
        if merged and a <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return tuple(merged)


def minus(ranges: Iterable[Range], first: int, last: int) -> Ranges:
    """Return the ranges without the tokens from `first` up to, not including, `last`."""
    left: list[Range] = []
    for a, b in ranges:
        if b <= first or last <= a:
            left.append((a, b))
            continue
        if a < first:
            left.append((a, first))
        if last < b:
            left.append((last, b))
    return tuple(left)


def without(ranges: Ranges, others: Ranges) -> Ranges:
    """Return the tokens of `ranges` that are in none of `others`."""
    for a, b in others:
        ranges = minus(ranges, a, b)
    return ranges


def contains(ranges: Ranges, token: int) -> bool:
    """Whether the token is in one of the ranges."""
    for a, b in ranges:  # noqa: SIM110 - asked some 10,000 times a page, and any() takes twice as long
        if a <= token < b:
            return True
    return False


def size(ranges: Ranges) -> int:
    """Count the tokens in the ranges."""
    count = 0
    for a, b in ranges:
        count += b - a
    return count


def counted(before: Sequence[Count], ranges: Ranges) -> Count:
    """Count the tokens of a kind in the ranges, given how many of the kind stand before each token."""
    count = before[0]
    for a, b in ranges:  # sum() of a comprehension takes twice as long, and nearly always there is one range
        count += before[b] - before[a]
    return count


def mark(marked: bytearray, ranges: Iterable[Range]) -> None:
    """Set the bytes of the tokens in the ranges."""
    for a, b in ranges:
        marked[a:b] = b"\1" * (b - a)


def common(some: Ranges, others: Ranges) -> Ranges:
    """Return the tokens in both of two sets."""
    return tuple([(max(a, c), min(b, d)) for a, b in some for c, d in others if a < d and c < b])


def overlap(some: Ranges, others: Ranges) -> int:
    """Count the tokens in both of two sets."""
    if len(some) == len(others) == 1:  # nearly always
        ((a, b),), ((c, d),) = some, others
        shared = (b if b < d else d) - (a if a > c else c)
        return shared if shared > 0 else 0
    return size(common(some, others))
