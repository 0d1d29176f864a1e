"""Profile: a story is fiction, an article news, whatever stands in quotation marks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from marked import document_of
from spacy.language import Language
from stories import ARTICLE, STORY

from quoteattr.document.paragraphs import paragraphs
from quoteattr.document.quotations import find_quotations
from quoteattr.document.register import detect_profile, has_bare_turns, may_be_fiction, measure
from quoteattr.language.language import load_language

LETTER = """\
Dear Clara, I arrived last night and found the house cold. Nobody had lit a fire, and I went to bed in my coat. I thought
of you and your garden, and I wished that I had stayed. Your brother met me at the station. He looked tired, and he said
"good evening" and nothing more.
"""
WIRE = """\
MARLOW, March 3 - Shares in Dorrit Steel fell 6.4 percent on Friday after the company cut its 2024 forecast for Europe.

Chief Executive Anna Venn blamed "weak demand" in Germany and Poland. Analysts at Pell Bank expect a loss of 40 million euros.
"""
BLOG = """\
I walked to the mill on Sunday and found it "closed for repairs". Nobody had told my neighbour, who was waiting there.

"They never say," she said. I gave her my bread and she laughed at me.

We went home along the river. She called it "the long way", and it was.
"""  # three paragraphs with marks, but nobody answers anybody


@pytest.mark.parametrize(
    ("text", "expected"),
    [(STORY, "fiction"), (ARTICLE, "news"), (LETTER, "news"), (WIRE, "news"), (BLOG, "news"), ("", "news")],
)
def test_the_register_decides(nlp: Language, text: str, expected: str) -> None:
    assert detect_profile(document_of(text, nlp)) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [(STORY, True), (ARTICLE, False), (LETTER, False), (WIRE, False), (BLOG, False), ("", False)]
)
def test_what_is_surely_news_needs_no_parse(text: str, expected: bool) -> None:
    bounds = paragraphs(text)
    assert may_be_fiction(text, find_quotations(text, bounds), bounds, load_language().words) == expected


def test_a_text_parsed_in_part_is_news(nlp: Language) -> None:
    doc = document_of(STORY, nlp)
    assert detect_profile(replace(doc, parse=replace(doc.parse, is_partial=True))) == "news"


def test_measures_are_shares_of_the_text(nlp: Language) -> None:
    text = 'He saw 2 men.\n\n"Who is it?"\n\n"Me."'
    found = measure(document_of(text, nlp))
    assert found.people == pytest.approx(2 / 7)
    assert found.numbers == pytest.approx(1 / 7)
    assert found.asked == pytest.approx(1 / 3)  # of at least three quotations
    assert found.exchanged == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Is it far?” asked Ana.\n\n“Not very.”", True),
        ("“Is it far?” asked Ana.\n\n“Not very.” “Good.”", True),
        ("“Not very.”\n\nAna smiled.", False),  # nobody talks beside it
        ("“Is it far?” asked Ana.\n\n“Not very,” said Tom.", False),
        ("“It is far,” said Ana. “We shall walk.\n\n“Nobody shall ride.”", False),  # the same speech
    ],
)
def test_paragraphs_of_nothing_but_quotation_may_be_turns(text: str, expected: bool) -> None:
    bounds = paragraphs(text)
    assert has_bare_turns(find_quotations(text, bounds), bounds) == expected
