"""Stage 6: the gender of those a text names: by title, pronouns, words of kinship and given names."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quoteattr.document.parse import Parse, places
from quoteattr.document.phrases import phrase_head
from quoteattr.entities.form_groups import FormFacts
from quoteattr.entities.types import Form, Name
from quoteattr.language.people import People

_PRONOUN_REACH = 25  # tokens from a name to the pronoun that shows its gender
_SHOWN = 6  # pronouns that outweigh a word of kinship in apposition


class Sign(NamedTuple):
    """What shows the gender of a name's bearer, unless another is named up to a token: which name, gender, weight."""

    name: int
    gender: str
    weight: int
    until: int


def signs_of_gender(parse: Parse, names: Sequence[Name], quoted: Sequence[bool], people: People) -> list[Sign]:
    """For each name of the narration the words of kinship beside it, and the first pronoun that follows it.

    A word of kinship shows more: *her husband, Callum*.
    """
    gender_by = {**dict.fromkeys(people.words.masculine, "m"), **dict.fromkeys(people.words.feminine, "f")}
    pronouns = [i for i in places(parse.lower, gender_by) if not quoted[i]]
    kin = _kin_beside(parse, people)
    signs = []
    for k, (first, last, _, is_quoted) in enumerate(names):
        if is_quoted:
            continue
        head = phrase_head(parse, first, last)
        signs += [Sign(k, gender, _SHOWN, first) for gender in kin.get(head, ())]
        after = bisect_left(pronouns, last)
        stop = min(last + _PRONOUN_REACH, parse.paragraphs[parse.paragraph[first]][1])
        if after < len(pronouns) and pronouns[after] < stop:
            weight = 2 if parse.dep[head] in ("nsubj", "nsubjpass") else 1
            signs.append(Sign(k, gender_by[parse.lower[pronouns[after]]], weight, pronouns[after]))
    return signs


def _kin_beside(parse: Parse, people: People) -> dict[int, list[str]]:
    """The genders of the words of kinship that stand in apposition to a token."""
    found: dict[int, list[str]] = defaultdict(list)
    for i in places(parse.dep, ("appos",)):
        for token, beside in {parse.head[i]: i, i: parse.head[i]}.items():
            noun = parse.lower[beside]
            if people.nouns.get(noun) == "kin" and (gender := people.noun_gender.get(noun)):
                found[token].append(gender)
    return found


def gender_votes(names: Sequence[Name], owners: Sequence[int], signs: Sequence[Sign]) -> dict[int, dict[str, int]]:
    """For each owner of names what the signs show; those after which another owner is named first show nothing."""
    votes: dict[int, dict[str, int]] = defaultdict(lambda: {"m": 0, "f": 0})
    for k, gender, weight, until in signs:
        following = zip(names[k + 1 : k + 6], owners[k + 1 : k + 6], strict=True)
        if all(name.first > until or owner == owners[k] for name, owner in following):
            votes[owners[k]][gender] += weight
    return votes


def form_gender(form: Form, is_surname: bool, people: People) -> str:
    """What a form shows of itself, "m" or "f", empty if nothing: by a style, a given name before another, a rank.

    Ranks were men's, and are anybody's: *Judge Harriet Lund* is a woman, whoever else is a judge. And *Thomas* may
    be a surname alone.
    """
    given, genders = people.given.get(form.names[0], ""), people.title_gender
    if form.the and len(form.names) == 1:
        return genders.get(form.names[0]) or people.noun_gender.get(form.names[0], "")
    shown = [genders[title] for title in _styles(form, people)]
    shown += [given if len(form.names) > 1 else "", *map(genders.__getitem__, form.titles), "" if is_surname else given]
    return next(filter(None, shown), "")


def _styles(form: Form, people: People) -> list[str]:
    """The titles of a form that are no ranks."""
    return [title for title in form.titles if people.titles[title] != "rank"]


def set_genders(names: Sequence[Name], facts: Mapping[Form, FormFacts], signs: Sequence[Sign]) -> None:
    """Give forms without title or known given name the gender that is shown beyond doubt."""
    numbers = {form: k for k, form in enumerate(facts)}
    votes = gender_votes(names, [numbers[name.form] for name in names], signs)
    for form, number in numbers.items():
        less, more = sorted((votes[number]["m"], votes[number]["f"]))
        if not facts[form].gender and more >= 6 and more >= 3 * less:
            facts[form].gender = "m" if votes[number]["m"] == more else "f"


def gender_of(
    forms: Sequence[Form], facts: Mapping[Form, FormFacts], votes: Mapping[str, int], people: People
) -> str:
    """The gender of whom forms name, "m", "f" or empty.

    Styles before pronouns before given name and rank; few pronouns do not outweigh these.
    """
    styled: dict[str, int] = {}
    for form in forms:
        for title in _styles(form, people):
            if gender := people.title_gender[title]:
                styled[gender] = styled.get(gender, 0) + facts[form].count
    if styled:
        return min(styled, key=lambda gender: (-styled[gender], gender))
    ordered = sorted(forms, key=lambda form: len(form.names) == 1 or form.names[0] not in people.given)
    known = next((facts[form].gender for form in ordered if facts[form].gender), "")
    less, more = sorted((votes["m"], votes["f"]))
    winner = "m" if votes["m"] == more else "f"
    if more + less >= (8 if known else 4) and more >= (3 if known else 1.8) * less:
        return winner
    if known or more == less or more + less < 2:
        return known
    return winner
