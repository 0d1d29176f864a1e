"""Cost: what this package does itself grows with the length of a text, whatever the text.

Seconds of the processor are compared at one length and at four times that: linear cost gives 4, quadratic 16. The parse
is spaCy's and not counted.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import regex

from quoteattr import QuoteExtractor, Settings
from quoteattr.marks import find_quotations
from quoteattr.parsing import Analyser, Parse, parse_texts

MOST = 8.0
WORDS = 800
ROOT = Path(__file__).parent.parent
ARTICLE = " ".join((ROOT / "examples" / "article.txt").read_text(encoding="utf-8").split()) + " "


def name(k: int) -> str:
    """The k-th of 166,375 names that no list knows."""
    syllables = ""
    for _ in range(3):
        syllables += "bdfglmnprst"[k % 11] + "aeiou"[k // 11 % 5]
        k //= 55
    return syllables.capitalize()


HOSTILE: dict[str, Callable[[int], str]] = {
    "one line": lambda n: ARTICLE * (n // len(ARTICLE.split()) + 1),
    "an entity a sentence": lambda n: "\n\n".join(f"“It rained,” said {name(k)} {name(7 * k)}." for k in range(n // 9)),
    "a role a sentence": lambda n: "\n\n".join(f"The {name(k)} minister said it rained." for k in range(n // 7)),
    "nested": lambda n: "“a ‘b " * (n // 8) + "c’ d” " * (n // 8),
    "marks alone": lambda n: '" ' * n,
    "alternation": lambda n: " ".join(random.Random(7).choices([*"“”‘’'\",.", "said", "Ana", "it"], k=n)),
    "labels": lambda n: "\n".join(f"{name(k % 400).upper()}: It rained here." for k in range(n // 6)),
    "cues alone": lambda n: "he said " * (n // 2),
    "one coordination": lambda n: ", ".join(name(k) for k in range(n // 2)) + " said it rained.",
    "signatures": lambda n: "\n".join(f"“It rained here today.” — {name(k)} {name(k + 5)}" for k in range(n // 10)),
    "turns": lambda n: "“Did it rain?” asked Clara.\n\n“It did.”\n\n“All day,” said Peter.\n\n" * (n // 14),
    "never closed": lambda n: "“It rained, and it rained.\n\n" * (n // 7),
}


def parsed(reader: QuoteExtractor, text: str) -> Parse:
    return next(parse_texts(reader.nlp, [text], Analyser(reader.nlp)))


def seconds(work: Callable[[], object]) -> float:
    """The lesser of two runs: others on the machine can only add to it."""
    spent = []
    for _ in range(2):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


@pytest.mark.parametrize("kind", HOSTILE)
def test_own_stages(kind: str, extractor: QuoteExtractor) -> None:
    short, long = (parsed(extractor, HOSTILE[kind](n)) for n in (WORDS, 4 * WORDS))
    for profile in ("news", "fiction"):
        settings = Settings.model_validate({"acts": "all", "min_confidence": 0, "profile": profile, "nested": True})
        reader = QuoteExtractor(settings, extractor.nlp)
        one, four = (seconds(partial(reader._extraction, parse, None)) for parse in (short, long))
        assert four < MOST * one * len(long) / len(short) / 4, profile


def test_five_thousand_entities(extractor: QuoteExtractor) -> None:
    """All of them kept apart."""
    text = "\n\n".join(f"“No,” said {name(k)} {name(7 * k + 3)}." for k in range(5000))
    found = extractor.extract(text)
    assert len(found.quotes) > 4500
    assert len(found.speakers) > 0.9 * len(found.quotes)


MARKS: dict[str, Callable[[int], str]] = {
    "pairs": lambda n: '"a" ' * (n // 2),
    "nested": lambda n: "“‘" * (n // 4) + "a" + "’”" * (n // 4),
    "alternation": lambda n: "".join(random.Random(7).choices("\"“”‘’'«»„ab ,.", k=n)),
}


@pytest.mark.parametrize("kind", MARKS)
def test_many_marks(kind: str) -> None:
    """A million take 7 to 18 seconds."""
    short, long = MARKS[kind](10_000), MARKS[kind](40_000)
    assert seconds(partial(find_quotations, long)) < MOST * seconds(partial(find_quotations, short))


PATTERNS = sorted(
    (path.stem, number, pattern)
    for path in (ROOT / "quoteattr").glob("*.py")
    for number, pattern in enumerate(vars(__import__(f"quoteattr.{path.stem}", fromlist=["_"])).values())
    if isinstance(pattern, regex.Pattern)
)
"""Every pattern of the package."""

TILES = [*"aA \n1-'\"_.,:([", "A ", "A. ", "A of ", "\n ", "\r\n", "’s", "[a", "a'"]


@pytest.mark.parametrize("pattern", [p for *_, p in PATTERNS], ids=[f"{m}-{n}" for m, n, _ in PATTERNS])
def test_patterns_do_not_backtrack(pattern: regex.Pattern[str]) -> None:
    """Each is matched at one place, as the package does; a search may begin anywhere and is as long as the text."""
    for tile in TILES:
        one, four = (
            seconds(partial(pattern.match, tile * n + "\0"))
            for n in (4_000, 16_000)
        )
        assert four < max(MOST * one, 0.005), tile
