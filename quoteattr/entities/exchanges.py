"""Who speaks just before and just after each turn of an exchange: one of them is whom it is said to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

CLOSE = 3  # paragraphs between turns of one exchange
_REACH = 2  # turns looked at, before and after: the speaker's own may come between
Place = tuple[int, int]  # a turn's first and last paragraph


def others_around(speakers: Sequence[int | None], places: Sequence[Place]) -> list[list[int]]:
    """Return for each turn the turns of others nearest before and after it in the same exchange: none, one or two.

    Args:
        speakers: the entities that speak the turns, in text order; None where nobody is known, who is no other.
        places: the turns' paragraphs.
    """

    def nearest(i: int, reach: range) -> Iterator[int]:
        for j in reach:
            if not 0 <= j < len(speakers) or places[max(i, j)][0] - places[min(i, j)][1] > CLOSE:
                return
            if speakers[j] is not None and speakers[j] != speakers[i]:
                yield j
                return

    before = [range(i - 1, i - 1 - _REACH, -1) for i in range(len(speakers))]
    after = [range(i + 1, i + 1 + _REACH) for i in range(len(speakers))]
    return [[*nearest(i, before[i]), *nearest(i, after[i])] for i in range(len(speakers))]


def only_other(speakers: Sequence[int | None], around: Sequence[int]) -> int | None:
    """Return who alone speaks these turns; None, if several do."""
    others = {speakers[j] for j in around}
    return others.pop() if len(others) == 1 else None
