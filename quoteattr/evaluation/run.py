"""One evaluation from corpus to report: what the command `evaluate` calls."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from quoteattr.evaluation.calibration import Judged
from quoteattr.evaluation.corpora import read_polnear
from quoteattr.evaluation.metrics import news_scores
from quoteattr.evaluation.mistakes import news_mistakes
from quoteattr.evaluation.overlap import Comparison, compare
from quoteattr.evaluation.predictions import read_predictions
from quoteattr.evaluation.report import Report
from quoteattr.evaluation.tables import (
    calibration_table,
    curve_table,
    document_table,
    mistake_table,
    news_table,
)

Corpus = Literal["polnear", "pdnc", "litbank"]


def run(
    corpus: Corpus,
    path: Path,
    *,
    split: str = "dev",
    only: Sequence[str] = (),
    predictions: Path,
) -> Report:
    """Score predictions against a corpus.

    Args:
        corpus: which layout `path` has.
        path: the corpus's folder, as published.
        split: for PolNeAR, the folder below data.
        only: names of the documents to score; all of them when empty.
        predictions: extractions as JSON lines, each with its document's name as `id`.

    Raises:
        InputError: the corpus or the predictions cannot be read.
    """
    documents = read_polnear(path, split, only)
    predicted = read_predictions(predictions, documents)
    comparisons = [compare(document, predicted.get(document.id, ())) for document in documents]
    return news_report(f"{corpus} {split}", str(predictions), comparisons)


def news_report(corpus: str, system: str, comparisons: Sequence[Comparison]) -> Report:
    """The report on attributions in news."""
    mistakes = news_mistakes(comparisons)
    gold = sum(len(comparison.document.attributions) for comparison in comparisons)
    content = _judged(comparisons, with_source=False)
    both = _judged(comparisons, with_source=True)
    tables = (
        news_table(news_scores(comparisons)),
        mistake_table(mistakes),
        calibration_table("calibration: content", content),
        calibration_table("calibration: content + source", both),
        curve_table("min_confidence: content", content, gold),
        curve_table("min_confidence: content + source", both, gold),
        document_table(comparisons),
    )
    return Report(corpus, system, tables, tuple(mistakes))


def _judged(comparisons: Sequence[Comparison], *, with_source: bool) -> list[Judged]:
    judged = []
    for comparison in comparisons:
        right = {link.predicted for link in comparison.links if link.source or not with_source}
        judged += [Judged(one.confidence, j in right) for j, one in enumerate(comparison.predictions)]
    return judged
