"""Features of a candidate content, and its log-linear score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat

import numpy as np

from quoteattr.attribution.features.quotations import (
    COVERAGE,
    CueContext,
    Row,
    coverage_columns,
    cue_context,
    likely_cues,
    rival_features,
)
from quoteattr.attribution.syntax import BEFORE_VERBS, SUBJECTS
from quoteattr.document.document import FINITE_VERBS, FUNCTION_WORDS, Document
from quoteattr.document.ranges import Ranges, contains, counted
from quoteattr.loglinear.features import (
    Column,
    Columns,
    Floats,
    Ints,
    Model,
    Templates,
    column,
    integers,
    names,
    numbers,
    optional,
)
from quoteattr.loglinear.weights import score

_FUNCTION_OR_PRONOUN = FUNCTION_WORDS | {"PRON"}
_TAIL_DEPS = frozenset({"relcl", "advcl", "acl", "appos", "conj", "parataxis"})
_OPENERS = frozenset({"ADP", "SCONJ", "PART", "CCONJ", "PRON", "DET"})
_PAUSES = frozenset({",", "—", "-", ";"})
_SEPARATOR = ";"
_ADDRESSED = frozenset({"dobj", "dative"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_FINITE = FINITE_VERBS | {"MD"}
_MAX_DEPTH = 40  # governors climbed to: no sentence but a list is deeper
_HOPELESS = 4.0  # points of score behind the best: drops every other candidate; F on PolNeAR dev stays within 0.1
_MAX_GAP = 7  # tokens between cue and content; more are told no finer; set by hand
_MAX_VERBS = 2  # finite verbs of a content; the same
_MAX_TOPS = 3  # relations of its topmost tokens that name a feature; the same
_OUTER: Templates = {
    "label": ("label",),
    "cue,label": ("cue", "label"),
    "class,label": ("class", "label"),
    "class,first": ("class", "first"),
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
    "finite,class": ("finite", "class"),
}


def content_scores(
    docs: Sequence[Document], model: Model, rows: Sequence[Sequence[Row]], cues: Sequence[Mapping[int, float]]
) -> list[list[tuple[float, Row]]]:
    """Score each document's candidate contents, the rows of each cue together, without those far behind.

    What label and edges put far behind is hardly ever the best in the end, so the costlier features come last. `cues`
    are each document's probable cues.
    """
    outer = [*map(_outer_columns, docs, rows)]
    hopeful = [*map(_hopeful, rows, model.scores(_OUTER, outer))]
    kept = [own for own, _, _ in hopeful]
    columns = [_some(columns, places) for columns, (_, _, places) in zip(outer, hopeful, strict=True)]
    inner = [{**own, **verbs} for own, verbs in zip(columns, map(_inner_columns, docs, kept), strict=True)]
    by_verbs = model.scores(_INNER, inner)
    contexts = [*map(_contexts, docs, kept, map(likely_cues, docs, cues))]
    quoted = [*map(_quoted, docs, kept, contexts)]
    by_quotations = model.scores(COVERAGE, map(_coverage, docs, kept, quoted, columns, contexts))
    scores = [own + more for (_, own, _), more in zip(hopeful, by_verbs, strict=True)]
    for own, places, more in zip(scores, quoted, by_quotations, strict=True):
        own[places] += more
    return [*map(_rescored, docs, repeat(model), kept, scores, contexts)]


def _rescored(
    doc: Document, model: Model, rows: Sequence[Row], scores: Floats, contexts: Mapping[int, CueContext]
) -> list[tuple[float, Row]]:
    """Return a document's contents that are not far behind, the features of syntax and rivals added to their scores."""
    rows, scores, _ = _hopeful(rows, scores)
    named = [_irregular_features(doc, cue, content, contexts[cue]) for cue, content, _ in rows]
    return [(z + score(model, said), row) for z, said, row in zip(scores.tolist(), named, rows, strict=True)]


def _hopeful(rows: Sequence[Row], scores: Floats) -> tuple[list[Row], Floats, Ints]:
    """Return the rows that are not far behind the best of their cue, their scores, and their places among all."""
    cues = integers([-1, *(cue for cue, _, _ in rows)])
    opens = cues[1:] != cues[:-1]
    best = np.maximum.reduceat(scores, np.flatnonzero(opens))[np.cumsum(opens) - 1]
    kept = np.flatnonzero(scores >= best - _HOPELESS)
    return [rows[i] for i in kept.tolist()], scores[kept], kept


def content_features(
    doc: Document, rows: Sequence[Row], likely: Mapping[int, Sequence[tuple[int, float]]]
) -> list[list[str]]:
    """Return the features of each candidate content by name."""
    contexts = _contexts(doc, rows, likely)
    outer = _outer_columns(doc, rows)
    inner = names(_INNER, {**outer, **_inner_columns(doc, rows)})
    found = [[*row, *more] for row, more in zip(names(_OUTER, outer), inner, strict=True)]
    quoted = _quoted(doc, rows, contexts)
    for i, features in zip(
        quoted.tolist(), names(COVERAGE, _coverage(doc, rows, quoted, outer, contexts)), strict=True
    ):
        found[i] += features
    for features, (cue, content, _) in zip(found, rows, strict=True):
        features += _irregular_features(doc, cue, content, contexts[cue])
    return found


def _outer_columns(doc: Document, rows: Sequence[Row]) -> Columns:
    """Return columns for how each content depends on the cue, and for its edges."""
    strings = doc.strings
    cue = integers([cue for cue, _, _ in rows])
    low, high = integers([content[0][0] for _, content, _ in rows]), integers([c[-1][1] for _, c, _ in rows]) - 1
    before, after = doc.neighbours(-1)[low], doc.neighbours(1)[high]
    labels = [label for _, _, label in rows]
    families = {label: label.partition(":")[0] for label in set(labels)}
    classes = {cue: doc.language.cues.class_of(doc.parse.lexeme[cue]) for cue in {cue for cue, _, _ in rows}}
    return {
        "label": column(labels), "family": column([families[label] for label in labels]),
        "class": optional([classes[cue] for cue, _, _ in rows]),
        "cue": Column(strings["lexeme"], cue), "cue stem": column([doc.parse.stem[cue] for cue, _, _ in rows]),
        "cue pos": Column(strings["pos"], cue), "cue dep": Column(strings["dep"], cue),
        "first": Column(strings["form"], low), "first pos": Column(strings["pos"], low),
        "last pos": Column(strings["pos"], high), "dep after": Column(strings["dep"], after),
        "before": _shown_column(doc, before, FUNCTION_WORDS), "after": _shown_column(doc, after, _FUNCTION_OR_PRONOUN),
        "gap": numbers(np.clip(low - cue, 0, _MAX_GAP) - np.clip(cue - high, 0, _MAX_GAP)),
    }  # fmt: skip


def _shown_column(doc: Document, tokens: Ints, plain: frozenset[str]) -> Column:
    """Make a column of words where their parts of speech are among `plain`, else of the parts of speech."""
    forms, pos = doc.strings["form"].strings, doc.strings["pos"].strings
    return column([forms[i] if pos[i] in plain else pos[i] for i in tokens.tolist()])


def _some(columns: Columns, rows: Ints) -> Columns:
    """Return columns of cue, class, label and family in some of the rows."""
    return {name: columns[name]._replace(at=columns[name].at[rows]) for name in ("cue", "class", "label", "family")}


def _contexts(
    doc: Document, rows: Sequence[Row], likely: Mapping[int, Sequence[tuple[int, float]]]
) -> Mapping[int, CueContext]:
    return {cue: cue_context(doc, cue, likely) for cue in dict.fromkeys([cue for cue, _, _ in rows])}


def _quoted(doc: Document, rows: Sequence[Row], contexts: Mapping[int, CueContext]) -> Ints:
    """Return the rows that have quotations in the content or in the cue's sentence."""
    are_quoted = [contexts[cue].sentence_marks or doc.quoted_tokens(content) for cue, content, _ in rows]
    return np.flatnonzero([bool(each) for each in are_quoted])


def _coverage(
    doc: Document, rows: Sequence[Row], quoted: Ints, outer: Columns, contexts: Mapping[int, CueContext]
) -> Columns:
    """Return the columns of the quotations of some of the rows."""
    return {**_some(outer, quoted), **coverage_columns(doc, [rows[i] for i in quoted.tolist()], contexts)}


def _inner_columns(doc: Document, rows: Sequence[Row]) -> Columns:
    """Return columns for whether each content is a clause: some cues take clauses, others phrases."""
    verbs = integers([counted(doc.finite_before, content) for _, content, _ in rows])
    return {"finite": numbers(np.minimum(verbs, 1)), "finite verbs": numbers(np.minimum(verbs, _MAX_VERBS))}


def _irregular_features(doc: Document, cue: int, content: Ranges, context: CueContext) -> list[str]:
    """Return the features of a content's inner syntax, of what it leaves out, and of rival cues."""
    sentence, end = doc.parse.sentence, content[-1][1]
    found = [f"tops={'/'.join(_tops(doc, content))}", f"speaker beside={_speaker_beside(doc, cue, content)}"]
    if any(_SEPARATOR in doc.parse.word[a:b] for a, b in content):
        found.append(f"spans semicolon={len(content)}")
    if end < len(sentence) and sentence[end] == sentence[cue]:
        found += _left_out_features(doc, cue, end)
    found += _object_features(doc, cue, content)
    found += _tail_features(doc, cue, content)
    if content[0][0] < cue < content[-1][0]:
        found += _resuming_features(doc, cue, content)
    if end < len(sentence) and sentence[end] == sentence[end - 1]:
        found += _cut_features(doc, cue, content)
    return found + rival_features(doc, cue, content, context)


def _speaker_beside(doc: Document, cue: int, content: Ranges) -> str:
    """Return what stands before and behind a cue: what a content takes of it can be no source."""
    parse = doc.parse
    start, end = parse.sentences[parse.sentence[cue]]
    before, after = cue - 1, cue + 1
    while before >= start and parse.pos[before] in BEFORE_VERBS:
        before -= 1
    paused = before > start and parse.word[before] == ","
    ahead = _beside(doc, before - paused, content) if before >= start else "#"
    behind = _beside(doc, after, content) if after < end else "#"
    return f"{parse.tag[cue]},{',' if paused else ''}{ahead},{behind}"


def _beside(doc: Document, token: int, content: Ranges) -> str:
    return "content" if contains(content, token) else doc.parse.pos[token] if doc.quoted[token] < 0 else "quotation"


def _tops(doc: Document, content: Ranges) -> list[str]:
    """Return the relations of a content's topmost tokens, those whose heads lie outside it; a few."""
    parse = doc.parse
    found = set()
    for a, b in content:
        i = a
        while i < b:
            top = i
            while (head := parse.head[top]) != top and (a <= head < b or contains(content, head)):
                top = head
            found.add(parse.dep[top])
            i = max(parse.right[top], i + 1)
    return sorted(found)[:_MAX_TOPS]


def _left_out_features(doc: Document, cue: int, end: int) -> list[str]:
    """Name the cue's next complement behind the content."""
    dep = doc.parse.dep
    left_out = [k for k in doc.parse.children[cue] if k >= end and dep[k] != "punct"][:1]
    return [f"leaves out={dep[k]}:{doc.parse.form[k] if dep[k] == 'prep' else ''}" for k in left_out]


def _object_features(doc: Document, cue: int, content: Ranges) -> Iterator[str]:
    """Name what the cue's object is where the content begins with it, or leaves it out: it may be who is told.

    *She urged* | *the council* | *to wait*; *She thanked him* | *for the boat*.
    """
    parse, cues = doc.parse, doc.language.cues
    for k in parse.children[cue]:
        if k > cue and parse.dep[k] in _ADDRESSED:
            place = "begins" if content[0][0] == parse.left[k] else "holds" if contains(content, k) else "leaves"
            goes_on = content[-1][1] > parse.right[k]
            noun = "person" if parse.pos[k] == "NOUN" and doc.language.roles.is_person(parse.lemma[k]) else parse.pos[k]
            yield f"object={place},{noun},{goes_on}"
            yield f"class,object={cues.class_of(parse.lexeme[cue])},{place},{noun},{goes_on}"
            return


def _resuming_features(doc: Document, cue: int, content: Ranges) -> Iterator[str]:
    """Name how a content that the cue interrupts goes on behind it: with a quotation, or with what kind of word."""
    first = resumed = next(a for a, _ in content if a > cue)
    while first + 1 < content[-1][1] and doc.parse.word[first] in _PAUSES:
        first += 1
    how = "quotation" if doc.quoted[first] >= 0 else doc.parse.tag[first]
    begun = "quotation" if doc.quoted[content[0][0]] >= 0 else "words"
    yield f"resumes={begun},{how}"
    yield f"resumes,word before={doc.parse.form[resumed - 1]},{how}"


def _tail_features(doc: Document, cue: int, content: Ranges) -> Iterator[str]:
    """Name the clauses that end the content: they may belong to it or to the sentence around it."""
    parse = doc.parse
    low, high = content[-1]
    i = high - 1
    while i > low and parse.pos[i] == "PUNCT":
        i -= 1
    for _ in range(_MAX_DEPTH):
        head, left, dep = parse.head[i], parse.left[i], parse.dep[i]
        if left < low or head == i or not (low <= head < high or contains(content, head)):
            return
        if dep in _TAIL_DEPS:
            comma = "," if left and parse.word[left - 1] in _PAUSES else ""
            yield f"tail={comma}{dep}:{_opening(doc, left)}"
            if dep == "conj":
                yield f"tail conjunct={_conjunct(doc, cue, i)}"
        i = head


def _cut_features(doc: Document, cue: int, content: Ranges) -> Iterator[str]:
    """Name the clause or conjunct that the content governs and was cut before."""
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
        yield f"cue,cut={doc.parse.stem[cue]},{link}"
        if parse.dep[top] == "conj":
            yield f"cut conjunct={_conjunct(doc, cue, top)}"


def _conjunct(doc: Document, cue: int, verb: int) -> str:
    """Return whether a conjunct has a subject, the act it reports, and whether its tense is the cue's or the clause's.

    *She said that it would rain and left*: what has the cue's tense alone is told of her, not said.
    """
    parse = doc.parse
    tense, act = _tense(doc, verb), doc.language.cues.act(parse.lexeme[verb])
    alike = tense == _tense(doc, cue), tense == _tense(doc, parse.head[verb])
    subjects = [k for k in parse.children[verb] if parse.dep[k] in SUBJECTS]
    return f"{parse.pos[subjects[0]] if subjects else ''},{act},{alike[0]:d}{alike[1]:d}"


def _tense(doc: Document, verb: int) -> str:
    """Return the tag of a verb's first auxiliary, or of the verb itself, if that is finite; else nothing."""
    parse = doc.parse
    first = next((k for k in parse.children[verb] if k < verb and parse.dep[k] in _AUXILIARIES), verb)
    return parse.tag[first] if parse.tag[first] in _FINITE else ""


def _opening(doc: Document, token: int) -> str:
    """Return how a clause begins: the word itself where it is a function word, else its tag."""
    return doc.parse.form[token] if doc.parse.pos[token] in _OPENERS else doc.parse.tag[token]
