"""One evaluation from corpus to report: what the command `evaluate` calls."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from quoteattr.evaluation.corpora import read_litbank, read_pdnc, read_polnear
from quoteattr.evaluation.gold import GoldDocument
from quoteattr.evaluation.overlap import compare
from quoteattr.evaluation.predictions import read_predictions
from quoteattr.evaluation.report import Report
from quoteattr.evaluation.reports import cluster_report, news_report, novel_report
from quoteattr.evaluation.speakers import read_speakers

Corpus = Literal["polnear", "pdnc", "litbank"]


def run(
    corpus: Corpus,
    path: Path,
    *,
    split: str = "dev",
    only: Sequence[str] = (),
    predictions: Path,
    speakers: Path | None = None,
) -> Report:
    """Score predictions against a corpus.

    A document without predictions counts as one where nothing was found in PolNeAR; in PDNC and LitBank,
    whose texts are long, it is left out. The report says how many documents were scored.

    Args:
        corpus: which layout `path` has.
        path: the corpus's folder, as published.
        split: the folder below data (PolNeAR only).
        only: names of the documents to score; all of them when empty.
        predictions: extractions as JSON lines, each with its document's name as `id`.
        speakers: a JSON file of the entities that sources mean (PolNeAR only).

    Raises:
        InputError: the corpus, the predictions or the speakers cannot be read.
    """
    documents = _documents(corpus, path, split, only)
    named = read_speakers(speakers) if speakers else None
    found = read_predictions(predictions, documents)
    scored = [document for document in documents if corpus == "polnear" or document.id in found]
    comparisons = [compare(document, found.get(document.id, ())) for document in scored]
    system = f"{predictions}, {len(found)} of {len(documents)} documents"
    if corpus == "polnear":
        return news_report(f"PolNeAR {split}", system, comparisons, named)
    if corpus == "pdnc":
        return novel_report("PDNC", system, comparisons)
    return cluster_report("LitBank", system, comparisons)


def _documents(corpus: Corpus, path: Path, split: str, only: Sequence[str]) -> list[GoldDocument]:
    if corpus == "polnear":
        return read_polnear(path, split, only)
    return read_pdnc(path, only) if corpus == "pdnc" else read_litbank(path, only)
