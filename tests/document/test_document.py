"""Marks aligned with tokens: which tokens a quotation holds, and the running counts."""

from __future__ import annotations

import pytest
from trees import document, parsed, ranges, words

from quoteattr.document.document import align
from quoteattr.document.quotations import Quotation
from quoteattr.document.ranges import Ranges
from quoteattr.language.language import load_language

RAINED = (
    "“/``/punct/rained It/PRP/nsubj/rained rained=rain/VBD/ccomp/said ,/,/punct/rained ”/''/punct/rained "
    "Ana/NNP/compound/Lund Lund/NNP/nsubj/said said=say/VBD/ROOT ././punct/said "
    "“/``/punct/stay We/PRP/nsubj/stay must/MD/aux/stay stay/VB/ROOT ././punct/stay ”/''/punct/stay"
)
CALLED = (
    "He/PRP/nsubj/said said=say/VBD/ROOT ,/,/punct/said “/``/punct/called She/PRP/nsubj/called "
    "called=call/VBD/ccomp/said it/PRP/nsubj/flood ‘/``/punct/flood a/DT/det/flood flood/NN/oprd/called "
    "’/''/punct/flood ././punct/called ”/''/punct/called"
)
PLAIN = "The/DT/det/room room/NN/nsubj/laughed laughed=laugh/VBD/ROOT ././punct/laughed"


def test_each_quotation_has_its_tokens_marks_included() -> None:
    doc = document(RAINED)
    assert words(doc, doc.marked) == '" It rained , " | " We must stay . "'
    assert list(doc.quoted) == [0] * 5 + [-1] * 4 + [1] * 6
    assert [list(own) for own in doc.by_paragraph] == [[0, 1]]


def test_nested_quotations_belong_to_the_outer_one() -> None:
    doc = document(CALLED)
    assert words(doc, doc.marked) == "\" She called it ' a flood ' . \""
    assert len(doc.outer) == 1


def test_quotations_are_listed_by_paragraph() -> None:
    doc = document(PLAIN, RAINED, PLAIN, CALLED)
    assert [list(own) for own in doc.by_paragraph] == [[], [0, 1], [], [2]]


def test_a_quotation_without_tokens_is_left_out() -> None:
    parse = parsed(PLAIN)
    doc = align(parse, [Quotation(3, 4, "“"), Quotation(4, 8, "“")], load_language())
    assert words(doc, doc.marked) == "room"
    assert [quotation.start for quotation in doc.outer] == [4]


JOE = "Joe/NNP/compound/Doe “/``/punct/Hat the/DT/det/Hat Hat/NNP/appos/Joe ”/''/punct/Hat Doe/NNP/nsubj/left "
LEFT = "left=leave/VBD/ROOT"


@pytest.mark.parametrize(
    ("tree", "marked"),
    [
        (JOE + LEFT, ""),
        (JOE.replace("Doe/NNP", "he/PRP").replace("/Doe", "/he") + LEFT, '" the Hat "'),
        (JOE.replace("”/''", ",/,/punct/Hat ”/''") + LEFT, '" the Hat , "'),  # a pause makes it speech
        (JOE.replace("Joe/NNP/compound/Doe", "called/VBD/dep/Doe").replace("/Joe", "/Doe") + LEFT, '" the Hat "'),
    ],
)
def test_a_nickname_in_a_name_is_no_quotation(tree: str, marked: str) -> None:
    doc = document(tree)
    assert words(doc, doc.marked) == marked


def test_quotations_are_counted_without_the_nickname() -> None:
    """What nests in a later quotation finds its outer one."""
    doc = document(JOE + LEFT, CALLED)
    assert [(doc.parse.text[q.start : q.end], q.parent) for q in doc.quotations] == [
        ("“She called it ‘a flood’.”", None),
        ("‘a flood’", 0),
    ]


def test_names_before_and_after_speech_do_not_make_it_a_nickname() -> None:
    said = "“/``/punct/go Let/VB/dep/go us/PRP/nsubj/go go/VB/ccomp/said now/RB/advmod/go ”/''/punct/go "
    doc = document("Joe/NNP/nsubj/said " + said + "Ana/NNP/npadvmod/said said=say/VBD/ROOT")
    assert words(doc, doc.marked) == '" Let us go now "'


def test_proper_nouns_are_hidden_from_what_is_learned() -> None:
    doc = document(RAINED)
    assert list(doc.parse.form[5:9]) == ["<name>", "<name>", "said", "."]
    assert list(doc.parse.stem[5:9]) == ["<name>", "<name>", "say", "."]


@pytest.mark.parametrize(
    ("phrases", "count", "letters", "quoted"),
    [
        (["Ana Lund said ."], 3, 11, 0),
        (["Ana Lund"], 2, 7, 0),
        (['It rained , " Ana'], 3, 11, 4),
        (["It", "We must"], 3, 8, 3),
        (['"'], 0, 0, 1),
    ],
)
def test_counts(phrases: list[str], count: int, letters: int, quoted: int) -> None:
    doc = document(RAINED)
    chosen = ranges(doc, *phrases)
    assert doc.words(chosen) == count
    assert doc.letters(chosen) == letters
    assert doc.quoted_tokens(chosen) == quoted


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (((0, 15),), [0, 1]),
        (((5, 9),), []),
        (((4, 5), (14, 15)), [0, 1]),
        (((1, 2), (3, 4)), [0]),
        ((), []),
    ],
)
def test_quotations_a_set_of_tokens_touches(chosen: Ranges, expected: list[int]) -> None:
    assert document(RAINED).quotations_in(chosen) == expected


def test_a_text_without_words_has_a_document() -> None:
    doc = align(parsed(), [], load_language())
    assert doc.words(()) == 0


def test_a_quotation_within_one_token_is_none() -> None:
    """Marks are found in the text, tokens by the model: where they disagree, only tokens that begin inside count."""
    doc = document("It/PRP/nsubj/1 rained“hard”/VBD/ROOT")
    assert doc.parse.word[1] == 'rained"hard"'
    assert list(doc.quoted) == [-1, -1]
    assert len(doc.outer) == 0
