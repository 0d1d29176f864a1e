"""A web service that returns the records, with its OpenAPI schema (see `/docs`) and a limit on what it takes.

    uvicorn api_fastapi:app --app-dir examples
    curl -s localhost:8000/quotes -H 'content-type: application/json' -d '{"text": "“It rained,” Ana Lund said."}'

The model is loaded once, at the start, and requests run in threads. Limit the size of a request in the server in front
as well: this one reads the whole of it before it can refuse the text.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field

from quoteattr import Extraction, QuoteExtractor, Settings, __version__

LONGEST = 200_000  # characters: a long report; a novel is a job for the command line


class Question(BaseModel):
    """A text to look for quotations in."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=LONGEST)]


@asynccontextmanager
async def loaded(app: FastAPI) -> AsyncIterator[None]:
    """Load the model before the first request comes."""
    app.state.extractor = QuoteExtractor(Settings(min_confidence=0.5))
    yield


app = FastAPI(title="Who said what", version=__version__, lifespan=loaded)


@app.post("/quotes")
def quotes(question: Question) -> Extraction:
    """Who says what in the text: quotations with offsets into it, and the speakers."""
    extractor: QuoteExtractor = app.state.extractor
    return extractor.extract(question.text)
