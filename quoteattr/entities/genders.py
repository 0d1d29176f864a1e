"""The gender of those a text names: by title, pronouns, words of kinship and given names."""

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

# Windows and weights, set by hand.
_PRONOUN_WINDOW = 25  # tokens from a name to the pronoun that shows its gender
_NAMES_AHEAD = 5  # names looked at for another entity before the pronoun
_KINSHIP, _SUBJECT, _OTHER = 6, 2, 1  # votes of a word of kinship, of a pronoun after a subject, after another name


class _Threshold(NamedTuple):
    """The fewest votes for both genders, and how many times the minority's the majority must have."""

    votes: int
    ratio: float


# What the votes must come to, set by hand.
_BEYOND_DOUBT = _Threshold(6, 3)  # votes of the majority that give a form its gender, by which groups are kept apart
_AGAINST_KNOWN = _Threshold(8, 3)  # to outweigh a given name or rank
_UNKNOWN = _Threshold(4, 1.8)  # where nothing else is known
_MIN_VOTES = 2  # below it, pronouns tell nothing


class Evidence(NamedTuple):
    """Evidence for the gender of a name: a kinship apposition or the next pronoun.

    It is void if another entity is named before `until`.
    """

    name: int
    gender: str
    weight: int
    until: int


def gender_evidence(parse: Parse, names: Sequence[Name], quoted: Sequence[bool], people: People) -> list[Evidence]:
    """Find for each name of the narration the words of kinship beside it, and the first pronoun that follows it.

    A word of kinship tells more: *her husband, Callum*.
    """
    gender_by = {**dict.fromkeys(people.words.masculine, "m"), **dict.fromkeys(people.words.feminine, "f")}
    pronouns = [i for i in places(parse.lower, gender_by) if not quoted[i]]
    kin = _kin_beside(parse, people)
    found = []
    for k, (first, last, _, is_quoted) in enumerate(names):
        if is_quoted:
            continue
        head = phrase_head(parse, first, last)
        found += [Evidence(k, gender, _KINSHIP, first) for gender in kin.get(head, ())]
        after = bisect_left(pronouns, last)
        stop = min(last + _PRONOUN_WINDOW, parse.paragraphs[parse.paragraph[first]][1])
        if after < len(pronouns) and pronouns[after] < stop:
            weight = _SUBJECT if parse.dep[head] in ("nsubj", "nsubjpass") else _OTHER
            found.append(Evidence(k, gender_by[parse.lower[pronouns[after]]], weight, pronouns[after]))
    return found


def _kin_beside(parse: Parse, people: People) -> dict[int, list[str]]:
    """Return by token the genders of the words of kinship in apposition to it."""
    found: dict[int, list[str]] = defaultdict(list)
    for i in places(parse.dep, ("appos",)):
        for token, beside in {parse.head[i]: i, i: parse.head[i]}.items():
            noun = parse.lower[beside]
            if people.nouns.get(noun) == "kin" and (gender := people.noun_gender.get(noun)):
                found[token].append(gender)
    return found


def gender_votes(
    names: Sequence[Name], owners: Sequence[int], evidence: Sequence[Evidence]
) -> dict[int, dict[str, int]]:
    """Count for each owner of names the evidence for each gender, without what is void."""
    votes: dict[int, dict[str, int]] = defaultdict(lambda: {"m": 0, "f": 0})
    for k, gender, weight, until in evidence:
        ahead = slice(k + 1, k + 1 + _NAMES_AHEAD)
        following = zip(names[ahead], owners[ahead], strict=True)
        if all(name.first > until or owner == owners[k] for name, owner in following):
            votes[owners[k]][gender] += weight
    return votes


def form_gender(form: Form, is_surname: bool, people: People) -> str:
    """Return the gender of a form by itself, "m", "f" or empty: by a style, a given name before another, a rank.

    Ranks were men's, and are anybody's: *Judge Harriet Lund* is a woman, whoever else is a judge. And *Thomas* may
    be a surname alone.
    """
    given, genders = people.given.get(form.names[0], ""), people.title_gender
    if form.names[0] not in people.given and len(form.names) > 1:  # "Nishi Fumiko"
        given = people.given.get(form.names[-1], "")
    if len(form.names) == 1 and (form.the or (people.nouns.get(form.names[0]) == "address" and not form.titles)):
        return genders.get(form.names[0]) or people.noun_gender.get(form.names[0], "")
    shown = [genders[title] for title in _styles(form, people)]
    shown += [given if len(form.names) > 1 else "", *map(genders.__getitem__, form.titles), "" if is_surname else given]
    return next(filter(None, shown), "")


def _styles(form: Form, people: People) -> list[str]:
    """Return the titles of a form that are no ranks."""
    return [title for title in form.titles if people.titles[title] != "rank"]


def set_genders(names: Sequence[Name], facts: Mapping[Form, FormFacts], evidence: Sequence[Evidence]) -> None:
    """Give forms without title or known given name the gender that the evidence shows beyond doubt."""
    numbers = {form: k for k, form in enumerate(facts)}
    votes = gender_votes(names, [numbers[name.form] for name in names], evidence)
    for form, number in numbers.items():
        less, more = sorted((votes[number]["m"], votes[number]["f"]))
        if not facts[form].gender and more >= _BEYOND_DOUBT.votes and more >= _BEYOND_DOUBT.ratio * less:
            facts[form].gender = "m" if votes[number]["m"] == more else "f"


def gender_of(forms: Sequence[Form], facts: Mapping[Form, FormFacts], votes: Mapping[str, int], people: People) -> str:
    """Return the gender of the entity of some forms, "m", "f" or empty.

    Styles count before pronouns, these before given name and rank; few pronouns do not outweigh the last two.
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
    shown = (form for form in forms if facts[form].gender)
    is_sure = any(not form.titles or form.names[0] in people.given for form in shown)  # a rank is anybody's
    needed = _AGAINST_KNOWN if is_sure else _UNKNOWN
    if more + less >= needed.votes and more >= needed.ratio * less:
        return winner
    if is_sure or more == less or more + less < _MIN_VOTES:
        return known
    return winner
