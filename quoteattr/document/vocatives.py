"""Vocatives: names that address somebody in speech: "Come here, Tom!", "My dear Jane, you must"."""

from __future__ import annotations

from quoteattr.document.parse import Parse
from quoteattr.language.word_classes import WordClasses

_BEFORE = frozenset({'"', "'", "`", "``", "''", ",", "-", "--", "—", "–", "!", "?", ".", ";", ":", "_"})
_AFTER = frozenset({",", "!", "?", ".", '"', "'", "''", ";", "--", "—", "–", "-", "..", "...", ":", "_"})


def is_vocative(parse: Parse, first: int, last: int, words: WordClasses) -> bool:
    """Whether the noun phrase of tokens `first` up to `last`, inside a quotation, is set off as an address is."""
    i = first - 1
    while i > 0 and parse.lower[i] in words.endearments:
        i -= 1
    before = parse.lower[i] if i >= 0 else '"'
    after = parse.word[last] if last < len(parse) else '"'
    if after not in _AFTER or not (before in _BEFORE or before in words.interjections) or _is_title(parse, i):
        return False
    return not (after == "," and last + 1 < len(parse) and parse.lower[last + 1] in words.conjunctions)  # a list


def _is_title(parse: Parse, mark: int) -> bool:
    """Whether a quotation is in apposition to a noun, and so the name of what that denotes: *her novel, "Home"*."""
    return mark > 1 and parse.word[mark] == '"' and parse.word[mark - 1] == "," and parse.tag[mark - 2] == "NN"
