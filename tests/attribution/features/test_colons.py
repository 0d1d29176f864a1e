"""What tells a speaker's label from an entry of a list: names, repetition, clauses, and the text's other labels."""

from __future__ import annotations

from quoteattr import QuoteExtractor
from quoteattr.attribution.features.colons import colon_columns
from quoteattr.document.document import Document, read
from quoteattr.document.parse import parse_texts
from quoteattr.document.words import Analyser
from quoteattr.language.language import load_language
from quoteattr.loglinear.features import names

FIELDS = ("place", "clause", "behind", "others", "again", "voice", "named")
TALK = "Two were heard. Orde: I came at six, as they asked. Pell: You came at ten. Orde: Then it was ten. Pell left."
MENU = "Sunday lunch\n\nStarters: cold soup, a plate of ham.\nMains: hake. Wine: 4.50 a glass."


def rows(extractor: QuoteExtractor, text: str) -> list[dict[str, str]]:
    """The features of each colon of a text, by field."""
    doc = read_text(extractor, text)
    colons = [i for i, word in enumerate(doc.parse.word) if word == ":"]
    templates = {field: (f"colon {field}",) for field in FIELDS}
    found = names(templates, colon_columns(doc, colons))
    return [dict(feature.split("=", 1) for feature in row) for row in found]


def read_text(extractor: QuoteExtractor, text: str) -> Document:
    (parse,) = parse_texts(extractor.nlp, [text], Analyser(extractor.nlp))
    return read(parse, load_language())


def test_a_speaker_speaks_again_and_says_clauses_about_persons(extractor: QuoteExtractor) -> None:
    first, second, third = rows(extractor, TALK)
    assert first["again"] == third["again"] == "2"
    assert second["again"] == "1"
    assert [each["clause"] for each in (first, second, third)] == ["True"] * 3
    assert first["voice"] == "True"
    assert first["others"] == "1 all"


def test_a_speaker_is_named_outside_the_labels(extractor: QuoteExtractor) -> None:
    first, second, _ = rows(extractor, TALK)
    assert (first["named"], second["named"]) == ("False", "True")


def test_entries_of_a_list_are_things_without_clauses(extractor: QuoteExtractor) -> None:
    starters, mains, wine = rows(extractor, MENU)
    assert {each["clause"] for each in (starters, mains, wine)} == {"False"}
    assert {each["others"] for each in (starters, mains, wine)} == {"2 none"}
    assert {each["voice"] for each in (starters, mains, wine)} == {"False"}
    assert [each["place"].partition(" ")[2] for each in (starters, mains, wine)] == ["line", "line", "inside"]
    assert wine["behind"] == "figure"


def test_only_colons_outside_quotations_have_these_features(extractor: QuoteExtractor) -> None:
    doc = read_text(extractor, "Ana Lund said: “Note: it rains.”")
    cues = [i for i, word in enumerate(doc.parse.word) if word in ("said", ":")]
    said, outer, inner = names({"again": ("colon again",)}, colon_columns(doc, cues))
    assert (said, outer, inner) == ([], ["again=1"], [])
