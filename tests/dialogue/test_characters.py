"""Characters: names and descriptions in a story, who is called, who tells it, and what the cast says of whom."""

from __future__ import annotations

import pytest
from marked import document_of
from spacy.language import Language

from quoteattr.dialogue.characters import find_characters
from quoteattr.dialogue.types import Characters
from quoteattr.document.parse import Parse
from quoteattr.entities.names import find_names
from quoteattr.entities.registry import find_entities
from quoteattr.language.language import load_language

PEOPLE = load_language().people


def characters(nlp: Language, text: str) -> tuple[Parse, Characters]:
    doc = document_of(text, nlp)
    return doc.parse, find_characters(doc.parse, find_entities(doc), doc.inside, PEOPLE)


NAMES = [
    ("Then Mrs. Pell met her old friend Tobias Quill at the gate.", ["mrs pell", "tobias quill"]),
    ("We saw the Hatter sitting with the Countess Orlov by the river.", ["the hatter", "countess orlov"]),
    ("He wrote a letter to George W. Pell about it.", ["george w pell"]),
    ("Then Nana-ji met Kenji-san and Jean-Paul at the gate.", ["nana", "kenji", "jean paul"]),
    ("Then Her Excellency met our Council and our Nell at the gate.", ["nell"]),
    ("CHAPTER ONE\n\nNobody came.", []),
    ("Then I went. And he stayed. But why?", []),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names_are_told_by_the_text_s_capitals(nlp: Language, text: str, expected: list[str]) -> None:
    doc = document_of(text, nlp)
    found = find_names(doc.parse, doc.inside, PEOPLE)
    assert [str(name.form) for name in found] == expected


CALLED = [
    ('"Come here, Tobias!" she said.', True),
    ('"My dear Tobias, you are late."', True),
    ('"Oh Tobias, wait."', True),
    ('"I saw Tobias there."', False),
    ('"Tobias came late."', False),
    ('"Tobias, and Clara too, came very late to the party."', False),
    ("Tobias, come here.", False),
]


@pytest.mark.parametrize(("text", "expected"), CALLED)
def test_who_is_called_stands_apart_in_speech(nlp: Language, text: str, expected: bool) -> None:
    _, found = characters(nlp, text)
    assert next(r.called for r in found.references if r.kind == "name") is expected


TITLES = [
    ("Munshi Ghulab Das wiped his pen. “Late,” said the munshi.", "Ghulab Das"),
    ("“Late,” said the overseer. Overseer Crane spat.", "Crane"),
    ("Overseer Crane and Overseer Pike came. “Late,” said the overseer.", "the overseer"),
    ("Bill Crane came. “Late,” said the bill.", "the bill"),
    ("Nurse Crane came. “Late,” said the porter.", "the porter"),
]


@pytest.mark.parametrize(("text", "name"), TITLES)
def test_a_title_that_only_this_text_has_is_its_bearer_s(nlp: Language, text: str, name: str) -> None:
    parse, found = characters(nlp, text)
    speaker = next(r for r in found.references if r.kind == "nominal" and parse.lower[r.first - 1] == "said")
    assert found.entities[speaker.entity].name == name


def test_the_described_are_told_apart_by_what_sets_them_off(nlp: Language) -> None:
    text = (
        "The man with the grey beard sat down. The tall man stood. The burly porter came in. The porter sat. "
        "The second porter left. The man with the beard rose."
    )
    _, found = characters(nlp, text)
    names = [found.entities[r.entity].name for r in found.references if r.kind == "nominal"]
    bearded, tall, porter, second = "the man with the grey beard", "the tall man", "the porter", "the second porter"
    assert names == [bearded, tall, porter, porter, second, bearded]


THE_MAN = [
    ("The man with the grey beard sat down. Clara sang. The man rose.", "the man with the grey beard"),
    ("The man with the grey beard sat down. The tall man stood. The man rose.", "the man"),
    ("Clara saw the man with the grey beard. The man rose.", "the man"),
    ("The man with the grey beard sat down. A man rose.", "the man"),
    ("The man with the grey beard sat down." + "\n\nClara sang." * 60 + "\n\nThe man rose.", "the man"),
]


@pytest.mark.parametrize(("text", "name"), THE_MAN)
def test_the_man_is_whoever_alone_has_acted_as_such_a_man_lately(nlp: Language, text: str, name: str) -> None:
    _, found = characters(nlp, text)
    last = [r for r in found.references if r.kind == "nominal"][-1]
    assert found.entities[last.entity].name == name


def test_a_style_alone_is_the_one_who_bears_it(nlp: Language) -> None:
    _, found = characters(nlp, "Mademoiselle Voss rose. Clara Venn smiled. Then Mademoiselle sang.")
    references = [r for r in found.references if r.kind == "nominal"]
    assert [found.entities[r.entity].name for r in references] == ["Mademoiselle Voss"]


def test_a_noun_without_article_is_a_name(nlp: Language) -> None:
    _, found = characters(nlp, "Then nanny opened the window. Clara slept, and nanny sang.")
    assert [found.entities[r.entity].name for r in found.references if r.kind == "name"] == ["nanny", "Clara", "nanny"]


def test_a_noun_said_of_a_named_person_is_remembered(nlp: Language) -> None:
    text = "Amos Bell, the gardener, dug all day. Clara Venn watched him from the house."
    _, found = characters(nlp, text)
    assert [found.entities[e].name for e in found.known_as["gardener"]] == ["Amos Bell"]


def test_third_person_stories_have_no_narrator(nlp: Language) -> None:
    assert characters(nlp, 'Clara sang. "I am glad," she said. "I am, I am."')[1].narrator is None


def test_an_unnamed_narrator_is_an_entity_of_its_own(nlp: Language) -> None:
    _, found = characters(nlp, "I rose and I dressed. I was late, and I ran.")
    assert found.narrator is not None
    assert found.form[found.narrator] == "narrator"
    assert not found.entities[found.narrator].named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Clara ran. Then Nurse sat down. “It is late,” said Nurse.", True),
        ("Clara ran. Then nurse sat down. “It is late,” said nurse.", False),
    ],
)
def test_an_occupation_with_a_capital_and_no_article_is_a_name(nlp: Language, text: str, named: bool) -> None:
    _, found = characters(nlp, text)
    (nurse,) = (entity for entity in found.entities if entity.name.lower() == "nurse")
    assert nurse.named is named


@pytest.mark.parametrize(
    ("narration", "description"),
    [
        ("Dan Moss's girl laughed and said so.", "Dan Moss's girl"),
        ("The old baker's girl laughed and said so.", "the old baker's girl"),
        ("Then his mother's friend laughed and said so.", "his mother's friend"),
    ],
)
def test_a_description_begins_with_whose_they_are(nlp: Language, narration: str, description: str) -> None:
    _, found = characters(nlp, narration)
    assert description in [entity.name for entity in found.entities]
