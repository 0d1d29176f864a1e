"""How well the pipeline reads the gold passages: a floor under what was measured, lest a register be lost unseen."""

from __future__ import annotations

import pytest
from gold_scores import measure

from quoteattr import QuoteExtractor, Settings
from quoteattr.settings import EVERY_KIND

FLOORS = {"content": 86.0, "content + source": 84.5}  # F in per cent


@pytest.mark.slow
def test_passages_in_other_registers_are_read_as_well_as_measured(extractor: QuoteExtractor) -> None:
    measured = measure(QuoteExtractor(Settings(kinds=EVERY_KIND, acts="all"), nlp=extractor.nlp))
    assert all(measured[name] >= floor for name, floor in FLOORS.items()), measured
