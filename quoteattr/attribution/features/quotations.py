"""Features of a candidate content from the quotations it overlaps and from rival cues."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from quoteattr.attribution.syntax import subject_of
from quoteattr.document.document import EMPTY_QUOTATION, FUNCTION_WORDS, Document
from quoteattr.document.ranges import Ranges, contains, size
from quoteattr.loglinear.features import Column, Columns, Floats, Ints, Strings, Templates, flags, integers, numbers

_SHARES = Strings(("none", "some", "most", "all"))  # of quoted tokens
_PARTS = Strings(("none", "some", "all"))
# Bins and caps of counts, set by hand: what lies beyond them is told no finer, for it is rare.
_LENGTHS = (2, 4, 8, 16, 30, 60)  # lower edges in tokens, each about twice the last
_QUOTED_LENGTHS = (4, 6, 10)  # with both marks: a word, two or three, a phrase
_MAX_QUOTATIONS = 3  # that a content overlaps
_MAX_LEFT_OUT = 2  # quotations of the cue's sentence that the content leaves out
_MAX_RANGES = 4  # of one content
_MAX_SENTENCES = 3  # that a content stands in
_MAX_BETWEEN = 4  # words between two quotations of one content
_FINE, _COARSE = 4, 2  # bins of a probability
_MOSTLY_QUOTED = 0.6  # share of tokens
_ALL_QUOTED = 0.95  # share of tokens: a stray mark may be left out
_ENDS = frozenset({",", ".", "?", "!", "...", "…", "—", "-"})
_MIN_RIVAL = 0.3  # probability from which another cue is taken to have content of its own; set by hand
_RIVAL_WINDOW = 200  # tokens to either side of a cue; set by hand
_BEHIND = 6  # tokens behind a quotation in which another cue may stand whose content it is; set by hand
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
    """What all candidates of one cue share.

    `known` is a cache of the features of its quotations, filled as candidates ask for them.
    """

    sentence_marks: tuple[int, ...]
    subject: int | None
    rivals: tuple[tuple[int, float], ...]
    known: dict[tuple[object, ...], list[str]]


def cue_context(doc: Document, cue: int, likely: Mapping[int, Sequence[tuple[int, float]]]) -> CueContext:
    """Return the quotations of the cue's sentence, its subject where there are any, and its rivals.

    `likely` are by paragraph the likely cues outside quotations, each with its probability; a cue's rivals are those
    within 200 tokens.
    """
    parse = doc.parse
    start, end = parse.sentences[parse.sentence[cue]]
    near = [(k, *doc.marked[k]) for k in doc.quotations_near(cue, parse.paragraph[cue])]
    marks = tuple([k for k, first, last in near if first < end and last > start and last - first > EMPTY_QUOTATION])
    others = likely.get(parse.paragraph[cue], ())
    low, high = bisect_left(others, (cue - _RIVAL_WINDOW,)), bisect_left(others, (cue + _RIVAL_WINDOW + 1,))
    rivals = tuple([rival for rival in others[low:high] if rival[0] != cue])
    return CueContext(marks, subject_of(doc, cue)[0] if marks else None, rivals, {})


def likely_cues(doc: Document, probabilities: Mapping[int, float]) -> dict[int, list[tuple[int, float]]]:
    """Return by paragraph the cues outside quotations that are likely enough to have content of their own."""
    found: dict[int, list[tuple[int, float]]] = {}
    for cue in sorted(probabilities):
        if probabilities[cue] >= _MIN_RIVAL and doc.quoted[cue] < 0:
            found.setdefault(doc.parse.paragraph[cue], []).append((cue, probabilities[cue]))
    return found


def quoted_column(shares: Floats) -> Column:
    """Make a column of whether none, some or all tokens of contents are quoted, given the shares of those that are."""
    return Column(_PARTS, np.where(shares > _ALL_QUOTED, 2, shares > 0))


def coverage_columns(doc: Document, rows: Sequence[Row], contexts: Mapping[int, CueContext]) -> Columns:
    """Return columns for the quotations that each content covers, and for how much of its sentence it is."""
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
        "quoted": Column(_SHARES, _quoted_share(quoted, sizes)),
        "cut": flags([_cuts(doc, content, ks) for content, ks in zip(contents, marks, strict=True)]),
        "cue quoted": flags([doc.quoted[cue] >= 0 for cue, _, _ in rows]),
        "quotations": numbers(np.minimum(integers([len(ks) for ks in marks]), _MAX_QUOTATIONS)),
        "left out": numbers(np.minimum(integers(left_out), _MAX_LEFT_OUT)),
        "pieces": numbers(np.minimum(integers([len(content) for content in contents]), _MAX_RANGES)),
        "length": numbers(np.searchsorted(_LENGTHS, sizes, side="right")),
        "to end": flags(words[np.maximum(high, end)] == words[high]),
        "from start": flags(low <= start),
        "sentences": numbers(np.minimum(sentence[high - 1] - sentence[low] + 1, _MAX_SENTENCES)),
        "holds subject": flags(subjects),
    }


def _quoted_share(quoted: Ints, sizes: Ints) -> Ints:
    """Return the index among `_SHARES` of the share of tokens that are quoted."""
    found: Ints = np.where(quoted == sizes, 3, np.where(quoted > _MOSTLY_QUOTED * sizes, 2, np.sign(quoted)))
    return found


def _cuts(doc: Document, content: Ranges, marks: Sequence[int]) -> bool:
    """Whether only part of a quotation belongs to the content."""
    ends = [i for k in marks for i in (doc.marked[k][0] + 1, doc.marked[k][1] - 2)]
    return not all(contains(content, i) for i in ends)


def rival_features(doc: Document, cue: int, content: Ranges, context: CueContext) -> list[str]:
    """Name the rival cues in the content, and between the cue and each of the content's quotations."""
    rivals, known = context.rivals, context.known
    if not rivals and not doc.quoted_tokens(content):
        return []
    found = [
        f"holds cue={doc.parse.dep[other]},{int(p * _FINE)}"
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
            known[pair] = [_between(doc, cue, *pair)]
        found += known[pair]
    return found


def _surest_between(doc: Document, cue: int, k: int, content: Ranges, rivals: Sequence[tuple[int, float]]) -> float:
    """Return the highest probability of a rival between the cue and a quotation of its content, but not in it."""
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
    yield f"quotation form={place},{quotation_form(doc, k)},{2 if several else 1}"
    yield f"cue between={side},{int(between * _FINE)}"
    if between:
        yield f"cue between,quotation={side},{int(between * _COARSE)},{begins}"
    if first > cue:
        behind = max((p for t, p in rivals if last <= t < last + _BEHIND), default=0.0)
        yield f"cue behind={side},{int(behind * _FINE)}"


def _word_before(doc: Document, token: int) -> str:
    """Return the function word before a token, or the part of speech of another word."""
    parse = doc.parse
    if token == parse.paragraphs[parse.paragraph[token]][0]:
        return "#"
    pos = parse.pos[token - 1]
    return doc.parse.form[token - 1] if pos in FUNCTION_WORDS else pos


def _between(doc: Document, cue: int, j: int, k: int) -> str:
    """Name what stands between two quotations that follow one another in a content."""
    (_, end), (start, _) = doc.marked[j], doc.marked[k]
    around = end <= cue < start
    return f"joins={_final_mark(doc, j)},{_final_mark(doc, k)},{min(doc.words(((end, start),)), _MAX_BETWEEN)},{around}"


def quotation_form(doc: Document, k: int) -> str:
    """Return final punctuation, length and capital: they tell a quoted clause from a title and a quoted word."""
    first, last = doc.marked[k]
    length = sum(last - first >= step for step in _QUOTED_LENGTHS)
    return f"{_final_mark(doc, k)},{length},{doc.parse.word[min(first + 1, last - 1)][:1].isupper()}"


def _final_mark(doc: Document, k: int) -> str:
    """Final punctuation: the mark inside the closing quotation mark, else `word` plus the mark right after it."""
    first, last = doc.marked[k]
    word = doc.parse.word
    final, after = word[max(last - 2, first)], word[last] if last < len(word) else ""
    return final if final in _ENDS else f"word{after if after in _ENDS else ''}"
