"""The command line's tests run it with a stand-in for the extractor."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import StandIn

from quoteattr.cli import batch
from quoteattr.settings import Settings


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> list[StandIn]:
    """The extractors the command made."""
    extractors: list[StandIn] = []

    def make(settings: Settings, model: str | None, weights: Path | None = None) -> StandIn:
        extractors.append(StandIn(settings, model))
        return extractors[-1]

    monkeypatch.setattr(batch, "make_extractor", make)
    return extractors
