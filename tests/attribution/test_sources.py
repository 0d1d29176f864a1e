"""Sources: whose words they may be, by the way through the dependencies from the cue."""

from __future__ import annotations

import pytest
from trees import at, document, ranges, words

from quoteattr.attribution.sources import source_candidates
from quoteattr.attribution.syntax import subject_of

SUBJECTS = [
    ("Ana/NNP/nsubj/said said=say/VBD/ROOT", "said", "Ana", "own"),
    ("Ana/NNP/nsubj/left left/VBD/ROOT and/CC/cc/left said=say/VBD/conj/left", "said", "Ana", "/conj"),
    ("Ana/NNP/nsubj/went went=go/VBD/ROOT on/RP/prt/went to/TO/aux/say say/VB/xcomp/went", "say", "Ana", "/xcomp"),
    ("Ana/NNP/nsubj/left left/VBD/ROOT ,/,/punct/left saying=say/VBG/advcl/left", "saying", "Ana", "/advcl"),
    ("a/DT/det/report report/NN/ROOT saying=say/VBG/acl/report", "saying", "report", "/acl"),
    ("the/DT/det/man man/NN/ROOT they/PRP/nsubj/quote quote/VBP/relcl/man", "quote", "they", "own"),
    ("the/DT/det/man man/NN/ROOT quoted=quote/VBN/relcl/man", "quoted", "man", "/relcl"),
    ("Rain/NN/ROOT Lund/NNP/nsubjpass/quoted was/VBD/auxpass/quoted quoted=quote/VBN/ROOT", "quoted", "Lund", "own"),
    ("There/EX/expl/is is=be/VBZ/ROOT talk/NN/attr/is", "is", None, ""),
    ("Say/VB/ROOT it/PRP/dobj/Say", "Say", None, ""),
]


@pytest.mark.parametrize(("tree", "verb", "subject", "route"), SUBJECTS)
def test_the_subject_of_a_verb_and_the_route_to_it(tree: str, verb: str, subject: str | None, route: str) -> None:
    doc = document(tree)
    found, how = subject_of(doc, at(doc, verb))
    assert (None if found is None else doc.parse.word[found]) == subject
    assert how == route


def test_the_way_to_a_subject_has_an_end() -> None:
    deep = "Ana/NNP/nsubj/v0 v0/VBD/ROOT " + " ".join(f"v{i}/VBD/conj/v{i - 1}" for i in range(1, 9))
    doc = document(deep)
    assert subject_of(doc, at(doc, "v4"))[0] == 0
    assert subject_of(doc, at(doc, "v8"))[0] is None


SOURCES = [
    # a whole clause before the name is none of it
    (
        "bells/NNS/nsubj/rang rang=ring/VBD/dep/Ana and/CC/cc/rang Ana/NNP/nsubj/said said=say/VBD/ROOT "
        "it/PRP/nsubj/rained rained=rain/VBD/ccomp/said",
        "said", "it rained", {"Ana": "subject:nsubj|whole"},
    ),
    # subject before and after the cue, with what hangs from it, and cut before that
    (
        "Ana/NNP/nsubj/said said=say/VBD/ROOT it/PRP/nsubj/rained rained=rain/VBD/ccomp/said",
        "said", "it rained", {"Ana": "subject:nsubj|whole"},
    ),
    (
        "“/``/punct/rained It/PRP/nsubj/rained rained=rain/VBD/ccomp/said ,/,/punct/rained ”/''/punct/rained "
        "said=say/VBD/ROOT Ana/NNP/nsubj/said ,/,/punct/Ana a/DT/det/mayor mayor/NN/appos/Ana",
        "said", '" It rained , "',
        {"Ana , a mayor": "inverted:nsubj|whole", "Ana": "inverted:nsubj|-appos"},
    ),
    (
        "Ana/NNP/nsubj/said ,/,/punct/Ana who/WP/nsubj/left left/VBD/relcl/Ana ,/,/punct/Ana said=say/VBD/ROOT "
        "it/PRP/nsubj/rained rained=rain/VBD/ccomp/said",
        "said", "it rained",
        {"Ana , who left": "subject:nsubj|whole", "Ana": "subject:nsubj|-relcl"},
    ),
    # the noun before an insertion that parts it from its verb, hung from another word
    (
        "Ana/NNP/dep/won ,/,/punct/won who/WP/nsubj/won won=win/VBD/relcl/said ,/,/punct/won said=say/VBD/ROOT "
        "no/DT/dobj/said",
        "said", "no", {"Ana": "beside:parted|whole"},
    ),
    (
        "Ana/NNP/dep/won (/-LRB-/punct/won who/WP/nsubj/won won=win/VBD/relcl/said )/-RRB-/punct/won "
        "now/RB/advmod/said said=say/VBD/ROOT no/DT/dobj/said",
        "said", "no", {"Ana": "beside:parted|whole"},
    ),
    # what stands between the quotation and the cue, though the parser has it otherwise
    (
        "“/``/punct/rained it/PRP/nsubj/rained rained=rain/VBD/ccomp/said ,/,/punct/rained ”/''/punct/rained "
        "Ana/NNP/appos/rained said=say/VBD/ROOT Monday/NNP/nsubj/said",
        "said", '" it rained , "',
        {"Ana": "between|whole", "Monday": "inverted:nsubj|whole"},
    ),
    # possessor, agent, object of a preposition, phrase within a preposition
    (
        "Ana/NNP/poss/claim 's/POS/case/Ana claim/NN/ROOT that/IN/mark/rained it/PRP/nsubj/rained "
        "rained=rain/VBD/acl/claim",
        "claim", "that it rained", {"Ana 's": "poss|whole"},
    ),
    (
        "It/PRP/nsubjpass/said was/VBD/auxpass/said said=say/VBN/ROOT by/IN/agent/said Ana/NNP/pobj/by "
        "that/IN/mark/rained it/PRP/nsubj/rained rained=rain/VBD/ccomp/said",
        "said", "that it rained", {"It": "subject:nsubjpass|whole", "Ana": "agent|whole"},
    ),
    (
        "It/PRP/nsubj/rained rained=rain/VBD/ROOT ,/,/punct/rained according=accord/VBG/prep/rained "
        "to/IN/prep/according Ana/NNP/pobj/to",
        "according", "It rained", {"Ana": "prep:to|whole"},
    ),
    (
        "Word/NN/nsubj/came came=come/VBD/ROOT from/IN/prep/came inside/IN/prep/from Troy/NNP/pobj/inside "
        "that/IN/mark/rained it/PRP/nsubj/rained rained=rain/VBD/ccomp/came",
        "came", "that it rained", {"Troy": "prep2:inside|whole"},
    ),
    (
        "Word/NN/nsubj/came came=come/VBD/ROOT from/IN/prep/came Ana/NNP/pobj/from that/IN/mark/rained "
        "it/PRP/nsubj/rained rained=rain/VBD/ccomp/came",
        "came", "that it rained", {"Word": "subject:nsubj|whole", "Ana": "prep:from|whole"},
    ),
    # the noun a clause or modifier hangs from, the possessor of an object, an object
    (
        "a/DT/det/report report/NN/ROOT saying=say/VBG/acl/report it/PRP/nsubj/rained rained=rain/VBD/ccomp/saying",
        "saying", "it rained", {"a report": "acl/head|whole"},
    ),
    (
        "Rain/NN/nsubj/left left/VBD/ROOT Ana/NNP/poss/mind 's/POS/case/Ana mind/NN/dobj/left",
        "left", "Rain", {"Ana 's mind": "child:dobj|whole", "Ana 's": "dobj.poss|whole"},
    ),
    (
        "They/PRP/nsubj/quoted quoted=quote/VBD/ROOT Ana/NNP/dobj/quoted “/``/punct/rain rain/NN/oprd/quoted "
        "”/''/punct/rain",
        "quoted", '" rain "', {"They": "subject:nsubj|whole", "Ana": "child:dobj|whole"},
    ),
    # through another verb
    (
        "Ana/NNP/nsubj/left left/VBD/ROOT ,/,/punct/left saying=say/VBG/advcl/left it/PRP/nsubj/rained "
        "rained=rain/VBD/ccomp/saying",
        "saying", "it rained", {"Ana": "advcl/subject:nsubj|whole"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "cue", "content", "expected"), SOURCES)
def test_candidates_by_their_route(tree: str, cue: str, content: str, expected: dict[str, str]) -> None:
    doc = document(tree)
    found = source_candidates(doc, at(doc, cue), ranges(doc, content))
    shown = {words(doc, [span]): label for span, label in found.items()}
    assert {phrase: shown.get(phrase) for phrase in expected} == expected
    assert all("it rained" not in phrase for phrase in shown)


def test_no_candidate_holds_content_or_cue() -> None:
    for tree, cue, content, _ in SOURCES:
        doc = document(tree)
        said = ranges(doc, content)
        for first, last in source_candidates(doc, at(doc, cue), said):
            assert first < last
            assert not any(a < last and first < b for a, b in said)
            assert not first <= at(doc, cue) < last


def test_a_source_all_in_the_content_is_none() -> None:
    doc = document("Ana/NNP/nsubj/said said=say/VBD/ROOT so/RB/advmod/said")
    assert source_candidates(doc, 1, ranges(doc, "Ana")) == {}


COLONS = [
    ("Lund/NNP/ROOT Ana/NNP/compound/Lund :/:/punct/Lund It/PRP/nsubj/rained rained=rain/VBD/ROOT", "Lund Ana"),
    ("Ana/NNP/compound/Lund Lund/NNP/ROOT :/:/punct/Lund It/PRP/nsubj/rained rained=rain/VBD/ROOT", "Ana Lund"),
    (
        "It/PRP/nsubj/rained rained=rain/VBD/ROOT ././punct/rained The/DT/det/mayor mayor/NN/ROOT :/:/punct/mayor "
        "Go/VB/ROOT",
        "The mayor",
    ),
    (
        "Then/RB/advmod/asked Ana/NNP/nsubj/asked asked=ask/VBD/ROOT me/PRP/dative/asked this/DT/dobj/asked "
        ":/:/punct/asked Go/VB/ROOT",
        "me",
    ),
    (
        "the/DT/det/late late/JJ/amod/Lund Ana/NNP/compound/Lund Lund/NNP/ROOT :/:/punct/Lund "
        "Go/VB/ROOT",
        "the late Ana Lund",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "expected"), COLONS)
def test_who_stands_before_a_colon(tree: str, expected: str) -> None:
    doc = document(tree)
    colon = at(doc, ":")
    found = source_candidates(doc, colon, ((colon + 1, len(doc.parse)),))
    shown = [words(doc, [span]) for span in found]
    assert expected in shown


def test_a_name_before_a_colon_is_a_source_by_itself() -> None:
    doc = document(
        "Then/RB/advmod/asked Ana/NNP/nsubj/asked asked=ask/VBD/ROOT why/WRB/dep/asked :/:/punct/Go Go/VB/ROOT"
    )
    shown = {words(doc, [span]): label for span, label in source_candidates(doc, at(doc, ":"), ((5, 6),)).items()}
    assert shown == {"Then Ana asked why": "colon|whole", "Ana": "colon|name"}


def test_content_before_a_colon_is_no_source() -> None:
    doc = document("Ana/NNP/compound/Lund Lund/NNP/ROOT :/:/punct/Lund Go/VB/ROOT")
    assert [words(doc, [span]) for span in source_candidates(doc, 2, ((0, 1),))] == ["Lund"]
    assert "Ana Lund" in [words(doc, [span]) for span in source_candidates(doc, 2, ((3, 4),))]


def test_nothing_stands_before_a_colon_that_opens_the_text() -> None:
    doc = document(":/:/ROOT Go/VB/dep/:")
    assert source_candidates(doc, 0, ((1, 2),)) == {}


CALLED = (
    "“/``/punct/rained It/PRP/nsubj/rained rained=rain/VBD/ccomp/said ,/,/punct/rained ”/''/punct/rained "
    "said=say/VBD/ROOT a/DT/det/guide guide/NN/nsubj/said known=know/VBN/acl/guide as/IN/prep/known "
    "“/``/punct/Moss Moss/NNP/pobj/as ./,/punct/Moss ”/''/punct/said"
)


def test_a_source_ends_behind_the_quotation_that_it_ends_in() -> None:
    doc = document(CALLED)
    found = source_candidates(doc, at(doc, "said"), ranges(doc, '" It rained , "'))
    assert 'a guide known as " Moss . "' in {words(doc, (span,)) for span in found}
