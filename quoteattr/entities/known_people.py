"""Known people: whom users name beforehand, found in a text and written into its registry.

A form of name that is one known person's is theirs, whatever the text's own joining would make of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

import regex

from quoteattr.document.document import Document
from quoteattr.document.parse import Parse
from quoteattr.document.words import normalise
from quoteattr.entities.form_groups import FormFacts
from quoteattr.entities.types import Description, Entity, Form, Name, Registry
from quoteattr.language.people import GENDERS, People
from quoteattr.language.roles import RoleWords
from quoteattr.settings import Person

_WORD = regex.compile(r"[^\s\-]+")
_LETTERS = {gender: letter for letter, gender in GENDERS.items()}
_REMEMBERED = 20_000  # names of known people: some 5 MB
Words = tuple[str, ...]


class Claims(NamedTuple):
    """Whose a form of name is, by the person's number: for sure, or unless the text joins it to another's name."""

    sure: dict[Form, int]
    shared: dict[Form, int]


class _Alias(NamedTuple):
    """A name of a known person, as forms have it; `rest` are its words without titles."""

    words: Words
    rest: Words
    person: int


def name_words(name: str, people: People) -> Words:
    """Return the words of a name: small, without accents, article, hyphens, possessive endings and stops."""
    return _name_words(name, people.words.articles)


@lru_cache(maxsize=_REMEMBERED)  # the same people are known in text after text
def _name_words(name: str, articles: frozenset[str]) -> Words:
    found = (_plain(word).rstrip(".,").removesuffix("'s") for word in _WORD.findall(normalise(name)))
    words = tuple(filter(None, found))
    return words[1:] if len(words) > 1 and words[0] in articles else words


def _plain(word: str) -> str:
    """Return a word in small letters without accents."""
    return word.lower() if word.isascii() else "".join(c for c in normalize("NFD", word.lower()) if not combining(c))


def find_known(doc: Document, names: Sequence[Name], known: Sequence[Person]) -> list[Name]:
    """Return the names of a text with those that only known people's names show: *Hare*, *Five*, *the Time Traveller*.

    A longer name replaces what was taken for shorter ones in it.
    """
    parse, people = doc.parse, doc.language.people
    begun: dict[str, set[Words]] = defaultdict(set)
    for alias in _aliases(known, people):
        begun[alias.words[0]].add(alias.words)
    if not begun:
        return list(names)
    found = [_name(doc, first, last, people) for first, last in _places(parse, begun)]
    around = {i: name for name in found for i in range(name.first, name.last)}
    kept = [name for name in names if not _is_part(name, around.get(name.first))]
    taken = {i for name in kept for i in range(name.first, name.last)}
    kept += [name for name in found if taken.isdisjoint(range(name.first, name.last))]
    return sorted(kept, key=lambda name: name.first)


def owners(facts: Mapping[Form, FormFacts], known: Sequence[Person], people: People, closed: bool = False) -> Claims:
    """Return whose each form of a known person's name is; they take the person's kind and gender.

    A form that is nobody's own is whose name it is but for the titles, if these say nothing against it; else whose
    surname, in a closed cast also whose first name, it is or ends in, if nobody else in the text may have it. What two
    people go by is neither's, but left to the text: also a name that is all that is known of one, and part of the full
    name of another (*Mr. Pell* beside Tobias Pell).
    """
    claims = Claims({}, {})
    if not known:
        return claims
    holders = _Holders(facts, known, people, closed)
    for form, fact in facts.items():
        if len(those := holders.of(form)) == 1:
            number = min(those)
            (claims.shared if holders.is_shared(form) else claims.sure)[form] = number
            fact.kind = known[number].kind
            fact.gender = _LETTERS[known[number].gender] or fact.gender
    return claims


class _Holders:
    """The known people who may go by a form of name."""

    def __init__(self, facts: Mapping[Form, FormFacts], known: Sequence[Person], people: People, closed: bool) -> None:
        self._facts, self._known, self._people = facts, known, people
        self._whole, self._bare, self._part, self._full = (defaultdict[Words, set[int]](set) for _ in range(4))
        self._fully_named = {alias.person for alias in _aliases(known, people) if len(alias.rest) > 1}
        for alias in _aliases(known, people):
            self._whole[alias.words].add(alias.person)
            self._bare[alias.rest].add(alias.person)
            for word in (alias.rest[:1], alias.rest[-1:]) if len(alias.rest) > 1 else ():
                self._full[word].add(alias.person)
            for word in (alias.rest[-1:], alias.rest[:1] if closed else ()):
                self._part[word].add(alias.person)
        for number, person in enumerate(known):
            for role in person.roles:
                self._whole["", *name_words(role, people)].add(number)  # a name after the article alone
        full = {form.names for form in facts if len(form.names) > 1 and not self._by_name(form)}
        self._others = Counter(_plain(word) for names in full for word in {names[0], names[-1]})

    def of(self, form: Form) -> Set[int]:
        """Return whose name a form may be."""
        word, is_full = _plain(form.names[-1]), len(form.names) > 1
        if (found := self._by_name(form)) or self._others[word] > is_full or not self._may_be_person(form):
            return found
        holders = self._part.get((word,), set())
        return self._agreeing(form, holders - self._fully_named if is_full else holders)

    def is_shared(self, form: Form) -> bool:
        """Whether a form is the only name of one of its holders, and part of another's full name."""
        found, full = self._by_name(form), self._full.get(tuple(map(_plain, form.names)), ())
        return bool(found) and self._fully_named.isdisjoint(found) and not self._agreeing(form, full) <= found

    def _may_be_person(self, form: Form) -> bool:
        return self._facts[form].kind in ("person", "unknown") and not form.the

    def _by_name(self, form: Form) -> Set[int]:
        rest = tuple(map(_plain, form.names))
        whole = self._whole.get((*form.titles, *rest)) or (self._whole.get(("", *rest)) if form.the else None)
        return whole or self._agreeing(form, self._bare.get(rest, ()))

    def _agreeing(self, form: Form, holders: Collection[int]) -> Set[int]:
        """Return those of the holders of a bare name whom the titles before it fit."""
        shown = {self._people.title_gender[title] for title in form.titles} - {""}
        return {number for number in holders if shown <= {_LETTERS[self._known[number].gender]}}


def with_known(
    registry: Registry, groups: Sequence[Sequence[Form]], claims: Claims, known: Sequence[Person]
) -> Registry:
    """Return the registry with known people as users call them; those that the text does not name come last.

    A shared name that the text joined to nobody else's is its first holder's.
    """
    entities, people = list(registry.entities), {}
    for index, forms in enumerate(groups):
        found = (claim[form] for claim in claims for form in forms if form in claim)
        if (number := next(found, None)) is not None:
            people[index] = known[number]
            entities[index] = _as_known(entities[index], known[number])
    named = set(people.values())
    for person in known:
        if person not in named:
            people[len(entities)] = person
            entities.append(_as_known(Entity(person.name, person.kind, person.gender, (), ()), person))
    return replace(registry, entities=entities, known=people)


def known_roles(person: Person, words: RoleWords) -> list[Description]:
    """Return what users say a person is: their roles, and what they are called with an article (*the ferryman*)."""
    articles = words.people.words.articles
    called = (name for name in (person.name, *person.aliases) if name.lower().partition(" ")[0] in articles)
    said = (name_words(role, words.people) for role in (*person.roles, *called))
    return [_role(each, words) for each in said if each]


def _role(said: Words, words: RoleWords) -> Description:
    """Read a role as a description: its noun stands before the first preposition, *mayor of Sarn*."""
    links = words.people.words.genitive_prepositions | words.people.words.office_prepositions
    end = next((k for k, word in enumerate(said) if k and word in links), len(said))
    before, after = ([words.normal(word) for word in part] for part in (said[:end], said[end + 1 :]))
    privative = frozenset(before[:-1]) & words.privative
    modifiers = frozenset(before[:-1]) - privative
    return Description(before[-1], modifiers, frozenset(after), frozenset(), privative, 0, 0)


def _as_known(entity: Entity, person: Person) -> Entity:
    names = dict.fromkeys((*person.aliases, entity.name, *entity.aliases))
    names.pop(person.name, None)
    gender = entity.gender if person.gender == "unknown" else person.gender
    return replace(entity, name=person.name, kind=person.kind, gender=gender, aliases=tuple(names), roles=person.roles)


def _aliases(known: Sequence[Person], people: People) -> Iterator[_Alias]:
    for number, person in enumerate(known):
        for name in (person.name, *person.aliases):
            words = name_words(name, people)
            if words:
                titles = next((k for k, word in enumerate(words) if word not in people.titles), 0)
                yield _Alias(words, words[titles:], number)


def _places(parse: Parse, begun: Mapping[str, Collection[Words]]) -> Iterator[tuple[int, int]]:
    """Yield the half-open token ranges of known names, the longest at each place."""
    end = 0
    for i in range(len(parse)):
        if i < end or not parse.large[i] or (word := _plain(parse.key[i])) not in begun or _only_opens(parse, i):
            continue
        last = max(_end(parse, i, words) for words in begun[word])
        if last > i:
            end = last
            yield i, last


def _only_opens(parse: Parse, i: int) -> bool:
    """Whether a capital may show no more than that a sentence begins."""
    return parse.tag[i] not in ("NNP", "NNPS") and not (i and parse.word[i - 1][-1].isalpha())


def _end(parse: Parse, i: int, words: Words) -> int:
    """Return where a known name that begins at a token ends; the token itself if it is not there."""
    k = i
    for n, word in enumerate(words):
        while n and k < len(parse) and parse.key[k] in ("-", "", "'s", "'"):
            k += 1
        if k == len(parse) or _plain(parse.key[k]) != word or parse.paragraph[k] != parse.paragraph[i]:
            return i
        k += 1
    return k


def _name(doc: Document, first: int, last: int, people: People) -> Name:
    keys = [key for key in doc.parse.key[first:last] if key not in ("", "-", "'s", "'")]
    titles = next((k for k, key in enumerate(keys) if key not in people.titles), 0)
    the = first > 0 and doc.parse.key[first - 1] in people.words.definite_articles
    form = Form(True, (), tuple(keys)) if the else Form(False, tuple(keys[:titles]), tuple(keys[titles:]))
    return Name(first, last, form, doc.quoted[first] >= 0)


def _is_part(name: Name, other: Name | None) -> bool:
    """Whether a name is less than the other, in which it begins."""
    return other is not None and name.last <= other.last and name[:2] != other[:2]
