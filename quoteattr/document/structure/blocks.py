"""Raw text -> blocks: what each part of a text is, before any sentence is parsed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quoteattr.document.paragraphs import dateline, paragraphs
from quoteattr.document.structure.acceptance import Accepted, accept
from quoteattr.document.structure.interviews import interview_turns
from quoteattr.document.structure.line_kinds import line_kinds
from quoteattr.document.structure.lines import join_captions, read_lines
from quoteattr.document.structure.patterns import ends_sentence
from quoteattr.document.structure.plain_blocks import Rest, plain_blocks
from quoteattr.document.structure.posts.feet import part_feet
from quoteattr.document.structure.posts.threads import find_posts
from quoteattr.document.structure.turn_shapes import openings, opens_with_time
from quoteattr.document.structure.turn_words import turn_block
from quoteattr.document.structure.turns import resumed, turn_lines
from quoteattr.document.structure.types import Block, Kind, Line, Offsets, Opening
from quoteattr.language.layout_words import LayoutWords

_RUNNING: frozenset[Kind] = frozenset({"paragraph", "heading", "rule", "byline", "dateline", "salutation", "signature"})
_NO_WORDS: frozenset[Kind] = frozenset({"caption", "rule", "dateline"})
_SENTENCE = 6  # words from which what follows a field's label may be a sentence: *Item 4: The Chair said that …*
_NO_TURN: frozenset[Kind] = frozenset({"caption", "quoted mail", "rule"})


def read_blocks(text: str, words: LayoutWords) -> tuple[Block, ...]:
    r"""The blocks of a text, in order; they hold all of it but white space.

    *By Ana Lund\n\nKIM: It rained.\nTOM: All day?\nKIM: All day.* is a byline and three turns.
    """
    bounds = paragraphs(text)
    lines = _lines(text, bounds, words)
    kinds = line_kinds(text, lines, words)
    lines = join_captions(text, lines, kinds)
    may_speak = [i for i in range(len(lines)) if kinds.get(i) not in _NO_TURN]
    found = openings(text, lines, may_speak, words)
    accepted = accept(text, lines, found, words)
    posts = find_posts(text, lines, kinds, words)
    if posts.openings and len(posts.openings) >= sum(turn.mark is not None for turn in accepted.turns):
        accepted = Accepted(posts.openings, [field for field in accepted.fields if field.line not in posts.heads])
        kinds = {i: kind for i, kind in kinds.items() if i not in posts.heads}
        kinds |= dict.fromkeys(posts.around, "direction")
    opened = accepted.turns or interview_turns(text, lines, may_speak, found["colon"], words)
    place = dateline(text, bounds)
    fields = {field.line: field for field in accepted.fields if not place or lines[field.line].start != place[0]}
    kinds = _settled(text, lines, {**kinds, **dict.fromkeys(fields, "field")}, opened)
    opened = resumed(lines, opened, kinds)
    held = turn_lines(text, lines, opened, kinds, words)
    turns = [turn_block(text, lines, turn, own, kinds, words) for turn, own in zip(opened, held, strict=True)]
    rest = Rest(text, lines, {**kinds, **{i: "turn" for own in held for i in own}}, fields, place, words)
    return tuple(sorted([*turns, *plain_blocks(rest)], key=lambda block: block.start))


def _lines(text: str, bounds: Sequence[Offsets], words: LayoutWords) -> Sequence[Line]:
    """Return the lines of a text, parted before the names behind posts if it is a thread of such."""
    lines = read_lines(text, bounds)
    parted = part_feet(text, lines, words)
    posts = find_posts(text, parted, {}, words).openings if len(parted) > len(lines) else ()
    return parted if any(post.label and post.label[0] > post.body for post in posts) else lines


def _settled(
    text: str, lines: Sequence[Line], kinds: Mapping[int, Kind], turns: Sequence[Opening]
) -> Mapping[int, Kind]:
    """Return the kinds of lines, now that turns are known: events among those with times, else no stage directions."""
    if not turns:
        return {i: kind for i, kind in kinds.items() if kind != "direction"}
    opened = {turn.line for turn in turns}
    settled = {i: kind for i, kind in kinds.items() if i not in opened}
    if 2 * sum(turn.mark is not None for turn in turns) > len(turns):
        others = (i for i in range(len(lines)) if i not in opened and i not in kinds)
        settled |= {i: "direction" for i in others if opens_with_time(text, lines[i])}
    return settled


def parsed_spans(text: str, blocks: Sequence[Block]) -> list[Offsets]:
    """Return the spans that marks and parses never cross: paragraphs, but of turns and quoted mail the words alone.

    What is nobody's words, such as a caption's time or a field without a sentence, is not parsed.
    """
    if all(block.kind in _RUNNING for block in blocks):
        return paragraphs(text)
    return [span for block in blocks for span in _spans(text, block)]


def _spans(text: str, block: Block) -> Sequence[Offsets]:
    if block.kind in _NO_WORDS:
        return ()
    if block.kind == "field":
        return [(a, b) for a, b in block.body if ends_sentence(text, a, b) and len(text[a:b].split()) >= _SENTENCE]
    if block.shape == "opening dash":  # with the reports in the line: — Yes, said Ana.
        return ((block.body[0][0], block.end),) if block.body else ()
    return block.body if block.body else ((block.start, block.end),)
