"""Fiction: what a story's speeches make of the attributions that meet them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from quoteattr import QuoteExtractor, Settings

CELLAR = (
    '"You\'ll want to see the cellar," said Mrs. Aldous, and took the lamp. "It floods," she added over her shoulder. '
    '"But only to the third step."\n\n'
    '"When?" Crane asked. He did not move. "I mean, in which month?"\n\n'
    '"March," said Mrs. Aldous. "And you told me that you could swim."'
)


Told = list[tuple[str | None, str | None, str | None, str]]


@pytest.fixture(scope="module")
def told(nlp: Language) -> Told:
    """Speaker, cue, source and words of every quotation, those inside others too."""
    extraction = QuoteExtractor(Settings(profile="fiction", nested=True), nlp=nlp).extract(CELLAR)
    return [
        (
            q.speaker.name if q.speaker else None,
            q.cue.text if q.cue else None,
            q.source.text if q.source else None,
            q.text,
        )
        for q in extraction.quotes
    ]


def test_a_speech_is_parted_by_the_cues_that_claim_its_quotations(told: Told) -> None:
    assert told[:2] == [
        ("Mrs. Aldous", "said", "Mrs. Aldous", '"You\'ll want to see the cellar,"'),
        ("Mrs. Aldous", "added", "she", '"It floods," "But only to the third step."'),
    ]


def test_a_speech_with_one_cue_is_one(told: Told) -> None:
    assert told[2] == ("Crane", "asked", "Crane", '"When?" "I mean, in which month?"')


def test_a_cue_that_the_speaker_uses_parts_nothing(told: Told) -> None:
    assert told[3:] == [
        ("Mrs. Aldous", "said", "Mrs. Aldous", '"March," "And you told me that you could swim."'),
        (None, "told", "you", "that you could swim"),
    ]


def test_speakers_of_a_story_keep_their_roles(nlp: Language) -> None:
    """What the narrator says somebody is; what is said to them, ordered or spoken of beside them is no role."""
    text = (
        "“The boats are late,” said Tom Reyes, the harbour master of Sarn.\n\n"
        "“Fetch Dr. Lund, and come down to your dinner, Anna.” Tom looked round a corner.\n\n"
        "“Poor Anna is ill,” said Dr. Lund.\n\n"
        "“No wonder, Tom,” said Anna."
    )
    extraction = QuoteExtractor(Settings(profile="fiction"), nlp=nlp).extract(text)
    roles = {speaker.name: speaker.roles for speaker in extraction.speakers}
    assert roles["Tom Reyes"] == ("harbour master of Sarn",)
    assert roles["Anna"] == ()
    assert roles["Dr. Lund"] == ("Dr.",)
