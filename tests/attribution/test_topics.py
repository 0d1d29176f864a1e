"""A fourth kind: what was spoken of, where neither words nor a proposition are told."""

from __future__ import annotations

import pytest
from trees import document, ranges

from quoteattr import QuoteExtractor, Settings
from quoteattr.attribution.topics import mark_topics
from quoteattr.attribution.types import Choice
from quoteattr.loglinear.features import Model
from quoteattr.records import QuoteKind
from quoteattr.settings import EVERY_KIND

SPOKE = document(
    "Ana/NNP/nsubj/spoke spoke=speak/VBD/ROOT of/IN/prep/spoke her/PRP$/poss/mother mother/NN/pobj/of ././punct/spoke"
)


@pytest.fixture(scope="module")
def every(extractor: QuoteExtractor) -> QuoteExtractor:
    return QuoteExtractor(Settings(kinds=EVERY_KIND), nlp=extractor.nlp)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tove Aker spoke of her childhood.", "reported"),
        ("The union thanked the volunteers for their patience.", "reported"),
        ("The minister criticised the committee.", "reported"),
        ("The bank predicted a fall in prices.", "indirect"),
        ("Tove Aker said that the ferry was late.", "indirect"),
        ("Tove Aker promised to mend the roof.", "indirect"),
        ("Tove Aker asked whether the ferry was late.", "indirect"),
        ("Tove Aker praised “a brave crew”.", "direct"),
    ],
)
def test_a_topic_is_no_proposition(every: QuoteExtractor, text: str, kind: QuoteKind) -> None:
    (quote,) = every.extract(text).quotes
    assert quote.kind == kind


def test_topics_are_returned_if_asked_for(extractor: QuoteExtractor, every: QuoteExtractor) -> None:
    text = "Tove Aker spoke of her childhood. She said that it was short."
    assert [quote.kind for quote in every.extract(text).quotes] == ["reported", "indirect"]
    assert [quote.kind for quote in extractor.extract(text).quotes] == ["indirect"]


def test_a_pronoun_alone_tells_nothing(extractor: QuoteExtractor) -> None:
    assert extractor.extract("Tove Aker said it twice. She said nothing else.").quotes == ()


@pytest.mark.parametrize(("weight", "is_topic"), [(1.0, True), (-1.0, False)])
def test_the_model_decides_by_named_features(weight: float, is_topic: bool) -> None:
    choice = Choice(ranges(SPOKE, "spoke")[0][0], ranges(SPOKE, "her mother"), None, 0.9, "prepositional:of:pobj")
    (marked,) = mark_topics(SPOKE, Model({"preposition=of": weight}), [choice])
    assert marked.is_topic is is_topic


@pytest.mark.parametrize(("least", "is_topic"), [(0.0, False), (0.5, False), (0.6, True)])
def test_what_is_too_doubtful_a_proposition_is_none(least: float, is_topic: bool) -> None:
    """Of a choice of 0.9 that is a proposition at 0.62, the two doubts together leave 0.56."""
    choice = Choice(ranges(SPOKE, "spoke")[0][0], ranges(SPOKE, "her mother"), None, 0.9, "prepositional:of:pobj")
    (marked,) = mark_topics(SPOKE, Model({"preposition=of": -0.5}), [choice], least)
    assert marked.is_topic is is_topic
