"""Gold attributions with the speakers found for them: how good speakers are apart from attributions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language

from quoteattr.analysis import load_models
from quoteattr.assembly.cast import build_cast
from quoteattr.attribution.types import Attribution
from quoteattr.coreference.antecedents import make_ranker
from quoteattr.coreference.resolver import resolve
from quoteattr.document.document import read
from quoteattr.document.parse import Parse, parse_texts
from quoteattr.document.ranges import Offsets
from quoteattr.document.spacy_models import load_model, model_name
from quoteattr.document.words import Analyser
from quoteattr.entities.registry import find_entities
from quoteattr.evaluation.corpora.gold import GoldAttribution, GoldDocument, Prediction, Spans, named
from quoteattr.evaluation.corpora.readers import read_polnear
from quoteattr.evaluation.report.by_corpus import news_speaker_report
from quoteattr.evaluation.report.report import Report
from quoteattr.evaluation.scores.matching import compare
from quoteattr.evaluation.scores.speakers import read_speakers
from quoteattr.language.language import load_language


def run_given(
    path: Path, speakers: Path, *, split: str = "dev", only: Sequence[str] = (), nlp: Language | None = None
) -> Report:
    """Find the speakers of PolNeAR's gold attributions, in the articles whose speakers are known.

    Args:
        path: the corpus's folder, as published.
        speakers: a JSON file of the entities that sources mean.
        split: the folder below data.
        only: names of the documents to score; all of them when empty.
        nlp: the pipeline to parse with; by default the first installed.

    Raises:
        InputError: the corpus or the speakers cannot be read or do not belong together.
        QuoteattrError: nothing can be parsed, as `QuoteExtractor` says.
    """
    documents = read_polnear(path, split, only)
    gold = read_speakers(speakers, documents)
    documents = [document for document in documents if document.id in gold]
    nlp = nlp or load_model()
    parses = parse_texts(nlp, (document.text for document in documents), Analyser(nlp))
    comparisons = [
        compare(document, _predictions(document, parse)) for document, parse in zip(documents, parses, strict=True)
    ]
    system = f"gold attributions, speakers by quoteattr with {model_name(nlp)}, {len(documents)} documents"
    return news_speaker_report(f"PolNeAR {split}", system, comparisons, gold)


def _predictions(document: GoldDocument, parse: Parse) -> list[Prediction]:
    doc = read(parse, load_language())
    attributions = [_attribution(gold) for gold in document.attributions]
    rank = make_ranker(load_models().coreference)
    cast = build_cast(doc, attributions, resolve(doc, find_entities(doc), attributions, rank))
    return [
        Prediction(gold.content, gold.cue, gold.source, *named(speaker, cast.speakers))
        for gold, speaker in zip(document.attributions, cast.of, strict=True)
    ]


def _attribution(gold: GoldAttribution) -> Attribution:
    return Attribution(
        content=gold.content, cue=_longest(gold.cue), cue_head=None, source=_longest(gold.source),
        source_head=None, confidence=1.0, rule="gold",
    )  # fmt: skip


def _longest(spans: Spans) -> Offsets | None:
    """Return the longest span of a cue or source in several: the stages take one."""
    return max(spans, key=lambda span: span[1] - span[0], default=None)
