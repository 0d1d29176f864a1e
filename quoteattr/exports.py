"""Extractions in other people's formats: brat standoff, W3C Web Annotation, TEI, spaCy.

Offsets are those of the text given, in code points, whatever line breaks and characters it has: write the text
beside an export with ``newline=""`` or in bytes. JSON Lines need no export: `Extraction.model_dump_json` is a
line, and the only format that holds everything.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote as percent_encode

import regex

from quoteattr.records import Extraction, Quote, Span
from quoteattr.tei import to_tei

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, DocBin

__all__ = ["to_brat", "to_doc", "to_docbin", "to_tei", "to_web_annotation"]

_LINE_BREAK = regex.compile(r"[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_CONTEXT = 32  # characters of prefix and suffix in a TextQuoteSelector


def to_brat(extraction: Extraction) -> str:
    r"""The .ann file of brat standoff: one Attribution event a quotation, as PolNeAR has them.

    The event's trigger is the cue, or the content where there is none. Roles are Content, Cue, Source and
    Addressee; the kind is an attribute, the speaker's name a note. `quoteattr.evaluation.brat.read_brat`
    reads it. Quotations of no characters are left out, as brat has none.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> to_brat(QuoteExtractor().extract("“It rained,” Ana Lund said.")).splitlines()[1]
        'T2\tContent 0 12\t“It rained,”'
    """
    lines: list[str] = []
    bounds = events = 0
    for quote in extraction.quotes:
        content = [span for span in quote.content if span.text]
        if not content:
            continue
        events += 1
        roles = []
        for label, spans in _brat_roles(quote, content):
            bounds += 1
            lines.append(_text_bound(bounds, label, spans))
            roles.append(f"{label}:T{bounds}")
        lines.append(f"E{events}\t{' '.join(roles)}")
        lines.append(f"A{events}\tKind E{events} {quote.kind}")
        if quote.speaker:
            lines.append(f"#{events}\tSpeaker E{events}\t{_LINE_BREAK.sub(' ', quote.speaker.name)}")
    return "".join(f"{line}\n" for line in lines)


def _brat_roles(quote: Quote, content: Sequence[Span]) -> Iterator[tuple[str, Sequence[Span]]]:
    """The event's trigger first, then its arguments."""
    yield "Attribution", [quote.cue] if quote.cue and quote.cue.text else content
    yield "Content", content
    for label, span in (("Cue", quote.cue), ("Source", quote.source), ("Addressee", quote.addressee)):
        if span and span.text:
            yield label, [span]


def _text_bound(number: int, label: str, spans: Sequence[Span]) -> str:
    offsets = ";".join(f"{span.start} {span.end}" for span in spans)
    words = _LINE_BREAK.sub(" ", " ".join(span.text for span in spans))
    return f"T{number}\t{label} {offsets}\t{words}"


# JSON-LD is nested data of no fixed shape: hence `object`.
def to_web_annotation(extraction: Extraction, source: str | None = None) -> dict[str, object]:
    """A W3C Web Annotation page, ready for `json.dump`: who says each quotation, and its cue, source and addressee.

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


def _source_iri(extraction: Extraction) -> str:
    if extraction.id:
        return percent_encode(extraction.id)
    digest = hashlib.sha256(extraction.text.encode()).digest()
    return "ni:///sha-256;" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _textual(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _annotation(
    text: str, source: str, iri: str, motivation: str, bodies: Sequence[dict[str, str]], spans: Sequence[Span]
) -> dict[str, object]:
    targets = [
        {"type": "SpecificResource", "source": source, "selector": _selectors(text, span)} for span in spans
    ]
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


def to_doc(extraction: Extraction, nlp: Language | None = None) -> Doc:
    """A spaCy `Doc` with span groups "quotes", "cues" and "sources", as the pipeline component leaves it.

    Tokens are cut where a span begins or ends within one, so that every span has its exact offsets. To look at
    it: ``displacy.render(doc, style="span", options={"spans_key": "quotes"})``.

    Args:
        extraction: what to write.
        nlp: whose tokenizer and vocabulary to use; a blank English pipeline if not given.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> doc = to_doc(QuoteExtractor().extract("“It rained,” Ana Lund said."))
        >>> doc.spans["quotes"]
        [“It rained,”]
    """
    import spacy
    from spacy.tokens import Doc

    from quoteattr.component import annotate

    nlp = nlp or spacy.blank("en")
    words, spaces = _cut_tokens(extraction, nlp)
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    annotate(doc, extraction)
    return doc


def to_docbin(extractions: Iterable[Extraction], nlp: Language | None = None) -> DocBin:
    """The `Doc` of each extraction, for `DocBin.to_disk`; read with ``DocBin().from_disk(path).get_docs(vocab)``.

    Args:
        extractions: one a document.
        nlp: as for `to_doc`.
    """
    import spacy
    from spacy.tokens import DocBin

    nlp = nlp or spacy.blank("en")
    return DocBin(docs=(to_doc(extraction, nlp) for extraction in extractions), store_user_data=True)


def _cut_tokens(extraction: Extraction, nlp: Language) -> tuple[list[str], list[bool]]:
    spans = [span for quote in extraction.quotes for span in quote.spans()]
    starts, ends = {span.start for span in spans}, {span.end for span in spans}
    words: list[str] = []
    spaces: list[bool] = []
    for token in nlp.tokenizer(extraction.text):
        end = token.idx + len(token.text)
        cuts = [at for at in range(token.idx + 1, end) if at in starts or at in ends]
        spaced = bool(token.whitespace_)
        if spaced and (end in starts or end + 1 in ends):  # a span that begins or ends with this space
            spaced = False
            cuts.append(end)
            end += 1
        for a, b in zip([token.idx, *cuts], [*cuts, end], strict=True):
            words.append(extraction.text[a:b])
            spaces.append(b == end and spaced)
    return words, spaces
