"""Crowds, letters and voices speak: what they say is never given to the only person with a name."""

from __future__ import annotations

from typing import get_args

import pytest
from spacy.language import Language

from quoteattr import QuoteExtractor, Settings
from quoteattr.records import Profile

Said = tuple[str, str | None, str | None, str | None]  # words, cue, source, speaker

BY_OTHERS: list[tuple[str, list[Said]]] = [
    # a crowd, people, animals: "they", of whom the narration has told
    (
        "Otto stepped onto the balcony and faced the mob.\n\n“Give us bread!” they roared.\n\n“Go home,” said Otto.",
        [("“Give us bread!”", "roared", "they", "the mob"), ("“Go home,”", "said", "Otto", "Otto")],
    ),
    (
        "Ruth opened the door to the children. “We are hungry,” they said.\n\n“Sit down,” said Ruth.",
        [("“We are hungry,”", "said", "they", "the children"), ("“Sit down,”", "said", "Ruth", "Ruth")],
    ),
    (
        "Pia fed the geese.\n\n“More, more!” they cried.\n\n“There is no more,” said Pia.",
        [("“More, more!”", "cried", "they", "the geese"), ("“There is no more,”", "said", "Pia", "Pia")],
    ),
    (
        "The guests turned to Irma.\n\n“Sing!” they begged. “Sing for us!”\n\n“Not tonight,” Irma said.",
        [("“Sing!” “Sing for us!”", "begged", "they", "the guests"), ("“Not tonight,”", "said", "Irma", "Irma")],
    ),
    # though somebody described leads over to it
    (
        "The captain spoke to the sailors on the deck. “Aye,” they told him.\n\n“Good,” said Hanna.",
        [("“Aye,”", "told", "they", "the sailors"), ("“Good,”", "said", "Hanna", "Hanna")],
    ),
    # what is read or heard: "it"
    (
        "Marta opened the telegram. “Father worse,” it read. “Return at once.”\n\nShe sat down.",
        [("“Father worse,” “Return at once.”", "read", "it", "the telegram")],
    ),
    (
        "Emil found the note on the table. It said, “Gone to market. Back by six.”\n\nEmil ate alone.",
        [("“Gone to market. Back by six.”", "said", "It", "the note")],
    ),
    (
        "Ivo stopped at the gate. A voice came from the dark.\n\n“Put it down,” it said.\n\nIvo put it down.",
        [("“Put it down,”", "said", "it", "a voice")],
    ),
    # some of many, all
    (
        "Lena passed the gate.\n\n“Fine weather,” two of the men called.\n\n“Very fine,” Lena answered.",
        [
            ("“Fine weather,”", "called", "two of the men", "two of the men"),
            ("“Very fine,”", "answered", "Lena", "Lena"),
        ],
    ),
    (
        "Anton raised his glass.\n\n“To the bride!” everyone shouted.\n\n“To the bride,” said Anton.",
        [("“To the bride!”", "shouted", "everyone", "everyone"), ("“To the bride,”", "said", "Anton", "Anton")],
    ),
    # two together
    (
        "Tom and Ada stood at the counter.\n\n“Two tickets,” they said together.\n\n“Sold out,” said the clerk.",
        [("“Two tickets,”", "said", "they", "Tom and Ada"), ("“Sold out,”", "said", "the clerk", "the clerk")],
    ),
    (
        "Nils and Berta looked up. “Not us,” both said at once. The clock struck.",
        [("“Not us,”", "said", "both", "Nils and Berta")],
    ),
]


@pytest.mark.parametrize("profile", [profile for profile in get_args(Profile) if profile != "auto"])
@pytest.mark.parametrize(("text", "expected"), BY_OTHERS)
def test_who_has_no_name_speaks(text: str, expected: list[Said], profile: Profile, nlp: Language) -> None:
    assert said(text, profile, nlp) == expected


ALONE: list[tuple[str, list[str | None]]] = [
    ("Jonas lay awake. Something scratched at the door.\n\n“Who's there?”\n\n“It's me.”", ["Jonas", None]),
    ("Elsa was alone in the hut.\n\n“Is anybody there?” she asked.\n\n“Let me in.”", ["Elsa", None]),
    (
        "Ben rang the bell.\n\n“Anybody home?” he called.\n\n“Go away!”\n\n“I only want a word,” said Ben.",
        ["Ben", None, "Ben"],
    ),
    # what goes on in the next paragraph, or follows narration, is no answer
    ("Ben wrote on.\n\n“It rained.\n\n“It rained all day,” said Ben.", ["Ben", "Ben"]),
    ("“It is late,” said Ben.\n\nThe clock struck twelve.\n\n“Very late.”", ["Ben", "Ben"]),
]


@pytest.mark.parametrize(("text", "expected"), ALONE)
def test_nobody_answers_himself(text: str, expected: list[str | None], nlp: Language) -> None:
    assert [speaker for *_, speaker in said(text, "fiction", nlp)] == expected


def said(text: str, profile: Profile, nlp: Language) -> list[Said]:
    quotes = QuoteExtractor(Settings(profile=profile), nlp=nlp).extract(text).quotes
    return [
        (
            quote.text,
            quote.cue.text if quote.cue else None,
            quote.source.text if quote.source else None,
            quote.speaker.name if quote.speaker else None,
        )
        for quote in quotes
    ]
