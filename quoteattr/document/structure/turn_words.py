"""The words of a turn: its lines without stage directions, captions, markup and reports such as *said Clara*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import regex

from quoteattr.document.structure.evidence import first_line
from quoteattr.document.structure.letter_parts import signature_of_turn
from quoteattr.document.structure.patterns import ends_sentence
from quoteattr.document.structure.turns import OMITTED, paragraphs_of
from quoteattr.document.structure.types import Block, Kind, Line, Offsets, Opening
from quoteattr.language.layout_words import LayoutWords, tokens_of

_LONGEST_TAG = 8  # words of a report within a line of dialogue
_LATEST_VERB = 4  # words at the start of such a report among which its verb is
_BRACKETS = regex.compile(r"_?\([^()]{1,300}\)_?|\[[^\[\]]{1,300}\]")
_SEGMENT = regex.compile(r"[^,.;:?!…—–―]++")
_BETWEEN = regex.compile(r"[\s,.;:—–―]++")
_PARTS_TAG = ",?!…—–―"  # what may stand before a report
_MARKUP = r"</?[a-z][^<>]{0,80}>"
_LEFT, _RIGHT = (regex.compile(rf"{way}(?:\s|\||{_MARKUP})++") for way in ("", "(?r)"))  # | frames tables
_EMPHASIS = regex.compile(r"\*++|_++")
_LETTER = regex.compile(r"[\p{L}\p{N}]")
_PLACEHOLDER = regex.compile(r"<[^<>]++>")  # of what is left out of a chat: <Media omitted>


def turn_block(
    text: str, lines: Sequence[Line], turn: Opening, held: range, kinds: Mapping[int, Kind], words: LayoutWords
) -> Block:
    """The block of a turn that holds some lines."""
    body: list[Offsets] = []
    tags: list[Offsets] = []
    omitted = [(lines[i].start, lines[i].end) for i in held[1:] if kinds.get(i) in OMITTED]
    if turn.label:
        omitted = [(start, end) for start, end in omitted if not start <= turn.label[0] < end]
    for paragraph in _paragraphs(text, lines, turn, held, kinds):
        for is_direction, part in _parted(text, paragraph, words):
            if is_direction:
                omitted.append(part)
            elif turn.shape != "opening dash":
                body.append(part)
            else:
                for is_tag, piece in _reported(text, part, words):
                    (tags if is_tag else body).append(piece)
    is_part = turn.label is not None and words.is_part(text[slice(*turn.label)])
    if is_part and body and (signed := signature_of_turn(text, body[-1], words)):
        body[-1] = body[-1][0], signed[0][0]
        omitted.append(signed[0])
    return Block(
        kind="turn",
        start=lines[turn.line].start,
        end=lines[held[-1]].end,
        label=turn.label,
        asides=turn.asides,
        mark=turn.mark,
        body=tuple(bare for span in body if _says_anything(text, *(bare := _bare(text, *span)))),
        omitted=tuple(sorted(omitted)),
        tags=tuple(tags),
        shape=turn.shape,
    )


def _says_anything(text: str, start: int, end: int) -> bool:
    return _LETTER.search(text, start, end) is not None and not _PLACEHOLDER.fullmatch(text, start, end)


def _paragraphs(
    text: str, lines: Sequence[Line], turn: Opening, held: range, kinds: Mapping[int, Kind]
) -> Iterator[Offsets]:
    """The paragraphs behind the label; lines that only white space parts make one span."""
    for paragraph in paragraphs_of(text, lines, range(first_line(lines, turn), held.stop), kinds):
        left = max(turn.body, lines[paragraph.start].start)
        for i in paragraph[1:]:
            if not text[lines[i - 1].end : lines[i].start].isspace():  # line numbers
                yield left, lines[i - 1].end
                left = lines[i].start
        yield left, lines[paragraph[-1]].end


def _parted(text: str, paragraph: Offsets, words: LayoutWords) -> Iterator[tuple[bool, Offsets]]:
    """The parts of a paragraph, each with whether it is a stage direction."""
    at, end = paragraph
    for bracket in _BRACKETS.finditer(text, at, end):
        if _is_direction(text, at, bracket, words):
            yield False, (at, bracket.start())
            yield True, bracket.span()
            at = bracket.end()
    yield False, (at, end)


def _is_direction(text: str, start: int, bracket: regex.Match[str], words: LayoutWords) -> bool:
    """Whether a bracket tells what happens: a remark on noise, or what stands between sentences and is no talk."""
    tokens = tokens_of(bracket.group())
    if tokens and not words.noises.isdisjoint((tokens[0], tokens[-1])):
        return True
    left, right = _bare(text, start, bracket.start())
    return words.talk.isdisjoint(tokens) and (left == right or ends_sentence(text, left, right))


def _reported(text: str, part: Offsets, words: LayoutWords) -> Iterator[tuple[bool, Offsets]]:
    """The parts of a line of dialogue, each with whether it reports: *Yes,* and *said Clara*."""
    at, end = part
    for segment in _SEGMENT.finditer(text, at, end):
        left, right = _bare(text, *segment.span())
        if segment.start() > part[0] and text[segment.start() - 1] in _PARTS_TAG and _is_tag(text[left:right], words):
            yield False, (at, left)
            yield True, (left, right)
            after = _BETWEEN.match(text, right, end)
            at = after.end() if after else right
    yield False, (at, end)


def _is_tag(segment: str, words: LayoutWords) -> bool:
    """Whether a segment is *said Clara*, *he asked gently* or *said the old man*."""
    tokens = segment.split()
    verb = next((k for k, t in enumerate(tokens[:_LATEST_VERB]) if t.lower() in words.reporting_verbs), None)
    if verb is None or not 1 < len(tokens) <= _LONGEST_TAG:
        return False
    subject = tokens[:verb] or tokens[1:2]
    first = subject[0].lower()
    if first in words.subject_pronouns:
        return len(subject) == 1 and subject[0] in (first, "I")
    if first in words.roles.people.not_names:  # the old man
        return subject[0].islower() and (not verb or len(subject) > 1)
    return all(token[0].isupper() for token in subject)


def _bare(text: str, start: int, end: int) -> Offsets:
    """A span without white space, the frame of a table and tags at its ends, nor emphasis about the whole of it."""
    left = _LEFT.match(text, start, end)
    start = left.end() if left else start
    right = _RIGHT.match(text, start, end)
    end = right.start() if right else end
    emphasis = _EMPHASIS.match(text, start, end)
    length = len(emphasis.group()) if emphasis else 0
    if emphasis and end - start > 2 * length and text[end - length : end] == emphasis.group():
        return start + length, end - length
    return start, end
