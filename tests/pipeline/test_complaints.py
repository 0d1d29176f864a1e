"""What users of other quotation finders complain of, each with a text of our own, end to end on the pinned model."""

from __future__ import annotations

from itertools import pairwise

import pytest

from quoteattr import Extraction, QuoteExtractor, Settings

Expected = tuple[list[str], str | None, str | None, str | None]  # pieces, cue, source, the speaker's name


def shown(found: Extraction) -> list[Expected]:
    return [
        (
            [span.text for span in quote.content],
            quote.cue.text if quote.cue else None,
            quote.source.text if quote.source else None,
            quote.speaker.name if quote.speaker else None,
        )
        for quote in found.quotes
    ]


NEWS: list[tuple[str, str, list[Expected]]] = [
    (
        "odd marks",
        "„The ferry is late”, said Ana Lund. «It is always late», said Tom Rey. ``Always,'' said Kim Oduya.",
        [
            (["„The ferry is late”"], "said", "Ana Lund", "Ana Lund"),
            (["«It is always late»"], "said", "Tom Rey", "Tom Rey"),
            (["``Always,''"], "said", "Kim Oduya", "Kim Oduya"),
        ],
    ),
    (
        "a backtick and an apostrophe",
        "`The ferry is late,' said Ana Lund.",
        [(["`The ferry is late,'"], "said", "Ana Lund", "Ana Lund")],
    ),
    (
        "a mark that is never closed spoils its own paragraph alone",
        "Ana Lund asked: “Is the bridge old?\n\n“It is late,” Tom Rey said. “It is always late.”",
        [
            (["“Is the bridge old?"], "asked", "Ana Lund", "Ana Lund"),
            (["“It is late,”", "“It is always late.”"], "said", "Tom Rey", "Tom Rey"),
        ],
    ),
    (
        "a re-opened paragraph is the same quotation",
        "“The bridge is old,” Ana Lund said. “Who built it in such a hurry?\n\n“It will have to be closed for a "
        "year.”\n\nThe council agreed.",
        [
            (
                ["“The bridge is old,”", "“Who built it in such a hurry?", "“It will have to be closed for a year.”"],
                "said", "Ana Lund", "Ana Lund",
            )
        ],
    ),
    (
        "an unclosed last paragraph",
        "“The bridge is old,” Ana Lund said. “Who built it in such a hurry?\n\n"
        "Tom Rey, who owns the ferry, said he was not surprised.",
        [
            (["“The bridge is old,”", "“Who built it in such a hurry?"], "said", "Ana Lund", "Ana Lund"),
            (["he was not surprised"], "said", "Tom Rey", "Tom Rey"),
        ],
    ),
    (
        "a signature with a hyphen",
        "“The ferry is the soul of this town.” -Ana Lund",
        [(["“The ferry is the soul of this town.”"], "-", "Ana Lund", "Ana Lund")],
    ),
    (
        "names and colons",
        "Ana Lund: The ferry is late.\nTom Rey: It is always late.\nAna Lund: Then we must build a bridge.",
        [
            (["The ferry is late."], ":", "Ana Lund", "Ana Lund"),
            (["It is always late."], ":", "Tom Rey", "Tom Rey"),
            (["Then we must build a bridge."], ":", "Ana Lund", "Ana Lund"),
        ],
    ),
    (
        "verbs of noise",
        "“It is late,” sighed Ana Lund. “The boat has gone,” grumbled Tom Rey.",
        [
            (["“It is late,”"], "sighed", "Ana Lund", "Ana Lund"),
            (["“The boat has gone,”"], "grumbled", "Tom Rey", "Tom Rey"),
        ],
    ),
    (
        "an apposition after the name",
        "“The bridge will be closed for a year,” said Ana Lund, the mayor of Troy, who had come by ferry.",
        [
            (
                ["“The bridge will be closed for a year,”"],
                "said", "Ana Lund, the mayor of Troy", "Ana Lund",
            )
        ],
    ),
    (
        "an apposition between name and quotation",
        "Ana Lund, the mayor of Troy and a former engineer, said: “The bridge will be closed for a year.”",
        [
            (
                ["“The bridge will be closed for a year.”"],
                "said", "Ana Lund, the mayor of Troy and a former engineer", "Ana Lund",
            )
        ],
    ),
    (
        "a paragraph break between name and quotation",
        "Ana Lund had waited a long time to speak, and then she said:\n\n“The bridge will be closed for a year.”",
        [(["“The bridge will be closed for a year.”"], "said", "she", "Ana Lund")],
    ),
    (
        "several speakers in a sentence",
        "“It is safe,” said Ana Lund, while Tom Rey replied: “It is not.”",
        [
            (["“It is safe,”"], "said", "Ana Lund", "Ana Lund"),
            (["“It is not.”"], "replied", "Tom Rey", "Tom Rey"),
        ],
    ),
    (
        "several speakers in a sentence without marks",
        "Ana Lund said the bridge was safe, but Tom Rey said that it was not.",
        [
            (["the bridge was safe"], "said", "Ana Lund", "Ana Lund"),
            (["that it was not"], "said", "Tom Rey", "Tom Rey"),
        ],
    ),
    (
        "a quoted nickname is no quotation",
        "Tom “the Oar” Rey said the ferry would run.",
        [(["the ferry would run"], "said", "Tom “the Oar” Rey", "Tom “the Oar” Rey")],
    ),
    ("a quoted title is no quotation", "The song “The Bridge of Troy” was heard at the fair again.", []),
    ("scare quotes are no quotation", "The “experts” of the council met again on Monday.", []),
    (
        "a quotation inside a quotation",
        "“I asked Tom Rey, and he said, ‘Not before June,’” Ana Lund said.",
        [(["“I asked Tom Rey, and he said, ‘Not before June,’”"], "said", "Ana Lund", "Ana Lund")],
    ),
    (
        "a letter is no speech, but what is quoted from one is",
        "Dear Peter,\n\nThe ferry is late, as ever. Tom Rey wrote in his letter: “The ferry has run for a hundred "
        "years.”\n\nYour loving sister,\nClara",
        [(["“The ferry has run for a hundred years.”"], "wrote", "Tom Rey", "Tom Rey")],
    ),
    (
        "a diary is no speech, but reports some",
        "3 May. The ferry was late. Ana Lund says the bridge will be built by June. I doubt it.",
        [(["the bridge will be built by June"], "says", "Ana Lund", "Ana Lund")],
    ),
    (
        "an interview with names",
        "TROY TIMES: When will the bridge open?\n\nANA LUND: In June, if it does not rain.\n\nTROY TIMES: And if it "
        "does?\n\nANA LUND: In July.",
        [
            (["When will the bridge open?"], ":", "TROY TIMES", "TROY TIMES"),
            (["In June, if it does not rain."], ":", "ANA LUND", "ANA LUND"),
            (["And if it does?"], ":", "TROY TIMES", "TROY TIMES"),
            (["In July."], ":", "ANA LUND", "ANA LUND"),
        ],
    ),
    (
        "a cue in the paragraph before",
        "This is what the mayor said:\n\n“The bridge will be closed for a year.”",
        [(["“The bridge will be closed for a year.”"], "said", "the mayor", "the mayor")],
    ),
    (
        "a tweet by its handle",
        "“The ferry is late again,” @tomrey tweeted.",
        [(["“The ferry is late again,”"], "tweeted", "@tomrey", "@tomrey")],
    ),
    (
        "a handle beside the name",
        "Tom Rey (@tomrey) tweeted: “The ferry is late again.”",
        [(["“The ferry is late again.”"], "tweeted", "Tom Rey (@tomrey)", "Tom Rey")],
    ),
    (
        "a court transcript",
        "THE COURT: You may proceed.\n\nMR. REY: Did you see the ferry?\n\nTHE WITNESS: I did.\n\n"
        "MS. LUND: Objection.\n\nTHE COURT: Sustained.",
        [
            (["You may proceed."], ":", "THE COURT", "THE COURT"),
            (["Did you see the ferry?"], ":", "MR. REY", "MR. REY"),
            (["I did."], ":", "THE WITNESS", "THE WITNESS"),
            (["Objection."], ":", "MS. LUND", "MS. LUND"),
            (["Sustained."], ":", "THE COURT", "THE COURT"),
        ],
    ),
    (
        "a cue in the next paragraph",
        "“The bridge will be closed for a year. There is no other way.”\n\nThat was what Ana Lund told the council.",
        [
            (
                ["“The bridge will be closed for a year. There is no other way.”"],
                "told", "Ana Lund", "Ana Lund",
            )
        ],
    ),
    (
        "a word for speech in the next paragraph",
        "“The bridge is old.\n\n“It leaks, and it will be closed.”\n\nThose were the words of Ana Lund.",
        [
            (
                ["“The bridge is old.", "“It leaks, and it will be closed.”"],
                "words of", "Ana Lund", "Ana Lund",
            )
        ],
    ),
    (
        "a headline that ends in its cue",
        "Ferry fares to double, warns union\n\nIt rained in Troy on Monday.",
        [(["Ferry fares to double"], "warns", "union", "union")],
    ),
    (
        "a headline whose source was told",
        "Police lied about ferry fire, court told",
        [(["Police lied about ferry fire"], "told", None, None)],
    ),
    (
        "a script with names in lines of their own",
        "INT. FERRY - DAY\n\nANA LUND\nThe ferry is late.\n\nTOM REY\n(rowing)\nIt is always late.\n\nHe rows.\n\n"
        "ANA LUND\nThen we must build a bridge.\n\nTOM REY\nAnd who will\npay for it?",
        [
            (["The ferry is late."], None, "ANA LUND", "ANA LUND"),
            (["It is always late."], None, "TOM REY", "TOM REY"),
            (["Then we must build a bridge."], None, "ANA LUND", "ANA LUND"),
            (["And who will\npay for it?"], None, "TOM REY", "TOM REY"),
        ],
    ),
    (
        "a printed play",
        "ANA. The ferry is late.\n\nTOM. It is always late.\n\nANA. Then we must build a bridge.\n\nTOM. Must we?",
        [
            (["The ferry is late."], None, "ANA", "ANA"),
            (["It is always late."], None, "TOM", "TOM"),
            (["Then we must build a bridge."], None, "ANA", "ANA"),
            (["Must we?"], None, "TOM", "TOM"),
        ],
    ),
    (
        "a court reporter's Q. and A.",
        "Q. Where were you at noon?\n\nA. I was at the pier.\n\nMR. REY: Objection.\n\nQ. Did you see the ferry?\n\n"
        "A. I did.",
        [
            (["Where were you at noon?"], None, "Q", "Q"),
            (["I was at the pier."], None, "A", "A"),
            (["Objection."], ":", "MR. REY", "MR. REY"),
            (["Did you see the ferry?"], None, "Q", "Q"),
            (["I did."], None, "A", "A"),
        ],
    ),
    (
        "a headline with its marks",
        "Mayor says bridge is “unsafe”\n\nAna Lund spoke on Monday.",
        [(["bridge is “unsafe”"], "says", "Mayor", "Mayor")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in NEWS], ids=[case[0] for case in NEWS])
def test_news(text: str, expected: list[Expected], extractor: QuoteExtractor) -> None:
    assert shown(extractor.extract(text)) == expected


def test_questions_and_answers_have_turns_but_no_names_where_somebody_else_is_named(extractor: QuoteExtractor) -> None:
    found = extractor.extract("Q: When did you see it?\n\nA: At noon.\n\nQ: Who was at the helm?\n\nA: Tom Rey was.")
    assert [(said[0][0], said[2]) for said in shown(found)] == [
        ("When did you see it?", "Q"), ("At noon.", "A"), ("Who was at the helm?", "Q"), ("Tom Rey was.", "A"),
    ]  # fmt: skip
    assert not any(quote.speaker and quote.speaker.named for quote in found.quotes)


FICTION: list[tuple[str, str, list[tuple[str, str | None]]]] = [
    (
        "verbs of noise",
        "“It is late,” sighed Clara. “The boat has gone,” grumbled the old man.",
        [("“It is late,”", "Clara"), ("“The boat has gone,”", "the old man")],
    ),
    (
        "action beats",
        "Clara and Peter stood on the pier. Clara put down the oar. “The boat has gone.”\n\n“Then we shall walk.” "
        "Peter picked up the basket.",
        [("“The boat has gone.”", "Clara"), ("“Then we shall walk.”", "Peter")],
    ),
    (
        "turns without any cue",
        "“Has the boat gone?” asked Clara.\n\n“It has,” said Peter.\n\n“Then we shall walk.”\n\n“As you like.”",
        [
            ("“Has the boat gone?”", "Clara"), ("“It has,”", "Peter"),
            ("“Then we shall walk.”", "Clara"), ("“As you like.”", "Peter"),
        ],
    ),
    (
        "single marks and apostrophes",
        "'Don't you see the boys' boat?' asked Clara. 'It's gone,' said Peter.",
        [("'Don't you see the boys' boat?'", "Clara"), ("'It's gone,'", "Peter")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in FICTION], ids=[case[0] for case in FICTION])
def test_fiction(text: str, expected: list[tuple[str, str | None]], extractor: QuoteExtractor) -> None:
    reader = QuoteExtractor(Settings(profile="fiction"), extractor.nlp)
    found = reader.extract(text)
    assert [(quote.text, quote.speaker and quote.speaker.name) for quote in found.quotes] == expected


def test_turns_in_a_quotation_that_nobody_closed(extractor: QuoteExtractor) -> None:
    """What a label opens inside one speech and ends outside it belongs to the speech: contents never cross."""
    reader = QuoteExtractor(Settings(profile="fiction", acts="all", min_confidence=0), extractor.nlp)
    found = reader.extract("“Day: ''in the morning\nREY: No, not yet.\nREY: Never.")
    pieces = sorted((span.start, span.end) for quote in found.quotes for span in quote.content)
    assert all(end <= start for (_, end), (start, _) in pairwise(pieces))
