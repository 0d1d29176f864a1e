"""Paragraphs of tokenized text, a sentence a line."""

from __future__ import annotations

import pytest

from quoteattr import QuoteExtractor, Settings
from quoteattr.document.paragraphs import paragraphs
from quoteattr.document.sentence_lines import join_sentences

BEFORE = ["It was late .", "Nobody came to the mill ."]
AFTER = [
    "The river rose .",
    "Wind came up .",
    "It rained , and the lamp went out .",
    "A dog barked .",
    "No one stirred .",
]


def joined(*lines: str) -> list[str]:
    """Return the paragraphs of these lines among others, without those that stand around them."""
    text = "\n".join([*BEFORE, *lines, *AFTER])
    found = [" ".join(text[start:end].split("\n")) for start, end in join_sentences(text, paragraphs(text))]
    first, last = " ".join(BEFORE), " ".join(AFTER)
    return [p.removeprefix(first).removesuffix(last).strip() for p in found if p not in (first, last)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (['" Yes , " said Ana .', '" It rained . "'], ['" Yes , " said Ana . " It rained . "']),
        (['" Yes .', 'It rained . "', '" Did it ? "'], ['" Yes . It rained . "', '" Did it ? "']),
        (['" Yes . " " Did it ? "'], ['" Yes . "', '" Did it ? "']),
        (['" Yes , " said Ana .', '" Did it ? " said Tom .'], ['" Yes , " said Ana .', '" Did it ? " said Tom .']),
        (
            ["“ Yes , ” said Ana .", "“ It rained . ”", "“ Did it ? ”"],
            ["“ Yes , ” said Ana . “ It rained . ”", "“ Did it ? ”"],
        ),
        (['" Did it ? "', "said Tom .", '" How ? "'], ['" Did it ? " said Tom . " How ? "']),
        (['" Did it ? "', "said Tom .", '" Yes , " said Ana .'], ['" Did it ? " said Tom .', '" Yes , " said Ana .']),
        (["“ Come down !", "It rains ! ”", "he cried ."], ["“ Come down ! It rains ! ” he cried ."]),
    ],
)
def test_quotations_show_paragraphs(lines: list[str], expected: list[str]) -> None:
    assert joined(*lines) == expected


def test_narration_is_one_paragraph_up_to_a_quotation() -> None:
    text = "\n".join([*BEFORE, '" Who goes there ? "', *AFTER, '" It is I , " said Ana .'])
    found = join_sentences(text, paragraphs(text))
    assert [text[a:b].count("\n") for a, b in found] == [1, 0, 4, 0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "It was late .",
        "\n".join(line.replace(" .", ".") for line in [*BEFORE, *AFTER, *BEFORE, *AFTER]),
        "Present\nAna Lund\nTom Rey\nApologies\nKim Oduya\nMinutes\nRoof\nRain .",
    ],
)
def test_lines_of_other_texts_stay_as_they_are(text: str) -> None:
    assert join_sentences(text, paragraphs(text)) == paragraphs(text)


def test_who_speaks_in_tokenized_text() -> None:
    text = "\n".join([
        "Ana Lund opened the door of the mill .", "Tom Rey stood in the rain .", '" You are late , " said Ana .',
        '" Come in . "', '" I fell , " said Tom .', '" Twice . "', '" Where ? "', '" In the river . "',
        "She laughed , and he sat down .",
    ])  # fmt: skip
    quotes = QuoteExtractor(Settings(profile="fiction", kinds={"direct"})).extract(text).quotes
    assert [(q.text.split()[1], q.speaker and q.speaker.name) for q in quotes] == [
        ("You", "Ana Lund"), ("I", "Tom Rey"), ("Where", "Ana Lund"), ("In", "Tom Rey"),
    ]  # fmt: skip


def test_a_cue_on_a_line_of_its_own_tells_who_speaks() -> None:
    lines = [*BEFORE, '" Who is there ? "', "asked Ana Lund .", '" Come down ! "', "cried Tom Rey .", *AFTER, *AFTER]
    quotes = QuoteExtractor(Settings(profile="fiction")).extract("\n".join(lines)).quotes
    assert [quote.speaker and quote.speaker.name for quote in quotes] == ["Ana Lund", "Tom Rey"]
