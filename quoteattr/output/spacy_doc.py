"""Extractions as spaCy `Doc` and `DocBin`, with span groups."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from quoteattr.records import Quote, Result
from quoteattr.records import Span as TextSpan

KEY = "quoteattr"  # in doc.user_data
GROUPS = ("quotes", "cues", "sources")


def annotate(doc: Doc, extraction: Result) -> None:
    """Put an extraction of this very text on a `Doc`: user data, and span groups of whole tokens."""
    doc.user_data[KEY] = extraction.model_dump(mode="json", exclude={"text"})
    quotes = extraction.quotes
    doc.spans["quotes"] = [_span(doc, part, q.kind, q) for q in quotes for part in q.content]
    doc.spans["cues"] = [_span(doc, q.cue, q.cue.act, q) for q in quotes if q.cue]
    doc.spans["sources"] = [_span(doc, q.source, q.source.form, q) for q in quotes if q.source]


def _span(doc: Doc, span: TextSpan, label: str, quote: Quote) -> Span:
    """Return the tokens of a span, those cut by its edges too, with the quotation's id and its speaker's."""
    speaker = quote.speaker.id if quote.speaker else ""
    found = doc.char_span(span.start, span.end, label, speaker, alignment_mode="expand", span_id=quote.id)
    assert found is not None  # never with "expand" inside the text
    return found


def to_doc(extraction: Result, nlp: Language | None = None) -> Doc:
    """Make a spaCy `Doc` with span groups "quotes", "cues" and "sources", as the pipeline component leaves it.

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
    nlp = nlp or spacy.blank("en")
    words, spaces = _cut_tokens(extraction, nlp)
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    annotate(doc, extraction)
    return doc


def to_docbin(extractions: Iterable[Result], nlp: Language | None = None) -> DocBin:
    """Collect the Docs of extractions for `DocBin.to_disk`; read with ``DocBin().from_disk(path).get_docs(vocab)``.

    Args:
        extractions: one a document.
        nlp: as for `to_doc`.
    """
    nlp = nlp or spacy.blank("en")
    return DocBin(docs=(to_doc(extraction, nlp) for extraction in extractions), store_user_data=True)


def token_places(doc: Doc) -> Callable[[TextSpan], tuple[int, int]]:
    """Return what gives the first and the last token of a span of the text."""
    starts = [token.idx for token in doc]
    return lambda span: (bisect_right(starts, span.start) - 1, bisect_left(starts, span.end) - 1)


def _cut_tokens(extraction: Result, nlp: Language) -> tuple[list[str], list[bool]]:
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
