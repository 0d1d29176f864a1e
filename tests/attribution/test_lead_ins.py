"""Lead-ins without a verb, and verbs that are taken for a part of the name behind them."""

from __future__ import annotations

import pytest

from quoteattr import QuoteExtractor

SPEECH = "“The bridge is safe.”"
LEAD_INS = [
    ("And from Mayor Kit Oduya:\n\n" + SPEECH, ":", "Kit Oduya"),
    ("Then, from Tom Rey:\n\n" + SPEECH, ":", "Tom Rey"),
    ("A word from Ana Lund, our editor:\n\n" + SPEECH, ":", "Ana Lund"),
    ("Ana Lund again:\n\n" + SPEECH, ":", "Ana Lund"),
    ("From the desk of Joan Harrow, chief analyst.\n" + SPEECH, "From", "Joan Harrow"),
    ("Statement by Ana Lund, mayor of Sarn.\n\n" + SPEECH, "Statement by", "Ana Lund"),
]
NONE = [
    "The mill by the river in Troy\n\n“A History of Mills”",  # a title
    "News from Troy: floods\n\nIt rained. “No,” he said.",
    "Bridge to reopen in May\n\n" + SPEECH,  # a headline
]
INVERTED = [
    ("Tweeted Ana Lund: " + SPEECH, "Tweeted", "Ana Lund"),
    ("Skeeted Mayor Kit Oduya: " + SPEECH, "Skeeted", "Kit Oduya"),
    ("It rained.\n\nObserved Tom Rey, an engineer: " + SPEECH, "Observed", "Tom Rey"),
    ("Emailed Ana Lund, " + SPEECH, "Emailed", "Ana Lund"),
    ("Jared Lund: " + SPEECH, ":", "Jared Lund"),
]


@pytest.mark.parametrize(("text", "cue", "speaker"), [*LEAD_INS, *INVERTED])
def test_a_line_tells_whose_the_quotation_behind_it_is(
    text: str, cue: str, speaker: str, extractor: QuoteExtractor
) -> None:
    (quote,) = extractor.extract(text).quotes
    assert quote.speaker is not None
    assert quote.cue is not None
    assert (quote.cue.text, quote.speaker.name) == (cue, speaker)


@pytest.mark.parametrize("text", NONE)
def test_a_line_that_names_nobody_is_no_lead_in(text: str, extractor: QuoteExtractor) -> None:
    assert not [quote for quote in extractor.extract(text).quotes if quote.rule == "lead-in"]
