"""Texts with their attributions marked in them: sources in [square], contents in {curly} brackets.

The first source belongs to the content that begins first, and so on; brackets may nest.
"""

from __future__ import annotations

from spacy.language import Language

from quoteattr.analysis import load_models
from quoteattr.assembly.cast import Cast, build_cast
from quoteattr.attribution.types import Attribution
from quoteattr.coreference.antecedents import make_ranker
from quoteattr.coreference.resolver import resolve
from quoteattr.coreference.types import Resolution
from quoteattr.document.document import Document, read
from quoteattr.document.parse import parse_texts
from quoteattr.document.words import Analyser
from quoteattr.entities.registry import find_entities
from quoteattr.language.language import load_language


def unmark(marked: str) -> tuple[str, list[Attribution]]:
    """The text without brackets, and its attributions."""
    plain = ""
    opened: list[int] = []
    spans: dict[str, list[tuple[int, int]]] = {"]": [], "}": []}
    for letter in marked:
        if letter in "[{":
            opened.append(len(plain))
        elif letter in "]}":
            spans[letter].append((opened.pop(), len(plain)))
        else:
            plain += letter
    pairs = zip(sorted(spans["]"]), sorted(spans["}"]), strict=True)
    return plain, [Attribution((content,), None, None, source, None, 1.0, "marked") for source, content in pairs]


def document_of(text: str, nlp: Language) -> Document:
    """The text, parsed and read."""
    return read(next(parse_texts(nlp, [text], Analyser(nlp))), load_language())


def resolution_of(marked: str, nlp: Language) -> tuple[Document, list[Attribution], Resolution]:
    """What the marked sources refer to."""
    text, attributions = unmark(marked)
    doc = document_of(text, nlp)
    return doc, attributions, resolve(doc, find_entities(doc), attributions, make_ranker(load_models().coreference))


def cast_of(marked: str, nlp: Language) -> Cast:
    """The speakers of a marked text."""
    return build_cast(*resolution_of(marked, nlp))
