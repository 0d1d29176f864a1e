"""What all benchmarks share: the texts, clocks, medians, one line of output a figure."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

ROUNDS = 5
ARTICLE = Path(__file__).parents[2] / "examples" / "article.txt"


def texts(folder: Path | None) -> list[str]:
    """The texts of a folder; without one, the sample article under 40 different headlines."""
    if folder is not None:
        return [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.txt"))]
    return [f"Report {number}\n\n{ARTICLE.read_text(encoding='utf-8')}" for number in range(40)]


def words(some: Sequence[str]) -> int:
    """How many words they have."""
    return sum(len(text.split()) for text in some)


def seconds(
    runs: Sequence[Callable[[], object]], clock: Callable[[], float] = time.process_time, rounds: int = ROUNDS
) -> list[float]:
    """The median time of each function; the rounds interleave, so that all meet the same weather."""
    taken: list[list[float]] = [[] for _ in runs]
    for _ in range(rounds):
        for run, times in zip(runs, taken, strict=True):
            start = clock()
            run()
            times.append(clock() - start)
    return [median(times) for times in taken]


def say(name: str, value: float, unit: str = "", goal: str = "") -> None:
    """Print one figure."""
    print(f"  {name:<58}{value:>9.3f} {unit:<12}{goal}", flush=True)
