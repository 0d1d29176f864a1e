"""Quoted words: the kind of a content by its quotations, and its words between quotation marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from quoteattr.document.quotations import Quotation
from quoteattr.document.ranges import Offsets
from quoteattr.records import QuoteKind


def kind_of(text: str, content: Sequence[Offsets], quotations: Sequence[Quotation]) -> QuoteKind:
    """Return the kind of a content in a text with these quotations: direct if all its words are quoted, mixed if some.

    Marks around the whole content do not count: they are not the speaker's whose words are told there.
    """
    quoted, outside = False, ""
    for start, end in content:
        reached = start
        for quotation in _with_a_mark_in(quotations, start, end):
            quoted = True
            outside += text[reached : quotation.start]
            reached = max(reached, quotation.end)
        outside += text[reached:end]
    if not quoted:
        return "indirect"
    return "mixed" if any(map(str.isalnum, outside)) else "direct"


def verbatim_in(content: Sequence[Offsets], quotations: Sequence[Quotation]) -> list[Offsets]:
    """Return the spans of a content between quotation marks, without the marks, in text order."""
    found: list[Offsets] = []
    for start, end in content:
        reached = start
        inside = (quotation.inside for quotation in _with_a_mark_in(quotations, start, end))
        for first, last in sorted(inside, key=lambda span: (span[0], -span[1])):
            clipped = max(first, start), min(last, end)
            if reached <= clipped[0] < clipped[1]:  # not in the one before
                found.append(clipped)
                reached = clipped[1]
    return found


def _with_a_mark_in(quotations: Sequence[Quotation], start: int, end: int) -> Iterator[Quotation]:
    first = bisect_left(quotations, start, key=attrgetter("start"))
    around = first - 1 if first else None
    while around is not None:
        if start < quotations[around].end <= end:
            yield quotations[around]
        around = quotations[around].parent
    yield from quotations[first : bisect_left(quotations, end, key=attrgetter("start"))]
