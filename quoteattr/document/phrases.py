"""Noun phrases of sources and addressees: their head, conjuncts and form, and their words for display."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container

from quoteattr.document.parse import Parse
from quoteattr.document.ranges import Offsets
from quoteattr.records import MentionForm

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WDT", "WP$"})
_NOMINAL = NOUNS | PRONOUNS | {"DT", "CD"}
_INDEFINITE = frozenset({"DT", "CD", "JJ", "JJR", "JJS", "PDT", "EX"})  # "some", "one", "many" without a noun
_BREAKS = frozenset({",", ":", "-LRB-", "``", "''", "."})
_RELATIVES = frozenset({"WP", "WDT", "WP$", "WRB"})
_PREMODIFIERS = frozenset({"compound", "nmod", "amod"})
_DETERMINERS = frozenset({"det", "predet", "nummod"})
_MAX_PHRASE = 60  # tokens from the head: a longer phrase is misparsed; set by hand
_WITHIN = _DETERMINERS | _PREMODIFIERS | {"poss", "quantmod", "preconj", "npadvmod"}


def phrase_head(parse: Parse, first: int, last: int) -> int:
    """Return the syntactic head of tokens `first` up to `last`: the last word governed from outside."""
    for i in range(last - 1, first - 1, -1):
        if parse.letters[i] and (not first <= parse.head[i] < last or parse.head[i] == i):
            return i
    return last - 1


def token_range(parse: Parse, offsets: Offsets) -> tuple[int, int]:
    """Return the tokens that begin inside the offsets, half-open."""
    return bisect_left(parse.start, offsets[0]), bisect_left(parse.start, offsets[1])


def head_of(parse: Parse, first: int, last: int) -> int:
    """Return the head of a mention: its first nominal governed from outside, or after a preposition ("by X").

    Unlike `phrase_head` it passes over what is no nominal, for a source may be cut anywhere. Of several that modify one
    noun outside (a verb taken for a noun: "the X campaign projects") it takes the last.
    """
    tops = [i for i in range(first, last) if not first <= parse.head[i] < last or parse.head[i] == i]
    nominal = [
        i for i in tops if parse.tag[i] in _NOMINAL and parse.dep[i] not in _DETERMINERS and parse.word[i][0].isalnum()
    ]
    if not nominal:
        objects = (c for i in tops for c in parse.children[i] if first <= c < last and parse.dep[c] == "pobj")
        words = [i for i in tops if parse.word[i][0].isalnum()]
        return next(objects, next((i for i in words if parse.dep[i] not in _DETERMINERS), next(iter(words), first)))
    modifiers = [i for i in nominal if parse.head[i] == parse.head[nominal[0]] and parse.dep[i] in _PREMODIFIERS]
    return modifiers[-1] if nominal[0] in modifiers else nominal[0]


def conjuncts(parse: Parse, head: int, first: int, last: int) -> tuple[int, ...]:
    """Return the heads of a coordinated phrase ("X, Y and Z said"); `head` alone where nothing is coordinated."""
    found = [head]
    for i in found:
        found += [
            c
            for c in parse.children[i]
            if i < c < last and first <= c and parse.tag[c] in _NOMINAL and _joins(parse, i, c)
        ]
    return tuple(found)


def _joins(parse: Parse, i: int, c: int) -> bool:
    """Whether `c` is coordinated with `i`, also where the parser takes the Y of "X, Y and Z" for an apposition."""
    if parse.dep[c] == "conj":
        return True
    is_listed = any(parse.dep[d] == "conj" for d in parse.children[c])
    return parse.dep[c] == "appos" and parse.tag[c] == parse.tag[i] == "NNP" and is_listed


def form_of(parse: Parse, head: int, named: Container[int]) -> MentionForm:
    """Return whether a phrase with this head is a name, a pronoun or a description; `named`: the heads of names."""
    if parse.tag[head] in PRONOUNS:
        return "pronoun"
    if head in named:
        return "name"
    return "pronoun" if parse.tag[head] in _INDEFINITE else "nominal"


def core(parse: Parse, head: int, first: int, last: int) -> tuple[int, int]:
    """Return the part of a token range that belongs to its head: no apposition, clause, parenthesis, possessive."""
    end = head + 1
    while end < min(last, head + _MAX_PHRASE) and not _ends(parse, head, end):
        end += 1
    while first < head and (not parse.word[first][0].isalnum() or parse.tag[first] in ("IN", "CC")):
        first += 1
    return first, end


def _ends(parse: Parse, head: int, i: int) -> bool:
    """Whether a phrase is complete before token `i`: at a mark, a relative clause, a conjunct, its own "'s"."""
    own = parse.head[i] == head and (parse.tag[i] == "POS" or parse.dep[i] in ("cc", "preconj"))
    opens_clause = parse.tag[i] in _RELATIVES and parse.dep[i] != "pobj"  # "both of whom" is a phrase
    return own or parse.tag[i] in _BREAKS or opens_clause


def phrase(parse: Parse, head: int) -> tuple[int, int]:
    """Return the token range of the noun phrase headed by a token, determiner included, trimmed as by `core`."""
    starts = [parse.left[c] for c in parse.children[head] if c < head and parse.dep[c] in _WITHIN]
    return core(parse, head, min([head, *starts]), max(parse.right[head], head + 1))
