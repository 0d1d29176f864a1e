"""Who tells a story: by weights set here one feature at a time, then by those of the package."""

from __future__ import annotations

from importlib.resources import files

import pytest
from marked import document_of
from spacy.language import Language

from quoteattr import QuoteExtractor, Settings
from quoteattr.dialogue.decoder import CHAIN, attribute_dialogue
from quoteattr.entities.registry import find_entities
from quoteattr.loglinear.weights import Weights, load_weights

RULES = load_weights(files("quoteattr") / "data" / "en" / "dialogue_rules.tsv", CHAIN)
NOBODY = {"narrator nobody": 5.0}
TOLD = "I came down to the quay at six, and I was cold. Clara Venn stood there. I waved to her.\n\n"
ASKED = "".join(f"“Is it {far}, Josiah?” asked Clara Venn.\n\n“It is,” I said.\n\n" for far in ("far", "late", "dry"))


def narrator(nlp: Language, text: str, **naming: float) -> str:
    """Return the name of who tells a story, found by these weights alone."""
    return find_narrator(nlp, text, Weights({**RULES.models, "naming": NOBODY | naming}))


def find_narrator(nlp: Language, text: str, weights: Weights) -> str:
    """Return the name of who tells a story."""
    doc = document_of(TOLD + text, nlp)
    dialogue = attribute_dialogue(doc, find_entities(doc), weights)
    assert dialogue.narrator is not None
    return dialogue.entities[dialogue.narrator].name


@pytest.mark.parametrize(
    ("feature", "rest"),
    [
        ("narrator is named=never", "“You are early, Josiah,” said Clara Venn.\n\n“I am,” I said."),
        ("narrator is called,named=1,never", "“You are early, Josiah,” said Clara Venn.\n\n“I am,” I said."),
        ("narrator is called more,named=1,never", "“You are early, Josiah,” said Clara Venn.\n\n“I am,” I said."),
        ("narrator answers=1", "“You are early, Josiah,” said Clara Venn.\n\n“I am,” I said."),
        ("narrator is told=True", "“You are early, Josiah,” said Clara Venn to me.\n\nI nodded."),
        ("narrator gives name=I", "“Who is there?” asked Clara Venn.\n\n“Josiah Pell,” I said."),
        ("narrator goes by=several", "“Who is there?” asked Clara Venn.\n\n“Josiah Pell,” I said."),
    ],
)
def test_the_narrator_has_the_name_that_others_use(nlp: Language, feature: str, rest: str) -> None:
    assert narrator(nlp, rest) == "narrator"
    assert narrator(nlp, rest, **{feature: 9.0}).startswith("Josiah")


@pytest.mark.parametrize(
    ("feature", "rest"),
    [
        ("narrator answers=1", "“You are early, Josiah,” I said.\n\n“I am,” said the boy."),
        ("narrator gives name=I", "“My name is Josiah Pell,” said the boy.\n\n“I know,” I said."),
        ("narrator is told=True", "“You are early, Josiah,” said Clara Venn to the boy.\n\n“I am,” he said."),
        ("narrator is named=never", "“You are early, Josiah,” said Clara Venn.\n\nJosiah nodded. “I am,” he said."),
    ],
)
def test_whom_the_narrator_calls_or_names_is_somebody_else(nlp: Language, feature: str, rest: str) -> None:
    assert narrator(nlp, rest, **{feature: 9.0}) == "narrator"


def test_a_narrator_has_the_name_given_as_their_own(nlp: Language) -> None:
    assert narrator(nlp, "“My name is Josiah Pell,” I said.\n\n“I know,” said Clara Venn.") == "Josiah Pell"


def test_a_narrator_s_turns_have_the_name_that_others_call(nlp: Language) -> None:
    calls = ("is it far", "is it late", "are we lost")
    text = TOLD + "\n\n".join(f"“Josiah, {call}?” asked Clara Venn.\n\n“No,” I said. I went on." for call in calls)
    quotes = QuoteExtractor(Settings(profile="fiction"), nlp).extract(text).quotes
    assert [quote.speaker and quote.speaker.name for quote in quotes] == ["Clara Venn", "Josiah"] * 3


def test_a_narrator_may_be_named_in_the_narration_now_and_then(nlp: Language) -> None:
    """As where a long story has a letter signed, and others, called once, that it never names."""
    others = ("Nora", "Ruth", "Edwin", "Agnes", "Martha", "Harold", "Walter", "Doris", "Clement")
    called = "\n\n".join(f"“Good morning, {name},” said Clara Venn.\n\nI went on." for name in others)
    assert narrator(nlp, f"{called}\n\n{ASKED * 4}I signed the book: Josiah.") == "Josiah"


def test_whom_the_narrator_calls_too_and_never_answers_for_is_somebody_else(nlp: Language) -> None:
    asked = "“Is it far, Josiah?” asked Clara Venn.\n\n“It is,” said the boy.\n\n" * 4
    called = "“Come on, Josiah,” I said.\n\n“I am coming,” said the boy.\n\n"
    assert narrator(nlp, asked + "They went down the long road to the mill.\n\n" * 6 + called) == "narrator"


def test_of_two_who_are_called_as_often_neither_plainly_tells_the_story(nlp: Language) -> None:
    assert narrator(nlp, ASKED * 2) == "Josiah"
    assert narrator(nlp, ASKED * 2 + (ASKED * 2).replace("Josiah", "Edwin")) == "narrator"


def test_whoever_wrote_the_book_is_not_who_tells_it(nlp: Language) -> None:
    text = f"The Long Quay\n\nby Edmund Crane\n\n{TOLD}{ASKED}I told her that we were lost."
    quotes = QuoteExtractor(Settings(profile="fiction"), nlp).extract(text).quotes
    assert {quote.speaker and quote.speaker.name for quote in quotes} == {"Clara Venn", "Josiah"}
    assert "indirect" in {quote.kind for quote in quotes}


def test_a_letter_in_a_story_stays_its_writer_s(nlp: Language) -> None:
    letter = "Dear Josiah,\n\nI told the captain that it rained.\n\nYours,\nEdmund Crane\n\n"
    quotes = QuoteExtractor(Settings(profile="fiction"), nlp).extract(f"{TOLD}{ASKED}{letter}{ASKED}").quotes
    (told,) = [quote for quote in quotes if quote.kind == "indirect"]
    assert told.speaker is not None
    assert told.speaker.name == "Edmund Crane"
