"""Whose a name may be: who bears an office named beside them, and who shares a surname."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence

from quoteattr.document.document import Document
from quoteattr.document.parse import Parse
from quoteattr.entities.types import Registry
from quoteattr.language.people import GENDERS
from quoteattr.language.roles import RoleWords


def name_given(parse: Parse, noun: int, named: Container[int], people: Container[int] = ()) -> int | None:
    """Return the head of the name that a description gives: *his wife, the minister, X*, *a friend, a man named X*.

    Of `people` also one whom the parser puts beside another name: *the coach of Sarn Rovers, X*.
    """
    beside = _apposed(parse, noun)
    described = [noun, *beside, *(k for c in beside if c not in named for k in _apposed(parse, c))]
    names = [c for c in described[1:] if c in named]
    clauses = (c for i in described for c in parse.children[i] if parse.dep[c] == "acl")
    names += [k for c in clauses for k in parse.children[c] if parse.dep[k] == "oprd" and k in named]
    names += [
        i
        for i in range(noun + 1, parse.right[noun])
        if i in people and parse.dep[i] == "appos" and parse.head[i] in named and parse.word[parse.left[i] - 1] == ","
    ]
    return names[0] if names else None


def _apposed(parse: Parse, i: int) -> list[int]:
    return [c for c in parse.children[i] if parse.dep[c] == "appos"]


def with_office_holders(parse: Parse, named: Mapping[int, int], registry: Registry, words: RoleWords) -> dict[int, int]:
    """Return the heads of names with their entities; an office beside a name refers to who has that name.

    *The Mayor of Sarn, Ana Lund,* and *the Mayor of Sarn* are both Ana Lund, unless another holds the office as well.
    """
    holders: dict[int, set[int]] = defaultdict(set)
    for head in (i for i in named if parse.dep[i] == "appos" and parse.head[i] in named):
        for office, person in ((head, parse.head[head]), (parse.head[head], head)):
            is_person = registry.entities[named[person]].kind in ("person", "unknown")
            if words.is_role(parse.lower[office]) and is_person and not words.is_role(parse.lower[person]):
                holders[named[office]].add(named[person])
    one = {office: min(people) for office, people in holders.items() if len(people) == 1}
    return {head: one.get(entity, entity) for head, entity in named.items()}


def bearers_here(doc: Document, registry: Registry, first: int, head: int, bearers: Sequence[int]) -> Sequence[int]:
    """Return those of the bearers of a surname who may be meant where it stands alone or behind titles from `first` on.

    A form of address tells the gender, as does the next pronoun of the sentence; a rank is rather whose it is known to
    be. What fits nobody tells nothing.
    """
    people = doc.language.people
    titles = doc.parse.key[first:head]
    shown = [people.title_gender[title] for title in titles if people.titles[title] != "rank"]
    shown.append(_next_pronoun(doc, head))
    for gender in filter(None, shown):
        fitting = [b for b in bearers if registry.entities[b].gender in (GENDERS[gender], "unknown")]
        known = [b for b in fitting if registry.entities[b].gender != "unknown"]
        bearers = known or fitting or bearers
    ranks = {title for title in titles if people.titles[title] == "rank"}
    return [b for b in bearers if ranks & registry.entities[b].titles] or bearers


def _next_pronoun(doc: Document, name: int) -> str:
    """Return the gender of the next pronoun of a sentence outside quotations, empty if a name stands before it."""
    parse, words = doc.parse, doc.language.words
    for i in range(name + 1, parse.sentences[parse.sentence[name]][1]):
        if parse.tag[i] in ("NNP", "NNPS"):
            break
        if doc.quoted[i] < 0 and parse.lower[i] in words.masculine | words.feminine:
            return "m" if parse.lower[i] in words.masculine else "f"
    return ""


def namesakes_of(registry: Registry) -> dict[str, list[int]]:
    """Return people by the last word of their full names."""
    found: dict[str, list[int]] = defaultdict(list)
    for index, entity in enumerate(registry.entities):
        words = entity.name.lower().split()
        if entity.kind in ("person", "unknown") and len(words) > 1:
            found[words[-1]].append(index)
    return found
