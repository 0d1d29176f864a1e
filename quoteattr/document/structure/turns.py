"""Where turns end: from accepted openings to the lines that each turn holds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from statistics import median

import regex

from quoteattr.document.structure.evidence import first_block, share
from quoteattr.document.structure.patterns import ends_sentence, own_words
from quoteattr.document.structure.types import Kind, Line, Opening, Shape
from quoteattr.language.layout_words import LayoutWords

OMITTED: frozenset[Kind] = frozenset({"direction", "caption"})  # lines within turns that are nobody's words
_ENDING: frozenset[Kind] = frozenset({"heading", "field", "rule", "quoted mail"})
_ONE_BLOCK: frozenset[Shape] = frozenset({"capitals", "nick", "voice", "opening dash"})  # end with their block
_GAP = 2  # paragraphs that a turn runs on for, if another turn follows
_LEAD = 0.25  # share of the text's lines among which a transcript's first turn stands
_MOST = 0.8  # share of turns that shows a custom
_HALF = 0.5  # share of paragraphs behind a label that are in the first person
_FEW = 3  # turns: fewer show none
_NARRATED = regex.compile(r"[,?!…—][”\"»]\s\p{L}")  # “…,” she insists


def turn_lines(
    text: str, lines: Sequence[Line], turns: Sequence[Opening], kinds: Mapping[int, Kind], words: LayoutWords
) -> list[range]:
    """The lines of each turn; `kinds` tells, by index, those that are no words of a turn.

    A turn holds its first block, up to a blank line. It runs on over paragraphs without a label if another turn
    follows and these are few, or many where the text is a transcript or half of them say *I*; never over a heading, nor
    over a paragraph in which a quotation is followed by who says it and nobody says *I*, as in writing but not in talk.
    """
    ends = sorted(i for i, kind in kinds.items() if kind in _ENDING)
    blocks: list[range] = []
    further: list[list[range]] = []
    followed: list[bool] = []
    for turn, after in pairwise([*(turn.line for turn in turns), len(lines)]):
        following = after
        while kinds.get(following - 1) == "caption" and following - 1 > turn:  # it goes with what follows
            following -= 1
        k = bisect_left(ends, turn + 1)
        stop = min(following, *ends[k : k + 1], len(lines))
        block = first_block(lines, turns[len(blocks)], stop)
        blocks.append(range(turn, max(block.stop, turn + 1)))
        further.append(list(paragraphs_of(text, lines, range(blocks[-1].stop, stop), kinds)))
        followed.append(stop == following and after < len(lines))
    limits = _limits(lines, turns, [len(paragraphs) for paragraphs in further], followed)
    is_interview = any(text[slice(*turn.label)].lower() in words.questions for turn in turns if turn.label)
    held: list[range] = []
    for opening, block, paragraphs, limit, goes_on in zip(turns, blocks, further, limits, followed, strict=True):
        may_go_on = goes_on and (opening.shape not in _ONE_BLOCK or (opening.shape == "capitals" and is_interview))
        is_told = may_go_on and share(_says_i(text, lines, p, words) for p in paragraphs) >= _HALF
        own = paragraphs if is_told else paragraphs[:limit]
        if opening.shape != "post":  # which is writing
            own = list(takewhile(lambda p: not _is_narrated(text, lines, p, words), own))
        stop = own[-1].stop if own else block.stop
        while opening.shape == "post" and kinds.get(stop) == "direction":  # a name and more below the words
            stop += 1
        held.append(range(block.start, stop))
    return held


def resumed(lines: Sequence[Line], turns: Sequence[Opening], kinds: Mapping[int, Kind]) -> list[Opening]:
    """The turns with one more behind each quoted mail among posts, where the post that quotes it goes on."""
    again: list[Opening] = []
    stops = [*(turn.line for turn in turns[1:]), len(lines)]
    for turn, stop in zip(turns, stops, strict=False):  # one stop too many where there are no turns
        again.append(turn)
        for i in range(turn.line + 1, stop) if turn.shape == "post" else ():
            if kinds.get(i - 1) == "quoted mail" and i not in kinds:
                again.append(replace(turn, line=i, body=lines[i].start))
    return again


def paragraphs_of(text: str, lines: Sequence[Line], held: range, kinds: Mapping[int, Kind]) -> Iterator[range]:
    """Lines as paragraphs, without directions and captions: parted by blank lines, or where a sentence ends a line."""
    start = held.start
    for i in held:
        if kinds.get(i) in OMITTED:
            if start < i:
                yield range(start, i)
            start = i + 1
        elif start < i and not _goes_on(text, lines[i - 1], lines[i]):
            yield range(start, i)
            start = i
    if start < held.stop:
        yield range(start, held.stop)


def _goes_on(text: str, before: Line, line: Line) -> bool:
    if line.after_blank:
        return False
    is_torn = text[line.start].islower() or not ends_sentence(text, before.start, before.end)
    return is_torn or line.paragraph == before.paragraph


def _is_narrated(text: str, lines: Sequence[Line], paragraph: range, words: LayoutWords) -> bool:
    is_reported = _NARRATED.search(text, lines[paragraph[0]].start, lines[paragraph[-1]].end) is not None
    return is_reported and not _says_i(text, lines, paragraph, words)


def _says_i(text: str, lines: Sequence[Line], paragraph: range, words: LayoutWords) -> bool:
    """Whether somebody means themself outside what is quoted."""
    said = own_words(text, lines[paragraph[0]].start, lines[paragraph[-1]].end)
    return not words.first_person.isdisjoint(said)


def _limits(
    lines: Sequence[Line], turns: Sequence[Opening], further: Sequence[int], followed: Sequence[bool]
) -> list[int]:
    """For each turn how many of the paragraphs behind its first block may be its own, by the text's custom.

    Where turns have times all that has none goes on from the turn before; where they follow each other without a
    blank line, one ends a turn. Else a transcript, whose turns begin at once and have few paragraphs, may have a
    longer one; the last turn is as long as the others where most have more than one paragraph.
    """
    inner = [count for count, is_followed in zip(further, followed, strict=True) if is_followed]
    usual = median(inner) if inner else 0
    tight = [not lines[turn.line].after_blank for turn, count in zip(turns[1:], further, strict=False) if not count]
    if len(turns) >= _FEW and sum(turn.mark is not None for turn in turns) >= _MOST * len(turns):
        longest = last = len(lines)
    elif len(tight) >= _FEW - 1 and sum(tight) >= _MOST * len(tight):
        longest = last = 0
    elif len(turns) > _FEW and turns[0].line <= _LEAD * len(lines) and usual <= _GAP:
        longest, last = len(lines), max(inner) if usual >= 1 else 0
    else:
        longest, last = _GAP, 0
    limits = []
    for turn, count, is_followed in zip(turns, further, followed, strict=True):
        most = longest if is_followed else last
        limits.append(0 if turn.shape in _ONE_BLOCK or (is_followed and count > most) else most)
    return limits
