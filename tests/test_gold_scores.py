"""How well the pipeline reads the gold passages: a floor under what was measured, lest a register be lost unseen."""

from __future__ import annotations

from gold_passages import passages

from quoteattr import QuoteExtractor, Settings
from quoteattr.evaluation.gold import GoldAttribution, GoldDocument, predictions_of
from quoteattr.evaluation.metrics import news_scores
from quoteattr.evaluation.overlap import compare

FLOORS = {"content": 82.0, "content + source": 79.5}  # F in per cent


def test_passages_in_other_registers_are_read_as_well_as_measured(extractor: QuoteExtractor) -> None:
    reader = QuoteExtractor(Settings(acts="all"), nlp=extractor.nlp)
    comparisons = []
    for passage in passages():
        gold = tuple(GoldAttribution(tuple(a.content), tuple(a.cue), tuple(a.source)) for a in passage.attributions)
        document = GoldDocument(passage.id, passage.text, gold)
        comparisons.append(compare(document, predictions_of(reader.extract(passage.text))))
    scores = {score.measure: score.score.f1 or 0.0 for score in news_scores(comparisons) if score.kind == "all"}
    measured = {name: round(scores[name], 1) for name in FLOORS}
    assert all(measured[name] >= floor for name, floor in FLOORS.items()), measured
