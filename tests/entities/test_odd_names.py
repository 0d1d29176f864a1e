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
