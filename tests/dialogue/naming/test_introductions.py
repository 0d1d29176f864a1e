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
    ("“You must leave my Josiah Pell alone!”", {}),
    ("“That is my name. You are Josiah Pell.”", {}),
    ("“I waited. Nobody gave me Josiah Pell.”", {}),
    ("“Who are you?”\n\n“Josiah Pell, sir.”", {"Josiah Pell": "told"}),
    ("“What is your name?”\n\n“Josiah Pell, sir.”", {"Josiah Pell": "told"}),
    ("“I am tired. And you, sir?”\n\n“Josiah Pell.”", {"Josiah Pell": "told"}),
    ("“So early?”\n\n“Pell, sir. Josiah Pell.”", {"Josiah Pell": "twice"}),
    ("“Pell is late.”\n\n“Pell,” said the porter. “Josiah Pell.”", {"Josiah Pell": "twice"}),
    ("“Pell is late.”\n\n“Pell? Josiah Pell?” said the porter.", {"Josiah Pell": "known"}),
    ("“It is early.”\n\n“Josiah Pell,” he said. “I am the porter.”", {"Josiah Pell": "whole"}),
    ("“It is early.”\n\n“Josiah Pell. I am the porter.”", {"Josiah Pell": "whole"}),
    ("“So early?”\n\n“Josiah Pell. He is the porter.”", {"Josiah Pell": "new"}),
    ("“So early?”\n\n“Josiah Pell!” he said.", {"Josiah Pell": "new"}),
    ("“So early?”\n\n“Mr. Pell,” he said.", {"Mr. Pell": "new"}),
    ("“So early?”\n\n“Josiah Pell.”", {"Josiah Pell": "new"}),
    ("“Do you know his name?”\n\n“Josiah Pell, I think.”", {"Josiah Pell": "asked"}),
    ("“Who is it that you are looking for?”\n\n“Josiah Pell, sir.”", {"Josiah Pell": "asked"}),
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
    assert introduced == {name for name, how in expected.items() if how not in ("new", "known")}


def test_who_gives_their_name_is_marked_unless_another_name_is_the_cue(nlp: Language) -> None:
    doc = document_of("“Who are you?”\n\n“Josiah Pell.”\n\n“Who are you?”\n\n“Josiah Pell,” said Clara.", nlp)
    read = read_story(doc, find_entities(doc))
    given = [read.characters.entities[turn.gives].name if turn.gives >= 0 else None for turn in read.turns]
    assert given == [None, "Josiah Pell", None, None]
