"""One evaluation from corpus to report: what the command `evaluate` calls."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from quoteattr.evaluation.corpora.corrected import read_corrected
from quoteattr.evaluation.corpora.gold import GoldDocument
from quoteattr.evaluation.corpora.passages import outermost, read_passages
from quoteattr.evaluation.corpora.predictions import extract_predictions, read_predictions
from quoteattr.evaluation.corpora.readers import read_gum, read_litbank, read_pdnc, read_polnear
from quoteattr.evaluation.report.by_corpus import (
    clause_report,
    cluster_report,
    news_report,
    novel_report,
    passage_report,
)
from quoteattr.evaluation.report.report import Report
from quoteattr.evaluation.scores.matching import Comparison, compare
from quoteattr.evaluation.scores.speakers import GoldSpeakers, marked_speakers, read_speakers
from quoteattr.settings import EVERY_KIND, Settings

if TYPE_CHECKING:
    from spacy.language import Language

Corpus = Literal["polnear", "pdnc", "litbank", "passages", "jsonl", "gum"]
# a document without a prediction is one where nothing was found
_SHORT: Final = ("polnear", "passages", "jsonl", "gum")


def run(
    corpus: Corpus, path: Path, *, split: str = "dev", only: Sequence[str] = (), predictions: Path | None = None,
    speakers: Path | None = None, settings: Settings | None = None, nlp: Language | None = None, n_process: int = 1,
    weights: Path | None = None, cast: bool = False,
) -> Report:  # fmt: skip
    """Score predictions against a corpus: those of a file, else what `QuoteExtractor` finds.

    A document that the file lacks counts as one where nothing was found; in PDNC and LitBank,
    whose texts are long, it is left out. The report says how many documents there were predictions for.
    Of passages the outermost attributions are scored, unless the settings ask for nested ones.

    Args:
        corpus: which layout `path` has.
        path: the corpus's folder, as published; of "jsonl", a file or folder of extractions that are right.
        split: the folder below data (PolNeAR only).
        only: names of the documents to score; all of them when empty.
        predictions: a file of extractions as JSON lines, each with its document's name as `id`.
        speakers: a JSON file of the entities that sources mean (PolNeAR only).
        settings: how to extract; by default all kinds and acts, as the corpora mark them.
        nlp: the pipeline to extract with; by default the first installed.
        n_process: how many processes extract.
        weights: a folder of weights to extract with instead of the package's.
        cast: whether each novel's gold list of characters is given, and nobody else named (PDNC only).

    Raises:
        InputError: the corpus, the predictions or the speakers cannot be read or do not belong together.
        QuoteattrError: nothing can be extracted, as `QuoteExtractor` says.
    """
    settings = settings or Settings(kinds=EVERY_KIND, acts="all")
    if corpus == "gum":  # marks those inside others too
        settings = settings.model_copy(update={"nested": True})
    documents = _documents(corpus, path, split, only, nested=settings.nested)
    named = read_speakers(speakers, documents) if speakers else None  # before anything is extracted
    if predictions:
        found, system = read_predictions(predictions, documents), str(predictions)
    else:
        found, system = extract_predictions(documents, settings, nlp, n_process, weights, cast)
    scored = [document for document in documents if corpus in _SHORT or document.id in found]
    comparisons = [compare(each, found.get(each.id, ()), marks=corpus == "jsonl") for each in scored]
    system += f", {len(found)} of {len(documents)} documents"
    return _report(corpus, split if corpus == "polnear" else path.name, system, comparisons, named)


def _documents(corpus: Corpus, path: Path, split: str, only: Sequence[str], *, nested: bool) -> list[GoldDocument]:
    if corpus == "polnear":
        return read_polnear(path, split, only)
    if corpus == "passages":
        passages = read_passages(path, only)
        return passages if nested else [outermost(passage) for passage in passages]
    if corpus == "jsonl":
        return read_corrected(path, only)
    if corpus == "gum":
        return read_gum(path, only)
    return read_pdnc(path, only) if corpus == "pdnc" else read_litbank(path, only)


def _report(
    corpus: Corpus, part: str, system: str, comparisons: Sequence[Comparison], named: GoldSpeakers | None
) -> Report:
    """Make the report of a corpus; `part` is the split of PolNeAR, the name of another's file or folder."""
    if corpus == "polnear":
        return news_report(f"PolNeAR {part}", system, comparisons, named)
    if corpus == "jsonl":
        return news_report(part, system, comparisons, named or _marked(comparisons))
    if corpus == "passages":
        return passage_report(f"passages of {part}", system, comparisons, _marked(comparisons))
    if corpus == "gum":
        return clause_report("GUM", system, comparisons)
    if corpus == "pdnc":
        return novel_report("PDNC", system, comparisons)
    return cluster_report("LitBank", system, comparisons)


def _marked(comparisons: Sequence[Comparison]) -> GoldSpeakers:
    return marked_speakers(each.document for each in comparisons)
