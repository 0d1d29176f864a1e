"""Short forms of names, listed or clipped: *Dot* is Dorothea Lacey, *Barty* Bartholomew, *Skaggsy* Mr. Skaggs."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, takewhile

from quoteattr.entities.form_groups import Groups
from quoteattr.entities.types import Form
from quoteattr.language.people import People

# Set by hand on novels of PDNC and the excerpts of LitBank.
_MAX_TOLD, _MAX_TOLD_SHARE = 1, 0.35  # uses by the narrator of a name that only the characters use
_MANY = 10  # uses of each of two names by the narrator, never in one sentence: one person
_MAX_RATIO = 20  # times commoner than the full name: another's
_STEM = 3  # letters at least of a clipped name


def join_short_names(groups: Groups, forms: Sequence[Form], people: People) -> None:
    """Join a bare name to the one person whose name it is short for.

    Two people would both be told of, and together once: of two names of one person either only one is the narrator's
    or both are, and often, but no sentence has both.
    """
    persons = [form for form in forms if groups.facts[form].kind == "person"]
    firsts, lasts, in_order = _by(persons, _first), _by(persons, _last), sorted(persons, key=_first)
    members: dict[Form, list[Form]] = defaultdict(list)
    for form in groups.facts:
        members[groups.root(form)].append(form)
    for form in forms:
        if len(form.names) > 1 or form.titles or not groups.is_alone(form):
            continue
        (short,) = form.names
        listed = (firsts.get(name, ()) for name in sorted(people.nicknames.get(short, ())))
        pets = (lasts.get(stem, ()) for stem in _stems(short, people) if stem != short and short not in people.given)
        is_pet = short not in people.given and short not in people.nicknames
        stems = [stem for stem in _stems(short, people) if is_pet and len(stem) >= _STEM]
        clipped = (form for stem in stems for form in _beginning_with(in_order, stem))
        longer = (f for f in chain(*listed, *pets, clipped) if short not in (_first(f), _last(f)))
        holder = _only(groups.root(f) for f in longer)
        if holder is not None and _may_be_one(groups, holder, members[holder], form):
            groups.join(holder, form)
            members[holder].append(form)


def _by(forms: Iterable[Form], key: Callable[[Form], str]) -> Mapping[str, Sequence[Form]]:
    found: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        found[key(form)].append(form)
    return found


def _first(form: Form) -> str:
    return form.names[0]


def _last(form: Form) -> str:
    return form.names[-1]


def _beginning_with(in_order: Sequence[Form], stem: str) -> Iterator[Form]:
    """Yield the forms, in order of their first names, whose first name begins so."""
    start = bisect_left(in_order, stem, key=_first)
    return takewhile(lambda form: _first(form).startswith(stem), (in_order[i] for i in range(start, len(in_order))))


def _only(holders: Iterable[Form]) -> Form | None:
    """Return the one person who all of these are; None of nobody, or as soon as there is another."""
    one = next(iterator := iter(holders), None)
    return one if all(holder == one for holder in iterator) else None


def is_short_form(short: str, name: str, people: People) -> bool:
    """Return whether a first name is the short form of another.

    Who goes by a common name, *Mary*, is not called so for short unless the list of short forms says it.
    """
    if short in people.given or short in people.nicknames:
        return name in people.nicknames.get(short, ())
    return any(len(stem) >= _STEM and name.startswith(stem) for stem in _stems(short, people))


def _stems(short: str, people: People) -> Iterator[str]:
    """Yield what a short form may be clipped to: *barty*, *bart*."""
    yield short
    for ending in people.words.pet_endings:
        if short.endswith(ending):
            yield short.removesuffix(ending)


def _may_be_one(groups: Groups, holder: Form, full: Sequence[Form], short: Form) -> bool:
    """Return whether a short name and the forms of somebody's full one are told as one person's."""
    facts = groups.facts
    if not groups.agree(holder, short) or not facts[short].beside.keys().isdisjoint(full):
        return False
    if facts[short].count > _MAX_RATIO * groups.size[holder]:
        return False
    told = facts[short].narrated, sum(facts[form].narrated for form in full)
    counts = facts[short].count, groups.size[holder]
    is_spoken = [own <= max(_MAX_TOLD, _MAX_TOLD_SHARE * count) for own, count in zip(told, counts, strict=True)]
    return is_spoken[0] != is_spoken[1] or min(told) >= _MANY
