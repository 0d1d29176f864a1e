"""Context of the turns of a story: scenes, cues, conversations, forms of address, known before speakers are chosen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache, lru_cache
from itertools import accumulate, chain, pairwise, repeat

import regex

from quoteattr.dialogue.types import DESCRIBED, SCENE, Reference, Story, Turn, TurnKind, cue_entity, gap

Rows = dict[int, list[str]]  # features by candidate
remembered = lru_cache(5_000)  # of what makes features of the few values that keep coming
KINDS: Mapping[TurnKind, str] = {  # of cues, those that name nobody made one
    "none": "uncued", "beat": "uncued", "name": "name", "pronoun": "pronoun", "nominal": "nominal", "I": "I",
}  # fmt: skip
# The numbers below were set by hand on the training novels.
_LIKENESS = ("own", "both", "other", "new")
_CROWD = 6  # people in one sentence: more are a list
_CUED, _CALLED, _SUBJECT, _MENTIONED = 2, 2, 2, 1  # weights of what makes somebody part of a conversation
_CLOSE = 3  # paragraphs between turns of one conversation, and before it
_HEADING = 10  # words at most of a line that parts scenes
_NUMBERED = regex.compile(r"\P{L}*+(?:\p{L}+\s+)?(?:[IVXLC]+|\d+)\P{L}*")  # "Chapter 4.", "[IV]"
_MARKS, _FINAL = frozenset('“”"['), tuple(".!?,;:—–-")
_CLOSING, _APOSTROPHES = "_)]'’", frozenset("'’")  # these end a sentence as well as they close what is behind it


def with_scenes(story: Story) -> Story:
    """Return the story with its scenes numbered, and when each paragraph comes.

    Who speaks before a heading or a line of ornaments need not be there after it.
    """
    parse = story.parse
    spoken = {p for turn in story.turns for p in range(turn.paragraph, turn.last_paragraph + 1)}
    narrated = {p for turn in story.turns if not turn.alone for p in range(turn.paragraph, turn.last_paragraph + 1)}
    parts = [k not in spoken and _parts_scenes(parse.text[a:b].strip()) for k, (a, b) in enumerate(parse.bounds)]
    begins = [part and not before for before, part in pairwise([False, *parts])]  # a heading may take several lines
    scene = list(accumulate(map(int, begins)))
    told = accumulate((int(k not in spoken or k in narrated) for k in range(len(parts))), initial=0)
    return replace(
        story,
        turns=[replace(turn, scene=n) if (n := scene[turn.paragraph]) else turn for turn in story.turns],
        read=[k + SCENE * n for k, n in enumerate(scene)],
        told=[k + SCENE * n for k, n in zip(told, scene, strict=False)],  # before each
    )


def _parts_scenes(paragraph: str) -> bool:
    """Return whether a paragraph is a line of ornaments or a heading: short, and no sentence."""
    if not any(map(str.isalpha, paragraph)) or _NUMBERED.fullmatch(paragraph):
        return True
    return len(paragraph.split()) <= _HEADING and not _is_sentence(paragraph)


def _is_sentence(paragraph: str) -> bool:
    """Return whether a paragraph has quotation marks or ends as sentences do."""
    bare = paragraph.rstrip(_CLOSING)
    closing = paragraph[len(bare) :]
    return not _MARKS.isdisjoint(paragraph) or bare.endswith(_FINAL) or not _APOSTROPHES.isdisjoint(closing)


class Context:
    """The cues, conversations and forms of address of a story.

    By turn: `cued` is the entity of its cue (-1: none, or open), `anchor` that of a cue that is a name or "I", `shown`
    the gender that the pronoun of its cue shows, `runs` the number of its conversation, `addressed` the gender of
    its addressee, `uncued` how many turns without cue and narration follow one another there. By conversation:
    `parties` weighs the part of each entity in it, `anchored` counts the turns that name each as speaker. By entity:
    `cue_uses` counts its cues, `introduced` are the paragraphs that describe it as new ("a man"). `spoken` are the
    paragraphs with turns.
    """

    def __init__(self, story: Story) -> None:
        self.story, self.characters, self.turns = story, story.characters, story.turns
        words = story.people.words
        self._called = _address_pattern(words.male_address), _address_pattern(words.female_address)
        self._by_paragraph: dict[int, list[Reference]] = defaultdict(list)
        self.introduced: dict[int, list[int]] = defaultdict(list)
        for reference in story.characters.references:
            self._by_paragraph[reference.paragraph].append(reference)
            if reference.determiner in story.people.words.indefinite and not reference.quoted:
                self.introduced[reference.entity].append(reference.paragraph)
        self._begins = [turn.paragraph + SCENE * turn.scene for turn in self.turns]
        self._ends = [turn.last_paragraph + SCENE * turn.scene for turn in self.turns]
        self.spoken = {p for turn in self.turns for p in range(turn.paragraph, turn.last_paragraph + 1)}
        self.cued = [cue_entity(story.characters, turn) for turn in self.turns]
        self.cue_uses = Counter(entity for entity in self.cued if entity >= 0)
        self.anchor = [self._anchor(turn, cued) for turn, cued in zip(self.turns, self.cued, strict=True)]
        self.shown = [self._shown(turn, anchor) for turn, anchor in zip(self.turns, self.anchor, strict=True)]
        said = [self._addresses(turn) for turn in self.turns]
        self.addressed = ["" if bool(male) == bool(female) else "m" if male else "f" for male, female in said]
        self.forms = [self._forms_of_address(turn, m | f) for turn, (m, f) in zip(self.turns, said, strict=True)]
        self.uncued = self._uncued()
        self.runs = self._runs()
        self.run_starts = [i for i, run in enumerate(self.runs) if not i or run != self.runs[i - 1]]
        self.addressed_as = self._addressed_as()
        self._companions = self._find_companions()
        self.parties = self._parties()
        self.anchored: list[Counter[int]] = [Counter() for _ in self.run_starts]
        for run, anchor in zip(self.runs, self.anchor, strict=False):  # without turns there is one conversation
            if anchor >= 0:
                self.anchored[run][anchor] += 1

    def _find_companions(self) -> dict[int, Counter[int]]:
        """Count for each description the entities in the same sentences of the narration: they are somebody else."""
        by_sentence: dict[int, set[int]] = defaultdict(set)
        for reference in self.characters.references:
            if reference.entity >= 0 and not reference.quoted:
                by_sentence[self.story.parse.sentence[reference.first]].add(reference.entity)
        companions: dict[int, Counter[int]] = defaultdict(Counter)
        for entities in by_sentence.values():
            if 1 < len(entities) <= _CROWD:
                for entity in entities:
                    if self.characters.form[entity] in DESCRIBED or self.characters.form[entity] == "role":
                        companions[entity].update(entities - {entity})
        return companions

    def _parties(self) -> list[Counter[int]]:
        """Weigh the part of each entity in each conversation: cues, calls, and narration in it and before it."""
        parties: list[Counter[int]] = [Counter() for _ in self.run_starts]
        edge = 0
        for i, turn in enumerate(self.turns):
            party = parties[self.runs[i]]
            if self.cued[i] >= 0:
                party[self.cued[i]] += _CUED
            party.update(dict.fromkeys(turn.called, _CALLED))
            for paragraph in range(max(edge, turn.paragraph - _CLOSE), turn.last_paragraph + 1):
                for reference in self.references_in(paragraph):
                    if reference.entity >= 0 and not reference.quoted:
                        party[reference.entity] += _SUBJECT if reference.subject else _MENTIONED
            edge = turn.last_paragraph + 1
        return parties

    def _runs(self) -> list[int]:
        """Number the conversations: runs of turns that follow one another closely. Returns the number by turn."""
        runs = [0]
        for before, turn in pairwise(self.turns):
            runs.append(runs[-1] + (gap(before, turn) > _CLOSE))
        return runs

    def _uncued(self) -> list[int]:
        lengths: list[int] = []
        firsts = [i for i, turn in enumerate(self.turns) if not i or not _goes_on(self.turns[i - 1], turn)]
        for first, end in pairwise([*firsts, len(self.turns)]):
            lengths += [end - first] * (end - first)
        return lengths

    def _anchor(self, turn: Turn, cued: int) -> int:
        """Return the speaker where the turn gives its own name, or the cue is a name or "I", else -1."""
        if turn.gives >= 0:
            return turn.gives
        if turn.kind == "I":
            return -1 if self.characters.narrator is None else self.characters.narrator
        return cued if turn.kind == "name" else -1

    def _shown(self, turn: Turn, anchor: int) -> str:
        """Return the gender of a cue's pronoun, else an empty string."""
        if anchor >= 0 or turn.kind != "pronoun" or turn.cue is None:
            return ""
        return self.characters.references[turn.cue.index].gender

    def _addresses(self, turn: Turn) -> list[set[str]]:
        """Return the forms of address of men and of women in a turn: "sir", "my dear girl"."""
        text = " ".join(self.story.parse.text[a:b] for a, b in turn.spans)
        return [{match[1].lower() for match in of.finditer(text, overlapped=True)} for of in self._called]

    def _forms_of_address(self, turn: Turn, forms: Set[str]) -> frozenset[str]:
        """Return the forms of address in a turn, those that are other nouns among them: "sir", "my lady", "captain"."""
        inside = (r for p in range(turn.paragraph, turn.last_paragraph + 1) for r in self.references_in(p))
        starts = self.story.parse.start
        called = (r for r in inside if r.called and r.noun and any(a <= starts[r.first] < b for a, b in turn.spans))
        return frozenset(forms | {r.noun for r in called})

    def _addressed_as(self) -> dict[str, Counter[int]]:
        """Count for each form of address who is the cue of the turns beside those that use it."""
        found: dict[str, Counter[int]] = defaultdict(Counter)
        for i, forms in enumerate(self.forms):
            for j in (i - 1, i + 1):
                if forms and self.near(i, j, _CLOSE) and self.cued[j] >= 0 and self.cued[j] != self.cued[i]:
                    for form in forms:
                        found[form][self.cued[j]] += 1
        return found

    def likeness_of_address(self, i: int, j: int, entities: Iterable[int]) -> dict[int, str]:
        """Return whether turn `j`, which addresses somebody, does so as others address each entity, turn `i` apart."""
        is_apart = i != j and self.near(i, j, _CLOSE) and self.cued[i] != self.cued[j]
        apart = Counter([self.cued[i]] if is_apart else [])
        most = [(self.addressed_as.get(form, Counter()) - apart).most_common() for form in self.forms[j]]
        return {entity: min([_likeness(each, entity) for each in most], key=_LIKENESS.index) for entity in entities}

    def beside(self, described: int, entity: int) -> int:
        """Count the sentences of the narration that hold a described entity and another, who so is somebody else."""
        companions = self._companions.get(described)
        return companions[entity] if companions else 0

    def references_in(self, paragraph: int) -> Sequence[Reference]:
        """Return the references in a paragraph."""
        return self._by_paragraph.get(paragraph, ())

    def conversation(self, i: int) -> range:
        """Return the turns of the conversation that turn `i` belongs to."""
        run = self.runs[i]
        is_last = run + 1 == len(self.run_starts)
        return range(self.run_starts[run], len(self.turns) if is_last else self.run_starts[run + 1])

    def agrees(self, entity: int, gender: str) -> str:
        """Return whether the entity has this gender: "yes", "no", or "unknown" if it has none."""
        return _agrees(self.characters.gender[entity], gender)

    def add_agreement(self, rows: Rows, family: str, gender: str, values: str = "") -> None:
        """Add whether each candidate has this gender, before the feature's further values."""
        features = {own: f"{family}={_agrees(own, gender)}{values}" for own in ("", "m", "f")}
        for entity, row in rows.items():
            row.append(features[self.characters.gender[entity]])

    def near(self, i: int, j: int, window: int) -> bool:
        """Return whether turn `j` exists and is at most `window` paragraphs from turn `i`."""
        if not 0 <= j < len(self.turns):
            return False
        first, last = (i, j) if j > i else (j, i)
        return self._begins[last] - self._ends[first] <= window

    def around(self, i: int, most: int, window: int) -> range:
        """Return the turns at most `window` paragraphs from turn `i`, so many at most on each side, and `i` itself."""
        low = bisect_left(self._ends, self._begins[i] - window, max(0, i - most), i)
        end = min(len(self.turns), i + most + 1)
        return range(low, bisect_right(self._begins, self._ends[i] + window, i + 1, end))


def _goes_on(before: Turn, turn: Turn) -> bool:
    """Return whether talk goes on without any cue."""
    return before.kind == turn.kind == "none" and gap(before, turn) <= 1


def _agrees(own: str, gender: str) -> str:
    return "unknown" if not own else "yes" if own == gender else "no"


def _likeness(counts: Sequence[tuple[int, int]], entity: int) -> str:
    """Return of whom a form of address is used more, given of whom it is and how often, the most first."""
    own = next((n for e, n in counts if e == entity), 0)
    others = next((n for e, n in counts if e != entity), 0)
    return "own" if own > others else "both" if own > 0 else "other" if others > 0 else "new"


def steps(x: int) -> str:
    """Return a count or distance as a range: "0", "1", "2", "3-4", "5-8" or "9+"."""
    return "0" if x <= 0 else "1" if x == 1 else "2" if x == 2 else "3-4" if x <= 4 else "5-8" if x <= 8 else "9+"


def ranks(weights: Mapping[int, int], most: int) -> dict[int, int]:
    """Return the rank of each entity by weight, from 0 to `most`; of equals the first comes first."""
    order = sorted(weights, key=weights.__getitem__, reverse=True)
    return dict(zip(order, chain(range(most), repeat(most)), strict=False))


@cache
def _address_pattern(phrases: frozenset[str]) -> regex.Pattern[str]:
    """The pattern of forms of address, set apart by marks on both sides."""
    any_of = "|".join(regex.escape(phrase.replace("-", " ")) for phrase in sorted(phrases, key=len, reverse=True))
    return regex.compile(rf"[,“\"—-]\s*({any_of or '(?!)'})\s*[,.!?;\"”—-]", regex.IGNORECASE)
