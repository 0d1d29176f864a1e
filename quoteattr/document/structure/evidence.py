"""What speaks for and against a turn in one line: whose label it is, and whether talk follows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

import regex

from quoteattr.document.structure.patterns import NAME, ends_sentence
from quoteattr.document.structure.turn_shapes import OWN_LINE
from quoteattr.document.structure.types import Line, Opening
from quoteattr.language.layout_words import LayoutWords, tokens_of

_LOOK = 300  # code points of a turn that tell whether it is talk
_LONG = 8  # words of a text that is no field's value, though no full stop ends it
_TITLE = 3  # capitalised words of a title in title case
_SHOUTED = 4  # words in capitals that are a sentence of a caption and no list of names
_LONGEST_COUNT = 4  # words from which "12 points in the cup" may be a sentence
_SMALL = 3  # letters of a word that titles leave in small letters
_HALF = 0.5  # share of a list that full names make up; set by hand
_LONGEST_PART = 5  # words of a name or an office in a list
_NAME = regex.compile(NAME)
_BETWEEN = regex.compile(r"[,;]\s(?:(?:&|\p{Ll}{2,3})\s)?+|\s(?:&|\p{Ll}{2,3})\s")
_ASIDE = regex.compile(r"\s?\([^()]*+\)")
_AGE = regex.compile(r"(?:\p{Ll}++\s)?\d{2,3}(?=$|,\s)")
_FULL_NAME = regex.compile(r"(?<![\p{L}.'’-])(\p{Lu}[\p{L}.'’-]*+)\s(\p{Lu}[\p{L}'’-]++)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An opening with what speaks for a turn: `sign` is 1 where its label is a person's, -1 where a field's, else 0.

    `name` is the label as written, `key` the same for labels that differ in nothing but capitals. `value` tells of what
    follows the label: 1 talk or a sentence, -1 a name, a number or a list, else 0. `asks` says that it is a question,
    `talks` that somebody is asked or addressed, `first` that the speaker means themself, `apart` that a blank line
    stands before the words, `lists` that these are nothing but full names,
    `aged` that an age stands with the label.
    """

    opening: Opening
    name: str
    key: str
    sign: int
    value: int
    asks: bool
    talks: bool
    first: bool
    apart: bool
    lists: bool
    aged: bool


def candidates(
    text: str, lines: Sequence[Line], found: Sequence[Opening], names: Set[str], words: LayoutWords
) -> list[Candidate]:
    """Each opening of one shape with its evidence; `names` are words of people's names in the text.

    A name that has its line to itself is left out if another follows it, as in a list of those present.
    """
    afters = [*(opening.line for opening in found[1:]), len(lines)]  # one too many where nothing is found
    return [
        _candidate(text, lines, opening, after, names, words)
        for opening, after in zip(found, afters, strict=False)
        if opening.shape not in OWN_LINE or first_line(lines, opening) < after
    ]


def share(tests: Iterable[object]) -> float:
    """The share of those that hold; 0 of none."""
    held = [bool(test) for test in tests]
    return sum(held) / len(held) if held else 0.0


def names_in(text: str, words: LayoutWords) -> frozenset[str]:
    """Words that stand behind a given name or a title somewhere in the text, in small letters."""
    people = words.roles.people
    pairs = (match.groups() for match in _FULL_NAME.finditer(text))
    pairs = ((first.lower().rstrip("."), second.lower()) for first, second in pairs)
    return frozenset(second for first, second in pairs if first in people.common_given or first in people.titles)


def first_line(lines: Sequence[Line], opening: Opening) -> int:
    """The line in which a turn's words begin: the label's own, or the one below it and what goes with it."""
    return next((i for i in range(opening.line, len(lines)) if lines[i].end > opening.body), len(lines))


def first_block(lines: Sequence[Line], opening: Opening, after: int) -> range:
    """The lines of a turn's first words, up to a blank line or the line `after`."""
    start = first_line(lines, opening)
    last = start + 1
    while last < after and not lines[last].after_blank:
        last += 1
    return range(min(start, after), min(last, after))


def _candidate(
    text: str, lines: Sequence[Line], opening: Opening, after: int, names: Set[str], words: LayoutWords
) -> Candidate:
    block = first_block(lines, opening, min(after, opening.line + _LOOK))  # no line is shorter than a code point
    start = max(opening.body, lines[block.start].start) if block else opening.body
    said = text[start : min(lines[block[-1]].end, start + _LOOK)].rstrip(" |") if block else ""
    tokens = said.replace("’", "'").split()
    spoken = {t.strip('.,!?…;:"“”()*_').lower() for i, t in enumerate(tokens) if not i or t[0] == "I" or t.islower()}
    heard = words.talk if opening.label else words.talk | words.reporting_verbs  # — Yes, said Ana
    talks = "?" in said or "!" in said or not spoken.isdisjoint(heard)
    label = text[slice(*opening.label)] if opening.label else ""
    asides = [text[slice(*aside)] for aside in opening.asides]
    return Candidate(
        opening=opening,
        name=label,
        key=_key(label, words),
        sign=_sign(label, asides, names, words) if label else 0,
        value=_value(said, tokens, talks),
        asks="?" in said,
        talks=talks,
        first=not spoken.isdisjoint(words.first_person),
        apart=bool(block) and block.start > opening.line and lines[block.start].after_blank,
        aged=any(_AGE.match(aside) for aside in asides),
        lists=len(label) > 1 and not talks and _lists_names(said, words),
    )


def _key(label: str, words: LayoutWords) -> str:
    """A label in small letters; questions and answers without their numbers: *Q12* is *q*."""
    letters = "".join(tokens_of(label))
    return letters if letters in words.questions or letters in words.answers else label.casefold()


def _sign(label: str, asides: Sequence[str], names: Set[str], words: LayoutWords) -> int:
    """Whose the label is by its words and by what stands beside it: a person's 1, a field's -1, unknown 0."""
    own = words.first_person | words.second_person | words.subject_pronouns  # Me: in messages
    if label[0] == "@" or label.lower() in own or words.is_person(label) or not names.isdisjoint(tokens_of(label)):
        return 1
    if any(_AGE.match(aside) or words.is_person(aside) for aside in asides):
        return 1
    return -1 if words.is_field(label) else 0


def _lists_names(said: str, words: LayoutWords) -> bool:
    """Whether a label's text is a list, half of it full names: *Ana Lund, engineer; Dr. Tom Rey and Kim Holm*."""
    if not words.being.isdisjoint(said.split()):  # The first is Ana Lund.
        return False
    parts = [part.strip(" .") for part in _BETWEEN.split(_ASIDE.sub("", said))]
    full = sum(" " in part and _NAME.fullmatch(part) is not None for part in parts)
    return full >= _HALF * len(parts) and all(len(part.split()) <= _LONGEST_PART for part in parts)


def _value(said: str, tokens: Sequence[str], talks: bool) -> int:
    """Whether a label's text is talk or a sentence (1), or a title, a name, a number, a list (-1)."""
    if not any(c.isalpha() for c in said):
        return -1
    if said.isupper():
        return int(talks or len(tokens) >= _SHOUTED) or -1
    tokens = [t.lstrip("\"“‘'") or t for t in tokens]
    capitals = sum(t[0].isupper() and t[1:2].isalpha() for t in tokens)
    if capitals >= _TITLE and not any(t[0].islower() and len(t) > _SMALL for t in tokens):
        return -1
    if talks:
        return 1
    if tokens[0][0].isdigit() and len(tokens) < _LONGEST_COUNT:
        return -1
    ends = ends_sentence(said, 0, len(said))
    if ends and len(tokens) > 1:
        return 1 if any(t[0].islower() for t in tokens) else -1
    return 0 if ends or len(tokens) >= _LONG else -1
