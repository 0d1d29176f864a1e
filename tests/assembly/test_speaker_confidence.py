"""How sure a named speaker is: features of how the name was got, and what the threshold leaves out."""

from __future__ import annotations

import pytest
from marked import resolution_of
from spacy.language import Language

from quoteattr import QuoteExtractor, Settings
from quoteattr.analysis import load_models
from quoteattr.assembly.speaker_confidence import SpeakerFeatures, speaker_confidences

TEXT = "[Anna Berg, the harbour master,] said {yes}. Tom Reyes waved. [He] said {no}. [A docker] said {perhaps}."


def test_only_who_has_a_name_has_a_confidence(nlp: Language) -> None:
    doc, attributions, resolution = resolution_of(TEXT, nlp)
    found = speaker_confidences(doc, attributions, resolution, load_models().confidence)
    assert [confidence is not None for confidence in found] == [True, True, False]
    assert all(0 <= confidence <= 1 for confidence in found if confidence is not None)


@pytest.mark.parametrize(
    ("number", "features"),
    [
        (0, {"means=name", "kind=person", "personal=1", "words=2", "means,named in source=name,True, 0 others"}),
        (1, {"means=he", "sentences back=1", "paragraphs back=0", "others since=0"}),
    ],
)
def test_features_say_how_the_name_was_got(nlp: Language, number: int, features: set[str]) -> None:
    doc, attributions, resolution = resolution_of(TEXT, nlp)
    found = set(SpeakerFeatures(doc, resolution).of(attributions[number], resolution.referents[number]))
    assert features <= found, sorted(found)


def test_a_full_name_at_the_cue_is_surer_than_a_pronoun_among_rivals(nlp: Language) -> None:
    marked = "Tom Reyes met Hugh Dorrit and Paul Tranter. [He] said {yes}. [Anna Berg] said {no}."
    doc, attributions, resolution = resolution_of(marked, nlp)
    pronoun, name = speaker_confidences(doc, attributions, resolution, load_models().confidence)
    assert pronoun is not None
    assert name is not None
    assert pronoun < name


def test_who_is_not_sure_enough_is_not_named(extractor: QuoteExtractor) -> None:
    text = "Tom Reyes met Hugh Dorrit. “It rained,” he said. “It did,” said Anna Berg."
    every = QuoteExtractor(Settings(min_speaker_confidence=0), extractor.nlp).extract(text)
    least = max(quote.speaker_confidence or 0 for quote in every.quotes)
    sure = QuoteExtractor(Settings(min_speaker_confidence=least), extractor.nlp).extract(text)
    assert [quote.text for quote in sure.quotes] == [quote.text for quote in every.quotes]
    for quote, same in zip(sure.quotes, every.quotes, strict=True):
        is_sure = (same.speaker_confidence or 0) >= least
        assert (quote.speaker is None, quote.speaker_confidence is None) == (not is_sure, not is_sure)
        assert quote.speaker is None or (same.speaker and quote.speaker.name == same.speaker.name)
    assert {speaker.name for speaker in sure.speakers} == {quote.speaker.name for quote in sure.quotes if quote.speaker}
