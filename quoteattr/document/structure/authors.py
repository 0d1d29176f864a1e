"""Who wrote a text or a part of it, and to whom: "I" and "you" outside quotations and turns are these people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import regex

from quoteattr.document.structure.letter_parts import is_quotation
from quoteattr.document.structure.named_people import (
    LONGEST_HEADING,
    Token,
    name_after,
    name_before,
    name_of_self,
    self_introduced,
    tokens_in,
    told_above,
    told_in_end_note,
)
from quoteattr.document.structure.types import Block, Offsets
from quoteattr.language.layout_words import LayoutWords, tokens_of

Evidence = Literal["byline", "signature", "heading", "mail", "salutation", "introduction", "end note"]
_DASHES = frozenset("-–—")
_MARKS = _DASHES | {",", ":", "|"}  # before the *by* of a heading
_CLOSING = '”"’*_.) '
_STOPS = frozenset('.!?…”"’:')
_LINE = regex.compile(r"\S.*")
_ENDS_NAME = ("", ",", "\n")
_LAST = 3  # blocks among which the signature of a text without a salutation stands


@dataclass(frozen=True, slots=True)
class Authorship:
    """A part of a text, `start` to `end`, with the names of its author and its addressee where the text gives them.

    *Dear Ana, … Yours, Tom Rey* is one part: `author` is the span of *Tom Rey*, `addressee` that of *Ana*, and
    `evidence` "signature", as that is where the author was found ("salutation" if there is but an addressee).
    """

    start: int
    end: int
    author: Offsets | None
    addressee: Offsets | None
    evidence: Evidence


def find_authors(text: str, blocks: Sequence[Block], words: LayoutWords) -> tuple[Authorship, ...]:
    """The parts of a text whose author or addressee is known, in order, apart from each other.

    A byline, a heading (*Ana Lund to Tom Rey*, *The diary of Ana Lund*) and the head of a mail hold up to the next
    one; a letter from its salutation to its signature. A text without any is its author's who gives their name in it
    (*My name is Ana Lund.*), under it (*Ana Lund is a baker in Sarn.*) or above it (*Ana Lund, baker*).
    """
    if not blocks:
        return ()
    parts = tuple(part for part in _parts(text, blocks, words) if part.author or part.addressee)
    if any(part.author for part in parts):
        return parts
    whole = _told_in_text(text, blocks, words)
    if whole and whole.evidence == "introduction" and len(parts) == 1:  # a letter without a signature
        return (replace(parts[0], author=whole.author),)
    return parts or ((whole,) if whole else ())


def _told_in_text(text: str, blocks: Sequence[Block], words: LayoutWords) -> Authorship | None:
    """The text as its author's, who is named in it, under it or above it, if somebody is."""
    prose = [block for block in blocks if block.kind == "paragraph"]
    whole = Authorship(blocks[0].start, blocks[-1].end, None, None, "introduction")
    if name := self_introduced(text, prose, words) or _hails(text, blocks, words):
        return replace(whole, author=name)
    if name := told_in_end_note(text, prose, words):
        return replace(whole, author=name, end=prose[-1].start, evidence="end note")
    if name := told_above(text, blocks, words):
        return replace(whole, author=name, evidence="heading")
    return None


def _hails(text: str, blocks: Sequence[Block], words: LayoutWords) -> Offsets | None:
    """Who greets everybody in the first line and says who they are: *Hey guys, it's Ana*, *Hello all, Ana here*."""
    start, end = blocks[0].start, min(blocks[0].end + LONGEST_HEADING, blocks[-1].end)
    opening = tokens_in(text, start, end)
    if blocks[0].kind not in ("paragraph", "salutation") or opening[0].low not in words.hails:
        return None
    return name_of_self(text, Block("paragraph", start, end, body=((start, end),)), words, calls=True)


@dataclass(slots=True)
class _State:
    """What has been read: the parts so far, and what holds now.

    `outer` is the part of a byline, a heading or the head of a mail, `letter` that of a letter in it or without it;
    `is_fresh` says that no running text has followed the last opening.
    """

    parts: list[Authorship]
    outer: Authorship | None = None
    letter: Authorship | None = None
    is_fresh: bool = True

    def close(self, end: int) -> None:
        """End what holds now, if it names anybody."""
        part = self.letter or self.outer
        if part and part.start < end and (part.author or part.addressee):
            self.parts.append(replace(part, end=end))

    def open(self, told: Authorship) -> None:
        """Begin a part, or add to one that has begun just now."""
        if self.is_fresh and self.outer and not self.letter:
            author, addressee = self.outer.author or told.author, self.outer.addressee or told.addressee
            self.outer = replace(self.outer, author=author, addressee=addressee)
        else:
            self.close(told.start)
            self.outer, self.letter = told, None
        self.is_fresh = True

    def greet(self, told: Authorship) -> None:
        """Begin a letter; a heading right above it is its own."""
        if self.is_fresh and self.outer and not self.letter:
            self.letter = replace(self.outer, addressee=self.outer.addressee or told.addressee)
            self.outer = None
        else:
            self.close(told.start)
            self.letter = told
        self.is_fresh = True

    def sign(self, block: Block, start: int | None) -> None:
        """End a letter; what it stands in goes on behind it. Without a salutation it may hold from `start`."""
        if not self.letter and not self.outer and start is not None:
            self.letter = Authorship(self.parts[-1].end if self.parts else start, 0, None, None, "signature")
        if self.letter:
            if not self.letter.author:
                evidence: Evidence = "byline" if block.kind == "byline" else "signature"
                self.letter = replace(self.letter, author=block.label, evidence=evidence)
            self.close(block.end)
            self.letter = None
            self.outer = replace(self.outer, start=block.end) if self.outer else None

    def quote(self, block: Block) -> None:
        """Add quoted mail as a part of its own."""
        self.close(block.start)
        if block.label:
            self.parts.append(Authorship(block.start, block.end, block.label, None, "mail"))
        self.outer = replace(self.outer, start=block.end) if self.outer else None
        self.letter = replace(self.letter, start=block.end) if self.letter else None


def _parts(text: str, blocks: Sequence[Block], words: LayoutWords) -> list[Authorship]:
    state = _State([])
    behind = _are_behind(blocks)
    begins = next((k for k, block in enumerate(blocks) if _is_running(text, block)), len(blocks))
    for k, block in enumerate(blocks):
        under_quotation = k > 0 and is_quotation(text, (blocks[k - 1].start, blocks[k - 1].end))
        if block.kind == "signature" or (behind and block.kind == "byline"):
            if not under_quotation:
                state.sign(block, blocks[0].start if behind or k >= len(blocks) - _LAST else None)
        elif block.kind == "salutation":
            state.greet(Authorship(block.start, block.end, None, block.label, "salutation"))
        elif block.kind == "quoted mail":
            state.quote(block)
        elif told := _told(text, block, words, is_headed=block.kind == "heading" or k <= begins):
            if told.evidence == "signature" and k >= len(blocks) - _LAST and not state.is_fresh:
                state.sign(replace(block, label=told.author), blocks[0].start)
            else:
                state.open(told)
        elif block.kind in ("paragraph", "turn"):
            state.is_fresh = False
    state.close(blocks[-1].end)
    return state.parts


def _are_behind(blocks: Sequence[Block]) -> bool:
    """Whether bylines stand under what they are of: the first behind running text, the last at the end."""
    kinds = [block.kind for block in blocks]
    return "byline" in kinds and "paragraph" in kinds[: kinds.index("byline")] and kinds[-1] == "byline"


def _is_running(text: str, block: Block) -> bool:
    """Whether a block has sentences or turns; what stands above, *From the journal of Ana Lund*, is a heading."""
    return block.kind == "turn" or (block.kind == "paragraph" and text[block.end - 1] in _STOPS)


def _told(text: str, block: Block, words: LayoutWords, *, is_headed: bool) -> Authorship | None:
    """Whom a byline, a heading or a field of a mail names."""
    author = addressee = None
    evidence: Evidence = "byline"
    if block.kind == "byline" and block.label:
        names = text[block.label[0] : max(block.label[1], *(end for _, end in block.asides), 0)]
        author = block.label if words.joining.isdisjoint(names.lower().split()) else None  # two have no "I"
    elif is_headed and block.kind in ("heading", "paragraph"):
        author, addressee = _told_in_heading(text, block, words)
        author = author or _told_by_a_line(text, block, words)
        evidence = "heading"
    elif block.kind == "field" and block.label and block.body:
        label = text[slice(*block.label)].lower()
        name = name_after(text, tokens_in(text, *block.body[0]), 0, words)
        evidence = "byline" if label in words.bylines else "signature" if label in words.author_fields else "mail"
        author = name if label in words.author_markers | words.bylines | words.author_fields else None
        addressee = name if label in words.addressee_markers else None
    return Authorship(block.start, block.end, author, addressee, evidence) if author or addressee else None


def _told_in_heading(text: str, block: Block, words: LayoutWords) -> tuple[Offsets | None, Offsets | None]:
    """Author and addressee as a heading names them: *Ana Lund to Tom Rey*, *Tom Rey's journal*, *Notes, by Ana*."""
    tokens = tokens_in(text, block.start, block.end) if block.end - block.start <= LONGEST_HEADING else []
    for k, token in enumerate(tokens):
        if token.low in words.bylines and k and tokens[k - 1].seen[-1] in _MARKS:
            name = name_after(text, tokens, k + 1, words)
            return (name if name and not text[name[1] : block.end].strip(_CLOSING) else None), None
        before, after = name_before(tokens, k, words), name_after(text, tokens, k + 1, words)
        is_free = not k or before or tokens[k - 1].low in words.papers  # not *The Road to Troy*
        if token.low in words.addressee_markers and after and is_free and _are_people(text, before, after, words):
            return before, after
        if token.low in words.papers:
            if before and text[before[1] - 2 : before[1]] in ("'s", "’s"):
                return (before[0], before[1] - 2), None
            by = next((i for i in range(k + 1, len(tokens)) if tokens[i].low in words.bylines), k + 1)
            if writer := _writer(text, tokens[k + 1 :], words) or _writer(text, tokens[by:], words):
                return writer, None
    return None, None


def _told_by_a_line(text: str, block: Block, words: LayoutWords) -> Offsets | None:
    """Whose paper a line says it is that goes on: *Statement of Ana Lund, baker, of Sarn, taken at the station*."""
    for line in _LINE.finditer(text, block.start, block.end):
        first, *tokens = tokens_in(text, line.start(), min(line.end(), line.start() + LONGEST_HEADING))
        if first.low in words.papers and tokens and tokens[0].low in words.paper_links:
            name = _writer(text, tokens, words)
            is_all = name is not None and text[name[1] : name[1] + 1] in _ENDS_NAME
            return name if is_all or line.group().endswith(":") else None  # not *Statements of Ana Lund were read*
    return None


def _are_people(text: str, before: Offsets | None, after: Offsets, words: LayoutWords) -> bool:
    """Whether what stands before and behind *to* are people: one of them by its words, the other a name."""
    names = [text[slice(*name)] for name in (before, after) if name]
    return any(words.is_person(name) for name in names) and not any(words.is_field(name) for name in names)


def _writer(text: str, tokens: Sequence[Token], words: LayoutWords) -> Offsets | None:
    """The name behind a paper: any behind *by*, a full one behind *of*, one that is surely a person's behind a dash.

    *THE MOTHER* is no name.
    """
    name = name_after(text, tokens, 1, words)
    if name and tokens[1].low in words.roles.people.words.articles:
        return None
    if name is None or tokens[0].low in words.bylines:
        return name
    called, is_linked = text[slice(*name)], tokens[0].low in words.paper_links
    if words.is_field(called) and tokens_of(called)[0] not in words.roles.people.given:
        return None
    if words.is_person(called):
        return name if is_linked or tokens[0].seen in _DASHES else None
    behind = next((token.low for token in tokens if token.start >= name[1]), "")
    in_capitals = called.isupper() and not words.roles.is_person(behind)  # *STATEMENT OF SUBSCRIBING WITNESS*
    is_full = " " in called and not in_capitals and words.roles.organizations.keys().isdisjoint(tokens_of(called))
    return name if is_linked and is_full else None
