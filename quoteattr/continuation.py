"""Stage 5b: quotations that go on after their attribution: no cue of their own, the speaker of the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quoteattr.attribution import Choice
from quoteattr.document import Document
from quoteattr.ranges import Ranges, size, union

_LEAST_WORDS = 3  # shorter quotations are titles, nicknames and scare quotes more often than speech
_COVERED = 0.2  # share of a quotation that may belong to an attribution before it counts as taken


def join(doc: Document, chosen: Sequence[Choice]) -> list[Choice]:
    """Join quotations no cue claims to the attribution they go on from.

    A quotation that opens a sentence goes on from the last quoted attribution of its paragraph; one that
    opens a paragraph without attributions, from the direct quotation that ended the paragraph before.
    """
    parse = doc.parse
    joined = list(chosen)
    taken = bytearray(len(parse))  # the tokens of all attributions
    for choice in joined:
        for a, b in (*choice.content, (choice.cue, choice.cue + 1), choice.source or (0, 0)):
            taken[a:b] = b"\1" * (b - a)
    by_paragraph: dict[int, list[int]] = {}
    for i, choice in enumerate(joined):
        by_paragraph.setdefault(parse.paragraph[choice.cue], []).append(i)
    open_until, open_choice = -1, -1  # the last paragraph a direct quotation reached, and its attribution
    for p, marks in enumerate(doc.by_paragraph):
        own = by_paragraph.get(p, [])
        for k in marks:
            start, end = doc.marked[k]
            mark = ((start, end),)
            if taken.count(1, start, end) > _COVERED * size(mark) or doc.words(mark) < _LEAST_WORDS:
                continue
            at_start = mark[0][0] <= parse.paragraphs[p][0]
            earlier = [
                i for i in own if _is_quoted(doc, joined[i]) and joined[i].content[-1][1] <= mark[0][0]
            ]
            if earlier and (at_start or _opens_sentence(doc, mark[0][0])):
                target = max(earlier, key=lambda i: joined[i].content[-1][1])
            elif at_start and not own and open_until >= p - 1 and open_choice >= 0:
                target, open_until = open_choice, p
            else:
                continue
            joined[target] = replace(joined[target], content=union([*joined[target].content, *mark]))
            taken[start:end] = b"\1" * (end - start)
        direct = [i for i in own if _is_direct(doc, joined[i])]
        quoted = [i for i in own if _is_quoted(doc, joined[i])]
        if direct:
            open_until, open_choice = p, max(direct, key=lambda i: joined[i].content[-1][1])
        elif own:
            open_until, open_choice = (p, quoted[-1]) if quoted else (-1, -1)
    return joined


def _is_quoted(doc: Document, choice: Choice) -> bool:
    return doc.quoted_tokens(choice.content) > 0


def _is_direct(doc: Document, choice: Choice) -> bool:
    return doc.quoted_tokens(choice.content) >= 0.8 * size(choice.content)


def _opens_sentence(doc: Document, token: int) -> bool:
    return doc.parse.word[token - 1][-1:] in ".?!\":'”"


def pieces(doc: Document, content: Ranges) -> tuple[tuple[int, int], ...]:
    """The content as offsets, cut at paragraph breaks."""
    parse = doc.parse
    spans = []
    for a, b in content:
        while a < b:
            last = min(b, parse.paragraphs[parse.paragraph[a]][1])
            spans.append((parse.start[a], parse.end[last - 1]))
            a = last
    return tuple(spans)
