"""Figures -> the tables of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from quoteattr.evaluation.calibration import Judged, bins, curve, expected_error
from quoteattr.evaluation.metrics import NewsScore, Score
from quoteattr.evaluation.mistakes import CLASSES
from quoteattr.evaluation.overlap import ENOUGH, Comparison
from quoteattr.evaluation.report import Cell, Mistake, Table

_SCORE_COLUMNS = ("precision", "recall", "F1", "gold", "predicted")


def news_table(scores: Sequence[NewsScore]) -> Table:
    """Precision, recall and F1 of every kind and measure."""
    rows = tuple((one.kind, one.measure, *_score_cells(one.score)) for one in scores)
    note = (
        "Contents match when they share at least half of their letters and digits (Jaccard), exactly when "
        "all. Of direct attributions only recall is counted."
    )
    return Table("scores", ("kind", "measure", *_SCORE_COLUMNS), rows, note)


def mistake_table(mistakes: Sequence[Mistake]) -> Table:
    """How many mistakes of each class there are, and how many overlap too little to count as found."""
    counts = Counter(mistake.label for mistake in mistakes)
    lost = Counter(mistake.label for mistake in mistakes if mistake.overlap < ENOUGH)
    rows = tuple((label, counts[label], lost[label], meaning) for label, meaning in CLASSES.items())
    return Table("mistakes", ("class", "count", "overlap under 0.5", "meaning"), rows)


def calibration_table(name: str, judged: Sequence[Judged]) -> Table:
    """Precision by confidence, with the expected calibration error in the note."""
    rows = tuple(
        (f"{b.low:.1f}-{b.high:.1f}", b.count, 100 * b.confidence, 100 * b.precision) for b in bins(judged)
    )
    columns = ("confidence", "count", "mean confidence", "precision")
    return Table(name, columns, rows, f"Expected calibration error: {expected_error(judged):.3f}")


def curve_table(name: str, judged: Sequence[Judged], gold: int) -> Table:
    """What each `min_confidence` would leave of precision and recall."""
    rows = tuple((f"{least:.2f}", *_score_cells(score)) for least, score in curve(judged, gold))
    return Table(name, ("min_confidence", *_SCORE_COLUMNS), rows)


def document_table(comparisons: Sequence[Comparison]) -> Table:
    """Content F1 of every document, the worst first."""
    rows = []
    for comparison in comparisons:
        n = len(comparison.links)
        score = Score(n, len(comparison.gold_letters), n, len(comparison.predictions))
        rows.append((comparison.document.id, score))
    rows.sort(key=lambda row: (row[1].f1 or 0.0, row[0]))
    cells = tuple((name, *_score_cells(score)) for name, score in rows)
    return Table("documents", ("document", *_SCORE_COLUMNS), cells, "Content; the worst document first.")


def _score_cells(score: Score) -> tuple[Cell, ...]:
    return score.precision, score.recall, score.f1, score.gold, score.predicted
