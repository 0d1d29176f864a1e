"""Stretches: what the order of words, quotations and paragraphs offers, whatever the syntax."""

from __future__ import annotations

import pytest
from trees import at, document, ranges, words

from quoteattr.attribution.surface_contents import (
    around_gap,
    by_paragraphs,
    by_quotations,
    by_quotations_and_words,
    by_word_order,
    quotations_around,
    rest_of_sentence,
)
from quoteattr.attribution.syntax import clause_edges, noun_behind, speech_marks, subject_between

RAINED = (
    "“/``/punct/rained it/PRP/nsubj/rained rained=rain/VBD/ROOT hard/RB/advmod/rained ././punct/rained "
    "”/''/punct/rained"
)
TOLD = (
    "Ana/NNP/nsubj/told told=tell/VBD/ROOT the/DT/det/mayor mayor/NN/dobj/told at/IN/prep/told noon/NN/pobj/at "
    "that/IN/mark/rained it/PRP/nsubj/rained rained=rain/VBD/acl/noon"
)
SAID = "Ana/NNP/nsubj/said said=say/VBD/ROOT it/PRP/nsubj/snowed snowed=snow/VBD/ccomp/said ././punct/said"
EDGES = [
    ("Ana/NNP/nsubj/say did/VBD/aux/say n't/RB/neg/say say/VB/ROOT so/RB/dobj/say", "say", "Ana did n't say"),
    (
        "so/RB/dep/said said=say/VBD/ROOT the/DT/det/mayor mayor/NN/nsubj/said "
        "then/RB/advmod/said",
        "said", "said the mayor",
    ),
    ("she/PRP/nsubj/set set/VBD/ROOT out/RP/prt/set a/DT/det/plan plan/NN/dobj/set", "set", "she set out"),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "cue", "expected"), EDGES)
def test_the_clause_of_a_cue(tree: str, cue: str, expected: str) -> None:
    doc = document(tree)
    low, high = clause_edges(doc, at(doc, cue))
    assert words(doc, ((low, high + 1),)) == expected


def test_quotations_of_two_tokens_are_no_speech() -> None:
    doc = document(RAINED, "“/``/ROOT Go/VB/dep/“")
    assert words(doc, doc.marked) == '" it rained hard . " | " Go'
    assert words(doc, speech_marks(doc, 0, 0)) == '" it rained hard . "'
    assert speech_marks(doc, 0, 1) == ()


def test_what_is_told_follows_that_or_whoever_is_told() -> None:
    doc = document(TOLD)
    shown = {label: words(doc, ranges) for label, ranges in by_word_order(doc, at(doc, "told"))}
    assert shown == {"surface:that": "that it rained", "surface:told": "at noon that it rained"}
    assert list(by_word_order(doc, at(doc, "rained"))) == []


MILL = (
    "The/DT/det/mill mill/NN/nsubj/closed ,/,/punct/mill which/WDT/det/Lund Ana/NNP/compound/Lund Lund/NNP/nsubj/said "
    "said=say/VBD/relcl/mill had/VBD/aux/paid paid/VBN/ccomp/said nothing/NN/dobj/paid ,/,/punct/mill closed/VBD/ROOT"
)


def test_a_clause_whose_pronoun_stands_before_the_speaker() -> None:
    doc = document(MILL)
    shown = {label: words(doc, ranges) for label, ranges in around_gap(doc, at(doc, "said"))}
    assert shown == {
        "relative:gap": "which | had paid nothing",
        "relative:gap to end": "which | had paid nothing",  # another verb behind the clause's comma is none of it
    }
    assert list(around_gap(doc, at(doc, "closed"))) == []


PRINT = (
    "It/PRP/nsubj/print should/MD/aux/print print/VB/ccomp/said maps/NNS/dobj/print ,/,/punct/maps "
    "Ana/NNP/compound/Lund Lund/NNP/appos/maps ,/,/punct/Lund an/DT/det/engineer engineer/NN/appos/Lund ,/,/punct/said "
    "said=say/VBD/ROOT"
)


def test_what_stands_before_a_name_that_leads_to_the_cue() -> None:
    doc = document(PRINT)
    shown = [words(doc, ranges) for label, ranges in by_word_order(doc, at(doc, "said")) if label.endswith("name")]
    assert shown == ["It should print maps"]  # the description behind the name is hers


def test_a_day_right_behind_the_cue_is_not_what_is_said() -> None:
    doc = document(
        "It/PRP/nsubj/rained rained=rain/VBD/ccomp/said she/PRP/nsubj/said said=say/VBD/ROOT Sunday/NNP/npadvmod/said "
        ",/,/punct/said ending=end/VBG/advcl/said weeks=week/NNS/dobj/ending"
    )
    shown = {label: words(doc, content) for label, content in rest_of_sentence(doc, at(doc, "said"))}
    assert shown["sentence:after"] == ", ending weeks"
    assert shown["sentence:both"] == "It rained | , ending weeks"


def test_a_quotation_in_a_sentence_of_its_own_may_go_on_from_the_clause() -> None:
    doc = document(f"{SAID} {RAINED}")
    before, after = quotations_around(doc, at(doc, "said"))
    found = [*by_quotations(before, after), *by_quotations_and_words(doc, at(doc, "said"), before, after)]
    shown = {label: words(doc, ranges) for label, ranges in found}
    assert shown["clause:quotation"] == 'it snowed | " it rained hard . "'
    assert shown["quotation:after"] == '" it rained hard . "'


STRIKE = (
    "As/IN/prep/leaks for/IN/prep/As us/PRP/pobj/for ,/,/punct/leaks “/``/punct/leaks it/PRP/nsubj/leaks "
    "leaks=leak/VBZ/ccomp/said ,/,/punct/leaks ”/''/punct/leaks she/PRP/nsubj/said said=say/VBD/ROOT ././punct/said"
)


def test_what_leads_to_a_quotation_goes_with_it_and_with_the_next() -> None:
    doc = document(f"{STRIKE} {RAINED}")
    before, after = quotations_around(doc, at(doc, "said"))
    shown = {label: words(doc, found) for label, found in by_quotations_and_words(doc, at(doc, "said"), before, after)}
    assert shown["mixed:both"] == 'As for us , " it leaks , " | " it rained hard . "'


def test_a_quoted_phrase_is_said_without_the_pronoun_before_it() -> None:
    tree = (
        "The/DT/det/step step/NN/ROOT that/WDT/dobj/called farmers=farmer/NNS/nsubj/called "
        "called=call/VBD/relcl/step “/``/punct/surprise {}/{}/det/surprise surprise/{}/oprd/called ”/''/punct/surprise"
    )
    phrase, clause = document(tree.format("a", "DT", "NN")), document(tree.format("hurt", "VBD", "NNS"))
    assert list(around_gap(phrase, at(phrase, "called"))) == []
    shown = {label: words(clause, found) for label, found in around_gap(clause, at(clause, "called"))}
    assert shown["relative:gap"] == 'that | " hurt surprise "'


SMILED = (
    "Ana/NNP/nsubj/smiled smiled=smile/VBD/ROOT as/IN/mark/said she/PRP/nsubj/said said=say/VBD/advcl/smiled "
    "it/PRP/dobj/said {end}/{end}/punct/smiled"
)


@pytest.mark.parametrize(
    ("tree", "offered"),
    [
        (SMILED.format(end="."), False),  # what is "it" was said before
        (SMILED.format(end=":"), True),
        (SMILED.format(end=".").replace("it/PRP", "thanks/NNS"), True),
        ("Ana/NNP/nsubj/said said=say/VBD/ROOT it/PRP/dobj/said twice/RB/advmod/said ././punct/said", True),
    ],
)
def test_the_next_paragraph_is_not_what_a_clause_takes_as_said(tree: str, offered: bool) -> None:
    doc = document(tree, RAINED)
    assert bool(list(by_paragraphs(doc, at(doc, "said")))) is offered


PAUSED = (
    "“/``/punct/rained it/PRP/nsubj/rained rained=rain/VBD/ccomp/said {pause}/{pause}/punct/rained ”/''/punct/rained"
)


@pytest.mark.parametrize(
    ("pause", "rest", "subject"),
    [
        (",", "Ana/NNP/appos/rained said=say/VBD/ROOT Monday/NNP/nsubj/said", "Ana"),  # parsed awry
        ("?", "the/DT/det/mayor mayor/NN/dep/rained then/RB/advmod/said said=say/VBD/ROOT", "the mayor"),
        (
            ",",
            "Ana/NNP/nsubj/said ,/,/punct/Ana who/WP/nsubj/won won=win/VBD/relcl/Ana ,/,/punct/Ana said=say/VBD/ROOT",
            "Ana , who won ,",
        ),
        ("hard", ",/,/punct/said Ana/NNP/nsubj/said said=say/VBD/ROOT", "Ana"),  # as the British have it
        (",", "Ana/NNP/nsubj/said said=say/VBN/acl/Ana", "Ana"),  # taken for a participle
        (",", "Ana/NNP/nsubjpass/said was/VBD/auxpass/said said=say/VBN/ROOT", None),
        (",", "Ana/NNP/nsubj/left left=leave/VBD/ROOT as/IN/mark/said he/PRP/nsubj/said said=say/VBD/advcl/left", None),
        (",", "Monday/NNP/npadvmod/said Ana/NNP/nsubj/said said=say/VBD/ROOT", None),  # when, not who
        (",", "with/IN/prep/said Ana/NNP/pobj/with said=say/VBD/ROOT", None),
        (",", "Ana/NNP/nsubj/said said=say/VBG/advcl/went went=go/VBD/ROOT", None),  # saying
        (",", "said=say/VBD/ROOT Ana/NNP/nsubj/said", None),
        (".", "Ana/NNP/nsubj/said said=say/VBD/ROOT", None),
    ],
)
def test_what_stands_between_a_pausing_quotation_and_a_finite_verb_is_its_subject(
    pause: str, rest: str, subject: str | None
) -> None:
    doc = document(f"{PAUSED.format(pause=pause)} {rest}")
    found = subject_between(doc, at(doc, "said"))
    assert (words(doc, (found,)) if found else None) == subject


def test_a_pause_may_end_a_quotation_inside_as_well() -> None:
    doc = document(
        "“/``/punct/call they/PRP/nsubj/call call/VBP/ccomp/said it/PRP/dobj/call ‘/``/punct/rain rain/NN/oprd/call "
        ",/,/punct/rain ’/''/punct/rain ”/''/punct/call Ana/NNP/nsubj/said said=say/VBD/ROOT"
    )
    assert subject_between(doc, at(doc, "said")) == ranges(doc, "Ana")[0]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (PAUSED.format(pause=","), "Ana"),
        (PAUSED.format(pause="hard") + " ,/,/punct/said", "Ana"),  # as the British have it
        (PAUSED.format(pause="."), None),  # said that Ana joked
        ("Bo/NNP/nsubj/said", None),
    ],
)
def test_the_noun_behind_a_verb_behind_a_pausing_quotation_is_whoever_speaks(start: str, expected: str | None) -> None:
    doc = document(f"{start} said=say/VBD/ROOT Ana/NNP/nsubj/joking half/RB/advmod/joking joking=joke/VBG/ccomp/said")
    assert noun_behind(doc, at(doc, "said")) == (expected and at(doc, expected))
