"""Who tells a text in the first person, known by what others call them: "Take your time, Ana," he told me."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from quoteattr.document.document import Document, inner_document
from quoteattr.document.vocatives import is_vocative
from quoteattr.entities.types import Entity, EntityMention, Registry

_RATE = 0.005  # of the narration's words: more that mean who tells it are a narrator's; set by hand


def add_narrator(doc: Document, registry: Registry) -> Registry:
    """Return the registry with its narrator as the author of the text, if it has none.

    The narrator is the only one whom speakers rather call by name than speak of, and the narration never names; of
    several the only one who is called more than once. Nobody is, if speakers call *Mum* so.
    """
    may_be_called = any(doc.quoted[mention.first] >= 0 for mention in registry.mentions)
    if registry.authors or registry.known or not may_be_called or not _is_told_in_first_person(doc):
        return registry
    called, spoken_of, narrated = _uses(doc, registry.mentions)
    people = [
        entity
        for entity, uses in called.items()
        if entity not in narrated and uses > spoken_of[entity] and _is_person(registry.entities[entity], doc)
    ]
    only = people if len(people) == 1 else [entity for entity in people if called[entity] > 1]
    is_told = len(only) == 1 and not _is_relative(registry.entities[only[0]], doc)
    return replace(registry, authors=((0, len(doc.parse.text), only[0]),)) if is_told else registry


def _uses(doc: Document, mentions: Sequence[EntityMention]) -> tuple[Counter[int], Counter[int], set[int]]:
    """Count how often speakers call each entity, and speak of it; and whom the narration names."""
    depth = [inside + within for inside, within in zip(doc.inside, inner_document(doc).inside, strict=True)]
    marked = set(doc.marked)
    called, spoken_of, narrated = Counter[int](), Counter[int](), set[int]()
    for first, last, entity in mentions:
        is_title = (first - 1, last + 1) in marked  # the “Ana Lund”, a boat
        if not depth[first] or is_title:
            narrated.add(entity)
        elif depth[first] == 1 and is_vocative(doc.parse, first, last, doc.language.words):
            called[entity] += 1
        else:
            spoken_of[entity] += 1
    return called, spoken_of, narrated


def _is_person(entity: Entity, doc: Document) -> bool:
    """Whether a name is surely a person's: one with a title, a given name or one that is short for one, *Mum*."""
    first, people = entity.name.lower().split()[0], doc.language.people
    return bool(entity.titles) or first in people.given or first in people.nicknames or _is_relative(entity, doc)


def _is_relative(entity: Entity, doc: Document) -> bool:
    """Whether somebody is called by what they are to others alone: *Mum*."""
    return doc.language.people.nouns.get(entity.name.lower()) == "address"


def _is_told_in_first_person(doc: Document) -> bool:
    """Whether the narration often means who tells it."""
    own = [word for word, inside in zip(doc.parse.lower, doc.inside, strict=True) if not inside]
    return sum(map(doc.language.words.first_person.__contains__, own)) > _RATE * len(own)
