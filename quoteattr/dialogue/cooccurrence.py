"""Co-occurrence of entities in windows of a story: which named person a recurring description may stand for."""

from __future__ import annotations

from collections import Counter, defaultdict

from quoteattr.dialogue.types import Characters

# The numbers below were set by hand on the training novels.
_WINDOW = 20  # paragraphs: a scene or a part of one
_MOST_PRESENT = 100  # named entities in a window: no scene has more, and a text without paragraphs is one window
_MIN_USES = 5  # of a description, before co-occurrence tells anything


class Cooccurrence:
    """Co-occurrence of descriptions and named entities in 20-paragraph windows, by Dice's coefficient.

    A recurring description ("the old gentleman") is linked to the named person with the highest score.
    """

    def __init__(self, characters: Characters) -> None:
        self.characters = characters
        self.windows: dict[int, set[int]] = defaultdict(set)
        for reference in characters.references:
            if reference.entity >= 0:
                self.windows[reference.entity].add(reference.paragraph // _WINDOW)
        self.present: dict[int, list[int]] = defaultdict(list)
        for entity, windows in self.windows.items():
            if characters.form[entity] == "name":
                for window in windows:
                    if len(self.present[window]) < _MOST_PRESENT:
                        self.present[window].append(entity)
        self.scores: dict[int, dict[int, float]] = {}

    def share(self, described: int, entity: int) -> float:
        """Return Dice's coefficient of a description and an entity, 0 to 1: 1 if they share all their windows."""
        return self._of(described).get(entity, 0.0)

    def likeliest(self, described: int) -> int | None:
        """Return the named entity with the highest coefficient; None for a rare description."""
        scores = self._of(described)
        return min(scores, key=lambda e: (-scores[e], e), default=None)

    def _of(self, described: int) -> dict[int, float]:
        if described not in self.scores:
            self.scores[described] = self._count(described)
        return self.scores[described]

    def _count(self, described: int) -> dict[int, float]:
        """Score the named entities that share a window with a description and do not differ from it in gender."""
        own = self.windows[described]
        if self.characters.entities[described].count < _MIN_USES:
            return {}
        both = Counter(entity for window in own for entity in self.present[window])
        gender = self.characters.gender
        return {
            entity: 2 * count / (len(own) + len(self.windows[entity]))
            for entity, count in both.items()
            if not (gender[entity] and gender[described] and gender[entity] != gender[described])
        }
