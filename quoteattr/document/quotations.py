"""Quotation marks -> quotations, on raw text (no spaCy).

Marks pair like brackets, but people forget them, swap them, and write apostrophes, inches and feet with
the same characters. So every mark gets a cost for each way to read it (`glyphs`), and of all ways to read a text's
marks as opening, closing or neither, the cheapest well-nested one is taken: a beam search over stacks of open
quotations, whose time is linear in the number of marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Literal, NamedTuple

import regex

from quoteattr.document.glyphs import NEVER, STYLES, Glyph, glyphs
from quoteattr.document.paragraphs import paragraphs
from quoteattr.document.structure.types import Block
from quoteattr.language.language import load_language


@dataclass(frozen=True, slots=True)
class Quotation:
    """A span between quotation marks, marks included; offsets are half-open, in code points.

    `mark` is the opening mark. `closed` is False where the paragraph ends before a closing mark. `parent`
    is the index of the quotation this one is nested in; `continues` that of the unclosed quotation in the
    paragraph before which this one goes on with: re-opened by a mark, or, if there is none (the text at
    `start` is not `mark`), from the paragraph's very start. `inside` are the offsets of what stands between the marks.
    """

    start: int
    end: int
    mark: str
    closed: bool = True
    parent: int | None = None
    continues: int | None = None
    inside: tuple[int, int] = field(default=(0, 0), compare=False)  # follows from the rest

    def moved(self, move: Callable[[int, int], tuple[int, int]]) -> Quotation:
        """Return the quotation with its offsets moved."""
        start, end = move(self.start, self.end)
        inside = move(*self.inside) if self.inside[0] < self.inside[1] else (end, end)
        return replace(self, start=start, end=end, inside=inside)


def find_quotations(
    text: str, bounds: Sequence[tuple[int, int]] | None = None, elisions: frozenset[str] | None = None
) -> list[Quotation]:
    """Find the quotations of a text, in text order, outer before inner.

    They never cross and never leave their paragraph. Whatever the marks, this raises nothing.

    Args:
        text: any text, in any language.
        bounds: the paragraphs' offsets, in text order; `paragraphs(text)` if not given.
        elisions: words that begin with an apostrophe (*'twas*); those of English if not given.
    """
    bounds = paragraphs(text) if bounds is None else bounds
    elisions = load_language().elisions if elisions is None else elisions
    marks = [glyphs(text, start, end, elisions) for start, end in bounds]
    trail = _Search(_is_tokenized(text, marks)).run(marks)
    return _final(text, _replay(trail, marks, bounds))


# Costs, on the scale of `glyphs` and set by hand like them.
_UNCLOSED = 6  # a quotation left open: paid on opening, paid back on closing
_SAME_INSIDE = 8  # a quotation directly within one of the same mark
_ALIKE_INSIDE = 3  # or of a mark of the same family
_MIXED = 1  # closed by a mark of the same family, but not the opening one's partner
_EMPTY = 4  # nothing between the marks
_REOPENED = 2  # a quotation that the next paragraph opens again
_REOPENED_ALIKE = 7  # the same, by another mark of the family
_CARRIED = 4  # a quotation that goes on in the next paragraph without a mark at its start
_CARRIED_SINGLE = 8  # the same, but the mark may be an apostrophe
_CARRIED_TOKENIZED = 1  # the same where each line is a tokenized sentence
_APOSTROPHE = 3  # a mark no dearer to skip than this is as likely an apostrophe or a measure
_MARGIN = 16  # a reading this much dearer than the best one is given up
# Bounds of the search, set by hand.
_MAX_CARRIED = 4  # levels of nesting that may go on in the next paragraph
_BEAM = 8  # readings kept
_BLANK = regex.compile(r"\s*+")
Action = Literal["open", "close", "drop", "carry", "reopen"]


class _Step(NamedTuple):
    """A decision about mark `mark` of paragraph `paragraph`, or about the paragraph's end; linked to the one before."""

    before: _Step | None
    action: Action
    paragraph: int
    mark: int


class _Reading(NamedTuple):
    """A way to read the marks so far: cost, stack of open quotations, decisions, next mark to decide on."""

    cost: int
    stack: int
    trail: _Step | None
    due: int = 0


class _Stacks:
    """Stacks of open quotations as nodes of a tree: equal ones are one number, copies cost nothing."""

    def __init__(self) -> None:
        self.parent = [0]
        self.glyph = [""]
        self.depth = [0]
        self._known: dict[tuple[int, str], int] = {}

    def push(self, stack: int, glyph: str) -> int:
        known = self._known.get((stack, glyph))
        if known is None:
            known = self._known[stack, glyph] = len(self.parent)
            self.parent.append(stack)
            self.glyph.append(glyph)
            self.depth.append(self.depth[stack] + 1)
        return known

    def path(self, stack: int) -> list[int]:
        """Return the stack's nodes from the outermost quotation in."""
        nodes = []
        while stack:
            nodes.append(stack)
            stack = self.parent[stack]
        return nodes[::-1]


def _is_tokenized(text: str, marks: Sequence[Sequence[Glyph]]) -> bool:
    """Whether most marks stand between spaces; then each line is but a sentence, not a paragraph."""
    sides = [text[m.start - 1 : m.start] + text[m.end : m.end + 1] for line in marks for m in line if m.skip]
    return 2 * sum(not side.strip() for side in sides) > len(sides)


class _Search:
    """The beam search: readings are extended mark by mark, and paragraph end by paragraph end."""

    def __init__(self, tokenized: bool) -> None:
        self._tokenized = tokenized
        self._stacks = _Stacks()

    def run(self, marks: Sequence[Sequence[Glyph]]) -> _Step | None:
        """Return the decisions of the cheapest reading, last first."""
        beam = [_Reading(0, 0, None)]
        for p, line in enumerate(marks):
            if not line and len(beam) == 1 and not beam[0].stack:
                continue  # nothing to decide
            for i, mark in enumerate(line):
                beam = _prune(self._read(beam, p, i, mark))
            after = marks[p + 1] if p + 1 < len(marks) else None
            beam = _prune(self._end(beam, p, after))
        return beam[0].trail

    def _read(self, beam: list[_Reading], p: int, i: int, mark: Glyph) -> Iterable[_Reading]:
        """Read a mark as no quotation mark, as opening, as closing, after each reading of those before it."""
        for reading in beam:
            if reading.due > i:
                yield reading
                continue
            cost, stack, trail, _ = reading
            top = self._stacks.glyph[stack]
            same = bool(top) and STYLES[top].family == mark.family
            outer_first = same and mark.skip > _APOSTROPHE  # of two marks too many, the inner one may be right
            yield _Reading(cost + mark.skip + outer_first, stack, trail)
            if mark.opens < NEVER:
                opened = self._stacks.push(stack, mark.glyph)
                nested = 0 if not same else _SAME_INSIDE if top == mark.glyph else _ALIKE_INSIDE
                yield _Reading(cost + mark.opens + nested + _UNCLOSED, opened, _Step(trail, "open", p, i))
            if same:
                empty = not mark.apart and trail is not None and trail[1:] == ("open", p, i - 1)
                closed = cost + mark.closes + _closing(top, mark) + (_EMPTY if empty else 0) - _UNCLOSED
                yield _Reading(closed, self._stacks.parent[stack], _Step(trail, "close", p, i))

    def _end(self, beam: list[_Reading], p: int, after: Sequence[Glyph] | None) -> Iterable[_Reading]:
        """End a paragraph: open quotations end with it, or go on in the next one."""
        for cost, stack, trail, _ in beam:
            if not stack:
                yield _Reading(cost, 0, trail)
                continue
            yield _Reading(cost, 0, _Step(trail, "drop", p, 0))
            if after is None or self._stacks.depth[stack] > _MAX_CARRIED:
                continue
            yield _Reading(cost + self._carrying(stack), stack, _Step(trail, "carry", p, 0))
            path = self._stacks.path(stack)
            k = _reopened([self._stacks.glyph[node] for node in path], after)
            if k:
                again = _REOPENED if after[0].glyph == self._stacks.glyph[path[0]] else _REOPENED_ALIKE
                yield _Reading(cost + again, path[k - 1], _Step(trail, "reopen", p, k), k)

    def _carrying(self, stack: int) -> int:
        if self._tokenized:
            return _CARRIED_TOKENIZED
        return _CARRIED_SINGLE if self._stacks.glyph[stack] == "'" else _CARRIED


def _closing(opened: str, mark: Glyph) -> int:
    if mark.glyph in STYLES[opened].partners:
        return 0
    return _MIXED + STYLES[mark.glyph].closes


def _reopened(stack: list[str], line: Sequence[Glyph]) -> int:
    """Count the open quotations that the marks at a paragraph's start open again, outermost first."""
    pairs = zip(stack, line, strict=False)
    return sum(1 for _ in takewhile(lambda pair: not pair[1].apart and STYLES[pair[0]].family == pair[1].family, pairs))


def _prune(readings: Iterable[_Reading]) -> list[_Reading]:
    """Keep the cheapest reading of each stack, and of these the best few, cheapest first."""
    best: dict[tuple[int, int], _Reading] = {}
    for reading in readings:
        key = reading.stack, reading.due
        if key not in best or reading.cost < best[key].cost:
            best[key] = reading
    ranked = sorted(best.values(), key=lambda r: r.cost)
    limit = ranked[0].cost + _MARGIN
    return [r for r in ranked[:_BEAM] if r.cost <= limit]


@dataclass(slots=True)
class _Draft:
    """A quotation in the making: its offsets with and without the marks."""

    start: int
    inner_start: int
    mark: str
    parent: int | None
    continues: int | None = None
    inner_end: int = 0
    end: int = 0
    closed: bool = False


def _replay(trail: _Step | None, marks: Sequence[Sequence[Glyph]], bounds: Sequence[tuple[int, int]]) -> list[_Draft]:
    """Carry out the decisions: open, close and continue quotations."""
    drafts: list[_Draft] = []
    stack: list[int] = []

    def begin(start: int, inner_start: int, mark: str, continues: int | None = None) -> None:
        drafts.append(_Draft(start, inner_start, mark, stack[-1] if stack else None, continues))
        stack.append(len(drafts) - 1)

    for _, action, p, i in _in_order(trail):
        if action == "open":
            begin(marks[p][i].start, marks[p][i].end, marks[p][i].glyph)
        elif action == "close":
            draft = drafts[stack.pop()]
            draft.inner_end, draft.end, draft.closed = marks[p][i].start, marks[p][i].end, True
        else:
            for k in stack:
                drafts[k].inner_end = drafts[k].end = bounds[p][1]
            going_on = {"drop": 0, "carry": len(stack), "reopen": i}[action]
            carried, stack[:] = stack[:going_on], []
            for level, k in enumerate(carried):
                if action == "reopen":
                    mark = marks[p + 1][level]
                    begin(mark.start, mark.end, mark.glyph, k)
                else:
                    begin(bounds[p + 1][0], bounds[p + 1][0], drafts[k].mark, k)
    return drafts


def _in_order(trail: _Step | None) -> list[_Step]:
    steps = []
    while trail:
        steps.append(trail)
        trail = trail.before
    return steps[::-1]


def _final(text: str, drafts: list[_Draft]) -> list[Quotation]:
    """Return the quotations, without empty ones."""
    final: list[Quotation] = []
    index: dict[int | None, int | None] = {}
    for k, d in enumerate(drafts):
        continues = index.get(d.continues)
        if _BLANK.fullmatch(text, d.inner_start, d.inner_end):
            index[k] = continues  # what continues an empty one continues what that continued
            continue
        index[k] = len(final)
        inside = d.inner_start, d.inner_end
        final.append(Quotation(d.start, d.end, d.mark, d.closed, index.get(d.parent), continues, inside))
    return final


def with_dialogue_by_dashes(quotations: list[Quotation], blocks: Sequence[Block]) -> list[Quotation]:
    """Return the quotations with what dashes open, *— Yes, said Ana. I will.*; marks inside are then nested."""
    spoken = [span for block in blocks if block.shape == "opening dash" for span in block.body]
    if not spoken:
        return quotations
    all_: list[tuple[Quotation, int | None]] = [(Quotation(a, b, "—", inside=(a, b)), None) for a, b in spoken]
    all_ += [(quotation, number) for number, quotation in enumerate(quotations)]
    all_.sort(key=lambda pair: (pair[0].start, -pair[0].end, pair[1] is not None))
    place = {number: i for i, (_, number) in enumerate(all_) if number is not None}
    found: list[Quotation] = []
    dash = -1  # the last of the dialogue by dashes
    for i, (quotation, number) in enumerate(all_):
        if number is None:
            found.append(quotation)
            dash = i
            continue
        is_inside = dash >= 0 and quotation.end <= all_[dash][0].end
        parent = dash if quotation.parent is None and is_inside else None
        parent = parent if quotation.parent is None else place[quotation.parent]
        continues = None if quotation.continues is None else place[quotation.continues]
        found.append(replace(quotation, parent=parent, continues=continues))
    return found
