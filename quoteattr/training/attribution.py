"""Training of the attribution weights: parses and gold attributions -> `data/en/attribution.tsv`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np

from quoteattr.attribution.content_features import content_features
from quoteattr.attribution.contents import content_candidates
from quoteattr.attribution.cues import cue_candidates, cue_features, first_features, first_scores
from quoteattr.attribution.decoder import MIN_CUE, MIN_FIRST, proposals_of, rank, sources_of
from quoteattr.attribution.filter import filter_rows
from quoteattr.attribution.quotation_features import likely_cues
from quoteattr.attribution.reranking import rerank, rerank_rows
from quoteattr.attribution.source_features import SourceRow, no_source_features, source_features
from quoteattr.attribution.sources import source_candidates
from quoteattr.attribution.topics import topic_features
from quoteattr.attribution.types import Proposal, Rankings
from quoteattr.document.document import read
from quoteattr.document.parse import parse_texts
from quoteattr.document.ranges import Range
from quoteattr.document.spacy_models import load_model, model_name
from quoteattr.document.words import Analyser
from quoteattr.evaluation.corpora.gold import GoldDocument
from quoteattr.evaluation.corpora.passages import outermost, read_passages
from quoteattr.evaluation.corpora.readers import read_polnear
from quoteattr.evaluation.scores.matching import MIN_OVERLAP
from quoteattr.language.data_files import read_rows
from quoteattr.language.language import load_language
from quoteattr.loglinear.features import Ints, Model
from quoteattr.loglinear.weights import logistic, weights_text
from quoteattr.training.fitting import Design, Floats, Recipe, Row, design, fit_binary, fit_choice
from quoteattr.training.targets import Example, example, gold_tokens, jaccard, right_proposals

# Set by hand; the model card gives them too. Weights under 0.03 change F by less than 0.1 and
# double the file; the first model needs no more than those from 0.1 on to drop what is plainly no cue.
RECIPES: Mapping[str, Recipe] = {
    "first": Recipe(variance=0.2, iterations=60, min_rows=3, min_weight=0.1),
    "cue": Recipe(variance=0.2, iterations=60, min_rows=3),
    "content": Recipe(variance=0.5, iterations=80, min_rows=3),
    "source": Recipe(variance=0.5, iterations=80, min_rows=3),
    "rerank": Recipe(variance=0.1, iterations=80, min_rows=5),
    "filter": Recipe(variance=0.1, iterations=80, min_rows=5),
    "topic": Recipe(variance=0.3, iterations=80, min_rows=2),
}
_HALF_CONTENT = replace(RECIPES["content"], iterations=60)  # of the content models trained on half of the articles
_DIGITS = 3  # of a weight, after the point
_CUE_FOLDS = 4  # of articles, for the probabilities of cues that the filter learns from
_CONTENT_FOLDS = 2  # the same for contents


def train(corpus: Path, out: Path, passages: Path | None = None) -> None:
    """Learn the weights from PolNeAR's train part, and passages of other registers if given, and write them.

    The same corpora give the same bytes.

    Raises:
        InputError: if a corpus cannot be read.
        ModelNotFoundError: if no spaCy pipeline is installed.
    """
    kinds = _read_kinds()
    articles = [_with_kinds(article, kinds) for article in read_polnear(corpus, "train")]
    registers = [outermost(passage) for passage in read_passages(passages)] if passages else []
    documents = [*articles, *registers]
    nlp = load_model()
    language = load_language()
    examples = []
    for gold, parse in zip(documents, parse_texts(nlp, (d.text for d in documents), Analyser(nlp)), strict=True):
        doc = read(parse, language)
        examples.append(example(doc, gold_tokens(doc, gold.attributions)))
    trained_on = f"PolNeAR 1.0 train, {len(articles)} articles, and {len(registers)} passages"
    out.write_text(weights_text(fit(examples), f"{trained_on}, parsed by {model_name(nlp)}"), encoding="utf8")


def _read_kinds() -> Mapping[tuple[str, int], str]:
    """Read which attributions of PolNeAR tell a proposition, and which a topic, as far as that was marked by hand."""
    rows = read_rows(files("quoteattr.training") / "polnear_kinds.tsv", 3, form="'article<TAB>place<TAB>kind'")
    return {(article, int(place)): kind for article, place, kind in rows}


def _with_kinds(article: GoldDocument, kinds: Mapping[tuple[str, int], str]) -> GoldDocument:
    marked = enumerate(article.attributions)
    return replace(article, attributions=tuple(replace(a, kind=kinds.get((article.id, i), "")) for i, a in marked))


def fit(examples: Sequence[Example]) -> dict[str, Model]:
    """Fit all models; what reranking and filter learn from comes of cue and content models of the other folds."""
    first = _first_model(examples)
    cue_rows, cue_truth, cue_doc, cue_token = _cue_examples(examples, first)
    recipe = RECIPES["cue"]
    cues = design(cue_rows, recipe.min_rows)
    out_of_fold = np.zeros(len(cue_truth))
    for fold in range(_CUE_FOLDS):
        own = cue_doc % _CUE_FOLDS == fold
        w = fit_binary(cues.matrix[~own], cue_truth[~own], recipe.variance, recipe.iterations)
        out_of_fold[own] = 1 / (1 + np.exp(-(cues.matrix[own] @ w)))
    models = {"first": first, "cue": _fit_binary(cues, cue_truth, recipe)}
    probable: list[dict[int, float]] = [{} for _ in examples]
    for p, d, cue in zip(out_of_fold, cue_doc, cue_token, strict=True):
        if p >= MIN_CUE:
            probable[d][cue] = float(p)
    models["content"], half_contents = _content_models(examples, probable)
    models["source"] = _source_model(examples)
    rankings = [rank(e.doc, half_contents[d % _CONTENT_FOLDS], probable[d]) for d, e in enumerate(examples)]
    models["rerank"] = _rerank_model(examples, probable, rankings)
    proposals = [
        proposals_of(cues, rerank(e.doc, models["rerank"], cues, ranked))
        for e, cues, ranked in zip(examples, probable, rankings, strict=True)
    ]
    models["filter"] = _filter_model(examples, proposals, models["source"])
    models["topic"] = _topic_model(examples)
    return models


def _fit_binary(columns: Design, truth: Floats, recipe: Recipe) -> Model:
    return _model(columns, fit_binary(columns.matrix, truth, recipe.variance, recipe.iterations), recipe)


def _fit_choice(columns: Design, groups: Ints, truth: Floats, recipe: Recipe) -> Model:
    return _model(columns, fit_choice(columns.matrix, groups, truth, recipe.variance, recipe.iterations), recipe)


def _model(columns: Design, w: Floats, recipe: Recipe) -> Model:
    kept = ((name, x) for name, x in zip(columns.names, w.tolist(), strict=True) if abs(x) >= recipe.min_weight)
    return Model((name, round(x, _DIGITS)) for name, x in kept)


def _ones(features: Iterable[str]) -> Row:
    return dict.fromkeys(features, 1.0)


def _candidates(e: Example) -> list[int]:
    """Return the candidate cues whose truth is known: not the other words of a gold cue of several."""
    return [c for c in sorted({*cue_candidates(e.doc), *e.best}) if c in e.best or c not in e.gold_cues]


def _first_model(examples: Sequence[Example]) -> Model:
    rows: list[Row] = []
    truth: list[float] = []
    for e in examples:
        cues = _candidates(e)
        rows += map(_ones, first_features(e.doc, cues))
        truth += [float(cue in e.best) for cue in cues]
    recipe = RECIPES["first"]
    return _fit_binary(design(rows, recipe.min_rows), np.array(truth), recipe)


def _cue_examples(examples: Sequence[Example], first: Model) -> tuple[list[Row], Floats, np.ndarray, list[int]]:
    rows: list[Row] = []
    truth: list[float] = []
    documents: list[int] = []
    tokens: list[int] = []
    for d, e in enumerate(examples):
        possible = _candidates(e)
        likely = first_scores(e.doc, first, possible)
        cues = [cue for cue, z in zip(possible, likely, strict=True) if logistic(z) >= MIN_FIRST]
        rows += map(_ones, cue_features(e.doc, cues))
        truth += [float(cue in e.best) for cue in cues]
        documents += [d] * len(cues)
        tokens += cues
    return rows, np.array(truth), np.array(documents), tokens


def _content_models(examples: Sequence[Example], probable: Sequence[Mapping[int, float]]) -> tuple[Model, list[Model]]:
    rows: list[Row] = []
    truth: list[float] = []
    groups: list[int] = []
    documents: list[int] = []
    for d, e in enumerate(examples):
        likely = likely_cues(e.doc, probable[d])
        for cue, (_, right) in e.best.items():
            candidates = [(cue, content, label) for content, label in content_candidates(e.doc, cue).items()]
            groups.append(len(rows))
            documents.append(d)
            rows += map(_ones, content_features(e.doc, candidates, likely))
            truth += [float(content == right) for _, content, _ in candidates]
    recipe = RECIPES["content"]
    columns = design(rows, recipe.min_rows)
    first, shares = np.array(groups), np.array(truth)
    halves = []
    for half in range(_CONTENT_FOLDS):
        kept = np.array(documents) % _CONTENT_FOLDS != half
        sizes = np.diff(np.append(first, len(rows)))
        mask = np.repeat(kept, sizes)
        starts = np.concatenate([[0], np.cumsum(sizes[kept])[:-1]])
        halves.append(_fit_choice(Design(columns.matrix[mask], columns.names), starts, shares[mask], _HALF_CONTENT))
    return _fit_choice(columns, first, shares, recipe), halves


def _source_model(examples: Sequence[Example]) -> Model:
    rows: list[Row] = []
    truth: list[float] = []
    groups: list[int] = []
    for e in examples:
        for cue, (g, _) in e.best.items():
            candidates = source_candidates(e.doc, cue, g.content)
            fits = {span: jaccard(e.doc, g.source, (span,)) for span in candidates}
            right: Range | None = max(fits, key=lambda span: fits[span], default=None)
            if g.source and (right is None or fits[right] < MIN_OVERLAP):
                continue
            groups.append(len(rows))
            options = [SourceRow(cue, g.content, *option) for option in candidates.items()]
            rows += map(_ones, source_features(e.doc, options))
            truth += [float(bool(g.source) and span == right) for span in candidates]
            rows.append(_ones(no_source_features(e.doc, cue, candidates)))
            truth.append(float(not g.source))
    recipe = RECIPES["source"]
    return _fit_choice(design(rows, recipe.min_rows), np.array(groups), np.array(truth), recipe)


def _rerank_model(
    examples: Sequence[Example], probable: Sequence[Mapping[int, float]], rankings: Sequence[Rankings]
) -> Model:
    rows: list[Row] = []
    truth: list[float] = []
    groups: list[int] = []
    for e, cues, ranked in zip(examples, probable, rankings, strict=True):
        for cue, own in rerank_rows(e.doc, cues, ranked):
            right = [float(cue in e.best and content == e.best[cue][1]) for _, content, _ in ranked[cue]]
            if any(right):
                groups.append(len(rows))
                rows += own
                truth += right
    recipe = RECIPES["rerank"]
    return _fit_choice(design(rows, recipe.min_rows), np.array(groups), np.array(truth), recipe)


def _filter_model(examples: Sequence[Example], proposals: Sequence[Sequence[Proposal]], sources: Model) -> Model:
    rows: list[Row] = []
    truth: list[float] = []
    for e, own in zip(examples, proposals, strict=True):
        rows += filter_rows(e.doc, own, sources_of(e.doc, sources, own))
        truth += right_proposals(e, own)
    recipe = RECIPES["filter"]
    return _fit_binary(design(rows, recipe.min_rows), np.array(truth), recipe)


def _topic_model(examples: Sequence[Example]) -> Model:
    """Learn topic from proposition where an annotator told one from the other, and no word is quoted."""
    rows: list[Row] = []
    truth: list[float] = []
    for e in examples:
        for cue, (g, content) in e.best.items():
            if g.kind in ("indirect", "reported", "none"):
                label = content_candidates(e.doc, cue)[content]
                rows.append(_ones(topic_features(e.doc, cue, content, label)))
                truth.append(float(g.kind != "indirect"))
    recipe = RECIPES["topic"]
    return _fit_binary(design(rows, recipe.min_rows), np.array(truth), recipe)
