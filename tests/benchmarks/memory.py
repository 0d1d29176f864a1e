"""Whether memory stays flat in a long stream, each document with words never seen before; and in a long text."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from measure import ARTICLE, say

from quoteattr import QuoteExtractor

DOCUMENTS = 50_000


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
    """Print memory along the stream, then what a text of 200,000 words takes."""
    extractor = QuoteExtractor()
    print(f"memory: a stream of {count:,} documents, resident MB")
    at_tenth = 0.0
    for number, _ in enumerate(extractor.pipe(documents(count)), 1):
        if number % (count // 10) == 0:
            now = resident()
            at_tenth = at_tenth or now
            say(f"after {number:,}", now, "MB")
    say("growth from a tenth to the whole", resident() / at_tenth, "x", "goal: flat")
    article = ARTICLE.read_text(encoding="utf-8") + "\n\n"
    long_text = article * (200_000 // len(article.split()))
    before = resident()
    extractor.extract(long_text)
    say(f"one text of {len(long_text.split()):,} words adds", resident() - before, "MB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
