"""Calibration: precision by confidence, expected calibration error, precision against recall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from quoteattr.evaluation.scores.attributions import Score


@dataclass(frozen=True, slots=True)
class Judged:
    """A prediction's confidence, and whether it is right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The predictions whose confidence is in `low` up to, not including, `high` (the last bin includes 1)."""

    low: float
    high: float
    count: int
    confidence: float
    precision: float


def bins(judged: Sequence[Judged], parts: int = 10) -> list[Bin]:
    """Equally wide confidence bins, without the empty ones."""
    members: list[list[Judged]] = [[] for _ in range(parts)]
    for one in judged:
        members[min(int(one.confidence * parts), parts - 1)].append(one)
    return [
        Bin(
            k / parts,
            (k + 1) / parts,
            len(inside),
            fmean(one.confidence for one in inside),
            fmean(one.right for one in inside),
        )
        for k, inside in enumerate(members)
        if inside
    ]


def expected_error(judged: Sequence[Judged], parts: int = 10) -> float:
    """Expected calibration error: distance of confidence and precision, the mean over all predictions."""
    return sum(b.count * abs(b.confidence - b.precision) for b in bins(judged, parts)) / max(1, len(judged))


def curve(judged: Sequence[Judged], gold: int, parts: int = 20) -> list[tuple[float, Score]]:
    """Return the score that would be left under each `min_confidence`, from the lowest that drops anything.

    Links are those of all predictions together: what a dropped prediction matched is not given to another.
    """
    points = []
    for k in range(parts):
        minimum = k / parts
        kept = [one.right for one in judged if one.confidence >= minimum]
        if kept:
            points.append((minimum, Score(sum(kept), gold, sum(kept), len(kept))))
    while len(points) > 1 and points[1][1].predicted == len(judged):
        points.pop(0)
    return points
