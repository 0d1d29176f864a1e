"""Word lists about roles: variants, wider words, occupations, nations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from quoteattr.language.data_files import read_map, read_words
from quoteattr.language.people import People


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Knowledge about nouns that describe people and organizations.

    `canonical` maps variants to one word ("congresswoman" to "congressman", "Russian" to "russia"), `wider`
    a noun to the roles it may stand for, `organizations` a noun to the words in names of what it denotes. `prominent`
    are the roles of whom a text may be all about without saying so, `offices` those that one holds.
    """

    canonical: Mapping[str, str]
    wider: Mapping[str, frozenset[str]]
    organizations: Mapping[str, frozenset[str]]
    privative: frozenset[str]
    roles: frozenset[str]
    prominent: frozenset[str]
    offices: frozenset[str]
    nations: frozenset[str]
    people: People

    def normal(self, word: str) -> str:
        """Return the canonical form of a lower-case word."""
        known = self.canonical.get(word)
        return known or (self.canonical.get(word.rstrip("."), word) if word[-1:] == "." else word)

    def is_role(self, word: str) -> bool:
        """Whether a lower-case word denotes an office, an occupation or another part people play."""
        return self.normal(word) in self.roles

    def is_somebody(self, noun: str) -> bool:
        """Whether a lower-case noun can say what a person or an organization is."""
        return self.is_known(noun) or noun.endswith(tuple(self.people.words.agent_endings))

    def is_known(self, noun: str) -> bool:
        """Whether a lower-case noun is known to say what a person or an organization is, not by its ending alone."""
        return self.is_person(noun) or noun in self.organizations

    def is_surely_person(self, noun: str) -> bool:
        """Whether a lower-case noun denotes a person, and never a firm, as *owner* may."""
        return self.is_person(noun) and noun not in self.people.words.shared_roles

    def is_person(self, noun: str) -> bool:
        """Whether a lower-case noun denotes a person."""
        return noun in self.people.nouns or self.is_role(noun)


def read_roles(folder: Traversable | Path, people: People) -> RoleWords:
    """Read the word lists about roles from a language's folder; what it lacks stays empty.

    Raises:
        DataError: if a list is damaged.
    """
    roles, nations = read_map(folder, "roles.txt"), read_map(folder, "demonyms.txt")
    wider, kinds = read_map(folder, "role_classes.txt"), read_map(folder, "org_classes.txt")
    canonical = {form: key for lists in (nations, roles) for key, forms in lists.items() for form in (key, *forms)}
    known = {*roles, *wider, *(role for members in wider.values() for role in members)}
    known |= {canonical.get(noun, noun) for noun in people.occupations}
    known |= {canonical.get(noun, noun) for noun, kind in people.nouns.items() if kind in ("role", "kin")}
    known |= {canonical.get(title, title) for title, kind in people.titles.items() if kind == "rank"}
    firms = {noun: kinds[noun] | people.firms for noun in people.words.firm_nouns if noun in kinds}
    return RoleWords(
        canonical=canonical,
        wider=wider,
        organizations={**kinds, **firms},
        privative=read_words(folder, "privative.txt"),
        roles=frozenset(known),
        prominent=_members(wider, people.words.prominent_roles),
        offices=_members(wider, wider) - _members(wider, people.words.private_roles),
        nations=frozenset(nations),
        people=people,
    )


def _members(wider: Mapping[str, frozenset[str]], nouns: Iterable[str]) -> frozenset[str]:
    """Return all roles that these nouns may stand for."""
    return frozenset[str]().union(*(wider.get(noun, frozenset()) for noun in nouns))
