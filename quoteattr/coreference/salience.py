"""What a text is talking about, as far as it has been read: recent referents and how salient they are.

The weights follow the order of prominence of centering theory and of Lappin and Leass (1994), with one
addition for news: whoever spoke last is the likeliest to be meant by the next pronoun.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import cache
from typing import Literal, NamedTuple, get_args

from quoteattr.entities.types import Referents
from quoteattr.records import Gender

Number = Literal["singular", "plural"]
Sort = Literal["person", "thing", "unknown"]
SOURCE = 4.0
SUBJECT = 3.0
LOW_SUBJECT = 1.5  # of a subordinate clause
OTHER = 1.0
REPORTED = 0.3  # factor: what a source talks about is less prominent than the source
_FADES = 0.5  # factor a sentence
_FADES_BETWEEN = 0.7  # factor a paragraph, on top
_MEMORY = 60  # occurrences: bounds the cost of a pronoun


class Traits(NamedTuple):
    """What is known of somebody or something, or what a pronoun or description demands of its antecedent."""

    sort: Sort
    gender: Gender
    number: Number


@cache
def agreeing(wanted: Traits) -> frozenset[Traits]:
    """The traits that do not contradict those wanted."""
    sorts = get_args(Sort) if wanted.sort == "unknown" else (wanted.sort, "unknown")
    genders = get_args(Gender) if wanted.gender == "unknown" else (wanted.gender, "unknown")
    return frozenset(Traits(sort, gender, wanted.number) for sort in sorts for gender in genders)


class Occurrence(NamedTuple):
    """A place where the text refers to somebody or something.

    `step` counts sentences, those wholly inside quotations apart.
    """

    token: int
    step: int
    paragraph: int
    referents: Referents
    traits: Traits
    weight: float


class Discourse:
    """The last referents of a text, read from left to right."""

    def __init__(self) -> None:
        self._recent: deque[Occurrence] = deque(maxlen=_MEMORY)

    def add(self, occurrence: Occurrence) -> None:
        """Note that the text refers to somebody or something."""
        self._recent.append(occurrence)

    def salience(
        self, step: int, paragraph: int, reach: int, admits: Callable[[Occurrence], bool]
    ) -> list[tuple[float, Referents]]:
        """The admitted referents of the last `reach` paragraphs, the most salient first."""
        scores: dict[Referents, float] = {}
        for occurrence in reversed(self._recent):
            if occurrence.paragraph < paragraph - reach:
                break
            if admits(occurrence):
                fading = _FADES ** (step - occurrence.step) * _FADES_BETWEEN ** (paragraph - occurrence.paragraph)
                gain = occurrence.weight * fading
                scores[occurrence.referents] = scores.get(occurrence.referents, 0.0) + gain
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        return [(score, referents) for referents, score in ranked]
