"""Whether memory stays flat in a long stream, each document with words never seen before; what a long text takes."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from measure import ARTICLE, say

from quoteattr import QuoteExtractor

DOCUMENTS = 50_000
CHARACTERS = 1_000_000


def resident() -> float:
    """This process's memory now, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def documents(count: int) -> Iterator[str]:
    """Short made-up reports about people and sums that occur once only."""
    chance = random.Random(1)
    for number in range(count):
        name, place = ("".join(chance.choices("aeioulmnrst", k=8)).title() for _ in range(2))
        yield f"“Order {number} is late,” {name} said in {place}. The firm owes {chance.random() * 1e6:.2f} crowns."


def main(count: int = DOCUMENTS) -> None:
    """Print what a long text takes, then memory along the stream."""
    extractor = QuoteExtractor()
    article = ARTICLE.read_text(encoding="utf-8") + "\n\n"
    extractor.extract((article * (CHARACTERS // len(article) + 1))[:CHARACTERS])
    print(f"memory: one text of {CHARACTERS:,} characters, resident MB")
    say("the whole process at most", getrusage(RUSAGE_SELF).ru_maxrss * 1024 / 1e6, "MB", "goal: 500")
    print(f"memory: a stream of {count:,} documents, resident MB")
    at_tenth = 0.0
    for number, _ in enumerate(extractor.pipe(documents(count)), 1):
        if number % (count // 10) == 0:
            now = resident()
            at_tenth = at_tenth or now
            say(f"after {number:,}", now, "MB")
    say("growth from a tenth to the whole", resident() / at_tenth, "x", "goal: flat")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
