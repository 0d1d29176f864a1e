"""What stands about the words of posts: names below or behind them, and what recurs above and below.

*Posted by: Ana Lund | 3 May 2019* · *It rained. – ana_lund May 3 at 12:31* · *Senior Member* · *Like · Reply · 3d*.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

import regex

from quoteattr.document.structure.posts.forms import Form, form_of
from quoteattr.document.structure.posts.heads import MOST_NAME_WORDS, Head
from quoteattr.document.structure.types import Line
from quoteattr.language.layout_words import LayoutWords

_FEWEST = 3  # lines that end alike
_LONGEST = 80  # code points of a name and a time behind words
_HALF = 0.5  # share of posts
_MOST_AROUND = 8  # lines above a post's words or below them: a rank, Posts: 1,204; Like, Reply, the title again
_TAIL = regex.compile(r"(?<=\S)\s++(?:(?=[–—]\s)|(?<=[\p{Ll}\d)\]][.!?…][)\]*_]?\s++)(?=[^\s(]))")
_FIELD = regex.compile(r"(?P<label>[\p{L} ]{1,20}:)\s*+(?=\S)")
Forms = Mapping[int, Form]


def part_feet(text: str, lines: Sequence[Line], words: LayoutWords) -> Sequence[Line]:
    """The lines, parted before a name and a time at their ends if some end so, in one form.

    These stand behind a dash or the end of a sentence.
    """
    tails = {i: tail for i, line in enumerate(lines) if (tail := _tail(text, line, words))}
    counts = Counter(key for _, key in tails.values())
    parted: list[Line] = []
    for i, line in enumerate(lines):
        start, key = tails.get(i, (0, ""))
        if counts[key] < _FEWEST:
            parted.append(line)
            continue
        parted.append(replace(line, end=len(text[line.start : start].rstrip()) + line.start))
        parted.append(replace(line, start=start, after_blank=False))
    return parted


def _tail(text: str, line: Line, words: LayoutWords) -> tuple[int, str] | None:
    """Where the name and the time behind a line's words begin, and their form."""
    for tail in reversed(list(_TAIL.finditer(text, max(line.start, line.end - _LONGEST), line.end))):
        form = form_of(text, replace(line, start=tail.end()), words)
        is_number = not any(map(str.isalpha, text[line.start : tail.start()]))  # 2. Ana Lund, 3 March
        if form and form.number and form.runs and not is_number:
            return tail.end(), form.key
    return None


@dataclass(frozen=True, slots=True)
class Post:
    """A post: its head, the lines of its words, where in the first of these they begin."""

    head: Head
    own: range
    body: int


def above_heads(text: str, lines: Sequence[Line], forms: Forms, heads: Sequence[Head]) -> list[Post]:
    """The posts whose words stand above their heads; none if one has no words or the last has more text below."""
    end = heads[0].lines.start
    top = next((i for i in range(end - 1, max(end - 1 - _MOST_AROUND, -1), -1) if i not in forms), end - 1)
    while top > 0 and not lines[top].after_blank:
        top -= 1
    behind = range(heads[-1].lines.stop, len(lines))
    if top < 0 or len(behind) > _MOST_AROUND or not all(i in forms for i in behind):
        return []
    starts = [top, *(head.lines.stop for head in heads)]
    held = [range(start, head.lines.start) for start, head in zip(starts, heads, strict=False)]
    return _posts(text, lines, forms, heads, held, outermost=0)


def below_heads(text: str, lines: Sequence[Line], forms: Forms, heads: Sequence[Head]) -> list[Post]:
    """The posts whose words stand below their heads; none if one has no words."""
    stops = [*(head.lines.start for head in heads[1:]), len(lines)]
    held = [range(head.lines.stop, stop) for head, stop in zip(heads, stops, strict=True)]
    return _posts(text, lines, forms, heads, held, outermost=-1)


def _posts(
    text: str, lines: Sequence[Line], forms: Forms, heads: Sequence[Head], held: Sequence[range], outermost: int
) -> list[Post]:
    """The posts without the lines at their ends that come again at the same ends of others.

    With these goes what stands outside them and is no sentence. Of a field that holds the words its label goes. None
    if nothing is left of the outermost, whose words then stand on the other side of its head.
    """
    if not all(held):
        return []
    names = {text[slice(*head.name)] for head in heads}
    above = _recurring(text, lines, forms, held, names)
    below = _recurring(text, lines, forms, [own[::-1] for own in held], names)
    posts = []
    for head, own, top, end in zip(heads, held, above, below, strict=True):
        start = own.start + top
        field = _FIELD.match(text, lines[start - 1].start, lines[start - 1].end) if top else None
        if field and start == own.stop:
            posts.append(Post(head, range(start - 1, max(own.stop - end, start)), field.end()))
            continue
        if top + end >= len(own):
            if head is heads[outermost]:
                return []
            start, end = own.start, 0
        posts.append(Post(head, range(start, max(own.stop - end, start + 1)), lines[start].start))
    return posts


def _recurring(text: str, lines: Sequence[Line], forms: Forms, held: Sequence[range], names: Set[str]) -> list[int]:
    """How many of each post's first lines go up to the last that recurs there, above its first sentence.

    What looks alike is counted down to the sentence, or to the middle of a post without any. A post of one line has
    nothing but words, perhaps behind a label.
    """
    edges, among = [], []
    for own in held:
        sentence = next((n for n, i in enumerate(own[:_MOST_AROUND]) if i not in forms), None)
        edge = own[:_MOST_AROUND] if sentence is None else own[: sentence + 1]
        edges.append([_looks(text, lines[i], forms.get(i), names) for i in edge])
        counted = edges[-1][: len(own) // 2] if sentence is None else edges[-1]
        among.append({look for looks in counted or edges[-1] for look in looks if counted or look[-1] == ":"})
    seen = Counter(look for looks in among for look in looks)
    least = max(2, _HALF * (len(edges) - 1))
    recurs = [[any(seen[look] >= least for look in looks) for looks in edge] for edge in edges]
    return [max((n for n, again in enumerate(each, 1) if again), default=0) for each in recurs]


def _looks(text: str, line: Line, form: Form | None, names: Set[str]) -> Set[str]:
    """What may make two lines about posts the same: a field's label, a writer's name, the form, the last word.

    Nothing does of a sentence, or of a line above what is quoted.
    """
    if field := _FIELD.match(text, line.start, line.end):
        return {field["label"]}
    if form is None or text[line.end - 1] == ":":
        return set()
    last = [text[slice(*word)] for run in form.runs[-1:] for word in run[-1 - MOST_NAME_WORDS :]]
    for k in range(len(last)):
        if " ".join(last[k:]) in names:  # alone, or in Reply to Ana Lund
            return {f"{last[k - 1] if k else ''}@"}  # whoever it is, the same
    return {*(word.casefold() for word in last[-1:]), *([form.key] if form.number else ())}
