"""Scores of attributions in news: content, cue, source and all together, by kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from quoteattr.evaluation.corpora.gold import has_marks
from quoteattr.evaluation.scores.matching import Comparison, Link


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 in per cent, with the counts behind them.

    `right` counts right predictions, `found` the gold attributions found; `predicted` is None where only
    recall has a meaning.
    """

    found: float
    gold: int
    right: float = 0
    predicted: int | None = None

    @property
    def recall(self) -> float:
        """Per cent of gold that was found."""
        return percent(self.found, self.gold)

    @property
    def precision(self) -> float | None:
        """Per cent of predictions that are right."""
        return None if self.predicted is None else percent(self.right, self.predicted)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        if self.precision is None:
            return None
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class NewsScore:
    """The score of one measure on one kind of attribution."""

    kind: str
    measure: str
    score: Score


def percent(part: float, whole: float) -> float:
    """Return per cent, 0 where there is nothing to divide by."""
    return 100 * part / whole if whole else 0.0


# measure: what a link must have right
MEASURES: Final[dict[str, Callable[[Link], bool]]] = {
    "content": lambda link: True,
    "content, exact": lambda link: link.exact,
    "content + cue": lambda link: link.cue,
    "content + source": lambda link: link.source,
    "content + cue + source": lambda link: link.cue and link.source,
}


def news_scores(comparisons: Sequence[Comparison]) -> list[NewsScore]:
    """Score attributions: all of them, the quoted ones, direct ones (recall only) and indirect ones.

    An attribution is *quoted* when a quotation mark stands in or beside its content, *indirect* when none
    does, *direct* when its gold content is all inside marks. Of a kind, recall counts the gold attributions
    of the kind, precision the predictions of the kind, whatever kind they are linked to.
    """
    scores = []
    for kind in ("all", "quoted", "direct", "indirect"):
        gold = [_gold_of(kind, one) for one in comparisons]
        predicted = None if kind == "direct" else [_predicted_of(kind, one) for one in comparisons]
        for measure, holds in MEASURES.items():
            scores.append(NewsScore(kind, measure, _score(comparisons, gold, predicted, holds)))
        scores.append(NewsScore(kind, "source, content found", _source_given_content(comparisons, gold)))
    scores.append(NewsScore("all", "letters of content", _letter_score(comparisons)))
    return scores


def _gold_of(kind: str, comparison: Comparison) -> set[int]:
    document = comparison.document
    return {
        i
        for i, gold in enumerate(document.attributions)
        if kind == "all"
        or (kind == "direct" and gold.kind == "direct")
        or (kind != "direct" and has_marks(document.text, gold.content) == (kind == "quoted"))
    }


def _predicted_of(kind: str, comparison: Comparison) -> set[int]:
    text = comparison.document.text
    return {
        j
        for j, prediction in enumerate(comparison.predictions)
        if kind == "all" or has_marks(text, prediction.content) == (kind == "quoted")
    }


def _score(
    comparisons: Sequence[Comparison],
    gold: Sequence[set[int]],
    predicted: Sequence[set[int]] | None,
    holds: Callable[[Link], bool],
) -> Score:
    good = [[link for link in comparison.links if holds(link)] for comparison in comparisons]
    found = sum(link.gold in kept for links, kept in zip(good, gold, strict=True) for link in links)
    total = sum(map(len, gold))
    if predicted is None:
        return Score(found, total)
    right = sum(link.predicted in kept for links, kept in zip(good, predicted, strict=True) for link in links)
    return Score(found, total, right, sum(map(len, predicted)))


def _source_given_content(comparisons: Sequence[Comparison], gold: Sequence[set[int]]) -> Score:
    links = [
        link
        for comparison, kept in zip(comparisons, gold, strict=True)
        for link in comparison.links
        if link.gold in kept
    ]
    return Score(sum(link.source for link in links), len(links))


def _letter_score(comparisons: Sequence[Comparison]) -> Score:
    gold = [frozenset[int]().union(*comparison.gold_letters) for comparison in comparisons]
    predicted = [frozenset[int]().union(*comparison.predicted_letters) for comparison in comparisons]
    common = sum(len(g & p) for g, p in zip(gold, predicted, strict=True))
    return Score(common, sum(map(len, gold)), common, sum(map(len, predicted)))
