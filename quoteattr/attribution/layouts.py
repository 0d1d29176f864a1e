"""Attributions that the layout gives: a name signed under a quotation, a label before a turn."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

import regex

from quoteattr.attribution.syntax import MIN_SPEECH_WORDS, trim
from quoteattr.attribution.types import Attribution, Choice
from quoteattr.document.document import Document
from quoteattr.document.ranges import Offsets
from quoteattr.document.structure.labels import with_office
from quoteattr.document.structure.types import Block
from quoteattr.language.word_classes import WordClasses

TURNS = frozenset({"label", "mail"})  # rules of what is said word for word without marks
_CONFIDENCE = 0.9  # set by hand
_MAX_SIGNATURE = 100  # code points; set by hand
_DASH = frozenset({"―", "—", "–", "-", "--"})
_COLON = regex.compile(r":(?!\d)")  # not that of a time
_WORD = r"\p{Lu}[\p{L}\p{M}.'’-]*+"


@cache
def _signer(words: WordClasses) -> regex.Pattern[str]:
    """Return the pattern of a signer's name: capitalised words, with small ones between them."""
    small = "|".join(sorted(words.name_particles | words.organization_small_words - {"&"}))
    return regex.compile(rf"{_WORD}(?: (?:{_WORD}|{small})){{0,7}}+")


def by_signature(doc: Document) -> list[Choice]:
    """Return the attributions that a signature gives, in order of their cues."""
    signed = {choice.content: choice for choice in (*_signature_blocks(doc), *_signatures(doc))}
    return sorted(signed.values(), key=lambda choice: choice.cue)


def _signature_blocks(doc: Document) -> Iterator[Choice]:
    """Find quotations signed by the block behind them: *“…” ~ Ana Lund*, or *Ana Lund, engineer* in the next line."""
    parse = doc.parse
    ends = [parse.end[last - 1] for _, last in doc.marked]
    for block in parse.blocks:
        k = bisect_right(ends, block.start) - 1
        if block.kind != "signature" or block.label is None or k < 0:
            continue
        first, last = doc.marked[k]
        is_alone = first == parse.paragraphs[parse.paragraph[first]][0]
        start, end = bisect_left(parse.start, block.start), bisect_left(parse.start, block.end)
        name = bisect_left(parse.start, block.label[0])
        if is_alone and doc.words(((first, last),)) >= MIN_SPEECH_WORDS and last == start and name < end:
            yield Choice(start, ((first, last),), trim(doc, ((name, end),))[0], _CONFIDENCE, "signature")


def _signatures(doc: Document) -> Iterator[Choice]:
    """Find quotations that fill their paragraph and have a dash and a name behind them, or in the next paragraph."""
    parse = doc.parse
    for p, marks in enumerate(doc.by_paragraph):
        if not marks:
            continue
        first, last = doc.marked[marks[-1]]
        start, end = parse.paragraphs[p]
        if first > start or doc.words(((first, last),)) < MIN_SPEECH_WORDS:
            continue
        dash = last
        if not doc.words(((last, end),)) and p + 1 < len(parse.paragraphs):
            dash, end = parse.paragraphs[p + 1]
        if dash + 1 >= end or parse.word[dash] not in _DASH:
            continue
        words = parse.text[parse.start[dash + 1] : parse.end[end - 1]]
        signer = words.partition(",")[0].rstrip(" .")
        is_phrase = doc.finite_before[end] == doc.finite_before[dash + 1]  # a dash may open speech as well
        if is_phrase and len(words) <= _MAX_SIGNATURE and _signer(doc.language.words).fullmatch(signer):
            source = trim(doc, ((dash + 1, end),))
            yield Choice(dash, ((first, last),), source[0] if source else None, _CONFIDENCE, "signature")


def by_label(doc: Document, signed: Sequence[Choice]) -> list[Attribution]:
    """Return an attribution for each turn that a label or a caption's mark opens, and each quoted mail.

    All words of a turn are direct speech, but for those that others have signed; the label is the source, the colon
    behind it the cue.
    """
    start, end = doc.parse.start, doc.parse.end
    others = [(start[a], end[b - 1]) for choice in signed for a, b in choice.content]
    turns = []
    for block in doc.turns:
        own = tuple(span for span in block.body if not any(a < span[1] and span[0] < b for a, b in others))
        if own:
            turns.append(_turn(doc.parse.text, block, own))
    return turns


def _turn(text: str, block: Block, content: tuple[Offsets, ...]) -> Attribution:
    colon = _COLON.search(text, block.label[1], block.body[0][0]) if block.label else None
    rule = "mail" if block.kind == "quoted mail" else "label"
    return Attribution(
        content=content,
        cue=colon.span() if colon else None,
        cue_head=None,
        source=with_office(text, block),
        source_head=None,
        confidence=_CONFIDENCE,
        rule=rule,
    )


def outside_turns(doc: Document, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions without those that reach from one turn into another, or out of one."""
    spans = sorted((span, k) for k, block in enumerate(doc.turns) for span in block.body)
    starts = [start for (start, _), _ in spans]

    def turn_at(span: Offsets) -> int | None:
        k = bisect_right(starts, span[0]) - 1
        return spans[k][1] if k >= 0 and span[0] < spans[k][0][1] else None

    if not spans:
        return list(attributions)
    return [
        each
        for each in attributions
        if len({turn_at(span) for span in (*each.content, each.cue or each.content[0])}) == 1
    ]
