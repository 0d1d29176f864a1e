"""Contents: which stretches the syntax and the marks allow to be what was said, by the construction."""

from __future__ import annotations

import pytest
from trees import at, document, ranges, words

from quoteattr.attribution.contents import complements, content_candidates
from quoteattr.attribution.syntax import trim

THAT = (
    "Ana/NNP/nsubj/said said=say/VBD/ROOT that/IN/mark/rained it/PRP/nsubj/rained rained=rain/VBD/ccomp/said "
    "././punct/said"
)
TOLD = (
    "Ana/NNP/nsubj/told told=tell/VBD/ROOT them/PRP/dative/told on/IN/prep/told paper/NN/pobj/on "
    "it/PRP/nsubj/rained "
    "rained=rain/VBD/ccomp/told ././punct/told"
)
AROUND = (
    "“/``/punct/rained It/PRP/nsubj/rained rained=rain/VBD/ccomp/said ,/,/punct/rained ”/''/punct/rained "
    "said=say/VBD/ROOT Ana/NNP/nsubj/said ,/,/punct/said “/``/punct/go so/RB/advmod/go we/PRP/nsubj/go "
    "must/MD/aux/go go/VB/ccomp/said ././punct/said ”/''/punct/said"
)
MIXED = (
    "Ana/NNP/nsubj/called called=call/VBD/ROOT it/PRP/nsubj/rain “/``/punct/rain a/DT/det/rain soft/JJ/amod/rain "
    "rain/NN/oprd/called ”/''/punct/rain on/IN/prep/called Monday/NNP/pobj/on ././punct/called"
)

CONTENTS = [
    # a reported clause, its complementizer included; the rest of the sentence
    (THAT, "said", "that it rained", "complement:0:ccomp"),
    (TOLD, "told", "it rained", "complement:2:ccomp"),
    (TOLD, "told", "on paper it rained", "complement:1:prep+ccomp"),
    (TOLD, "told", "paper", "prepositional:on:pobj"),
    (TOLD, "told", "paper it rained", "prepositional:on:pobj+"),
    (
        "it/PRP/nsubj/rained rained=rain/VBD/ccomp/said ,/,/punct/said Ana/NNP/nsubj/said said=say/VBD/ROOT",
        "said", "it rained", "fronted:ccomp",
    ),
    # quotations around the cue
    (AROUND, "said", '" It rained , "', "quotation:before"),
    (AROUND, "said", '" so we must go . "', "quotation:after"),
    (AROUND, "said", '" It rained , " | " so we must go . "', "quotation:both"),
    # quoted words in a reported clause: a stretch that touches a quotation takes all of it
    (MIXED, "called", '" a soft rain "', "quotation:after"),
    (MIXED, "called", 'it " a soft rain "', "complement:0:oprd"),
    (MIXED.replace("nsubj/rain", "punct/called"), "called", 'it " a soft rain "', "mixed:after"),
    # the complement of an object: made the claim that
    (
        "Ana/NNP/nsubj/made made=make/VBD/ROOT the/DT/det/claim claim/NN/dobj/made that/IN/mark/rained "
        "it/PRP/nsubj/rained rained=rain/VBD/acl/claim",
        "made", "that it rained", "inner:dobj:acl",
    ),
    (
        "Ana/NNP/nsubj/raised raised=raise/VBD/ROOT fears/NNS/dobj/raised about/IN/prep/fears rain/NN/pobj/about",
        "raised", "rain", "inner:dobj:prep:pobj",
    ),
    # without what hangs from its end
    (
        "Ana/NNP/nsubj/praised praised=praise/VBD/ROOT the/DT/det/rain rain/NN/dobj/praised ,/,/punct/rain "
        "which/WDT/nsubj/fell fell=fall/VBD/relcl/rain",
        "praised", "the rain", "shortened:dobj-relcl",
    ),
    (
        "Ana/NNP/nsubj/spoke spoke=speak/VBD/ROOT of/IN/prep/spoke rain/NN/pobj/of after/IN/prep/rain "
        "dark/NN/pobj/after",
        "spoke", "rain", "shortened:pobj-prep",
    ),
    (
        "Ana/NNP/nsubj/said said=say/VBD/ROOT it/PRP/nsubj/rained rained=rain/VBD/ccomp/said as/IN/mark/left "
        "she/PRP/nsubj/left left=leave/VBD/advcl/rained",
        "said", "it rained", "shortened:ccomp-advcl",
    ),
    # before a clause that hangs deep in it: said it was clear that it rained, adding
    (
        "Ana/NNP/nsubj/said said=say/VBD/ROOT it/PRP/nsubj/is is=be/VBZ/ccomp/said clear/JJ/acomp/is "
        "that/IN/mark/rained "
        "it/PRP/nsubj/rained rained=rain/VBD/ccomp/is and/CC/cc/rained snowed=snow/VBD/conj/rained",
        "said", "it is clear that it rained", "spine:ccomp-conj",
    ),
    # a relative clause: which he describes as a flood; a flood he fears will come
    (
        "the/DT/det/rain rain/NN/ROOT which/WDT/dobj/describes he/PRP/nsubj/describes "
        "describes=describe/VBZ/relcl/rain "
        "as/IN/prep/describes a/DT/det/flood flood/NN/pobj/as",
        "describes", "which | as a flood", "relative:prep",
    ),
    (
        "the/DT/det/rain rain/NN/ROOT he/PRP/nsubj/fears fears=fear/VBZ/relcl/rain will/MD/aux/come "
        "come/VB/ccomp/fears",
        "fears", "the rain | will come", "antecedent:ccomp",
    ),
    # a passive's subject with its complement
    (
        "Rain/NN/nsubjpass/said is/VBZ/auxpass/said said=say/VBN/ROOT to/TO/aux/fall fall/VB/xcomp/said",
        "said", "Rain | to fall", "passive:nsubjpass:xcomp",
    ),
    # the clause a cue hangs from
    (
        "It/PRP/nsubj/rained rained=rain/VBD/ROOT ,/,/punct/rained according=accord/VBG/prep/rained "
        "to/IN/prep/according Ana/NNP/pobj/to",
        "according", "It rained", "governing:prep",
    ),
    (
        "It/PRP/nsubj/rained ,/,/punct/said Ana/NNP/nsubj/said said=say/VBD/parataxis/rained ,/,/punct/said "
        "rained=rain/VBD/ROOT all/DT/det/day day/NN/npadvmod/rained",
        "said", "It | rained all day", "governing:parataxis",
    ),
    (
        "Ice/NN/nsubj/rained ,/,/punct/said Ana/NNP/nsubj/said said=say/VBD/parataxis/rained ,/,/punct/said "
        "rained=rain/VBD/ROOT all/DT/det/day day/NN/npadvmod/rained",
        "said", "Ice", "sentence:before",
    ),
    (
        "In/IN/prep/was her/PRP$/poss/view view/NN/pobj/In ,/,/punct/was it/PRP/nsubj/was was=be/VBD/ROOT "
        "rain/NN/attr/was",
        "view", "it was rain", "governing:phrase",
    ),
    (
        "The/DT/det/rumour rumour/NN/attr/is is=be/VBZ/ROOT that/IN/mark/rained it/PRP/nsubj/rained "
        "rained=rain/VBD/ccomp/is",
        "rumour", "that it rained", "sibling:ccomp",
    ),
    # predicates: the claim is that; is sure that
    (
        "The/DT/det/claim claim/NN/nsubj/is is=be/VBZ/ROOT that/IN/mark/rained it/PRP/nsubj/rained "
        "rained=rain/VBD/ccomp/is",
        "claim", "that it rained", "predicate:ccomp",
    ),
    (
        "The/DT/det/claim claim/NN/nsubj/was was=be/VBD/ROOT rain/NN/punct/was",
        "claim", "rain", "predicate:be",
    ),
    (
        "Ana/NNP/nsubj/is is=be/VBZ/ROOT sure/JJ/acomp/is that/IN/mark/rained it/PRP/nsubj/rained "
        "rained=rain/VBD/ccomp/is",
        "sure", "that it rained", "adjectival:ccomp",
    ),
    # not beyond a semicolon
    (
        "According=accord/VBG/prep/rained to/IN/prep/According Ana/NNP/pobj/to it/PRP/nsubj/rained "
        "rained=rain/VBD/ROOT ;/:/punct/rained Tom/NNP/nsubj/left left=leave/VBD/conj/rained",
        "According", "it rained", "clipped:governing",
    ),
    # whatever the syntax: the rest of the sentence
    (
        "Rain/NN/dep/said Ana/NNP/nsubj/said said=say/VBD/ROOT up/RP/prt/said hills/NNS/punct/said",
        "said", "hills", "sentence:after",
    ),
    (
        "Rain/NN/dep/said Ana/NNP/nsubj/said said=say/VBD/ROOT up/RP/prt/said hills/NNS/punct/said",
        "said", "Rain | hills", "sentence:both",
    ),
    (
        "It/PRP/nsubj/rained rained=rain/VBD/dep/said Ana/NNP/nsubj/said said=say/VBD/ROOT of/IN/punct/said "
        "hills/NNS/punct/said",
        "said", "hills", "sentence:after particle",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "cue", "content", "label"), CONTENTS)
def test_candidates_by_construction(tree: str, cue: str, content: str, label: str) -> None:
    doc = document(tree)
    shown = {words(doc, found): by for found, by in content_candidates(doc, at(doc, cue)).items()}
    assert content in shown
    labels = {by for found, by in shown.items() if found == content}
    assert labels == {label}


def test_an_adverbial_of_time_is_no_content() -> None:
    doc = document(TOLD.replace("paper/NN/", "Monday/NNP/"))
    shown = {words(doc, found): by for found, by in content_candidates(doc, at(doc, "told")).items()}
    assert shown["it rained"] == "complement:2:ccomp"
    assert {"on Monday", "Monday", "Monday it rained"} & shown.keys() == set()


def test_candidates_hold_words_and_never_the_cue() -> None:
    for tree, cue, *_ in CONTENTS:
        doc = document(tree)
        token = at(doc, cue)
        for content in content_candidates(doc, token):
            assert doc.words(content)
            assert not any(a <= token < b for a, b in content)
            assert list(content) == sorted(content)


RAINED = (
    "“/``/punct/rained {it}/PRP/nsubj/rained rained=rain/VBD/ROOT hard/RB/advmod/rained ././punct/rained "
    "”/''/punct/rained"
)
SAID = "Ana/NNP/nsubj/said said=say/VBD/ROOT this/DT/dobj/said {end}/{end}/punct/said"


def rained(it: str) -> str:
    return RAINED.format(it=it)


NEIGHBOURS = [
    # a cue that ends its paragraph takes the quotation that opens the next
    ([SAID.format(end=":"), rained("it")], "said", '" it rained hard . "', "next:quotation"),
    ([SAID.format(end="."), rained("it")], "said", '" it rained hard . "', "next:quotation"),
    (
        [SAID.format(end=":"), rained("it"), rained("he")],
        "said", '" it rained hard . " " he rained hard . "', "next:two paragraphs",
    ),
    (
        [SAID.format(end=":"), rained("it") + " " + rained("he")],
        "said", '" it rained hard . " " he rained hard . "', "next:quotations",
    ),
    ([SAID.format(end=":"), "It/PRP/nsubj/rained rained=rain/VBD/ROOT"], "said", "It rained", "next:paragraph"),
    # one that opens its paragraph, the quotation that is the paragraph before
    ([rained("it"), SAID.format(end=".")], "said", '" it rained hard . "', "previous:paragraph"),
]  # fmt: skip


@pytest.mark.parametrize(("trees", "cue", "content", "label"), NEIGHBOURS)
def test_quotations_of_the_paragraphs_beside(trees: list[str], cue: str, content: str, label: str) -> None:
    doc = document(*trees)
    shown = {words(doc, found): by for found, by in content_candidates(doc, at(doc, cue)).items()}
    assert shown.get(content) == label


@pytest.mark.parametrize(
    ("trees", "cue"),
    [
        # a plain paragraph after a full stop is nobody's speech; nor is one only part of which is quoted
        ([SAID.format(end="."), "It/PRP/nsubj/rained rained=rain/VBD/ROOT"], "said"),
        ([rained("it") + " So/RB/advmod/cried cried=cry/VBD/ROOT she/PRP/nsubj/cried", SAID.format(end=".")], "said"),
        # a cue in a quotation does not reach out of its paragraph
        ([rained("it"), rained("he").replace("rained", "poured"), rained("she")], "poured"),
    ],
)
def test_no_content_beyond_the_paragraph(trees: list[str], cue: str) -> None:
    doc = document(*trees)
    token = at(doc, cue)
    own = doc.parse.paragraph[token]
    touched = {doc.parse.paragraph[a] for content in content_candidates(doc, token) for a, _ in content}
    assert touched <= {own}


def test_quotations_of_the_cues_paragraph() -> None:
    said = "he/PRP/nsubj/said said=say/VBD/ROOT"
    doc = document(" ".join([rained("it"), rained("we"), said, ":/:/punct/said", rained("you"), rained("they")]))
    labels = {label: words(doc, content) for content, label in content_candidates(doc, at(doc, "said")).items()}
    we, you, they = (f'" {subject} rained hard . "' for subject in ("we", "you", "they"))
    assert labels["quotation:before"] == we
    assert labels["quotation:after"] == you
    assert labels["quotation:two after"] == f"{you} {they}"
    assert labels["quotation:both"] == f"{we} | {you}"
    assert labels["quotation:last before, all after"] == f"{we} | {you} {they}"
    colon = {label: words(doc, content) for content, label in content_candidates(doc, at(doc, ":")).items()}
    assert colon["quotation:after"] == you
    assert f"{you} {they}" in colon.values()


TRIMMED = [
    ("( it rained )", "it rained )"),
    (", it rained .", "it rained"),
    ("\" it rained , \"", "\" it rained , \""),
    ("it rained ? ,", "it rained ?"),
    (", . -", ""),
    ("it rained ! ;", "it rained !"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TRIMMED)
def test_outer_punctuation_is_no_content(text: str, expected: str) -> None:
    tags = {"it": "PRP", "rained": "VBD"}
    doc = document(" ".join(f"{word}/{tags.get(word, '.')}/dep" for word in text.split()))
    assert words(doc, trim(doc, ((0, len(doc.parse)),))) == expected


def test_trimming_drops_ranges_of_punctuation() -> None:
    doc = document("it/PRP/dep ,/,/dep ,/,/dep rained=rain/VBD/dep ././dep ;/:/dep")
    assert trim(doc, ((0, 1), (2, 3), (4, 6))) == ((0, 1),)
    assert trim(doc, ((1, 2), (3, 4), (5, 6))) == ((3, 4),)


def test_complements_are_what_can_be_said() -> None:
    doc = document(TOLD)
    assert [doc.parse.word[k] for k in complements(doc, at(doc, "told"))] == ["them", "on", "rained"]
    doc = document(AROUND)
    assert [doc.parse.word[k] for k in complements(doc, at(doc, "said"))] == ["go"]


def test_a_cue_inside_a_quotation_takes_part_of_it() -> None:
    doc = document(
        "“/``/punct/said He/PRP/nsubj/said said=say/VBD/ROOT it/PRP/nsubj/rained rained=rain/VBD/ccomp/said "
        "././punct/said "
        "”/''/punct/said"
    )
    shown = [words(doc, content) for content in content_candidates(doc, at(doc, "said"))]
    assert "it rained" in shown


def test_the_subject_between_a_quotation_and_the_cue_is_no_content_however_it_is_parsed() -> None:
    doc = document(
        "“/``/punct/rained it/PRP/nsubj/rained rained=rain/VBD/ccomp/said ,/,/punct/rained ”/''/punct/rained "
        "Ana/NNP/appos/rained Lund/NNP/appos/rained said=say/VBD/ROOT Monday/NNP/nsubj/said"
    )
    found = content_candidates(doc, at(doc, "said"))
    assert ranges(doc, '" it rained , "') in found
    assert not [content for content in found if any(a <= at(doc, "Lund") < b for a, b in content)]


def test_a_clause_of_which_the_cue_leaves_nothing_is_no_content() -> None:
    """Where edges cross, what hangs from a cue may reach around all that the cue hangs from."""
    doc = document("Ana/NNP/nsubj/said rained=rain/VBD/ROOT said=say/VBD/parataxis/rained")
    assert all(words(doc, content) for content in content_candidates(doc, at(doc, "said")))


@pytest.mark.parametrize(
    "debris", ["10:32/CD/nummod/rained", "@ana/NNP/dep/rained", "NEWS/NNP/dep/rained :/:/punct/rained"]
)
def test_a_content_does_not_begin_with_debris_before_its_mark(debris: str) -> None:
    doc = document(f"{debris} {AROUND}")
    found = {words(doc, content) for content in content_candidates(doc, at(doc, "said"))}
    assert '" It rained , "' in found
    assert not any(content.startswith(debris.partition("/")[0]) and '" It' in content for content in found)


def test_the_last_mark_of_a_name_makes_it_no_rest_of_the_sentence() -> None:
    doc = document(
        "“/``/punct/rained It/PRP/nsubj/rained rained=rain/VBD/ccomp/said ,/,/punct/rained ”/''/punct/rained "
        "said=say/VBD/ROOT a/DT/det/guide guide/NN/nsubj/said known=know/VBN/acl/guide as/IN/prep/known "
        "“/``/punct/Moss Moss/NNP/pobj/as ./,/punct/said ”/''/punct/said"
    )
    found = {words(doc, content) for content in content_candidates(doc, at(doc, "said"))}
    assert '" It rained , "' in found
    assert not any("rained" in content and "Moss" in content for content in found)


def test_a_pronoun_alone_is_no_content_but_in_marks() -> None:
    doc = document("Ana/NNP/nsubj/denied denied=deny/VBD/ROOT it/PRP/dobj/denied ././punct/denied")
    assert "it" not in {words(doc, content) for content in content_candidates(doc, at(doc, "denied"))}
    doc = document(
        "\"/``/punct/said You/PRP/ccomp/said ,/,/punct/said \"/''/punct/said she/PRP/nsubj/said said=say/VBD/ROOT"
    )
    assert '" You , "' in {words(doc, content) for content in content_candidates(doc, at(doc, "said"))}
