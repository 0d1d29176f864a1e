"""Quotations without a cue of their own: what the speaker before goes on to say, and the turns of a talk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quoteattr.attribution.syntax import MIN_SPEECH_WORDS
from quoteattr.attribution.types import Attribution, Choice
from quoteattr.document.document import Document
from quoteattr.document.phrases import token_range
from quoteattr.document.ranges import mark, size, union

UNCUED = "uncued"  # the rule of a turn that no source is given for
_SINGLE = frozenset("'‘’‚‛`")
_MAX_TAKEN = 0.2  # share of a quotation that may belong to an attribution before it counts as taken; set by hand
_CONFIDENCE = 0.9  # of uncued turns: 32 of 35 paragraphs that are all quotation were gold in passages of 24 registers
_MIN_DIRECT = 0.8  # share of quoted tokens from which a content counts as direct; set by hand


def join_continuations(doc: Document, chosen: Sequence[Choice]) -> list[Choice]:
    """Join quotations that are no cue's content to the attribution they continue.

    A quotation that opens a sentence continues the last quoted attribution of its paragraph; one that opens a
    paragraph without attributions, the quotation of the paragraph before, unless that ends in a question: another
    answers it. Both must be in the same marks: a heading in other marks continues nothing.
    """
    parse = doc.parse
    joined = list(chosen)
    taken = bytearray(len(parse))  # the tokens of all attributions
    for choice in joined:
        mark(taken, (*choice.content, (choice.cue, choice.cue + 1), choice.source or (0, 0)))
    by_paragraph: dict[int, list[int]] = {}
    for i, choice in enumerate(joined):
        by_paragraph.setdefault(parse.paragraph[choice.cue], []).append(i)
    before: int | None = None  # the quoted attribution that the paragraph before ended with
    for p, marks in enumerate(doc.by_paragraph):
        own = by_paragraph.get(p, [])
        runs_on = False
        for k in marks:
            start, end = doc.marked[k]
            if taken.count(1, start, end) > _MAX_TAKEN * (end - start) or doc.words(((start, end),)) < MIN_SPEECH_WORDS:
                continue
            at_start = start <= parse.paragraphs[p][0]
            target = _last_before(doc, joined, own, start) if at_start or _opens_sentence(doc, start) else None
            if target is None and at_start and not own and not (before is not None and _asks(doc, joined[before])):
                target = before
            if target is not None and _same_marks(doc, joined[target], k):
                joined[target] = joined[target]._replace(content=union([*joined[target].content, (start, end)]))
                mark(taken, ((start, end),))
                runs_on = True
        if own or not runs_on:
            before = _last_quoted(doc, joined, own)
    return joined


def uncued_turns(doc: Document, attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """Find paragraphs that are all quotation and nobody's yet, beside one with a quotation that is somebody's.

    *“Is it far?” asked Ana.* In the next paragraph: *“Not very.”* It is a turn of their talk; who speaks it, nothing
    here tells.
    """
    parse = doc.parse
    taken = bytearray(len(parse))
    for each in attributions:
        mark(taken, (token_range(parse, span) for span in each.content))
    talks = [any(taken.find(1, *doc.marked[k]) >= 0 for k in marks) for marks in doc.by_paragraph]
    for p, marks in enumerate(doc.by_paragraph):
        start, end = parse.paragraphs[p]
        beside = any(talks[max(p - 1, 0) : p + 2])
        is_filled = sum(last - first for first, last in map(doc.marked.__getitem__, marks)) == end - start
        if marks and beside and is_filled and taken.find(1, start, end) < 0 and doc.words(((start, end),)):
            talks[p] = True
            content = tuple((parse.start[a], parse.end[b - 1]) for a, b in map(doc.marked.__getitem__, marks))
            yield Attribution(content, None, None, None, None, _CONFIDENCE, UNCUED)


def _last_before(doc: Document, joined: Sequence[Choice], own: Sequence[int], start: int) -> int | None:
    """Return the quoted attribution of the paragraph that ends last before a token."""
    earlier = [i for i in own if _is_quoted(doc, joined[i]) and joined[i].content[-1][1] <= start]
    return max(earlier, key=lambda i: joined[i].content[-1][1], default=None)


def _last_quoted(doc: Document, joined: Sequence[Choice], own: Sequence[int]) -> int | None:
    """Return the attribution a following paragraph would continue: the last direct one, else the last quoted one."""
    direct = [i for i in own if _is_direct(doc, joined[i])]
    if direct:
        return max(direct, key=lambda i: joined[i].content[-1][1])
    return next((i for i in reversed(own) if _is_quoted(doc, joined[i])), None)


def _same_marks(doc: Document, choice: Choice, mark: int) -> bool:
    last = doc.quotations_in(choice.content)[-1]
    return (doc.outer[last].mark in _SINGLE) == (doc.outer[mark].mark in _SINGLE)


def _asks(doc: Document, choice: Choice) -> bool:
    start, end = choice.content[-1]
    return "?" in doc.parse.word[max(start, end - 2) : end]


def _is_quoted(doc: Document, choice: Choice) -> bool:
    return doc.quoted_tokens(choice.content) > 0


def _is_direct(doc: Document, choice: Choice) -> bool:
    return doc.quoted_tokens(choice.content) >= _MIN_DIRECT * size(choice.content)


def _opens_sentence(doc: Document, token: int) -> bool:
    return doc.parse.word[token - 1][-1:] in ".?!\":'”"
