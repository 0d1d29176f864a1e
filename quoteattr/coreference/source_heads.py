"""Attributions by token: which tokens head their sources, which stand in whose content."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from itertools import accumulate

from quoteattr.attribution.types import Attribution
from quoteattr.coreference.bearers import name_given
from quoteattr.document.parse import Parse, places
from quoteattr.document.phrases import conjuncts, head_of, token_range
from quoteattr.entities.roles import is_bare

# of a source, if it has a name: "Air Force 1st Lt. X", "X lets this pass and"
_NO_HEADS = frozenset({"NNP", "JJ", "RB", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "CC"})


def source_heads(
    parse: Parse,
    attribution: Attribution,
    named: Container[int],
    covered: Mapping[int, int],
    people: Container[int] = (),
) -> tuple[int, ...]:
    """Return the heads of those an attribution's source names or describes: one, none, or several ("X and Y").

    Without a source, its head is who acts beside the content. `named` are the heads of names, those of `people` too,
    `covered` all their tokens, each with the name's head.
    """
    if attribution.source is None:
        head = attribution.source_head
        return () if head is None else (covered.get(head, head),)
    first, last = token_range(parse, attribution.source)
    if first >= last:
        return ()
    head = attribution.source_head
    if head is None or not first <= head < last:
        head = head_of(parse, first, last)
    if head not in covered and (own := head_of(parse, first, last)) in named:
        head = own  # *Ana Lund, Radio Nine*
    head = _apposed_name(parse, _before_preposition(parse, head, first, named), first, last, named, people)
    heads = conjuncts(parse, head, first, last)
    if _lists(parse, heads, named) or _is_role_of(parse, heads, named):
        heads = heads[1:]
    own = covered.get(head, head)  # wherever in a name the parser sees the head of the source
    found = (own if h == head else h for h in heads)
    return tuple(dict.fromkeys(h for h in found if h == own or h in named or h not in covered))


def _before_preposition(parse: Parse, head: int, first: int, named: Container[int]) -> int:
    """Return the name before a preposition whose object was taken for the head: "X of the Y Institute, who …"."""
    names = (c for c in parse.children[head] if first <= c < head and c in named)
    return next((c for c in names if any(c < k < head and parse.dep[k] == "prep" for k in parse.children[c])), head)


def _apposed_name(parse: Parse, head: int, first: int, last: int, named: Container[int], people: Container[int]) -> int:
    """Return the name that a description gives inside the source: "the minister, X, said"."""
    if head in named:
        return head
    ends = [i for i in range(first, last) if i in people and parse.dep[i] not in ("pobj", "poss")]
    if ends and (parse.tag[head] in _NO_HEADS or (ends[-1] == last - 1 and parse.head[last - 1] == head)):
        return ends[-1]
    name = name_given(parse, head, named, people)
    return head if name is None or not first <= name < last else name


def _lists(parse: Parse, heads: tuple[int, ...], named: Container[int]) -> bool:
    """Whether a counted plural is followed by the names it counts: "two members, X and Y"."""
    counted = heads[0]
    is_counted = any(parse.dep[c] == "nummod" for c in parse.children[counted])
    return parse.tag[counted] == "NNS" and is_counted and len(heads) > 2 and all(h in named for h in heads[1:])


def _is_role_of(parse: Parse, heads: tuple[int, ...], named: Container[int]) -> bool:
    """Whether a noun without article is one of two roles before a name: "lobbyist and strategist X"."""
    is_single = len(heads) == 2 and parse.tag[heads[0]] == "NN" and heads[1] in named
    return is_single and heads[0] not in named and is_bare(parse, heads[0])


def reporting(parse: Parse, attributions: Sequence[Attribution]) -> list[int]:
    """Return for each token the innermost attribution whose content it stands in, or -1."""
    inside = [-1] * len(parse)
    contents = [(k, token_range(parse, span)) for k, each in enumerate(attributions) for span in each.content]
    for k, (first, last) in sorted(contents, key=lambda item: item[1][0] - item[1][1]):
        inside[first:last] = [k] * (last - first)
    return inside


def first_conjuncts(parse: Parse) -> dict[int, int]:
    """Return for each head of a conjunct the head of the first conjunct."""
    first: dict[int, int] = {}
    for i in places(parse.dep, ("conj",)):
        if (head := parse.head[i]) < i:
            first[i] = first.get(head, head)
    return first


def steps(parse: Parse, quoted: Sequence[bool]) -> list[int]:
    """Return for each token the number of its sentence; one that is wholly quoted counts with the one before."""
    own = [any(not quoted[i] and parse.word[i][0].isalnum() for i in range(a, b)) for a, b in parse.sentences]
    count = list(accumulate(own))
    return [count[s] for s in parse.sentence]
