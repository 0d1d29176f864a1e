"""The gold passages damaged on purpose: nothing raises, every promise holds, and little is lost."""

from __future__ import annotations

import damage
import pytest
from damage import Count, applied, excerpts, measure, moved, mutated, own_passages

from quoteattr import QuoteExtractor, Settings
from quoteattr.evaluation.corpora.gold import GoldAttribution, GoldDocument

TEXT = "“It rained,” she said.\n\nIt did not."
MOST_LOST = 10.0  # points of F over all mutants; more would mean that one lost mark spoils a text


def test_edits_move_what_follows_them() -> None:
    edits = [(0, 1, ""), (11, 12, "””"), (22, 24, " ")]
    assert applied(TEXT, edits) == "It rained,”” she said. It did not."
    assert [moved(offset, edits) for offset in (0, 1, 12, 13, 22, 23, 24)] == [0, 0, 12, 13, 22, 22, 23]


def test_gold_moves_with_its_text_and_goes_with_it() -> None:
    gold = GoldAttribution(((0, 12),), cue=((17, 21),), source=((13, 16),))
    (kept,) = mutated(GoldDocument("a", TEXT, (gold,)), [(0, 4, ""), (18, 36, "")]).attributions
    assert (kept.content, kept.source, kept.cue) == (((0, 8),), ((9, 12),), ((13, 14),))
    assert mutated(GoldDocument("a", TEXT, (gold,)), [(0, 13, "")]).attributions == ()


def test_excerpts_are_whole_paragraphs_and_lose_nothing() -> None:
    for document in own_passages():
        parts = list(excerpts(document))
        assert "".join(part.text for part in parts) == document.text
        assert sum(len(part.attributions) for part in parts) >= len(document.attributions)
        assert all(part.text.endswith("\n") for part in parts[:-1])


def test_every_class_of_damage_damages() -> None:
    made = list(damage.make(own_passages(), 40 * len(damage.MUTATIONS), seed=2))
    assert {name for name, part, mutant in made if part.text != mutant.text} == set(damage.MUTATIONS)


@pytest.mark.slow
def test_damaged_passages(extractor: QuoteExtractor) -> None:
    reader = QuoteExtractor(Settings(acts="all"), extractor.nlp)
    before, after = Count(), Count()
    for whole, damaged in measure(reader, own_passages(), number=320, seed=3).values():
        before.add(whole)
        after.add(damaged)
    assert after.gold > 1000
    assert before.f1 - after.f1 < MOST_LOST, (before.f1, after.f1)
