"""Cues: which words may introduce speech, and the features named after what the tree has."""

from __future__ import annotations

import pytest
from trees import at, document

from quoteattr.attribution.cues import cue_candidates, cue_features, first_features
from quoteattr.attribution.syntax import noun_type
from quoteattr.language.cue_lexicon import CueLexicon

LEXICON = CueLexicon(
    {"say/V": "speech", "claim/N": "speech", "sure/A": "thought", "per/A": "speech", "want/V": "intent"},
    {"say/V": "state/V", "claim/N": "state/N"},
)

SAID = (
    "Ana/NNP/nsubj/said did/VBD/aux/said not/RB/neg/said said=say/VB/ROOT on/IN/prep/said Monday/NNP/pobj/on "
    "that/IN/mark/rained it/PRP/nsubj/rained rained=rain/VBD/ccomp/said ././punct/said"
)
QUOTED = (
    "“/``/punct/rained It/PRP/nsubj/rained really/RB/advmod/rained rained=rain/VBD/ccomp/said ,/,/punct/rained "
    "”/''/punct/rained she/PRP/nsubj/said said=say/VBD/ROOT :/:/punct/said “/``/punct/go We/PRP/nsubj/go "
    "must/MD/aux/go go/VB/ccomp/said now/RB/advmod/go ././punct/go ”/''/punct/go"
)
CLAIMED = (
    "The/DT/det/claim claim/NN/nsubj/is is=be/VBZ/ROOT sure/JJ/acomp/is per/IN/prep/is Ana/NNP/pobj/per :/:/punct/is "
    "rain/NN/dep/is"
)
MADE = (
    "Ana/NNP/nsubj/wants wants=want/VBZ/ROOT to/TO/aux/make make/VB/xcomp/wants the/DT/det/claim claim/NN/dobj/make "
    "of/IN/prep/claim rain/NN/pobj/of to/IN/prep/make us/PRP/pobj/to"
)

CANDIDATES = [
    (SAID.replace("did/VBD/aux/said ", ""), LEXICON, ["said", "rained"]),
    (CLAIMED, LEXICON, ["claim", "is", "sure", "per", ":"]),
    (CLAIMED, CueLexicon({}), ["is", ":"]),
    (CLAIMED, CueLexicon(LEXICON.acts, removed=frozenset({"claim", "be"})), ["sure", "per", ":"]),
    ("Ana/NNP/nsubj/mayor mayor/NN/ROOT", LEXICON, []),
]


@pytest.mark.parametrize(("tree", "lexicon", "expected"), CANDIDATES)
def test_verbs_words_of_the_lexicon_and_colons_may_introduce_speech(
    tree: str, lexicon: CueLexicon, expected: list[str]
) -> None:
    doc = document(tree, cues=lexicon)
    assert [doc.parse.word[i] for i in cue_candidates(doc)] == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("claim", "claim/N"), ("is", "be/V"), ("sure", "sure/A"), ("per", "per/A"), (":", ":/P"), ("Ana", "<name>/P")],
)
def test_lexemes_are_named_as_in_the_lexicon(word: str, expected: str) -> None:
    doc = document(CLAIMED, cues=LEXICON)
    assert doc.parse.lexeme[at(doc, word)] == expected


@pytest.mark.parametrize(
    ("tree", "word", "expected"),
    [(SAID, "Ana", "PROPN"), (SAID, "it", "PRON:it"), (CLAIMED, "claim", "NOUN"), (CLAIMED, "rain", "NOUN")],
)
def test_the_type_of_a_noun(tree: str, word: str, expected: str) -> None:
    doc = document(tree, cues=LEXICON)
    assert noun_type(doc, at(doc, word)) == expected


FEATURES = [
    (
        SAID, "said",
        {
            "bias", "cue=say/V", "cue,dep=say/V,ROOT", "child=neg<not", "cue,child=say/V,ccomp", "child=prep>on",
            "cue,subject=say/V,PROPN", "subject noun=<name>", "clause opens=ccomp,that", "frame=VERB,ccomp+nsubj+prep",
            "word-1=not", "word+1=on", "inside=False", "act,bias;speech", "class,bias;state/V",
            "class,child=ccomp>;state/V", "class,aux=state/V,not", "path=",
        },
        {"quotation after at=1"},
    ),
    (
        SAID, "rained",
        {"under=say", "path=/ccomp", "head class=state/V,ccomp", "act,bias;none", "cue,subject=rain/V,PRON"},
        {"cue=say/V"},
    ),
    (
        QUOTED, "said",
        {
            "quotation before at=1", "quotation after at=2", "quotations=1,1", "inside=False",
            "quotation before in sentence=1", "quotation after in sentence=1", "clause opens=ccomp,<",
            "quotation before ends=,", 'act,insertion=",True,:;speech',
        },
        {"inside=True"},
    ),
    (QUOTED, "rained", {"inside=True", "cue,inside=rain/V,True"}, {"quotations=1,1", "quotation after at=1"}),
    (QUOTED, ":", {"cue=:/P", "word-1=said", 'word+1="', "act,bias;none"}, {"subject noun=she"}),
    (CLAIMED, "claim", {"child=det<", "child=det:the", "word-1=the", "noun frame=nsubj,det"}, {"path="}),
    (
        MADE, "make",
        {
            "object=dobj,claim", "act,object act=none,speech,dobj", "object has=dobj,det,the",
            "object has=dobj,prep,of", "head act=intent,xcomp",
        },
        {"act,object act=none,none,dobj", "class,bias;"},
    ),
    (MADE, "wants", {"object=xcomp,make", "act,object act=intent,none,xcomp", "act,bias;intent"}, {"path=/xcomp"}),
    (CLAIMED, "is", {"subject noun=claim", "act,bias;none"}, {"act,bias;speech"}),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "word", "present", "absent"), FEATURES)
def test_features_say_what_the_tree_has(tree: str, word: str, present: set[str], absent: set[str]) -> None:
    doc = document(tree, cues=LEXICON)
    (found,) = map(set, cue_features(doc, [at(doc, word)]))
    assert present - found == set()
    assert absent & found == set()


def test_features_are_the_same_whatever_the_names() -> None:
    """What is learned of one year's people must hold for others."""
    other = document(SAID.replace("Ana", "Zoltan").replace("Monday", "Troy"), cues=LEXICON)
    doc = document(SAID, cues=LEXICON)
    tokens = range(len(doc.parse))
    assert cue_features(doc, tokens) == cue_features(other, tokens)


def test_features_of_every_word_of_every_tree_exist() -> None:
    for tree in (SAID, QUOTED, CLAIMED):
        doc = document(tree, tree, cues=LEXICON)
        tokens = range(len(doc.parse))
        assert ["bias" in row for row in cue_features(doc, tokens)] == [True for _ in tokens]


FIRST_FEATURES = [
    (
        SAID, "said",
        {"cue=say/V", "cue,dep=say/V,ROOT", "cue,after=say/V,prep", "act,word=speech,on", "cue,near=say/V,no"},
    ),
    (QUOTED, "said", {"cue,near=say/V,by", "act,dep=speech,VBD,ROOT"}),
    (QUOTED, "rained", {"cue,near=rain/V,in", "act,after=none,#,in"}),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "word", "present"), FIRST_FEATURES)
def test_features_at_first_sight(tree: str, word: str, present: set[str]) -> None:
    doc = document(tree, cues=LEXICON)
    assert present - set(first_features(doc, [at(doc, word)])[0]) == set()


def test_features_at_first_sight_end_with_the_text() -> None:
    doc = document("Ana/NNP/nsubj/said said=say/VBD/ROOT", cues=LEXICON)
    assert "act,word=speech,#" in first_features(doc, [1])[0]
