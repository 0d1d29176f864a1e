"""Raw text -> blocks: what each part of a text is, before any sentence is parsed."""

from __future__ import annotations

from collections.abc import Sequence

from quoteattr.document.paragraphs import dateline, paragraphs
from quoteattr.document.structure.acceptance import accept
from quoteattr.document.structure.line_kinds import line_kinds
from quoteattr.document.structure.lines import read_lines
from quoteattr.document.structure.plain_blocks import Rest, plain_blocks
from quoteattr.document.structure.turn_shapes import openings, opens_with_time
from quoteattr.document.structure.turn_words import turn_block
from quoteattr.document.structure.turns import turn_lines
from quoteattr.document.structure.types import Block, Kind, Offsets
from quoteattr.language.layout_words import LayoutWords

_RUNNING: frozenset[Kind] = frozenset({"paragraph", "heading", "rule", "byline", "dateline", "salutation", "signature"})
_NO_WORDS: frozenset[Kind] = frozenset({"field", "caption", "rule", "dateline"})
_NO_TURN: frozenset[Kind] = frozenset({"caption", "quoted mail", "rule"})


def read_blocks(text: str, words: LayoutWords) -> tuple[Block, ...]:
    r"""The blocks of a text, in order; they hold all of it but white space.

    *By Ana Lund\n\nKIM: It rained.\nTOM: All day?\nKIM: All day.* is a byline and three turns.
    """
    bounds = paragraphs(text)
    lines = read_lines(text, bounds)
    kinds = dict(line_kinds(text, lines, words))
    may_speak = [i for i in range(len(lines)) if kinds.get(i) not in _NO_TURN]
    accepted = accept(text, lines, openings(text, lines, may_speak, words), words)
    kinds |= {opening.line: "field" for opening in accepted.fields}
    if sum(turn.mark is not None for turn in accepted.turns) > len(accepted.turns) / 2:
        kinds |= {i: "direction" for i in may_speak if i not in kinds and opens_with_time(text, lines[i])}
    kinds = {i: kind for i, kind in kinds.items() if i not in {turn.line for turn in accepted.turns}}
    held = turn_lines(text, lines, accepted.turns, kinds)
    turns = [turn_block(text, lines, turn, own, kinds, words) for turn, own in zip(accepted.turns, held, strict=True)]
    kinds |= {i: "turn" for own in held for i in own}
    if not turns:  # a remark in brackets is a stage direction only where there are turns
        kinds = {i: kind for i, kind in kinds.items() if kind != "direction"}
    fields = {opening.line: opening for opening in accepted.fields}
    rest = Rest(text, lines, kinds, fields, dateline(text, bounds), words)
    return tuple(sorted([*turns, *plain_blocks(rest)], key=lambda block: block.start))


def parsed_spans(text: str, blocks: Sequence[Block]) -> list[Offsets]:
    """Return the spans that marks and parses never cross: paragraphs, but of turns and quoted mail the words alone.

    What is nobody's words, such as a field or a caption's time, is not parsed.
    """
    if all(block.kind in _RUNNING for block in blocks):
        return paragraphs(text)
    return [span for block in blocks for span in _spans(block)]


def _spans(block: Block) -> Sequence[Offsets]:
    if block.kind in _NO_WORDS:
        return ()
    if block.shape == "opening dash":  # with the reports in the line: — Yes, said Ana.
        return ((block.body[0][0], block.end),) if block.body else ()
    return block.body if block.body else ((block.start, block.end),)
