"""Stages 3c and 4b: what speaks for a candidate content or source: named features for the log-linear choice."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from quoteattr.cues import noun_type
from quoteattr.document import Document
from quoteattr.features import Column, Columns, Ints, Model, Strings, Templates, column, flags, integers, names, numbers
from quoteattr.ranges import Range, Ranges, contains, size
from quoteattr.sources import phrase_head, subject_of
from quoteattr.weights import score

_FUNCTION = frozenset({"PUNCT", "ADP", "SCONJ", "PART", "CCONJ"})
_FUNCTION_OR_PRONOUN = _FUNCTION | {"PRON"}
_TAIL_DEPS = frozenset({"relcl", "advcl", "acl", "appos", "conj", "parataxis"})
_OPENERS = frozenset({"ADP", "SCONJ", "PART", "CCONJ", "PRON", "DET"})
_PAUSES = frozenset({",", "—", "-", ";"})
_LENGTHS = (2, 4, 8, 16, 30, 60)
_QUOTED_LENGTHS = (4, 6, 10)  # with both marks: a word, two or three, a phrase
_ENDS = frozenset({",", ".", "?", "!", "...", "…", "—", "-"})
_DEEPEST = 40  # governors climbed to: no sentence but a list is deeper
_HOPELESS = 4.0  # points of score: drops every third candidate; F stays within 0.1
_RIVAL = 0.3  # probability from which another cue is taken to claim content
_RIVAL_REACH = 200  # tokens


_OUTER: Templates = {
    "label": ("label",),
    "cue,label": ("cue", "label"),
    "pos,dep,label": ("cue pos", "cue dep", "label"),
    "dep after": ("dep after",),
    "first": ("first",),
    "first pos": ("first pos", "family"),
    "last pos": ("last pos",),
    "cue,first": ("cue stem", "first"),
    "word before": ("before",),
    "word after": ("after",),
    "begins": ("first pos", "before"),
    "ends": ("last pos", "after"),
    "family,word after": ("family", "after"),
    "gap": ("gap",),
}
_INNER: Templates = {
    "finite": ("finite verbs",),
    "finite,label": ("finite", "label"),
    "finite,cue": ("finite", "cue"),
}

_SOURCE: Templates = {
    "route": ("route",),
    "label": ("label",),
    "cue,route": ("cue", "route"),
    "pos,route": ("cue pos", "route"),
    "form": ("form",),
    "head": ("head",),
    "head noun": ("head noun",),
    "route,head": ("route", "head kind"),
    "inside": ("quoted", "cue quoted"),
    "length": ("length",),
    "gap": ("gap", "direction"),
    "word after": ("word after",),
    "form,word after": ("form", "after"),
    "content side": ("side",),
    "same sentence": ("same sentence",),
    "cut length": ("cut length",),
}
_DIRECTIONS = Strings(("left", "right"))
_TELLING = frozenset({"who", "which", "that", "said", "says"})
_UNCUT = frozenset({"whole", "noun", "name"})  # forms of a source

Row = tuple[int, Ranges, str]  # a cue, a candidate content, its label


class SourceRow(NamedTuple):
    """A candidate source of a cue with a content, and its label."""

    cue: int
    content: Ranges
    source: Range
    label: str


@dataclass(frozen=True, slots=True)
class CueContext:
    """What all candidates of one cue share."""

    sentence_marks: tuple[int, ...]
    subject: int | None
    rivals: tuple[tuple[int, float], ...]


def cue_context(doc: Document, cue: int, likely: Mapping[int, Sequence[tuple[int, float]]]) -> CueContext:
    """The quotations of the cue's sentence, its subject where there are any, and its rivals.

    `likely` are by paragraph the cues outside quotations that are likely enough to claim content, each with
    its probability; a cue's rivals are those within `_RIVAL_REACH` tokens.
    """
    parse = doc.parse
    start, end = parse.sentences[parse.sentence[cue]]
    marks = tuple(
        k
        for k in doc.quotations_near(cue, parse.paragraph[cue])
        if doc.marked[k][0] < end and doc.marked[k][1] > start and doc.marked[k][1] - doc.marked[k][0] > 2
    )
    others = likely.get(parse.paragraph[cue], ())
    low = bisect_left(others, cue - _RIVAL_REACH, key=itemgetter(0))
    high = bisect_right(others, cue + _RIVAL_REACH, key=itemgetter(0))
    rivals = tuple((other, p) for other, p in others[low:high] if other != cue)
    return CueContext(marks, subject_of(doc, cue)[0] if marks else None, rivals)


def likely_cues(doc: Document, probabilities: Mapping[int, float]) -> dict[int, list[tuple[int, float]]]:
    """By paragraph the cues outside quotations that are likely enough to claim content for themselves."""
    found: dict[int, list[tuple[int, float]]] = {}
    for cue in sorted(probabilities):
        if probabilities[cue] >= _RIVAL and doc.quoted[cue] < 0:
            found.setdefault(doc.parse.paragraph[cue], []).append((cue, probabilities[cue]))
    return found


def content_scores(
    doc: Document, model: Model, rows: Sequence[Row], likely: Mapping[int, Sequence[tuple[int, float]]]
) -> list[tuple[float, Row]]:
    """Candidate contents with their scores, the rows of each cue together, without the hopeless.

    What label and edges alone put far behind is hardly ever the best in the end: once in 2,800 cues.
    """
    if not rows:
        return []
    outer = model.scores(_OUTER, _outer_columns(doc, rows))
    best: dict[int, float] = {}
    for value, (cue, _, _) in zip(outer.tolist(), rows, strict=True):
        best[cue] = max(best.get(cue, value), value)
    kept = np.flatnonzero(outer >= [best[cue] - _HOPELESS for cue, _, _ in rows]).tolist()
    rows = [rows[i] for i in kept]
    scores = outer[kept] + model.scores(_INNER, _inner_columns(doc, rows))
    return [
        (value + score(model, said), row)
        for value, row, said in zip(scores.tolist(), rows, _said_of(doc, rows, likely), strict=True)
    ]


def content_features(
    doc: Document, rows: Sequence[Row], likely: Mapping[int, Sequence[tuple[int, float]]]
) -> list[list[str]]:
    """What speaks for or against each candidate content of a cue."""
    outer, inner = names(_OUTER, _outer_columns(doc, rows)), names(_INNER, _inner_columns(doc, rows))
    return [[*some, *more, *said] for some, more, said in zip(outer, inner, _said_of(doc, rows, likely), strict=True)]


def _outer_columns(doc: Document, rows: Sequence[Row]) -> Columns:
    """How each content hangs from the cue, and its edges."""
    strings = doc.strings
    cue = integers([cue for cue, _, _ in rows])
    low, high = integers([content[0][0] for _, content, _ in rows]), integers([c[-1][1] for _, c, _ in rows]) - 1
    before, after = doc.neighbours(-1)[low], doc.neighbours(1)[high]
    return {
        **_label_columns(rows),
        "cue": Column(strings["lexeme"], cue), "cue stem": Column(strings["stem"], cue),
        "cue pos": Column(strings["pos"], cue), "cue dep": Column(strings["dep"], cue),
        "first": Column(strings["form"], low), "first pos": Column(strings["pos"], low),
        "last pos": Column(strings["pos"], high), "dep after": Column(strings["dep"], after),
        "before": _shown_column(doc, before, _FUNCTION), "after": _shown_column(doc, after, _FUNCTION_OR_PRONOUN),
        "gap": numbers(np.clip(low - cue, 0, 7) - np.clip(cue - high, 0, 7)),
    }  # fmt: skip


def _label_columns(rows: Sequence[Row]) -> Columns:
    labels = [label for _, _, label in rows]
    return {"label": column(labels), "family": column([label.partition(":")[0] for label in labels])}


def _shown_column(doc: Document, tokens: Ints, plain: frozenset[str]) -> Column:
    """The words themselves where their parts of speech are among some, else the parts of speech."""
    forms, pos = doc.strings["form"].strings, doc.strings["pos"].strings
    return column([forms[i] if pos[i] in plain else pos[i] for i in tokens.tolist()])


def _inner_columns(doc: Document, rows: Sequence[Row]) -> Columns:
    """Whether each content is a clause, by its finite verbs: some cues take clauses, others phrases."""
    finite = doc.finite_before
    verbs = integers([sum([finite[b] - finite[a] for a, b in content]) for _, content, _ in rows])
    return {
        **_label_columns(rows),
        "cue": Column(doc.strings["lexeme"], integers([cue for cue, _, _ in rows])),
        "finite": numbers(np.minimum(verbs, 1)), "finite verbs": numbers(np.minimum(verbs, 2)),
    }  # fmt: skip


def _said_of(
    doc: Document, rows: Sequence[Row], likely: Mapping[int, Sequence[tuple[int, float]]]
) -> Iterator[list[str]]:
    contexts: dict[int, CueContext] = {}
    for cue, content, label in rows:
        if cue not in contexts:
            contexts[cue] = cue_context(doc, cue, likely)
        yield _inner_features(doc, cue, content, label, contexts[cue])


def _inner_features(doc: Document, cue: int, content: Ranges, label: str, context: CueContext) -> list[str]:
    """How the content holds together, and how it lies to quotations, clauses and other cues."""
    return [
        f"tops={'/'.join(_tops(doc, content))}",
        *_coverage_features(doc, cue, content, label.partition(":")[0], context),
        *_left_out_features(doc, cue, content),
        *_tail_features(doc, content),
        *_cut_features(doc, cue, content),
        *_rival_features(doc, cue, content, context),
    ]


def _shown(doc: Document, token: int, also: str = "") -> str:
    pos = doc.parse.pos[token]
    return doc.form[token] if pos in _FUNCTION or pos == also else pos


def _tops(doc: Document, content: Ranges) -> list[str]:
    """How the content hangs together: the relations of the tokens whose heads lie outside it, a few."""
    parse = doc.parse
    found = set()
    for a, b in content:
        i = a
        while i < b:
            top = i
            while parse.head[top] != top and contains(content, parse.head[top]):
                top = parse.head[top]
            found.add(parse.dep[top])
            i = max(parse.right[top], i + 1)
    return sorted(found)[:3]


def _coverage_features(doc: Document, cue: int, content: Ranges, family: str, context: CueContext) -> Iterator[str]:
    """How the content lies to the quotations, and to the sentence they stand in."""
    parse = doc.parse
    marks = doc.quotations_in(content)
    if not marks and not context.sentence_marks:
        return
    low, high = content[0][0], content[-1][1]
    share = doc.quoted_tokens(content) / size(content)
    quoted = "none" if not share else "all" if share == 1 else "most" if share > 0.6 else "some"
    cut = any(not contains(content, i) for k in marks for i in (doc.marked[k][0] + 1, doc.marked[k][1] - 2))
    left_out = min(sum(k not in marks for k in context.sentence_marks), 2)
    start, end = parse.sentences[parse.sentence[cue]]
    yield f"quoted,family={quoted},{family}"
    yield f"cuts quotation={cut},{doc.quoted[cue] >= 0}"
    yield f"quotations={min(len(marks), 3)}"
    yield f"left out,quoted={left_out},{quoted}"
    yield f"pieces={min(len(content), 4)}"
    yield f"length={sum(size(content) >= step for step in _LENGTHS)}"
    yield f"to sentence end={doc.words_before[max(end, high)] == doc.words_before[high]}"
    yield f"from sentence start={low <= start}"
    yield f"sentences,quoted={min(parse.sentence[high - 1] - parse.sentence[low] + 1, 3)},{quoted}"
    if context.subject is not None:
        yield f"holds subject={contains(content, context.subject)},{family}"


def _left_out_features(doc: Document, cue: int, content: Ranges) -> Iterator[str]:
    """The cue's next complement that is not in the content."""
    parse = doc.parse
    high = content[-1][1]
    if high < len(parse) and parse.sentence[high] == parse.sentence[cue]:
        for k in parse.children[cue]:
            if k >= high and parse.dep[k] != "punct":
                yield f"leaves out={parse.dep[k]}:{doc.form[k] if parse.dep[k] == 'prep' else ''}"
                return


def _tail_features(doc: Document, content: Ranges) -> Iterator[str]:
    """Clauses that end the content: they may belong to it or to the sentence around it."""
    parse = doc.parse
    low, high = content[-1]
    i = high - 1
    while i > low and parse.pos[i] == "PUNCT":
        i -= 1
    for _ in range(_DEEPEST):
        if parse.left[i] < low or parse.head[i] == i or not contains(content, parse.head[i]):
            return
        dep, left = parse.dep[i], parse.left[i]
        if dep in _TAIL_DEPS:
            comma = "," if left and parse.word[left - 1] in _PAUSES else ""
            yield f"tail={comma}{dep}:{_opening(doc, left)}"
        i = parse.head[i]


def _cut_features(doc: Document, cue: int, content: Ranges) -> Iterator[str]:
    """What hangs from the content and yet follows it: a clause or conjunct that the content was cut before."""
    parse = doc.parse
    end = content[-1][1]
    start = end
    while start < len(parse) and (parse.word[start] in _PAUSES or parse.dep[start] == "cc"):
        start += 1
    if start == len(parse) or parse.sentence[start] != parse.sentence[end - 1]:
        return
    top = start
    while parse.head[top] != top and parse.left[parse.head[top]] >= start:
        top = parse.head[top]
    if contains(content, parse.head[top]) and parse.dep[top] != "punct":
        link = f"{',' if parse.word[end] in _PAUSES else ''}{parse.dep[top]}"
        yield f"cut={link}:{_opening(doc, start)}"
        yield f"cue,cut={doc.stem[cue]},{link}"


def _opening(doc: Document, token: int) -> str:
    """How a clause begins: the word itself where it is a function word, else its tag."""
    return doc.form[token] if doc.parse.pos[token] in _OPENERS else doc.parse.tag[token]


def _rival_features(doc: Document, cue: int, content: Ranges, context: CueContext) -> Iterator[str]:
    """Whether another cue stands in the content, or between the cue and one of the content's quotations."""
    parse = doc.parse
    rivals = context.rivals
    for a, b in content:
        for other, p in rivals[bisect_left(rivals, (a,)) : bisect_left(rivals, (b,))]:
            yield f"holds cue={parse.dep[other]},{int(p * 4)}"
    marks = [k for k in doc.quotations_in(content) if k != doc.quoted[cue]]
    for k in marks:
        first, last = doc.marked[k]
        low, high = (cue, first) if first > cue else (last, cue)
        place = "after" if first > cue else "before"
        side = f"{'first' if k == marks[0] else 'later'} {place}"
        between = max((p for t, p in rivals if low <= t < high and not contains(content, t)), default=0.0)
        opens = first == parse.sentences[parse.sentence[first]][0]
        word = parse.word[first + 1] if first + 1 < last else ""
        before = _shown(doc, first - 1) if first > parse.paragraphs[parse.paragraph[first]][0] else "#"
        yield f"quotation={side},{opens},{word[:1].isupper()}"
        yield f"quotation after word={side},{before}"
        yield f"quotation form={place},{_quotation_form(doc, k)},{min(len(marks), 2)}"
        yield f"cue between={side},{int(between * 4)}"
        if between:
            yield f"cue between,quotation={side},{int(between * 2)},{opens},{word[:1].isupper()}"
        if first > cue:
            behind = max((p for t, p in rivals if last <= t < last + 6), default=0.0)
            yield f"cue behind={side},{int(behind * 4)}"
    for j, k in pairwise(marks):
        (_, end), (start, _) = doc.marked[j], doc.marked[k]
        around = end <= cue < start
        yield f"joins={_end_of(doc, j)},{_end_of(doc, k)},{min(doc.words(((end, start),)), 4)},{around}"


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


def source_features(doc: Document, rows: Sequence[SourceRow]) -> list[list[str]]:
    """What speaks for or against each candidate source."""
    return names(_SOURCE, _source_columns(doc, rows))


def source_scores(doc: Document, model: Model, rows: Sequence[SourceRow]) -> list[float]:
    """Candidate sources' scores."""
    return list(model.scores(_SOURCE, _source_columns(doc, rows)))


def _source_columns(doc: Document, rows: Sequence[SourceRow]) -> Columns:
    parse, strings = doc.parse, doc.strings
    cue, low = integers([row.cue for row in rows]), integers([row.source[0] for row in rows])
    high = integers([row.source[1] - 1 for row in rows])
    heads = [phrase_head(doc, row.source) for row in rows]
    kinds = [noun_type(doc, head) for head in heads]
    labels = [row.label.partition("|") for row in rows]
    routes, forms = [route for route, _, _ in labels], [form for _, _, form in labels]
    after = [strings["form"].strings[row.source[1]] for row in rows]
    left_out = np.minimum((integers([parse.right[i] for i in heads]) - 1 - high) // 3, 5)
    sentence, quoted = parse.sentence, doc.quoted
    return {
        "route": column(routes), "label": column([row.label for row in rows]), "form": column(forms),
        "cue": Column(strings["lexeme"], cue), "cue pos": Column(strings["pos"], cue),
        "head": column(kinds), "head kind": column([kind.partition(":")[0] for kind in kinds]),
        "head noun": Column(strings["stem"], integers(heads)),
        "quoted": flags([quoted[row.source[0]] >= 0 for row in rows]),
        "cue quoted": flags([quoted[row.cue] >= 0 for row in rows]),
        "length": numbers(np.minimum((high + 1 - low) // 3, 6)),
        "gap": numbers(np.minimum(np.abs(np.where(high < cue, cue - high, low - cue)), 6)),
        "direction": Column(_DIRECTIONS, np.where(high < cue, 0, 1)),
        "word after": column([word if len(word) < 3 or word in _TELLING else "word" for word in after]),
        "after": column([word[:5] for word in after]),
        "side": column([_side(row.content, row.source) for row in rows]),
        "same sentence": flags([sentence[row.source[0]] == sentence[row.cue] for row in rows]),
        "cut length": numbers(np.where([form in _UNCUT for form in forms], -9, left_out)),
    }  # fmt: skip


def _side(content: Ranges, source: Range) -> str:
    """Where the content stands beside the source."""
    if content and content[-1][1] <= source[0]:
        return "left"
    return "right" if content and content[0][0] >= source[1] else "around"


def no_source_features(doc: Document, cue: int, candidates: Mapping[Range, str]) -> list[str]:
    """What speaks for a cue having no source in the text."""
    parse = doc.parse
    deps = {parse.dep[k] for k in parse.children[cue]}
    routes = sorted({label.partition("|")[0] for label in candidates.values()})
    return [
        "none", f"none,cue={doc.lexeme[cue]}", f"none,dep={parse.pos[cue]},{parse.dep[cue]}",
        f"none,candidates={min(len(candidates), 3)}", f"none,tag={parse.tag[cue]}",
        f"none,passive={'nsubjpass' in deps}", f"none,subject={'nsubj' in deps}", f"none,routes={'|'.join(routes[:2])}",
    ]  # fmt: skip
