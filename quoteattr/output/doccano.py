"""Extractions for doccano: one JSON object a text, with entities and relations."""

from __future__ import annotations

from quoteattr.output.annotations import roles_of
from quoteattr.records import Result


# JSON of another program is nested data of no fixed shape: hence `object`
def to_doccano(extraction: Result) -> dict[str, object]:
    """Return a line of doccano's JSONL for sequence labelling with relations, ready for `json.dumps`.

    Entities are labelled by role, contents by their kind too (*content:direct*); relations join the parts of a
    quotation to its first content. What came with the text, its id and the speakers go along as metadata.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> to_doccano(QuoteExtractor().extract("“It rained,” Ana Lund said."))["entities"][0]
        {'id': 0, 'label': 'content:direct', 'start_offset': 0, 'end_offset': 12}
    """
    entities: list[dict[str, object]] = []
    relations: list[dict[str, object]] = []
    for quote in extraction.quotes:
        first = len(entities)
        for role, span in roles_of(quote):
            if len(entities) > first:
                relations.append({"id": len(relations), "from_id": len(entities), "to_id": first, "type": role})
            label = f"content:{quote.kind}" if role == "content" else role
            entity = {"id": len(entities), "label": label, "start_offset": span.start, "end_offset": span.end}
            entities.append(entity)
    speakers = {quote.id: quote.speaker.name for quote in extraction.quotes if quote.speaker}
    return {
        "text": extraction.text, "entities": entities, "relations": relations,
        "document": extraction.id, "speakers": speakers, **extraction.meta,
    }  # fmt: skip
