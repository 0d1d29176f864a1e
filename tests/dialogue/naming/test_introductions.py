"""Introductions: whose name a turn gives as its own."""

from __future__ import annotations

import pytest
from marked import document_of
from spacy.language import Language

from quoteattr.dialogue.decoder import read_story
from quoteattr.dialogue.naming.introductions import given_names, introductions
from quoteattr.entities.registry import find_entities

GIVEN = [
    ("“I am Josiah Pell.”", {"Josiah Pell": "own"}),
    ("“Call me Josiah Pell, sir.”", {"Josiah Pell": "own"}),
    ("“Who are you?”\n\n“Josiah Pell, sir.”", {"Josiah Pell": "asked"}),
    ("“So early?”\n\n“Josiah Pell, sir. I am the porter.”", {"Josiah Pell": "new"}),
    ("Josiah Pell came.\n\n“So early?”\n\n“Josiah Pell is late.”", {"Josiah Pell": "known"}),
    ("“So early?”\n\n“We wait for Josiah Pell.”", {}),
]


@pytest.mark.parametrize(("text", "expected"), GIVEN)
def test_a_turn_gives_a_name_as_its_speaker_s_own(text: str, expected: dict[str, str], nlp: Language) -> None:
    doc = document_of(text, nlp)
    read = read_story(doc, find_entities(doc))
    names = read.characters.entities
    assert {names[entity].name: how for entity, how in given_names(read)[-1].items()} == expected
    introduced = {names[entity].name for entity in introductions(read)}
    assert introduced == {name for name, how in expected.items() if how in ("own", "asked")}
