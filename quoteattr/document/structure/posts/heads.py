"""Lines of one form -> heads of posts: which lines make each, and the name in them or beside them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

import regex

from quoteattr.document.structure.posts.forms import FIGURE, SAYS, Form
from quoteattr.document.structure.types import Line, Offsets
from quoteattr.language.layout_words import LayoutWords, tokens_of

_FEWEST = 2  # lines of one form
_MOST_LINES = 4  # from the name to the time: the name, a rank, a place, the time
_FURTHEST = 20  # lines from the first time below words up to the name above these
_MOST_FIELDS = 8  # lines of a head behind them: Join Date: 2006, Posts: 1,204
_MOST_WORDS = 4  # of a name
_MOST = 0.6  # share of lines of one form in which a name stands, of heads that have the same field
_MADE_UP = regex.compile(r"[_\d]")  # in no word of the language: B_road
_FIELD = regex.compile(r"[\p{L} ]{1,20}:")

Names = Mapping[int, tuple[int, Offsets]]
"""For the line of a time the line and the span of the name that goes with it."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a post: its lines, the name, the time or number; `body` is where the post's words may begin.

    `says` tells whether a word of the language says that the name is who wrote it: *by*, *wrote*; `is_timed` whether
    the number is counted in something: *2 hours ago*.
    """

    lines: range
    name: Offsets
    number: Offsets
    body: int
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
    for key, same in alike.items():
        in_figures = sum(FIGURE.search(text, *number) is not None for i in same if (number := forms[i].number))
        if len(same) < _FEWEST or (key != SAYS and in_figures < _MOST * len(same)):
            continue
        tops = [*_tops(lines, forms, same)]
        for place in ([(i, i) for i in same], *_beside(lines, same), tops):
            names = _names(text, {i: (k, forms[k]) for i, k in place if k in forms}, words)
            heads = [_head(text, lines, forms, i, names[i], words) for i in same if i in names]
            if place is tops:
                heads = [replace(head, lines=head.lines[:1]) for head in heads]
            if len(heads) >= max(_FEWEST, _MOST * len(same)) and _are_apart(heads):
                yield _with_fields(text, lines, heads)


def _beside(lines: Sequence[Line], numbers: Iterable[int]) -> Iterator[list[tuple[int, int]]]:
    """Where names may stand that are not in the line of the time: each such line with that of the name."""
    tops = {i: next((k for k in range(i, max(i - _MOST_LINES, -1), -1) if lines[k].after_blank), i) for i in numbers}
    yield [(i, top) for i, top in tops.items() if top < i]
    yield [(i, i - 1) for i in numbers if i and not lines[i].after_blank]
    yield [(i, i + 1) for i in numbers if i + 1 < len(lines) and not lines[i + 1].after_blank]
    yield [(i, i - 1) for i in numbers if i and lines[i].after_blank and lines[i - 1].after_blank]


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
    return Head(range(min(i, k), max(i, k) + 1), name, number, 0, says, bool(forms[i].units))


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
    if not any(c.isalpha() for c in name) or len(parts) > _MOST_WORDS:
        return False
    if words.is_field(name) and not _MADE_UP.search(name):
        return False
    if tokens and all(token in words.roles.people.not_names or token in words.reporting_verbs for token in tokens):
        return False
    return len(parts) == 1 or not parts[0].islower()


def _with_fields(text: str, lines: Sequence[Line], heads: Sequence[Head]) -> list[Head]:
    """The heads with the fields below that most of them have; where these hold the words too, these are no field's."""
    ends = [*(head.lines.start for head in heads[1:]), len(lines)]
    below = [_fields_below(text, lines, head, end) for head, end in zip(heads, ends, strict=True)]
    counts = Counter(label for fields in below for label in set(fields.values()))
    shared = {label for label, count in counts.items() if count >= max(_FEWEST, _MOST * len(heads))}
    whole = []
    for head, end, fields in zip(heads, ends, below, strict=True):
        last = max((i for i, label in fields.items() if label in shared), default=head.lines[-1])
        body = lines[last].end
        if last + 1 == end and last in fields:
            body = lines[last].start + len(fields[last])
        whole.append(replace(head, lines=range(head.lines.start, last + 1), body=body))
    return whole


def _fields_below(text: str, lines: Sequence[Line], head: Head, end: int) -> dict[int, str]:
    own = takewhile(
        lambda i: not lines[i].after_blank, range(head.lines.stop, min(end, head.lines.stop + _MOST_FIELDS))
    )
    return {i: label[0] for i in own if (label := _FIELD.match(text, lines[i].start, lines[i].end))}
