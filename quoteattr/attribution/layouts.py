"""Attributions by layout, not by syntax: signatures (``"…" — Name``) and labelled turns (``NAME: …``).

Interviews and minutes label turns by a name and a colon; printed plays and court reporters by capitals and a full
stop (``LADY ANA. …``, ``Q. …``, ``A. …``); scripts by capitals in a line of their own, with the speech below.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import takewhile

import regex

from quoteattr.attribution.syntax import MIN_SPEECH_WORDS, subject_between, trim
from quoteattr.attribution.types import Choice
from quoteattr.document.document import Document
from quoteattr.document.ranges import union

_CONFIDENCE = 0.9  # of all attributions here; set by hand
_DASH = frozenset({"―", "—", "–", "-", "--"})
_WORD = r"\p{Lu}[\p{L}\p{M}.'’-]*+"
_SIGNER = regex.compile(rf"{_WORD}(?: (?:{_WORD}|de|la|van|von|bin|al|of|the|and)){{0,7}}+")
_MAX_SIGNATURE = 100  # code points; set by hand
_COLON = regex.compile(
    rf"(?:\[[^\]\n]{{1,15}}\]\s?|[\"“])?(?P<name>{_WORD}(?: (?:{_WORD}|of|de|van|von|al)){{0,4}}+)"
    r"(?: \([^)\n]{1,30}\))?:(?=\s+\S)"
)
_LINE_BREAK = r"[^\S\r\n]*+(?:\r\n|[\r\n])[^\S\r\n]*+"
_CAPITALS = r"(?!(?:[IVX]+|INT|EXT)\b)\p{Lu}[\p{Lu}'’-]++"  # numerals head chapters, INT. and EXT. scenes
_CAPITALIZED = regex.compile(
    rf"(?P<name>[QA](?=\.)|(?:M(?:RS?|S)\. |DR\. )?+{_CAPITALS}(?: {_CAPITALS}){{0,4}}+)"
    rf"(?:\.(?=[^\S\r\n]+\S)|(?: \([^)\r\n]{{1,30}}\))?+:?{_LINE_BREAK}(?=\S))"
)
_SAME_BLOCK = regex.compile(_LINE_BREAK)  # no blank line
_ASIDE = regex.compile(r"[(\[].*[)\]][.\"”]?")  # (Laughter.)
_NEAR = 6  # tokens from a quotation to the verb behind it; set by hand
_GAP = 2  # paragraphs without a label that a turn may run on for, if another turn follows; set by hand
_MIN_LABELS = 3  # of a transcript; set by hand
_RECURS = 2  # uses of a name as a label: a speaker's, not a heading's
_MIN_SPEAKERS = 2


@dataclass(frozen=True, slots=True)
class _Label:
    """A speaker's name before a turn: offsets of the name's start and of where the words begin at the soonest."""

    paragraph: int
    name: str
    start: int
    end: int
    has_colon: bool
    is_own_line: bool


def by_layout(doc: Document) -> list[Choice]:
    """Find the attributions that the layout gives, in order of their cues."""
    signed = list(_signatures(doc))
    turns = _turns(doc, frozenset(doc.parse.paragraph[choice.cue] for choice in signed))
    return sorted([*signed, *turns], key=lambda choice: choice.cue)


def _signatures(doc: Document) -> Iterator[Choice]:
    """Find quotations that fill their paragraph and have a dash and a name behind them, or in the next paragraph."""
    parse = doc.parse
    for p, marks in enumerate(doc.by_paragraph):
        if not marks:
            continue
        first, last = doc.marked[marks[-1]]
        start, end = parse.paragraphs[p]
        if first > start or doc.words(((first, last),)) < MIN_SPEECH_WORDS:
            continue
        dash = last
        if not doc.words(((last, end),)) and p + 1 < len(parse.paragraphs):
            dash, end = parse.paragraphs[p + 1]
        if dash + 1 >= end or parse.word[dash] not in _DASH:
            continue
        words = parse.text[parse.start[dash + 1] : parse.end[end - 1]]
        signer = words.partition(",")[0].rstrip(" .")
        is_phrase = doc.finite_before[end] == doc.finite_before[dash + 1]  # a dash may open speech as well
        if is_phrase and len(words) <= _MAX_SIGNATURE and _SIGNER.fullmatch(signer):
            source = trim(doc, ((dash + 1, end),))
            yield Choice(dash, ((first, last),), source[0] if source else None, _CONFIDENCE, "signature")


def _turns(doc: Document, signed: Set[int]) -> Iterator[Choice]:
    """Find the turns of transcripts and interviews: paragraphs that open with a speaker's name or initial and a mark.

    A label is a speaker's if it recurs, or if another speaker's stands in the paragraph before or after.
    Paragraphs that are `signed` are their signers'.
    """
    parse = doc.parse
    parsed = (p for p, (first, last) in enumerate(parse.paragraphs) if first < last and p not in signed)
    labels = _written_alike([label for p in parsed if (label := _label(doc, p))])
    blocks = _block_ends(doc)
    if not _is_script([label for label in labels if not label.has_colon], blocks):
        labels = [label for label in labels if label.has_colon]
    counts = Counter(label.name for label in labels)
    if len(labels) < _MIN_LABELS or max(counts.values()) < _RECURS:
        return
    for i, label in enumerate(labels):
        beside = [labels[j] for j in (i - 1, i + 1) if 0 <= j < len(labels)]
        near = [b for b in beside if abs(b.paragraph - label.paragraph) <= _GAP + 1]
        if counts[label.name] < _RECURS and not any(b.name != label.name for b in near):
            continue
        own = blocks[label.paragraph] if label.is_own_line else label.paragraph + 1
        following = labels[i + 1].paragraph if i + 1 < len(labels) else own
        runs_on = not label.is_own_line and following - label.paragraph <= _GAP + 1
        last = following if runs_on else min(following, own)
        further = (p for p in range(label.paragraph + 1, last) if p not in signed)
        yield from _turn(doc, label, takewhile(lambda p: not _is_narrated(doc, p), further))


def _written_alike(labels: Sequence[_Label]) -> Sequence[_Label]:
    """Return the labels that are written as most are: where most are in capitals, those in capitals.

    *Lund: We Shall Build* is the headline above the words of LUND. But who is named in full may go by initials from
    there on: *Ana Lund: …* and then *AL: …*.
    """
    names = [label for label in labels if len(label.name) > 1]  # not Q and A
    capitals = {label.name for label in names if label.name.isupper()}
    others = {label.paragraph for label in names if not capitals.intersection((label.name, _initials(label.name)))}
    return [label for label in labels if label.paragraph not in others] if 2 * len(others) < len(names) else labels


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split())


def _is_narrated(doc: Document, paragraph: int) -> bool:
    """Whether a quotation is followed by who says it, as in writing but not in talk.

    *“…,” she insists.*
    """
    _, end = doc.parse.paragraphs[paragraph]
    ends = (doc.marked[k][1] for k in doc.by_paragraph[paragraph])
    return any(subject_between(doc, verb) for last in ends for verb in range(last + 1, min(last + _NEAR, end)))


def _block_ends(doc: Document) -> list[int]:
    """Return for each paragraph the first one after it that a blank line, or the text's end, separates from it."""
    text, bounds = doc.parse.text, doc.parse.bounds
    ends = list(range(1, len(bounds) + 1))
    for p in reversed(range(len(bounds) - 1)):
        if _SAME_BLOCK.fullmatch(text, bounds[p][1], bounds[p + 1][0]):
            ends[p] = ends[p + 1]
    return ends


def _is_script(labels: Sequence[_Label], blocks: Sequence[int]) -> bool:
    """Whether names in capitals are of people who talk: two at least, and from the first to the last little else."""
    if len({label.name for label in labels}) < _MIN_SPEAKERS:
        return False
    ends = [blocks[label.paragraph] if label.is_own_line else label.paragraph + 1 for label in labels]
    starts = [label.paragraph for label in labels]
    afters = [*starts[1:], ends[-1]]
    turns = sum(min(end, after) - start for start, end, after in zip(starts, ends, afters, strict=True))
    return 2 * turns >= ends[-1] - starts[0]


def _label(doc: Document, paragraph: int) -> _Label | None:
    start, end = doc.parse.bounds[paragraph]
    colon = _COLON.match(doc.parse.text, start, end)
    found = colon or _CAPITALIZED.match(doc.parse.text, start)
    if not found or (colon and _is_headline(doc, paragraph)):
        return None
    return _Label(paragraph, found["name"], found.start("name"), found.end(), colon is not None, found.end() > end)


def _is_headline(doc: Document, paragraph: int) -> bool:
    """Whether it opens the text and does not end as a sentence does: *Interview: the woman who counts puffins*."""
    _, end = doc.parse.paragraphs[paragraph]
    return not doc.words(((0, doc.parse.paragraphs[paragraph][0]),)) and doc.parse.pos[end - 1] != "PUNCT"


def _turn(doc: Document, label: _Label, further: Iterable[int]) -> Iterator[Choice]:
    parse = doc.parse
    parts = [(bisect_left(parse.start, label.end), parse.paragraphs[label.paragraph][1])]
    for p in further:
        start, end = parse.bounds[p]
        if not _ASIDE.fullmatch(parse.text, start, end):
            parts.append(parse.paragraphs[p])
    content = union(parts)
    if content and doc.words(content):
        first = bisect_left(parse.end, label.start + 1)
        last = bisect_left(parse.start, label.start + len(label.name))  # without "(standing)"
        cue = bisect_left(parse.end, label.end) if label.has_colon else last - 1
        yield Choice(cue, content, (first, last), _CONFIDENCE, "label")
