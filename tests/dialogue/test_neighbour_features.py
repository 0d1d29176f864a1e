"""Features from neighbouring turns: cues, calls, mentions and alternation, and what makes a speaker come back."""

from __future__ import annotations

import pytest
from drawn_stories import entity, said, speech, story

from quoteattr.dialogue.turn_features import story_features

RAIN = "It/PRP/nsubj/rained rained=rain/VBD/ROOT ././punct/rained"
FAR = [RAIN] * 3  # parts conversations
NO = speech("No")
SHE_SAID = f"{NO} said=say/VBD/ROOT she/PRP/nsubj/said"
HE_SAID = f"{NO} said=say/VBD/ROOT he/PRP/nsubj/said"
CLARA, HUGH = said("Clara"), said("Hugh")
CALL = speech("No , Hugh", "!").replace("Hugh/UH", "Hugh/NNP")
MENTION = speech("Hugh goes", ".").replace("Hugh/UH", "Hugh/NNP")
TOLD = f"{NO} said=say/VBD/ROOT Clara/NNP/nsubj/said to/IN/prep/said Hugh/NNP/pobj/to"
TOLD_HIM = f"{NO} said=say/VBD/ROOT Clara/NNP/nsubj/said to/IN/prep/said him/PRP/pobj/to"

SIR = speech("No , sir")

FEATURES = [
    # turn, candidate: how often and how lately cued nearby
    ((CLARA, HUGH, CLARA, NO), 3, "Clara", "cues nearby,cue kind=2,uncued", True),
    ((CLARA, HUGH, CLARA, NO), 3, "Clara", "rank by cues nearby,cue kind=0,uncued", True),
    ((CLARA, HUGH, CLARA, NO), 3, "Hugh", "speakers cued nearby,rank by cues nearby,cue kind=2,1,uncued", True),
    ((CLARA, HUGH, CLARA, NO), 3, "Hugh", "rank of last cue,cue kind=1,uncued", True),
    ((CLARA, *[RAIN] * 24, NO, HUGH), 1, "Clara", "cues nearby,cue kind=1,uncued", True),
    ((CLARA, *[RAIN] * 25, NO, HUGH), 1, "Clara", "cues nearby,cue kind=0,uncued", True),  # too far
    ((NO, CLARA), 0, "Clara", "rank of last cue,cue kind=4,uncued", True),  # not before the turn
    # the part in the conversation
    ((CLARA, HUGH, CLARA, NO), 3, "Clara", "rank in conversation,cue kind=0,uncued", True),
    ((CLARA, HUGH, CLARA, NO), 3, "Clara", "share of conversation,cue kind=6,uncued", True),
    ((CLARA, HUGH, CLARA, NO), 3, "Hugh", "named cues in conversation,speakers named,cue kind=1,2,uncued", True),
    ((CLARA, *FAR, HUGH, NO), 2, "Clara", "named cues in conversation,speakers named,cue kind=0,1,uncued", True),
    # named cues of the turns around, at most a little farther than turn after turn
    ((CLARA, NO, NO), 2, "Clara", "named speaker of turn,cue kind=-2,none", True),
    ((NO, CLARA), 0, "Clara", "named speaker of turn,cue kind=1,none", True),
    ((CLARA, RAIN, RAIN, NO), 1, "Clara", "named speaker of turn,cue kind=-1,none", True),
    ((CLARA, *FAR, NO), 1, "Clara", "named speaker of turn,cue kind=-1,none", False),
    ((CLARA, SHE_SAID, NO), 2, "Clara", "agrees with pronoun,turn,cue kind=yes,-1,none", True),
    ((CLARA, HE_SAID, NO), 2, "Clara", "agrees with pronoun,turn,cue kind=no,-1,none", True),
    ((CLARA, speech("No , sir")), 1, "Clara", "agrees with form of address,turn=no,0", True),
    ((CLARA, speech("No , sir"), NO), 2, "Clara", "agrees with form of address,turn=no,-1", True),
    # forms of address: whom others address so
    ((SIR, CLARA, *FAR, SIR, NO), 3, "Clara", "addressed as,turn=own,-1", True),
    ((SIR, CLARA, *FAR, HUGH, SIR, NO), 4, "Clara", "addressed as,turn=both,-1", True),
    ((SIR, CLARA, *FAR, NO, HUGH), 2, "Clara", "addressed as,turn=own,-1", False),
    ((SIR, SHE_SAID, CLARA), 1, "Clara", "addressed as,turn=new,-1", True),
    # alternation
    ((CLARA, HUGH, NO), 2, "Clara", "named cues at even distance,at odd distance,cue kind=1,0,uncued", True),
    ((CLARA, HUGH, NO), 2, "Hugh", "named cues at even distance,at odd distance,cue kind=0,1,uncued", True),
    ((CLARA, SHE_SAID, NO), 2, "Clara", "genders that alternate with,against,cue kind=0,1,uncued", True),
    ((CLARA, HE_SAID, NO), 2, "Clara", "genders that alternate with,against,cue kind=1,0,uncued", True),
    ((HUGH, CALL, NO), 2, "Hugh", "calls at even distance,at odd distance=0,1", True),
    ((HUGH, MENTION, NO), 2, "Hugh", "mentions in turns around=1", True),
    ((CLARA, *FAR, NO), 1, "Clara", "named cues at even distance,at odd distance,cue kind=0,0,uncued", True),
    # who is called, mentioned and told
    ((HUGH, CALL), 1, "Hugh", "called in turn=0", True),
    ((HUGH, CALL, NO), 2, "Hugh", "called in turn,cue kind=-1,none", True),
    ((HUGH, CALL, *FAR, NO), 2, "Hugh", "called in turn=-1", True),
    ((HUGH, CALL, *FAR, RAIN, NO), 2, "Hugh", "called in turn=-1", False),
    ((HUGH, MENTION), 1, "Hugh", "mentioned in turn=0", True),
    ((HUGH, MENTION), 1, "Hugh", "called in turn=0", False),
    ((TOLD, NO), 1, "Hugh", "addressee of turn,cue kind=-1,none", True),
    ((TOLD, NO), 1, "Clara", "addressee of turn,cue kind=-1,none", False),
    ((HUGH, TOLD_HIM), 1, "Hugh", "agrees with addressee,turn,cue kind=yes,0,name", True),
]


@pytest.mark.parametrize(("trees", "turn", "name", "feature", "expected"), FEATURES)
def test_features_of_a_candidate(trees: tuple[str, ...], turn: int, name: str, feature: str, expected: bool) -> None:
    told = story(*trees)
    found = list(story_features(told))[turn]
    assert (feature in found.unary[found.candidates.index(entity(told, name))]) == expected


ASKS = f"{speech('No', '?')} said=say/VBD/ROOT Clara/NNP/nsubj/said"
LOOSE = f"Clara/NNP/nsubj/protested protested=protest/VBD/ROOT sugar/NN/dobj/protested ././punct/protested {NO}"
TRANSITIONS = [
    # trees, turn, potential, feature
    ((CLARA, NO), 1, "once", "gap=0-1"),
    ((CLARA, RAIN, RAIN, NO), 1, "once", "gap=3"),
    ((CLARA, *FAR, NO), 1, "once", "gap,cue kind=4-6,none"),
    ((NO, CLARA), 1, "once", "cue kind,cue kind before=name,none"),
    ((CLARA, LOOSE), 1, "once", "cue kind,cue kind before=loose name,name"),
    ((ASKS, NO), 1, "once", "asks before,gap=True,0-1"),
    ((CLARA, NO), 1, "once", "alone before,alone,gap=False,True,0-1"),
    ((CLARA, speech(" ".join(["No"] * 17))), 1, "once", "length=2"),
    ((HUGH, CALL), 1, "once", "gap,calls before,calls=0-1,False,True"),
    ((CLARA, speech("I go")), 1, "once", "first person,first person before=True,False"),
    ((CLARA, HUGH, NO), 2, "once", "speakers named nearby,gap=2,0-1"),
    ((CLARA, RAIN, NO, NO), 2, "twice", "gap,gap before=0-1,2"),
    ((CLARA, NO, SHE_SAID), 2, "twice", "cue kind,cue kind before,cue kind two before=pronoun,none,name"),
    ((NO, ASKS, ASKS), 2, "twice", "asks before,asks=True,True"),
    ((CLARA, *FAR, NO, NO), 2, "twice", "turns since conversation began,cue kind=1,none"),
    ((CLARA, NO, SHE_SAID), 2, "thrice", "cue kind=pronoun"),
]


@pytest.mark.parametrize(("trees", "turn", "potential", "feature"), TRANSITIONS)
def test_what_makes_a_speaker_come_back(trees: tuple[str, ...], turn: int, potential: str, feature: str) -> None:
    found = list(story_features(story(*trees)))[turn]
    assert feature in getattr(found, potential)


def test_the_first_turns_have_nobody_to_come_back_to() -> None:
    first, second, third = story_features(story(CLARA, HUGH, NO))
    assert (first.once, first.twice, first.thrice) == ([], [], [])
    assert second.once
    assert (second.twice, second.thrice) == ([], [])
    assert third.twice
    assert third.thrice
