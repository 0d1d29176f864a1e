"""Whether cost grows with the text alone where texts are made to be hard: each once and four and sixteen times as long.

The parse is spaCy's and not counted.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from measure import say, seconds

from quoteattr import QuoteExtractor, Settings
from quoteattr.document.parse import parse_texts
from quoteattr.document.quotations import find_quotations
from quoteattr.document.words import Analyser

sys.path.append(str(Path(__file__).parents[1] / "helpers"))
from hostile import MARKS, STRUCTURES, TEXTS
from structure_shown import blocks

TIMES = (1, 4, 16)
WORDS = 800
LINED = 4_000
CHARACTERS = 62_500  # sixteen times that are a million
ROUNDS = 3


def main() -> None:
    """Print the cost per word, or per character, of the longer texts beside that of the shortest."""
    reader = QuoteExtractor(Settings(acts="all", min_confidence=0, profile="fiction", nested=True))
    analyse = Analyser(reader.nlp)
    print(f"extremes: the own stages on {WORDS} words and more, cost per word")
    for name, make in TEXTS.items():
        parses = list(parse_texts(reader.nlp, [make(WORDS * times) for times in TIMES], analyse))
        costs = seconds([partial(reader._extraction, parse) for parse in parses], rounds=ROUNDS)
        _growth(name, [cost / len(parse) for cost, parse in zip(costs, parses, strict=True)])
    print(f"extremes: what each line is, on {LINED:,} words and more, cost per character")
    for name, make in STRUCTURES.items():
        texts = [make(LINED * times) for times in TIMES]
        costs = seconds([partial(blocks, text) for text in texts], rounds=1)
        _growth(name, [cost / len(text) for cost, text in zip(costs, texts, strict=True)])
    print(f"extremes: quotation marks alone on {CHARACTERS:,} characters and more, cost per character")
    for name, make in MARKS.items():
        texts = [make(CHARACTERS * times) for times in TIMES]
        costs = seconds([partial(find_quotations, text) for text in texts], rounds=ROUNDS)
        _growth(name, [cost / len(text) for cost, text in zip(costs, texts, strict=True)])


def _growth(name: str, costs: list[float]) -> None:
    for times, cost in zip(TIMES[1:], costs[1:], strict=True):
        say(f"{name}, {times} times as long", cost / costs[0], "x", "goal: 1.0")


if __name__ == "__main__":
    main()
