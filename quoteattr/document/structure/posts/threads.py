"""Which heads are those of a thread's posts, and which lines between these are nobody's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise, product
from operator import ge
from typing import NamedTuple

import regex

from quoteattr.document.structure.evidence import Candidate, candidates, names_in, share
from quoteattr.document.structure.patterns import TIME
from quoteattr.document.structure.posts.feet import Post, above_heads, below_heads
from quoteattr.document.structure.posts.forms import RATING, Form, form_of
from quoteattr.document.structure.posts.heads import MOST_NAME_WORDS, Head, head_groups
from quoteattr.document.structure.types import Kind, Line, Opening
from quoteattr.language.layout_words import LayoutWords, tokens_of

_NO_HEAD: frozenset[Kind] = frozenset({"quoted mail", "rule"})
_HANDLE = regex.compile(r"@.*|\p{Ll}\S*|\S*(?:[_\d/]|\p{Ll}\p{Lu})\S*")
_INITIAL = regex.compile(r"\p{Lu}\.?\s\p{Lu}\p{Ll}++")  # T. Lund
_HANDLE_BEHIND = regex.compile(r"\s(?P<handle>@\w++)")  # Ana Lund @ana_lund
_QUOTED = regex.compile(r"\s*+[\"“‘«]")
_QUOTE = regex.compile(r"\p{L}++:")  # Quote:
_TIME = regex.compile(TIME)


class Signs(NamedTuple):
    """What speaks for a thread: how many posts there are, and the shares of them that show something.

    `people` are under a name that is a person's, a handle or recurs, `talk` ask or address somebody, `timed` have a
    time of the day or an age, `says` a word such as *wrote* or *by*, `rated` stars beside the name. `regulars` is the
    larger of the shares of handles and of names that recur.
    """

    posts: float = 3
    people: float = 0.66
    talk: float = 0
    timed: float = 0
    says: float = 0
    regulars: float = 0
    rated: float = 0


# Any of these is enough; set by hand on texts written for the purpose. The poorer the names, the more else is asked.
_ENOUGH = (
    Signs(talk=0.33),  # of texts that are dated, such as timelines and reports, few ask or address anybody
    Signs(people=0.5, talk=0.5),
    Signs(people=0.33, talk=0.5, timed=0.66),  # unknown names: results and concerts have times too, but do not talk
    Signs(people=0.33, talk=0.33, says=1),  # reviews
    Signs(talk=0.01, regulars=0.5),  # a table's names are of persons, too, but stand there once
    Signs(timed=0.66, regulars=0.5),  # notes that address nobody, as in a log
    Signs(posts=2, people=0.5, rated=1),  # whoever stands beside stars has rated something, and says why
    Signs(posts=2, people=1, talk=0.5, timed=0.66),  # whatever stands under two names and dates looks so
)


@dataclass(frozen=True, slots=True)
class Posts:
    """The openings of posts, in order, the lines of their heads, and lines about their words that are nobody's.

    A head below the words is among both.
    """

    openings: Sequence[Opening]
    heads: frozenset[int]
    around: frozenset[int]


def find_posts(text: str, lines: Sequence[Line], kinds: Mapping[int, Kind], words: LayoutWords) -> Posts:
    """The posts of a text that is a thread, below their heads or above them; none of another text."""
    may_head = (i for i in range(len(lines)) if kinds.get(i) not in _NO_HEAD)
    forms = {i: form for i in may_head if (form := form_of(text, lines[i], words))}
    groups = [*head_groups(text, lines, forms, words)]
    names = names_in(text, words) if groups else frozenset()
    found: Sequence[Post] = ()
    best = 0, 0, False
    for heads, posts_of in product(groups, (below_heads, above_heads)):
        posts = posts_of(text, lines, forms, heads)
        seen = candidates(text, lines, [_opening(text, post) for post in posts], names, words)
        # of a name and a place or a rank the name, of two lines with the name that above the words
        rank = len(posts), sum(_is_name(each, words) for each in seen), posts_of is below_heads
        if rank > best and len(seen) == len(posts) and _are_posts(text, posts, seen, words):
            found, best = posts, rank
    if not found:
        return Posts((), frozenset(), frozenset())
    heads = [post.head for post in found]
    if heads[0].lines.start < found[0].own.start and (others := [*_others(text, lines, forms, heads)]):
        heads = sorted([*heads, *others], key=lambda head: head.lines.start)
        found = below_heads(text, lines, forms, heads) or found
    return _read(text, lines, found)


def _read(text: str, lines: Sequence[Line], posts: Sequence[Post]) -> Posts:
    openings = [_opening(text, post) for post in posts]
    own = {i for post in posts for i in post.own}
    labelled = {post.own.start for post in posts if post.body > lines[post.own.start].start}
    heads = labelled.union(*(range(post.head.lines.start, post.own.start) for post in posts))
    feet = {i for post in posts for i in post.head.lines}
    between = set(range(openings[0].line, len(lines))) - own
    around = frozenset((between | feet) - heads)
    quotes = _quotes(text, lines, openings, heads | around)
    return Posts(sorted([*openings, *quotes], key=lambda opening: opening.line), frozenset(heads | feet), around)


def _others(text: str, lines: Sequence[Line], forms: Mapping[int, Form], heads: Sequence[Head]) -> Iterator[Head]:
    """Heads of another form, in lines by themselves: a number, and the name of somebody who has written other posts."""
    names = {text[slice(*head.name)] for head in heads}
    own = {i for head in heads for i in head.lines}
    for i, form in forms.items():
        if own.isdisjoint((i - 1, i, i + 1)) and form.number and lines[i].after_blank and i + 1 < len(lines):
            parts = ((run[a][0], run[b][1]) for run in form.runs for a, b in _parts(len(run)))
            if name := next((part for part in parts if text[slice(*part)] in names), None):
                yield Head(range(i, i + 1), name, form.number, says=False, is_timed=True)


def _parts(length: int) -> Iterator[tuple[int, int]]:
    """The first and the last of each few words that stand together, the longest first."""
    for size in range(MOST_NAME_WORDS, 0, -1):
        yield from ((a, a + size - 1) for a in range(length - size + 1))


def _quotes(text: str, lines: Sequence[Line], posts: Sequence[Opening], no_words: Set[int]) -> Iterator[Opening]:
    """What posts quote of other posts, under the name of who wrote it, and where the post goes on below."""
    names = sorted({text[slice(*post.label)] for post in posts if post.label}, key=len, reverse=True)
    quoted = regex.compile(
        rf"(?:\p{{Lu}}[^:]{{0,30}}\s)?(?P<name>{'|'.join(map(regex.escape, names))})(?:\s\p{{Ll}}++)?:?"
    )
    for post, stop in zip(posts, [*(post.line for post in posts[1:]), len(lines)], strict=True):
        own = [i for i in range(post.line, stop) if i not in no_words]
        for i, after in pairwise(own):
            head = quoted.fullmatch(text, lines[i].start, lines[i].end)
            if not head or lines[after].after_blank:
                continue
            above = i - 1 in own and _QUOTE.fullmatch(text, lines[i - 1].start, lines[i - 1].end) is not None
            yield replace(post, line=i - above, label=head.span("name"), asides=(), body=lines[i].end)
            if rest := [k for k in own if k > i and lines[k].after_blank][:1]:
                yield replace(post, line=rest[0], body=lines[rest[0]].start)


def _opening(text: str, post: Post) -> Opening:
    head = post.head
    handle = _HANDLE_BEHIND.match(text, head.name[1], max(head.name[1], post.body))
    asides = (handle.span("handle"),) if handle else ()
    return Opening(min(head.lines.start, post.own.start), "post", head.name, asides, head.number, post.body)


def _are_posts(text: str, found: Sequence[Post], posts: Sequence[Candidate], words: LayoutWords) -> bool:
    """Whether under each head there are sentences, and the heads name people who talk to each other."""
    heads = [post.head for post in found]
    if not found or (all(head.number == head.name for head in heads) and any(_is_quoted(text, post) for post in found)):
        return False  # Ana Lund said: “…” is for other rules
    counts = Counter(post.key for post in posts)
    handles = [_HANDLE.fullmatch(post.name) is not None for post in posts]
    recurring = [counts[post.key] > 1 for post in posts]
    known = [_is_name(post, words) or _INITIAL.fullmatch(post.name) is not None for post in posts]
    shown = Signs(
        posts=len(posts),
        people=share(map(any, zip(known, recurring, strict=True))),
        talk=share(post.talks for post in posts),
        timed=share(head.is_timed or _TIME.search(text, *head.number) is not None for head in heads),
        says=share(head.says for head in heads),
        regulars=max(share(handles), share(recurring)),
        rated=share(RATING.match(text, *head.number) is not None for head in heads),
    )
    is_writing = sum(post.value for post in posts) > 0
    return is_writing and any(all(map(ge, shown, least)) for least in _ENOUGH)


def _is_name(post: Candidate, words: LayoutWords) -> bool:
    """Whether a post's label is a handle or a person's name, and not what a person is: *Senior Member*."""
    if _HANDLE.fullmatch(post.name):
        return True
    if post.sign <= 0:
        return False
    tokens = tokens_of(post.name)
    return tokens[0] in words.roles.people.common_given or not words.roles.is_person(tokens[-1])


def _is_quoted(text: str, post: Post) -> bool:
    return _QUOTED.match(text, post.body) is not None
