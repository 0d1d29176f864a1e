"""Attributions by layout: signatures and labelled turns, however the rest of the text was read."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from spacy.language import Language
from trees import words

from quoteattr import QuoteExtractor
from quoteattr.attribution.decoder import merge_choices
from quoteattr.attribution.layouts import by_label, by_signature
from quoteattr.attribution.types import Choice
from quoteattr.document.document import Document, read
from quoteattr.document.paragraphs import paragraphs
from quoteattr.document.parse import Tokens, build_parse
from quoteattr.document.structure.blocks import read_blocks
from quoteattr.document.words import Analyser
from quoteattr.language.language import load_language


class Plain(Analyser):
    """Tells words from punctuation, no more."""

    def analyses(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Nothing but that."""
        return [("X" if word[0].isalnum() else "PUNCT", word) for word, _ in pairs]


def plain(text: str, nlp: Language) -> Document:
    """A text as the tokenizer alone sees it: the layout is no matter of syntax."""
    bounds = paragraphs(text)
    parts = [(start, nlp.make_doc(text[start:end])) for start, end in bounds]
    parse = build_parse(text, bounds, Tokens(parts), Plain(nlp), "none", read_blocks(text, load_language().layout))
    return read(parse, load_language())


def labelled(text: str, nlp: Language) -> list[tuple[str, str]]:
    """The words of each turn, and its label."""
    doc = plain(text, nlp)
    found = by_label(doc, by_signature(doc))
    assert all(each.rule == "label" and each.source for each in found)
    return [
        (" | ".join(" ".join(text[a:b].split()) for a, b in each.content), text[slice(*each.source)])
        for each in found
        if each.source
    ]


def show(doc: Document, choice: Choice) -> tuple[str, str | None]:
    source = None if choice.source is None else words(doc, [choice.source])
    return words(doc, choice.content), source


def test_an_office_is_part_of_the_source(nlp: Language) -> None:
    text = "Ana Lund, Investor Relations: Did it rain?\nTom Rey, 61: It did.\nAna Lund, Investor Relations: I see."
    assert [source for _, source in labelled(text, nlp)] == [
        "Ana Lund, Investor Relations",
        "Tom Rey",
        "Ana Lund, Investor Relations",
    ]


SIGNED = [
    ("“It rained all day.” — Ana Lund", [('" It rained all day . "', "Ana Lund")]),
    ("“It rained all day.” – Ana Lund, mayor of Troy", [('" It rained all day . "', "Ana Lund , mayor of Troy")]),
    ('"It rained all day." -- Ana Lund.', [('" It rained all day . "', "Ana Lund")]),
    ("“It rained all day.” ― Queen of Troy", [('" It rained all day . "', "Queen of Troy")]),
    ("“It rained all day.”\n\n— Ana Lund, Troy.\n\nIt did.", [('" It rained all day . "', "Ana Lund , Troy")]),
    # no name, no quotation, or no end after it
    ("“It rained all day.” — as they say", []),
    ("“The Rain” — Ana Lund", []),
    ("It rained all day. — Ana Lund", []),
    ("“It rained all day.” —", []),
    ("She wrote: “It rained all day.” — Ana Lund", []),
    ("“It rained all day.” — Ana Lund" + " of the Hill" * 10, []),
    ("“It rained all day.” Ana Lund", []),
]


@pytest.mark.parametrize(("text", "expected"), SIGNED)
def test_a_quotation_a_dash_and_a_name_are_a_signature(
    text: str, expected: list[tuple[str, str]], nlp: Language
) -> None:
    doc = plain(text, nlp)
    found = by_signature(doc)
    assert [show(doc, choice) for choice in found] == expected
    assert all(choice.label == "signature" for choice in found)


def test_a_dash_before_a_clause_opens_another_turn(extractor: QuoteExtractor) -> None:
    signed = extractor.extract("“It rained all day in Troy.”\n\n— Ana Lund, mayor").quotes
    assert [quote.rule for quote in signed] == ["signature"]
    turns = extractor.extract("“It rained all day in Troy.”\n\n— Yes, he said.").quotes
    assert "signature" not in {quote.rule for quote in turns}


TURNS = [
    (
        ["ANA LUND: Did it rain?", "TOM REY: It did.", "ANA LUND: All day?"],
        [("Did it rain?", "ANA LUND"), ("It did", "TOM REY"), ("All day?", "ANA LUND")],
    ),
    # initials, a question's Q and an answer's A; a role in brackets; a time before it
    (
        ["Q: Did it rain?", "A: It did.", "Q: All day?", "A: Yes, sir."],
        [("Did it rain?", "Q"), ("It did", "A"), ("All day?", "Q"), ("Yes, sir", "A")],
    ),
    (
        ["Lund (standing): Did it rain?", "[10:15] Rey: It did.", "Lund: All day?"],
        [("Did it rain?", "Lund"), ("It did", "Rey"), ("All day?", "Lund")],
    ),
    # a turn runs on over paragraphs without a label, but not over stage directions
    (
        ["Lund: Did it rain?", "Tell us.", "Rey: It did.", "(Laughter.)", "All day.", "Lund: Thanks."],
        [("Did it rain? | Tell us", "Lund"), ("It did. | All day", "Rey"), ("Thanks", "Lund")],
    ),
    # nor over what somebody else has signed
    (
        ["Lund: Did it rain?", "Rey: It did.", "“It rained all day.” — Kim Oduya", "Lund: Thanks."],
        [("Did it rain?", "Lund"), ("It did", "Rey"), ("Thanks", "Lund")],
    ),
    (
        ["“Lund: It rained all day.” — Kim Oduya", "Rey: It did.", "Lund: Thanks.", "Rey: Thanks."],
        [("It did", "Rey"), ("Thanks", "Lund"), ("Thanks", "Rey")],
    ),
    # a label that stands alone, too few, no recurring one: no transcript
    (["Lund: Did it rain?", "Rey: It did."], []),
    (["Note: It rained.", "Weather: Rain.", "Sport: Rowing."], []),
    (["It rained in Troy.", "Lund: Yes.", "It rained on."], []),
    # a lone heading far from the talk is nobody's turn
    (
        ["Weather: It rained.", "The town was wet.", "So was the mayor.", "And so was Rey.", "They met.",
         "Lund: Did it rain?", "Rey: It did.", "Lund: All day?"],
        [("Did it rain?", "Lund"), ("It did", "Rey"), ("All day?", "Lund")],
    ),
    # nor is one in other letters than the labels
    (
        ["Lund: It Was the Rain.", "Ms. Lund met the press.", "LUND: Did it rain?", "REY: It did.", "LUND: All day?"],
        [("Did it rain?", "LUND"), ("It did", "REY"), ("All day?", "LUND")],
    ),
    (
        ["Rain: the whole story", "Lund: Did it rain?", "Rey: It did.", "Lund: All day?"],
        [("Did it rain?", "Lund"), ("It did", "Rey"), ("All day?", "Lund")],
    ),
    # but who is named in full first may go by initials
    (
        ["Ana Lund: Did it rain?", "Bo Rey-Hall: It did.", "AL: All day?", "BRH: All day.", "AL: Oh."],
        [("Did it rain?", "Ana Lund"), ("It did", "Bo Rey-Hall"), ("All day?", "AL"), ("All day", "BRH"),
         ("Oh", "AL")],
    ),
    # small letters, as in a chat
    (
        ["lund: Did it rain?", "rey: It did.", "lund: All day?"],
        [("Did it rain?", "lund"), ("It did", "rey"), ("All day?", "lund")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), TURNS)
def test_labelled_turns(lines: list[str], expected: list[tuple[str, str]], nlp: Language) -> None:
    found = labelled("\n\n".join(lines), nlp)
    assert [(said.removesuffix("."), who) for said, who in found] == expected


IT, DID, ALL = ("Did it rain?", "ANA"), ("It did.", "TOM"), ("All day?", "ANA")
SCRIPTS = [
    # names in lines of their own, with remarks on the voice, up to a blank line
    ("ANA\nDid it rain?\n\nTOM\nIt did.\n\nANA\nAll day?", [IT, DID, ALL]),
    ("ANA (O.S.)\r\n(quietly)\r\nDid it\r\nrain?\r\n\r\nTOM\r\nIt did.\r\n\r\nANA\r\nAll day?",
     [("Did it rain?", "ANA"), DID, ALL]),
    ("INT. PIER - DAY\n\nANA\nDid it rain?\n\nTom rows.\n\nTOM\nIt did.\n\nANA\nAll day?", [IT, DID, ALL]),
    ("ANA\nDid it rain?\nTOM\nIt did.\nANA\nAll day?", [IT, DID, ALL]),
    # in lines wrapped at some width
    (
        "ANA\nDid it rain, and did it rain as hard as they\nsay it did at the pier?\n\nTOM\nIt rained as hard as it "
        "ever did in all\nthe years that I have lived here.\n\nANA\nDid it rain all day?",
        [
            ("Did it rain, and did it rain as hard as they say it did at the pier?", "ANA"),
            ("It rained as hard as it ever did in all the years that I have lived here.", "TOM"),
            ("Did it rain all day?", "ANA"),
        ],
    ),
    # capitals and a full stop
    ("ANA. Did it rain?\n\nTOM. It did.\n\nANA. All day?", [IT, DID, ALL]),
    ("MR. REY. Did it rain?\n\nLADY ANA. It did.\n\nMR. REY. All day?",
     [("Did it rain?", "MR. REY"), ("It did.", "LADY ANA"), ("All day?", "MR. REY")]),
    ("Q. Did it rain?\n\nA. It did.\n\nMR. REY: Objection.\n\nQ. All day?\n\nA. All day.",
     [("Did it rain?", "Q"), ("It did.", "A"), ("Objection.", "MR. REY"), ("All day?", "Q"),
      ("All day.", "A")]),
    # headings, numerals and lists are nobody's, and a lone name or a few among much else no script
    ("RAIN\nIt rained in Troy.\n\nSPORT\nTroy lost.\n\nFERRIES\nThey run.", []),
    ("ANA\n\nDid it rain?\n\nTOM\n\nIt did.\n\nANA\n\nAll day?", []),
    ("I. Did it rain?\n\nII. It did.\n\nI. All day?\n\nII. All day.", []),
    ("A. Did it rain?\n\nB. It did.\n\nA. All day?\n\nB. All day.", []),
    ("NOTE. Did it rain?\n\nNOTE. It did.\n\nNOTE. All day?", []),
    ("ANA. Did it rain?" + "\n\nTom rows." * 6 + "\n\nTOM. It did.\n\nANA. All day?", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SCRIPTS)
def test_scripts_plays_and_court_transcripts(text: str, expected: list[tuple[str, str]], nlp: Language) -> None:
    assert labelled(text, nlp) == expected


def test_the_layout_takes_precedence_over_syntax(nlp: Language) -> None:
    doc = plain("“It rained all day.” — Ana Lund\n\nTom said so.", nlp)
    (signature,) = by_signature(doc)
    end = len(doc.parse)
    inside = Choice(2, ((3, 4),), None, 0.9, "made up")
    across = Choice(end - 3, ((1, 2), (end - 4, end - 3), (end - 2, end - 1)), None, 0.9, "made up")
    mostly = Choice(end - 3, ((1, 3), (end - 2, end - 1)), None, 0.9, "made up")
    apart = Choice(end - 3, ((end - 2, end - 1),), None, 0.9, "made up")
    found = merge_choices(doc, by_signature(doc), [inside, across, mostly, apart])
    assert [show(doc, choice)[0] for choice in found] == ['" It rained all day . "', "Tom | so", "so"]
    assert found[0] == signature


def test_a_turn_ends_where_the_text_goes_on_telling(extractor: QuoteExtractor) -> None:
    told = ("Q: Did it rain?", "A: It did.", "Lund laughs. “It rained,” she says.", "Q: And then?", "A: It snowed.")
    turns = [quote.text for quote in extractor.extract("\n\n".join(told)).quotes if quote.rule == "label"]
    assert turns == ["Did it rain?", "It did.", "And then?", "It snowed."]


def test_a_label_without_words_after_it_is_no_turn(nlp: Language) -> None:
    assert [label for _, label in labelled("Lund: Did it rain?\n\nRey: …\n\nLund: All day?", nlp)] == ["Lund", "Lund"]
