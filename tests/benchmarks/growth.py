"""Whether cost grows with the text alone: an article once, 4, 16 and 64 times over, with and without line breaks."""

from __future__ import annotations

from functools import partial

from measure import ARTICLE, say, seconds

from quoteattr import QuoteExtractor

TIMES = (1, 4, 16, 64)
ROUNDS = 3


def main() -> None:
    """Print the cost per word of each length beside that of the shortest."""
    extractor = QuoteExtractor()
    article = ARTICLE.read_text(encoding="utf-8")
    for name, text in (("in paragraphs", article + "\n\n"), ("in one paragraph", " ".join(article.split()) + " ")):
        print(f"growth: an article of {len(article.split())} words {name}, cost per word")
        costs = []
        for times in TIMES:
            # a short text many times, so that every figure is of the same number of words
            batch = [text * times] * (TIMES[-1] // times)
            costs += seconds([partial(extractor.extract_many, batch)], rounds=ROUNDS)
            say(f"{times} times as long", costs[-1] / costs[0], "x", "goal: 1.0")


if __name__ == "__main__":
    main()
