"""Known people and casts, as a user gives them: whom sources and turns are found to be."""

from __future__ import annotations

from typing import Literal

import pytest
from spacy.language import Language

from quoteattr import Extraction, Person, QuoteattrError, QuoteExtractor, Settings

NEWS = """SARN, May 3. The harbour minister said on Monday that six cranes would be mended. The Mayor of Sarn
said that one was new.

“We have counted them,” Brandvold told reporters. She said that the port would close. The governor said that it
rained. Bo Ek warned that it would rain."""
PEOPLE = (
    Person(name="Ilse Brandvold", gender="female", roles=("harbour minister",), ref="Q1"),
    Person(name="Ana Lund", roles=("mayor of Sarn",), ref="Q2"),
    Person(name="Piet Okon", roles=("governor of Estmoor",), ref="Q3"),
)
STORY = """Bob Grundy came in out of the rain. The old ferryman shook his coat.

“You are late,” said Lise.

“The boat would not start,” the ferryman said.

“It never does,” she answered. “Ask Captain Marlowe.”

“Marlowe!” cried Bob. “He would sink it.”

“Hush,” whispered Pip. “He hears you.”"""
CAST = (
    Person(name="Robert Grundy", aliases=("Bob", "the ferryman"), gender="male", ref="voice 1"),
    Person(name="Elisabeth", aliases=("Lise",), gender="female", ref="voice 2"),
)


def who(extraction: Extraction) -> list[str | None]:
    """The ref of each quotation's speaker, or its name if it has none."""
    speakers = (quote.speaker for quote in extraction.quotes)
    return [None if speaker is None else speaker.ref or speaker.name for speaker in speakers]


def test_news_knows_people_by_name_surname_and_role(extractor: QuoteExtractor) -> None:
    found = extractor.extract(NEWS, people=PEOPLE)
    assert who(found) == ["Q1", "Q2", "Q1", "Q1", "the governor", "Bo Ek"]
    assert found.settings is not None
    assert found.settings.people == PEOPLE
    brandvold = found.quotes[0].speaker
    assert brandvold is not None
    assert (brandvold.name, brandvold.roles, brandvold.gender) == ("Ilse Brandvold", ("harbour minister",), "female")


def test_a_closed_list_names_nobody_else(nlp: Language) -> None:
    closed = QuoteExtractor(Settings(people=PEOPLE, closed=True), nlp)
    assert who(closed.extract(NEWS)) == ["Q1", "Q2", "Q1", "Q1", "the governor", None]


def test_a_cast_names_the_voices_of_a_story(nlp: Language) -> None:
    one, two = "voice 1", "voice 2"
    fiction = QuoteExtractor(Settings(profile="fiction", people=CAST), nlp)
    assert who(fiction.extract(STORY)) == [two, one, two, one, "Pip"]
    closed = QuoteExtractor(Settings(profile="fiction", people=CAST, closed=True), nlp)
    assert who(closed.extract(STORY)) == [two, one, two, one, None]


def test_a_narrator_is_known_by_the_role(nlp: Language) -> None:
    told = "I was tired.\n\n“Come in,” said Ana.\n\n“I will,” I said. I took off my hat.\n\nI sat down. I was glad."
    fiction = QuoteExtractor(Settings(profile="fiction", people=(Person(name="Dr. Hale", roles=("narrator",)),)), nlp)
    assert who(fiction.extract(told)) == ["Ana", "Dr. Hale"]


def test_people_of_one_call_are_of_that_call_alone(extractor: QuoteExtractor) -> None:
    before = extractor.extract(NEWS).model_dump_json()
    (piped,) = extractor.pipe([NEWS], people=PEOPLE)
    assert who(piped) == who(extractor.extract(NEWS, people=PEOPLE))
    assert extractor.extract(NEWS).model_dump_json() == before


def test_what_is_no_person_is_refused(extractor: QuoteExtractor) -> None:
    with pytest.raises(QuoteattrError, match=r"'Ana Lund'; give each as Person\(name=...\)"):
        extractor.extract(NEWS, people=["Ana Lund"])  # type: ignore[list-item]


def test_processes_know_them_too(extractor: QuoteExtractor) -> None:
    (one, two) = extractor.pipe([NEWS, NEWS], people=PEOPLE, batch_size=1, n_process=2)
    assert who(one) == who(two) == who(extractor.extract(NEWS, people=PEOPLE))


def test_the_same_person_twice_is_one(extractor: QuoteExtractor) -> None:
    assert who(extractor.extract(NEWS, people=PEOPLE * 2)) == who(extractor.extract(NEWS, people=PEOPLE))


@pytest.mark.parametrize("profile", ["news", "fiction"])
def test_names_that_say_nothing_harm_nothing(nlp: Language, profile: Literal["news", "fiction"]) -> None:
    odd = ("", " ", "'s", "the", "the ", "…", "Mr.", "-", "of", "\U0001d11e", "\ufeff", "Bob" * 99, "A B " * 99)
    people = (Person(name="Bob", aliases=odd, roles=odd), Person(name="1", gender="male"))
    for closed in (False, True):
        for text in (NEWS, STORY, "", "Bob", "the"):
            QuoteExtractor(Settings(profile=profile, people=people, closed=closed), nlp).extract(text)
