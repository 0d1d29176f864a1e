"""Extractions as BookNLP's tables: ``.tokens``, ``.quotes`` and ``.entities``, which notebooks for BookNLP read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from quoteattr.output.spacy_doc import to_doc, token_places
from quoteattr.records import MentionForm, Quote, Result, Span, Speaker

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_TOKENS = "paragraph_ID sentence_ID token_ID_within_sentence token_ID_within_document word lemma byte_onset byte_offset"
_TAGS = "POS_tag fine_POS_tag dependency_relation syntactic_head_ID event"
_QUOTES = "quote_start quote_end mention_start mention_end mention_phrase char_id quote"
_ENTITIES = "COREF start_token end_token prop cat text"
_PROPS: dict[MentionForm, str] = {"name": "PROP", "nominal": "NOM", "pronoun": "PRON"}
Places = Callable[[Span], tuple[int, int]]  # the first and the last token of a span
_CATEGORIES = {"person": "PER", "group": "PER", "organization": "ORG", "place": "LOC"}


def to_booknlp(extraction: Result, nlp: Language | None = None) -> dict[str, str]:
    """Return the tables by their suffixes; indices are of tokens, and the last of a stretch is its own end, as there.

    Quotations are the direct ones, a row for each stretch; entities are the mentions at quotations. Tokens have words
    and offsets (in code points); lemma, tags and syntax, which are not kept, are "_".

    Args:
        extraction: what to write.
        nlp: whose tokenizer to use; a blank English pipeline if not given.
    """
    doc = to_doc(extraction, nlp)
    places = token_places(doc)
    numbers = {speaker.id: number for number, speaker in enumerate(extraction.speakers)}
    return {
        ".tokens": _table(f"{_TOKENS} {_TAGS}", _tokens(doc)),
        ".quotes": _table(_QUOTES, _quotes(extraction.quotes, places, numbers)),
        ".entities": _table(_ENTITIES, _entities(extraction.quotes, places, numbers)),
    }


def _table(columns: str, rows: Iterator[Sequence[object]]) -> str:
    lines = [columns.split(), *([_cell(value) for value in row] for row in rows)]
    return "".join("\t".join(line) + "\n" for line in lines)


def _cell(value: object) -> str:
    """Return a value without tab and line break, which the tables have no way to write."""
    return " ".join(str(value).split())


def _tokens(doc: Doc) -> Iterator[Sequence[object]]:
    paragraph = 0
    for token in doc:
        if token.is_space:
            paragraph += token.text.count("\n") > 1  # a line left blank
        else:
            offsets = token.idx, token.idx + len(token.text)
            yield paragraph, paragraph, token.i, token.i, token.text, "_", *offsets, "_", "_", "_", token.i, "O"


def _quotes(quotes: Sequence[Quote], places: Places, numbers: dict[str, int]) -> Iterator[Sequence[object]]:
    for quote in quotes:
        if quote.kind == "direct":
            source = (*places(quote.source), quote.source.text) if quote.source else ("", "", "")
            who = numbers[quote.speaker.id] if quote.speaker else ""
            for span in quote.content:
                yield *places(span), *source, who, span.text


def _entities(quotes: Sequence[Quote], places: Places, numbers: dict[str, int]) -> Iterator[Sequence[object]]:
    met = {(q.source.start, q.source.end): (q.source, q.speaker) for q in quotes if q.source and q.speaker}
    for _, (source, speaker) in sorted(met.items(), key=lambda item: item[0]):
        yield numbers[speaker.id], *places(source), _PROPS[source.form], _category(speaker), source.text


def _category(speaker: Speaker) -> str:
    return _CATEGORIES.get(speaker.kind, "PER")
