"""Features of candidates: what the cue, the narration beside it and earlier mentions tell of each."""

from __future__ import annotations

from importlib.resources import files

import pytest
from drawn_stories import entity, said, speech, story

from quoteattr.dialogue.decoder import CHAIN, score_turn
from quoteattr.dialogue.turn_features import FeatureReader, story_features
from quoteattr.explanation.wording import load_plain_words
from quoteattr.loglinear.weights import Weights

RAIN = "It/PRP/nsubj/rained rained=rain/VBD/ROOT ././punct/rained"
NO = speech("No")
SHE_SAID = f"{NO} said=say/VBD/ROOT she/PRP/nsubj/said"
PORTER_SAID = f"{NO} said=say/VBD/ROOT the/DT/det/porter porter/NN/nsubj/said"
MET = "Clara/NNP/nsubj/met met=meet/VBD/ROOT Hugh/NNP/dobj/met ././punct/met"
CLARA_ROSE = "Clara/NNP/nsubj/rose rose=rise/VBD/ROOT ././punct/rose"
PORTER_ROSE = "the/DT/det/porter porter/NN/nsubj/rose rose=rise/VBD/ROOT ././punct/rose"
SHE_ROSE = "she/PRP/nsubj/rose rose=rise/VBD/ROOT ././punct/rose"

FEATURES = [
    # who they are
    ((said("Clara"),), "Clara", "form,narrator=name,False", True),
    ((PORTER_SAID,), "the porter", "form,narrator=nominal,False", True),
    # whom the cue refers to
    ((said("Clara"),), "Clara", "referent of cue=name", True),
    ((said("Clara"),), "Clara", "referent of cue,strength,shape=name,2,inverted", True),
    ((MET, said("Clara")), "Hugh", "referent of cue=name", False),
    ((PORTER_SAID,), "the porter", "referent of cue=nominal", True),
    ((MET, SHE_SAID), "Clara", "referent of cue=name", False),
    # a second cue in the turn
    (
        (f"{said('Clara')} {speech('Yes')} cried=cry/VBD/ROOT she/PRP/nsubj/cried",),
        "Clara", "agrees with second cue,cue kind=yes,name", True,
    ),
    # the gender of the cue's pronoun, and its possible antecedents
    ((MET, SHE_SAID), "Clara", "pronoun agrees=yes", True),
    ((MET, SHE_SAID), "Hugh", "pronoun agrees,form=no,name", True),
    ((MET, SHE_SAID), "Clara", "pronoun only antecedent=True", True),
    ((MET, SHE_SAID), "Hugh", "pronoun antecedent rank=3", False),  # no antecedent at all
    ((MET, MET.replace("Clara", "Rosa"), SHE_SAID), "Clara", "pronoun antecedent rank=1", True),
    ((MET, MET.replace("Clara", "Rosa"), SHE_SAID), "Rosa", "pronoun subject rank,subject distance=0,1", True),
    ((MET, MET.replace("Clara", "Rosa"), SHE_SAID), "Rosa", "pronoun only antecedent=True", False),
    ((MET, PORTER_SAID.replace("porter", "aunt")), "Clara", "nominal agrees=yes", True),
    ((MET, f"{CLARA_ROSE} {SHE_SAID}"), "Clara", "pronoun narrated before quotation=True", True),
    ((MET, SHE_SAID), "Clara", "pronoun narrated before quotation=True", False),
    # the narration in the turn's paragraph, before and after the quotation
    ((MET, f"{CLARA_ROSE} {NO}"), "Clara", "narrated before quotation,cue kind=True,beat", True),
    ((MET, f"{speech('No', '.')} {CLARA_ROSE}"), "Clara", "narrated after quotation,cue kind=True,beat", True),
    ((MET, NO), "Clara", "narrated before quotation,cue kind=True,none", False),
    ((said("Clara"),), "Clara", "narrated after quotation,cue kind=True,name", False),  # that is the cue
    ((MET, f"{speech('No', '.')} {CLARA_ROSE}"), "Clara", "referent of beat,place,uncued=name,after first,True", True),
    ((MET, f"{speech('No', '.')} {CLARA_ROSE}"), "Hugh", "referent of beat,place,uncued=name,after first,True", False),
    ((MET, f"{speech('No', '.')} {SHE_ROSE}"), "Hugh", "agrees with beat,place,uncued=no,after last,True", True),
    # how lately and how often mentioned
    ((MET, RAIN, NO), "Clara", "mention distance,cue kind=2,uncued", True),
    ((MET, RAIN, NO), "Hugh", "mention distance,cue kind=2,uncued", True),
    ((MET, RAIN, NO), "Hugh", "subject distance,cue kind=none,uncued", True),
    ((MET, RAIN, NO), "Clara", "quoted mention distance,cue kind=none,uncued", True),
    ((MET, *[RAIN] * 14, NO), "Clara", "mention distance,cue kind=none,uncued", True),  # too long ago
    ((MET, CLARA_ROSE, NO), "Clara", "mentions in window,cue kind=1,uncued", True),
    ((MET, CLARA_ROSE, NO), "Clara", "rank in window,cue kind=0,uncued", True),
    ((MET, CLARA_ROSE, NO), "Hugh", "rank in window,cue kind=1,uncued", True),
    ((CLARA_ROSE, *[RAIN] * 30, NO), "Clara", "mentions in window,cue kind=0,uncued", True),
    ((CLARA_ROSE, *[RAIN] * 29, NO), "Clara", "mentions in window,cue kind=1,uncued", True),
    ((CLARA_ROSE, CLARA_ROSE, CLARA_ROSE, NO), "Clara", "frequency=2", True),
    ((CLARA_ROSE, said("Clara")), "Clara", "frequency=1", False),  # the cue tells enough
    # the narration that leads over to the turn, and that after it
    ((MET, NO), "Clara", "mentioned in lead,subject,distance=True,True,1", True),
    ((MET, NO), "Hugh", "mentioned in lead,subject,distance=True,False,1", True),
    ((MET, NO, NO), "Clara", "last subject right before=True", True),
    ((MET, NO), "Hugh", "last subject right before=True", False),
    ((MET, SHE_ROSE, NO), "Clara", "agrees with last subject right before=yes", True),
    ((MET, SHE_ROSE, NO), "Hugh", "agrees with last subject of lead,distance=no,1", True),
    ((CLARA_ROSE, NO, NO, NO), "Clara", "first subject of lead,distance=True,1", True),
    ((MET, NO, CLARA_ROSE), "Clara", "subject after turn,cue kind=True,none", True),
    ((MET, NO, CLARA_ROSE), "Hugh", "subject after turn,cue kind=True,none", False),
    ((PORTER_ROSE, NO, PORTER_ROSE), "the porter", "subject after turn,cue kind=True,none", True),
    ((MET, NO, SHE_ROSE), "Clara", "agrees with subject after turn,cue kind=yes,none", True),
    ((MET, NO, said("Clara")), "Clara", "subject after turn,cue kind=True,none", False),  # a turn, no narration
]  # fmt: skip


@pytest.mark.parametrize(("trees", "name", "feature", "expected"), FEATURES)
def test_features_of_a_candidate(trees: tuple[str, ...], name: str, feature: str, expected: bool) -> None:
    told = story(*trees)
    turn = next(story_features(told))
    row = turn.unary[turn.candidates.index(entity(told, name))]
    assert (feature in row) == expected


def test_who_is_present_is_told_but_once_of_four_uncued_turns_in_a_row() -> None:
    told = story(MET, NO, NO, NO, NO, SHE_SAID)
    *uncued, cued = story_features(told)
    assert [turn.share for turn in uncued] == [0.5] * 4
    assert (cued.shared, cued.share) == (0, 1.0)
    first = uncued[0]
    assert all("frequency=1" in row[: first.shared] for row in first.unary)  # who is in the story
    halved = score_turn(first, Weights({"speaker": {"frequency=1": 1.0}, "once": {}, "twice": {}, "thrice": {}}))
    assert halved.unary == [0.5] * len(first.candidates)


def test_a_narrator_is_seldom_meant_by_another_cue_than_i() -> None:
    told = story(*["I/PRP/nsubj/met met=meet/VBD/ROOT Clara/NNP/dobj/met"] * 3, NO)
    turn = next(story_features(told))
    assert told.characters.narrator is not None
    rows = dict(zip(turn.candidates, turn.unary, strict=True))
    assert "narrator without I=none" in rows[told.characters.narrator]
    assert "narrator without I=none" not in rows[entity(told, "Clara")]


SCENE = (MET, said("Clara"), NO, SHE_SAID, PORTER_SAID, *[RAIN] * 40, said("Hugh"), NO, PORTER_SAID)


def test_a_turn_s_features_depend_on_no_turn_read_before_it() -> None:
    told = story(*SCENE)
    in_order = list(story_features(told))
    reader = FeatureReader(told)
    assert [reader.features(i) for i in reversed(range(len(told.turns)))] == in_order[::-1]


@pytest.mark.parametrize("name", ["dialogue.tsv", "dialogue_rules.tsv"])
def test_every_weight_has_plain_words(name: str) -> None:
    words = load_plain_words("en")
    lines = (files("quoteattr") / "data" / "en" / name).read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t")[:2] for line in lines if line.startswith(CHAIN)]
    dumb = {(model, feature) for model, feature in pairs if words.feature(model, feature) == feature}
    assert not dumb, "put these into words in data/en/explanations.tsv"


def test_every_feature_read_has_plain_words() -> None:
    words = load_plain_words("en")
    for turn in story_features(story(*SCENE)):
        rows = {"speaker": [f for row in turn.unary for f in row], "once": turn.once, "twice": turn.twice}
        for model, features in (*rows.items(), ("thrice", turn.thrice)):
            assert [feature for feature in features if words.feature(model, feature) == feature] == []


@pytest.mark.parametrize(
    ("model", "feature", "expected"),
    [
        ("speaker", "called in turn,cue kind=-1,none", "called by name in the turn before"),
        ("speaker", "agrees with addressee,turn,cue kind=yes,0,beat", "the gender of the addressee of this turn"),
        ("speaker", "nominal noun,title=sister,miss", "title, beside the noun “sister”"),
        ("once", "gap,cue kind=0-1,name", "how near the turn before is"),
    ],
)
def test_features_in_words(model: str, feature: str, expected: str) -> None:
    assert load_plain_words("en").feature(model, feature) == expected
