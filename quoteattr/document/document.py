"""A text as all stages read it: its parse, its quotations in tokens, and the knowledge of its language."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from quoteattr.document.parse import Parse
from quoteattr.document.phrases import token_range
from quoteattr.document.quotations import Quotation, find_quotations, with_dialogue_by_dashes
from quoteattr.document.ranges import Offsets, Range, Ranges, counted
from quoteattr.document.structure.types import Block
from quoteattr.document.unclosed import end_before_cues
from quoteattr.language.language import Language
from quoteattr.loglinear.features import Ints, Strings, integers

FUNCTION_WORDS = frozenset({"PUNCT", "ADP", "SCONJ", "PART", "CCONJ"})  # parts of speech
FINITE_VERBS = frozenset({"VBD", "VBP", "VBZ"})  # tags of the Penn Treebank
EMPTY_QUOTATION = 2  # tokens of a quotation with nothing between its marks
_FINITE = FINITE_VERBS | {"MD"}
_NEAREST = 5  # quotations on each side of a token; set by hand, the others are too far to be its content
_STRINGS = ("form", "lexeme", "pos", "dep")
QUOTES = frozenset({'"', "'"})  # marks around a nickname
_NICKNAME = 3  # words at most: *the Iron Lady*; set by hand


@dataclass(frozen=True, slots=True)
class Document:
    """A parse with its quotations, the outermost in tokens too, and its language.

    `quotations` are all, the nested ones too, but no nickname inside a name (Joe "the Hat" Doe): what stands in one of
    them is quoted, for every stage. `outer` are the outermost of them. `marked` are their half-open token ranges,
    marks included; `quoted[i]` is the index of the one token `i` stands in, or -1; `by_paragraph[p]` are the indices
    of those in paragraph `p`. The `..._before` lists are running counts: tokens with a letter or digit, letters and
    digits, quoted tokens, finite verbs, quotations begun. `strings` are columns of the parse by name, each with a last
    "#" for what stands outside the text or paragraph.
    """

    parse: Parse
    language: Language
    quotations: Sequence[Quotation]
    outer: Sequence[Quotation]
    marked: Sequence[Range]
    quoted: Sequence[int]
    by_paragraph: Sequence[Sequence[int]]
    words_before: Sequence[int]
    letters_before: Sequence[int]
    quoted_before: Sequence[int]
    finite_before: Sequence[int]
    opened_before: Sequence[int]
    strings: Mapping[str, Strings]

    @property
    def turns(self) -> list[Block]:
        """The turns that a label or a caption's mark opens, and quoted mails whose author is told: all is speech."""
        return [
            block
            for block in self.parse.blocks
            if (block.kind == "turn" and block.shape != "opening dash") or (block.kind == "quoted mail" and block.label)
        ]

    @property
    def narrated(self) -> list[Quotation]:
        """The quotations that stand in no turn: in running text, where a dialogue is told."""
        spans = [span for turn in self.turns for span in turn.body]
        if not spans:
            return list(self.quotations)
        starts, ends = [start for start, _ in spans], [end for _, end in spans]
        return [q for q in self.quotations if not (k := bisect_right(starts, q.start)) or ends[k - 1] <= q.start]

    @property
    def inside(self) -> list[bool]:
        """For each token, whether it stands in a quotation."""
        return [k >= 0 for k in self.quoted]

    def neighbours(self, offset: int) -> Ints:
        """Return for each token the one `offset` places on in its paragraph, or the number of tokens if none is."""
        n = len(self.parse)
        there = np.arange(n) + offset
        for first, last in self.parse.paragraphs:
            if offset < 0:
                there[first : min(first - offset, last)] = n
            else:
                there[max(last - offset, first) : last] = n
        return there

    def words(self, ranges: Ranges) -> int:
        """Count the tokens with a letter or digit in the ranges."""
        return counted(self.words_before, ranges)

    def letters(self, ranges: Ranges) -> int:
        """Count the letters and digits in the ranges."""
        return counted(self.letters_before, ranges)

    def quoted_tokens(self, ranges: Ranges) -> int:
        """Count the quoted tokens in the ranges."""
        return counted(self.quoted_before, ranges)

    def quotations_near(self, token: int, paragraph: int) -> Sequence[int]:
        """Return the indices of the quotations of a paragraph nearest to a token, ascending, five on each side.

        A text without line breaks has thousands of them, and those farther away are not the token's to introduce.
        """
        marks = self.by_paragraph[paragraph]
        if len(marks) <= _NEAREST:  # nearly always
            return marks
        at = bisect_left(marks, token, key=lambda k: self.marked[k][0])
        return marks[max(0, at - _NEAREST) : at + _NEAREST]

    def quotations_in(self, ranges: Ranges) -> list[int]:
        """Return the indices of the outer quotations that overlap the ranges, ascending."""
        found: list[int] = []
        for a, b in ranges:
            first = self.quoted[a] if self.quoted[a] >= 0 else self.opened_before[a]
            if first < self.opened_before[b]:
                found += range(first + (found[-1:] == [first]), self.opened_before[b])
        return found


def read(parse: Parse, language: Language) -> Document:
    """Find the quotations of a parsed text, those that dashes open among them."""
    if parse.view is None:
        quotations = find_quotations(parse.text, parse.bounds, language.elisions)
    else:  # marks are found where a reader sees them
        view, bounds = parse.view
        found = find_quotations(view.text, bounds, language.elisions)
        quotations = [quotation.moved(view.given) for quotation in found]
    quotations = end_before_cues(parse, quotations, language.people)
    return align(parse, with_dialogue_by_dashes(quotations, parse.blocks), language)


def align(parse: Parse, quotations: Sequence[Quotation], language: Language) -> Document:
    """Return the document of a parse with these quotations, but for nicknames inside a name."""
    n, letters = len(parse), integers(parse.letters)
    quotations = _without_nicknames(parse, quotations)
    outer = [quotation for quotation in quotations if quotation.parent is None]
    marked: list[Range] = []
    quoted, opens = [-1] * n, [0] * n
    by_paragraph: list[list[int]] = [[] for _ in parse.paragraphs]
    kept: list[Quotation] = []
    for quotation in outer:
        first, last = bisect_left(parse.start, quotation.start), bisect_left(parse.start, quotation.end)
        if first >= last:
            continue
        by_paragraph[parse.paragraph[first]].append(len(kept))
        quoted[first:last] = [len(kept)] * (last - first)
        opens[first] = 1
        marked.append((first, last))
        kept.append(quotation)
    return Document(
        parse=parse,
        language=language,
        quotations=quotations,
        outer=kept,
        marked=marked,
        quoted=quoted,
        by_paragraph=by_paragraph,
        words_before=_running(letters > 0),
        letters_before=_running(letters),
        quoted_before=_running(integers(quoted) >= 0),
        finite_before=_running(np.fromiter(map(_FINITE.__contains__, parse.tag), np.bool_, n)),
        opened_before=_running(integers(opens)),
        strings={name: Strings([*getattr(parse, name), "#"]) for name in _STRINGS},
    )


def _running(counts: NDArray[np.int64 | np.bool_]) -> Sequence[int]:
    """Return the sums of the counts before each token; a novel's lists of them would take 40 MB."""
    return array("i", np.cumsum(np.append(0, counts), dtype=np.intc).tobytes())


def _without_nicknames(parse: Parse, quotations: Sequence[Quotation]) -> Sequence[Quotation]:
    """Return the quotations that are no nickname, `parent` and `continues` renumbered."""
    kept: dict[int | None, int | None] = {None: None}
    found: list[Quotation] = []
    for number, quotation in enumerate(quotations):
        first, last = bisect_left(parse.start, quotation.start), bisect_left(parse.start, quotation.end)
        if quotation.parent is None and _is_nickname(parse, first, last):
            continue
        kept[number] = len(found)
        found.append(quotation)
    if len(found) == len(quotations):
        return quotations
    return [replace(q, parent=kept.get(q.parent), continues=kept.get(q.continues)) for q in found]


def nickname_end(parse: Parse, first: int) -> int:
    """Return the end of a quotation of up to three plain words that begins at a token, or 0 if none does.

    Between names it is a nickname, Joe "the Hat" Doe; with a comma, "Mills," it would be speech.
    """
    mark = parse.word[first]
    is_apostrophe = mark == "'" and first > 0 and parse.end[first - 1] == parse.start[first]
    if mark not in QUOTES or is_apostrophe:
        return 0
    for close in range(first + 1, min(first + _NICKNAME + 2, len(parse))):
        if parse.word[close] == mark:
            return close + 1 if close > first + 1 else 0
        if not parse.word[close].isalnum():
            return 0
    return 0


def _is_nickname(parse: Parse, first: int, last: int) -> bool:
    if not 0 < first < last < len(parse) or nickname_end(parse, first) != last:
        return False
    is_between_names = parse.tag[first - 1] == parse.tag[last] == "NNP"
    return is_between_names and parse.paragraph[first - 1] == parse.paragraph[last]


def inner_document(doc: Document) -> Document:
    """Return the document with its second-level quotations as the outermost, to find quotations inside quotations."""
    second = [
        replace(inner, parent=None)
        for inner in doc.quotations
        if inner.parent is not None and doc.quotations[inner.parent].parent is None
    ]
    return align(doc.parse, second, doc.language)


def offsets_of(doc: Document, ranges: Ranges) -> tuple[Offsets, ...]:
    """Return the offsets of token ranges, cut at paragraph breaks."""
    parse = doc.parse
    spans = []
    for a, b in ranges:
        while a < b:
            last = min(b, parse.paragraphs[parse.paragraph[a]][1])
            spans.append((parse.start[a], parse.end[last - 1]))
            a = last
    return tuple(spans)


def quoted_tokens(parse: Parse, quotations: Sequence[Quotation]) -> list[bool]:
    """Return for each token whether it stands in one of these quotations."""
    inside = [False] * len(parse)
    for quotation in quotations:
        if quotation.parent is None:
            first, last = token_range(parse, (quotation.start, quotation.end))
            inside[first:last] = [True] * (last - first)
    return inside
