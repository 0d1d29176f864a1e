"""Voices: a turn's words are like those of whoever is known to speak so elsewhere."""

from __future__ import annotations

import pytest
from marked import document_of
from spacy.language import Language

from quoteattr.dialogue.decoder import read_story
from quoteattr.dialogue.types import Story, TurnFeatures
from quoteattr.dialogue.voices import Voices, named_speakers, with_voices
from quoteattr.entities.registry import find_entities

NAMED = [
    "“Pray sit down, Miss Pell,” said Hugh. “Pray do, Miss Pell.”",
    "“La, Hughie, what a hat,” said Clara. “La, what a coat.”",
] * 12
UNCUED = ["“Pray come in, Miss Pell.”", "“La, what weather, Hughie.”", "“Perhaps.”"]


@pytest.fixture(scope="module")
def story(nlp: Language) -> Story:
    doc = document_of("\n\n".join((*NAMED, *UNCUED)), nlp)
    return read_story(doc, find_entities(doc))


@pytest.fixture(scope="module")
def people(story: Story) -> list[int]:
    names = [entity.name for entity in story.characters.entities]
    return [names.index("Hugh"), names.index("Clara")]


def steps(story: Story, people: list[int], speakers: list[int | None]) -> list[list[int]]:
    """Return by turn the steps that each of two is ahead; none where the feature is."""
    found = Voices(story).features([people] * len(story.turns), speakers)
    return [[int(name.split("=")[1].split(",")[0]) for name in names] for names in found]


def test_words_are_like_their_speakers(story: Story, people: list[int]) -> None:
    *cued, hughs, claras, anybodys = steps(story, people, [*named_speakers(story)])
    assert hughs[0] > 0 > hughs[1]
    assert claras[1] > 0 > claras[0]
    assert anybodys == [0, 0]
    assert cued == [[]] * len(NAMED)


def test_a_turn_is_no_evidence_for_itself(story: Story, people: list[int]) -> None:
    unknown: list[int | None] = [None] * len(story.turns)
    unknown[-1] = people[0]
    assert steps(story, people, unknown)[-1] == [0, 0]


def test_who_is_known_to_speak_lends_the_other_turns_their_words(story: Story, people: list[int]) -> None:
    swapped = [*people[::-1] * len(NAMED[::2]), *[None] * len(UNCUED)]  # as if each had said what the other says
    *_, hughs, claras, _ = steps(story, people, swapped)
    assert hughs[1] > 0 > hughs[0]
    assert claras[0] > 0 > claras[1]


def test_the_feature_is_added_where_no_cue_names_the_speaker(story: Story, people: list[int]) -> None:
    bare = [TurnFeatures(people, [["form"], []], ["gap"], [], []) for _ in story.turns]
    first, *_, last = with_voices(story, bare, named_speakers(story))
    assert first == bare[0]
    assert last.unary == [["form", "likeness of words,cue kind=0,uncued"], ["likeness of words,cue kind=0,uncued"]]
    assert last.once == ["gap"]


def test_a_story_where_nobody_is_named(nlp: Language) -> None:
    doc = document_of("“Yes.”\n\n“No,” he said.", nlp)
    story = read_story(doc, find_entities(doc))
    assert steps(story, [0, 1], [*named_speakers(story)]) == [[0, 0], [0, 0]]
