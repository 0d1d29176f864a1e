"""Role holders: which entities a description may refer to: "the special aide" -> who is said to be one, or nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quoteattr.document.document import Document
from quoteattr.document.vocatives import is_vocative
from quoteattr.entities.known_people import known_roles
from quoteattr.entities.name_boundaries import institution_head
from quoteattr.entities.roles import roles_of
from quoteattr.entities.types import Description, Registry
from quoteattr.language.roles import RoleWords

_MAX_HOLDERS = 50  # of one role: among more, none can be told from the rest; set by hand
_INSTITUTIONS = frozenset({"organization", "document", "group", "unknown"})
_BODIES = frozenset({"organization", "document"})  # surely institutions


@dataclass(frozen=True, slots=True)
class Fit:
    """An entity that a description may refer to.

    `exact`: the text gives it this very role; else a narrower one ("senator" for "lawmaker"). `complete`:
    every word of the description is said of it.
    """

    entity: int
    exact: bool
    complete: bool


class RoleHolders:
    """The entities of a registry by what they are said to be."""

    def __init__(self, registry: Registry, words: RoleWords) -> None:
        self.words, self.registry, self.roles = words, registry, registry.roles
        self.first_named: dict[int, int] = {}
        self._by_head: dict[str, dict[int, list[Description]]] = defaultdict(lambda: defaultdict(list))
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._headed: dict[str, set[int]] = defaultdict(set)  # bodies by the noun that says what they are
        for mention in registry.mentions:
            self.first_named.setdefault(mention.entity, mention.first)
        for entity, roles in self.roles.items():
            for role in roles:
                self._by_head[role.head][entity].append(role)
        for entity, record in enumerate(registry.entities):
            if record.kind in _INSTITUTIONS:
                for word in self.names(entity):
                    self._by_word[word].add(entity)
            if record.kind in _BODIES:
                for name in (record.name, *record.aliases):
                    head = institution_head(name.lower().split(), words.people)
                    self._headed[words.normal(head)].add(entity)

    def names(self, entity: int) -> frozenset[str]:
        """Return the words of all names of an entity, in canonical form."""
        record = self.registry.entities[entity]
        written = " ".join((record.name, *record.aliases))
        return frozenset(self.words.normal(word.lower()) for word in written.split())

    def holds_office(self, entity: int) -> bool:
        """Whether the text gives the entity an office or profession, so that another office is hardly theirs."""
        return any(role.head in self.words.offices for role in self.roles.get(entity, ()))

    def are_known(self, noun: str) -> bool:
        """Whether some entity can be referred to by this noun: by a stated role, a hyponym, or a name containing it."""
        heads, kinds = self.words.wider.get(noun, ()), self.words.organizations.get(noun, ())
        by_role = noun in self._by_head or not self._by_head.keys().isdisjoint(heads)
        return by_role or noun in self._headed or not self._by_word.keys().isdisjoint(kinds)

    def fitting(self, description: Description) -> list[Fit]:
        """Return the entities that the description does not contradict, by index."""
        fits: dict[int, Fit] = {}
        exact = self._by_head.get(description.head, {})
        narrower = self.words.wider.get(description.head, frozenset())
        heads = (description.head, *sorted(narrower))
        if sum(len(self._by_head.get(head, ())) for head in heads) > _MAX_HOLDERS:
            return []
        for head in heads:
            for entity, roles in self._by_head.get(head, {}).items():
                possible = roles if entity in self.first_named else [r for r in roles if r.words <= description.words]
                if entity in fits or not any(_compatible(description, role, self.words) for role in possible):
                    continue
                complete = self._says(entity, description)
                fits[entity] = Fit(entity, entity in exact, complete)
        for entity in self._institutions(description):
            fits.setdefault(entity, Fit(entity, True, True))
        return [fits[entity] for entity in sorted(fits)]

    def _institutions(self, description: Description) -> Iterable[int]:
        """Return organizations whose name has the noun, or a word of its kind, and every word of the description."""
        kinds = self.words.organizations.get(description.head, ())
        found = [self._headed.get(description.head, ()), *(self._by_word.get(kind, ()) for kind in kinds)]
        if description.privative or sum(map(len, found)) > _MAX_HOLDERS:
            return ()
        named = {entity for entities in found for entity in entities}
        return [entity for entity in named if self._says(entity, description)]

    def _says(self, entity: int, description: Description) -> bool:
        said = self.names(entity).union(*({role.head, *role.words} for role in self.roles.get(entity, ())))
        is_owned = not description.owner or any(_known(word, said) for word in description.owner)
        return is_owned and all(_known(word, said) for word in description.modifiers | description.complement)


def _known(word: str, said: frozenset[str]) -> bool:
    return word in said or word.rstrip("s") in said


def _compatible(description: Description, role: Description, words: RoleWords) -> bool:
    """Whether one person can be both: no other rank, no other country or party, no other domain."""
    lapsing = frozenset[str]() if role.head in words.offices else words.people.words.lapsing  # an office is held or not
    if description.privative - role.privative or role.privative - lapsing - description.privative:
        return False
    nations, own_nations = description.words & words.nations, role.words & words.nations
    if nations and own_nations and not nations & own_nations:
        return False
    domain, own_domain = description.complement | description.owner, role.complement | role.owner
    if description.owner and not description.owner & role.words and role.words:
        return False
    return not (domain and own_domain and not domain & role.words)


def add_roles(doc: Document, registry: Registry) -> Registry:
    """Return the registry with what the text, or the user, says its entities are; who has a person's role is one."""
    roles = _collect_roles(doc, registry)
    words, entities = doc.language.roles, []
    for index, entity in enumerate(registry.entities):
        own = roles.get(index)
        if not own:
            entities.append(entity)
            continue
        said = (" ".join(doc.parse.span(role.first, role.last - 1).split()) for role in own)
        written = dict.fromkeys((*entity.roles, *said))
        is_person = entity.kind == "unknown" and any(words.is_surely_person(role.head) for role in own)
        entities.append(replace(entity, roles=tuple(written), kind="person" if is_person else entity.kind))
    given = {index: known_roles(person, words) for index, person in registry.known.items()}
    known = {index: [*own, *roles.get(index, ())] for index, own in given.items() if own}
    return replace(registry, entities=entities, roles={**roles, **known})


def _collect_roles(doc: Document, registry: Registry) -> Mapping[int, Sequence[Description]]:
    """Return what the text says of each entity at the places that name it, in text order."""
    parse, words = doc.parse, doc.language.roles
    found: dict[int, list[Description]] = defaultdict(list)
    for mention in registry.mentions:
        kind = registry.entities[mention.entity].kind
        called = is_vocative(parse, mention.first, mention.last, doc.language.words)
        is_called = doc.quoted[mention.first] >= 0 and called
        for role in roles_of(parse, mention.first, mention.last, words, is_called):
            if kind == "unknown" or (kind == "person") != (role.head in words.organizations):
                found[mention.entity].append(role)
    return found
