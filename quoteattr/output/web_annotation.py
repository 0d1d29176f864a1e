"""Extractions as W3C Web Annotation."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from urllib.parse import quote as percent_encode

from quoteattr.records import Result, Span

_CONTEXT = 32  # characters of prefix and suffix in a TextQuoteSelector


# JSON-LD is nested data of no fixed shape: hence `object`.
def to_web_annotation(extraction: Result, source: str | None = None) -> dict[str, object]:
    """Make a W3C Web Annotation page for `json.dump`: who says each quotation, and its cue, source and addressee.

    Each stretch of a quotation is a target, with a position (in code points, as the standard has it) and a
    quote selector. Cue, source and addressee are annotations of their own that link to the quotation's.

    Args:
        extraction: what to write.
        source: IRI of the text. If not given, the extraction's id as a relative one; without an id, the text's
            hash (RFC 6920), so that a reader can tell whether it has the same text.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> page = to_web_annotation(QuoteExtractor().extract("“It rained,” Ana Lund said."))
        >>> page["items"][0]["target"][0]["selector"][0]
        {'type': 'TextPositionSelector', 'start': 0, 'end': 12}
    """
    iri = source or _source_iri(extraction)
    items: list[dict[str, object]] = []
    for quote in extraction.quotes:
        link = f"#{percent_encode(quote.id)}"
        bodies = [_textual("classifying", quote.kind)]
        if quote.speaker:
            bodies.insert(0, _textual("identifying", quote.speaker.name))
        items.append(_annotation(extraction.text, iri, link, "identifying", bodies, quote.content))
        for part, span in (("cue", quote.cue), ("source", quote.source), ("addressee", quote.addressee)):
            if span:
                linked = {"type": "SpecificResource", "purpose": "linking", "source": link}
                bodies = [_textual("tagging", part), linked]
                items.append(_annotation(extraction.text, iri, f"{link}-{part}", "linking", bodies, [span]))
    context = "http://www.w3.org/ns/anno.jsonld"
    return {"@context": context, "id": "#quotations", "type": "AnnotationPage", "items": items}


def _source_iri(extraction: Result) -> str:
    if extraction.id:
        return percent_encode(extraction.id)
    digest = hashlib.sha256(extraction.text.encode()).digest()
    return "ni:///sha-256;" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _textual(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _annotation(
    text: str, source: str, iri: str, motivation: str, bodies: Sequence[dict[str, str]], spans: Sequence[Span]
) -> dict[str, object]:
    targets = [{"type": "SpecificResource", "source": source, "selector": _selectors(text, span)} for span in spans]
    return {"id": iri, "type": "Annotation", "motivation": motivation, "body": bodies, "target": targets}


def _selectors(text: str, span: Span) -> list[dict[str, object]]:
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": span.text,
            "prefix": text[max(0, span.start - _CONTEXT) : span.start],
            "suffix": text[span.end : span.end + _CONTEXT],
        },
    ]
