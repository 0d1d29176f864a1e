"""Raw text -> lines, without the numbers that court reporters print before them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

import regex

from quoteattr.document.structure.patterns import ends_sentence
from quoteattr.document.structure.types import Kind, Line, Offsets

_LINE = regex.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BREAK = regex.compile(r"\r\n|[\n\r\v\x85\u2028]")
_EDGE = " \t\xa0\ufeff\u200b\u2060"
_TAB = 8  # columns to the next tab stop
_LINE_NUMBER = regex.compile(r"(\d{1,3})(?:\s++|$)")
_PAGE = regex.compile(r"(?:[-–—]\s?)?\d{1,4}(?:\s?[-–—])?")  # 12 · - 12 -
_FEWEST_WORDS = 4  # of a line that breaks off above a page number: fewer may stand above a post's figures
_HEAD = regex.compile(rf"{_PAGE.pattern}|\d{{1,4}}\s++\p{{Lu}}.{{0,80}}|\p{{Lu}}.{{0,80}}\s\d{{1,4}}")  # DAY 3   12
_DURATION = "-->"  # in a subtitle's time: 0:01 --> 0:02
_OPENS = regex.compile(r"[>\-–—―]|\p{Lu}[\p{Lu}\p{M}\p{N} .'’-]*+:")  # what somebody else says in a subtitle
_NUMBERED = 0.8  # share of a text's lines that open with the number after the one before
_FEWEST_NUMBERED = 8  # lines: fewer may be a list
_FEWEST_PADDED = 3  # lines whose numbers have noughts or go on from above: 001, 002; 12, 13
_FIRST = 9  # number that a list may begin with
_WITHIN = 0.9  # share of lines that keep to the width of a wrapped text
_FULL = 0.7  # share of that width from which a line may end because the next word does not fit


def read_lines(text: str, paragraphs: Sequence[Offsets]) -> list[Line]:
    """The lines of a text that hold more than white space; `paragraphs` are its paragraphs' offsets."""
    starts = [start for start, _ in paragraphs]
    lines: list[Line] = []
    before = 0
    for match in _LINE.finditer(text):
        start, end = _stripped(text, *match.span())
        if start == end:
            continue
        gap = text[before:start]
        blank = not lines or "\f" in gap or "\u2029" in gap or len(_BREAK.findall(gap)) > 1
        indent = len(text[match.start() : start].expandtabs(_TAB))
        lines.append(Line(start, end, indent, blank, bisect_right(starts, start) - 1))
        before = end
    return _without_pages(text, _without_numbers(text, lines))


def join_captions(text: str, lines: Sequence[Line], kinds: Mapping[int, Kind]) -> Sequence[Line]:
    """The lines with the words of each subtitle as one paragraph, and its number and time as none.

    Of two who speak in one subtitle, each has a paragraph. A time alone on its line, as in a chat, joins nothing.
    """
    times = (line for i, line in enumerate(lines) if kinds.get(i) == "caption")
    if not any(_DURATION in text[time.start : time.end] for time in times):
        return lines
    joined: list[Line] = []
    number, is_under = 0, False
    for i, (before, line) in enumerate(pairwise([lines[0], *lines])):
        is_caption = kinds.get(i) == "caption"
        is_under = is_caption or (is_under and not line.after_blank)
        begins = kinds.get(i - 1) == "caption" or _OPENS.match(text, line.start, line.end) is not None
        if not is_caption and (begins if is_under else line.paragraph > before.paragraph):
            number += 1
        joined.append(replace(line, paragraph=number))
    return joined


def wrap_width(lines: Sequence[Line]) -> int:
    """The width that nine of ten lines keep to, in code points."""
    lengths = sorted(line.end - line.start for line in lines)
    return lengths[int(_WITHIN * (len(lengths) - 1))] if lengths else 0


def goes_on(text: str, before: Line, line: Line, width: int) -> bool:
    """Whether a line is the middle of a sentence that the line before began, in a paragraph wrapped to a width."""
    if line.after_blank or before.paragraph != line.paragraph:
        return False
    is_full = before.end - before.start >= _FULL * width
    return text[line.start].islower() or (is_full and not ends_sentence(text, before.start, before.end))


def _stripped(text: str, start: int, end: int) -> Offsets:
    while start < end and (text[start].isspace() or text[start] in _EDGE):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _EDGE):
        end -= 1
    return start, end


def _without_pages(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines without page numbers and running heads in the middle of a sentence, which goes on below them."""
    kept: list[Line] = []
    is_page = False
    for line, after in zip_longest(lines, lines[1:]):
        above = (kept[-1].start, kept[-1].end) if kept else (0, 0)
        is_open = after and text[after.start].islower() and not ends_sentence(text, *above)  # seldom
        is_torn = is_open and len(text[slice(*above)].split()) >= _FEWEST_WORDS
        apart = _HEAD if line.after_blank and after and after.after_blank else _PAGE
        if is_torn and not is_page and apart.fullmatch(text, line.start, line.end):
            is_page = True
            continue
        kept.append(replace(line, after_blank=False) if is_page else line)
        is_page = False
    return kept


def _without_numbers(text: str, lines: list[Line]) -> list[Line]:
    """The lines behind their numbers, if nearly all from the first have one that counts on from the line before."""
    numbers = [_LINE_NUMBER.match(text, line.start, line.end) for line in lines]
    values = [int(found[1]) if found else 0 for found in numbers]
    counted = sum(b == a + 1 for a, b in pairwise(values))
    title = next((i for i, found in enumerate(numbers) if found), 0)  # lines
    is_list = not any(found and found[1][0] == "0" for found in numbers) and sum(values[title : title + 1]) <= _FIRST
    fewest = _FEWEST_NUMBERED if is_list else _FEWEST_PADDED
    if counted < fewest or counted < _NUMBERED * (len(lines) - title):
        return lines
    kept: list[Line] = []
    blank = True
    for line, found in zip(lines, numbers, strict=True):
        start = found.end() if found else line.start
        blank |= line.after_blank
        if start == line.end:  # a number alone
            blank = True
            continue
        kept.append(replace(line, start=start, indent=line.indent + start - line.start, after_blank=blank))
        blank = False
    return kept
