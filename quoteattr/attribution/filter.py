"""Filter: the features and log-odds of a proposal to be right, beside the document's other proposals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from quoteattr.attribution.features.colons import colon_columns
from quoteattr.attribution.features.quotations import quotation_form, quoted_column
from quoteattr.attribution.syntax import noun_type
from quoteattr.attribution.types import Proposal, Source
from quoteattr.document.document import FUNCTION_WORDS, Document
from quoteattr.document.phrases import phrase_head
from quoteattr.document.ranges import Range, Ranges, contains, counted, overlap, size
from quoteattr.loglinear.features import (
    Column,
    Columns,
    Floats,
    Model,
    Templates,
    Values,
    column,
    flags,
    integers,
    numbers,
    optional,
    rounded,
    valued_names,
)

_NOBODY = -9.0  # log-odds where no proposal stands in a relation; far below any proposal's
_NEAR = 3  # tokens between cues that compete for one content; set by hand
_MIN_SHARED = 0.5  # share of a content that another must have to be its rival: most of it
# Bins and caps, set by hand: what lies beyond them is told no finer, for it is rare.
_FLOOR = -4.0  # log-odds
_SMALLEST_ODDS, _SMALLEST = 1e-4, 1e-3  # keep logarithms of probabilities finite: of proposals, of contents
_COARSE, _MIDDLING = 2, 1.5  # log-odds to a bin; one, where not given
_CONTENT_BINS, _SOURCE_BINS = 8, 5  # of a probability
_LENGTH_BIN, _MAX_LENGTH_BIN = 4, 8  # tokens of a content
_MAX_TOKENS = 2  # of a content: one word alone seldom tells what was said
_MAX_BESIDE = 4  # likely proposals in the sentence
_TYPICAL = 40  # tokens to a likely proposal in a report: what a short text is taken to have; set by hand
_FRAME = frozenset({"dobj", "dative", "ccomp", "xcomp", "oprd", "attr", "acomp"})
_FILTER: Templates = {
    "odds": ("odds",),
    "content": ("content",),
    "family": ("family",),
    "odds,family": ("half odds", "family"),
    "cue": ("cue",),
    "class": ("class",),
    "class,tag": ("class", "tag"),
    "class,frame": ("class", "frame"),
    "class,opening": ("class", "finite", "opening"),
    "class,head": ("class", "head", "tokens"),
    "label,head": ("label", "head", "tokens"),
    "class,source": ("class", "source kind"),
    "class,quotation": ("class", "quotation form"),
    "act,opening": ("act", "finite", "opening"),
    "act,source": ("act", "source kind"),
    "finite,source": ("finite", "source kind"),
    "finite,odds": ("finite", "odds"),
    "quotation,source": ("source form", "quotation form"),
    "tag,source": ("tag", "source form"),
    "tag,determiner": ("tag", "determiner"),
    "class,determiner": ("class", "determiner"),
    "pos": ("pos",),
    "pos,label": ("pos", "label"),
    "quoted": ("quoted",),
    "quoted,odds": ("quoted", "odds"),
    "inside": ("inside",),
    "length": ("length",),
    "paragraph": ("paragraph",),
    "holder": ("holder", "mutual"),
    "holder,odds": ("half holder", "half odds"),
    "holder,family": ("holder family", "half holder"),
    "rival": ("rival",),
    "rival,odds": ("half rival", "half odds"),
    "held": ("held",),
    "quoting": ("quoting", "inside"),
    "beside": ("beside",),
    "density": ("density",),
    "density,quoted": ("density", "quoted"),
    "near": ("near",),
    "near,odds": ("half near", "half odds"),
    "source": ("source",),
    "source noun": ("source noun",),
    "source,sure": ("source form", "sure"),
    "source,odds": ("source form", "half odds"),
    "source,cue": ("source form", "cue"),
    "source route": ("route",),
    "colon,source": ("colon place", "colon clause", "source kind"),
    "colon,behind": ("colon place", "colon clause", "colon behind"),
    "colon,others": ("colon others", "colon clause", "quoted"),
    "colon,again": ("colon again", "colon voice", "colon clause"),
    "colon,named": ("colon named", "source kind"),
}


def filter_scores(
    docs: Sequence[Document],
    model: Model,
    proposals: Sequence[Sequence[Proposal]],
    sources: Sequence[Sequence[Source]],
) -> list[list[float]]:
    """Return for each document the log-odds of each of its proposals to be right, beside the others."""
    found = [*map(_evidence, docs, proposals, sources)]
    scores = model.scores(_FILTER, [columns for columns, _ in found])
    return [(own + model.valued(values)).tolist() for own, (_, values) in zip(scores, found, strict=True)]


def filter_rows(doc: Document, proposals: Sequence[Proposal], sources: Sequence[Source]) -> list[dict[str, float]]:
    """Return the features of each proposal beside the others: feature -> value."""
    columns, values = _evidence(doc, proposals, sources)
    return valued_names(_FILTER, columns, values=values)


def _evidence(doc: Document, proposals: Sequence[Proposal], sources: Sequence[Source]) -> tuple[Columns, Values]:
    """Return columns of strings, and values of named features, of all proposals."""
    odds = np.array([_log_odds(p.probability) for p in proposals])
    relations = _relate(doc, proposals, odds.tolist())
    shares = np.array([p.contents[0][0] for p in proposals])
    density = _log_density(doc, odds)
    values = {
        "bias": np.ones(len(odds)), "log odds": odds, "log content": np.log(shares + _SMALLEST),
        "holder odds": np.maximum(relations.holder, _FLOOR), "rival odds": np.maximum(relations.rival, _FLOOR),
        "held odds": np.maximum(relations.held, _FLOOR), "near odds": np.maximum(relations.near, _FLOOR),
        "log density": density,
    }  # fmt: skip
    columns = {
        "odds": rounded(odds), "half odds": rounded(odds / _COARSE),
        "content": numbers((shares * _CONTENT_BINS).astype(np.int64)), "density": rounded(_COARSE * density),
        **_own_columns(doc, proposals), **_relation_columns(relations), **_source_columns(doc, sources),
        **colon_columns(doc, [p.cue for p in proposals]),
    }  # fmt: skip
    return columns, values


def _log_density(doc: Document, odds: Floats) -> Floats:
    """Return for each proposal how many others are likely, beside as many in a report of this length; its logarithm.

    Where little else is reported, in a recipe or a manual, *call* and *ask* seldom report either.
    """
    likely: Floats = (odds > 0).astype(np.float64)
    found: Floats = np.log((likely.sum() - likely + 1) / (len(doc.parse) / _TYPICAL + 1))
    return found


def _own_columns(doc: Document, proposals: Sequence[Proposal]) -> Columns:
    """Return columns of each proposal by itself."""
    strings, cue = doc.strings, integers([p.cue for p in proposals])
    best, labels = [p.contents[0][1] for p in proposals], [p.contents[0][2] for p in proposals]
    lengths = integers([size(content) for content in best])
    lexemes = [doc.parse.lexeme[p.cue] for p in proposals]
    return {
        "act": column([*map(doc.language.cues.act, lexemes)]),
        "class": optional([*map(doc.language.cues.class_of, lexemes)]),
        "tag": column([doc.parse.tag[p.cue] for p in proposals]),
        "frame": column([_frame(doc, p.cue) for p in proposals]),
        "opening": column([_opening(doc, content) for content in best]),
        "head": column([_kind(doc, phrase_head(doc.parse, *content[0])) for content in best]),
        "tokens": numbers(np.minimum(lengths, _MAX_TOKENS)),
        "finite": flags([counted(doc.finite_before, content) > 0 for content in best]),
        "quotation form": optional([_form(doc, content) for content in best]),
        "family": column([label.partition(":")[0] for label in labels]), "label": column(labels),
        "cue": Column(strings["lexeme"], cue), "pos": Column(strings["pos"], cue),
        "quoted": quoted_column(integers([doc.quoted_tokens(content) for content in best]) / lengths),
        "inside": flags([doc.quoted[p.cue] >= 0 for p in proposals]),
        "length": numbers(np.minimum(lengths // _LENGTH_BIN, _MAX_LENGTH_BIN)),
        "paragraph": numbers(np.minimum(integers([doc.parse.paragraph[p.cue] for p in proposals]), 1)),
    }  # fmt: skip


def _frame(doc: Document, cue: int) -> str:
    """Return the relations of what stands behind a cue and depends on it: two objects, a clause."""
    dep = doc.parse.dep
    return "+".join([dep[k] for k in doc.parse.children[cue] if k > cue and dep[k] in _FRAME])


def _opening(doc: Document, content: Ranges) -> str:
    """Return a content's first word if that is a function word, else its part of speech."""
    first = content[0][0]
    pos = doc.parse.pos[first]
    return doc.parse.form[first] if pos in FUNCTION_WORDS else pos


def _form(doc: Document, content: Ranges) -> str:
    """Return the form of the quotation that is all of a content; nothing if none is."""
    k = doc.quoted[content[0][0]]
    return quotation_form(doc, k) if k >= 0 and content == (doc.marked[k],) else ""


def _relation_columns(relations: _Relations) -> Columns:
    """Return columns of each proposal's relations to the others."""
    return {
        "holder": rounded(relations.holder), "half holder": rounded(relations.holder / _COARSE),
        "holder family": column(relations.holder_family), "mutual": flags(relations.mutual),
        "quoting": rounded(relations.quoting / _COARSE), "held": rounded(relations.held / _MIDDLING),
        "rival": rounded(relations.rival), "half rival": rounded(relations.rival / _COARSE),
        "near": rounded(relations.near / _MIDDLING), "half near": rounded(relations.near / _COARSE),
        "beside": numbers(np.minimum(integers(relations.beside), _MAX_BESIDE)),
    }  # fmt: skip


def _source_columns(doc: Document, sources: Sequence[Source]) -> Columns:
    """Return columns of the source that each proposal would have."""
    heads = [phrase_head(doc.parse, *source.tokens) if source.tokens else None for source in sources]
    types = ["none" if head is None else noun_type(doc, head) for head in heads]
    return {
        "determiner": column([_determiner(doc, source.tokens) for source in sources]),
        "source kind": column(["none" if head is None else _kind(doc, head) for head in heads]),
        "source": column(types), "source form": column([each.partition(":")[0] for each in types]),
        "source noun": column(["none" if head is None else doc.parse.stem[head] for head in heads]),
        "sure": numbers(integers([int(source.probability * _SOURCE_BINS) for source in sources])),
        "route": column([source.route for source in sources]),
    }  # fmt: skip


def _determiner(doc: Document, source: Range | None) -> str:
    """Return a source's determiner or, without one, its part of speech and number: *Sailors call it …* is a custom."""
    if source is None:
        return "none"
    first, head = source[0], phrase_head(doc.parse, *source)
    return doc.parse.form[first] if doc.parse.pos[first] == "DET" else doc.parse.tag[head]


def _kind(doc: Document, head: int) -> str:
    """Return the type of a source's head; of a common noun, whether it is for a person, an organization, a message."""
    noun, language = doc.parse.lemma[head], doc.language
    if (type := noun_type(doc, head)) != "NOUN":
        return type.partition(":")[0]
    if language.roles.is_person(noun):
        return "person"
    return "organization" if noun in language.roles.organizations else "message" * (noun in language.words.messages)


def _log_odds(p: float) -> float:
    p = min(max(p, _SMALLEST_ODDS), 1 - _SMALLEST_ODDS)
    return log(p / (1 - p))


@dataclass(frozen=True, slots=True)
class _Relations:
    """For each proposal the log-odds of the surest other that stands in some relation to it.

    `holder`: its content contains the cue, of `holder_family` is its label, and `mutual` that its cue stands in the
    content in turn. `quoting`: its content contains the cue, which stands in a quotation that its own cue is not in.
    `held`: its cue stands in the content. `rival`: its content overlaps most of the content. `near`: its cue is near
    the cue. `beside` counts the likely ones in the sentence of the cue.
    """

    holder: Floats
    holder_family: Sequence[str]
    mutual: Sequence[bool]
    quoting: Floats
    held: Floats
    rival: Floats
    near: Floats
    beside: Sequence[int]


def _relate(doc: Document, proposals: Sequence[Proposal], odds: Sequence[float]) -> _Relations:
    """Find the relations of all proposals to the others."""
    found = [_relation(doc, proposals, odds, i, others) for i, others in enumerate(_neighbours(doc, proposals))]
    return _Relations(
        holder=np.array([each.holder for each in found]),
        holder_family=[each.holder_family for each in found],
        mutual=[each.mutual for each in found],
        quoting=np.array([each.quoting for each in found]),
        held=np.array([each.held for each in found]),
        rival=np.array([each.rival for each in found]),
        near=np.array([each.near for each in found]),
        beside=[each.beside for each in found],
    )


def _neighbours(doc: Document, proposals: Sequence[Proposal]) -> list[list[int]]:
    """Return for each proposal the others in the sentences of its cue and content: all that could bear on it."""
    sentence, last = doc.parse.sentence, len(doc.parse) - 1
    touched: list[set[int]] = []
    at: dict[int, list[int]] = {}
    for i, proposal in enumerate(proposals):
        around = (max(proposal.cue - _NEAR, 0), min(proposal.cue + _NEAR, last) + 1)
        ranges = (around, *proposal.contents[0][1])
        touched.append({s for a, b in ranges for s in range(sentence[a], sentence[b - 1] + 1)})
        for s in touched[-1]:
            at.setdefault(s, []).append(i)
    return [sorted({j for s in mine for j in at[s]} - {i}) for i, mine in enumerate(touched)]


@dataclass(slots=True)
class _Relation:
    """One proposal's row of `_Relations`, filled other by other."""

    holder: float = _NOBODY
    holder_family: str = ""
    mutual: bool = False
    quoting: float = _NOBODY
    held: float = _NOBODY
    rival: float = _NOBODY
    near: float = _NOBODY
    beside: int = 0


def _relation(
    doc: Document, proposals: Sequence[Proposal], odds: Sequence[float], i: int, others: Sequence[int]
) -> _Relation:
    found = _Relation()
    cue, content = proposals[i].cue, proposals[i].contents[0][1]
    for j in others:
        theirs, z = proposals[j].cue, odds[j]
        _, other, label = proposals[j].contents[0]
        holds_cue = contains(other, cue)
        if holds_cue and z > found.holder:
            found.holder, found.holder_family = z, label.partition(":")[0]
            found.mutual = contains(content, theirs)
        if holds_cue and doc.quoted[cue] >= 0 and doc.quoted[theirs] != doc.quoted[cue]:
            found.quoting = max(found.quoting, z)
        if contains(content, theirs):
            found.held = max(found.held, z)
        elif not holds_cue and overlap(content, other) > _MIN_SHARED * size(content):
            found.rival = max(found.rival, z)
        found.beside += doc.parse.sentence[theirs] == doc.parse.sentence[cue] and z > 0
        if abs(theirs - cue) <= _NEAR:
            found.near = max(found.near, z)
    return found
