"""What attributions say about tokens."""

from __future__ import annotations

import pytest
from trees import parsed

from quoteattr.attribution.types import Attribution
from quoteattr.coreference.source_heads import first_conjuncts, reporting, source_heads, steps
from quoteattr.document.parse import Parse

PAIR = parsed(
    "Anna/NNP/nsubj/spoke and/CC/cc/Anna Tom/NNP/conj/Anna and/CC/cc/Tom Joan/NNP/conj/Tom spoke=speak/VBD/ROOT"
)
APPOSED = parsed(
    "The/DT/det/minister minister/NN/nsubj/spoke ,/,/punct/minister Anna/NNP/appos/minister spoke/VBD/ROOT"
)
COUNTED = parsed(
    "Two/CD/nummod/members members=member/NNS/nsubj/spoke ,/,/punct/members Anna/NNP/conj/members and/CC/cc/Anna "
    "Tom/NNP/conj/Anna spoke/VBD/ROOT"
)
TWO_ROLES = parsed(
    "Lobbyist/NN/nsubj/spoke and/CC/cc/Lobbyist strategist/NN/compound/Anna Anna/NNP/conj/Lobbyist spoke/VBD/ROOT"
)
MISTAKEN = parsed("Anna/NNP/nmod/Institute of/IN/prep/Anna Tarn/NNP/pobj/of Institute/NNP/nsubj/spoke spoke/VBD/ROOT")

VERB = parsed("Anna/NNP/nsubj/lets lets=let/VBZ/ROOT this/DT/nsubj/pass pass/VB/ccomp/lets")


def attribution(parse: Parse, source: tuple[int, int] | None, *content: tuple[int, int]) -> Attribution:
    """Of tokens, half-open."""
    spans = [(parse.start[a], parse.end[b - 1]) for a, b in content or [(0, 1)]]
    offsets = (parse.start[source[0]], parse.end[source[1] - 1]) if source else None
    return Attribution(tuple(spans), None, None, offsets, None, 1.0, "test")


@pytest.mark.parametrize(
    ("parse", "last", "expected"),
    [
        (PAIR, 5, ["Anna", "Tom", "Joan"]),
        (PAIR, 3, ["Anna", "Tom"]),
        (APPOSED, 4, ["Anna"]),
        (APPOSED, 2, ["minister"]),
        (MISTAKEN, 4, ["Anna"]),
        (COUNTED, 6, ["Anna", "Tom"]),
        (TWO_ROLES, 4, ["Anna"]),
    ],
)
def test_source_heads(parse: Parse, last: int, expected: list[str]) -> None:
    named = {i for i, tag in enumerate(parse.tag) if tag == "NNP"}
    heads = source_heads(parse, attribution(parse, (0, last)), named, {i: i for i in named})
    assert [parse.word[head] for head in heads] == expected


def test_no_verb_heads_a_source_that_has_a_name() -> None:
    heads = source_heads(VERB, attribution(VERB, (0, 4)), {0}, {0: 0}, people={0})
    assert [VERB.word[head] for head in heads] == ["Anna"]


def test_no_source_no_head() -> None:
    assert source_heads(PAIR, attribution(PAIR, None), (), {}) == ()


def test_the_innermost_content_counts() -> None:
    outer, inner = attribution(PAIR, None, (0, 5)), attribution(PAIR, None, (2, 4))
    assert reporting(PAIR, [outer, inner]) == [0, 0, 1, 1, 0, -1]
    assert reporting(PAIR, [inner, outer]) == [1, 1, 0, 0, 1, -1]


def test_first_conjuncts() -> None:
    firsts = {PAIR.word[i]: PAIR.word[first] for i, first in first_conjuncts(PAIR).items()}
    assert firsts == {"Tom": "Anna", "Joan": "Anna"}


def test_a_quoted_sentence_is_no_step() -> None:
    """What is said between two sentences of the narration does not part them."""
    parse = parsed("She/PRP/ROOT", "Yes/UH/ROOT", "He/PRP/ROOT")
    assert steps(parse, [False, True, False]) == [1, 1, 2]
