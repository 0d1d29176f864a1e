"""What several processes gain in wall time (on a quiet machine), and what CPU time they add."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from functools import partial

from measure import say, seconds

from quoteattr import QuoteExtractor


def cpu() -> float:
    """CPU time of this process and of those that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main(texts: Sequence[str]) -> None:
    """Print both for 2 processes, and for one a core where there are more, beside one process."""
    extractor = QuoteExtractor()
    cores = os.cpu_count() or 1
    numbers = [1, 2, *([cores] if cores > 2 else [])]
    print(f"processes: {len(texts)} texts, {cores} cores")

    def run(n_process: int) -> None:
        for _ in extractor.pipe(texts, n_process=n_process):
            pass

    runs = [partial(run, n) for n in numbers]
    alone, *others = seconds(runs, clock=time.perf_counter)
    for n, taken in zip(numbers[1:], others, strict=True):
        say(f"wall time, {n} processes", alone / taken, "x as fast", "goal: 1.8" if n == 2 else "")
    alone, *others = seconds(runs, clock=cpu)
    for n, taken in zip(numbers[1:], others, strict=True):
        say(f"CPU time of all, {n} processes", taken / alone, "x")
