"""Features of a candidate source, and its log-linear score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from quoteattr.attribution.syntax import noun_type
from quoteattr.document.document import Document
from quoteattr.document.phrases import phrase_head
from quoteattr.document.ranges import Range, Ranges
from quoteattr.loglinear.features import (
    NO_NUMBER,
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

_SOURCE: Templates = {
    "route": ("route",),
    "label": ("label",),
    "cue,route": ("cue", "route"),
    "class,route": ("class", "route"),
    "pos,route": ("cue pos", "route"),
    "form": ("form",),
    "head": ("head",),
    "head noun": ("head noun",),
    "route,head": ("route", "head kind"),
    "route,dep": ("route", "dep"),
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
_UNCUT = frozenset({"whole", "noun", "name"})  # forms of a source
# Bins and caps of counts, set by hand: what lies beyond them is told no finer, for it is rare.
_LENGTH_BIN, _MAX_LENGTH_BIN = 3, 6  # tokens of a source
_MAX_CUT_BIN = 5  # the same of what a cut source leaves out
_MAX_GAP = 6  # tokens between source and cue
_SHORT = 3  # letters: a shorter word right behind a source, or a mark, is told itself
_PREFIX = 5  # letters told of any word there
_MAX_CANDIDATES, _MAX_ROUTES = 3, 2


class SourceRow(NamedTuple):
    """A candidate source of a cue with a content, and its label."""

    cue: int
    content: Ranges
    source: Range
    label: str


def source_features(doc: Document, rows: Sequence[SourceRow]) -> list[list[str]]:
    """Return the features of each candidate source by name."""
    return names(_SOURCE, _source_columns(doc, rows))


def source_scores(docs: Sequence[Document], model: Model, rows: Sequence[Sequence[SourceRow]]) -> list[list[float]]:
    """Return the scores of the candidate sources of each document."""
    return [scores.tolist() for scores in model.scores(_SOURCE, map(_source_columns, docs, rows))]


def _source_columns(doc: Document, rows: Sequence[SourceRow]) -> Columns:
    parse, strings = doc.parse, doc.strings
    cue, low = integers([row.cue for row in rows]), integers([row.source[0] for row in rows])
    high = integers([row.source[1] - 1 for row in rows])
    heads = [phrase_head(doc.parse, *row.source) for row in rows]
    kinds = [noun_type(doc, head) for head in heads]
    labels = [row.label.partition("|") for row in rows]
    routes, forms = [route for route, _, _ in labels], [form for _, _, form in labels]
    followers = doc.language.words.source_followers
    after = [strings["form"].strings[row.source[1]] for row in rows]
    left_out = np.minimum((integers([parse.right[i] for i in heads]) - 1 - high) // _LENGTH_BIN, _MAX_CUT_BIN)
    sentence, quoted = parse.sentence, doc.quoted
    return {
        "route": column(routes), "label": column([row.label for row in rows]), "form": column(forms),
        "class": optional([doc.language.cues.class_of(parse.lexeme[row.cue]) for row in rows]),
        "cue": Column(strings["lexeme"], cue), "cue pos": Column(strings["pos"], cue),
        "head": column(kinds), "head kind": column([kind.partition(":")[0] for kind in kinds]),
        "head noun": column([doc.parse.stem[head] for head in heads]), "dep": Column(strings["dep"], integers(heads)),
        "quoted": flags([quoted[row.source[0]] >= 0 for row in rows]),
        "cue quoted": flags([quoted[row.cue] >= 0 for row in rows]),
        "length": numbers(np.minimum((high + 1 - low) // _LENGTH_BIN, _MAX_LENGTH_BIN)),
        "gap": numbers(np.minimum(np.abs(np.where(high < cue, cue - high, low - cue)), _MAX_GAP)),
        "direction": Column(_DIRECTIONS, np.where(high < cue, 0, 1)),
        "word after": column([word if len(word) < _SHORT or word in followers else "word" for word in after]),
        "after": column([word[:_PREFIX] for word in after]),
        "side": column([_side(row.content, row.source) for row in rows]),
        "same sentence": flags([sentence[row.source[0]] == sentence[row.cue] for row in rows]),
        "cut length": numbers(np.where([form in _UNCUT for form in forms], NO_NUMBER, left_out)),
    }  # fmt: skip


def _side(content: Ranges, source: Range) -> str:
    """Return on which side of the source the content stands."""
    if content and content[-1][1] <= source[0]:
        return "left"
    return "right" if content and content[0][0] >= source[1] else "around"


def no_source_features(doc: Document, cue: int, candidates: Mapping[Range, str]) -> list[str]:
    """Return the features for a cue having no source in the text."""
    parse = doc.parse
    deps = {parse.dep[k] for k in parse.children[cue]}
    routes = sorted({label.partition("|")[0] for label in candidates.values()})
    return [
        "none", f"none,cue={doc.parse.lexeme[cue]}", f"none,dep={parse.pos[cue]},{parse.dep[cue]}",
        f"none,candidates={min(len(candidates), _MAX_CANDIDATES)}", f"none,tag={parse.tag[cue]}",
        f"none,passive={'nsubjpass' in deps}", f"none,subject={'nsubj' in deps}",
        f"none,routes={'|'.join(routes[:_MAX_ROUTES])}",
    ]  # fmt: skip
