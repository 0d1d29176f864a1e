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
        [None, "ANA LUND", None, "ANA LUND"],
    ),
    "questions in bold": (
        "Interview with Ana Lund\n\nBy Tom Rey\n\n**Do you bake?**\n\nI do.\n\n**Do you sing?**\n\nI never do.",
        ["Tom Rey", "Ana Lund", "Tom Rey", "Ana Lund"],
    ),
    "who takes part": (
        "Host: Ana Lund\nGuest: Dr. Tom Rey\n\nHOST: Did it rain?\n\nREY: It did.\n\nHOST: Yes?\n\nREY: Yes.",
        ["Ana Lund", "Tom Rey", "Ana Lund", "Tom Rey"],
    ),
    "a host who gives her name": (
        "HOST: I'm Ana Lund. Did it rain?\n\nTOM: It did.\n\nHOST: All day?",
        ["Ana Lund", "TOM", "Ana Lund"],
    ),
    "offices behind names": (
        "Ana Lund, Investor Relations: Did it rain?\n\nTom Rey, CFO: It did.\n\nAna Lund, Investor Relations: All day?",
        ["Ana Lund", "Tom Rey", "Ana Lund"],
    ),
    "an interview without marks": (
        "Ana Lund bakes.\n\nDo you bake?\n\nI do.\n\nDo you sing?\n\nI never do.\n\nAnd do you nap?\n\nI do.",
        [None, "Ana Lund"] * 3,
    ),
    "minutes with initials": ("Date: 8 May 2024\nPresent: Ana Lund, Tom Rey\n\nAL said that it rained.", ["Ana Lund"]),
    "who is written to": ("Dear Karl,\n\nYou said that it would rain.\n\nYours,\nAna", ["Karl"]),
    "marks among labels": (">> ANA: Did it rain?\n>> It did.\n>> ANA: I see.", ["ANA", None, "ANA"]),
}


@pytest.mark.parametrize("kind", CASES)
def test_speakers(extractor: QuoteExtractor, kind: str) -> None:
    text, expected = CASES[kind]
    quotes = extractor.extract(text).quotes
    assert [q.speaker.name if q.speaker and q.speaker.named else None for q in quotes] == expected


def test_a_label_is_a_name_if_its_bearer_has_it(extractor: QuoteExtractor) -> None:
    text = "Q. Did it rain?\n\nA. It did.\n\nQ. All day?\n\nA. All day."
    assert {quote.source.form for quote in extractor.extract(text).quotes if quote.source} == {"nominal"}
    text = "Ana Lund: It rained.\nTom Rey: And the bridge?\nANA: It held."
    assert [quote.source.form for quote in extractor.extract(text).quotes if quote.source] == ["name"] * 3
