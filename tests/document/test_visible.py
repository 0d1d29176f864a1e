"""What a reader sees: nothing is lost but what nobody sees, and everything is found again in the text given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.document.visible import visible

SEEN = [
    ("It rained.", "It rained."),
    ("“It rained.”", "“It rained.”"),
    ("\ufeffIt rai\u00adned,\u200b she\u200d \u2060said.", "It rained, she said."),
    ("Re\u0301y", "Réy"),
    ("q\u0301 said", "q\u0301 said"),  # no such letter
    ("“\u2009‘\u202fIt’s late\u200a’\u202f”", "“‘It’s late’”"),
    ("«\u00a0It rained\u00a0» and 10\u00a0km", "«It rained» and 10\u00a0km"),
    ("10\u202f000 \u2009km", "10\u202f000 \u2009km"),
    ("\u00ad\u200b", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), SEEN)
def test_what_a_reader_sees(text: str, expected: str) -> None:
    assert visible(text).text == expected


def test_offsets_are_those_of_the_text_given() -> None:
    text = "\ufeffTom Re\u0301\u00ady sa\u00adid"
    view = visible(text)
    assert view.text == "Tom Réy said"
    spans = [view.given(a, b) for a, b in [(0, 3), (4, 7), (5, 6), (6, 7), (8, 12)]]
    assert [text[a:b] for a, b in spans] == ["Tom", "Re\u0301\u00ady", "e\u0301", "y", "sa\u00adid"]


@given(st.text(st.sampled_from("ae “”«»’.\n\u00ad\u200b\u200d\ufeff\u0301\u2009\u202f\u00a0")))
def test_every_character_stands_where_it_stood(text: str) -> None:
    view = visible(text)
    assert len(view.text) == len(view.start) == len(view.end)
    places = [view.given(i, i + 1) for i in range(len(view.text))]
    assert all(text[a] == letter for (a, b), letter in zip(places, view.text, strict=True) if b == a + 1)
    assert all(text[a] in "ae" for a, b in places if b > a + 1)
    assert places == sorted(places)
