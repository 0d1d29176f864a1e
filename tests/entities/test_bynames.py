"""Bynames: the other names that a text says somebody goes by, and what only looks like them."""

from __future__ import annotations

import pytest
from marked import document_of
from spacy.language import Language

from quoteattr import extract_quotes
from quoteattr.entities.registry import find_entities

TOLD = [
    ("Ray “Shorty” Moss sleeps here. Shorty woke.", "Ray “Shorty” Moss", "Shorty"),
    ("Dolores ‘Dot’ Farrow runs the ferry. Dot waved.", "Dolores ‘Dot’ Farrow", "Dot"),
    ("Margaret (Peg) Dunn keeps the inn. Peg waved.", "Margaret (Peg) Dunn", "Peg"),
    ("Theodora Marsh, better known as Teddy, waved. Teddy left.", "Theodora Marsh", "Teddy"),
    ("Theodora Marsh, who goes by Teddy, waved. Teddy left.", "Theodora Marsh", "Teddy"),
    ("Theodora Marsh, whose stage name is Karo, waved. Karo left.", "Theodora Marsh", "Karo"),
    ("Theodora Marsh (aka Karo) waved. Karo left.", "Theodora Marsh", "Karo"),
    ("Theodora Marsh, nicknamed “the Duke,” waved. The Duke left.", "Theodora Marsh", "the Duke"),
    ("Teddy, as Theodora Marsh is known, waved. Teddy left.", "Theodora Marsh", "Teddy"),
    ("Friends call Theodora Marsh “Teddy.” Teddy left.", "Theodora Marsh", "Teddy"),
]
UNTOLD = [
    ("“Theodora,” called Mrs. Quill, “come.” Mrs. Quill waved.", "Theodora", "Mrs. Quill"),
    ("The Avenue, so called by the Sarn people, was wide. The Sarn people left.", "the Avenue", "the Sarn people"),
    ("Theodora, as Mrs. Quill called her, waved. Mrs. Quill left.", "Theodora", "Mrs. Quill"),
    ("Theodora Marsh, who called Teddy Quill, waved. Quill left.", "Theodora Marsh", "Teddy Quill"),
    ("Theodora Marsh, known for her tarts, met Karo. Karo left.", "Theodora Marsh", "Karo"),
    ("Jane (Troy) Marsh and Pat “Troy” Quill waved. Troy left.", "Jane (Troy) Marsh", "Troy"),
]


@pytest.mark.parametrize(("text", "name", "byname"), TOLD)
def test_a_byname_is_another_name_of_who_is_said_to_go_by_it(text: str, name: str, byname: str, nlp: Language) -> None:
    aliases = {entity.name: entity.aliases for entity in find_entities(document_of(text, nlp)).entities}
    assert byname in aliases.get(name, ()), aliases


@pytest.mark.parametrize(("text", "name", "other"), UNTOLD)
def test_what_stands_near_a_name_need_not_be_a_byname(text: str, name: str, other: str, nlp: Language) -> None:
    aliases = {entity.name: entity.aliases for entity in find_entities(document_of(text, nlp)).entities}
    assert other not in aliases.get(name, ()), aliases


def test_who_is_quoted_by_a_byname_has_the_full_name() -> None:
    first, second = extract_quotes("Walter “Buzz” Kemp flew it. “It stalled,” Buzz said. Kemp said it fell.")
    assert {quote.speaker.name for quote in (first, second) if quote.speaker} == {"Walter “Buzz” Kemp"}
