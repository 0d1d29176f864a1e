"""Ranking: the features of candidate contents are named after what the tree and the marks have."""

from __future__ import annotations

import pytest
from ranked_trees import AROUND, FIRST, SAID, SECOND
from trees import at, document, ranges

from quoteattr.attribution.features.contents import content_features
from quoteattr.attribution.features.quotations import cue_context, likely_cues

LEFT = (
    "She/PRP/nsubj/said said=say/VBD/ROOT that/IN/mark/rain it/PRP/nsubj/rain would/MD/aux/rain rain/VB/ccomp/said "
    "and/CC/cc/rain planned=plan/VBD/conj/rain to/TO/aux/stay stay/VB/xcomp/planned"
)
TOLD = (
    "Tom/NNP/nsubj/urged urged=urge/VBD/ROOT Ana/NNP/dobj/urged ;/:/punct/rained it/PRP/nsubj/rained "
    "rained=rain/VBD/ccomp/urged"
)
CONTENTS = [
    (
        SAID, "said", ["that it rained"], "complement:0:ccomp",
        {
            "label=complement:0:ccomp", "first=that", "first pos=ADP,complement", "last pos=VERB", "word before=VERB",
            "word after=,", "dep after=punct", "gap=1", "cut=,relcl:which", "cue,cut=say,,relcl", "cue,first=say,that",
            "cue,label=say/V,complement:0:ccomp", "tops=ccomp", "speaker beside=VBD,PROPN,content",
        },
    ),
    (SAID, "said", ["that it rained , which hurt us"], "complement:0:ccomp", {"tail=,relcl:which", "word after=."}),
    (
        SAID, "said", ["Ana"], "fronted:nsubj",
        {"gap=-1", "word before=#", "leaves out=ccomp:", "tops=nsubj", "speaker beside=VBD,content,ADP"},
    ),
    (LEFT, "said", ["that it would rain"], "spine", {"cut conjunct=,intent,10"}),
    (LEFT, "said", ["that it would rain and planned to stay"], "complement", {"tail conjunct=,intent,10"}),
    (TOLD, "urged", ["Ana ; it rained"], "made up", {"spans semicolon=1", "object=begins,PROPN,True"}),
    (TOLD, "urged", ["it rained"], "made up", {"object=leaves,PROPN,True"}),
    (SAID, "rained", ["which hurt us"], "inner", {"gap=2", "tops=relcl"}),
    (SAID, "hurt", ["that it rained", "us"], "made:up", {"gap=0", "tops=ccomp/dobj"}),
    (
        AROUND, "said", [FIRST], "quotation:before",
        {
            "quoted,family=all,quotation", "quotations=1", "left out,quoted=1,all", "gap=-1",
            "holds subject=False,quotation", "pieces=1", "to sentence end=False", "from sentence start=True",
            "cuts quotation=False,False", "quotation=first before,True,True", "quotation after word=first before,#",
            "leaves out=nsubj:",
        },
    ),
    (
        AROUND, "said", [FIRST, SECOND], "quotation:both",
        {
            "quotations=2", "left out,quoted=0,all", "gap=0", "pieces=2", "to sentence end=True",
            "cue between=later after,3", "quotation=later after,False,True", "quotation after word=later after,:",
            "resumes=quotation,quotation", "resumes,word before=:,quotation",
        },
    ),
    (
        AROUND, "said", [FIRST, ", adding : " + SECOND], "made up",
        {"resumes=quotation,VBG", "resumes,word before=<name>,VBG"},
    ),
    (AROUND, "said", ["It rained"], "made up", {"quoted,family=all,made up", "cuts quotation=True,False"}),
    (AROUND, "adding", ["Ana on Monday", SECOND], "made up", {"quoted,family=most,made up"}),
    (
        AROUND, "adding", ["said Ana on Monday", "We"], "made up",
        {"quoted,family=some,made up", "holds cue=ROOT,3"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "cue", "content", "label", "present"), CONTENTS)
def test_features_of_contents(tree: str, cue: str, content: list[str], label: str, present: set[str]) -> None:
    doc = document(tree)
    token = at(doc, cue)
    probable = {i: 0.9 for i, word in enumerate(doc.parse.word) if word in ("said", "adding")}
    (found,) = map(set, content_features(doc, [(token, ranges(doc, *content), label)], likely_cues(doc, probable)))
    assert present - found == set()


def test_a_content_that_holds_another_cue_says_so() -> None:
    doc = document(AROUND)
    likely = likely_cues(doc, {at(doc, "said"): 0.9, at(doc, "adding"): 0.6})
    row = at(doc, "said"), ranges(doc, "adding : " + SECOND), "sentence:after"
    (found,) = content_features(doc, [row], likely)
    assert "holds cue=advcl,2" in found


def test_likely_cues_are_those_outside_quotations() -> None:
    doc = document(AROUND, SAID)
    second = len(doc.parse) - 9
    probable = {second: 0.31, at(doc, "rained"): 0.9, at(doc, "said"): 0.9, at(doc, "adding"): 0.2}
    assert likely_cues(doc, probable) == {0: [(at(doc, "said"), 0.9)], 1: [(second, 0.31)]}


def test_rivals_are_near() -> None:
    doc = document(" ".join([SAID] * 25))
    cues = [i for i, word in enumerate(doc.parse.word) if word == "said"]
    context = cue_context(doc, cues[0], likely_cues(doc, dict.fromkeys(cues, 0.9)))
    assert [cue for cue, _ in context.rivals] == [cue for cue in cues[1:] if cue - cues[0] <= 200]
    assert 0 < len(context.rivals) < len(cues) - 1


def test_the_context_of_a_cue() -> None:
    doc = document(AROUND)
    context = cue_context(doc, at(doc, "said"), {})
    assert (context.sentence_marks, context.rivals) == ((0, 1), ())
    assert context.subject == at(doc, "Ana")


def test_how_a_content_lies_to_quotations_is_asked_only_where_there_are_any() -> None:
    doc = document(SAID)
    row = at(doc, "said"), ranges(doc, "that it rained"), "complement:0:ccomp"
    (found,) = content_features(doc, [row], {})
    assert not [feature for feature in found if "quot" in feature]
