"""Extractions, one at a time -> what is kept of each for tables over all of them; texts are let go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from quoteattr.output.corpus.copies import Signature, find_copies, signature
from quoteattr.output.speaker_shares import Voice, rank_voices
from quoteattr.records import Result


@dataclass(frozen=True, slots=True)
class Document:
    """What is kept of a document.

    Attributes:
        id: its name, or its number.
        meta: what came with it.
        voices: who speaks in it, and how much; nobody's words last.
        copy_of: the number of the document that it is a copy of; None if it is none.
    """

    id: str
    meta: Mapping[str, JsonValue]
    voices: tuple[Voice, ...]
    copy_of: int | None = None


def survey(extractions: Iterable[Result]) -> list[Document]:
    """Return what is kept of each document, in order; of those with nearly the same words all but the first are copies.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> texts = ["“The port shuts in May,” Ana Lund said.", "“The port shuts in May,” Ana Lund said (AP)."]
        >>> [document.copy_of for document in survey(QuoteExtractor().pipe(texts))]
        [None, 0]
    """
    kept: list[tuple[str, Mapping[str, JsonValue], tuple[Voice, ...]]] = []
    signatures: list[Signature | None] = []
    for number, extraction in enumerate(extractions, start=1):
        kept.append((extraction.id or str(number), extraction.meta, tuple(rank_voices(extraction))))
        signatures.append(signature(extraction.text))
    return [Document(*each, copy_of=copy) for each, copy in zip(kept, find_copies(signatures), strict=True)]
