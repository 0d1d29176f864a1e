"""Whom descriptions mean, by weights set here: one feature at a time, and nobody where none speaks for anybody."""

from __future__ import annotations

from importlib.resources import files

import pytest
from marked import document_of
from spacy.language import Language

from quoteattr.dialogue.decoder import CHAIN, attribute_dialogue
from quoteattr.entities.registry import find_entities
from quoteattr.loglinear.weights import Weights, load_weights

RULES = load_weights(files("quoteattr") / "data" / "en" / "dialogue_rules.tsv", CHAIN)
NOBODY = {f"rank={rank}": -5.0 for rank in range(5)}
MET = "Clara Venn met Hugh Moss on the pier. A man in a grey coat stood there.\n\n"
CALLED = (
    "“It is late,” said the man in the grey coat.\n\n“Is it, Josiah Pell?” asked Hugh Moss.\n\n"
    "“Is what?” asked Clara Venn.\n\n“Late,” said the man in the grey coat."
)
GREETED = MET + "“Good evening,” said the man in the grey coat.\n\n“Good evening,” said Clara Venn.\n\n"


def speakers(nlp: Language, text: str, **naming: float) -> list[str | None]:
    """Return who speaks each turn, descriptions named by these weights alone."""
    doc = document_of(text, nlp)
    weights = Weights({**RULES.models, "naming": NOBODY | naming})
    dialogue = attribute_dialogue(doc, find_entities(doc), weights)
    return [None if speech.entity is None else dialogue.entities[speech.entity].name for speech in dialogue.speeches]


@pytest.mark.parametrize(
    ("feature", "rest"),
    [
        (
            "introduced=by itself",
            "“And who is there?” asked Clara Venn.\n\n“Josiah Pell,” said the man in the grey coat.",
        ),
        ("called before=4", "“Is it late, Josiah Pell?” asked Hugh Moss.\n\n“It is,” said the man in the grey coat."),
        ("called after=3", CALLED),
        ("name heard,article=during,a", CALLED),
        ("name begins as subject=True", "It rained.\n\nJosiah Pell sat down. “It is late,” said Josiah Pell."),
        ("name begins,article=after,a", "It rained.\n\nJosiah Pell sat down. “It is late,” said Josiah Pell."),
    ],
)
def test_who_is_described_first_has_the_name_that_the_text_gives_later(nlp: Language, feature: str, rest: str) -> None:
    told = GREETED + rest
    assert speakers(nlp, told)[0] == "the man in a grey coat"
    found = speakers(nlp, told, **{feature: 9.0})
    assert found[0] == found[-1] == "Josiah Pell"
    assert found[1] == "Clara Venn"


@pytest.mark.parametrize(
    "rest",
    [
        "“I saw Josiah Pell,” said the man in the grey coat.",
        "“Whose boat is it?” asked Clara Venn.\n\n“Josiah Pell has one,” said the man in the grey coat.",
        "“I am Josiah Pell,” said Hugh Moss.",
    ],
)
def test_who_is_only_spoken_of_or_is_another_does_not_introduce_himself(nlp: Language, rest: str) -> None:
    assert speakers(nlp, GREETED + rest, **{"introduced=by itself": 9.0})[0] == "the man in a grey coat"


def test_nobody_of_another_gender_is_meant(nlp: Language) -> None:
    told = MET + "“I am Aunt Rose,” said the man in the grey coat. Aunt Rose laughed.\n\n“No,” said Hugh Moss."
    assert speakers(nlp, told, **{"introduced=by itself": 9.0})[0] == "the man in a grey coat"


def test_among_several_as_likely_nobody_is_named(nlp: Language) -> None:
    names = "Hugh Moss, Tom Rey, Ned Pell and Abel Orr sat there. Hugh Moss, Tom Rey, Ned Pell and Abel Orr waited.\n\n"
    told = names + "“It is late,” said the man in the grey coat."
    even = {f"rank={rank}": 5.0 for rank in range(5)}
    assert speakers(nlp, told, **even) == ["the man in the grey coat"]
