"""Figures -> the tables of a report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Final

from quoteattr.evaluation.corpora.passages import register_of
from quoteattr.evaluation.report.report import Cell, Mistake, Table
from quoteattr.evaluation.scores.attributions import NewsScore, Score, percent
from quoteattr.evaluation.scores.calibration import Judged, bins, curve, expected_error
from quoteattr.evaluation.scores.matching import Comparison
from quoteattr.evaluation.scores.speakers import NOVEL_KINDS, Answer, SpeakerScore, speaker_scores

_SCORE_COLUMNS: Final = ("precision", "recall", "F1", "gold", "predicted")


def news_table(scores: Sequence[NewsScore]) -> Table:
    """Precision, recall and F1 of every kind and measure."""
    rows = tuple((one.kind, one.measure, *_score_cells(one.score)) for one in scores)
    note = (
        "Contents match when they share at least half of their letters and digits (Jaccard), exactly when "
        "all. Of direct attributions only recall is counted."
    )
    return Table("scores", ("kind", "measure", *_SCORE_COLUMNS), rows, note)


def score_table(name: str, scores: Mapping[str, Score], note: str = "") -> Table:
    """Precision, recall and F1 of each measure."""
    rows = tuple((measure, *_score_cells(score)) for measure, score in scores.items())
    return Table(name, ("measure", *_SCORE_COLUMNS), rows, note)


def speaker_table(scores: Sequence[SpeakerScore]) -> Table:
    """Tabulate how many speakers are right, of all quotations and of those found."""
    rows = tuple(
        (
            one.kind,
            one.gold,
            percent(one.found, one.gold),
            one.end_to_end,
            one.given_found,
            one.given_named,
            percent(one.nearly, one.found),
            percent(one.found - one.named, one.gold),
        )
        for one in scores
    )
    columns = (
        "kind", "gold", "found", "right", "right, if found", "right, if named", "last name, if found", "nobody named",
    )  # fmt: skip
    return Table("speakers", columns, rows, "Per cent of the gold attributions whose speaker is known.")


def mistake_table(mistakes: Sequence[Mistake], classes: Mapping[str, str]) -> Table:
    """Tabulate how many mistakes of each class there are."""
    counts = Counter(mistake.label for mistake in mistakes)
    rows = tuple((label, counts[label], meaning) for label, meaning in classes.items())
    return Table("mistakes", ("class", "count", "meaning"), rows)


def calibration_table(name: str, judged: Sequence[Judged]) -> Table:
    """Precision by confidence, with the expected calibration error in the note."""
    rows = tuple(
        (f"{one.low:.1f}-{one.high:.1f}", one.count, 100 * one.confidence, 100 * one.precision) for one in bins(judged)
    )
    columns = ("confidence", "count", "mean confidence", "precision")
    return Table(name, columns, rows, f"Expected calibration error: {expected_error(judged):.3f}")


def curve_table(name: str, judged: Sequence[Judged], gold: int) -> Table:
    """Tabulate what each value of the setting that begins the name would leave of precision and recall."""
    rows = tuple((f"{minimum:.2f}", *_score_cells(score)) for minimum, score in curve(judged, gold))
    return Table(name, (name.partition(":")[0], *_SCORE_COLUMNS), rows)


def article_table(comparisons: Sequence[Comparison]) -> Table:
    """Content F1 of every article, the worst first."""
    scores = []
    for comparison in comparisons:
        n = len(comparison.links)
        score = Score(n, len(comparison.gold_letters), n, len(comparison.predictions))
        scores.append((comparison.document.id, score))
    scores.sort(key=lambda pair: (pair[1].f1 or 0.0, pair[0]))
    rows = tuple((name, *_score_cells(score)) for name, score in scores)
    return Table("documents", ("document", *_SCORE_COLUMNS), rows, "Content; the worst document first.")


def register_table(comparisons: Sequence[Comparison]) -> Table:
    """Tabulate contents found, with their sources, and their kind, register by register."""
    groups: dict[str, list[Comparison]] = defaultdict(list)
    for comparison in comparisons:
        groups[register_of(comparison.document)].append(comparison)
    rows: list[tuple[Cell, ...]] = []
    for register, group in (*sorted(groups.items()), ("all", list(comparisons))):
        links = [(one, link) for one in group for link in one.links]
        gold, predicted = sum(len(one.gold_letters) for one in group), sum(len(one.predictions) for one in group)
        with_source = sum(link.source for _, link in links)
        same = sum(
            one.document.attributions[link.gold].kind == one.predictions[link.predicted].kind for one, link in links
        )
        content = Score(len(links), gold, len(links), predicted)
        source = Score(with_source, gold, with_source, predicted)
        rows.append(
            (register, content.precision, content.recall, content.f1, source.f1, percent(same, len(links)), gold)
        )
    columns = ("register", "precision", "recall", "F1", "F1 with source", "same kind, if found", "gold")
    return Table("registers", columns, tuple(rows))


def recall_table(comparisons: Sequence[Comparison]) -> Table:
    """Tabulate how many contents were found, and to the letter, genre by genre."""
    groups: dict[str, list[Comparison]] = defaultdict(list)
    for comparison in comparisons:
        groups[comparison.document.id.partition("-")[0]].append(comparison)
    rows: list[tuple[Cell, ...]] = []
    for genre, group in (*sorted(groups.items()), ("all", list(comparisons))):
        links = [link for one in group for link in one.links]
        gold = sum(len(one.gold_letters) for one in group)
        exact = sum(link.exact for link in links)
        rows.append((genre, gold, percent(len(links), gold), percent(exact, gold)))
    return Table("genres", ("genre", "gold", "recall", "recall, exact"), tuple(rows))


def novel_table(answers: Mapping[str, Sequence[Answer]]) -> Table:
    """Tabulate the per cent of right speakers by novel and kind, and the mean over the novels."""
    rows: list[tuple[Cell, ...]] = []
    for name, group in answers.items():
        right = {score.kind: score.end_to_end for score in speaker_scores(group, NOVEL_KINDS)}
        rows.append((name, *(right.get(kind) for kind in (*NOVEL_KINDS, "all"))))
    every = [row[-1] for row in rows if isinstance(row[-1], float)]
    if every:
        rows.append(("mean of documents", *(None for _ in NOVEL_KINDS), fmean(every)))
    return Table("documents", ("document", *NOVEL_KINDS, "all"), tuple(rows), "Per cent of right speakers.")


def _score_cells(score: Score) -> tuple[Cell, ...]:
    return score.precision, score.recall, score.f1, score.gold, score.predicted
