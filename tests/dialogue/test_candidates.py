"""Candidates: who may speak a turn, by mentions, cues and presence around it, the likeliest first."""

from __future__ import annotations

import pytest
from drawn_stories import PLACE, said, speech, story

from quoteattr.dialogue.candidates import find_candidates
from quoteattr.dialogue.cooccurrence import Cooccurrence
from quoteattr.dialogue.types import Story

RAIN = "It/PRP/nsubj/rained rained=rain/VBD/ROOT ././punct/rained"
NO = speech("No")
SHE_SAID = f"{NO} said=say/VBD/ROOT she/PRP/nsubj/said"


def sat(name: str) -> str:
    return f"{name}/NNP/nsubj/sat sat=sit/VBD/ROOT ././punct/sat"


PORTER_SAT = "The/DT/det/porter porter/NN/nsubj/sat sat=sit/VBD/ROOT ././punct/sat"
PORTER_SEEN = "They/PRP/nsubj/saw saw=see/VBD/ROOT the/DT/det/porter porter/NN/dobj/saw"


def candidates(told: Story, turn: int) -> list[str]:
    found = find_candidates(told, Cooccurrence(told.characters))[turn]
    return [told.characters.entities[each].name for each in found]


FOUND = [
    # mentioned near, the nearest first; a subject before an object
    ((sat("Clara"), RAIN, RAIN, sat("Hugh"), NO), ["Hugh", "Clara"]),
    (("Clara/NNP/nsubj/met met=meet/VBD/ROOT Hugh/NNP/dobj/met", NO), ["Clara", "Hugh"]),
    (("Hugh/NNP/dobj/met met=meet/VBD/ROOT Clara/NNP/nsubj/met", NO), ["Clara", "Hugh"]),
    # after the turn as well, but rather before
    ((sat("Clara"), NO, sat("Hugh")), ["Clara", "Hugh"]),
    ((NO, sat("Hugh")), ["Hugh"]),
    # in the narration rather than in speech
    ((sat("Clara"), speech("Hugh").replace("Hugh/UH", "Hugh/NNP")), ["Clara", "Hugh"]),
    # those only described if near, and subjects
    ((PORTER_SAT, NO), ["the porter"]),
    ((sat("Clara"), PORTER_SEEN, NO), ["Clara"]),
    ((sat("Clara"), PORTER_SAT, *[RAIN] * 5, NO), ["the porter", "Clara"]),
    ((sat("Clara"), PORTER_SAT, *[RAIN] * 6, NO), ["Clara"]),
    # present in the block or the next, if nobody is mentioned near
    ((sat("Clara"), *[RAIN] * 38, NO), ["Clara"]),
    # the one most often named, if nobody is present at all
    ((sat("Hugh"), sat("Clara"), sat("Clara"), *[RAIN] * 60, NO), ["Clara"]),
    ((RAIN, NO), []),
    # no place, unless it is the cue's
    ((sat("Clara"), sat(PLACE), NO), ["Clara"]),
    ((sat("Clara"), said(PLACE)), [PLACE, "Clara"]),
]


@pytest.mark.parametrize(("trees", "expected"), FOUND)
def test_who_may_speak_a_turn_without_cue(trees: tuple[str, ...], expected: list[str]) -> None:
    told = story(*trees)
    assert candidates(told, 0) == expected


def test_the_referent_of_the_cue_comes_first() -> None:
    told = story(*[sat("Clara")] * 9, said("Hugh"))
    assert candidates(told, 0) == ["Hugh", "Clara"]


def test_the_referents_of_cues_around_are_candidates() -> None:
    """However far the turns lie apart in paragraphs, but not in turns: seven before, four after."""
    others = [said("Clara"), *[RAIN] * 50]
    assert candidates(story(said("Hugh"), *others, *[NO] * 6), 7)[0] == "Clara"
    assert "Hugh" in candidates(story(said("Hugh"), *others, *[NO] * 6), 7)
    assert "Hugh" not in candidates(story(said("Hugh"), *others, *[NO] * 7), 8)


def test_at_most_twelve_are_candidates() -> None:
    names = [f"N{k}" for k in range(15)]
    assert candidates(story(*map(sat, names), NO), 0) == names[:2:-1]


@pytest.mark.parametrize(("scenes", "expected"), [(5, ["the porter", "Hugh"]), (2, ["the porter"])])
def test_the_named_person_who_is_always_there_with_a_description_is_a_candidate(
    scenes: int, expected: list[str]
) -> None:
    scene = (sat("Hugh"), PORTER_SAT, *[RAIN] * 18)
    told = story(*scene * scenes, *[RAIN] * 60, f"{NO} said=say/VBD/ROOT the/DT/det/porter porter/NN/nsubj/said")
    assert candidates(told, 0) == expected


TOLD = ("I/PRP/nsubj/met met=meet/VBD/ROOT Clara/NNP/dobj/met", NO)


def test_a_first_person_narrator_is_a_candidate_where_nobody_else_is_said_to_speak() -> None:
    assert "narrator" in candidates(story(*TOLD), 0)
    assert "narrator" in candidates(story(*TOLD, f"{NO} said=say/VBD/ROOT I/PRP/nsubj/said"), 1)
    loose = f"she/PRP/nsubj/added added=add/VBD/ROOT sugar/NN/dobj/added ././punct/added {NO}"
    assert "narrator" in candidates(story(*TOLD, loose), 1)
    assert "narrator" not in candidates(story(*TOLD, SHE_SAID), 1)
