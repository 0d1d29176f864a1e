"""Short forms of names, listed or clipped: *Dot* is Dorothea Lacey, *Barty* Bartholomew, *Skaggsy* Mr. Skaggs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    for form in forms:
        if len(form.names) == 1 and not form.titles and groups.is_alone(form):
            longer = [f for f in forms if f != form and groups.facts[f].kind == "person" and is_short(form, f, people)]
            holders = {groups.root(other) for other in longer}
            if len(holders) == 1 and _may_be_one(groups, holder := holders.pop(), form):
                groups.join(holder, form)


def is_short(form: Form, longer: Form, people: People) -> bool:
    """Return whether a bare name is the short form of another's first name or, as a pet name, of the surname."""
    (short,), first, last = form.names, longer.names[0], longer.names[-1]
    if short in (first, last):
        return False
    return is_short_form(short, first, people) or (short not in people.given and last in _stems(short, people))


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


def _may_be_one(groups: Groups, holder: Form, short: Form) -> bool:
    facts = groups.facts
    full = [form for form in facts if groups.root(form) == holder]
    if not groups.agree(holder, short) or not facts[short].beside.keys().isdisjoint(full):
        return False
    if facts[short].count > _MAX_RATIO * groups.size[holder]:
        return False
    told = facts[short].narrated, sum(facts[form].narrated for form in full)
    counts = facts[short].count, groups.size[holder]
    is_spoken = [own <= max(_MAX_TOLD, _MAX_TOLD_SHARE * count) for own, count in zip(told, counts, strict=True)]
    return is_spoken[0] != is_spoken[1] or min(told) >= _MANY
