"""Known people: what users say of them wins over what the text shows."""

from __future__ import annotations

import pytest
from marked import document_of
from spacy.language import Language

from quoteattr.entities.registry import find_entities
from quoteattr.entities.types import Registry
from quoteattr.settings import Person

ANN = Person(name="Ann Pell", aliases=("Nan",), gender="female", ref="v1")


def named(text: str, nlp: Language, *known: Person, closed: bool = False) -> dict[str, list[str]]:
    """The names in a text by the name of the entity they are found to be."""
    doc = document_of(text, nlp)
    registry = find_entities(doc, known, closed)
    found: dict[str, list[str]] = {}
    for mention in registry.mentions:
        entity = registry.entities[mention.entity]
        found.setdefault(entity.name, []).append(doc.parse.span(mention.first, mention.last - 1))
    return found


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        ("Nan smiled. Ann Pell came in.", (ANN,), {"Ann Pell": ["Nan", "Ann Pell"]}),
        # what the text alone would join
        (
            "Ann Pell came. Pell sat down. Pell smiled.",
            (ANN, Person(name="Pell", gender="male")),
            {"Ann Pell": ["Ann Pell"], "Pell": ["Pell", "Pell"]},
        ),
        # titles that fit, and one that does not
        ("Miss Ann Pell and Dr. Ann Pell left.", (ANN,), {"Ann Pell": ["Miss Ann Pell", "Dr. Ann Pell"]}),
        # what two go by is left to the text
        ("Tobias Pell sat. Pell smiled.", (ANN, Person(name="Bo Pell")), {"Tobias Pell": ["Tobias Pell", "Pell"]}),
        # a surname that is all that is known of one, and another's too: whoever's the text shows
        (
            "Mr. Tobias Pell sat. Mr. Pell smiled.",
            (Person(name="Mr. Pell", gender="male"), Person(name="Tobias Pell", gender="male")),
            {"Tobias Pell": ["Mr. Tobias Pell", "Mr. Pell"]},
        ),
        (
            "Mrs. Ada Pell sat. Mr. Pell smiled.",
            (Person(name="Mr. Pell", gender="male"), Person(name="Ada Pell", gender="female")),
            {"Ada Pell": ["Mrs. Ada Pell"], "Mr. Pell": ["Mr. Pell"]},
        ),
        # the surname alone, unless somebody else in the text may have it
        ("Pell smiled at us.", (ANN,), {"Ann Pell": ["Pell"]}),
        ("Mr. Pell smiled at us.", (ANN,), {"Mr. Pell": ["Mr. Pell"]}),
        # accents, hyphens and possessives
        ("Therese Ki-moon's hat fell.", (Person(name="Thérèse Ki Moon"),), {"Thérèse Ki Moon": ["Therese Ki-moon"]}),
    ],
)  # fmt: skip
def test_names_are_whose_users_say(
    nlp: Language, text: str, known: tuple[Person, ...], expected: dict[str, list[str]]
) -> None:
    assert named(text, nlp, *known) == expected


def test_a_name_that_only_users_know_is_found(nlp: Language) -> None:
    known = (Person(name="the White Hare", aliases=("Hare",)), Person(name="Five"))
    found = named("We saw the White Hare on the hill. It was cold, and Five was late.", nlp, *known)
    assert found == {"the White Hare": ["White Hare"], "Five": ["Five"]}


def test_a_first_name_is_enough_only_in_a_closed_cast(nlp: Language) -> None:
    text = "Ann smiled at us."
    assert named(text, nlp, ANN) == {"Ann": ["Ann"]}
    assert named(text, nlp, ANN, closed=True) == {"Ann Pell": ["Ann"]}


def test_known_people_are_as_users_call_them(nlp: Language) -> None:
    doc = document_of("Nan smiled. He saw Nan. He had seen Nan before.", nlp)
    (entity,) = find_entities(doc, (ANN,)).entities
    assert (entity.name, entity.gender, entity.kind, entity.aliases) == ("Ann Pell", "female", "person", ("Nan",))


def test_without_known_people_nothing_changes(nlp: Language) -> None:
    doc = document_of("Nan smiled. Ann Pell came in.", nlp)
    registry = find_entities(doc)
    assert isinstance(registry, Registry)
    assert not registry.known
    assert not registry.closed
