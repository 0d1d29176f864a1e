"""Stage 7c, fiction: which named person a description may stand for: who is about whenever it is used."""

from __future__ import annotations

from collections import Counter, defaultdict

from quoteattr.dialogue.types import Characters

_STRETCH = 20  # paragraphs: a scene or a part of one
_MOST_PRESENT = 100  # named entities in a stretch: no scene has more, and a text without paragraphs is one stretch
_USES = 5  # of a description, before they tell anything



class Company:
    """How regularly entities appear in the same stretches of a story.

    "The old gentleman", used again and again, is the named man who is about whenever it is, and of whom it is
    used wherever he is about.
    """

    def __init__(self, cast: Characters) -> None:
        self.cast = cast
        self.stretches: dict[int, set[int]] = defaultdict(set)
        for reference in cast.references:
            if reference.entity >= 0:
                self.stretches[reference.entity].add(reference.paragraph // _STRETCH)
        self.present: dict[int, list[int]] = defaultdict(list)
        for entity, stretches in self.stretches.items():
            if cast.form[entity] == "name":
                for stretch in stretches:
                    if len(self.present[stretch]) < _MOST_PRESENT:
                        self.present[stretch].append(entity)
        self.shares: dict[int, dict[int, float]] = {}

    def share(self, described: int, entity: int) -> float:
        """Of the stretches with either, twice the share with both (Dice): 0 to 1."""
        return self._of(described).get(entity, 0.0)

    def likeliest(self, described: int) -> int | None:
        """The named entity that shares most stretches with one described often, if genders allow."""
        shares = self._of(described)
        return min(shares, key=lambda e: (-shares[e], e), default=None)

    def _of(self, described: int) -> dict[int, float]:
        if described not in self.shares:
            self.shares[described] = self._count(described)
        return self.shares[described]

    def _count(self, described: int) -> dict[int, float]:
        own = self.stretches[described]
        if self.cast.entities[described].count < _USES:
            return {}
        both = Counter(entity for stretch in own for entity in self.present[stretch])
        gender = self.cast.gender
        return {
            entity: 2 * count / (len(own) + len(self.stretches[entity]))
            for entity, count in both.items()
            if not (gender[entity] and gender[described] and gender[entity] != gender[described])
        }
