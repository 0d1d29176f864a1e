"""Extractions as UIMA CAS (XMI), which INCEpTION imports, edits and exports; and back. Needs dkpro-cassis.

A layer of spans, `LAYER`, with features of strings: ``role`` (content, cue, source, addressee), ``quote`` (which
quotation it is a part of), and on a content ``kind``, ``act``, ``speaker`` and ``listener``. A content in several
stretches is several spans with the same ``quote``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.errors import InputError, needing
from quoteattr.output.annotations import Annotated, labels_of, roles_of, to_result
from quoteattr.output.markup import NOT_XML
from quoteattr.records import Result

if TYPE_CHECKING:
    from cassis import TypeSystem

LAYER = "webanno.custom.Quotation"  # INCEpTION's own layers are in this package
_METADATA = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
_LABELS = ("kind", "act", "speaker", "listener")
_STRING = "uima.cas.String"


def to_uima(extraction: Result) -> tuple[str, str]:
    """Return the XMI and the type system of an extraction; XML has no control characters, each becomes U+FFFD.

    Raises:
        MissingExtraError: dkpro-cassis is not installed.
    """
    types = _types()
    from cassis import Cas

    cas = Cas(typesystem=types)
    cas.sofa_string, cas.sofa_mime = NOT_XML.sub("\ufffd", extraction.text), "text/plain"
    name = NOT_XML.sub("\ufffd", extraction.id or "text")
    whole = {"begin": 0, "end": len(extraction.text)}
    cas.add(types.get_type(_METADATA)(**whole, documentId=name, documentTitle=name))
    layer = types.get_type(LAYER)
    for quote in extraction.quotes:
        labels = {key: NOT_XML.sub("\ufffd", value) for key, value in labels_of(quote).items()}
        for role, span in roles_of(quote):
            more = labels if role == "content" else {}
            cas.add(layer(begin=span.start, end=span.end, role=role, quote=quote.id, **more))
    return cas.to_xmi(), types.to_xml()


def from_uima(xmi: str, typesystem: str, id: str | None = None, name: str = "XMI") -> Result:
    """Read what was annotated in INCEpTION: the spans of `LAYER`; those without ``quote`` stand each for itself.

    Args:
        xmi: the document.
        typesystem: the type system exported with it.
        id: what the document is called; if not given, what it says itself.
        name: what error messages call the file.

    Raises:
        InputError: the document is no XMI with this layer.
        MissingExtraError: dkpro-cassis is not installed.
    """
    _types()
    from cassis import load_cas_from_xmi, load_typesystem

    try:
        cas = load_cas_from_xmi(xmi, typesystem=load_typesystem(typesystem))
        spans = cas.select(LAYER)
        text = cas.sofa_string
        titles = [each.documentId for each in cas.select(_METADATA)]
    except Exception as error:  # of the XML parser, or of cassis, which raises what it likes
        raise InputError(f"{name}: cannot be read with its type system ({error}); export both anew") from error
    found: dict[str, Annotated] = {}
    for number, span in enumerate(spans):
        annotated = found.setdefault(span.quote or f"#{number}", Annotated())
        annotated.add(span.role or "content", (span.begin, span.end))
        annotated.labels.update({key: span[key] for key in _LABELS if span[key]})
    return to_result(text, found.values(), id or next(iter(titles), None))


def _types() -> TypeSystem:
    with needing("dkpro-cassis", "annotate"):
        from cassis import TypeSystem
    types = TypeSystem()
    layer = types.create_type(LAYER, "uima.tcas.Annotation", description="A part of a quotation.")
    for feature in ("role", "quote", *_LABELS):
        types.create_feature(layer, feature, _STRING)
    metadata = types.create_type(_METADATA, "uima.tcas.DocumentAnnotation")
    for feature in ("documentId", "documentTitle"):
        types.create_feature(metadata, feature, _STRING)
    return types
