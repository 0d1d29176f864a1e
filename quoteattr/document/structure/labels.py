"""Which labels mean whom: short forms, initials, handles and offices linked to the names of a text, as strings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import regex

from quoteattr.document.structure.patterns import MOST_INITIALS
from quoteattr.document.structure.types import Block, Offsets
from quoteattr.language.layout_words import LayoutWords, tokens_of

_ABBREVIATED = regex.compile(r"\p{Lu}\p{Ll}++\.\s")  # *Adv. Lund*: what is cut short before a name is mostly a title
_NOT_LETTERS = regex.compile(r"[^\p{L}]++")
_NO_ASIDES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Form:
    """A name without titles and what stands behind it: *Sir Tom Rey, MP* is *tom*, *rey*, of a man."""

    name: str
    tokens: tuple[str, ...]
    gender: str
    is_handle: bool
    has_number: bool


def with_office(text: str, block: Block) -> Offsets | None:
    """The label with the office that follows its name: *Ana Lund, Investor Relations*, *Ana Lund – CEO*.

    An age, a place in brackets, an office in the next line and what else may follow is no part of it.
    """
    if not block.label or not block.asides:
        return block.label
    start, end = block.asides[0]
    is_office = text[start].isupper() and not any(c.isdigit() for c in text[start:end])
    between = text[block.label[1] : start].strip()
    return (block.label[0], end) if is_office and between and "(" not in between else block.label


def link_labels(
    labels: Iterable[str], names: Iterable[str], words: LayoutWords, asides: Mapping[str, str] = _NO_ASIDES
) -> dict[str, str]:
    """Which name each label means: one of `names`, or the fullest label for the same person.

    *LUND*, *Ana*, *AL*, *@ana_lund* and *Mr. Lund* mean Ana Lund if nobody else can be meant; a label that may mean
    two people, or nobody known, is left out. `asides` are what stands in brackets behind labels: *The Minister* with
    the aside *Dame Lea Vold* means her.
    """
    labels, names = list(dict.fromkeys(labels)), list(dict.fromkeys(names))
    forms = {name: _form(name, words) for name in [*names, *labels, *asides.values()]}
    every = [*forms.values()]
    index = _index([*_by_length(every[: len(names)]), *_by_length(every[len(names) :])], words)
    linked: dict[str, str] = {}
    for label in labels:
        aside = asides.get(label)
        meant = _meant(forms[label], index)
        if (
            meant in (None, label)
            and aside
            and words.is_person(aside)
            and tokens_of(aside)[-1] not in words.speaker_nouns
        ):
            form = _form(aside.partition(",")[0], words)
            named = bool(form.tokens) and not words.roles.is_person(form.tokens[-1])
            meant = (_meant(form, index) or form.name) if named else meant
        if meant and meant != label:
            linked[label] = meant
    return linked


def _form(name: str, words: LayoutWords) -> _Form:
    people = words.roles.people
    tokens = tokens_of(name)
    gender = ""
    while len(tokens) > 1 and (tokens[0] in people.titles or tokens[0] in people.not_names):
        gender = gender or people.title_gender.get(tokens[0], "")
        tokens = tokens[1:]
    if len(tokens) > 1 and _ABBREVIATED.match(name):
        tokens = tokens[1:]
    while len(tokens) > 1 and tokens[-1] in words.roles.people.postnominals:
        tokens = tokens[:-1]
    gender = gender or (people.given.get(tokens[0], "") if len(tokens) > 1 else "")
    is_handle = name[:1] == "@" or (name.islower() and " " not in name)
    return _Form(name, tuple(tokens), gender, is_handle, any(c.isdigit() for c in name) and not is_handle)


def _index(forms: Iterable[_Form], words: LayoutWords) -> Mapping[tuple[str, ...], list[_Form]]:
    """Full names by each way in which a label may shorten them; one that shortens another before it is left out."""
    index: dict[tuple[str, ...], list[_Form]] = defaultdict(list)
    for form in forms:
        if len(form.tokens) > 1 and not form.has_number and not form.is_handle and not index.keys() & _ways(form):
            for key in dict.fromkeys(_keys(form, words)):
                index[key].append(form)
    return index


def _by_length(forms: Iterable[_Form]) -> list[_Form]:
    return sorted(forms, key=lambda form: (len(form.tokens), len("".join(form.tokens))), reverse=True)


def _keys(form: _Form, words: LayoutWords) -> Iterator[tuple[str, ...]]:
    first, *_, last = tokens = form.tokens
    yield "initial and last", first[0], last
    for k in range(1, len(tokens)):
        yield "last", *tokens[k:]
    rest = _NOT_LETTERS.sub("", "".join(tokens[1:]))
    for short in {first, *words.roles.people.nicknames.get(first, ())}:
        yield "first and last", short, last
        yield "first", short
        one = _NOT_LETTERS.sub("", short)
        for handle in (one + rest, rest + one, one[0] + rest, rest + one[0], one + rest[:1], one, rest):
            yield "handle", handle
    parts = [part for token in tokens for part in token.split("-")]
    yield "initials", "".join(part[0] for part in parts)


def _meant(label: _Form, index: Mapping[tuple[str, ...], list[_Form]]) -> str | None:
    """The one name that a label shortens in the first way that fits any."""
    for key in _ways(label):
        found = [form for form in index.get(key, ()) if not {form.gender, label.gender} >= {"m", "f"}]
        if found:
            return found[0].name if len(found) == 1 else None
    return None


def _ways(label: _Form) -> Iterator[tuple[str, ...]]:
    tokens = label.tokens
    letters = _NOT_LETTERS.sub("", label.name)
    if label.has_number or not tokens:
        return
    if len(tokens) > 1:
        yield "first and last", tokens[0], tokens[-1]
    if len(tokens[0]) == 1 and len(tokens) > 1:
        yield "initial and last", tokens[0], tokens[-1]
    yield "last", *tokens
    if len(tokens) == 1:
        yield "first", tokens[0]
    if letters.isupper() and 1 < len(letters) <= MOST_INITIALS:
        yield "initials", letters.lower()
    if label.is_handle:
        yield "handle", letters.lower()
