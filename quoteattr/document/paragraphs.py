"""Raw text -> paragraphs, the unit that quotations and parses never cross; and the dateline."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import regex

from quoteattr.document.ranges import Offsets

_LINE = regex.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BLANK_LINE = regex.compile(
    r"(?>\r\n|[\n\r\v\x85\u2028])[^\S\n\r\v\x85\u2028\u2029]*+(?:\r\n|[\n\r\v\x85\u2028])|[\u2029\f]"
)
_FIRST_WORD = regex.compile(r"\S++")
_SENTENCE_END = regex.compile(r"[.!?:…]['\"’”»)\]]*+$")
_NO_TEXT = "\ufeff\u200b\u2060"  # byte order mark and zero-width characters
# Of hard-wrapped texts, set by hand on Project Gutenberg's.
_MIN_WIDTH, _MAX_WIDTH = 30, 120  # columns a text may be wrapped to; wider lines are paragraphs
_RAGGED = 4  # columns by which a full line may miss the width
_SHORT = 12  # columns by which a line misses the width when its paragraph ends with it
_MAX_WIDE = 0.05  # share of lines that may be wider
_WIDTH_QUANTILE = 0.95  # of the lengths of lines: their width, but for a few that stick out
_MIN_FULL = 0.6  # share of the breaks inside sentences that come where the line is full
_MIN_TORN = 0.3  # share of all breaks that surely tear a sentence
_SENTENCE_TAIL = 8  # code points at a line's end in which its full stop stands
_LEAD = 8  # paragraphs among which a dateline is looked for; set by hand
# WASHINGTON — · DES MOINES, Iowa, Dec. 8 (AP) - · Paris (AFP) –
_PLACE = r"\p{Lu}[\p{Lu}.'’]{1,20}(?:[ -]\p{Lu}[\p{Lu}.'’]{1,20}){0,3}"
_FURTHER = r"(?:, ?[\p{Lu}\d][\w.]{0,12}(?: \d{1,2})?){0,4}"
_AGENCY = r" ?\(\p{Lu}[\w .&’'-]{0,30}\)"
_MIXED_PLACE = r"\p{Lu}[\w.'’ ]{1,30}"
_DASH = r"\s?(?:—|–|--|_|(?<=\s)-(?=\s))\s*(?=[\p{Lu}\d\"'‘“])"  # before a sentence
_DATELINE = regex.compile(rf"(?:{_PLACE}{_FURTHER}(?:{_AGENCY})?|{_MIXED_PLACE}{_FURTHER}{_AGENCY}){_DASH}")


@dataclass(frozen=True, slots=True)
class _Break:
    """A line break with no blank line: the line before, its length, that with the next line's first word."""

    before: Offsets
    length: int
    reach: int
    torn: bool
    """The sentence goes on: no full stop before the break, a small letter after it."""
    ends: bool
    """A sentence ends before the break, and another one may begin after it."""


def paragraphs(text: str) -> list[Offsets]:
    """Return the paragraphs of a text, as half-open offsets without surrounding white space.

    Every line is a paragraph, unless the text is hard-wrapped (as Project Gutenberg's are): then blank
    lines part paragraphs, and lines that end a sentence far short of the width.
    """
    lines = [span for match in _LINE.finditer(text) if (span := _strip(text, *match.span()))]
    breaks = _breaks(text, lines)
    width = _wrap_width(lines, breaks)
    if width is None:
        return lines
    inner = {b.before for b in breaks if not (b.ends and b.reach < width - _SHORT)}
    return _joined(lines, inner)


def dateline(text: str, bounds: list[Offsets]) -> Offsets | None:
    """Return the span of a report's place and agency before its first sentence, if one of the first paragraphs has it.

    They belong to nobody's words: in PolNeAR's train part 145 of 840 articles have a dateline, and no content or
    source begins in one. Where several paragraphs open so, they are turns of a script.
    """
    found = [match.span() for start, end in bounds[:_LEAD] if (match := _DATELINE.match(text, start, end))]
    return found[0] if len(found) == 1 else None


def _strip(text: str, start: int, end: int) -> Offsets | None:
    body = text[start:end]
    core = body.strip().strip(_NO_TEXT).strip()
    left = start + body.index(core)
    return (left, left + len(core)) if core else None


def _breaks(text: str, lines: list[Offsets]) -> list[_Break]:
    """Return the line breaks that a wrapped text would have within its paragraphs."""
    found = []
    for before, (c, d) in pairwise(lines):
        a, b = before
        if _BLANK_LINE.search(text, b, c):
            continue
        word = _FIRST_WORD.search(text, c, d)
        reach = b - a + 1 + (len(word.group()) if word else 0)
        full_stop = _SENTENCE_END.search(text, max(a, b - _SENTENCE_TAIL), b) is not None
        small = text[c].islower()
        found.append(_Break(before, b - a, reach, torn=small and not full_stop, ends=full_stop and not small))
    return found


def _wrap_width(lines: list[Offsets], breaks: list[_Break]) -> int | None:
    """Return the width to which a text is wrapped; None if its lines break for another reason than being full."""
    lengths = sorted(b.length for b in breaks)
    if not lengths or sum(b - a > _MAX_WIDTH for a, b in lines) > _MAX_WIDE * len(lines):
        return None
    width = lengths[int(_WIDTH_QUANTILE * (len(lengths) - 1))]
    within = [b for b in breaks if not b.ends]
    full = sum(b.reach >= width - _RAGGED for b in within)
    torn = sum(b.torn for b in within)
    wrapped = width >= _MIN_WIDTH and full >= _MIN_FULL * len(within) and torn >= _MIN_TORN * len(breaks)
    return width if wrapped else None


def _joined(lines: list[Offsets], inner: set[Offsets]) -> list[Offsets]:
    """Join lines with the next one where only a wrap separates them."""
    joined: list[Offsets] = []
    start = None
    for line in lines:
        start = line[0] if start is None else start
        if line not in inner:
            joined.append((start, line[1]))
            start = None
    return joined
