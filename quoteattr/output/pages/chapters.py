"""The parts of a text under its headings, for a page's table of contents."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from quoteattr.document.ranges import Offsets
from quoteattr.document.structure.blocks import read_blocks
from quoteattr.language.language import load_language
from quoteattr.records import Result

_NUMBERED = regex.compile(r"\b(?:\d+|[IVXLC]+)\b")
_DECORATION = "#*_= "
_FEWEST = 3  # parts that are worth a table of contents; set by hand


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a text.

    Attributes:
        number: its place among the parts, from 1.
        title: its headings, where several follow one another: *VOLUME I · CHAPTER I*.
        paragraph: the index of the paragraph in which its first heading is.
        quotes: how many quotations begin in it.
    """

    number: int
    title: str
    paragraph: int
    quotes: int


def chapters_of(extraction: Result, bounds: Sequence[Offsets]) -> list[Chapter]:
    """Return the parts of a text under headings; none if they are few.

    Args:
        extraction: the text and its quotations.
        bounds: its paragraphs.
    """
    groups = _headings(extraction.text)
    if len(groups) < _FEWEST:
        return []
    starts = [group[0][0] for group in groups]
    quotes = Counter(bisect_right(starts, quote.content[0].start) for quote in extraction.quotes)
    paragraphs = [start for start, _ in bounds]
    return [
        Chapter(
            number=number,
            title=" · ".join(_title(extraction.text, heading) for heading in group),
            paragraph=bisect_right(paragraphs, group[0][0]) - 1,
            quotes=quotes[number],
        )
        for number, group in enumerate(groups, start=1)
    ]


def _headings(text: str) -> list[list[Offsets]]:
    """Return the headings of a text, those that follow one another together.

    Where most are numbered or in capitals, other short lines are none: a line of verse, a salutation.
    """
    headings = [(b.start, b.end) for b in read_blocks(text, load_language().layout) if b.kind == "heading"]
    plain = [span for span in headings if _NUMBERED.search(title := _title(text, span)) or title.isupper()]
    headings = plain if 2 * len(plain) > len(headings) else headings
    groups = [headings[:1]] if headings else []
    for (_, end), heading in pairwise(headings):
        if text[end : heading[0]].strip():
            groups.append([heading])
        else:
            groups[-1].append(heading)
    return groups


def _title(text: str, heading: Offsets) -> str:
    return " ".join(text[slice(*heading)].split()).strip(_DECORATION) or "–"
