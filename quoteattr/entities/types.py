"""Names, forms of names, entities and the registry of a document's entities; whom words may refer to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quoteattr.records import Gender, SpeakerKind


class Unnamed(NamedTuple):
    """Somebody without a name, by the head of the phrase that introduces them: "a spokesman"."""

    token: int



Referent = int | Unnamed  # an entity of the registry, or somebody without a name
Referents = tuple[Referent, ...]



@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organization or other bearer of a name, by all its names in the document.

    `name` is the fullest form, `titles` are those it is given ("mr", "dr"), `count` is the number of its
    mentions. `named` is False for those the text only describes ("the landlord").
    """

    name: str
    kind: SpeakerKind
    gender: Gender
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    titles: frozenset[str] = frozenset()
    count: int = 0
    named: bool = True



class EntityMention(NamedTuple):
    """A name of an entity in the text: half-open token range, index of the entity."""

    first: int
    last: int
    entity: int



@dataclass(frozen=True, slots=True)
class Registry:
    """The entities of one document and the places that name them, in text order."""

    entities: Sequence[Entity]
    mentions: Sequence[EntityMention]



class Form(NamedTuple):
    """How a name is written: its lower-case words, titles apart; `the` where it has the article."""

    the: bool
    titles: tuple[str, ...]
    names: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join((*(("the",) if self.the else ()), *self.titles, *self.names))



class Name(NamedTuple):
    """A name in the text: its half-open token range without the article, its form, whether it is quoted."""

    first: int
    last: int
    form: Form
    quoted: bool
