"""Features of a cue that is a description: does it stand for itself, or for a named candidate?"""

from __future__ import annotations

import pytest
from drawn_stories import entity, speech, story

from quoteattr.dialogue.turn_features import story_features

RAIN = "It/PRP/nsubj/rained rained=rain/VBD/ROOT ././punct/rained"
NO = speech("No")


def by(words: str) -> str:
    return f"{NO} said=say/VBD/ROOT {words}/nsubj/said ././punct/said"


def sat(words: str) -> str:
    return f"{words}/nsubj/sat sat=sit/VBD/ROOT ././punct/sat"


PORTER, A_PORTER = "the/DT/det/porter porter/NN", "a/DT/det/porter porter/NN"
AUNT = "his/PRP$/poss/aunt aunt/NN"
MISS = "Miss/NNP/compound/Venn Venn/NNP"
TOGETHER = "Hugh/NNP/nsubj/met met=meet/VBD/ROOT the/DT/det/porter porter/NN/dobj/met ././punct/met"
APPOSED = f"Hugh/NNP/nsubj/sat ,/,/punct/Hugh {PORTER}/appos/Hugh ,/,/punct/Hugh sat=sit/VBD/ROOT ././punct/sat"
SCENE = (f"{sat('Hugh/NNP')}", sat(PORTER), *[RAIN] * 18)

FEATURES = [
    # the description itself: how it is worded, used and introduced
    ((by(PORTER),), "the porter", "nominal determiner=the", True),
    ((by(A_PORTER),), "the porter", "nominal article,class,modified=a,role,False", True),
    ((by(AUNT),), "his aunt", "nominal article,class,cues=his,address,1", True),
    ((by(PORTER),), "the porter", "nominal noun=other", True),  # of offices the class is enough
    ((by("the/DT/det/man man/NN"),), "the man", "nominal noun=man", True),
    ((by("the/DT/det/man tall/JJ/amod/man man/NN"),), "the tall man", "nominal modified=True", True),
    ((by("the/DT/det/man man/NN"),), "the man", "nominal gender=m", True),
    ((sat(A_PORTER), RAIN, by(PORTER)), "the porter", "nominal introduced,class=2,role", True),
    ((sat(PORTER), RAIN, by(PORTER)), "the porter", "nominal introduced,class=none,role", True),
    ((sat(PORTER), by(PORTER)), "the porter", "nominal article,mentions,form=the,2,nominal", True),
    ((sat("Hugh/NNP"), by(PORTER)), "Hugh", "nominal determiner=the", False),
    # any candidate: who is said to be one
    ((sat("Hugh/NNP"), by(PORTER)), "Hugh", "nominal article,class,itself,form=the,role,False,name", True),
    ((sat("Hugh/NNP"), by(PORTER)), "the porter", "nominal article,class,itself,form=the,role,True,nominal", True),
    ((sat("Hugh/NNP"), by(PORTER)), "the porter", "nominal class,itself,known=role,True,none", True),
    ((APPOSED, by(PORTER)), "Hugh", "nominal class,itself,known=role,False,own", True),
    ((sat("Clara/NNP"), APPOSED, by(PORTER)), "Clara", "nominal class,itself,known=role,False,other", True),
    ((by("the/DT/det/man man/NN"),), "the man", "nominal class,itself,known=plain,True,none", False),
    # a named candidate: gender, company, title
    ((sat("Hugh/NNP"), by("the/DT/det/stranger stranger/NN")), "Hugh", "nominal class,candidate gender=role,m", True),
    ((sat("Hugh/NNP"), by(PORTER)), "Hugh", "nominal class,candidate gender=role,m", False),  # a porter is a man
    ((TOGETHER, by(PORTER)), "Hugh", "nominal beside,mentions,article=mostly,2,the", True),
    ((sat("Hugh/NNP"), by(PORTER)), "Hugh", "nominal beside,mentions,article=never,1,the", True),
    ((*SCENE * 5, by(PORTER)), "Hugh", "nominal likeliest,mentions=True,5-8", True),
    ((*SCENE * 5, by(PORTER)), "Hugh", "nominal share,mentions=3,5-8", True),
    ((*SCENE * 5, by(PORTER)), "the porter", "nominal best share,mentions=3,5-8", True),
    ((*SCENE, by(PORTER)), "Hugh", "nominal likeliest,mentions=True,2", False),  # too seldom
    ((sat(MISS), by(AUNT)), "Miss Venn", "nominal noun,title=other,miss", True),
    ((sat(MISS), by(AUNT.replace("aunt", "sister"))), "Miss Venn", "nominal noun,title=sister,miss", True),
    ((sat("Hugh/NNP"), by("the/DT/det/man man/NN")), "Hugh", "nominal noun,title=man,none", True),
    ((sat(PORTER), by("the/DT/det/man man/NN")), "the porter", "nominal noun,title=man,none", False),
    ((sat("Hugh/NNP"), by(PORTER), by("Hugh/NNP")), "Hugh", "nominal named cues nearby,class=1,role", True),
]


@pytest.mark.parametrize(("trees", "name", "feature", "expected"), FEATURES)
def test_features_of_a_candidate(trees: tuple[str, ...], name: str, feature: str, expected: bool) -> None:
    told = story(*trees)
    turn = next(story_features(told))
    assert (feature in turn.unary[turn.candidates.index(entity(told, name))]) == expected
