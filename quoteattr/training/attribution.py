"""Training of the attribution weights: parses and gold attributions -> `data/en/attribution.tsv`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from quoteattr.attribution import LEAST_CUE, Proposal, filter_rows, rank_contents
from quoteattr.contents import content_candidates
from quoteattr.cues import cue_candidates, cue_features
from quoteattr.document import Document
from quoteattr.lexicon import Lexicon
from quoteattr.ranges import Range, Ranges, overlap, union
from quoteattr.ranking import content_features, cue_context, no_source_features, source_features
from quoteattr.sources import source_candidates
from quoteattr.training.loglinear import Design, Floats, Row, design, fit_binary, fit_choice

Model = dict[str, float]
Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GoldTokens:
    """A gold attribution in tokens."""

    content: Ranges
    cue: Ranges
    source: Ranges


@dataclass(frozen=True, slots=True)
class Example:
    """A document with its gold attributions, and the best cue token and content candidate for each."""

    doc: Document
    gold: Sequence[GoldTokens]
    best: Mapping[int, tuple[GoldTokens, Ranges]]
    gold_cues: frozenset[int]


def tokens_of(doc: Document, spans: Iterable[Offsets]) -> Ranges:
    """The tokens that spans of offsets touch."""
    parse = doc.parse
    found = []
    for start, end in spans:
        first = int(np.searchsorted(np.asarray(parse.end), start, side="right"))
        last = int(np.searchsorted(np.asarray(parse.start), end, side="left"))
        found.append((first, last))
    return union(found)


def likeness(doc: Document, some: Ranges, others: Ranges) -> float:
    """Jaccard overlap in letters and digits."""
    shared = tuple((max(a, c), min(b, d)) for a, b in some for c, d in others if max(a, c) < min(b, d))
    both = doc.letters(shared)
    either = doc.letters(some) + doc.letters(others) - both
    return both / either if either else 0.0


def example(doc: Document, gold: Sequence[GoldTokens], lexicon: Lexicon) -> Example:
    """Find for each gold attribution the cue token and content candidate that match it best."""
    parse = doc.parse
    possible = frozenset(cue_candidates(doc, lexicon))
    best: dict[int, tuple[GoldTokens, Ranges]] = {}
    cues: set[int] = set()
    for g in gold:
        found: tuple[float, bool, int, Ranges] | None = None
        for a, b in g.cue:
            cues.update(range(a, b))
            for cue in range(a, b):
                if cue not in possible:
                    continue
                for content in content_candidates(doc, cue):
                    fit = (likeness(doc, g.content, content), parse.pos[cue] == "VERB", -cue, content)
                    if fit[0] >= 0.5 and (found is None or fit[:2] > found[:2]):
                        found = fit
        if found and -found[2] not in best:
            best[-found[2]] = (g, found[3])
    return Example(doc, gold, best, frozenset(cues))


def train(examples: Sequence[Example], lexicon: Lexicon) -> dict[str, Model]:
    """All models; cue and content models for the filter's examples are trained on the other folds."""
    cue_rows, cue_truth, cue_doc, cue_token = _cue_examples(examples, lexicon)
    cues = design(cue_rows, 3)
    out_of_fold = np.zeros(len(cue_truth))
    for fold in range(4):
        own = cue_doc % 4 == fold
        w = fit_binary(cues.matrix[~own], cue_truth[~own], 0.3, 60)
        out_of_fold[own] = 1 / (1 + np.exp(-(cues.matrix[own] @ w)))
    models = {"cue": _named(cues, fit_binary(cues.matrix, cue_truth, 0.3, 60))}
    contents, half_contents = _content_models(examples)
    models["content"] = contents
    models["source"] = _source_model(examples)
    proposals: list[list[Proposal]] = [[] for _ in examples]
    for p, d, cue in zip(out_of_fold, cue_doc, cue_token, strict=True):
        if p >= LEAST_CUE:
            ranked = rank_contents(examples[d].doc, half_contents[d % 2], cue)
            if ranked:
                proposals[d].append(Proposal(cue, float(p), ranked))
    models["filter"] = _filter_model(examples, proposals)
    return models


def _named(columns: Design, w: Floats) -> Model:
    return {name: round(float(x), 2) for name, x in zip(columns.names, w, strict=True) if abs(x) >= 0.1}


def _ones(features: Iterable[str]) -> Row:
    return dict.fromkeys(features, 1.0)


def _cue_examples(
    examples: Sequence[Example], lexicon: Lexicon
) -> tuple[list[Row], Floats, np.ndarray, list[int]]:
    rows: list[Row] = []
    truth: list[float] = []
    documents: list[int] = []
    tokens: list[int] = []
    for d, e in enumerate(examples):
        for cue in sorted({*cue_candidates(e.doc, lexicon), *e.best}):
            if cue in e.best or cue not in e.gold_cues:
                rows.append(_ones(cue_features(e.doc, cue)))
                truth.append(float(cue in e.best))
                documents.append(d)
                tokens.append(cue)
    return rows, np.array(truth), np.array(documents), tokens


def _content_models(examples: Sequence[Example]) -> tuple[Model, list[Model]]:
    rows: list[Row] = []
    truth: list[float] = []
    groups: list[int] = []
    documents: list[int] = []
    for d, e in enumerate(examples):
        for cue, (_, right) in e.best.items():
            context = cue_context(e.doc, cue)
            groups.append(len(rows))
            documents.append(d)
            for content, label in content_candidates(e.doc, cue).items():
                rows.append(_ones(content_features(e.doc, cue, content, label, context)))
                truth.append(float(content == right))
    columns = design(rows, 3)
    first, shares = np.array(groups), np.array(truth)
    halves = []
    for half in (0, 1):
        kept = np.array(documents) % 2 != half
        sizes = np.diff(np.append(first, len(rows)))
        mask = np.repeat(kept, sizes)
        starts = np.concatenate([[0], np.cumsum(sizes[kept])[:-1]])
        halves.append(_named(columns, fit_choice(columns.matrix[mask], starts, shares[mask], 0.5, 60)))
    return _named(columns, fit_choice(columns.matrix, first, shares, 0.5, 80)), halves


def _source_model(examples: Sequence[Example]) -> Model:
    rows: list[Row] = []
    truth: list[float] = []
    groups: list[int] = []
    for e in examples:
        for cue, (g, _) in e.best.items():
            candidates = source_candidates(e.doc, cue, g.content)
            fits = {span: likeness(e.doc, g.source, (span,)) for span in candidates}
            right: Range | None = max(fits, key=lambda span: fits[span], default=None)
            if g.source and (right is None or fits[right] < 0.5):
                continue
            groups.append(len(rows))
            for span, label in candidates.items():
                rows.append(_ones(source_features(e.doc, cue, span, label, g.content)))
                truth.append(float(bool(g.source) and span == right))
            rows.append(_ones(no_source_features(e.doc, cue, candidates)))
            truth.append(float(not g.source))
    columns = design(rows, 3)
    return _named(columns, fit_choice(columns.matrix, np.array(groups), np.array(truth), 0.5, 80))


def _filter_model(examples: Sequence[Example], proposals: Sequence[Sequence[Proposal]]) -> Model:
    rows: list[Row] = []
    truth: list[float] = []
    for e, own in zip(examples, proposals, strict=True):
        rows += filter_rows(e.doc, own)
        truth += right_proposals(e, own)
    columns = design(rows, 5)
    return _named(columns, fit_binary(columns.matrix, np.array(truth), 0.2, 80))


def right_proposals(e: Example, proposals: Sequence[Proposal]) -> list[float]:
    """1.0 for each proposal whose likeliest content matches a gold one, one to one, else 0.0."""
    pairs = []
    for g, gold in enumerate(e.gold):
        for i, proposal in enumerate(proposals):
            if overlap(gold.content, proposal.contents[0][1]):
                fit = likeness(e.doc, gold.content, proposal.contents[0][1])
                if fit >= 0.5:
                    pairs.append(
                        (-fit - 0.3 * bool(overlap(gold.cue, ((proposal.cue, proposal.cue + 1),))), g, i)
                    )
    truth = [0.0] * len(proposals)
    used: set[int] = set()
    for _, g, i in sorted(pairs):
        if g not in used and not truth[i]:
            used.add(g)
            truth[i] = 1.0
    return truth
