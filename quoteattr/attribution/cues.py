"""Cues: which tokens introduce reported speech, and the features that tell.

Candidates are all verbs, the nouns, adjectives, adverbs and prepositions of the lexicon, and colons. Krestel et al.
(2008) search a closed list of reporting verbs; a classifier over all verbs (Pareti et al. 2013) finds more (+0.6 F on
PolNeAR dev, Newell et al. 2018). That is every fourth token, so a model of a few features first drops those that are
plainly no cue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from quoteattr.attribution.syntax import clause_edges, noun_type, speech_marks, subject_of
from quoteattr.document.document import FINITE_VERBS, Document
from quoteattr.loglinear.features import (
    Column,
    Columns,
    Model,
    Strings,
    Templates,
    column,
    flags,
    integers,
    names,
    numbers,
    optional,
)
from quoteattr.loglinear.weights import score

_FRAME = frozenset({"ccomp", "xcomp", "dobj", "prep", "nsubj", "nsubjpass", "attr", "acl", "relcl", "appos", "advcl"})
_LEXICAL = frozenset({"prep", "prt", "agent", "mark", "aux", "neg", "auxpass", "dative"})
_VERBS = frozenset({"VERB", "AUX"})
_HELPERS = frozenset({"aux", "auxpass"})
_OBJECTS = frozenset({"dobj", "pobj", "attr", "xcomp", "ccomp", "acomp", "oprd"})
_SHARED = (
    "bias",
    "child=ccomp",
    "child=xcomp",
    "child=dobj",
    "child=prep",
    "clause opens=",
    "insertion=",
    "noun frame=",
    "inside=",
    "quotation",
)
_NEARNESS = Strings(("no", "by", "in"))
_PUNCT = Strings(("punct",)).codes[0]
_NEAR = 6  # tokens within which a quotation counts as near; set by hand
# Bins and caps of counts, set by hand: what lies beyond them is told no finer, for it is rare.
_SUFFIX = 3  # letters
_QUARTERS = 4  # of a sentence
_MARK_GAP = 6  # tokens between cue and quotation
_LENGTH_BIN, _MAX_LENGTH_BIN = 4, 4  # tokens of a quotation
_MAX_MARKS = 2  # quotations on a side
_MAX_CLIMB = 5  # governors above the cue
_WHOLE_PATH = 2  # governors up to which their feature has the whole path
_SILENT = frozenset({"det", "amod", "poss", "compound", "advmod", "npadvmod"})
FIRST: Templates = {
    "cue": ("cue",),
    "cue,dep": ("cue", "dep"),
    "cue,near": ("cue", "near"),
    "cue,after": ("cue", "after"),
    "act,dep": ("act", "tag", "dep"),
    "act,after": ("act", "after", "near"),
    "act,word": ("act", "word"),
    "class,dep": ("class", "tag", "dep"),
    "class,after": ("class", "after", "near"),
    "class,word": ("class", "word"),
}
CUE: Templates = {
    "cue": ("cue",),
    "cue,dep": ("cue", "dep"),
    "head pos,dep": ("head pos", "dep"),
    "suffix": ("suffix", "pos"),
    "cue,inside": ("cue", "inside"),
    "word-2": ("word-2",),
    "word-1": ("word-1",),
    "pos-1": ("pos-1",),
    "cue,word-1": ("cue", "neighbour-1"),
    "word+1": ("word+1",),
    "pos+1": ("pos+1",),
    "cue,word+1": ("cue", "neighbour+1"),
    "word+2": ("word+2",),
    "pos+2": ("pos+2",),
    "head act": ("head act", "governed"),
    "head class": ("head class", "governed"),
    "sentence quarter": ("quarter",),
}


def cue_candidates(doc: Document) -> list[int]:
    """Return the tokens that may introduce reported speech, in text order."""
    parse, acts, removed = doc.parse, doc.language.cues.acts, doc.language.cues.removed
    words = zip(parse.pos, parse.lexeme, parse.word, strict=True)
    return [
        i
        for i, (pos, lexeme, word) in enumerate(words)
        if pos in _VERBS or lexeme in acts or word == ":"
        if parse.dep[i] not in _HELPERS and parse.stem[i] not in removed
    ]


def first_columns(doc: Document, cues: Sequence[int]) -> Columns:
    """Return columns of the first model: word, act, class, dependency, what follows, quotations near."""
    parse, strings, n = doc.parse, doc.strings, len(doc.parse)
    cue, lexemes = integers(cues), [doc.parse.lexeme[i] for i in cues]
    head, token = integers(parse.head), np.arange(n)
    behind = np.flatnonzero((head < token) & (strings["dep"].codes[:n] != _PUNCT))[::-1]
    after = np.full(n, n)
    after[head[behind]] = behind  # the first of several
    quoted = np.asarray(doc.quoted_before)
    some_near = quoted[np.minimum(cue + _NEAR, n)] > quoted[np.maximum(cue - _NEAR, 0)]
    near = np.where(quoted[cue + 1] > quoted[cue], 2, some_near)
    return {
        "cue": Column(strings["lexeme"], cue), "dep": Column(strings["dep"], cue),
        "tag": column([parse.tag[i] for i in cues]),
        "after": Column(strings["dep"], after[cue]), "word": Column(strings["form"], cue + 1),
        "near": Column(_NEARNESS, near), "act": column([*map(doc.language.cues.act, lexemes)]),
        "class": optional([*map(doc.language.cues.class_of, lexemes)]),
    }  # fmt: skip


def first_scores(docs: Sequence[Document], model: Model, cues: Sequence[Sequence[int]]) -> list[list[float]]:
    """Return the log-odds by the first model of each of some tokens of each document to be a cue."""
    bias = model.get("bias", 0.0)
    scores = model.scores(FIRST, map(first_columns, docs, cues))
    return [[bias + z for z in own.tolist()] for own in scores]


def first_features(doc: Document, cues: Sequence[int]) -> list[list[str]]:
    """Return the features of the first model for each of some tokens."""
    return [["bias", *row] for row in names(FIRST, first_columns(doc, cues))]


def cue_columns(doc: Document, cues: Sequence[int]) -> Columns:
    """Return columns of the word and of those around it."""
    parse, strings, n = doc.parse, doc.strings, len(doc.parse)
    cue, head = integers(cues), integers([parse.head[i] for i in cues])
    sentences = [parse.sentences[parse.sentence[i]] for i in cues]
    quarters = [_QUARTERS * (i - a) // (b - a) for i, (a, b) in zip(cues, sentences, strict=True)]
    near = {offset: doc.neighbours(offset)[cue] for offset in (-2, -1, 1, 2)}
    inside = {offset: np.where(there < n, there, -1) for offset, there in near.items()}
    return {
        "cue": Column(strings["lexeme"], cue), "dep": Column(strings["dep"], cue),
        "pos": column([pos[:1] for pos in (parse.pos[i] for i in cues)]),
        "suffix": column([doc.parse.form[i][-_SUFFIX:] for i in cues]),
        "head pos": Column(strings["pos"], head),
        "head act": column([doc.language.cues.act(doc.parse.lexeme[i]) for i in head.tolist()]),
        "head class": optional([doc.language.cues.class_of(doc.parse.lexeme[i]) for i in head.tolist()]),
        "governed": Column(strings["dep"], np.where(head == cue, -1, cue)),
        "inside": flags([doc.quoted[i] >= 0 for i in cues]),
        "quarter": numbers(integers(quarters)),
        **{f"word{offset:+}": Column(strings["form"], there) for offset, there in near.items()},
        **{f"pos{offset:+}": Column(strings["pos"], there) for offset, there in inside.items()},
        **{f"neighbour{offset:+}": Column(strings["form"], there) for offset, there in inside.items()},
    }  # fmt: skip


def cue_scores(docs: Sequence[Document], model: Model, cues: Sequence[Sequence[int]]) -> list[list[float]]:
    """Return the log-odds of each of some tokens of each document to be a cue."""
    regular = model.scores(CUE, map(cue_columns, docs, cues))
    return [
        [z + score(model, _irregular_features(doc, i)) for z, i in zip(scores.tolist(), own, strict=True)]
        for doc, own, scores in zip(docs, cues, regular, strict=True)
    ]


def cue_features(doc: Document, cues: Sequence[int]) -> list[list[str]]:
    """Return the features for each of some tokens being a cue."""
    regular = names(CUE, cue_columns(doc, cues))
    return [[*row, *_irregular_features(doc, cue)] for row, cue in zip(regular, cues, strict=True)]


def _irregular_features(doc: Document, cue: int) -> list[str]:
    """Return the features of a cue's dependents, governors and quotations.

    Those of complements and quotations come again with the act and the class that the lexicon gives the cue, so that
    what is learned of common cues serves rare ones like them.
    """
    key = doc.parse.lexeme[cue]
    kinds = {"act": doc.language.cues.act(key), "class": doc.language.cues.class_of(key)}
    near = ["bias", f"inside={doc.quoted[cue] >= 0}", *_child_features(doc, cue, key), *_mark_features(doc, cue, key)]
    near += _place_features(doc, cue)
    shared = [feature for feature in near if feature.startswith(_SHARED)]
    features = [
        *near, *_subject_features(doc, cue, key), *_ancestor_features(doc, cue), *_object_features(doc, cue)
    ]  # fmt: skip
    for kind, value in kinds.items():
        if value:
            features += [f"{kind},{feature};{value}" for feature in shared]
            features += _kind_features(doc, cue, kind, value)
    return features


def _child_features(doc: Document, cue: int, key: str) -> Iterator[str]:
    """Name the cue's frame: its complements, prepositions, particles and complementizer."""
    parse = doc.parse
    frame: set[str] = set()
    for k in parse.children[cue]:
        dep, side = parse.dep[k], "<" if k < cue else ">"
        if dep == "punct":
            continue
        if dep in _LEXICAL:
            word = doc.parse.form[k]
            yield f"child={dep}{side}{word}"
            yield f"cue,child={key},{dep}:{word}"
            if dep == "prep":
                frame.add(dep)
        elif dep in _SILENT:
            yield f"child={dep}{side}"
            yield f"child={dep}:{doc.parse.form[k]}"
        else:
            yield f"child={dep}{side}"
            yield f"cue,child={key},{dep}"
            frame.add(dep)
            if dep in ("ccomp", "xcomp"):
                yield f"clause opens={dep},{doc.parse.form[parse.left[k]] if k > cue else '<'}"
    yield f"frame={parse.pos[cue]},{'+'.join(sorted(frame & _FRAME))}"


def _place_features(doc: Document, cue: int) -> Iterator[str]:
    """Name the marks around a finite verb and its subject: *The bridge, she says, will hold*; how a noun is governed.

    *In her view it will hold*: the preposition before the noun, whether somebody's, and the mark behind it.
    """
    parse = doc.parse
    start, end = parse.sentences[parse.sentence[cue]]
    low, high = clause_edges(doc, cue)
    before = "#" if low == start else parse.word[low - 1] if parse.pos[low - 1] == "PUNCT" else "word"
    after = "#" if high + 1 >= end else parse.word[high + 1] if parse.pos[high + 1] == "PUNCT" else "word"
    if parse.tag[cue] in FINITE_VERBS:
        yield f"insertion={before},{len(_objects(doc, cue)) > 0},{after}"
    elif parse.pos[cue] == "NOUN":
        owned = next((parse.dep[k] for k in parse.children[cue] if parse.dep[k] in ("poss", "det")), "")
        governor = parse.lower[parse.head[cue]] if parse.dep[cue] == "pobj" else parse.dep[cue]
        yield f"noun frame={governor},{owned}"


def _subject_features(doc: Document, cue: int, key: str) -> Iterator[str]:
    subject, _ = subject_of(doc, cue)
    if subject is not None:
        yield "subject noun=" + doc.parse.stem[subject]
        yield f"cue,subject={key},{noun_type(doc, subject).split(':')[0]}"


def _mark_features(doc: Document, cue: int, key: str) -> Iterator[str]:
    """Name the place and length of the nearest quotations of the paragraph."""
    parse = doc.parse
    if doc.quoted[cue] >= 0:
        return
    start, end = parse.sentences[parse.sentence[cue]]
    marked = speech_marks(doc, cue, parse.paragraph[cue])
    before = [q for q in marked if q[1] <= cue]
    after = [q for q in marked if q[0] > cue]
    if before:
        first, last = before[-1]
        length = min((last - first) // _LENGTH_BIN, _MAX_LENGTH_BIN)
        yield f"quotation before at={min(cue - last, _MARK_GAP)}"
        yield f"quotation before length={length}"
        yield f"quotation before ends={parse.word[last - 2]}"
        if last > start:
            yield f"quotation before in sentence={length}"
            yield f"cue,quotation before={key}"
    if after:
        first, last = after[0]
        length = min((last - first) // _LENGTH_BIN, _MAX_LENGTH_BIN)
        yield f"quotation after at={min(first - cue, _MARK_GAP)}"
        yield f"quotation after length={length}"
        if first < end:
            yield f"quotation after in sentence={length}"
            yield f"cue,quotation after={key}"
    if marked:
        yield f"quotations={min(len(before), _MAX_MARKS)},{min(len(after), _MAX_MARKS)}"


def _ancestor_features(doc: Document, cue: int) -> Iterator[str]:
    parse = doc.parse
    token, path = cue, ""
    for step in range(_MAX_CLIMB):
        head, dep = parse.head[token], parse.dep[token]
        if head == token:
            break
        path += "/" + dep
        if parse.pos[head] in ("VERB", "NOUN", "AUX", "ADP"):
            yield "under=" + doc.parse.stem[head]
            yield f"under,path={doc.parse.stem[head]},{path if step < _WHOLE_PATH else path.split('/')[1] + '..'}"
        token = head
    yield "path=" + path


def _object_features(doc: Document, cue: int) -> Iterator[str]:
    """Name the cue's complements and what they govern (*made a claim*, *had doubts about*)."""
    parse = doc.parse
    for k in _objects(doc, cue):
        dep = parse.dep[k]
        yield f"object={dep},{doc.parse.stem[k]}"
        for g in parse.children[k]:
            if parse.dep[g] in ("prep", "acl", "relcl", "det", "poss"):
                yield f"object has={dep},{parse.dep[g]},{doc.parse.form[g] if parse.dep[g] in ('prep', 'det') else ''}"


def _objects(doc: Document, cue: int) -> list[int]:
    return [k for k in doc.parse.children[cue] if k > cue and doc.parse.dep[k] in _OBJECTS]


def _kind_features(doc: Document, cue: int, kind: str, value: str) -> Iterator[str]:
    """Name the auxiliaries and objects of a cue of some act or class."""
    parse = doc.parse
    for k in parse.children[cue]:
        if parse.dep[k] in ("aux", "neg"):
            yield f"{kind},aux={value},{doc.parse.form[k]}"
    for k in _objects(doc, cue):
        yield f"{kind},object={value},{parse.dep[k]},{doc.parse.stem[k]}"
        yield f"{kind},object act={value},{doc.language.cues.act(doc.parse.lexeme[k])},{parse.dep[k]}"
        if object_class := doc.language.cues.class_of(doc.parse.lexeme[k]):
            yield f"{kind},object class={value},{object_class},{parse.dep[k]}"
