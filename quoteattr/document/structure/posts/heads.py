"""Lines of one form -> heads of posts: which lines make each, and the name in them or beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

import regex

from quoteattr.document.structure.posts.forms import FIGURE, SAYS, Form
from quoteattr.document.structure.types import Line, Offsets
from quoteattr.language.layout_words import LayoutWords, tokens_of

_FEWEST = 2  # lines of one form
_MOST_LINES = 4  # from the name to the time: the name, a rank, a place, the time
_FURTHEST = 20  # lines from the first time below words up to the name above these
MOST_NAME_WORDS = 4  # of a name
_MOST = 0.6  # share of lines of one form in which a name stands, of heads that have the same field
_MADE_UP = regex.compile(r"[_\d]")  # in no word of the language: B_road

Names = Mapping[int, tuple[int, Offsets]]
"""For the line of a time the line and the span of the name that goes with it."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a post: its lines, the name, the time or number.

    `says` tells whether a word of the language says that the name is who wrote it: *by*, *wrote*; `is_timed` whether
    the number is counted in something: *2 hours ago*.
    """

    lines: range
    name: Offsets
    number: Offsets
    says: bool
    is_timed: bool


def head_groups(
    text: str, lines: Sequence[Line], forms: Mapping[int, Form], words: LayoutWords
) -> Iterator[list[Head]]:
    """The heads that lines of one form may be, for each form and each place where the names may stand."""
    alike: dict[str, list[int]] = defaultdict(list)
    for i, form in forms.items():
        if form.number or (form.key == SAYS and lines[i].after_blank):
            alike[form.key].append(i)
    for key, every in alike.items():
        same = _apart(every)
        in_figures = sum(FIGURE.search(text, *number) is not None for i in same if (number := forms[i].number))
        if len(same) < _FEWEST or (key != SAYS and in_figures < _MOST * len(same)):
            continue
        tops = [*_tops(lines, forms, same)]
        for place in ([(i, i) for i in same], *_beside(lines, forms, same), tops):
            names = _names(text, {i: (k, forms[k]) for i, k in place if k in forms}, words)
            heads = [_head(text, lines, forms, i, names[i], words) for i in same if i in names]
            if place is tops:
                heads = [replace(head, lines=head.lines[:1]) for head in heads]
            if len(heads) >= max(_FEWEST, _MOST * len(same)) and _are_apart(heads):
                yield heads


def _apart(found: Sequence[int]) -> list[int]:
    """The lines that stand beside no other, and the last of two: those of a table hold no words between them."""
    known = set(found)
    return [i for i in found if i + 1 not in known and (i - 1 not in known or i - 2 not in known)]


def _beside(
    lines: Sequence[Line], forms: Mapping[int, Form], numbers: Sequence[int]
) -> Iterator[list[tuple[int, int]]]:
    """Where names may stand that are not in the line of the time: each such line with that of the name.

    On top of the lines right above, in the line above, which may stand apart as the time does, or right below.
    """
    tops = {i: next((k for k in range(i, max(i - _MOST_LINES, -1), -1) if lines[k].after_blank), i) for i in numbers}
    yield [(i, top) for i, top in tops.items() if top < i]
    yield [(i, i - 1) for i in numbers if i and (lines[i - 1].after_blank or not lines[i].after_blank)]
    for down in range(1, _MOST_LINES):
        yield [(i, i + down) for i in numbers if _are_together(lines, forms, range(i, i + down))]


def _are_together(lines: Sequence[Line], forms: Mapping[int, Form], above: range) -> bool:
    """Whether lines without a sentence, and the next one, have no blank line between them."""
    return above.stop < len(lines) and all(i in forms and not lines[i + 1].after_blank for i in above)


def _tops(lines: Sequence[Line], forms: Mapping[int, Form], feet: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first line of each post with its time below its words, *Like · Reply · 2h*: the one below the time before.

    That of the first post is the nearest that is nothing but a few words, with those right above it.
    """
    for before, i in pairwise([-1, *feet]):
        above = range(i - 1, max(i - _FURTHEST, before), -1)
        top = before + 1 if before >= 0 else next((k for k in above if _are_words(forms, k)), i)
        while before < 0 and not lines[top].after_blank and _are_words(forms, top - 1):
            top -= 1
        if top < i - 1:
            yield i, top


def _are_words(forms: Mapping[int, Form], i: int) -> bool:
    return i in forms and len(forms[i].runs) == 1 and not forms[i].number


def _head(
    text: str, lines: Sequence[Line], forms: Mapping[int, Form], i: int, named: tuple[int, Offsets], words: LayoutWords
) -> Head:
    k, name = named
    beside = {*text[lines[k].start : name[0]].split()[-1:], *text[name[1] : lines[k].end].strip(":* ").split()[:1]}
    says = not beside.isdisjoint(words.reporting_verbs | words.mail_verbs | words.examinations)
    number = forms[i].number or name
    return Head(range(min(i, k), max(i, k) + 1), name, number, says, bool(forms[i].units))


def _are_apart(heads: Sequence[Head]) -> bool:
    return all(head.lines.stop < after.lines.start for head, after in pairwise(heads))


def _names(text: str, found: Mapping[int, tuple[int, Form]], words: LayoutWords) -> Names:
    """The first words in lines of one form that are names and not the same in all."""
    forms = [form for _, form in found.values()]
    for r in range(max((len(form.runs) for form in forms), default=0)):
        runs = {i: form.runs[r] for i, (_, form) in found.items() if r < len(form.runs)}
        spans = {i: (found[i][0], span) for i, span in _without_constants(text, runs, words).items()}
        named = {i: name for i, name in spans.items() if _may_be_name(text[slice(*name[1])], words)}
        distinct = {text[slice(*span)].casefold() for _, span in named.values()}
        if len(distinct) > 1 and len(named) >= _MOST * len(found):
            return named
    return {}


def _without_constants(text: str, runs: Mapping[int, tuple[Offsets, ...]], words: LayoutWords) -> dict[int, Offsets]:
    """Each run of words without the small words that all begin or end with: *Posted by … on*, *… wrote*."""
    seen = [[text[slice(*word)] for word in run] for run in runs.values()]
    shortest = min((len(run) for run in seen), default=0)
    first = _shared([run[: shortest - 1] for run in seen])
    while first and not seen[0][first - 1].islower():
        first -= 1
    last = _shared([run[first + 1 :][::-1] for run in seen], small=True)
    verbs = words.reporting_verbs | words.mail_verbs
    spans: dict[int, Offsets] = {}
    for i, run in runs.items():
        own = list(run[first : len(run) - last])
        by = next((k for k, word in enumerate(own[:-1], 1) if text[slice(*word)] in words.bylines), 0)
        own = own[by:]  # Asked by … and Answered by …
        while len(own) > 1 and (text[slice(*own[-1])] in verbs or text[own[-1][0]] == "@"):
            own.pop()
        if _MADE_UP.search(text, *own[0]):  # kim_92 OP
            own = own[:1]
        spans[i] = own[0][0], own[-1][1]
    return spans


def _shared(runs: Sequence[Sequence[str]], small: bool = False) -> int:
    """How many words all begin with, of small words alone if so asked."""
    columns = takewhile(lambda column: len(set(column)) == 1, zip(*runs, strict=False))
    return sum(1 for _ in takewhile(lambda column: not small or column[0].islower(), columns))


def _may_be_name(name: str, words: LayoutWords) -> bool:
    """Whether words are a name, or one word that may be a handle; not *the quick fox*, nor words of grammar."""
    parts, tokens = name.split(), tokens_of(name)
    if name.istitle() and not (words.first_person | words.second_person).isdisjoint(tokens):  # Me
        return len(parts) == 1
    if not any(c.isalpha() for c in name) or len(parts) > MOST_NAME_WORDS:
        return False
    if words.is_field(name) and not _MADE_UP.search(name):
        return False
    if tokens and all(token in words.roles.people.not_names or token in words.reporting_verbs for token in tokens):
        return False
    return len(parts) == 1 or not parts[0].islower()
