"""Whose turns, letters and interviews are, end to end on the pinned model."""

from __future__ import annotations

import pytest

from quoteattr import QuoteExtractor

CASES = {
    "labels cut short, names of a stage direction": (
        "*Enter* Duke FERRANTE, GUIDO, *and a* Messenger.\n\nFERR. How speaks the town?\n\nMESS. It says nay.\n\n"
        "GUI. I know it.\n\nFERR. Peace. Who came?\n\nMESS. A boy.\n\nFERR. And who are they?",
        ["Duke FERRANTE", "Messenger", "GUIDO", "Duke FERRANTE", "Messenger", "Duke FERRANTE"],
    ),
    "a title alone": (
        "DAME ORLA: Did it rain?\n\nBERT: It did.\n\nDAME: All day?\n\nBERT: All day.",
        ["DAME ORLA", "BERT", "DAME ORLA", "BERT"],
    ),
    "A is a name beside B": ("A: Did it rain?\nB: It did.\nA: All day?\nB: Yes.", ["A", "B", "A", "B"]),
    "labels of nobody": (
        "JOURNALIST: Did it rain?\n\nANA LUND: It did.\n\nUNIDENTIFIED SPEAKER: All day?\n\nANA LUND: All day.",
        ["JOURNALIST", "ANA LUND", None, "ANA LUND"],
    ),
    "Q and A of nobody": ("Q. Did it rain?\n\nA. It did.\n\nQ. All day?\n\nA. All day.", [None] * 4),
    "a part for a name": (
        "INTERVIEWER: Did it rain?\n\nANA LUND: It did.\n\nINTERVIEWER: All day?\n\nANA LUND: Yes.",
        ["INTERVIEWER", "ANA LUND", "INTERVIEWER", "ANA LUND"],
    ),
    "questions in bold": (
        "Interview with Ana Lund\n\nBy Tom Rey\n\n**Do you bake?**\n\nI do.\n\n**Do you sing?**\n\nI never do.",
        ["Tom Rey", "Ana Lund", "Tom Rey", "Ana Lund"],
    ),
    "who is written to": ("Dear Karl,\n\nYou said that it would rain.\n\nYours,\nAna", ["Karl"]),
    "marks among labels": (">> ANA: Did it rain?\n>> It did.\n>> ANA: I see.", ["ANA", None, "ANA"]),
}


@pytest.mark.parametrize("kind", CASES)
def test_speakers(extractor: QuoteExtractor, kind: str) -> None:
    text, expected = CASES[kind]
    quotes = extractor.extract(text).quotes
    assert [q.speaker.name if q.speaker and q.speaker.named else None for q in quotes] == expected


def test_a_label_is_a_name_if_its_bearer_has_it(extractor: QuoteExtractor) -> None:
    text = (
        "UNIDENTIFIED SPEAKER: Did it rain?\n\nA VOICE: It did.\n\nUNIDENTIFIED SPEAKER: All day?\n\nA VOICE: All day."
    )
    assert {quote.source.form for quote in extractor.extract(text).quotes if quote.source} == {"nominal"}
    text = "Ana Lund: It rained.\nTom Rey: And the bridge?\nANA: It held."
    assert [quote.source.form for quote in extractor.extract(text).quotes if quote.source] == ["name"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "Rosalind Peake, for the defence, said it rained.",
        "“It rained,” said Steve Little, a parent.",
        "Ewan Jolley and Stefan Jolley left. Jolley said it rained.",
        "Mayor Rodolfo “Dodong” Uy said on Monday that it rained. Uy denied receiving any letter.",
        "“I cried in the queue for chips” – Aoife Ní Bhriain, Radio Nine",
        "From Mayor Kit Oduya:\n\n“The bridge is safe.”",
    ],
)
def test_a_source_that_is_a_name_has_a_speaker(text: str, extractor: QuoteExtractor) -> None:
    quotes = extractor.extract(text).quotes
    assert quotes
    assert all(quote.speaker for quote in quotes if quote.source and quote.source.form == "name")


def test_a_label_is_a_person_unless_an_institution_bears_it(extractor: QuoteExtractor) -> None:
    text = (
        "Ana Lund spoke to the club True Blue.\n\nTrue Blue: Did it rain?\n\nANA LUND: It did.\n\nTrue Blue: All day?"
    )
    kinds = {quote.speaker.name: quote.speaker.kind for quote in extractor.extract(text).quotes if quote.speaker}
    assert kinds == {"True Blue": "organization", "Ana Lund": "person"}
