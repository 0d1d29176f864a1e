"""Turns as people write them: several in a paragraph, beats between, a mark forgotten, a capital too many."""

from __future__ import annotations

import pytest
from spacy.language import Language

from quoteattr import QuoteExtractor, Settings

Told = list[tuple[str | None, str]]
FICTION: list[tuple[str, Told]] = [
    # several tagged speakers in a paragraph, described ones among them
    (
        "The baker said, “It is cold.” And the carter said, “It was colder yesterday.” “Was it?” asked the baker.",
        [("the baker", "“It is cold.”"), ("the carter", "“It was colder yesterday.”"), ("the baker", "“Was it?”")],
    ),
    # who goes on speaking needs no new mark
    (
        "“I am tired,” said Nora. “So am I,” said Edith. “Shall we sit?” “By all means,” said Nora.",
        [("Nora", "“I am tired,”"), ("Edith", "“So am I,” “Shall we sit?”"), ("Nora", "“By all means,”")],
    ),
    # what another does right before a quotation begins another's turn; what the speaker does does not
    (
        "“I counted nine,” Olive said. Hugh looked at his boots. “I counted ten.”",
        [("Olive", "“I counted nine,”"), ("Hugh", "“I counted ten.”")],
    ),
    (
        "“I counted nine,” Olive said. She looked at Hugh. “I counted ten.”",
        [("Olive", "“I counted nine,” “I counted ten.”")],
    ),
    # between dashes the sentence is broken off, and taken up again by the same speaker
    (
        "“The boat”—Nora pointed at the pier—“has gone.”\n\nHugh looked away.",
        [("Nora", "“The boat” “has gone.”")],
    ),
    # what breaks it off is no cue, whatever its verb
    ("“The boat” — Nora looked at the pier — “has gone.”\n\nHugh left.", [("Nora", "“The boat” “has gone.”")]),
    # an office that the text says of nobody with a name is somebody else's
    (
        "Nora and Hugh stood at the table. Nora had lost, and Hugh too.\n\n“Zero!” called the croupier.",
        [("the croupier", "“Zero!”")],
    ),
    # a mark left open swallows neither the cue nor the reply
    (
        "“I have seen the ship, said Nora.\n\n“Where?” asked Hugh.",
        [("Nora", "“I have seen the ship,"), ("Hugh", "“Where?”")],
    ),
    (
        "“I have seen the ship. It came in at noon.\n\n“It has gone,” said Nora.",
        [("Nora", "“I have seen the ship. It came in at noon. “It has gone,”")],
    ),
    # a verb with a capital is no name
    (
        '"the well is dry". Said Hugh.\n\n"since when?" Asked Nora.',
        [("Hugh", '"the well is dry"'), ("Nora", '"since when?"')],
    ),
    ("Said Nora, “Is it time?” Answered Hugh, “It is.”", [("Nora", "“Is it time?”"), ("Hugh", "“It is.”")]),
]  # fmt: skip
ANY: list[tuple[str, Told]] = [
    # behind a full stop a verb that says nothing is a beat; who acts before the words may speak them
    ("Nora began talking to Hugh. “The lamp is out.” Hugh nodded.", [("Nora", "“The lamp is out.”")]),
    ("“It is late,”said Nora Vane. “We must go.”She smiled.", [("Nora Vane", "“It is late,” “We must go.”")]),
    # a name between marks is no more of what was said
    ("“I heard it,” said Hugh Vane, who is nicknamed “Red”.", [("Hugh Vane", "“I heard it,”")]),
    # nor is what stands on a thing
    ("“We will fight,” said Hugh Vane, in a cap that read “Save Our Ferry.”", [("Hugh Vane", "“We will fight,”")]),
]


def told(extractor: QuoteExtractor, text: str) -> Told:
    quotes = extractor.extract(text).quotes
    return [(quote.speaker.name if quote.speaker else None, quote.text) for quote in quotes]


@pytest.mark.parametrize(("text", "expected"), FICTION)
def test_turns_of_a_story(nlp: Language, text: str, expected: Told) -> None:
    assert told(QuoteExtractor(Settings(profile="fiction"), nlp=nlp), text) == expected


@pytest.mark.parametrize(("text", "expected"), ANY)
def test_turns_of_any_text(extractor: QuoteExtractor, text: str, expected: Told) -> None:
    assert told(extractor, text) == expected
