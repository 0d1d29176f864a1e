"""Noun phrases: head, conjuncts, form, and the words shown."""

from __future__ import annotations

import pytest
from trees import parsed

from quoteattr.document.parse import Parse
from quoteattr.document.phrases import conjuncts, core, form_of, head_of, phrase, token_range

SOURCE = parsed(
    "A/DT/det/lawyer lawyer/NN/nsubj/said for/IN/prep/lawyer the/DT/det/port port/NN/pobj/for ,/,/punct/lawyer "
    "Mark/NNP/compound/Stein Stein/NNP/appos/lawyer ,/,/punct/lawyer said=say/VBD/ROOT so/RB/advmod/said"
)
PAIR = parsed(
    "Anna/NNP/nsubj/spoke ,/,/punct/Anna Tom/NNP/conj/Anna and/CC/cc/Tom others=other/NNS/conj/Tom spoke=speak/VBD/ROOT"
)
AGENT = parsed("by/IN/agent/seen most/JJS/amod/critics critics=critic/NNS/pobj/by seen=see/VBN/ROOT")
MISPARSED = parsed(
    "The/DT/det/projects Voss/NNP/compound/projects campaign/NN/compound/projects projects=project/NNS/ROOT"
)
AGED = parsed("The/DT/det/hopes 66-year/NN/npadvmod/old old/JJ/amod/hopes hopes=hope/NNS/ROOT")


@pytest.mark.parametrize(
    ("parse", "first", "last", "expected"),
    [
        (SOURCE, 0, 9, "lawyer"),
        (PAIR, 0, 5, "Anna"),
        (AGENT, 0, 3, "critics"),
        (MISPARSED, 0, 3, "campaign"),
        (AGED, 0, 3, "old"),
    ],
)
def test_head(parse: Parse, first: int, last: int, expected: str) -> None:
    assert parse.word[head_of(parse, first, last)] == expected


def test_conjuncts_stay_inside_the_range() -> None:
    assert [PAIR.word[i] for i in conjuncts(PAIR, 0, 0, 5)] == ["Anna", "Tom", "others"]
    assert [PAIR.word[i] for i in conjuncts(PAIR, 0, 0, 3)] == ["Anna", "Tom"]


@pytest.mark.parametrize(
    ("tree", "named", "expected"),
    [
        ("He/PRP/ROOT", set(), "pronoun"),
        ("who/WP/ROOT", set(), "pronoun"),
        ("Some/DT/ROOT", set(), "pronoun"),
        ("Moss/NNP/ROOT", {0}, "name"),
        ("Republicans/NNPS/ROOT", set(), "nominal"),
    ],
)
def test_form(tree: str, named: set[int], expected: str) -> None:
    assert form_of(parsed(tree), 0, named) == expected


def test_core_drops_apposition_and_leading_preposition() -> None:
    assert SOURCE.span(*_inclusive(core(SOURCE, 1, 0, 9))) == "A lawyer for the port"
    assert AGENT.span(*_inclusive(core(AGENT, 2, 0, 3))) == "most critics"


def test_phrase_is_one_conjunct_and_keeps_its_determiner() -> None:
    assert SOURCE.span(*_inclusive(phrase(SOURCE, 1))) == "A lawyer for the port"
    assert PAIR.span(*_inclusive(phrase(PAIR, 2))) == "Tom"


def test_possessive_ending_is_no_part() -> None:
    parse = parsed("Moss/NNP/poss/view 's/POS/case/Moss view/NN/ROOT")
    assert parse.span(*_inclusive(phrase(parse, 0))) == "Moss"


def test_token_range() -> None:
    start, end = SOURCE.start[1], SOURCE.end[4]
    assert token_range(SOURCE, (start, end)) == (1, 5)


def _inclusive(tokens: tuple[int, int]) -> tuple[int, int]:
    return tokens[0], tokens[1] - 1
