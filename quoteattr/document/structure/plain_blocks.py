"""The blocks that are no turns: paragraphs, headings, fields, captions, quoted mail, the parts of letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile, zip_longest

import regex

from quoteattr.document.structure.letter_parts import (
    byline,
    is_quotation,
    mailer,
    salutation,
    signature,
    signature_at_end,
    signature_behind,
    signature_under,
)
from quoteattr.document.structure.line_kinds import (
    forwarder,
    is_mail_field,
    is_mail_header,
    mail_header_lines,
    may_be_title,
)
from quoteattr.document.structure.named_people import name_after, tokens_in
from quoteattr.document.structure.patterns import ends_sentence
from quoteattr.document.structure.types import Block, Kind, Line, Offsets, Opening
from quoteattr.language.layout_words import LayoutWords

_QUOTED = regex.compile(r"(?:>\s?)++")
_ADDRESS = regex.compile(r"\s*+\S+@\S+\s(?=\()")
_NUMBER = regex.compile(r"\d++")
_LAST = 4  # lines among which a text is signed: its last words, the name, an office, a place or a date
_OPENS = regex.compile(r"[\"“‘«„'*_(]")


@dataclass(frozen=True, slots=True)
class Rest:
    """What turns leave of a text, whose lines have the kind "turn" in `kinds`; a line without a kind is running text.

    `fields` are the openings of fields by line, `dateline` is where the report's place and agency stand.
    """

    text: str
    lines: Sequence[Line]
    kinds: Mapping[int, Kind]
    fields: Mapping[int, Opening]
    dateline: Offsets | None
    words: LayoutWords

    def span(self, i: int) -> Offsets:
        """Where a line stands."""
        return self.lines[i].start, self.lines[i].end

    def seen(self, i: int) -> str:
        """What a line holds."""
        return self.text[self.lines[i].start : self.lines[i].end]

    def kind(self, i: int) -> Kind:
        """What a line is."""
        return self.kinds.get(i, "paragraph")


def plain_blocks(rest: Rest) -> Iterator[Block]:
    """The blocks of the lines that are no turns, in order."""
    greeted, before = False, None
    writers: dict[int, Offsets | None] = {}
    signed = _signatures(rest)
    for run in _runs(rest, signed):
        for block in [signed[run[0]]] if run[0] in signed else _blocks(rest, run, greeted, before):
            if block.kind == "quoted mail":
                block = _resumed(rest, run, block, writers)
            yield block
            greeted |= block.kind == "salutation"
            before = block


def _signatures(rest: Rest) -> dict[int, Block]:
    """The signatures, by each of their lines."""
    found: dict[int, Block] = {}
    greeted = False
    for i in range(len(rest.lines)):
        if i in found or rest.kind(i) != "paragraph":
            continue
        below = list(takewhile(lambda k: rest.kind(k) == "paragraph", range(i, min(i + 3, len(rest.lines)))))
        greeted = greeted or salutation(rest.text, rest.span(i), rest.words) is not None
        is_bullet = rest.seen(i)[0] == "-" and not (i and ends_sentence(rest.text, *rest.span(i - 1)))
        block = None if is_bullet else signature(rest.text, [rest.span(k) for k in below], greeted, rest.words)
        if block:
            found |= {k: block for k in below if rest.lines[k].start < block.end}
    return found | _signature_at_end(rest, found, greeted)


def _signature_at_end(rest: Rest, found: Mapping[int, Block], greeted: bool) -> dict[int, Block]:
    """The signature of a text without turns that no dash or closing shows, by each of its lines."""
    last = range(max(0, len(rest.lines) - _LAST), len(rest.lines))
    kinds = {rest.kind(k) for k in last}
    if "turn" in rest.kinds.values() or not kinds <= {"paragraph", "heading"} or not found.keys().isdisjoint(last):
        return {}
    block = signature_at_end(rest.text, [rest.span(k) for k in last], greeted, rest.words)
    return {k: block for k in last if block and rest.lines[k].start >= block.start}


def _runs(rest: Rest, signed: Mapping[int, Block]) -> Iterator[range]:
    """Lines that make one block: of one paragraph, one caption, one depth of quoted mail; others are alone."""
    left = [i for i in range(len(rest.lines)) if rest.kind(i) != "turn"]
    start = None
    for i, after in zip_longest(left, left[1:], fillvalue=-1):
        start = i if start is None else start
        same = signed[i] is signed.get(after) if i in signed else after not in signed and _belong(rest, i, after)
        if after != i + 1 or not same:
            yield range(start, i + 1)
            start = None


def _belong(rest: Rest, i: int, after: int) -> bool:
    kind = rest.kind(i)
    if kind != rest.kind(after):
        return False
    if kind == "quoted mail":
        if is_mail_header(rest.seen(after), rest.words) or _opens_mail(rest, after):
            return False
        above = [rest.seen(k) for k in range(max(i - 1, 0), i + 1)]
        return _depth(rest.seen(i)) == _depth(rest.seen(after)) or mail_header_lines(above, rest.words) > 0
    if kind == "caption":
        return not rest.lines[after].after_blank
    return kind == "paragraph" and rest.lines[i].paragraph == rest.lines[after].paragraph


def _blocks(rest: Rest, run: range, greeted: bool, before: Block | None) -> list[Block]:
    """The blocks of lines that go together."""
    text, kind = rest.text, rest.kind(run[0])
    start, end = rest.span(run[0])[0], rest.span(run[-1])[1]
    if kind == "quoted mail":
        return [_quoted(rest, run)]
    if kind == "field":
        field = rest.fields[run[0]]
        body = ((field.body, end),) if field.body < end else ()
        return [Block("field", start, end, field.label, field.asides, field.mark, body)]
    if kind == "caption":
        times = (rest.span(i) for i in run if not _NUMBER.fullmatch(rest.seen(i)))
        return [Block("caption", start, end, mark=next(times, None))]
    if kind == "heading" and before and _signs_in_capitals(rest, run[0], before):
        return [Block("signature", start, end, (start, end))]
    if kind != "paragraph":
        return [Block(kind, start, end)]
    alone = len(run) == 1
    if alone and (found := byline(text, (start, end), rest.words)):
        return [found]
    is_last = run[-1] == len(rest.lines) - 1
    may_sign = alone and ((greeted and is_last) or (before and is_quotation(text, (before.start, before.end))))
    if may_sign and (found := signature_under(text, (start, end), rest.words)):
        return [found]
    if alone and _is_title(rest, run[0]) and not salutation(text, (start, end), rest.words):
        return [Block("heading", start, end)]
    return _paragraph(rest, run)


def _signs_in_capitals(rest: Rest, i: int, before: Block) -> bool:
    """Whether *ANA LUND* closes the paragraph before: with a place in the next line, or nothing behind it."""
    if before.kind != "paragraph" or not rest.seen(i).isupper() or not rest.words.is_person(rest.seen(i)):
        return False
    if i + 1 == len(rest.lines):
        return True
    below = rest.lines[i + 1]
    is_last = i + 2 == len(rest.lines) or rest.lines[i + 2].after_blank
    return not below.after_blank and is_last and may_be_title(rest.seen(i + 1))


def _is_title(rest: Rest, i: int) -> bool:
    """Whether a line stands apart from the text below, or opens the text, and ends as no sentence does."""
    if i + 1 == len(rest.lines) or not rest.lines[i].after_blank:
        return False
    apart = rest.lines[i + 1].after_blank or (not i and not rest.seen(1)[0].islower())
    return apart and may_be_title(rest.seen(i)) and not _OPENS.match(rest.seen(i))


def _paragraph(rest: Rest, run: range) -> list[Block]:
    """Running text, parted from a salutation or a dateline before it and a signature behind it."""
    text, blocks = rest.text, []
    start, end = rest.span(run[0])[0], rest.span(run[-1])[1]
    if greeting := salutation(text, rest.span(run[0]), rest.words):
        blocks.append(greeting)
        start = greeting.end
    elif rest.dateline and rest.dateline[0] == start:
        stop = start + len(text[slice(*rest.dateline)].rstrip())
        blocks.append(Block("dateline", start, stop))
        start = rest.dateline[1]
    signed = signature_behind(text, (start, end), rest.words)
    stop = signed.start if signed else end
    start += len(text[start:stop]) - len(text[start:stop].lstrip())
    stop = start + len(text[start:stop].rstrip())
    if start < stop:
        blocks.append(Block("paragraph", start, stop, body=((start, stop),)))
    return [*blocks, signed] if signed else blocks


def _quoted(rest: Rest, run: range) -> Block:
    """Quoted mail: its author where the line above says who wrote it, and its lines behind their marks."""
    start, end = rest.span(run[0])[0], rest.span(run[-1])[1]
    name = None
    head = _header(rest, run)
    fields = _fields(rest, run)
    if head:
        name = mailer(rest.text, (start, rest.span(run[head - 1])[1]))
    elif senders := [i for i in fields if forwarder(rest.seen(i), rest.words)]:
        name = _sender(rest, senders[0])
        head = len(fields)
    body = []
    for i in run[head:]:
        left, right = rest.span(i)
        mark = _QUOTED.match(rest.text, left, right)
        if (left := mark.end() if mark else left) < right:
            body.append((left, right))
    return Block("quoted mail", start, end, name, body=tuple(body))


def _header(rest: Rest, run: range) -> int:
    """How many lines at the start of quoted mail say who wrote it."""
    return next((n for n in (1, 2) if mail_header_lines([rest.seen(i) for i in run[:n]], rest.words) == n), 0)


def _fields(rest: Rest, run: Iterable[int]) -> list[int]:
    """The lines at the start that are fields of a mail's head."""
    return list(takewhile(lambda i: is_mail_field(rest.seen(i)), run))


def _opens_mail(rest: Rest, i: int) -> bool:
    """Whether a mail's head begins in a line."""
    if not rest.lines[i].after_blank:
        return False
    together = takewhile(lambda k: k == i or not rest.lines[k].after_blank, range(i, len(rest.lines)))
    return any(forwarder(rest.seen(k), rest.words) for k in _fields(rest, together))


def _sender(rest: Rest, i: int) -> Offsets | None:
    """The name in *From: "Ana Lund" <ana@example.org>* or *From: ana@example.org (Ana Lund)*."""
    start, end = rest.span(i)
    value = start + rest.seen(i).index(":") + 1
    address = _ADDRESS.match(rest.text, value, end)
    return name_after(rest.text, tokens_in(rest.text, address.end() if address else value, end), 0, rest.words)


def _resumed(rest: Rest, run: range, block: Block, writers: dict[int, Offsets | None]) -> Block:
    """Quoted mail, with its author's name where it goes on behind another; `writers` are those known, by depth."""
    has_header = _header(rest, run) > 0
    depth = _depth(rest.seen(run[0])) + 1 if has_header else _depth(rest.seen(run[-1]))
    if has_header or any(forwarder(rest.seen(i), rest.words) for i in _fields(rest, run)):
        for deeper in [known for known in writers if known >= depth]:
            del writers[deeper]
        writers[depth] = block.label
    return replace(block, label=writers.get(depth))


def _depth(line: str) -> int:
    mark = _QUOTED.match(line)
    return mark.group().count(">") if mark else 0
