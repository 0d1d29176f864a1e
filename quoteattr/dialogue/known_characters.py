"""Known people whom a story only describes: "the beadle" is Mr. Bumble, if users say that he is called so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from quoteattr.dialogue.types import Reference
from quoteattr.entities.known_people import name_words
from quoteattr.entities.types import Registry
from quoteattr.language.people import People

NARRATOR = "narrator"  # the role of who tells the story, and what they go by if they have no name


class KnownCharacters:
    """Finds the one known person that a description fits, by the words of their names and roles."""

    def __init__(self, registry: Registry, people: People) -> None:
        self._people = people
        self._by_noun: dict[str, list[tuple[frozenset[str], int]]] = defaultdict(list)
        self.narrator: int | None = None
        for entity, words in _described(registry, people):
            if words[-1] == NARRATOR:
                self.narrator = entity
            for noun in words:
                self._by_noun[noun].append((frozenset(words), entity))

    def find(self, reference: Reference, name: str) -> int | None:
        """Return the entity that a nominal whose fullest description is `name` refers to; None without, or of several.

        One who is called just so, else the only one of whom nothing else is said.
        """
        words = frozenset(name_words(name, self._people))
        known = self._by_noun.get(reference.noun, ())
        same = {entity for own, entity in known if own == words}
        return _only(same or {entity for own, entity in known if own <= words or words <= own})


def _described(registry: Registry, people: People) -> Iterator[tuple[int, Sequence[str]]]:
    for entity, person in registry.known.items():
        for name in (person.name, *person.aliases, *person.roles):
            words = name_words(name, people)
            if words:
                yield entity, words


def _only(found: set[int]) -> int | None:
    return found.pop() if len(found) == 1 else None
