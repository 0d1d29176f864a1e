"""Training of the attribution weights: parses and gold attributions -> `data/en/attribution.tsv`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import compress
from pathlib import Path

import numpy as np
from spacy.language import Language

from quoteattr.attribution.contents import content_candidates
from quoteattr.attribution.cues import cue_candidates, cue_features, first_features, first_scores
from quoteattr.attribution.decoder import MIN_CUE, MIN_FIRST, proposals_of, rank, sources_of
from quoteattr.attribution.features.contents import content_features
from quoteattr.attribution.features.quotations import likely_cues
from quoteattr.attribution.features.sources import SourceRow, no_source_features, source_features
from quoteattr.attribution.filter import filter_rows
from quoteattr.attribution.reranking import rerank, rerank_rows
from quoteattr.attribution.sources import source_candidates
from quoteattr.attribution.topics import topic_features
from quoteattr.attribution.types import Proposal, Rankings
from quoteattr.document.document import read
from quoteattr.document.parse import parse_texts
from quoteattr.document.ranges import Range
from quoteattr.document.spacy_models import load_model, model_name
from quoteattr.document.words import Analyser
from quoteattr.errors import InputError
from quoteattr.evaluation.corpora.corrected import read_corrected
from quoteattr.evaluation.corpora.gold import GoldDocument
from quoteattr.evaluation.corpora.passages import read_passages
from quoteattr.evaluation.corpora.readers import read_gum, read_polnear
from quoteattr.evaluation.scores.matching import MIN_OVERLAP
from quoteattr.language.data_files import read_rows
from quoteattr.language.language import load_language
from quoteattr.loglinear.features import Ints, Model
from quoteattr.loglinear.weights import Weights, logistic, weights_text
from quoteattr.training.fitting import Design, Floats, Recipe, Row, design, fit_binary, fit_choice
from quoteattr.training.targets import Example, jaccard, learned, right_proposals


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents to learn from, and what they are called in the weights' provenance."""

    name: str
    documents: Sequence[GoldDocument]

    def __str__(self) -> str:
        return f"{self.name}, {len(self.documents)} texts"


def read_corpus(kind: str, path: Path) -> Corpus:
    """Read the train part of PolNeAR ("polnear") or GUM ("gum"), marked passages ("passages") or JSON lines ("jsonl").

    Raises:
        InputError: if the corpus cannot be read.
    """
    if kind == "polnear":
        kinds = _read_kinds()
        return Corpus("PolNeAR 1.0 train", [_with_kinds(article, kinds) for article in read_polnear(path, "train")])
    if kind == "passages":
        return Corpus("passages", read_passages(path))
    if kind == "gum":
        return Corpus("GUM 11 train", read_gum(path, to_learn=True))
    return Corpus(path.name, read_corrected(path))


# Set by hand; the model card gives them too. Weights under 0.03 change F by less than 0.1 and
# double the file; the first model needs no more than those from 0.1 on to drop what is plainly no cue.
RECIPES: Mapping[str, Recipe] = {
    "first": Recipe(variance=0.2, min_rows=3, min_weight=0.1),
    "cue": Recipe(variance=0.2, min_rows=3),
    "content": Recipe(variance=0.3, min_rows=3),
    "source": Recipe(variance=0.5, min_rows=3),
    "rerank": Recipe(variance=0.1, min_rows=5),
    "filter": Recipe(variance=0.05, min_rows=5),
    "topic": Recipe(variance=0.3, min_rows=2),
}
_DIGITS = 3  # of a weight, after the point
_CUE_FOLDS = 4  # of articles, for the probabilities of cues that the filter learns from
_CONTENT_FOLDS = 2  # the same for contents


def train(corpora: Sequence[Corpus], out: Path, base: Weights | None = None) -> None:
    """Learn the weights from corpora and write them; the same corpora give the same bytes.

    Args:
        corpora: what to learn from, together.
        out: the file to write.
        base: weights to learn on top of: what the corpora do not tell stays as it is there. For few texts.

    Raises:
        InputError: if there is nothing to learn from.
        ModelNotFoundError: if no spaCy pipeline is installed.
    """
    nlp = load_model()
    examples = _examples([document for corpus in corpora for document in corpus.documents], nlp)
    if not any(each.best for each in examples):
        raise InputError(
            "no quotation in the corpora has a cue that can be learned; mark cues as well: "
            'quoteattr.assembly.corrections.mark(extraction, "q1", cue=(start, end), source=(start, end))'
        )
    header = f"{', '.join(map(str, corpora))}, parsed by {model_name(nlp)}"
    header += f", on top of {base.digest}" if base else ""
    recipes = {name: replace(each, mean=base[name]) for name, each in RECIPES.items()} if base else RECIPES
    out.write_text(weights_text(fit(examples, recipes), header), encoding="utf8")


def _examples(documents: Sequence[GoldDocument], nlp: Language) -> list[Example]:
    """Return what documents teach, read as extraction does.

    Those with turns are read once more without their layout, whose labels the models then tell: it may be overlooked.
    """
    language, analyser = load_language(), Analyser(nlp)
    parses = parse_texts(nlp, (d.text for d in documents), analyser, layout=language.layout)
    found = [learned(read(parse, language), gold) for gold, parse in zip(documents, parses, strict=True)]
    talks = [d for d, e in zip(documents, found, strict=True) if e.doc.turns and not d.clauses_only]
    plain = parse_texts(nlp, (d.text for d in talks), analyser)
    return found + [learned(read(parse, language), gold) for gold, parse in zip(talks, plain, strict=True)]


def _read_kinds() -> Mapping[tuple[str, int], str]:
    """Read which attributions of PolNeAR tell a proposition, and which a topic, as far as that was marked by hand."""
    rows = read_rows(files("quoteattr.training") / "polnear_kinds.tsv", 3, form="'article<TAB>place<TAB>kind'")
    return {(article, int(place)): kind for article, place, kind in rows}


def _with_kinds(article: GoldDocument, kinds: Mapping[tuple[str, int], str]) -> GoldDocument:
    marked = enumerate(article.attributions)
    return replace(article, attributions=tuple(replace(a, kind=kinds.get((article.id, i), "")) for i, a in marked))


def fit(examples: Sequence[Example], recipes: Mapping[str, Recipe] = RECIPES) -> dict[str, Model]:
    """Fit all models; what reranking and filter learn from comes of cue and content models of the other folds."""
    first = _first_model(examples, recipes["first"])
    cue_rows, cue_truth, cue_doc, cue_token = _cue_examples(examples, first)
    recipe = recipes["cue"]
    cues = design(cue_rows, recipe.min_rows, recipe.mean)
    out_of_fold = np.zeros(len(cue_truth))
    for fold in range(_CUE_FOLDS):
        own = cue_doc % _CUE_FOLDS == fold
        w = fit_binary(Design(cues.matrix[~own], cues.names), cue_truth[~own], recipe)
        out_of_fold[own] = 1 / (1 + np.exp(-(cues.matrix[own] @ w)))
    models = {"first": first, "cue": _fit_binary(cues, cue_truth, recipe)}
    probable: list[dict[int, float]] = [{} for _ in examples]
    for p, d, cue in zip(out_of_fold, cue_doc, cue_token, strict=True):
        if p >= MIN_CUE:
            probable[d][cue] = float(p)
    models["content"], half_contents = _content_models(examples, probable, recipes["content"])
    models["source"] = _source_model(examples, recipes["source"])
    rankings = [rank([e.doc], half_contents[d % _CONTENT_FOLDS], [probable[d]])[0] for d, e in enumerate(examples)]
    models["rerank"] = _rerank_model(examples, probable, rankings, recipes["rerank"])
    proposals = [
        proposals_of(cues, rerank([e.doc], models["rerank"], [cues], [ranked])[0])
        for e, cues, ranked in zip(examples, probable, rankings, strict=True)
    ]
    models["filter"] = _filter_model(examples, proposals, models["source"], recipes["filter"])
    models["topic"] = _topic_model(examples, recipes["topic"])
    return models


def _fit_binary(columns: Design, truth: Floats, recipe: Recipe) -> Model:
    return _model(columns, fit_binary(columns, truth, recipe), recipe)


def _fit_choice(columns: Design, groups: Ints, truth: Floats, recipe: Recipe) -> Model:
    return _model(columns, fit_choice(columns, groups, truth, recipe), recipe)


def _model(columns: Design, w: Floats, recipe: Recipe) -> Model:
    learned = dict(zip(columns.names, w.tolist(), strict=True))
    kept = {name: x for name, x in {**recipe.mean, **learned}.items() if abs(x) >= recipe.min_weight}
    return Model((name, round(x, _DIGITS)) for name, x in kept.items())


def _ones(features: Iterable[str]) -> Row:
    return dict.fromkeys(features, 1.0)


def _candidates(e: Example) -> list[int]:
    """Return the candidate cues whose truth is known."""
    return [c for c in sorted({*cue_candidates(e.doc), *e.best}) if c not in e.unknown]


def _first_model(examples: Sequence[Example], recipe: Recipe) -> Model:
    rows: list[Row] = []
    truth: list[float] = []
    for e in examples:
        cues = _candidates(e)
        rows += map(_ones, first_features(e.doc, cues))
        truth += [float(cue in e.best) for cue in cues]
    return _fit_binary(design(rows, recipe.min_rows, recipe.mean), np.array(truth), recipe)


def _cue_examples(examples: Sequence[Example], first: Model) -> tuple[list[Row], Floats, np.ndarray, list[int]]:
    rows: list[Row] = []
    truth: list[float] = []
    documents: list[int] = []
    tokens: list[int] = []
    for d, e in enumerate(examples):
        possible = _candidates(e)
        likely = first_scores([e.doc], first, [possible])[0]
        cues = [cue for cue, z in zip(possible, likely, strict=True) if logistic(z) >= MIN_FIRST]
        rows += map(_ones, cue_features(e.doc, cues))
        truth += [float(cue in e.best) for cue in cues]
        documents += [d] * len(cues)
        tokens += cues
    return rows, np.array(truth), np.array(documents), tokens


def _content_models(
    examples: Sequence[Example], probable: Sequence[Mapping[int, float]], recipe: Recipe
) -> tuple[Model, list[Model]]:
    rows: list[Row] = []
    truth: list[float] = []
    groups: list[int] = []
    documents: list[int] = []
    for d, e in enumerate(examples):
        if e.clauses_only:
            continue
        likely = likely_cues(e.doc, probable[d])
        for cue, (_, right) in e.best.items():
            candidates = [(cue, content, label) for content, label in content_candidates(e.doc, cue).items()]
            groups.append(len(rows))
            documents.append(d)
            rows += map(_ones, content_features(e.doc, candidates, likely))
            truth += [float(content == right) for _, content, _ in candidates]
    columns = design(rows, recipe.min_rows, recipe.mean)
    first, shares = np.array(groups), np.array(truth)
    halves = []
    for half in range(_CONTENT_FOLDS):
        kept = np.array(documents) % _CONTENT_FOLDS != half
        sizes = np.diff(np.append(first, len(rows)))
        mask = np.repeat(kept, sizes)
        starts = np.cumsum(sizes[kept]) - sizes[kept]
        halves.append(_fit_choice(Design(columns.matrix[mask], columns.names), starts, shares[mask], recipe))
    return _fit_choice(columns, first, shares, recipe), halves


def _source_model(examples: Sequence[Example], recipe: Recipe) -> Model:
    rows: list[Row] = []
    truth: list[float] = []
    groups: list[int] = []
    for e in (each for each in examples if not each.clauses_only):
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
    return _fit_choice(design(rows, recipe.min_rows, recipe.mean), np.array(groups), np.array(truth), recipe)


def _rerank_model(
    examples: Sequence[Example],
    probable: Sequence[Mapping[int, float]],
    rankings: Sequence[Rankings],
    recipe: Recipe,
) -> Model:
    rows: list[Row] = []
    truth: list[float] = []
    groups: list[int] = []
    for e, cues, ranked in zip(examples, probable, rankings, strict=True):
        if e.clauses_only:
            continue
        for cue, own in rerank_rows(e.doc, cues, ranked):
            right = [float(cue in e.best and content == e.best[cue][1]) for _, content, _ in ranked[cue]]
            if any(right):
                groups.append(len(rows))
                rows += own
                truth += right
    return _fit_choice(design(rows, recipe.min_rows, recipe.mean), np.array(groups), np.array(truth), recipe)


def _filter_model(
    examples: Sequence[Example], proposals: Sequence[Sequence[Proposal]], sources: Model, recipe: Recipe
) -> Model:
    rows: list[Row] = []
    truth: list[float] = []
    for e, own in zip(examples, proposals, strict=True):
        known = [proposal.cue not in e.unknown for proposal in own]
        rows += compress(filter_rows(e.doc, own, sources_of([e.doc], sources, [own])[0]), known)
        truth += compress(right_proposals(e, own), known)
    return _fit_binary(design(rows, recipe.min_rows, recipe.mean), np.array(truth), recipe)


def _topic_model(examples: Sequence[Example], recipe: Recipe) -> Model:
    """Learn topic from proposition where an annotator told one from the other, and no word is quoted."""
    rows: list[Row] = []
    truth: list[float] = []
    for e in examples:
        for cue, (g, content) in e.best.items():
            if g.kind in ("indirect", "reported", "none"):
                label = content_candidates(e.doc, cue)[content]
                rows.append(_ones(topic_features(e.doc, cue, content, label)))
                truth.append(float(g.kind != "indirect"))
    if not rows:  # nothing tells a topic: what was known stays, else all are propositions
        return Model(recipe.mean or {"bias": -1.0})
    return _fit_binary(design(rows, recipe.min_rows, recipe.mean), np.array(truth), recipe)
