"""Stage 6: who exists in this document: names, aliases, roles, gender."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quoteattr.records import Gender, SpeakerKind


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organization or other bearer of a name, by all its names in the document."""

    name: str
    kind: SpeakerKind
    gender: Gender
    aliases: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntityMention:
    """A name of an entity in the text: half-open token range, index of the entity."""

    first: int
    last: int
    entity: int


@dataclass(frozen=True, slots=True)
class Registry:
    """The entities of one document and the places that name them, in text order."""

    entities: Sequence[Entity]
    mentions: Sequence[EntityMention]
