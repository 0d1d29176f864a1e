"""Training of the antecedents of pronouns: gold coreference -> `data/en/coreference.tsv`.

A conditional logit over the candidates of each pronoun, nobody among them. While a text is read for learning, earlier
pronouns refer to whom the gold says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import numpy as np

from quoteattr.analysis import Models, attribute, load_models
from quoteattr.attribution.decoder import weigh
from quoteattr.coreference.antecedents import MODELS, Candidate, Pronoun, candidate_features, make_ranker
from quoteattr.coreference.resolver import resolve
from quoteattr.document.document import Document, read
from quoteattr.document.parse import parse_texts
from quoteattr.document.ranges import Offsets
from quoteattr.document.spacy_models import load_model, model_name
from quoteattr.document.words import Analyser
from quoteattr.entities.registry import find_entities
from quoteattr.entities.types import Registry
from quoteattr.evaluation.corpora.gold import GoldDocument, GoldMentions
from quoteattr.evaluation.corpora.passages import read_passages
from quoteattr.evaluation.corpora.readers import read_litbank_mentions
from quoteattr.evaluation.scores.names import same_name
from quoteattr.language.language import load_language
from quoteattr.loglinear.weights import Weights, weights_text
from quoteattr.settings import Settings
from quoteattr.training.fitting import Recipe, design, fit_choice

_RECIPE = Recipe(variance=0.2, iterations=100, min_rows=5)  # chosen in folds over the passages
_DIGITS = 3  # of a weight, after the point
_SILENT = 0.3  # weight of pronouns that are no sources, beside those that are; set by hand
_MOST_SALIENT = Weights({MODELS[0]: {"rank=0": 10.0}})
_SETTINGS = Settings(acts="all", nested=True)
Shares = Sequence[float]  # how right each candidate of a pronoun is: they sum to 1
Judge = Callable[[Document, Registry, Pronoun, Sequence[Candidate]], Shares | None]


@dataclass(frozen=True, slots=True)
class Example:
    """A pronoun: the features of each candidate, how right each is, and how much the pronoun counts."""

    features: Sequence[Sequence[str]]
    right: Shares
    weight: float


def train(corpus: Path, passages: Path, out: Path) -> None:
    """Learn from LitBank's coreference (`corpus`) and from marked passages, and write the weights.

    Raises:
        InputError: excerpts or passages cannot be read.
        ModelNotFoundError: no spaCy pipeline is installed.
    """
    excerpts, texts = read_litbank_mentions(corpus), read_passages(passages)
    nlp, models = load_model(), load_models()
    judged = [*((each.text, judge_mentions(each)) for each in excerpts), *((d.text, judge_sources(d)) for d in texts)]
    parses = parse_texts(nlp, (text for text, _ in judged), Analyser(nlp), layout=load_language().layout)
    examples = [
        example
        for (_, judge), parse in zip(judged, parses, strict=True)
        for example in examples_of(read(parse, load_language()), judge, models)
    ]
    header = f"{len(excerpts)} excerpts of LitBank, {len(texts)} passages, parsed by {model_name(nlp)}; see the card"
    out.write_text(weights_text({MODELS[0]: fit(examples)}, header), encoding="utf8")


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Fit the weights, rounded."""
    rows: list[Mapping[str, float]] = []
    truth: list[float] = []
    groups: list[int] = []
    for example in examples:
        groups.append(len(rows))
        rows += [dict.fromkeys(features, 1.0) for features in example.features]
        truth += [example.weight * share for share in example.right]
    columns = design(rows, _RECIPE.min_rows)
    w = fit_choice(columns.matrix, np.array(groups), np.array(truth), _RECIPE.variance, _RECIPE.iterations)
    rounded = {name: round(x, _DIGITS) for name, x in zip(columns.names, w.tolist(), strict=True)}
    return {name: x for name, x in rounded.items() if abs(x) >= _RECIPE.min_weight}


def examples_of(doc: Document, judge: Judge, models: Models) -> list[Example]:
    """Read a document, its pronouns judged where the gold knows them; others refer to whoever is most salient."""
    registry, examples, usual = find_entities(doc), list[Example](), make_ranker(_MOST_SALIENT)

    def rank(pronoun: Pronoun, candidates: Sequence[Candidate]) -> Shares:
        right = judge(doc, registry, pronoun, candidates)
        if right is None:
            return usual(pronoun, candidates)
        weight = 1.0 if pronoun.speaks else _SILENT
        examples.append(Example(list(candidate_features(pronoun, candidates)), right, weight))
        return right

    attributions = attribute(doc, models, _SETTINGS, weigh(doc, models.attribution))
    resolve(doc, registry, attributions, rank)
    return examples


def judge_mentions(gold: GoldMentions) -> Judge:
    """Return what judges by gold mentions: right is who occurs at a mention with the pronoun's referent."""
    exact, referent_at = dict(gold.mentions), cache(partial(_smallest, gold.mentions))

    def judge(doc: Document, registry: Registry, pronoun: Pronoun, candidates: Sequence[Candidate]) -> Shares | None:
        parse = doc.parse
        referent = exact.get((parse.start[pronoun.token], parse.end[pronoun.token]))
        if referent is None:
            return None
        firsts = ([parse.start[each.token] for each in candidate.occurrences] for candidate in candidates)
        return _shares([any(referent_at(at) == referent for at in places) for places in firsts])

    return judge


def judge_sources(gold: GoldDocument) -> Judge:
    """Return what judges by gold speakers: right is who has the speaker's name, or anybody without one."""
    speakers = {each.source[0]: each.speaker for each in gold.attributions if len(each.source) == 1}

    def judge(doc: Document, registry: Registry, pronoun: Pronoun, candidates: Sequence[Candidate]) -> Shares | None:
        span = doc.parse.start[pronoun.token], doc.parse.end[pronoun.token]
        if span not in speakers:
            return None
        meant = speakers[span]
        named = [list(_names(registry, candidate)) for candidate in candidates]
        if meant is None:
            return _shares([not names for names in named])
        return _shares([len(names) == 1 and same_name(names[0], [meant]) for names in named])

    return judge


def _shares(right: Sequence[bool]) -> Shares:
    """Return equal shares of all that are right; without any, nobody is, who comes first."""
    total = sum(right)
    return [float(each) / total for each in right] if total else [1.0] + [0.0] * (len(right) - 1)


def _smallest(mentions: Sequence[tuple[Offsets, str]], at: int) -> str | None:
    """Return the referent of the smallest mention around an offset."""
    around = [(end - start, referent) for (start, end), referent in mentions if start <= at < end]
    return min(around)[1] if around else None


def _names(registry: Registry, candidate: Candidate) -> Iterator[str]:
    for referent in candidate.referents:
        if isinstance(referent, int) and registry.entities[referent].named:
            yield registry.entities[referent].name
