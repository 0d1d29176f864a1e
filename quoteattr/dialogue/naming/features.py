"""Features of who a description means: of each of the named people about where it speaks, and of nobody."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from quoteattr.dialogue.context import steps
from quoteattr.dialogue.naming.introductions import introductions
from quoteattr.dialogue.naming.narrators import NarratorReader
from quoteattr.dialogue.types import DESCRIBED, LOOSE, Reference, Story, cue_entity, gap

Likely = Sequence[Mapping[int, float]]  # by turn: the probability of each candidate of a first pass
# The numbers below were set by hand, the shares in folds over the passages.
_CLOSE = 4  # paragraphs between a call and who answers
_BLOCK, _AROUND = 25, (-1, 0, 1)  # paragraphs: the named in these blocks around its turns are a description's options
_OPTIONS = 12  # the most often named of them
_SHARES = (0.02, 0.1, 0.25, 0.5, 0.75)  # bounds of the steps in which a share counts
_MOST_MENTIONS, _MOST_RANK = 9, 4


class NamingReader:
    """Reads the options of descriptions and their features."""

    def __init__(self, story: Story, likely: Likely) -> None:
        self.story, self.likely, self.characters, self.turns = story, likely, story.characters, story.turns
        self.words = story.people.words
        self.styles = self.words.styles()
        self.spoken: dict[int, list[int]] = defaultdict(list)  # turns whose cue an entity is
        for i, turn in enumerate(self.turns):
            self.spoken[cue_entity(self.characters, turn)].append(i)
        self.introduced = introductions(story)
        self.mentions: dict[int, list[Reference]] = defaultdict(list)
        self.blocks: dict[int, Counter[int]] = defaultdict(Counter)
        for reference in self.characters.references:
            self.mentions[reference.entity].append(reference)
            if self._is_named(reference.entity):
                self.blocks[reference.paragraph // _BLOCK][reference.entity] += 1
        self.narrated = {e: [r for r in own if not r.quoted] for e, own in self.mentions.items()}
        self.places = {e: sorted({r.paragraph for r in own}) for e, own in self.narrated.items()}
        cues = (cue for turn in self.turns for cue in turn.cues if cue.strength > LOOSE)
        self.cues = {self.characters.references[cue.index].first for cue in cues}
        subjects = (r for r in self.characters.references if r.kind == "name" and r.subject and not r.quoted)
        self.subjects = [r for r in subjects if self._is_named(r.entity)]
        self.answers = self._answers()
        self.answered: Counter[int] = Counter()
        for answers in self.answers.values():
            self.answered.update(answers)
        self.narrator = NarratorReader(story, self.introduced, [e for e in self.mentions if self._is_named(e)])

    def described(self) -> list[int]:
        """Return the descriptions that are the cue of a turn, and a narrator without a name."""
        forms, narrator = {*DESCRIBED, "role"}, self.characters.narrator
        cues = [entity for entity in self.spoken if entity >= 0 and self.characters.form[entity] in forms]
        return cues if narrator is None or not self._is_narrator(narrator) else [*cues, narrator]

    def options(self, described: int) -> list[int]:
        """Return the named people whom a description may mean, the most often named around its turns first."""
        if self._is_narrator(described):
            return self.narrator.options
        near = {self.turns[i].paragraph // _BLOCK + step for i in self.spoken[described] for step in _AROUND}
        about: Counter[int] = Counter()
        for block in sorted(near):
            about.update(self.blocks.get(block, {}))
        kept = (e for e in sorted(about, key=lambda e: (-about[e], e)) if self._may_be(described, e))
        return [e for e, _ in zip(kept, range(_OPTIONS), strict=False)]

    def evident(self, described: int) -> int | None:
        """Return whom a description means beyond doubt: who tells the story, if the talk makes it plain."""
        return self.narrator.evident() if self._is_narrator(described) else None

    def nobody(self, described: int) -> list[str]:
        """Return the features of nobody with a name."""
        if self._is_narrator(described):
            return ["narrator nobody"]
        return [f"nobody,article,class={self._article(described)},{self._class(described)}"]

    def named(self, described: int, entity: int, rank: int) -> Iterator[str]:
        """Yield the features of one of the options, the `rank`th by mentions."""
        if self._is_narrator(described):
            yield from self.narrator.features(entity)
            return
        yield f"rank={min(rank, _MOST_RANK)}"
        yield f"mentions={steps(min(len(self.mentions[entity]), _MOST_MENTIONS))}"
        yield f"gender={self._gender(described, entity)}"
        yield f"noun,style={self._noun(described)},{self._style(entity)}"
        yield from self._by_calls(described, entity)
        yield from self._by_places(described, entity)

    def _by_calls(self, described: int, entity: int) -> Iterator[str]:
        """Yield whether they speak after a name is called, and give it as their own."""
        turns = self.spoken[described]
        for place, step in (("before", -1), ("after", 1)):
            beside = (i + step for i in turns if self._is_close(min(i, i + step), max(i, i + step)))
            called = sum(entity in self.turns[j].called for j in beside)
            yield f"called {place}={_share(called / len(turns))}"
        answers, every = self.answers.get(entity), self.answered[described]
        yield f"share of calls answered={_share(answers[described] / every) if answers and every else 'none'}"
        yield f"likely speaker={_share(sum(self.likely[i].get(entity, 0.0) for i in turns) / len(turns))}"
        by = self.introduced.get(entity, frozenset())
        yield f"introduced={'never' if not by else 'by itself' if not by.isdisjoint(turns) else 'by another'}"

    def _by_places(self, described: int, entity: int) -> Iterator[str]:
        """Yield where the narration begins to use the name: of who was described first, seldom before."""
        narrated, own = self.narrated[entity], self.narrated[described]
        first, last = own[0], own[-1]
        named = narrated[0] if narrated else None
        begins = "never" if named is None else _order(named.first, first.first, last.first)
        yield f"name begins,article={begins},{self._article(described)}"
        if named is not None:
            yield f"name begins,as cue={begins},{named.first in self.cues}"
        if named is not None and begins == "after":
            yield f"name begins behind={steps(named.paragraph - last.paragraph)}"
            yield f"name begins as subject={named.subject}"
        k = bisect_left(self.subjects, first.first, key=lambda r: r.first)
        yield f"last named before,class={k > 0 and self.subjects[k - 1].entity == entity},{self._class(described)}"
        yield f"named how near={self._nearest(self.places[entity], own)}"
        heard = self.mentions[entity][0]
        begins = _order(heard.first, first.first, last.first)
        yield f"name heard,article={begins},{self._article(described)}"
        if begins != "before":
            yield f"name heard behind={steps(heard.paragraph - first.paragraph)}"

    def _nearest(self, places: Sequence[int], own: Sequence[Reference]) -> str:
        """Return how many paragraphs at least lie between one of the sorted `places` and a use of the description."""
        apart = [
            abs(places[k] - reference.paragraph)
            for reference in own
            for at in (bisect_left(places, reference.paragraph),)
            for k in (at - 1, at)
            if 0 <= k < len(places)
        ]
        return steps(min(apart)) if apart else "none"

    def _answers(self) -> dict[int, Counter[int]]:
        """Count for each entity that is called by name who likely speaks right before and after."""
        answers: dict[int, Counter[int]] = defaultdict(Counter)
        for i, turn in enumerate(self.turns):
            for entity in turn.called:
                for j in (i - 1, i + 1):
                    if self._is_close(min(i, j), max(i, j)):
                        answers[entity].update(self.likely[j])
        return answers

    def _is_close(self, i: int, j: int) -> bool:
        return i >= 0 and j < len(self.turns) and gap(self.turns[i], self.turns[j]) <= _CLOSE

    def _is_narrator(self, entity: int) -> bool:
        return self.characters.form[entity] == "narrator"

    def _is_named(self, entity: int) -> bool:
        """Return whether an entity is a person's name: by its form, or since somebody gives it as their own."""
        form = self.characters.form[entity] if entity >= 0 else "none"
        return form == "name" or (form == "unknown" and entity in self.introduced)

    def _may_be(self, described: int, entity: int) -> bool:
        """Return whether genders agree; a form of address that the narration never uses is anybody's name."""
        genders = {self.characters.gender[described], self.characters.gender[entity]} - {""}
        is_address = self.story.people.nouns.get(self.characters.entities[entity].name.lower()) == "address"
        return len(genders) < 2 and (bool(self.narrated[entity]) or not is_address)

    def _gender(self, described: int, entity: int) -> str:
        own = {self.characters.gender[described], self.characters.gender[entity]}
        return "one" if len(own) > 1 else "none" if own == {""} else "both"

    def _class(self, described: int) -> str:
        return self.story.people.nouns.get(self.mentions[described][0].noun, "other")

    def _noun(self, described: int) -> str:
        noun_class = self._class(described)
        return self.mentions[described][0].noun if noun_class in ("kin", "plain", "address") else noun_class

    def _article(self, described: int) -> str:
        determiner = self.mentions[described][0].determiner
        if determiner in self.words.articles:
            return determiner
        return "my" if determiner in self.words.possessive_first else "his" if determiner else "none"

    def _style(self, entity: int) -> str:
        titles = self.characters.entities[entity].titles
        classes = (self.story.people.titles.get(title, "none") for title in sorted(titles))
        return next((style for style, members in self.styles.items() if titles & members), next(classes, "none"))


def _order(place: int, first: int, last: int) -> str:
    return "before" if place < first else "during" if place < last else "after"


def _share(share: float) -> str:
    """Return a share as a step, 0 to 5."""
    return str(sum(share >= bound for bound in _SHARES))
