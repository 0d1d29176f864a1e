"""Who tells a text in the first person, known by what others call them: "Take your time, Ana," he told me."""

from __future__ import annotations

from dataclasses import replace

from quoteattr.document.document import Document, inner_document
from quoteattr.document.vocatives import is_vocative
from quoteattr.entities.types import Registry

_RATE = 0.005  # of the narration's words: more that mean who tells it are a narrator's; set by hand


def add_narrator(doc: Document, registry: Registry) -> Registry:
    """Return the registry with its narrator as the author of the text, if it has none.

    The narrator is the only one whom speakers call by name and the narration never names.
    """
    may_be_called = any(doc.quoted[mention.first] >= 0 for mention in registry.mentions)
    if registry.authors or registry.known or not may_be_called or not _is_told_in_first_person(doc):
        return registry
    parse, words, people = doc.parse, doc.language.words, doc.language.people
    depth = [inside + within for inside, within in zip(doc.inside, inner_document(doc).inside, strict=True)]
    marked = set(doc.marked)
    called, elsewhere = set[int](), set[int]()
    for first, last, entity in registry.mentions:
        is_title = (first - 1, last + 1) in marked  # the “Ana Lund”, a boat
        is_called = depth[first] == 1 and not is_title and is_vocative(parse, first, last, words)
        (called if is_called else elsewhere).add(entity)
    only = list(called - elsewhere)
    if len(only) != 1:
        return registry
    narrator = registry.entities[only[0]]
    is_person = narrator.titles or narrator.name.lower().split()[0] in people.given
    return replace(registry, authors=((0, len(parse.text), only[0]),)) if is_person else registry


def _is_told_in_first_person(doc: Document) -> bool:
    """Whether the narration often means who tells it."""
    own = [word for word, inside in zip(doc.parse.lower, doc.inside, strict=True) if not inside]
    return sum(map(doc.language.words.first_person.__contains__, own)) > _RATE * len(own)
