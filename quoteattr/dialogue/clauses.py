"""Subjects of verbs in narration, by the parse or, where it gives none, by place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quoteattr.dialogue.types import Reference
from quoteattr.document.parse import Parse
from quoteattr.language.word_classes import WordClasses

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PAST = frozenset({"VBD", "VBN"})
_PARTICIPLES = frozenset({"VBG", "VBN"})
# The numbers below were set by hand on the training novels.
_CLIMB = 8  # governors whose subject may be a verb's
_PARTED = 30  # tokens from a subject to its verb with a phrase between commas
_WINDOW = 14  # tokens back to a subject or an antecedent that the parse does not give
_REACH = 8  # tokens of a name or description
_OWNER_REACH = 7  # tokens from a possessor to the noun


class Clauses:
    """Reads clauses of the narration; `at` maps the first token of each reference to its index.

    Methods take and return indices of references; none looks before token `start`, where the sentence begins.
    """

    def __init__(
        self, parse: Parse, references: Sequence[Reference], at: Mapping[int, int], words: WordClasses
    ) -> None:
        self.parse, self.references, self.at, self.words = parse, references, at, words

    def owns(self, k: int) -> bool:
        """Return whether a reference is a possessor: "his sister", "Dan's sister"."""
        reference = self.references[k]
        genitive = reference.last < len(self.parse) and self.parse.tag[reference.last] == "POS"
        return genitive or (reference.possessive and reference.kind == "pronoun")

    def subject(self, verb: int, start: int) -> int | None:
        """Return the subject of a verb, its own or that of the nearest verb it depends on."""
        parse = self.parse
        if (k := self.perceived(verb)) is not None:
            return k
        governor, below = verb, verb
        for _ in range(_CLIMB):
            own = self._own_subject(governor, start, verb)
            k = self._recipient(governor, start, verb) if parse.dep[below] in ("dobj", "xcomp") else None
            if k is None and own is not None and parse.lower[own] in self.words.clause_relatives:
                return self._antecedent(own, start)
            if k is None:
                k = self._parted(governor, start) if own is None else self._holder(own, start)
            if k is not None or parse.head[governor] == governor:
                return self._nearest(start, verb) if k is None else k
            governor, below = parse.head[governor], governor
        return None

    def perceived(self, verb: int) -> int | None:
        """Return the subject of a participle or infinitive after a verb of perception: "heard X singing"."""
        parse = self.parse
        if parse.tag[verb] not in ("VB", "VBG"):
            return None
        for first in range(verb - 1, max(-1, verb - _REACH), -1):
            k = self.at.get(first)
            if k is not None:
                follows = self.references[k].last == verb and first > 0
                return k if follows and parse.lemma[first - 1] in self.words.perceiving and not self.owns(k) else None
        return None

    def _parted(self, verb: int, start: int) -> int | None:
        """Return the subject that a phrase between commas parts from its verb: "X, leaning back, said"."""
        parse = self.parse
        if parse.tag[verb] not in _PAST or verb <= start or parse.word[verb - 1] != ",":
            return None
        for first in range(verb - 2, max(start, verb - _PARTED) - 1, -1):
            k = self.at.get(first)
            last = self.references[k].last if k is not None else verb
            opens = last < verb - 1 and parse.word[last] == ","
            if k is None or not opens:
                continue
            if parse.tag[last + 1] in _PARTICIPLES or parse.lower[last + 1] in self.words.personal_relatives:
                return None if self.is_object(k) or self.owns(k) else k
        return None

    def _nearest(self, start: int, verb: int) -> int | None:
        """Return the last subject in the window before a verb that has none in the parse, else the first reference."""
        near = (self.at[i] for i in range(max(start, verb - _WINDOW), verb) if i in self.at)
        close = [k for k in near if not self.owns(k) and not self.is_object(k)]
        subjects = [k for k in close if self.references[k].subject or self.references[k].last == verb]
        return subjects[-1] if subjects else next(iter(close), None)

    def is_object(self, k: int) -> bool:
        """Return whether a reference is an object by its form or by a preposition: "turned to X and said"."""
        first = self.references[k].first
        is_prepositional = first > 0 and self.parse.dep[first - 1] == "prep"
        return self.parse.lower[first] in self.words.object_pronouns or is_prepositional

    def _recipient(self, verb: int, start: int, stop: int) -> int | None:
        """Return the recipient of a verb, who is the subject of what its object says: "gave X time to say"."""
        datives = (i for i in self.parse.children[verb] if self.parse.dep[i] == "dative" and start <= i < stop)
        return next((k for i in datives if (k := self._holder(i, start)) is not None), None)

    def _own_subject(self, verb: int, start: int, stop: int) -> int | None:
        """Return the token that is the verb's subject; of a gerund the possessor: "X's saying"."""
        parse = self.parse
        for i in parse.children[verb]:
            possessor = parse.dep[i] == "poss" and parse.tag[verb] == "VBG"
            if start <= i < stop and (parse.dep[i] in _SUBJECTS or possessor):
                return i
        return None

    def _holder(self, i: int, start: int) -> int | None:
        """Return the reference that token `i` is part of, or its possessor: "X's voice"."""
        for first in range(i, max(start, i - _REACH) - 1, -1):
            k = self.at.get(first)
            if k is not None and i < self.references[k].last:
                return k
        return self.owner(i, start)

    def _antecedent(self, pronoun: int, start: int) -> int | None:
        """Return the antecedent of a relative pronoun: the last person named or described in the window before it."""
        before = (self.at[i] for i in range(pronoun - 1, max(start, pronoun - _WINDOW) - 1, -1) if i in self.at)
        return next((k for k in before if self.references[k].kind != "pronoun" and not self.owns(k)), None)

    def is_impersonal(self, verb: int) -> bool:
        """Return whether the verb's subject is a pronoun of no single person: "heard it say"."""
        own = self._own_subject(verb, 0, verb)
        return own is not None and self.parse.lower[own] in self.words.bystanders

    def owner(self, noun: int, start: int) -> int | None:
        """Return the possessor before a noun: "X's dry answer", "his answer"."""
        for i in range(noun - 1, max(start, noun - _OWNER_REACH) - 1, -1):
            k = self.at.get(i)
            if k is not None:
                owner = self.references[k]
                genitive = owner.last < noun and self.parse.tag[owner.last] == "POS"
                return k if genitive or self.parse.tag[owner.first] == "PRP$" else None
        return None

    def is_circumstance(self, verb: int) -> bool:
        """Return whether a verb, or the one it is joined to, tells circumstances: "when X went", "in which X spoke"."""
        parse = self.parse
        for _ in range(_CLIMB):
            if parse.dep[verb] == "conj":
                verb = parse.head[verb]
        marks = (c for c in parse.children[verb] if c < verb)
        marked = any(parse.dep[c] == "mark" or parse.tag[c] == "WRB" or self._is_relative(c) for c in marks)
        return marked and parse.dep[verb] in ("advcl", "relcl")

    def _is_relative(self, i: int) -> bool:
        """Return whether a word opens a relative clause with a subject of its own: "in which X", "which X"."""
        parse = self.parse
        is_object = parse.tag[i] == "WDT" and parse.dep[i] not in _SUBJECTS
        return is_object or any(parse.tag[c] == "WDT" for c in parse.children[i])

    def last_subject(self, start: int, last: int) -> int | None:
        """Return the agent of a passive at the end ("accosted by X,"), else the last subject."""
        found = [self.at[i] for i in range(start, last) if i in self.at]
        if found and (by := self.references[found[-1]].first - 1) >= start and self.parse.dep[by] == "agent":
            return found[-1]
        return next((k for k in reversed(found) if self.references[k].subject), None)
