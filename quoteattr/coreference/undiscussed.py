"""Antecedents that a text has only shown so far: "they" of a crowd somebody faced, "it" of a letter."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from quoteattr.coreference.salience import Traits
from quoteattr.document.parse import Parse
from quoteattr.language.roles import RoleWords

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "dative", "pobj", "conj", "ROOT", "npadvmod", "appos"})
_SENTENCES = 3  # of the narration, the pronoun's own counted; set by hand
_MAX_TOKENS = 120  # back: bounds the work where a sentence has no end; set by hand


def shown_before(
    parse: Parse, i: int, wanted: Traits, quoted: Sequence[bool], named: Container[int], words: RoleWords
) -> int | None:
    """Return the head of the nearest noun phrase that a pronoun `i` that speaks may stand for; none for "he" and "she".

    Nearest by sentence; within one, who can speak before what cannot (people and crowds for "they", letters and voices
    for "it"), an argument of the verb before the object of a preposition, the first before the last.
    """
    is_plural = wanted.number == "plural"
    if wanted.sort == "person" and not is_plural:
        return None
    for tokens in _sentences_before(parse, i, quoted):
        found = [k for k in tokens if k not in named and _may_be(parse, k, is_plural, words)]
        if found:
            return min(found, key=lambda k: (not _speaks(parse, k, words), parse.dep[k] == "pobj", k))
    return None


def _sentences_before(parse: Parse, i: int, quoted: Sequence[bool]) -> Iterator[list[int]]:
    """Yield the narrated tokens before a token by sentence, the nearest first, up to a paragraph back."""
    first = max(parse.paragraphs[max(parse.paragraph[i] - 1, 0)][0], i - _MAX_TOKENS)
    left = _SENTENCES
    s = parse.sentence[i]
    while left and s >= 0 and parse.sentences[s][1] > first:
        start, end = parse.sentences[s]
        tokens = [k for k in range(max(start, first), min(end, i)) if not quoted[k]]
        left -= bool(tokens)
        yield tokens
        s -= 1


def _may_be(parse: Parse, k: int, is_plural: bool, words: RoleWords) -> bool:
    """Return whether a token heads a noun phrase that agrees with the pronoun."""
    if parse.dep[k] not in _ARGUMENTS:
        return False
    lemma, classes = parse.lemma[k], words.people.words
    if is_plural:
        return parse.tag[k] == "NNS" or (parse.tag[k] == "NN" and lemma in classes.crowds)
    is_somebody = lemma in classes.crowds or (words.is_person(lemma) and lemma not in classes.messages)
    return parse.tag[k] == "NN" and not is_somebody


def _speaks(parse: Parse, k: int, words: RoleWords) -> bool:
    lemma, classes = parse.lemma[k], words.people.words
    return words.is_person(lemma) or lemma in classes.crowds or lemma in classes.messages
