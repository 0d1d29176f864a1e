"""Names, their forms, entities, the registry of a document's entities, and referents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quoteattr.document.ranges import Offsets
from quoteattr.records import Gender, SpeakerKind
from quoteattr.settings import Person


class Unnamed(NamedTuple):
    """Somebody without a name, by the head of the phrase that introduces them: "a spokesman"."""

    token: int


Referent = int | Unnamed  # an entity of the registry, or somebody without a name
Referents = tuple[Referent, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organization or whatever else has a name, by all its names in the document.

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


class Description(NamedTuple):
    """A phrase that says what somebody is: its noun, the content words around it, its half-open token range.

    `head` and the words are in their canonical form (see `RoleWords`). `modifiers` precede the noun,
    `complement` follows it, `owner` is its possessor; `privative` are the modifiers that change who is meant.
    """

    head: str
    modifiers: frozenset[str]
    complement: frozenset[str]
    owner: frozenset[str]
    privative: frozenset[str]
    first: int
    last: int

    @property
    def words(self) -> frozenset[str]:
        """All content words around the noun."""
        return self.modifiers | self.complement | self.owner

    def may_resume(self, earlier: Description) -> bool:
        """Whether this may be the second mention of what an earlier description introduced."""
        return self.head == earlier.head and self.privative == earlier.privative and self.words <= earlier.words


@dataclass(frozen=True, slots=True)
class Registry:
    """The entities of one document and the places that name them, in text order.

    `roles` are by entity what the text says they are, wherever it names them, in text order. `labels` gives for the
    offsets of a turn's label whose it is, `voices` for where the words of a turn without a label begin whose they are,
    `authors` who wrote from one offset to another, `addressees` to whom. `known` are the entities that users named
    beforehand; if it is `closed`, nobody else is to be named.
    """

    entities: Sequence[Entity]
    mentions: Sequence[EntityMention]
    roles: Mapping[int, Sequence[Description]] = field(default_factory=dict)
    labels: Mapping[Offsets, int] = field(default_factory=dict)
    voices: Mapping[int, int] = field(default_factory=dict)
    authors: Sequence[tuple[int, int, int]] = ()
    addressees: Sequence[tuple[int, int, int]] = ()
    known: Mapping[int, Person] = field(default_factory=dict)
    closed: bool = False


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
