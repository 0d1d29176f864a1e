"""The parts of a text under its headings, and the page's table of contents."""

from __future__ import annotations

import re

import pytest
from samples import quote, sample

from quoteattr.assembly.extraction import Extraction
from quoteattr.document.paragraphs import paragraphs
from quoteattr.output.pages.chapters import chapters_of
from quoteattr.output.pages.html import render_page

TEXT = """THE TIDE

BOOK ONE

CHAPTER I

The lamps were lit along the quay. “It rained,” Ida said, and she went in.

“All day,” said Bo.

From the sea, this:

CHAPTER II

Nothing was heard of them until the spring, when the boats came back.

CHAPTER III.
The boats

“Nobody rows here,” said Ida. “Nobody.”
"""
NOVEL = Extraction(
    text=TEXT,
    model="by hand",
    quotes=tuple(
        quote(n, "direct", [words], text=TEXT) for n, words in enumerate(("“It rained,”", "“All day,”", "“Nobody.”"))
    ),
)


def contents(extraction: Extraction) -> list[tuple[str, int]]:
    return [(each.title, each.quotes) for each in chapters_of(extraction, paragraphs(extraction.text))]


def test_headings_that_follow_one_another_are_one() -> None:
    """The line before the second chapter is short, and no heading; the words under the last are its own."""
    assert contents(NOVEL) == [("THE TIDE · BOOK ONE · CHAPTER I", 2), ("CHAPTER II", 0), ("CHAPTER III.", 1)]


def test_sections_of_an_article() -> None:
    text = "".join(f"## {name}\n\nNobody knows how long it rained there.\n\n" for name in ("Rain", "Sun", "Wind & <b>"))
    assert contents(Extraction(text=text, model="by hand")) == [("Rain", 0), ("Sun", 0), ("Wind & <b>", 0)]


@pytest.mark.parametrize(
    "extraction", [sample(), Extraction(text="", model="none"), Extraction(text="A\n\nB", model="m")]
)
def test_few_headings_are_no_contents(extraction: Extraction) -> None:
    assert contents(extraction) == []
    assert "<details" not in render_page(extraction)


def test_the_pages_contents_lead_to_the_headings() -> None:
    page = render_page(NOVEL)
    links = re.findall(r'<a href="#(part-\d+)"><bdi>(.*?)</bdi></a> <span class="counts">(\d+)', page)
    assert links == [
        ("part-1", "THE TIDE · BOOK ONE · CHAPTER I", "2"), ("part-2", "CHAPTER II", "0"),
        ("part-3", "CHAPTER III.", "1"),
    ]  # fmt: skip
    headings = re.findall(r'<p dir="auto" id="(.*?)" role="heading" aria-level="2">(.*?)</p>', page)
    assert headings == [("part-1", "THE TIDE"), ("part-2", "CHAPTER II"), ("part-3", "CHAPTER III.")]
