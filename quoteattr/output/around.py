"""What stands around a quotation: the rest of its sentence or paragraph, before and after."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal

import regex

from quoteattr.document.paragraphs import paragraphs
from quoteattr.records import Quote

Context = Literal["sentence", "paragraph"]
Unit = tuple[int, int]
_SENTENCE_END = regex.compile(r"(?<![.!?…])[.!?…]++[\p{Pf}\p{Pe}\"']*+\s++(?=[\p{Lu}\p{Lt}\p{Lo}\p{N}\p{Pi}\p{Ps}\"'])")


def units_of(text: str, context: Context) -> list[Unit]:
    """Return the offsets of a text's paragraphs, or of their sentences.

    Sentences end at a full stop, question or exclamation mark before a capital: no model is asked, so that "Mr." ends
    one too.
    """
    bounds = paragraphs(text)
    return bounds if context == "paragraph" else [unit for bound in bounds for unit in _sentences(text, *bound)]


def around_of(text: str, quote: Quote, units: Sequence[Unit]) -> dict[str, str]:
    """Return the words before and after a quotation in its unit; where there are none, the unit before or after.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> found = QuoteExtractor().extract("It was late. “It rained,” Ana Lund said.")
        >>> around_of(found.text, found.quotes[0], units_of(found.text, "sentence"))
        {'before': 'It was late.', 'after': 'Ana Lund said.'}
    """
    start, end = quote.content[0].start, quote.content[-1].end
    first = max(0, bisect_right(units, start, key=lambda unit: unit[0]) - 1)
    last = min(len(units) - 1, bisect_left(units, end, key=lambda unit: unit[1]))
    before, after = text[units[first][0] : start].strip(), text[end : units[last][1]].strip()
    if not before and first > 0:
        before = text[slice(*units[first - 1])].strip()
    if not after and last + 1 < len(units):
        after = text[slice(*units[last + 1])].strip()
    return {"before": before, "after": after}


def _sentences(text: str, start: int, end: int) -> Iterator[Unit]:
    for found in _SENTENCE_END.finditer(text, start, end):
        yield start, found.end()
        start = found.end()
    if start < end:
        yield start, end
