"""Names below or behind a post's words: *Posted by: Ana Lund | 3 May 2019*, *It rained. – ana_lund May 3 at 12:31*."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from quoteattr.document.structure.posts.forms import Form, form_of
from quoteattr.document.structure.posts.heads import Head
from quoteattr.document.structure.types import Line
from quoteattr.language.layout_words import LayoutWords

_FEWEST = 3  # lines that end alike
_LONGEST = 80  # code points of a name and a time behind words
_TAIL = regex.compile(r"(?<=\S)\s++(?P<tail>[–—]\s[^–—]{3,80}+)$")


def part_feet(text: str, lines: Sequence[Line], words: LayoutWords) -> Sequence[Line]:
    """The lines, parted before a dash, a name and a time at their ends if some end so, in one form."""
    tails: dict[int, tuple[int, str]] = {}
    for i, line in enumerate(lines):
        tail = _TAIL.search(text, max(line.start, line.end - _LONGEST), line.end)
        form: Form | None = form_of(text, replace(line, start=tail.start("tail")), words) if tail else None
        if tail and form and form.number and form.runs:
            tails[i] = tail.start("tail"), form.key
    counts = Counter(key for _, key in tails.values())
    parted: list[Line] = []
    for i, line in enumerate(lines):
        dash, key = tails.get(i, (0, ""))
        if counts[key] < _FEWEST:
            parted.append(line)
            continue
        parted.append(replace(line, end=len(text[line.start : dash].rstrip()) + line.start))
        parted.append(replace(line, start=dash, after_blank=False))
    return parted


def below(lines: Sequence[Line], heads: Sequence[Head]) -> Iterator[Head]:
    """Lines that may be heads as what stands below words: each with the line in which the words above it begin.

    Nothing if some hold no words, or the last stands above more text.
    """
    if heads[-1].lines.stop < len(lines) or any(len(head.lines) > 1 for head in heads):
        return
    top = heads[0].lines.start - 1
    while top > 0 and not lines[top].after_blank:
        top -= 1
    stops = [top, *(head.lines.stop for head in heads)]
    if all(start < head.lines.start for start, head in zip(stops, heads, strict=False)) and top >= 0:
        for (start, _), head in zip(pairwise(stops), heads, strict=True):
            yield replace(head, lines=range(start, start), body=lines[start].start)
