"""Introductions: whose name a turn gives as its own: *“I am Ana.”*, *“Who are you?” “Ana, sir.”*."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping

from quoteattr.dialogue.types import Reference, Story, Turn

_INTRODUCED = 4  # tokens before a name in which its bearer's "I", "my", "me" stands; set by hand


def introductions(story: Story) -> dict[int, frozenset[int]]:
    """Return by entity the turns in which somebody gives its name as their own."""
    found: dict[int, set[int]] = defaultdict(set)
    for i, names in enumerate(given_names(story)):
        for entity, how in names.items():
            if how in ("own", "asked"):
                found[entity].add(i)
    return {entity: frozenset(turns) for entity, turns in found.items()}


def given_names(story: Story) -> list[Mapping[int, str]]:
    """Return by turn the entities whose names it may give as the speaker's own, and how it does.

    "own" is *my name is Ana*, *call me Ana*; "asked" a name at the beginning where the turn before asks for one, "new"
    and "known" one there that is heard of for the first time, or was named before.
    """
    return _NameGiver(story).names()


class _NameGiver:
    def __init__(self, story: Story) -> None:
        self.story, self.turns, self.words = story, story.turns, story.people.words
        self.first: dict[int, int] = {}
        for reference in story.characters.references:
            self.first.setdefault(reference.entity, reference.first)

    def names(self) -> list[Mapping[int, str]]:
        """Return by turn the entities that it may introduce, and how."""
        starts = self.story.parse.start
        names = [r for r in self.story.characters.references if r.quoted and r.kind == "name"]
        found: list[Mapping[int, str]] = []
        for i, turn in enumerate(self.turns):
            own: dict[int, str] = {}
            for a, b in turn.spans:
                low, high = (bisect_left(names, edge, key=lambda r: starts[r.first]) for edge in (a, b))
                for reference in names[low:high]:
                    how = self._how(i, reference, a == turn.spans[0][0] and reference is names[low])
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
        if self._is_asked(i):
            return "asked"
        return "new" if self.first[name.entity] == name.first else "known"

    def _is_own(self, name: Reference) -> bool:
        """Return whether the words before a name give it as the speaker's own: *my name is Ana*, *call me Ana*."""
        parse = self.story.parse
        before = range(max(name.first - _INTRODUCED, 0), name.first)
        is_own = any(parse.lower[i] in self.words.first_person for i in before)
        return is_own and (
            parse.lemma[name.first - 1] in self.words.identity_verbs
            or parse.lower[name.first - 1] in self.words.first_person
        )

    def _is_asked(self, i: int) -> bool:
        """Return whether the turn before asks for a name: *“Who are you?” “Ana, sir.”*."""
        asked = self.turns[i - 1] if i else None
        if asked is None or not asked.asks:
            return False
        words = self.words.naming | self.words.calling | self.words.personal_relatives
        return any(self.story.parse.lower[k] in words for k in self._tokens(asked))

    def _tokens(self, turn: Turn) -> Iterator[int]:
        starts = self.story.parse.start
        for a, b in turn.spans:
            yield from range(bisect_left(starts, a), bisect_left(starts, b))
