"""The filter's features, by name and value: what the weights of the file mean."""

from __future__ import annotations

from math import log

import pytest
from trees import at, document, ranges

from quoteattr.attribution.decoder import sources_of
from quoteattr.attribution.filter import filter_rows
from quoteattr.attribution.types import Proposal
from quoteattr.document.document import Document
from quoteattr.loglinear.features import Model

TWICE = (
    "Ana/NNP/nsubj/said said=say/VBD/ROOT Tom/NNP/nsubj/says says=say/VBZ/ccomp/said it/PRP/nsubj/rained "
    "rained=rain/VBD/ccomp/says all/DT/det/day day/NN/npadvmod/rained ././punct/said"
)
QUOTED = (
    "“/``/punct/said He/PRP/nsubj/said said=say/VBD/ccomp/told it/PRP/nsubj/rained "
    "rained=rain/VBD/ccomp/said ,/,/punct/said "
    "”/''/punct/said Ana/NNP/nsubj/told told=tell/VBD/ROOT us/PRP/dative/told ././punct/told"
)
LEFT = "Ana/NNP/nsubj/left left=leave/VBD/ROOT ././punct/left"
TAIL = " and/CC/cc/said then/RB/advmod/left she/PRP/nsubj/left left=leave/VBD/conj/said ././punct/said"
LONG = TWICE.removesuffix(" ././punct/said") + TAIL
SURE, FAIR, POOR = 0.9, 0.5, 0.3  # log-odds 2.197, 0, -0.847


def proposed(
    doc: Document, cue: str, probability: float, said: str, label: str = "made up", share: float = 0.9
) -> Proposal:
    """A cue with a content of these phrases."""
    return Proposal(at(doc, cue), probability, ((share, ranges(doc, *said.split(" | ")), label),))


def rows_of(doc: Document, proposals: list[Proposal]) -> list[dict[str, float]]:
    """The features of proposals whose source is whoever is their subject."""
    return filter_rows(doc, proposals, sources_of([doc], Model({"route=subject:nsubj": 9.0}), [proposals])[0])


def names(row: dict[str, float]) -> set[str]:
    """The features that are there or not."""
    assert all(value == 1 for name, value in row.items() if "=" in name)
    return {name for name in row if "=" in name}


def test_a_proposal_by_itself() -> None:
    doc = document(LEFT, TWICE)
    (row,) = rows_of(doc, [proposed(doc, "said", SURE, "Tom says it rained", "complement:0:ccomp", share=0.5)])
    assert names(row) == {
        "odds=2", "content=4", "family=complement", "odds,family=1,complement", "cue=say/V",
        "pos=VERB", "pos,label=VERB,complement:0:ccomp", "quoted=none", "quoted,odds=none,2", "inside=False",
        "length=1", "paragraph=1", "holder=-9,False", "holder,odds=-4,1", "holder,family=,-4", "rival=-9",
        "rival,odds=-4,1", "held=-6", "quoting=-4,False", "beside=0", "near=-6", "near,odds=-4,1",
        "source=PROPN", "source noun=<name>", "source,sure=PROPN,4", "source,odds=PROPN,1", "source,cue=PROPN,say/V",
        "source route=subject:nsubj", "density=-1", "density,quoted=-1,none",
        "act,opening=speech,True,PROPN", "act,source=speech,PROPN", "finite,source=True,PROPN", "finite,odds=True,2",
        "tag,source=VBD,PROPN", "tag,determiner=VBD,NNP", "class=state/V", "class,tag=state/V,VBD",
        "class,frame=state/V,ccomp", "class,head=state/V,VERB,2", "label,head=complement:0:ccomp,VERB,2",
            "class,opening=state/V,True,PROPN", "class,source=state/V,PROPN",
        "class,determiner=state/V,NNP",
    }  # fmt: skip
    assert {name: value for name, value in row.items() if "=" not in name} == {
        "bias": 1, "log odds": pytest.approx(log(9)), "log content": pytest.approx(log(0.501)),
        "holder odds": -4, "rival odds": -4, "held odds": -4, "near odds": -4,
        "log density": pytest.approx(-log(1 + len(doc.parse) / 40)),
    }  # fmt: skip


PAIRS: list[tuple[str, tuple[str, float, str, str], tuple[str, float, str, str], set[str], set[str]]] = [
    # one holds the other
    (
        TWICE,
        ("said", SURE, "Tom says it rained", "complement:0:ccomp"),
        ("says", POOR, "it rained", "fronted:1"),
        {"held=-1", "holder=-9,False", "rival=-9", "beside=0", "near=-1", "near,odds=0,1"},
        {"held=-6", "holder=2,False", "holder,odds=1,0", "holder,family=complement,1", "rival=-9", "beside=1"},
    ),
    # each holds the other's cue
    (
        TWICE,
        ("said", SURE, "says it", "a"),
        ("says", FAIR, "said", "b:1"),
        {"holder=0,True", "holder,family=b,0", "held=0", "rival=-9"},
        {"holder=2,True", "holder,family=a,1", "held=1", "rival=-9"},
    ),
    # both want the same words: rivals where more than half of one's own are at stake
    (
        TWICE,
        ("said", SURE, "it rained", "a"),
        ("says", SURE, "it rained all day", "b"),
        {"rival=2", "rival,odds=1,1", "holder=-9,False", "held=-6", "length=0"},
        {"rival=-9", "rival,odds=-4,1", "holder=-9,False", "held=-6", "length=1"},
    ),
    # three tokens apart are near, four are not
    (
        LONG,
        ("says", SURE, "Tom", "a"),
        ("all", POOR, "she", "b"),
        {"near=-1", "beside=0"},
        {"near=1", "beside=1"},
    ),
    (
        LONG,
        ("says", SURE, "Tom", "a"),
        ("day", POOR, "she", "b"),
        {"near=-6", "beside=0"},
        {"near=-6", "beside=1"},
    ),
    # beside another that is as likely as not: only likelier ones count
    (
        TWICE,
        ("said", SURE, "it rained", "a"),
        ("says", FAIR, "all day", "b"),
        {"beside=0", "near=0"},
        {"beside=1", "near=1"},
    ),
    # what is said inside a quotation, and who quotes it
    (
        QUOTED,
        ("said", 0.6, "it rained", "complement:0:ccomp"),
        ("told", 0.97, '" He said it rained , "', "quotation:1"),
        {"inside=True", "quoting=2,True", "quoted=all", "holder=3,False", "near=-6"},
        {"inside=False", "quoting=-4,False", "quoted=all", "held=0", "quoted,odds=all,3"},
    ),
    # a cue in the same quotation quotes nobody
    (
        QUOTED,
        ("said", SURE, "it rained", "a"),
        ("He", SURE, "said", "b"),
        {"inside=True", "quoting=-4,True", "holder=2,False"},
        {"inside=True", "quoting=-4,True"},
    ),
    # partly quoted content
    (
        QUOTED,
        ("told", SURE, '" Ana', "a"),
        ("said", SURE, "us", "b"),
        {"quoted=some", "quoted,odds=some,2", "holder=-9,False"},
        {"quoted=none", "quoted,odds=none,2", "holder=-9,False"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "one", "other", "first", "second"), PAIRS)
def test_two_proposals_that_meet(
    tree: str,
    one: tuple[str, float, str, str],
    other: tuple[str, float, str, str],
    first: set[str],
    second: set[str],
) -> None:
    doc = document(tree)
    rows = rows_of(doc, [proposed(doc, *one), proposed(doc, *other)])
    assert first - names(rows[0]) == set()
    assert second - names(rows[1]) == set()


def test_the_surest_of_several_counts() -> None:
    doc = document(TWICE)
    holders = [
        proposed(doc, "Ana", POOR, "said Tom says it rained", "a"),
        proposed(doc, "said", SURE, "Tom says it rained", "b"),
        proposed(doc, "Tom", FAIR, "says it", "c"),
    ]
    *_, held, rival = rows_of(
        doc, [*holders, proposed(doc, "says", SURE, "it rained all"), proposed(doc, "day", POOR, "it rained all")]
    )
    assert {"holder=2,False", "holder,family=b,1", "near=1"} - names(held) == set()
    assert held["holder odds"] == held["near odds"] == pytest.approx(log(9))
    assert rival["rival odds"] == pytest.approx(log(9))
    assert "beside=2" in names(rival)


def test_counts_and_lengths_are_capped() -> None:
    tree = " ".join(f"w{i}/NN/dep/0" for i in range(60))
    doc = document("so/RB/ROOT " + tree)
    long = " ".join(f"w{i}" for i in range(10, 50))
    rows = rows_of(doc, [proposed(doc, f"w{i}", SURE, long) for i in (0, 52, 54, 56, 58, 59)])
    assert {"length=8", "beside=4"} - names(rows[0]) == set()
    (row,) = rows_of(doc, [proposed(doc, "w0", SURE, long.rpartition(" w42")[0])])
    assert "length=8" in names(row)
    (row,) = rows_of(doc, [proposed(doc, "w0", SURE, long.rpartition(" w41")[0])])
    assert "length=7" in names(row)


def test_paragraphs_after_the_first_are_alike() -> None:
    doc = document(LEFT, LEFT.replace("left", "went"), TWICE)
    rows = rows_of(doc, [proposed(doc, cue, SURE, "Ana") for cue in ("left", "went", "said")])
    assert [{"paragraph=0", "paragraph=1"} & names(row) for row in rows] == [
        {"paragraph=0"}, {"paragraph=1"}, {"paragraph=1"},
    ]  # fmt: skip


def test_neighbours_in_the_sentence_before_and_after_are_near() -> None:
    doc = document(f"{LEFT} {TWICE}")
    first, second = rows_of(doc, [proposed(doc, "left", SURE, "Ana"), proposed(doc, "said", POOR, "it rained")])
    assert doc.parse.sentence[at(doc, "left")] != doc.parse.sentence[at(doc, "said")]
    assert {"near=-1", "beside=0"} - names(first) == set()
    assert {"near=1", "beside=0"} - names(second) == set()


def test_a_content_meets_what_stands_in_its_own_sentences() -> None:
    """A quotation's cue may stand sentences away from what it holds."""
    doc = document(f"{LEFT} {LEFT.replace('left', 'went')} {TWICE}")
    far = proposed(doc, "left", SURE, "Ana went . | it rained")
    assert "rival=2" in names(rows_of(doc, [far, proposed(doc, "says", POOR, "it rained")])[1])
