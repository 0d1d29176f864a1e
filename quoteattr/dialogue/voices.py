"""Voices: whose words a turn's are like, by the turns whose speakers are known.

"Miss Pell" is what Hugh calls Clara, "ain't" is what the porter says. A multinomial model of each speaker's words,
smoothed towards the words of all, so that who has said little is like anybody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import log, log1p

import regex

from quoteattr.dialogue.context import KINDS
from quoteattr.dialogue.types import Story, Turn, TurnFeatures, cue_entity

Speakers = Sequence[int | None]  # by turn: the entity known to speak it
_WORD = regex.compile(r"\p{L}+(?:['’]\p{L}+)?")
_NO_WORDS: Counter[str] = Counter()
# Chosen in folds over twelve novels.
_PRIOR = 400  # words of all that count as each speaker's own
_STEP, _MOST = 1.5, 5  # log-odds a step, and steps told apart on each side


def named_speakers(story: Story) -> Speakers:
    """Return by turn the speaker whom a cue names."""
    cued = (cue_entity(story.characters, turn) if turn.kind == "name" else -1 for turn in story.turns)
    return [None if entity < 0 else entity for entity in cued]


class Voices:
    """The words of each turn of a story."""

    def __init__(self, story: Story) -> None:
        self._turns = story.turns
        self._words = [Counter(_words(story, turn)) for turn in story.turns]

    def features(self, candidates: Sequence[Sequence[int]], speakers: Speakers) -> Iterator[list[str]]:
        """Yield for each turn the feature of each of its candidates; none where a cue names the speaker.

        A turn's own words count for nobody: it is no evidence for itself.
        """
        learned = _Learned(self._words, speakers)
        for turn, words, speaker, entities in zip(self._turns, self._words, speakers, candidates, strict=True):
            if turn.kind == "name":
                yield []
            else:
                odds = learned.odds(words, speaker, entities)
                yield [f"likeness of words,cue kind={step},{KINDS[turn.kind]}" for step in _steps(odds)]


def with_voices(story: Story, turns: Sequence[TurnFeatures], speakers: Speakers) -> list[TurnFeatures]:
    """Return the features of the turns with those of the voices, learned from the turns of known speakers."""
    voices = Voices(story).features([turn.candidates for turn in turns], speakers)
    return [
        replace(turn, unary=[[*row, name] for row, name in zip(turn.unary, names, strict=True)]) if names else turn
        for turn, names in zip(turns, voices, strict=True)
    ]


class _Learned:
    """What is known of the words of each speaker, and of all."""

    def __init__(self, words: Sequence[Counter[str]], speakers: Speakers) -> None:
        self.own: dict[int, Counter[str]] = defaultdict(Counter)
        for said, speaker in zip(words, speakers, strict=True):
            if speaker is not None:
                self.own[speaker].update(said)
        self.all = Counter[str]()
        for own in self.own.values():
            self.all.update(own)
        self.sizes = {entity: said.total() for entity, said in self.own.items()}
        self.size = self.all.total()

    def odds(self, words: Counter[str], speaker: int | None, entities: Sequence[int]) -> list[float]:
        """Return the log-odds that words are each entity's rather than anybody's, the turn they stand in apart."""
        apart = _NO_WORDS if speaker is None else words
        rest = self.size - apart.total()
        every = self.all  # asked of the unknown, a Counter's [] is slow
        shares = {word: n / rest for word in words if (n := every.get(word, 0) - apart.get(word, 0)) > 0}
        number = sum([words[word] for word in shares])
        return [
            self._odds(entity, words, shares, number, words if entity == speaker else _NO_WORDS)
            if entity in self.own
            else 0.0
            for entity in entities
        ]

    def _odds(
        self, entity: int, words: Counter[str], shares: Mapping[str, float], number: int, apart: Counter[str]
    ) -> float:
        """Return the log-odds of `number` words: each as if the entity had never said it, and what it has said more."""
        own, size = self.own[entity], self.sizes[entity] - apart.total() + _PRIOR
        said = [
            words[word] * log1p((own[word] - apart.get(word, 0)) / (share * _PRIOR))
            for word, share in shares.items()
            if word in own
        ]
        return number * log(_PRIOR / size) + sum(said)


def _steps(odds: Sequence[float]) -> Iterator[int]:
    """Yield in steps how far each is ahead of the best of the others."""
    best, *others = [*sorted(odds, reverse=True), 0.0]
    for own in odds:
        ahead = own - (others[0] if own == best else best)
        yield max(-_MOST, min(_MOST, round(ahead / _STEP)))


def _words(story: Story, turn: Turn) -> Iterator[str]:
    for a, b in turn.spans:
        yield from (word.lower() for word in _WORD.findall(story.parse.text, a, b))
