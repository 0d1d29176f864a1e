"""Extractions for Prodigy: one task a text, with tokens, spans and relations (``rel.manual``, ``spans.manual``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.output.annotations import roles_of
from quoteattr.output.spacy_doc import to_doc, token_places
from quoteattr.records import Result

if TYPE_CHECKING:
    from spacy.language import Language


# JSON of another program is nested data of no fixed shape: hence `object`
def to_prodigy(extraction: Result, nlp: Language | None = None) -> dict[str, object]:
    """Return a line of Prodigy's JSONL, ready for `json.dumps`.

    Args:
        extraction: what to write.
        nlp: whose tokenizer to use; a blank English pipeline if not given.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> to_prodigy(QuoteExtractor().extract("“It rained,” Ana Lund said."))["spans"][0]["label"]
        'DIRECT'
    """
    doc = to_doc(extraction, nlp)
    places = token_places(doc)
    tokens = [
        {"text": t.text, "start": t.idx, "end": t.idx + len(t.text), "id": t.i, "ws": bool(t.whitespace_)} for t in doc
    ]
    spans: list[dict[str, object]] = []
    relations: list[dict[str, object]] = []
    for quote in extraction.quotes:
        parts = []
        for role, span in roles_of(quote):
            label = (quote.kind if role == "content" else role).upper()
            first, last = places(span)
            part: dict[str, object] = {
                "start": span.start, "end": span.end, "token_start": first, "token_end": last, "label": label
            }  # fmt: skip
            parts.append(part)
        relations += [
            {"head": part["token_end"], "child": parts[0]["token_end"], "head_span": part, "child_span": parts[0],
             "label": part["label"]}
            for part in parts[1:]
        ]  # fmt: skip
        spans += parts
    meta = {"id": extraction.id, **extraction.meta}
    return {"text": extraction.text, "tokens": tokens, "spans": spans, "relations": relations, "meta": meta}
