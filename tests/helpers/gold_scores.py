"""How well the pipeline reads the gold passages."""

from __future__ import annotations

from gold_passages import passages

from quoteattr import QuoteExtractor
from quoteattr.evaluation.corpora.gold import predictions_of
from quoteattr.evaluation.scores.attributions import news_scores
from quoteattr.evaluation.scores.matching import compare


def measure(reader: QuoteExtractor) -> dict[str, float]:
    """F of each measure over all attributions of all passages, in per cent."""
    comparisons = []
    for passage in passages():
        comparisons.append(compare(passage, predictions_of(reader.extract(passage.text))))
    scores = {score.measure: score.score.f1 for score in news_scores(comparisons) if score.kind == "all"}
    return {name: round(f, 1) for name, f in scores.items() if f is not None}
