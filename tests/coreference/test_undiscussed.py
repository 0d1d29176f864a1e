"""Crowds and things that the text has only shown: what "they" and "it" that speak stand for."""

from __future__ import annotations

import pytest
from marked import resolution_of
from spacy.language import Language

from quoteattr.entities.types import Unnamed

SHOWN: list[tuple[str, str | None]] = [
    ("Otto faced the mob. [They] said that {it was late}.", "mob"),
    ("Otto fed the geese in the fields. [They] said that {it was late}.", "geese"),
    ("Otto stood among the crates with the porters. [They] said that {it was late}.", "porters"),
    ("Otto found a note on the table. [It] said that {it was late}.", "note"),
    ("Otto sat on the sofa with the letter. [It] said that {it was late}.", "letter"),
    ("Otto held up a mirror. [It] said that {it was late}.", "mirror"),
    # the nearest sentence, and none too far away
    ("Otto read the letter. Otto turned on the radio. [It] said that {it was late}.", "radio"),
    ("Otto read a sign. Otto slept. Otto slept. Otto slept. [It] said that {it was late}.", None),
    # nobody alone is they, no person it
    ("Otto met a porter. [They] said that {it was late}.", None),
    ("Otto met a porter. [It] said that {it was late}.", None),
    # what is quoted is not shown
    ("Otto cried, “Look at the crowd!” [They] said that {it was late}.", None),
]


@pytest.mark.parametrize(("text", "expected"), SHOWN)
def test_who_speaks_without_having_been_a_referent(text: str, expected: str | None, nlp: Language) -> None:
    doc, _, resolution = resolution_of(text, nlp)
    (referents,) = resolution.referents
    words = [doc.parse.word[each.token] for each in referents if isinstance(each, Unnamed)]
    assert words == ([expected] if expected else [])


def test_both_is_who_was_named_together(nlp: Language) -> None:
    text = "It rained on both sides of the road. Nils and Berta came. [Both] said that {it was late}."
    _, _, resolution = resolution_of(text, nlp)
    (referents,) = resolution.referents
    names = [resolution.registry.entities[each].name for each in referents if isinstance(each, int)]
    assert names == ["Nils", "Berta"]
