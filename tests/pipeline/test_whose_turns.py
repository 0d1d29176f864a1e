"""Whose turns, letters and interviews are, end to end on the pinned model."""

from __future__ import annotations

import pytest

from quoteattr import QuoteExtractor, Settings

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
    "Q and A are names where the text has no other": (
        "Q. Did it rain?\n\nA. It did.\n\nQ. All day?\n\nA. All day.",
        ["Q", "A", "Q", "A"],
    ),
    "Q may be who is named in an answer": (
        "Q. Did it rain?\n\nA. It rained, Mr. Rey.\n\nQ. All day?\n\nA. All day.",
        [None] * 4,
    ),
    "answers with their writers below": (
        "My kettle hums. Is that normal?\n\nShare\nFollow\nasked Mar 3, 2019 at 18:22\nAna Lund\n431\n2 badges\n\n"
        "2 Answers\n\nMine did, too.\n\nShare\nFollow\nanswered Mar 4, 2019 at 7:45\nhornbeam_7\n12.4k\n7 badges\n\n"
        "Clean it, I say!\n\nShare\nFollow\nanswered Mar 5, 2019 at 9:10\nTom Rey\n2,118\n1 badge",
        ["Ana Lund", "hornbeam_7", "Tom Rey"],
    ),
    "a talk page": (
        "It rained in 1871. Did it snow? Ana Lund (talk) 14:02, 8 June 2010 (UTC)\n\n"
        ":It did, I think. kim_92 (talk) 16:45, 8 June 2010 (UTC)\n\n"
        "::I see. — Ana Lund (talk) 09:13, 9 June 2010 (UTC)",
        ["Ana Lund", "kim_92", "Ana Lund"],
    ),
    "questions that are signed": (
        "Q. Did it rain? I forget. — Wet in Troy\n\nA. It did.\n\nQ. Did it snow? — Cold in Sarn\n\nA. It did not.",
        ["Wet in Troy", "A", "Cold in Sarn", "A"],
    ),
    "a magazine whose name ends like a field's": (
        "SARN REVIEW: Did it rain?\n\nLUND: It did.\n\nSARN REVIEW: And you left.\n\nLUND: I did.",
        ["SARN REVIEW", "LUND", "SARN REVIEW", "LUND"],
    ),
    "me": ("Ana: Did it rain?\nMe: It did.\nAna: All day?\nMe: All day.", ["Ana", None, "Ana", None]),
    "a part for a name": (
        "INTERVIEWER: Did it rain?\n\nANA LUND: It did.\n\nINTERVIEWER: All day?\n\nANA LUND: Yes.",
        ["INTERVIEWER", "ANA LUND", "INTERVIEWER", "ANA LUND"],
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
    "a letter signed without a closing": (
        "To the editor:\n\nI warned that it would rain. They said it would not.\n\nIlse Brand\nSarn",
        ["Ilse Brand", None],
    ),
    "the statement of a group": (
        "STATEMENT BY MILL LANE BAKERS GROUP\n\nWe insist that it was the oven.\n\n“We know,” said Ana Lund.",
        ["MILL LANE BAKERS GROUP", "Ana Lund"],
    ),
    "a judge’s opinion": (
        "MR JUSTICE REY\n\n1. I said that it rained.\n\n2. Ms Lund says that it did not.",
        ["MR JUSTICE REY", "Ms Lund"],
    ),
    "subtitles in wrapped lines, a label said once": (
        "1\n00:00:01,000 --> 00:00:03,000\n>> HOST: The council has put off\nits vote.\n\n"
        "2\n00:00:03,000 --> 00:00:05,000\n>> MAYOR FELD: We owe them an\nanswer.\n\n"
        "3\n00:00:05,000 --> 00:00:07,000\n>> HOST: What do you\nsay, Mr. Holm?\n\n"
        "4\n00:00:07,000 --> 00:00:09,000\n>> HOLM: Rubbish. Ms. Vold said\nit was late.\n\n"
        "5\n00:00:09,000 --> 00:00:11,000\n>> I want to see it.\n",
        ["HOST", "MAYOR FELD", "HOST", "HOLM", None],
    ),
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


REPORT = """\
Harbour chief Ana Lund met the fisherman Tom Rey in Westport on Monday to settle the dispute over 14 berths.

“How many boats do you have?” asked Lund.

“Three, and a fourth on the slip.”

“Then two must go to the outer quay,” said Lund.

The port authority in Oslo said that 40 berths would be ready in May 2027.
"""


def test_a_talk_in_a_report_has_its_speakers(extractor: QuoteExtractor) -> None:
    """Also where nothing but direct speech is wanted, and the rest of a report is not read."""
    found = extractor.extract(REPORT)
    assert found.profile == "news"
    assert [q.speaker and q.speaker.name for q in found.quotes[:3]] == ["Ana Lund", "Tom Rey", "Ana Lund"]
    direct = QuoteExtractor(Settings(kinds=frozenset({"direct"})), extractor.nlp).extract(REPORT)
    assert direct.quotes == found.quotes[:3]


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
