"""The annotated passages of the tests, as gold documents."""

from __future__ import annotations

from pathlib import Path

from quoteattr.evaluation.corpora.gold import GoldDocument
from quoteattr.evaluation.corpora.passages import read_passages

TESTS = Path(__file__).parents[1]


def passages() -> list[GoldDocument]:
    """Those of ``tests/gold``; the id is the register and the passage's place in its file."""
    return read_passages(TESTS / "gold")
