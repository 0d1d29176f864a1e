"""Spans of an extraction as properly nested elements, paragraph by paragraph, for pages and TEI.

Spans of records may be interrupted, nest, cross one another and run over paragraphs; elements may not cross.
So every span becomes one or more pieces, cut where it would cross an element that is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

import regex

from quoteattr.document.paragraphs import paragraphs
from quoteattr.records import Result, Role

NOT_XML = regex.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""
_ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Piece:
    """An element opens: the `number`-th piece, from 0, of the content or cue … of the quotation `quote`."""

    quote: int
    role: Role
    number: int


@dataclass(frozen=True, slots=True)
class End:
    """The element of this piece, the one opened last, closes."""

    piece: Piece


Token = str | Piece | End


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as tokens, and the white space after it; the first block may be white space alone."""

    tokens: tuple[Token, ...]
    gap: str


@dataclass(frozen=True)
class Markup:
    """The whole text as blocks; joined, their strings are the text, character for character."""

    blocks: list[Block]
    pieces: dict[tuple[int, Role], int]

    def is_last(self, piece: Piece) -> bool:
        """Whether no further piece of the same quotation and role follows."""
        return piece.number + 1 == self.pieces[piece.quote, piece.role]


@dataclass(frozen=True, slots=True)
class _RoleSpan:
    start: int
    end: int
    quote: int
    role: Role


def mark_up(extraction: Result) -> Markup:
    """Cut the text of an extraction into nested pieces."""
    text = extraction.text
    bounds = paragraphs(text)
    pieces: dict[tuple[int, Role], int] = {}
    blocks = []
    if first_gap := text[: bounds[0][0] if bounds else len(text)]:
        blocks.append(Block((), first_gap))
    waiting = sorted(_role_spans(extraction), key=_outer_first, reverse=True)
    unfinished: list[_RoleSpan] = []
    for i, (start, end) in enumerate(bounds):
        while waiting and waiting[-1].start < end:
            unfinished.append(waiting.pop())
        clipped = [_RoleSpan(max(s.start, start), min(s.end, end), s.quote, s.role) for s in unfinished]
        here = sorted((s for s in clipped if s.start < s.end), key=_outer_first)
        unfinished = [s for s in unfinished if s.end > end]
        next_start = bounds[i + 1][0] if i + 1 < len(bounds) else len(text)
        blocks.append(Block(tuple(_nest(text, start, end, here, pieces)), text[end:next_start]))
    return Markup(blocks, pieces)


def _role_spans(extraction: Result) -> Iterator[_RoleSpan]:
    for index, quote in enumerate(extraction.quotes):
        yield from (_RoleSpan(span.start, span.end, index, role) for role, span in quote.parts())


def _outer_first(span: _RoleSpan) -> tuple[int, int, int, int]:
    """Return the order in which elements open: where they begin together, the longer around the shorter."""
    return span.start, -span.end, _ROLES.index(span.role), span.quote


def _nest(
    text: str, start: int, end: int, spans: list[_RoleSpan], pieces: dict[tuple[int, Role], int]
) -> Iterator[Token]:
    """Yield the tokens of text[start:end]; spans lie within it, sorted outer first."""
    stack: list[tuple[_RoleSpan, Piece]] = []  # those that end last at the bottom
    waiting = spans[::-1]
    at = start
    while stack or waiting:
        edge = min([span.end for span, _ in stack[-1:]] + [span.start for span in waiting[-1:]])
        if edge > at:
            yield text[at:edge]
        at = edge
        while stack and stack[-1][0].end == at:
            yield End(stack.pop()[1])
        opening = []
        while waiting and waiting[-1].start == at:
            opening.append(waiting.pop())
        longest = max((span.end for span in opening), default=at)
        while stack and stack[-1][0].end < longest:  # they would cross: cut here, they go on inside
            span, piece = stack.pop()
            yield End(piece)
            opening.append(span)
        for span in sorted(opening, key=lambda s: (-s.end, _ROLES.index(s.role), s.quote)):
            key = span.quote, span.role
            pieces[key] = pieces.get(key, 0) + 1
            piece = Piece(span.quote, span.role, pieces[key] - 1)
            yield piece
            stack.append((span, piece))
    if at < end:
        yield text[at:end]
