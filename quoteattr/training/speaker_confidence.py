"""Training of the confidence in speakers: names given, right or wrong -> `data/en/speaker_confidence.tsv`.

A logistic regression on the names that the pipeline gives to attributions that the gold has too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import numpy as np
from spacy.language import Language

from quoteattr.analysis import Models, analyse, load_models
from quoteattr.assembly.quotes import build_records
from quoteattr.assembly.speaker_confidence import MODELS, SpeakerFeatures
from quoteattr.document.document import read
from quoteattr.document.parse import Parse, parse_texts
from quoteattr.document.spacy_models import load_model, model_name
from quoteattr.document.words import Analyser
from quoteattr.evaluation.corpora.gold import GoldDocument, Prediction, prediction_of
from quoteattr.evaluation.corpora.passages import read_all_passages
from quoteattr.evaluation.corpora.readers import read_pdnc
from quoteattr.evaluation.scores.matching import compare
from quoteattr.evaluation.scores.names import same_name
from quoteattr.evaluation.scores.speakers import novel_answers
from quoteattr.language.language import load_language
from quoteattr.loglinear.weights import weights_text
from quoteattr.settings import EVERY_KIND, Settings
from quoteattr.training.fitting import Recipe, by_feature, design, fit_binary

_RECIPE = Recipe(variance=0.1, min_rows=5)  # chosen in folds over registers
_MOST = 500  # names of one novel, evenly taken, so that it does not outweigh the passages
_ALL = Settings(acts="all", kinds=EVERY_KIND, nested=True, min_speaker_confidence=0)


@dataclass(frozen=True, slots=True)
class Example:
    """A name that was given: the features of how it was got, and whether it is right."""

    features: Sequence[str]
    right: bool


Judge = Callable[[GoldDocument, Sequence[Prediction]], Mapping[int, bool]]


def train(
    registers: Sequence[Path], out: Path, corpus: Path, novels: Sequence[str] = (), weights: Path | None = None
) -> None:
    """Learn from marked passages and from novels of PDNC (`corpus`), all or those named, and write the weights.

    Speakers are those that the weights in the folder `weights` give, or the package's: which were learned from the
    novels, whose turns then look surer than those of a new one.

    Raises:
        InputError: passages or novels cannot be read.
        DataError: the folder holds no weights.
        ModelNotFoundError: no spaCy pipeline is installed.
    """
    passages, stories = read_all_passages(registers), read_pdnc(corpus, novels)
    nlp, models = load_model(), load_models(folder=weights)
    examples = [example for rows in _examples(passages, judge_passage, nlp, models) for example in rows]
    for rows in _examples(stories, judge_novel, nlp, models):
        examples += rows[:: ceil(len(rows) / _MOST)]
    names = ", ".join(story.id for story in stories)
    header = f"{len(passages)} passages, and {names} of PDNC, parsed by {model_name(nlp)}; see the .md beside this file"
    out.write_text(weights_text({MODELS[0]: fit(examples)}, header), encoding="utf8")


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Fit the weights, rounded."""
    columns = design([dict.fromkeys(example.features, 1.0) for example in examples], _RECIPE.min_rows)
    truth = np.array([float(example.right) for example in examples])
    return by_feature(columns, fit_binary(columns, truth, _RECIPE), _RECIPE)


def _examples(
    documents: Sequence[GoldDocument], judge: Judge, nlp: Language, models: Models
) -> Iterator[list[Example]]:
    texts, layout = (document.text for document in documents), load_language().layout
    for document, parse in zip(documents, parse_texts(nlp, texts, Analyser(nlp), 1, layout=layout), strict=True):
        yield examples_of(document, parse, judge, models)


def examples_of(gold: GoldDocument, parse: Parse, judge: Judge, models: Models) -> list[Example]:
    """Run the pass on a document and judge the names it gives to what the gold has too."""
    found = analyse(read(parse, load_language()), models, _ALL)
    speakers, quotes = build_records(found.doc, found.attributions, found.resolution, _ALL, found.confidences)
    judged = judge(gold, [prediction_of(quote, speakers) for quote in quotes])
    rows = SpeakerFeatures(found.doc, found.resolution)
    each = zip(found.attributions, found.resolution.referents, quotes, strict=True)  # for all are wanted
    return [
        Example(tuple(rows.of(attribution, referents)), judged[i])
        for i, (attribution, referents, _) in enumerate(each)
        if i in judged and rows.is_named(referents)
    ]


def judge_passage(gold: GoldDocument, predictions: Sequence[Prediction]) -> dict[int, bool]:
    """Tell for each prediction that the gold has too, and says whose it is, whether its speaker is the one meant."""
    meant = {link.predicted: gold.attributions[link.gold] for link in compare(gold, predictions).links}
    return {
        i: each.speaker is not None and same_name(predictions[i].speaker, [each.speaker])
        for i, each in meant.items()
        if each.form
    }


def judge_novel(gold: GoldDocument, predictions: Sequence[Prediction]) -> dict[int, bool]:
    """Tell for each prediction that holds a gold quotation whether its speaker is the gold one's character."""
    answers = novel_answers(compare(gold, predictions))
    return {answer.predicted: answer.right for answer in answers if answer.predicted is not None}
