"""Stage 3c: how a candidate content lies to the quotations and to other cues: named features for the choice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from quoteattr.attribution.syntax import subject_of
from quoteattr.document.document import FUNCTION_WORDS, Document
from quoteattr.document.ranges import Ranges, contains, size
from quoteattr.loglinear.features import Column, Columns, Floats, Strings, Templates, flags, integers, numbers

_SHARES = Strings(("none", "some", "most", "all"))  # of quoted tokens
_PARTS = Strings(("none", "some", "all"))
_LENGTHS = (2, 4, 8, 16, 30, 60)
_QUOTED_LENGTHS = (4, 6, 10)  # with both marks: a word, two or three, a phrase
_ENDS = frozenset({",", ".", "?", "!", "...", "…", "—", "-"})
_RIVAL = 0.3  # probability from which another cue is taken to claim content
_RIVAL_REACH = 200  # tokens
_BEHIND = 6  # tokens behind a quotation in which another cue may stand that claims it
COVERAGE: Templates = {
    "quoted,family": ("quoted", "family"),
    "cuts quotation": ("cut", "cue quoted"),
    "quotations": ("quotations",),
    "left out,quoted": ("left out", "quoted"),
    "pieces": ("pieces",),
    "length": ("length",),
    "to sentence end": ("to end",),
    "from sentence start": ("from start",),
    "sentences,quoted": ("sentences", "quoted"),
    "holds subject": ("holds subject", "family"),
}
Row = tuple[int, Ranges, str]  # a cue, a candidate content, its label


class CueContext(NamedTuple):
    """What all candidates of one cue share; `known` remembers what has been said of quotations."""

    sentence_marks: tuple[int, ...]
    subject: int | None
    rivals: tuple[tuple[int, float], ...]
    known: dict[tuple[object, ...], list[str]]


def cue_context(doc: Document, cue: int, likely: Mapping[int, Sequence[tuple[int, float]]]) -> CueContext:
    """The quotations of the cue's sentence, its subject where there are any, and its rivals.

    `likely` are by paragraph the cues outside quotations that are likely enough to claim content, each with
    its probability; a cue's rivals are those within `_RIVAL_REACH` tokens.
    """
    parse = doc.parse
    start, end = parse.sentences[parse.sentence[cue]]
    near = [(k, *doc.marked[k]) for k in doc.quotations_near(cue, parse.paragraph[cue])]
    marks = tuple([k for k, first, last in near if first < end and last > start and last - first > 2])
    others = likely.get(parse.paragraph[cue], ())
    low, high = bisect_left(others, (cue - _RIVAL_REACH,)), bisect_left(others, (cue + _RIVAL_REACH + 1,))
    rivals = tuple([rival for rival in others[low:high] if rival[0] != cue])
    return CueContext(marks, subject_of(doc, cue)[0] if marks else None, rivals, {})


def likely_cues(doc: Document, probabilities: Mapping[int, float]) -> dict[int, list[tuple[int, float]]]:
    """By paragraph the cues outside quotations that are likely enough to claim content for themselves."""
    found: dict[int, list[tuple[int, float]]] = {}
    for cue in sorted(probabilities):
        if probabilities[cue] >= _RIVAL and doc.quoted[cue] < 0:
            found.setdefault(doc.parse.paragraph[cue], []).append((cue, probabilities[cue]))
    return found


def quoted_column(shares: Floats) -> Column:
    """Whether none, some or all of the tokens of contents are quoted, by the shares of those that are."""
    return Column(_PARTS, np.where(shares > 0.95, 2, shares > 0))


def coverage_columns(doc: Document, rows: Sequence[Row], contexts: Mapping[int, CueContext]) -> Columns:
    """How each content lies to the quotations, and to the sentence they stand in."""
    parse, words = doc.parse, integers(doc.words_before)
    contents, own = [content for _, content, _ in rows], [contexts[cue] for cue, _, _ in rows]
    marks = [doc.quotations_in(content) for content in contents]
    sizes = integers([size(content) for content in contents])
    low, high = integers([content[0][0] for content in contents]), integers([content[-1][1] for content in contents])
    sentences = [parse.sentences[parse.sentence[cue]] for cue, _, _ in rows]
    start, end = integers([a for a, _ in sentences]), integers([b for _, b in sentences])
    sentence = integers(parse.sentence)
    quoted = integers([doc.quoted_tokens(content) for content in contents])
    left_out = [sum([k not in ks for k in c.sentence_marks]) for ks, c in zip(marks, own, strict=True)]
    subjects = [-1 if c.subject is None else contains(r, c.subject) for r, c in zip(contents, own, strict=True)]
    return {
        "quoted": Column(_SHARES, np.where(quoted == sizes, 3, np.where(quoted > 0.6 * sizes, 2, np.sign(quoted)))),
        "cut": flags([_cuts(doc, content, ks) for content, ks in zip(contents, marks, strict=True)]),
        "cue quoted": flags([doc.quoted[cue] >= 0 for cue, _, _ in rows]),
        "quotations": numbers(np.minimum([len(ks) for ks in marks], 3)),
        "left out": numbers(np.minimum(left_out, 2)),
        "pieces": numbers(np.minimum([len(content) for content in contents], 4)),
        "length": numbers(np.searchsorted(_LENGTHS, sizes, side="right")),
        "to end": flags(words[np.maximum(high, end)] == words[high]),
        "from start": flags(low <= start),
        "sentences": numbers(np.minimum(sentence[high - 1] - sentence[low] + 1, 3)),
        "holds subject": flags(subjects),
    }


def _cuts(doc: Document, content: Ranges, marks: Sequence[int]) -> bool:
    """Whether only part of a quotation belongs to the content."""
    ends = [i for k in marks for i in (doc.marked[k][0] + 1, doc.marked[k][1] - 2)]
    return not all(contains(content, i) for i in ends)


def rival_features(doc: Document, cue: int, content: Ranges, context: CueContext) -> list[str]:
    """Whether another cue stands in the content, or between the cue and one of the content's quotations."""
    rivals, known = context.rivals, context.known
    found = [
        f"holds cue={doc.parse.dep[other]},{int(p * 4)}"
        for a, b in content
        for other, p in rivals[bisect_left(rivals, (a,)) : bisect_left(rivals, (b,))]
    ]
    marks = [k for k in doc.quotations_in(content) if k != doc.quoted[cue]]
    for k in marks:
        seen = k, k == marks[0], len(marks) > 1, _surest_between(doc, cue, k, content, rivals)
        if seen not in known:
            known[seen] = [*_quotation_features(doc, cue, *seen, rivals)]
        found += known[seen]
    for pair in pairwise(marks):
        if pair not in known:
            known[pair] = [_joint(doc, cue, *pair)]
        found += known[pair]
    return found


def _surest_between(
    doc: Document, cue: int, k: int, content: Ranges, rivals: Sequence[tuple[int, float]]
) -> float:
    """How likely another cue stands between the cue and a quotation of its content, and not in the content."""
    first, last = doc.marked[k]
    low, high = (cue, first) if first > cue else (last, cue)
    between = rivals[bisect_left(rivals, (low,)) : bisect_left(rivals, (high,))]
    return max([p for t, p in between if not contains(content, t)], default=0.0)


def _quotation_features(
    doc: Document, cue: int, k: int, leads: bool, several: bool, between: float, rivals: Sequence[tuple[int, float]]
) -> Iterator[str]:
    parse = doc.parse
    first, last = doc.marked[k]
    place = "after" if first > cue else "before"
    side = f"{'first' if leads else 'later'} {place}"
    word = parse.word[first + 1] if first + 1 < last else ""
    begins = f"{first == parse.sentences[parse.sentence[first]][0]},{word[:1].isupper()}"
    yield f"quotation={side},{begins}"
    yield f"quotation after word={side},{_word_before(doc, first)}"
    yield f"quotation form={place},{_quotation_form(doc, k)},{2 if several else 1}"
    yield f"cue between={side},{int(between * 4)}"
    if between:
        yield f"cue between,quotation={side},{int(between * 2)},{begins}"
    if first > cue:
        behind = max((p for t, p in rivals if last <= t < last + _BEHIND), default=0.0)
        yield f"cue behind={side},{int(behind * 4)}"


def _word_before(doc: Document, token: int) -> str:
    """The function word before a token, or the part of speech of another word."""
    parse = doc.parse
    if token == parse.paragraphs[parse.paragraph[token]][0]:
        return "#"
    pos = parse.pos[token - 1]
    return doc.parse.form[token - 1] if pos in FUNCTION_WORDS else pos


def _joint(doc: Document, cue: int, j: int, k: int) -> str:
    """What stands between two quotations that follow one another in a content."""
    (_, end), (start, _) = doc.marked[j], doc.marked[k]
    around = end <= cue < start
    return f"joins={_end_of(doc, j)},{_end_of(doc, k)},{min(doc.words(((end, start),)), 4)},{around}"


def _quotation_form(doc: Document, k: int) -> str:
    """What tells a quoted clause, which begins with a capital and has a stop, from a title and a quoted word."""
    first, last = doc.marked[k]
    length = sum(last - first >= step for step in _QUOTED_LENGTHS)
    return f"{_end_of(doc, k)},{length},{doc.parse.word[min(first + 1, last - 1)][:1].isupper()}"


def _end_of(doc: Document, k: int) -> str:
    """The stop before a quotation's closing mark, or else that a word stands there, and the stop after the mark."""
    first, last = doc.marked[k]
    word = doc.parse.word
    final, after = word[max(last - 2, first)], word[last] if last < len(word) else ""
    return final if final in _ENDS else f"word{after if after in _ENDS else ''}"
