"""Glyphs: where quotation marks may stand in a text, and the cost of reading each as opening, closing or neither.

Costs are small whole numbers, set by hand, the higher the less plausible; 4 is about "one neighbour speaks against
it". They stand inline below, as in a table of cases.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import category

import regex

NEVER = 1000  # a cost above that of any reading
_CONTEXT = 4  # code points of a mark's neighbourhood on either side
_WORD = 12  # letters of the word beside a mark that are looked at; no elision is longer
_MEASURE = 5  # code points before a mark in which feet and inches stand


@dataclass(frozen=True, slots=True)
class _Style:
    """What a glyph may do: `opens`, `closes`, `skip` are the costs of either, and of being no mark at all."""

    family: str
    opens: int
    closes: int
    skip: int
    partners: tuple[str, ...] = ()
    """The glyphs that close what this one opened, in orderly print."""


STYLES = {
    '"': _Style("double", 0, 0, 9, ('"',)),
    "＂": _Style("double", 0, 0, 9, ("＂",)),
    "“": _Style("double", 0, 4, 9, ("”",)),
    "”": _Style("double", 3, 0, 9, ("”", "“")),
    "„": _Style("double", 0, NEVER, 9, ("“", "”")),
    "‟": _Style("double", 0, 4, 9, ("”",)),
    "''": _Style("double", 0, 0, 9, ("''",)),
    "``": _Style("double", 0, NEVER, 9, ("''",)),
    "‘‘": _Style("double", 0, 4, 9, ("’’",)),
    "’’": _Style("double", 3, 0, 9, ("’’",)),
    "'": _Style("single", 0, 0, 4, ("'",)),
    "‘": _Style("single", 0, 5, 7, ("’",)),
    "’": _Style("single", 4, 0, 4, ("’",)),
    "‚": _Style("single", 0, NEVER, 4, ("‘", "’")),
    "‛": _Style("single", 0, 4, 4, ("’",)),
    "`": _Style("single", 0, NEVER, 3, ("'",)),
    "«": _Style("guillemets", 0, 1, 9, ("»",)),
    "»": _Style("guillemets", 2, 0, 6, ("«", "»")),
    "‹": _Style("single guillemets", 0, 1, 6, ("›",)),
    "›": _Style("single guillemets", 2, 0, 6, ("‹", "›")),
    "「": _Style("corners", 0, NEVER, 9, ("」",)),
    "」": _Style("corners", NEVER, 0, 9),
    "『": _Style("white corners", 0, NEVER, 9, ("』",)),
    "』": _Style("white corners", NEVER, 0, 9),
}


class Glyph(NamedTuple):
    """A mark in the text and the costs of its readings, given its neighbours alone."""

    start: int
    end: int
    glyph: str
    family: str
    opens: int
    closes: int
    skip: int
    apart: bool
    """Whether words part it from the mark before it in the paragraph, or from the paragraph's start."""


# An apostrophe within a word of an alphabet that parts words by spaces is never a quotation mark. Of three
# straight marks in a row the double one is the outer: first where they open, last where they close.
_WITHIN = r"[\p{Lu}\p{Ll}\p{Lt}\p{Lm}\p{M}\p{N}]"
_GLYPH = regex.compile(
    rf"(?<=^|[\s(\[])''|''(?!')|``|‘‘|’’|(?<!{_WITHIN})['’‘]|['’‘](?!{_WITHIN})|[\"＂“”„‟‚‛`«»‹›「」『』]",
    regex.MULTILINE,
)
# What may stand between a mark and its word and tells nothing: zero-width characters, markup for italics.
_TRANSPARENT = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff_*"
_THIN = "\u2009\u200a\u202f" + _TRANSPARENT  # and between two marks
_WORD_AFTER = regex.compile(rf"[\p{{L}}\p{{M}}\p{{N}}]{{1,{_WORD}}}+(?:['’]\p{{L}}{{1,3}}+)?+")
_WORD_BEFORE = regex.compile(rf"[\p{{L}}\p{{M}}]{{1,{_WORD}}}+$")
_YEAR = regex.compile(r"\d\ds?")
_FEET = regex.compile(r"\d['’′]\s?\d{1,2}$")
Costs = tuple[int, int]  # of opening, of closing


def glyphs(text: str, start: int, end: int, elisions: Set[str]) -> list[Glyph]:
    """Return the marks between two offsets of a text, with the costs that their neighbours give them."""
    found = [m.span() for m in _GLYPH.finditer(text, start, end)]
    if not found:
        return []
    edges = [start, *(edge for span in found for edge in span), end]
    gaps = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    gaps[-1] = gaps[-1].rstrip()
    lefts = _contexts(gaps[:-1])
    rights = _contexts([gap[::-1] for gap in gaps[:0:-1]])[::-1]
    marks = []
    for (a, b), left, right, gap in zip(found, lefts, rights, gaps, strict=False):
        marks.append(_weigh(text, a, b, left, right[::-1], gap, elisions))
    return marks


def _contexts(gaps: Sequence[str]) -> list[str]:
    """Return for each mark the text that counts as its neighbour; adjacent marks share one: time stays linear."""
    contexts: list[str] = []
    for gap in gaps:
        near = gap.rstrip(_TRANSPARENT)[-_CONTEXT:]
        touches = contexts and not gap.strip(_THIN)
        contexts.append(contexts[-1] if touches else near)
    return contexts


def _weigh(text: str, start: int, end: int, left: str, right: str, gap: str, elisions: Set[str]) -> Glyph:
    glyph = text[start:end]
    style = STYLES[glyph]
    opens, closes = _direction(left, right)
    skip = style.skip
    if style.family == "single":
        opens, closes, skip = _apostrophe(text, start, end, (left, right), (opens, closes, skip), elisions)
    elif style.family == "double" and left[-1:].isdigit() and not right[:1].isalnum():
        feet = _FEET.search(text, max(0, start - _MEASURE), start) is not None
        skip, closes = (1, closes + 3) if feet else (3, closes)
    elif style.family.endswith("corners"):
        opens = closes = 0  # Chinese and Japanese print no spaces
    elif style.family == "double" and left[-1:].isspace() and right[:1].isspace():
        skip = 6
    if not right:
        opens = NEVER  # nothing is left to quote
    apart = bool(gap.strip().strip(_THIN).strip())
    return Glyph(start, end, glyph, style.family, opens + style.opens, closes, skip, apart)


def _direction(left: str, right: str) -> Costs:
    """Return how much the neighbours speak against opening and against closing."""
    before, after = left[-1:], right[:1]
    if (not before or before.isspace()) and (not after or after.isspace()):
        return _between_spaces(left, right)
    a, b = _before(left), _after(right)
    return a[0] + b[0], a[1] + b[1]


def _between_spaces(left: str, right: str) -> Costs:
    """Weigh a mark of tokenized text, or a stray one, by what stands beyond the spaces: it tells a little."""
    opens = closes = 1
    if not left:
        closes += 3
    elif left.rstrip()[-1:].isalnum() or left.rstrip().endswith(":"):
        closes += 1
    after = right.lstrip()[:1]
    if after.islower() or after in ".,;:!?)":
        opens += 1
    elif after.isupper():
        closes += 1
    return opens, closes


def _before(left: str) -> Costs:
    char = left[-1:]
    if not char or char.isspace():
        return 0, 4
    if left.endswith(("..", "…", ". .")):
        return 2, 0
    kind = category(char)
    if kind in ("Ps", "Pi") or char in "¿¡":
        return 0, 4
    if kind == "Pd":
        return 0, 1
    if char in ",;:":
        return (2, 1) if char == ":" else (3, 0)  # the space after it is often forgotten
    if kind[0] in "LNMP" and char not in "/&#@":
        return 4, 0
    return 1, 1


def _after(right: str) -> Costs:
    char = right[:1]
    if not char or char.isspace():
        return 4, 0
    if right.startswith(("..", "…", ". .")):
        return 1, 1
    kind = category(char)
    if kind[0] in "LNM" or (char == "." and right[1:2].isdigit()):
        return 0, 4
    if kind in ("Ps", "Pi", "Sc") or char in "¿¡#@&":
        return 0, 3
    if kind == "Pd":
        return 1, 0
    if kind[0] == "P" and char != "/":
        return 4, 0
    return 1, 1


def _apostrophe(
    text: str, start: int, end: int, sides: tuple[str, str], costs: tuple[int, int, int], elisions: Set[str]
) -> tuple[int, int, int]:
    """Weigh a single mark against the apostrophe it may be; costs of opening, closing, skipping."""
    (left, right), (opens, closes, skip) = sides, costs
    before, after = left[-1:], right[:1]
    if after.isalnum():
        word = _WORD_AFTER.match(text, end)
        form = word.group().lower().replace("’", "'") if word else ""
        lone = len(form) == 1 and text[end + 1 : end + 2] in ("'", "’")  # 'A' is quoted, but 'n' is not
        if "'" + form + "'" * lone in elisions:
            return opens + 3, closes, 0
        if _YEAR.fullmatch(form):
            return opens + 3, closes, 1
        first = not left and after.isupper()
        return opens, closes, max(skip, 7 if first else 5)
    if before.isalpha():
        word = _WORD_BEFORE.search(text, max(0, start - _WORD), start)
        form = word.group().lower() if word else ""
        if form + "'" in elisions or form.endswith("in"):
            return opens, closes + 2, 0
        if form.endswith(("s", "x", "z")):
            return opens, closes + 1, 0
        return opens, closes + 1, 3
    if before.isdigit():
        return opens, closes + 1, 0
    if not before.isspace() and before:
        return opens, closes, max(skip, 6)
    return opens, closes, max(3, skip - 1)
