"""Stage 7d, fiction: what is known of a story's turns before anybody is chosen to speak them."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

import regex

from quoteattr.dialogue.types import DESCRIBED, Reference, Story, Turn, cue_entity, gap

Rows = list[list[str]]  # features by candidate
KINDS = {"none": "n", "beat": "n", "name": "name", "pronoun": "pron", "nominal": "nom", "I": "I"}
_CROWD = 6  # people in one sentence: more are a list
_INDEFINITE = frozenset({"a", "an", "another", "one"})
_CLOSE = 3  # paragraphs between turns of one conversation
_ADDRESS = {
    "m": regex.compile(
        r"[,“\"—-]\s*(?:sir|my lord|old (?:man|boy|chap|fellow)|papa|father|my (?:dear )?(?:boy|fellow|son)|mister"
        r"|your honou?r)\s*[,.!?;\"”—-]",
        regex.IGNORECASE,
    ),
    "f": regex.compile(
        r"[,“\"—-]\s*(?:madam|ma'am|my lady|mamma|mother|miss|my (?:dear )?(?:girl|daughter)|dear lady"
        r"|your ladyship)\s*[,.!?;\"”—-]",
        regex.IGNORECASE,
    ),
}



class Scene:
    """The cues, conversations and forms of address of a story, by turn.

    `cued` is the entity of each turn's cue (-1: none, or open), `anchor` that of a cue that says it for sure, `shown`
    the gender that the pronoun of its cue shows, `runs` the number of its conversation, `addressed` the gender of
    whom it speaks to. `spoken` are the paragraphs with turns, `parties` tells for each conversation how much it has
    to do with each entity, `anchored` how many of its turns name each as speaker, `introduced` in which
    paragraphs somebody is described as new: "a man".
    """

    def __init__(self, story: Story) -> None:
        self.story, self.cast, self.turns = story, story.characters, story.turns
        self.by_paragraph: dict[int, list[Reference]] = defaultdict(list)
        self.introduced: dict[int, list[int]] = defaultdict(list)
        for reference in story.characters.references:
            self.by_paragraph[reference.paragraph].append(reference)
            if reference.determiner in _INDEFINITE and not reference.quoted:
                self.introduced[reference.entity].append(reference.paragraph)
        self.spoken = {p for turn in self.turns for p in range(turn.paragraph, turn.last_paragraph + 1)}
        self.cued = [cue_entity(story.characters, turn) for turn in self.turns]
        self.cue_uses = Counter(entity for entity in self.cued if entity >= 0)
        self.anchor = [self._anchor(turn, cued) for turn, cued in zip(self.turns, self.cued, strict=True)]
        self.shown = [self._shown(turn, anchor) for turn, anchor in zip(self.turns, self.anchor, strict=True)]
        self.addressed = [self._address_gender(turn) for turn in self.turns]
        self.runs = self._runs()
        self.run_starts = [i for i, run in enumerate(self.runs) if not i or run != self.runs[i - 1]]
        self.beside = self._beside()
        self.parties = self._parties()
        self.anchored: list[Counter[int]] = [Counter() for _ in self.run_starts]
        for run, anchor in zip(self.runs, self.anchor, strict=False):
            self.anchored[run][anchor] += anchor >= 0

    def _beside(self) -> dict[int, Counter[int]]:
        """For each entity the others that the narration names in the same sentence: they are somebody else."""
        by_sentence: dict[int, set[int]] = defaultdict(set)
        for reference in self.cast.references:
            if reference.entity >= 0 and not reference.quoted:
                by_sentence[self.story.parse.sentence[reference.first]].add(reference.entity)
        beside: dict[int, Counter[int]] = defaultdict(Counter)
        for entities in by_sentence.values():
            if 1 < len(entities) <= _CROWD:
                for entity in entities:
                    if self.cast.form[entity] in DESCRIBED or self.cast.form[entity] == "role":
                        beside[entity].update(entities - {entity})
        return beside

    def _parties(self) -> list[Counter[int]]:
        """How much each conversation has to do with each entity: cues, calls, and narration in it and before it."""
        parties: list[Counter[int]] = [Counter() for _ in self.run_starts]
        edge = 0
        for i, turn in enumerate(self.turns):
            party = parties[self.runs[i]]
            if self.cued[i] >= 0:
                party[self.cued[i]] += 2
            party.update(dict.fromkeys(turn.called, 2))
            for paragraph in range(max(edge, turn.paragraph - _CLOSE), turn.last_paragraph + 1):
                for reference in self.by_paragraph.get(paragraph, ()):
                    if reference.entity >= 0 and not reference.quoted:
                        party[reference.entity] += 2 if reference.subject else 1
            edge = turn.last_paragraph + 1
        return parties

    def _runs(self) -> list[int]:
        """Number the runs of turns that follow one another closely, as in one conversation."""
        runs = [0]
        for before, turn in pairwise(self.turns):
            runs.append(runs[-1] + (gap(before, turn) > _CLOSE))
        return runs

    def _anchor(self, turn: Turn, cued: int) -> int:
        """The speaker where a name or "I" says it."""
        if turn.kind == "I":
            return -1 if self.cast.narrator is None else self.cast.narrator
        return cued if turn.kind == "name" else -1

    def _shown(self, turn: Turn, anchor: int) -> str:
        if anchor >= 0 or turn.kind != "pronoun" or turn.cue is None:
            return ""
        return self.cast.references[turn.cue.index].gender

    def _address_gender(self, turn: Turn) -> str:
        """The gender of whom the turn speaks to, by "sir" or "my dear girl"."""
        text = " ".join(self.story.parse.text[a:b] for a, b in turn.spans)
        male, female = (pattern.search(text) is not None for pattern in _ADDRESS.values())
        return "" if male == female else "m" if male else "f"

    def agrees(self, entity: int, gender: str) -> str:
        """Whether the entity has this gender: "y", "x", or "u" if its own is unknown."""
        own = self.cast.gender[entity]
        return "u" if not own else "y" if own == gender else "x"

    def near(self, i: int, j: int, reach: int) -> bool:
        """Whether turn `j` exists and is at most `reach` paragraphs from turn `i`."""
        if not 0 <= j < len(self.turns):
            return False
        turn, other = self.turns[i], self.turns[j]
        return (gap(turn, other) if j > i else gap(other, turn)) <= reach



def steps(x: int) -> str:
    """A count or distance in coarse steps."""
    return "0" if x <= 0 else "1" if x == 1 else "2" if x == 2 else "3" if x <= 4 else "5" if x <= 8 else "9"
