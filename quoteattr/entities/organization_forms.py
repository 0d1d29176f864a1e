"""Organization name variants: which forms name one institution: acronym and expansion, short and long form.

What looks like an organization's acronym may be a person's initials.
"""

from __future__ import annotations

from collections import defaultdict

from quoteattr.entities.form_groups import Groups
from quoteattr.entities.name_boundaries import institution_head
from quoteattr.entities.types import Form
from quoteattr.language.people import People

_MIN_INITIALS = 3  # words of a person's name that may go by its initials
_MAX_WORDS = 12  # longer runs of capitals are no names; set by hand


def merge_organizations(groups: Groups, forms: list[Form], people: People) -> None:
    """Join short forms of organization names to the one long name each may stand for."""
    named = [form for form, facts in groups.facts.items() if facts.kind == "person"]
    persons = {word for form in named for word in form.names}
    surely = {word for form in named if form.titles or len(form.names) > 1 for word in form.names}
    by_words: dict[frozenset[str], Form] = {}
    by_initials: dict[str, list[Form]] = defaultdict(list)
    by_part: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    for form in forms:
        words = _content(form, people)
        if not 2 <= len(words) <= _MAX_WORDS:
            continue
        groups.join(by_words.setdefault(frozenset(words), form), form)
        for initials in {_initials(words), _initials(list(form.names))}:
            by_initials[initials].append(form)
        if groups.facts[form].kind in ("organization", "document"):
            is_firm = institution_head(form.names, people) in people.firms
            for part in _parts(form, words, people, surely if is_firm else persons):
                by_part[part].append(form)
    for form in forms:
        if groups.is_alone(form):
            _join_short_form(groups, form, by_initials, by_part, people)


def _join_short_form(
    groups: Groups,
    form: Form,
    by_initials: dict[str, list[Form]],
    by_part: dict[tuple[str, ...], list[Form]],
    people: People,
) -> None:
    words = _content(form, people)
    letters = words[0].replace(".", "")
    spelt_out = {groups.root(long) for long in by_initials[letters]} if len(words) == 1 and len(letters) > 1 else set()
    longer = {groups.root(long) for long in by_part[tuple(words)]} - {form}
    if len(spelt_out) == 1:
        groups.join(spelt_out.pop(), form)
    elif len(longer) == 1 and groups.facts[form].kind != "place":
        groups.join(longer.pop(), form)


def _parts(form: Form, words: list[str], people: People, persons: set[str]) -> set[tuple[str, ...]]:
    """Return what a name may be shortened to: any span with its head word, or its first word if that is its own."""
    head = institution_head(form.names, people)
    place = max(i for i, word in enumerate(words) if word == head) if head in words else len(words) - 1
    parts = {tuple(words[a:b]) for a in range(place + 1) for b in range(place + 1, len(words) + 1)}
    first = words[0]
    known = first in people.peoples or first in people.organizations or first in people.places or first in persons
    if not known and words[-1] not in people.tails:  # the Voss campaign is not Voss
        parts.add((first,))
    return parts - {tuple(words)}


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words)


def _content(form: Form, people: People) -> list[str]:
    return [word for word in form.names if word not in people.words.organization_small_words] or list(form.names)


def merge_initials(groups: Groups, ordered: list[Form]) -> None:
    """Join initials to a full name of three words or more: "JFK"; two letters mean too much else."""
    full: dict[str, set[Form]] = defaultdict(set)
    for form in ordered:
        if groups.facts[form].kind == "person" and len(form.names) >= _MIN_INITIALS and not form.the:
            full["".join(word[0] for word in form.names)].add(groups.root(form))
    for form in ordered:
        holders = full.get("".join(form.names), set())
        if groups.facts[form].kind == "organization" and groups.is_alone(form) and len(holders) == 1:
            groups.join(holders.pop(), form)
