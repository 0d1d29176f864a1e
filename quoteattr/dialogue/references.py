"""Every reference to a person in a story: names, pronouns and nominals ("the old gardener")."""

from __future__ import annotations

from collections.abc import Sequence

from quoteattr.dialogue.types import STRONG, Reference, ReferenceKind
from quoteattr.document.parse import Parse
from quoteattr.document.phrases import phrase_head
from quoteattr.document.vocatives import is_vocative
from quoteattr.entities.types import Registry
from quoteattr.language.people import People

OFFICES = frozenset({"role", "address", "household"})  # classes of nouns that one holds among few
_NOUNS = frozenset({"NN", "NNP", "JJ", "NNS"})  # tags of nouns for a person; to the parser "the old" is an adjective
_LONGEST = 6  # tokens from a determiner to its noun: longer phrases are misparsed
_TAIL = 8  # tokens from a noun to the end of "with the black beard"


def find_references(parse: Parse, registry: Registry, quoted: Sequence[bool], people: People) -> list[Reference]:
    """Return the references of a text in order; the referents of pronouns and nominals are open.

    `quoted` tells for each token whether it is spoken.
    """
    finder = _ReferenceFinder(parse, quoted, people, named_tokens(parse, registry))
    names = [finder.reference(m.first, m.last, "name", m.entity) for m in registry.mentions]
    tagged = enumerate(zip(parse.tag, parse.lower, strict=True))
    able = [i for i, (tag, word) in tagged if tag in _NOUNS or word in finder.pronouns]
    others = [reference for i in able if (reference := finder.unnamed(i)) is not None]
    return sorted(names + others, key=lambda r: (r.first, r.last))


def named_tokens(parse: Parse, registry: Registry) -> list[bool]:
    """Return for each token whether it belongs to a name."""
    named = [False] * len(parse)
    for mention in registry.mentions:
        named[mention.first : mention.last] = [True] * (mention.last - mention.first)
    return named


def tail_words(parse: Parse, noun: int, people: People) -> frozenset[str]:
    """Return the words after a noun that tell one person from others: "the man with the black beard"."""
    if noun + 1 >= len(parse) or parse.lower[noun + 1] not in people.words.companions or parse.head[noun + 1] != noun:
        return frozenset()
    tail = range(noun + 2, tail_end(parse, noun))
    words = {parse.lower[k] for k in tail if parse.tag[k] in ("NN", "NNS", "JJ", "NNP")}
    if words & people.manners or any(parse.tag[k] == "PRP$" for k in tail):
        return frozenset()
    return frozenset(f"{parse.lower[noun + 1]} {word}" for word in words)


def tail_end(parse: Parse, noun: int) -> int:
    """Return where the phrase after a noun ends."""
    return min(parse.right[noun + 1], noun + _TAIL)


class _ReferenceFinder:
    """Reads references off the parse; `named` tells for each token whether it belongs to a name."""

    def __init__(self, parse: Parse, quoted: Sequence[bool], people: People, named: Sequence[bool]) -> None:
        self.parse, self.quoted, self.people, self.named = parse, quoted, people, named
        self.words = people.words
        self.pronouns = {
            **dict.fromkeys(people.words.masculine, "m"),
            **dict.fromkeys(people.words.feminine, "f"),
            **dict.fromkeys(people.words.narrated_first_person, "i"),
        }

    def reference(
        self, first: int, last: int, kind: ReferenceKind, entity: int = -1, gender: str = "", noun: str = "",
        determiner: str = "", modifiers: frozenset[str] = frozenset(),
    ) -> Reference:  # fmt: skip
        """Return the reference at a half-open range of tokens."""
        parse = self.parse
        head = phrase_head(parse, first, last)
        quoted = self.quoted[first]
        return Reference(
            first, last, kind, entity, gender, quoted, parse.paragraph[first],
            subject=parse.dep[head] in ("nsubj", "nsubjpass"),
            possessive=parse.dep[head] == "poss",
            called=quoted and kind != "pronoun" and is_vocative(parse, first, last, self.people.words),
            noun=noun, determiner=determiner, modifiers=modifiers,
        )  # fmt: skip

    def unnamed(self, i: int) -> Reference | None:
        """Return the pronoun or nominal whose noun is token `i`."""
        if self.named[i]:
            return None
        word = self.parse.lower[i]
        if word in self.pronouns:
            return self.reference(i, i + 1, "pronoun", gender=self.pronouns[word])
        if self.parse.tag[i] not in _NOUNS or not self._is_person_noun(i):
            return None
        if i + 1 < len(self.named) and self.named[i + 1] and self.parse.lower[i + 1] != "'s":
            return None  # "the lawyer Smith": the name says it
        return self._nominal(i)

    def _is_person_noun(self, i: int) -> bool:
        """Return whether a noun names a person: by the word list, or as the subject of a verb of saying."""
        parse = self.parse
        if parse.lower[i] in self.people.nouns:
            return True
        if parse.tag[i] not in ("NN", "NNP") or self.quoted[i] or parse.lemma[i] in self.people.replies:
            return False
        verb = parse.head[i]
        speaks = parse.dep[i] == "nsubj" and self.people.speech.get(parse.lemma[verb]) == STRONG
        return (speaks and not self.quoted[verb]) or self._ends_inverted_clause(i)

    def _ends_inverted_clause(self, i: int) -> bool:
        """Return whether noun `i` closes a phrase that follows a verb of saying right after a quotation."""
        j = self._before_modifiers(i, 0)
        if j < 2 or self.parse.lower[j] not in self.words.nominal_determiners:
            return False
        if self.parse.lemma[j - 1] not in self.people.speech:
            return False
        return self.parse.tag[j - 1] == "VBD" and self.quoted[j - 2]

    def _nominal(self, i: int) -> Reference | None:
        """Return the nominal with noun `i`: with a determiner, or alone if the noun serves as a name."""
        parse = self.parse
        noun = parse.lower[i]
        if noun in self.words.ordinals and i + 1 < len(parse) and parse.tag[i + 1] in ("NN", "NNS", "JJ", "NNP"):
            return None  # "the second porter": the noun is still to come
        first, _ = parse.paragraphs[parse.paragraph[i]]
        j = self._before_modifiers(i, first, stops_at_names=True)
        gender = self.people.noun_gender.get(noun, "")
        determiner = parse.lower[j] if j >= first and self.quoted[j] == self.quoted[i] else ""
        is_pronoun = noun in self.words.ordinals and determiner not in self.words.articles  # his other
        if determiner in self.words.nominal_determiners and not is_pronoun:
            start = j + 1 if determiner == "'s" else j  # "Dan's girl": Dan is named apart
            modifiers = self._modifiers(j + 1, i)
            return self.reference(start, i + 1, "nominal", -1, gender, noun, determiner, modifiers)
        if self.people.nouns.get(noun) in ("address", "household") and not self.quoted[i]:
            return self.reference(i, i + 1, "nominal", -1, gender, noun)
        return None

    def _before_modifiers(self, noun: int, first: int, stops_at_names: bool = False) -> int:
        """Return the token before a noun and its modifiers, where a determiner may stand; `first` - 1 if none does."""
        j = noun - 1
        while j >= first and noun - j < _LONGEST and self._modifies(j) and not (stops_at_names and self.named[j]):
            j -= 1
        return j

    def _modifies(self, j: int) -> bool:
        parse = self.parse
        if parse.word[j] == ",":
            return j > 0 and parse.pos[j - 1] == "ADJ"
        modifier = parse.pos[j] in ("ADJ", "NOUN", "NUM", "ADV") or parse.tag[j] in ("VBN", "VBG", "HYPH")
        return modifier or parse.lower[j] in ("-", "other", "first")

    def _modifiers(self, first: int, noun: int) -> frozenset[str]:
        """Return the words that tell who is meant from others that have the noun."""
        parse = self.parse
        words = {parse.lower[k] for k in range(first, noun) if parse.word[k][0].isalpha()}
        if self.people.nouns.get(parse.lower[noun]) in OFFICES:
            words &= self.words.ordinals  # "the burly barman" is the barman
        return frozenset(words | tail_words(parse, noun, self.people)) - {parse.lower[noun]}
