"""Speech that no verb reports: whose it is, the narration beside it tells, or a colon, or nothing."""

from __future__ import annotations

import pytest

from quoteattr import QuoteExtractor

Said = tuple[str, str | None, str | None]  # words, source, speaker
CASES: dict[str, tuple[str, list[Said]]] = {
    "who acts in the sentence before": (
        "Bo Ek, the harbour master, folded his arms. “So buy brakes.” The council moved on.",
        [("“So buy brakes.”", None, "Bo Ek")],
    ),
    "who acts at the end of the paragraph before": (
        "Mayor Ana Lund was asked about the bridge. She was blunt.\n\n“Nobody rang me. I read it in the paper.”",
        [("“Nobody rang me. I read it in the paper.”", None, "Ana Lund")],
    ),
    "a thing acts": (
        "A crew came on Friday. The gates stayed shut. “No comment.” It grew dark.",
        [("“No comment.”", None, None)],
    ),
    "a colon": (
        "The council met again. The driver, over his shoulder: “It sings better hungry.”",
        [("“It sings better hungry.”", "The driver", "the driver")],
    ),
    "a colon behind a clause": (
        "The head of the inquiry, Bo Ek, took the middle road: “Bring a coat and leave it in the car.”",
        [("“Bring a coat and leave it in the car.”", "Bo Ek", "Bo Ek")],
    ),
    "a verb before its speaker, and a colon": (
        "The bridge opened. Tweeted Ana Lund: “Progress is here!” The river rose.",
        [("“Progress is here!”", "Ana Lund", "Ana Lund")],
    ),
    "words in marks that are no sentence": ("Close the lid. “Dry” and “Cool” end by themselves. It is done.", []),
    "a sentence behind a label": (
        "Item 4: Lift. The clerk informed the members that the lift had been repaired.\nItem 5: Roof, 4 May.",
        [("that the lift had been repaired", "The clerk", "the clerk")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_speech_without_a_verb(case: str, extractor: QuoteExtractor) -> None:
    text, expected = CASES[case]
    quotes = extractor.extract(text).quotes
    found = [(q.text, q.source and q.source.text, q.speaker and q.speaker.name) for q in quotes]
    assert found == expected


REPORTS = [
    (
        "The city must mend the roof before the winter, Bo Ek, the head of the school board, warned.",
        [("The city must mend the roof before the winter", "Bo Ek, the head of the school board")],
    ),
    (
        "The minister said that work would begin in May and promised to print a report on it.",
        [("that work would begin in May", "The minister"), ("to print a report on it", "The minister")],
    ),
    (
        "She said, in a voice that carried to the street and made the dogs look up, that the house was sold.",
        [("that the house was sold", "She")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), REPORTS)
def test_a_report_ends_where_the_next_or_its_source_begins(
    text: str, expected: list[tuple[str, str]], extractor: QuoteExtractor
) -> None:
    quotes = extractor.extract(text).quotes
    assert [(quote.text, quote.source and quote.source.text) for quote in quotes] == expected
