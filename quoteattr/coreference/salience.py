"""Salience: the recent referents of a text, as far as it has been read, and how prominent they are.

The order of the weights is that of Lappin and Leass (1994) and of centering theory: subjects before other arguments,
main before subordinate clauses, and salience halved with each sentence. The values are set by hand, not theirs
(80, 70, 50, ...). One addition is for news: whoever spoke last is the likeliest antecedent of the next pronoun.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple, get_args

from quoteattr.entities.types import Referents
from quoteattr.records import Gender

Number = Literal["singular", "plural"]
Sort = Literal["person", "thing", "unknown"]
# Weights of an occurrence by its grammatical role, set by hand.
SOURCE = 4.0  # of an attribution
SUBJECT = 3.0
LOW_SUBJECT = 1.5  # of a subordinate clause
OTHER = 1.0
REPORTED = 0.3  # factor: what a source talks about is less prominent than the source
_SENTENCE_DECAY = 0.5  # factor a sentence, as in Lappin and Leass
_PARAGRAPH_DECAY = 0.7  # factor a paragraph, on top; set by hand
_MEMORY = 60  # occurrences: bounds the time a pronoun takes; set by hand


class Traits(NamedTuple):
    """What is known of a referent, or what a pronoun or description demands of its antecedent."""

    sort: Sort
    gender: Gender
    number: Number


TOGETHER = Traits("unknown", "unknown", "plural")


@cache
def agreeing(wanted: Traits) -> frozenset[Traits]:
    """Return the traits that do not contradict those wanted."""
    sorts = get_args(Sort) if wanted.sort == "unknown" else (wanted.sort, "unknown")
    genders = get_args(Gender) if wanted.gender == "unknown" else (wanted.gender, "unknown")
    return frozenset(Traits(sort, gender, wanted.number) for sort in sorts for gender in genders)


class Occurrence(NamedTuple):
    """A place in the text that refers to somebody or something.

    `step` counts sentences, those wholly inside quotations apart.
    """

    token: int
    step: int
    paragraph: int
    referents: Referents
    traits: Traits
    weight: float


Occurring = Mapping[Referents, Sequence[Occurrence]]  # where each occurs, the latest first


class Discourse:
    """The recent referents of a text, read from left to right."""

    def __init__(self) -> None:
        self._recent: deque[Occurrence] = deque(maxlen=_MEMORY)

    def add(self, occurrence: Occurrence) -> None:
        """Note that the text refers to somebody or something."""
        self._recent.append(occurrence)

    def recent(self, paragraph: int, window: int, admits: Callable[[Occurrence], bool]) -> Occurring:
        """Return the admitted occurrences of the last `window` paragraphs by referents, the latest first."""
        found: dict[Referents, list[Occurrence]] = {}
        for occurrence in reversed(self._recent):
            if occurrence.paragraph < paragraph - window:
                break
            if admits(occurrence):
                found.setdefault(occurrence.referents, []).append(occurrence)
        return found

    def salience(
        self, step: int, paragraph: int, window: int, admits: Callable[[Occurrence], bool]
    ) -> list[tuple[float, Referents]]:
        """Rank the admitted referents of the last `window` paragraphs, the most salient first."""
        found = self.recent(paragraph, window, admits)
        scored = [(salience(each, step, paragraph), referents) for referents, each in found.items()]
        return sorted(scored, key=lambda item: -item[0])


def once_a_sentence(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    """Return the most prominent occurrence of each sentence: *his brother, Stefan Lund,* names one person once."""
    return list({each.step: each for each in sorted(occurrences, key=lambda each: each.weight)}.values())


def salience(occurrences: Iterable[Occurrence], step: int, paragraph: int) -> float:
    """Return how prominent somebody is who occurs so, where the text is now."""
    return sum(
        each.weight * _SENTENCE_DECAY ** (step - each.step) * _PARAGRAPH_DECAY ** (paragraph - each.paragraph)
        for each in occurrences
    )
