"""Stage 5: what speaks for keeping a proposal beside the document's others: named features for the filter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from quoteattr.attribution.quotation_features import quoted_column
from quoteattr.attribution.syntax import noun_type
from quoteattr.attribution.types import Proposal, Source
from quoteattr.document.document import Document
from quoteattr.document.phrases import phrase_head
from quoteattr.document.ranges import contains, overlap, size
from quoteattr.loglinear.features import (
    Column,
    Columns,
    Model,
    Templates,
    Values,
    column,
    flags,
    integers,
    numbers,
    rounded,
    valued_names,
)

_NOBODY = -9.0  # log-odds, far below any proposal's
_NEAR = 3  # tokens between cues that compete for one place
_FILTER: Templates = {
    "odds": ("odds",),
    "content": ("content",),
    "family": ("family",),
    "odds,family": ("half odds", "family"),
    "cue": ("cue",),
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
    "near": ("near",),
    "near,odds": ("half near", "half odds"),
    "source": ("source",),
    "source noun": ("source noun",),
    "source,sure": ("source form", "sure"),
    "source,odds": ("source form", "half odds"),
    "source,cue": ("source form", "cue"),
    "source route": ("route",),
}


def filter_scores(
    doc: Document, model: Model, proposals: Sequence[Proposal], sources: Sequence[Source]
) -> list[float]:
    """The log-odds of each proposal to be right, beside the others."""
    if not proposals:
        return []
    columns, values = _evidence(doc, proposals, sources)
    found: list[float] = (model.scores(_FILTER, columns) + model.valued(values)).tolist()
    return found


def filter_rows(doc: Document, proposals: Sequence[Proposal], sources: Sequence[Source]) -> list[dict[str, float]]:
    """What speaks for keeping each proposal beside the others: feature -> value."""
    columns, values = _evidence(doc, proposals, sources)
    return valued_names(_FILTER, columns, values=values)


def _evidence(
    doc: Document, proposals: Sequence[Proposal], sources: Sequence[Source]
) -> tuple[Columns, Values]:
    strings, cue = doc.strings, integers([p.cue for p in proposals])
    odds = [_log_odds(p.probability) for p in proposals]
    companies = [_company(doc, proposals, odds, i, others) for i, others in enumerate(_neighbours(doc, proposals))]
    z = np.array(odds)
    holder, quoting = np.array([c.holder for c in companies]), np.array([c.quoting for c in companies])
    rival, held = np.array([c.rival for c in companies]), np.array([c.held for c in companies])
    near = np.array([c.near for c in companies])
    best = [p.contents[0] for p in proposals]
    shares, labels = np.array([share for share, _, _ in best]), [label for _, _, label in best]
    lengths = integers([size(content) for _, content, _ in best])
    quoted = integers([doc.quoted_tokens(content) for _, content, _ in best]) / lengths
    heads = [phrase_head(doc.parse, *source.tokens) if source.tokens else None for source in sources]
    kinds = ["none" if head is None else noun_type(doc, head) for head in heads]
    values = {
        "bias": np.ones(len(z)), "log odds": z, "log content": np.log(shares + 1e-3),
        "holder odds": np.maximum(holder, -4.0), "rival odds": np.maximum(rival, -4.0),
        "held odds": np.maximum(held, -4.0), "near odds": np.maximum(near, -4.0),
    }  # fmt: skip
    columns = {
        "odds": rounded(z), "half odds": rounded(z / 2), "content": numbers((shares * 8).astype(np.int64)),
        "family": column([label.partition(":")[0] for label in labels]), "label": column(labels),
        "cue": Column(strings["lexeme"], cue), "pos": Column(strings["pos"], cue),
        "quoted": quoted_column(quoted),
        "inside": flags([doc.quoted[p.cue] >= 0 for p in proposals]), "length": numbers(np.minimum(lengths // 4, 8)),
        "paragraph": numbers(np.minimum([doc.parse.paragraph[p.cue] for p in proposals], 1)),
        "holder": rounded(holder), "half holder": rounded(holder / 2), "mutual": flags([c.mutual for c in companies]),
        "holder family": column([c.holder_family for c in companies]),
        "rival": rounded(rival), "half rival": rounded(rival / 2), "held": rounded(held / 1.5),
        "quoting": rounded(quoting / 2), "beside": numbers(np.minimum([c.beside for c in companies], 4)),
        "near": rounded(near / 1.5), "half near": rounded(near / 2),
        "source": column(kinds), "source form": column([kind.partition(":")[0] for kind in kinds]),
        "source noun": column(["none" if head is None else doc.parse.stem[head] for head in heads]),
        "sure": numbers(integers([int(source.probability * 5) for source in sources])),
        "route": column([source.route for source in sources]),
    }  # fmt: skip
    return columns, values


def _log_odds(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return log(p / (1 - p))


def _neighbours(doc: Document, proposals: Sequence[Proposal]) -> list[list[int]]:
    """For each proposal the others in the sentences of its cue and content: all that could bear on it."""
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
class _Company:
    """The log-odds of the surest other proposals that stand in each relation to one, and how many are beside it."""

    holder: float = _NOBODY  # its content holds the cue
    holder_family: str = ""
    mutual: bool = False  # and its cue stands in the content
    quoting: float = _NOBODY  # its content holds the cue, which stands in a quotation that its own cue is not in
    held: float = _NOBODY  # its cue stands in the content
    rival: float = _NOBODY  # it claims most of the content
    near: float = _NOBODY  # its cue is near the cue
    beside: int = 0  # likely ones in the sentence


def _company(
    doc: Document, proposals: Sequence[Proposal], odds: Sequence[float], i: int, others: Sequence[int]
) -> _Company:
    found = _Company()
    cue, content = proposals[i].cue, proposals[i].contents[0][1]
    for j in others:
        theirs, z = proposals[j].cue, odds[j]
        _, claimed, label = proposals[j].contents[0]
        holds = contains(claimed, cue)
        if holds and z > found.holder:
            found.holder, found.holder_family = z, label.partition(":")[0]
            found.mutual = contains(content, theirs)
        if holds and doc.quoted[cue] >= 0 and doc.quoted[theirs] != doc.quoted[cue]:
            found.quoting = max(found.quoting, z)
        if contains(content, theirs):
            found.held = max(found.held, z)
        elif not holds and overlap(content, claimed) > 0.5 * size(content):
            found.rival = max(found.rival, z)
        found.beside += doc.parse.sentence[theirs] == doc.parse.sentence[cue] and z > 0
        if abs(theirs - cue) <= _NEAR:
            found.near = max(found.near, z)
    return found
