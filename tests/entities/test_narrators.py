"""Who tells a text, known by what others call them."""

from __future__ import annotations

import pytest
from marked import document_of
from spacy.language import Language

from quoteattr import QuoteExtractor, Settings
from quoteattr.entities.registry import find_entities

TOLD = (
    "“You are late, Mr. Rudd,” said Ana Lund.\n\n“I fell,” I said, and I sat down. She laughed at me.\n\n"
    "“In the river?”\n\n“In my own yard.”"
)


def authors(text: str, nlp: Language) -> list[str]:
    """Return the names of who wrote or tells a text."""
    registry = find_entities(document_of(text, nlp))
    return [registry.entities[entity].name for _, _, entity in registry.authors]


def test_who_is_called_and_never_named_tells_it(nlp: Language) -> None:
    assert authors(TOLD, nlp) == ["Mr. Rudd"]


@pytest.mark.parametrize(
    "text",
    [
        TOLD.replace("Mr. Rudd", "Eddie"),  # short for a given name
        TOLD.replace("late, Mr. Rudd", "late, Eddie").replace("river?", "river, Camel?"),  # which no list knows
        TOLD.replace("late, Mr. Rudd", "late, Eddie").replace("river?", "river, Eddie? They said Eddie swam."),
        TOLD.replace("late, Mr. Rudd", "late, Eddie").replace("river?", "river, Eddie?").replace("yard.", "yard, Mum."),
    ],
)
def test_who_is_called_by_a_given_name_tells_it(text: str, nlp: Language) -> None:
    assert authors(text, nlp) == ["Eddie"]


@pytest.mark.parametrize(
    "text",
    [
        TOLD.replace("In my own yard.", "In my own yard, Mum."),  # two are called, one by what she is
        TOLD.replace("Mr. Rudd", "Mum"),
        TOLD.replace("In the river?", "In the river? They say Mr. Rudd swims."),  # as much spoken of as called
        TOLD.replace("She laughed", "Mr. Rudd laughed"),  # named by who tells it
        TOLD.replace("In the river?", "In the river, Mrs. Rey?"),  # two are called
        TOLD.replace("I said, and I sat down. She laughed at me", "he said, and he sat down. She laughed"),
        TOLD.replace("You are late, Mr. Rudd,", "They said, ‘You are late, Mr. Rudd,’"),  # what others said
        TOLD.replace("Mr. Rudd", "sir"),
        "I saw the “Tom Rey” at her mooring, and I rowed out to her in my own boat.",
    ],
)
def test_nobody_else_tells_it(text: str, nlp: Language) -> None:
    assert authors(text, nlp) == []


def test_the_narrator_speaks_under_their_name() -> None:
    """With a cue and without, in a story."""
    quotes = QuoteExtractor(Settings(profile="fiction")).extract(TOLD).quotes
    assert [quote.speaker and quote.speaker.name for quote in quotes] == [
        "Ana Lund",
        "Mr. Rudd",
        "Ana Lund",
        "Mr. Rudd",
    ]
    assert len({quote.speaker.id for quote in quotes if quote.speaker}) == 2
