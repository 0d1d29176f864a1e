"""Whom the turns of a story are said to."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from marked import document_of
from spacy.language import Language

from quoteattr.dialogue.decoder import MODELS, attribute_dialogue
from quoteattr.entities.registry import find_entities
from quoteattr.loglinear.weights import load_weights

HAND_SET = Path(str(files("quoteattr") / "data" / "en" / "dialogue_rules.tsv"))
OPENING = "Clara Venn came in, and Hugh Dorrit stood up. Martha Poole sat at the window.\n\n"


def listeners(nlp: Language, text: str) -> list[str | None]:
    doc = document_of(OPENING + text, nlp)
    found = attribute_dialogue(doc, find_entities(doc), load_weights(HAND_SET, MODELS))
    heard = (speech.listener for speech in found.speeches)
    return [None if each is None else found.entities[each].name.split()[0] for each in heard]


STORIES = [
    # the other of two who talk
    (
        '"You are early," said Clara.\n\n"The train was empty," said Hugh.\n\n"Sit down," said Clara.',
        ["Hugh", "Clara", "Hugh"],
    ),
    # who is told, whoever speaks beside it
    (
        '"You are early," said Clara.\n\n"It was empty," said Hugh to Martha.\n\n"Sit," said Clara.',
        ["Hugh", "Martha", "Hugh"],
    ),
    # who is called, of two who talk
    ('"No," said Martha.\n\n"Will you sit, Martha?" said Clara.\n\n"No," said Hugh.', ["Clara", "Martha", "Clara"]),
    # of two others, neither
    ('"No," said Martha.\n\n"Will you sit?" said Clara.\n\n"No," said Hugh.', ["Clara", None, "Clara"]),
    # nobody else speaks
    ('"You are early," said Clara.', [None]),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), STORIES)
def test_listeners(nlp: Language, text: str, expected: list[str | None]) -> None:
    assert listeners(nlp, text) == expected
