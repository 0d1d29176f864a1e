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


def narrator(nlp: Language, text: str, **naming: float) -> str:
    """Return the name of who tells a story, found by these weights alone."""
    doc = document_of(TOLD + text, nlp)
    dialogue = attribute_dialogue(doc, find_entities(doc), Weights({**RULES.models, "naming": NOBODY | naming}))
    assert dialogue.narrator is not None
    return dialogue.entities[dialogue.narrator].name


@pytest.mark.parametrize(
    ("feature", "rest"),
    [
        ("narrator is named=0", "“You are early, Josiah,” said Clara Venn.\n\n“I am,” I said."),
        ("narrator is called,named=1,0", "“You are early, Josiah,” said Clara Venn.\n\n“I am,” I said."),
        ("narrator is called more,named=1,0", "“You are early, Josiah,” said Clara Venn.\n\n“I am,” I said."),
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
        ("narrator is named=0", "“You are early, Josiah,” said Clara Venn.\n\nJosiah nodded. “I am,” he said."),
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
