"""Odd names: months, days and adjectives that are somebody's name here: *Steve Little*, *June Hale*, *God said*."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence

import regex

from quoteattr.document.parse import Parse
from quoteattr.entities.name_boundaries import PROPER
from quoteattr.language.people import SURE_SPEECH, People

_YEAR = regex.compile(r"\(\d{4}[a-z]?\)")
_MODIFIERS = frozenset({"amod", "compound", "npadvmod", "nmod", "advmod"})
_DATING = frozenset({"IN", "DT", "JJ", "PRP$", "CD"})  # *last June*, *in May*
_COMMON = frozenset({"NN", "NNS", "NNP", "NNPS", "FW"})
_MIN_SPOKEN = 2  # times that a word must speak in a text to be a name; set by hand


class OddNames:
    """The words of a text that mostly are no names, and where they are."""

    def __init__(self, parse: Parse, capitals: Sequence[int], opens: Container[int], people: People) -> None:
        self._parse, self._people, self._opens = parse, people, opens
        odd = [i for i in capitals if parse.key[i] in people.not_names and parse.tag[i] in PROPER]
        spoken = Counter(parse.key[i] for i in odd if self._speaks(i))
        self._surnames = {parse.key[i] for i in odd if self._ends_name(i)}
        called = Counter(self._pair(i) for i in capitals if parse.key[i] in people.peoples and self._is_byname(i))
        self._bynames = {pair for pair, uses in called.items() if uses >= _MIN_SPOKEN}
        self._names = self._surnames | {key for key, uses in spoken.items() if uses >= _MIN_SPOKEN}

    def is_name(self, i: int) -> bool:
        """Whether a capitalised word that mostly is no name is one here, as part of a name or alone."""
        parse, key = self._parse, self._parse.key[i]
        if self._pair(i) in self._bynames:
            return True
        if parse.tag[i] not in PROPER and not (parse.tag[i] == "JJ" and key in self._surnames):
            return False
        is_alone = parse.dep[i] not in _MODIFIERS and not (i + 1 < len(parse) and parse.capitalised[i + 1])
        return (is_alone and key in self._names) or self._ends_name(i) or self._begins_name(i)

    def _pair(self, i: int) -> tuple[str, ...]:
        return tuple(self._parse.key[i : i + 2])

    def _is_byname(self, i: int) -> bool:
        """Whether a nation's word stands before one other capital, and who has the two speaks: *French Louis said*."""
        parse, name = self._parse, i + 1
        is_whole = name + 1 < len(parse) and parse.capitalised[name] and not parse.capitalised[name + 1]
        return is_whole and parse.key[name] not in self._people.titles and self._speaks(name, i)

    def _speaks(self, i: int, first: int = 0) -> bool:
        """Whether a word is the subject of a sure verb of saying right behind it, or, of a name, before its `first`."""
        verb = self._parse.head[i]
        is_subject = verb in (i + 1, first - 1) and self._parse.dep[i] == "nsubj"
        return is_subject and self._people.speech.get(self._parse.lemma[verb], 0) == SURE_SPEECH

    def _ends_name(self, i: int) -> bool:
        """Whether a given name that belongs to it stands before a word: *Steve Little*."""
        parse = self._parse
        is_joined = i > 0 and parse.dep[i - 1] == "compound" and parse.head[i - 1] == i and parse.tag[i] in PROPER
        return is_joined and self._is_given(parse.key[i - 1])

    def _begins_name(self, i: int) -> bool:
        """Whether a word is a given name before another, and no date: *June Hale*, *Old Vic*, not *last June Hale*."""
        parse = self._parse
        is_joined = parse.dep[i] == "compound" and parse.head[i] == i + 1 and parse.tag[i + 1] in PROPER
        is_dated = i > 0 and parse.tag[i - 1] in _DATING
        is_capital = i not in self._opens and parse.key[i] in self._people.words.endearments
        return is_joined and not is_dated and (is_capital or self._is_given(parse.key[i]))

    def _is_given(self, key: str) -> bool:
        return key in self._people.given or key in self._people.words.dated_given_names


def is_cited(parse: Parse, i: int) -> bool:
    """Whether a year in brackets stands behind a word, as behind the author of a work: "Lund (2010) argues"."""
    _, end = parse.paragraphs[parse.paragraph[i]]
    return _YEAR.fullmatch("".join(parse.word[i + 1 : min(i + 4, end)])) is not None


def is_in_given_name(parse: Parse, hyphen: int, people: People) -> bool:
    """Whether a hyphen joins a capital and small letters to a name: *Hye-jin*; not *Leeds-based*, *an EU-wide rule*."""
    first, last = hyphen - 1, hyphen + 1
    key, other = parse.key[first], parse.key[last]
    is_whole = parse.dep[last] not in _MODIFIERS or (last + 1 < len(parse) and parse.capitalised[last + 1])
    is_word = key in people.places or key in people.peoples or key in people.organizations or other in people.nouns
    return is_whole and not is_word and len(key) > 1 and parse.word[last].islower() and parse.tag[last] in _COMMON
