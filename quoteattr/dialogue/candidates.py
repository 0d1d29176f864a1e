"""Candidates: who may speak each turn, ranked by mentions, cues and presence around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain
from math import exp

from quoteattr.dialogue.cooccurrence import Cooccurrence
from quoteattr.dialogue.types import DESCRIBED, LOOSE, MOST_MENTIONS, WIDTH, Reference, Story, Turn, cue_entity, gap

# All numbers below were set by hand on the training novels: in the sixteen novels of PDNC the gold speaker of 98.0 % of
# the turns is among the twelve candidates that they leave (95.5 % in the worst novel, 100 % in the best).
_BACK, _AHEAD = 14, 2  # paragraphs: the window in which a mention makes a candidate
_MENTION_DECAY = 4  # paragraphs in which the weight of a mention falls to 1/e
_QUOTED, _SUBJECT = 0.5, 1.5  # factors of a mention inside speech, and of one that is a subject
_LATER = 0.5  # paragraphs that a mention after the turn counts farther away than one before it
_DESCRIBED_BACK = 6  # paragraphs: the window for those only described, as subjects of the narration
_TURNS_BACK, _TURNS_AHEAD = 7, 4  # turns whose cues make a candidate
_CUE, _CUE_DECAY = 2, 8  # weight of another turn's cue, and paragraphs in which it falls to 1/e
_OWN_CUE = 100  # weight of the turn's own cue: above all others together
_NARRATOR = 3  # weight of the narrator
_BLOCK = 20  # paragraphs of which three blocks, the turn's and its neighbours, tell who is present at all
_PRESENCE = 0.02  # weight of each mention in the three blocks
_Weights = Iterator[tuple[int, float]]  # entities with what they gain; an entity may come several times


def find_candidates(story: Story, cooccurrence: Cooccurrence) -> list[list[int]]:
    """Return for each turn the entities that may speak it, the likeliest first."""
    finder = _CandidateFinder(story, cooccurrence)
    return [finder.candidates(i) for i in range(len(story.turns))]


class _CandidateFinder:
    """Ranks the entities at each turn by the sum of what they gain."""

    def __init__(self, story: Story, cooccurrence: Cooccurrence) -> None:
        self.story, self.turns, self.characters, self.cooccurrence = story, story.turns, story.characters, cooccurrence
        self.mentions = [reference for reference in self.characters.references if reference.entity >= 0]
        self.starts = [story.parse.start[reference.first] for reference in self.mentions]
        self.read, self.told = ([time[r.paragraph] for r in self.mentions] for time in (story.read, story.told))
        self.reach = [*map(self._reach, self.mentions)]
        self.weights = [(_QUOTED if r.quoted else 1.0) * (_SUBJECT if r.subject else 1.0) for r in self.mentions]
        self.cued = [cue_entity(self.characters, turn) for turn in self.turns]
        self.present: dict[int, Counter[int]] = defaultdict(Counter)  # mentions of the named by block and entity
        for reference in self.mentions:
            if self.characters.form[reference.entity] in ("name", "role"):
                for block in (-1, 0, 1):
                    self.present[reference.paragraph // _BLOCK + block][reference.entity] += 1
        named = [e for e, form in enumerate(self.characters.form) if form in ("name", "narrator")]
        most = max(named, key=lambda e: self.characters.entities[e].count, default=None)
        self.fallback = [] if most is None else [most]  # where nobody is near

    def candidates(self, i: int) -> list[int]:
        """Return the candidates of turn `i`."""
        turn, cued, form = self.turns[i], self.cued[i], self.characters.form
        if turn.beyond is not None:
            return []
        score: dict[int, float] = defaultdict(float)
        for entity, weight in chain(self._by_mentions(turn), self._by_cues(i), self._by_block(turn)):
            score[entity] += weight
        narrator = self.characters.narrator
        excluded = narrator if cued != narrator and _is_third_person(turn) else None
        kept = [(-z, e) for e, z in score.items() if e != excluded and (form[e] != "thing" or e == cued)]
        return [e for _, e in sorted(kept)[:WIDTH]] or self.fallback

    def _by_mentions(self, turn: Turn) -> _Weights:
        """Yield those mentioned in the window around a turn."""
        here = bisect_left(self.starts, turn.spans[0][0])
        read = self.story.read[turn.paragraph]
        low = bisect_left(self.told, self.story.told[turn.paragraph] - _BACK, max(here - MOST_MENTIONS, 0), here)
        high = bisect_right(self.read, read + _AHEAD, here, min(here + MOST_MENTIONS, len(self.mentions)))
        for k in range(low, high):
            reference = self.mentions[k]
            is_later = reference.paragraph > turn.paragraph
            distance = self.read[k] - read + _LATER if is_later else self.story.since(reference, turn)
            if distance <= self.reach[k]:
                yield reference.entity, self.weights[k] * exp(-distance / _MENTION_DECAY)

    def _reach(self, reference: Reference) -> int:
        """Return how near a mention must be to count: of those only described, a subject of narration, or never."""
        if self.characters.form[reference.entity] not in DESCRIBED:
            return _BACK
        return _DESCRIBED_BACK if reference.subject and not reference.quoted else -1

    def _by_cues(self, i: int) -> _Weights:
        """Yield the referents of the cues of the turns around, then of the turn's own, and the narrator."""
        turn, cued = self.turns[i], self.cued[i]
        for j in range(max(0, i - _TURNS_BACK), min(len(self.turns), i + _TURNS_AHEAD + 1)):
            if self.cued[j] >= 0:
                distance = gap(turn, self.turns[j]) if j > i else gap(self.turns[j], turn)
                yield self.cued[j], _CUE * exp(-abs(distance) / _CUE_DECAY)
        if cued >= 0:
            yield cued, _OWN_CUE
            if self.characters.form[cued] in DESCRIBED and (named := self.cooccurrence.likeliest(cued)) is not None:
                yield named, _OWN_CUE
        if self.characters.narrator is not None:
            yield self.characters.narrator, _NARRATOR

    def _by_block(self, turn: Turn) -> _Weights:
        """Yield those present in the blocks around a turn: a name far away is a candidate if nobody is nearer."""
        for entity, count in self.present[turn.paragraph // _BLOCK].items():
            yield entity, _PRESENCE * count


def _is_third_person(turn: Turn) -> bool:
    """Return whether the narrator says that somebody else speaks: a first-person narrator is no "he" or "the man"."""
    return turn.cue is not None and turn.cue.strength > LOOSE and turn.kind != "I"
