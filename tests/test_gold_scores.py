"""How well the pipeline reads the gold passages: a floor under what was measured, lest a register be lost unseen.

Run as a program, it prints the figures: python tests/test_gold_scores.py
"""

from __future__ import annotations

from gold_passages import passages

from quoteattr import QuoteExtractor, Settings
from quoteattr.evaluation.corpora.gold import GoldAttribution, GoldDocument, predictions_of
from quoteattr.evaluation.scores.attributions import news_scores
from quoteattr.evaluation.scores.matching import compare

FLOORS = {"content": 86.0, "content + source": 84.5}  # F in per cent


def measure(reader: QuoteExtractor) -> dict[str, float]:
    """F of each measure over all attributions of all passages, in per cent."""
    comparisons = []
    for passage in passages():
        gold = tuple(GoldAttribution(tuple(a.content), tuple(a.cue), tuple(a.source)) for a in passage.attributions)
        document = GoldDocument(passage.id, passage.text, gold)
        comparisons.append(compare(document, predictions_of(reader.extract(passage.text))))
    scores = {score.measure: score.score.f1 for score in news_scores(comparisons) if score.kind == "all"}
    return {name: round(f, 1) for name, f in scores.items() if f is not None}


def test_passages_in_other_registers_are_read_as_well_as_measured(extractor: QuoteExtractor) -> None:
    measured = measure(QuoteExtractor(Settings(acts="all"), nlp=extractor.nlp))
    assert all(measured[name] >= floor for name, floor in FLOORS.items()), measured


if __name__ == "__main__":
    print(measure(QuoteExtractor(Settings(acts="all"))))
