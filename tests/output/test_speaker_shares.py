"""Voices: ranked by words, groups with their members, what is nobody's last."""

from __future__ import annotations

import pytest
from samples import BOTH, DEPUTY, MAYOR, quote, sample

from quoteattr.assembly.extraction import Extraction
from quoteattr.output.speaker_shares import NOBODY, rank_voices


def test_sample_is_ranked_by_words() -> None:
    voices = rank_voices(sample())
    assert [(voice.label, voice.name, voice.quotes, voice.words) for voice in voices] == [
        ("1", "a spokesman for the ferrymen", 1, 22),
        ("2", "Tom Okafor", 1, 15),
        ("3", "Ana Sólyom", 2, 14),
        ("4", "the last engineer to inspect it", 1, 6),
        ("5", "Sólyom and Okafor", 1, 6),
        ("?", "Speaker not known", 1, 4),
    ]
    assert sum(voice.share for voice in voices) == pytest.approx(1)
    assert voices[4].members == (3, 2)
    assert voices[-1].number == NOBODY


def test_what_the_text_says_of_a_speaker() -> None:
    about = {voice.name: voice.about for voice in rank_voices(sample())}
    assert about == {
        "a spokesman for the ferrymen": "not named",
        "Tom Okafor": "deputy",
        "Ana Sólyom": "Mayor",
        "the last engineer to inspect it": "not named",
        "Sólyom and Okafor": "speaking together",
        "Speaker not known": "",
    }


def test_members_that_never_speak_alone_are_listed_and_the_silent_are_not() -> None:
    text = "They and Bo said yes."
    together = quote(1, "indirect", ["yes"], speaker=BOTH, text=text)
    silent = MAYOR.model_copy(update={"id": "s9", "name": "Nobody Speaks"})
    extraction = Extraction(text=text, model="by hand", speakers=(silent, MAYOR, DEPUTY, BOTH), quotes=(together,))
    assert [(voice.name, voice.quotes) for voice in rank_voices(extraction)] == [
        ("Sólyom and Okafor", 1),
        ("Ana Sólyom", 0),
        ("Tom Okafor", 0),
    ]


def test_no_quotations_no_voices() -> None:
    assert rank_voices(Extraction(text="Nothing was said.", model="by hand", speakers=(MAYOR,))) == []
