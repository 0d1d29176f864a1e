"""The kind of a content by the marks in it, and the words between them."""

from __future__ import annotations

import pytest

from quoteattr.document.quotations import find_quotations
from quoteattr.document.quoted_words import kind_of, verbatim_in

WORDS = [
    ("“It rained,”", "direct"), ('"It rained."', "direct"), ("‘It rained,’", "direct"), ("''It rained.''", "direct"),
    ("``It rained.''", "direct"), ("«Il pleut»", "direct"), ("„Es regnet“", "direct"), ("「雨」", "direct"),
    ("“It rained”,", "direct"), ("“It rained.”|“It snowed.”", "direct"),
    ("“It rained", "direct"),  # unclosed
    ("that it “rained”", "mixed"), ("that “it rained” all day", "mixed"), ("it rained", "indirect"),
    ("that it didn’t rain", "indirect"), ("“rained” all day", "mixed"), ("", "indirect"),
    ("“rained” because “it is autumn”", "mixed"), ("“It rained,”|all day", "mixed"), ("‘soft’ like rain", "mixed"),
    ("that 5'11\" is tall", "indirect"),
    ("“It rained.|“It snowed.”", "direct"),  # a paragraph re-opened after an unclosed one
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), WORDS)
def test_the_kind_of_a_quotation_by_its_marks(text: str, kind: str) -> None:
    pieces = text.split("|")
    whole = "\n\n".join(pieces)
    content = [(whole.index(piece), whole.index(piece) + len(piece)) for piece in pieces]
    assert kind_of(whole, content, find_quotations(whole, content)) == kind


IN_QUOTES = [
    ("Ana said that “it rained”", "mixed"), ("Ana said that", "indirect"),  # the marks around it are another's
    ("“it rained”", "direct"), ("Troy. “Ana said", "mixed"), ("too.”", "direct"), ("In Troy", "indirect"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "kind"), IN_QUOTES)
def test_only_marks_in_a_content_count(phrase: str, kind: str) -> None:
    text = "In Troy. “Ana said that “it rained” there too.”"
    start = text.index(phrase)
    assert kind_of(text, [(start, start + len(phrase))], find_quotations(text)) == kind


VERBATIM = [
    ("“It rained,”", ["It rained,"]),
    ("that it “rained” and ‘snowed’", ["rained", "snowed"]),
    ("that it rained", []),
    ("“I heard ‘stop’ twice.”", ["I heard ‘stop’ twice."]),  # marks inside are the speaker's own words
    ("“One.|“Two.”", ["One.", "Two."]),  # re-opened by the next paragraph
    ("``It rained,''", ["It rained,"]),
]


@pytest.mark.parametrize(("text", "verbatim"), VERBATIM)
def test_the_words_between_the_marks_are_verbatim(text: str, verbatim: list[str]) -> None:
    pieces = text.split("|")
    whole = "\n\n".join(pieces)
    content = [(whole.index(piece), whole.index(piece) + len(piece)) for piece in pieces]
    assert [whole[a:b] for a, b in verbatim_in(content, find_quotations(whole))] == verbatim


def test_words_of_a_quotation_beyond_the_content_are_not_its_own() -> None:
    text = "“It rained, it snowed,” she said."
    assert [text[a:b] for a, b in verbatim_in([(12, 23)], find_quotations(text))] == ["it snowed,"]
