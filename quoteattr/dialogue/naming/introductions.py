"""Introductions: whose name a turn gives as its own: *“I am Ana.”*, *“Who are you?” “Ana, sir.”*."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from quoteattr.dialogue.types import Reference, Story, Turn

# In 36 long stories 61 of 63 turns of the first three kinds, some 10 of 12 of the last, are spoken by who is named.
SURE = frozenset({"own", "told", "twice", "whole"})
_EMPTY = frozenset({"CCONJ", "PRON", "AUX", "PUNCT", "DET"})  # parts of speech that ask nothing
_STOPS, _MARKS = frozenset({",", "."}), "\"“”‘’'"  # behind a name that is all that is said
_INTRODUCED = 4  # tokens before a name in which its bearer's "I", "my", "me" stands; set by hand


def introductions(story: Story) -> dict[int, frozenset[int]]:
    """Return by entity the turns in which somebody gives its name as their own."""
    found: dict[int, set[int]] = defaultdict(set)
    for i, names in enumerate(given_names(story)):
        for entity, how in names.items():
            if how in SURE or how == "asked":
                found[entity].add(i)
    return {entity: frozenset(turns) for entity, turns in found.items()}


def with_given_names(story: Story) -> Story:
    """Return the story with the turns marked that surely give their speaker's name, if no other name is their cue."""
    given = [next((e for e, how in names.items() if how in SURE), -1) for names in given_names(story)]
    pairs = zip(story.turns, given, strict=True)
    turns = [replace(turn, gives=e) if e >= 0 and turn.kind != "name" else turn for turn, e in pairs]
    return replace(story, turns=turns)


def given_names(story: Story) -> list[Mapping[int, str]]:
    """Return by turn the entities whose names it may give as the speaker's own, and how it does.

    "own" is *my name is Ana*, *call me Ana*; "twice" *Lund. Ana Lund.*; "told" a name at the beginning where the turn
    before asks for that of whom it addresses, "asked" where it asks for anybody's; "whole" a full name of which nobody
    has heard and which is all that is said (*“Ana Lund,” she said.*) or a sentence: others are called what is known.
    "new" and "known" is any other there that is heard of for the first time, or was named before.
    """
    return _NameGiver(story).names()


class _NameGiver:
    def __init__(self, story: Story) -> None:
        self.story, self.turns, self.words = story, story.turns, story.people.words
        self.quoted = [r for r in story.characters.references if r.quoted and r.kind == "name"]
        self.starts = [story.parse.start[reference.first] for reference in self.quoted]
        self.first: dict[int, int] = {}
        for reference in story.characters.references:
            self.first.setdefault(reference.entity, reference.first)

    def names(self) -> list[Mapping[int, str]]:
        """Return by turn the entities that it may introduce, and how."""
        found: list[Mapping[int, str]] = []
        for i, turn in enumerate(self.turns):
            own: dict[int, str] = {}
            for a, b in turn.spans:
                low, high = (bisect_left(self.starts, edge) for edge in (a, b))
                for reference in self.quoted[low:high]:
                    how = self._how(i, reference, a == turn.spans[0][0] and reference is self.quoted[low])
                    if how and own.get(reference.entity) != "own":
                        own[reference.entity] = how
            found.append(own)
        return found

    def _how(self, i: int, name: Reference, is_first: bool) -> str:
        """Return how a turn may introduce its speaker by a name; an empty string if it does not."""
        if self._is_own(name):
            return "own"
        if not is_first or self.story.parse.start[name.first] - self.turns[i].spans[0][0] > 1:
            return ""
        is_new, asks = self.first[name.entity] == name.first, i > 0 and self.turns[i - 1].asks
        if self._is_said_twice(i, name):
            return "twice"
        if asks:  # a name may be the answer: *“Who rang?” “Ana Lund. From the mill.”*
            return self._asked(self.turns[i - 1]) or ("new" if is_new else "known")
        return "whole" if is_new and self._is_whole(i, name) else "new" if is_new else "known"

    def _is_whole(self, i: int, name: Reference) -> bool:
        """Return whether a full name without title is all that somebody says, or a sentence that others follow."""
        parse, turn, people = self.story.parse, self.turns[i], self.story.people
        words = parse.key[name.first : name.last]
        is_full = len(words) > 1 and people.titles.keys().isdisjoint(words)
        if not is_full or self.story.characters.form[name.entity] != "name":
            return False
        rest = parse.text[parse.end[name.last - 1] : turn.spans[0][1]].strip(_MARKS)
        return rest in _STOPS if turn.kind == "pronoun" else turn.kind == "none" and rest[:1] == "." and len(rest) > 1

    def _is_said_twice(self, i: int, name: Reference) -> bool:
        """Return whether the same name follows at once, fuller: *Lund, sir. Ana Lund.*, *“Lund,” he said. “Ana Lund.”*.

        Who doubts or hesitates, *Lund? Ana Lund?*, does not present themself.
        """
        k = bisect_left(self.quoted, name.last, key=lambda r: r.first)
        again = self.quoted[k] if k < len(self.quoted) else name
        is_fuller = again.entity == name.entity and again.last - again.first > name.last - name.first
        if not is_fuller or self.story.parse.word[name.last] not in _STOPS:
            return False
        rest = [token for token in self._tokens(self.turns[i]) if token >= name.last]
        return again.first in rest[:_INTRODUCED]

    def _is_own(self, name: Reference) -> bool:
        """Return whether the words before a name give it as the speaker's own: *my name is Ana*, *call me Ana*."""
        parse, words, verb = self.story.parse, self.words, name.first - 1
        start = max(verb - _INTRODUCED, 0)
        before = [parse.lower[k] for k in range(start, verb) if parse.sentence[k] == parse.sentence[verb]]
        if not before:
            return False
        if parse.lemma[verb] in words.identity_verbs:
            return before[-1] in words.first_person or not words.possessive_first.isdisjoint(before)
        return parse.lower[verb] in words.first_person and parse.lemma[verb - 1] in words.calling

    def _asked(self, asking: Turn) -> str:
        """Return whether a question asks for the name of whom it addresses, "told", or for anybody's, "asked".

        *“What is your name?”*, *“Who are you?”*, *“And you, sir?”*; *“What is his name?”*, *“Who is that?”*.
        """
        parse, words, tokens = self.story.parse, self.words, [*self._tokens(asking)]
        last = [k for k in tokens if parse.sentence[k] == parse.sentence[tokens[-1]]]  # the sentence that asks
        said = {parse.lower[k] for k in last}
        addressed = {parse.tag[k] for k in last if parse.lower[k] in words.second_person}
        if not said.isdisjoint(words.naming | words.calling):
            is_noun = any(parse.pos[k] == "NOUN" and parse.lower[k] in words.naming for k in last)
            return "told" if ("PRP$" in addressed if is_noun else addressed) else "asked"
        asks_who = not said.isdisjoint(words.personal_relatives)
        if addressed and (self._is_bare(last) or (asks_who and all(parse.pos[k] != "VERB" for k in last))):
            return "told"
        return "asked" if asks_who else ""

    def _is_bare(self, question: Sequence[int]) -> bool:
        """Return whether nothing is asked but who somebody is: *“And you, sir?”*, *“You are?”*."""
        parse, people = self.story.parse, self.story.people
        return all(parse.pos[k] in _EMPTY or people.titles.get(parse.lower[k]) == "style" for k in question)

    def _tokens(self, turn: Turn) -> Iterator[int]:
        starts = self.story.parse.start
        for a, b in turn.spans:
            yield from range(bisect_left(starts, a), bisect_left(starts, b))
