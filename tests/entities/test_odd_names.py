"""Months, days and adjectives as names, and as what they mostly are."""

from __future__ import annotations

import pytest
from marked import document_of
from spacy.language import Language

from quoteattr.entities.registry import find_entities


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It rained, said Steve Little, a nurse. Little said he was tired.", {"Steve Little"}),
        ("It rained, said April Young, who runs it. Young left.", {"April Young"}),
        ("It rained, said Jennifer English, a nurse.", {"Jennifer English"}),
        ("June Hale said it rained.", {"June Hale"}),
        ("Jan Vos said it rained. Vos left.", {"Jan Vos"}),
        ("Sunday Okoro said it rained.", {"Sunday Okoro"}),
        ("It rained, said Old Vic. Vic left.", {"Old Vic"}),
        ("Old Vic left.", {"Vic"}),
        ("Beatrix Tolva, in an essay, said it rained. Tolva left.", {"Beatrix Tolva"}),
        ("The Scottish Government said it rained.", {"the Scottish Government"}),
        ("God said that it was good. “Go,” God said.", {"God"}),
        ("In June Hale said it rained.", {"Hale"}),
        ("Last Sunday Hale said it rained. Hale left.", {"Hale"}),
        ("Hale said Tuesday that it rained. On Monday Hale left.", {"Hale"}),
        ("“A mule,” said French Louis. “My mule,” French Louis said.", {"French Louis"}),
        ("“A mule,” said French Louis. He left.", {"Louis"}),
        ("“It did,” the French President said. “It rained,” the French President said.", set()),
        ("The young English nurse said it rained in May.", set()),
    ],
)
def test_a_word_that_mostly_is_no_name_may_be_one(text: str, names: set[str], nlp: Language) -> None:
    assert {entity.name for entity in find_entities(document_of(text, nlp)).entities} == names


@pytest.mark.parametrize("text", ["Coyle (1979) assumes that it rained.", "Coyle (1979a) assumes that it rained."])
def test_who_is_cited_with_a_year_is_somebody(text: str, nlp: Language) -> None:
    assert {entity.name for entity in find_entities(document_of(text, nlp)).entities} == {"Coyle"}
    bare = text.replace(text[text.index("(") : text.index(")") + 1], "(9)")
    assert not find_entities(document_of(bare, nlp)).entities


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("My friend Min-seo Kang said it rained. Later Min-seo left.", {"Min-seo Kang"}),
        ("The clerk asked Seo In-guk, who left. Seo In-guk said it rained.", {"Seo In-guk"}),
        ("A Sarn-born nurse said it rained, said a Sarn-based firm.", {"Sarn"}),
        ("Co-owner Ana Lund said it rained.", {"Ana Lund"}),
    ],
)
def test_given_names_with_a_hyphen(text: str, names: set[str], nlp: Language) -> None:
    assert {entity.name for entity in find_entities(document_of(text, nlp)).entities} == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The nurses left. The District Nurses’ Union is small.", {"the District Nurses’ Union"}),
        ("The plot is small. The Green Plot Trust bought it.", {"the Green Plot Trust"}),
        ("The Peruvian Mountain League said it rained.", {"the Peruvian Mountain League"}),
        ("Ana Lund’s Union said it rained. Ana Lund left.", {"Ana Lund", "Union"}),
        ("On Monday Council said it rained. The Council left.", {"Council"}),
    ],
)
def test_all_words_before_an_institution_are_its_name(text: str, names: set[str], nlp: Language) -> None:
    assert {entity.name for entity in find_entities(document_of(text, nlp)).entities} == names
