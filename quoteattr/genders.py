"""Stage 6: the gender of those a text names: by title, pronouns, words of kinship and given names."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from quoteattr.groups import FormFacts
from quoteattr.names import Form, Name, name_head
from quoteattr.parsing import Parse
from quoteattr.people import People

_PRONOUN_GENDER: Mapping[str, str] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
_PRONOUN_REACH = 25  # tokens from a name to the pronoun that shows its gender
_SHOWN = 6  # pronouns that outweigh a word of kinship in apposition


def gendered_pronouns(parse: Parse, quoted: Sequence[bool]) -> list[int]:
    """The tokens of the narration that are pronouns of a man or a woman."""
    return [i for i, word in enumerate(parse.lower) if word in _PRONOUN_GENDER and not quoted[i]]


def form_gender(form: Form, people: People) -> str:
    """What a form shows of itself, "m" or "f": by a title, or by a given name; empty if nothing."""
    for title in form.titles:
        if people.title_gender.get(title):
            return people.title_gender[title]
    if form.the and len(form.names) == 1:
        return people.title_gender.get(form.names[0]) or people.noun_gender.get(form.names[0], "")
    return people.given.get(form.names[0], "")


def set_genders(
    parse: Parse,
    names: Sequence[Name],
    facts: Mapping[Form, FormFacts],
    pronouns: Sequence[int],
    quoted: Sequence[bool],
    people: People,
) -> None:
    """Give forms without title or known given name the gender that their pronouns show beyond doubt."""
    numbers = {form: k for k, form in enumerate(facts)}
    mentions = [(name.first, name.last, numbers[name.form]) for name in names]
    votes = gender_votes(parse, mentions, pronouns, quoted, people)
    for form, number in numbers.items():
        less, more = sorted((votes[number]["m"], votes[number]["f"]))
        if not facts[form].gender and more >= 6 and more >= 3 * less:
            facts[form].gender = "m" if votes[number]["m"] == more else "f"


def gender_votes(
    parse: Parse,
    mentions: Sequence[tuple[int, int, int]],
    pronouns: Sequence[int],
    quoted: Sequence[bool],
    people: People,
) -> dict[int, dict[str, int]]:
    """For each entity the pronouns that follow its mentions in narration, before anybody else is named.

    A word of kinship beside the name shows more: *her husband, Callum*.

    A mention is a half-open token range and the number of its entity; `pronouns` are those of the narration.
    """
    votes: dict[int, dict[str, int]] = defaultdict(lambda: {"m": 0, "f": 0})
    for k, (first, last, entity) in enumerate(mentions):
        if quoted[first]:
            continue
        for shown in _shown_genders(parse, name_head(parse, first, last), people):
            votes[entity][shown] += _SHOWN
        stop = min(last + _PRONOUN_REACH, parse.paragraphs[parse.paragraph[first]][1])
        for start, _, other in mentions[k + 1 : k + 6]:
            if start >= stop:
                break
            if other != entity:
                stop = start
                break
        after = bisect_left(pronouns, last)
        if after < len(pronouns) and pronouns[after] < stop:
            gender = _PRONOUN_GENDER[parse.lower[pronouns[after]]]
            votes[entity][gender] += 2 if parse.dep[name_head(parse, first, last)] in ("nsubj", "nsubjpass") else 1
    return votes


def _shown_genders(parse: Parse, head: int, people: People) -> Iterator[str]:
    """The genders of the words of kinship that stand in apposition to a name."""
    beside = [k for k in parse.children[head] if parse.dep[k] == "appos"]
    if parse.dep[head] == "appos":
        beside.append(parse.head[head])
    nouns = (noun for k in beside if people.nouns.get(noun := parse.lower[k]) == "kin")
    yield from (gender for noun in nouns if (gender := people.noun_gender.get(noun)))


def gender_of(
    forms: Sequence[Form], facts: Mapping[Form, FormFacts], votes: Mapping[str, int], people: People
) -> str:
    """The gender of whom forms name, "m", "f" or empty.

    Title before pronouns before given name; few pronouns do not outweigh a given name.
    """
    titled: dict[str, int] = {}
    for form in forms:
        for title in form.titles:
            if gender := people.title_gender.get(title, ""):
                titled[gender] = titled.get(gender, 0) + facts[form].count
    if titled:
        return min(titled, key=lambda gender: (-titled[gender], gender))
    known = next((facts[form].gender for form in forms if facts[form].gender), "")
    less, more = sorted((votes["m"], votes["f"]))
    winner = "m" if votes["m"] == more else "f"
    if more + less >= (8 if known else 4) and more >= (3 if known else 1.8) * less:
        return winner
    if known or more == less or more + less < 2:
        return known
    return winner
