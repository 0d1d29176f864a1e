"""Bynames: the other names that a text says somebody goes by: *Ray “Shorty” Moss*, *Ana Lund, better known as Peg*."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from quoteattr.document.document import QUOTES, nickname_end
from quoteattr.document.parse import Parse
from quoteattr.entities.types import Form, Name
from quoteattr.language.people import People

_MAX_BRACKETED = 2  # words of a byname in brackets inside a name; set by hand
_MAX_GAP = 9  # tokens between a name and the byname it is told with; set by hand
_MAX_TO_VERB = 4  # tokens from a name to behind *is also known*; set by hand
_SET_OFF = frozenset({",", "(", "-", "--", "–", "—"})
_ADVERBIAL = frozenset({"ADV", "AUX", "PUNCT"})


def byname_end(parse: Parse, first: int) -> int:
    """Return the end of a byname in marks or brackets that begins at a token, or 0: *Joe "the Hat" Doe*."""
    if end := nickname_end(parse, first):
        return end
    if parse.word[first] != "(":
        return 0
    close = next((k for k in range(first + 1, min(first + _MAX_BRACKETED + 2, len(parse))) if parse.word[k] == ")"), 0)
    inside = range(first + 1, close)
    return close + 1 if inside and all(parse.capitalised[k] and len(parse.word[k]) > 1 for k in inside) else 0


def find_bynames(parse: Parse, names: Sequence[Name], people: People) -> dict[Form, Form]:
    """Return each form of name that the text says to be another name of somebody, with the form it is told with.

    What two people go by is left out, as is whatever begins the full name of another.
    """
    forms = {name.form for name in names}
    by_words: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    firsts: dict[str, set[Form]] = defaultdict(set)
    for form in sorted(forms):
        by_words[(*form.titles, *form.names)].append(form)
        if len(form.names) > 1:
            firsts[form.names[0]].add(form)
    told = {*_inside(parse, names, by_words, people), *_said(parse, names, people)}
    bearers: dict[Form, set[Form]] = defaultdict(set)
    for byname, bearer in told:
        bearers[byname].add(bearer)
    return {
        byname: min(those)
        for byname, those in bearers.items()
        if len(those) == 1 and not (len(byname.names) == 1 and firsts[byname.names[0]] - those - bearers.keys())
    }


def _inside(
    parse: Parse, names: Sequence[Name], by_words: Mapping[tuple[str, ...], Sequence[Form]], people: People
) -> Iterator[tuple[Form, Form]]:
    """Yield the bynames in marks or brackets inside names, alone and before the surname, with the whole name's form."""
    for first, last, form, _ in names:
        for start in range(first + 1, last):
            end = byname_end(parse, start)
            words = tuple(parse.key[i] for i in range(start + 1, end - 1) if parse.key[i] not in people.words.articles)
            for written in (words, (*words, form.names[-1])) if words else ():
                yield from ((other, form) for other in by_words.get(written, ()) if other != form)


def _said(parse: Parse, names: Sequence[Name], people: People) -> Iterator[tuple[Form, Form]]:
    """Yield the bynames that the words between two names tell, each with the form of the other name."""
    for one, other in pairwise(names):
        gap = range(one.last, other.first)
        if one.form == other.form or len(gap) > _MAX_GAP or parse.sentence[one.first] != parse.sentence[other.first]:
            continue
        if _leads_to_byname(parse, gap, people) or _is_called(parse, one, other, people):
            yield other.form, one.form
        elif _follows_byname(parse, gap, other.last, people):
            yield one.form, other.form


def _leads_to_byname(parse: Parse, gap: Sequence[int], people: People) -> bool:
    """Whether words between two names say that the second is another name: *, who is also known as*, *(aka*."""
    words = people.words
    at = next((i for i in reversed(gap) if parse.key[i] in words.naming), None)
    set_off = _SET_OFF | words.personal_relatives | words.possessive_relatives
    if at is None or parse.lower[gap[0]] not in set_off:
        return False
    said = any(parse.word[i] in QUOTES for i in gap if i < at)  # “Ana,” called Mrs. Quill
    before = all(parse.pos[i] in _ADVERBIAL or parse.lower[i] in set_off for i in gap if i < at)
    is_noun = parse.pos[at] != "VERB" and any(parse.lower[i] in words.possessive_relatives for i in gap)
    is_told = parse.tag[at] not in ("VBD", "VBP") or parse.lower[at - 1] in (",", "(") or not before
    behind = [i for i in gap if i > at and parse.word[i] not in QUOTES and parse.key[i] not in words.articles]
    links = words.byname_links if parse.tag[at] == "VBN" else words.active_byname_links
    ends = not behind or parse.lower[behind[-1]] in links or (is_noun and parse.pos[behind[-1]] == "AUX")
    return (before or is_noun) and is_told and ends and not said and not any(parse.pos[i] == "VERB" for i in behind)


def _is_called(parse: Parse, one: Name, other: Name, people: People) -> bool:
    """Whether somebody calls who is named first by what follows in marks: *Friends call Ana Lund “Peg.”*."""
    verb = next((i for i in (one.first - 1, one.first - 2) if i >= 0 and parse.pos[i] == "VERB"), None)
    is_called = verb is not None and parse.lemma[verb] in people.words.calling
    marks = *parse.word[one.last : other.first], parse.word[min(other.last, len(parse) - 1)]
    return is_called and len(marks) > 1 and all(mark in QUOTES or mark in ".," for mark in marks)


def _follows_byname(parse: Parse, gap: Sequence[int], end: int, people: People) -> bool:
    """Whether what is named second goes by what is named first: *Peg, as Ana Lund is known, …*."""
    words = [parse.lower[i] for i in gap]
    if len(words) != 2 or words[1] not in people.words.byname_links or parse.pos[min(end, len(parse) - 1)] != "AUX":
        return False
    verbs = range(end + 1, min(end + _MAX_TO_VERB, len(parse)))
    return any(parse.tag[i] == "VBN" and parse.key[i] in people.words.naming for i in verbs)
