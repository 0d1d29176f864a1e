"""Features of who tells a story: of those whom others call, and whom the narration hardly ever names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from quoteattr.dialogue.context import steps
from quoteattr.dialogue.types import Story, gap

_CLOSE = 3  # paragraphs between a call and its answer; set by hand
_OPTIONS = 8  # those called most; set by hand
_MOST_AHEAD, _MOST_ANSWERS = 2, 2  # told apart; set by hand


class NarratorReader:
    """Reads the options of a narrator without a name, and their features.

    `introduced` are by entity the turns in which it is given as the speaker's own name, `named` those that may be
    people's names.
    """

    def __init__(self, story: Story, introduced: Mapping[int, frozenset[int]], named: Sequence[int]) -> None:
        self.story, self.introduced, self.turns = story, introduced, story.turns
        names = [r for r in story.characters.references if r.kind == "name"]
        self.narrated = Counter(r.entity for r in names if not r.quoted)
        self.called, self.told, self.answered = Counter[int](), Counter[int](), Counter[int]()
        for i, turn in enumerate(self.turns):
            if turn.kind == "I":
                self.answered.subtract(dict.fromkeys(turn.called, 1))
                continue
            self.called.update(turn.called)
            self.told.update(turn.called if self._is_told_to_me(i) else ())
            self.answered.update(turn.called if self._is_answered_by_me(i) else ())
        may_be = (e for e in named if self.called[e] or e in introduced)
        self.options = sorted(may_be, key=lambda e: (self.narrated[e], -self.called[e], e))[:_OPTIONS]

    def features(self, entity: int) -> Iterator[str]:
        """Yield what speaks for or against one of the options."""
        narrated = steps(self.narrated[entity])
        rivals = [self.called[e] for e in self.options if e != entity and self.narrated[e] <= self.narrated[entity]]
        ahead = max(-_MOST_AHEAD, min(_MOST_AHEAD, self.called[entity] - max(rivals, default=0)))
        yield f"narrator is named={narrated}"
        yield f"narrator is called,named={steps(self.called[entity])},{narrated}"
        yield f"narrator is called more,named={ahead},{narrated}"
        yield f"narrator answers={max(-1, min(_MOST_ANSWERS, self.answered[entity]))}"
        yield f"narrator is told={self.told[entity] > 0}"
        yield f"narrator gives name={self._presents_itself(entity)}"
        yield f"narrator goes by={self._form(entity)}"

    def _form(self, entity: int) -> str:
        """Return of what form a name is: with a title, a word for kin or of address, a given name, one word or more."""
        people, one = self.story.people, self.story.characters.entities[entity]
        words = one.name.lower().replace(".", "").split()
        if len(words) == 1 and (words[0] in people.titles or words[0] in people.nouns):
            return "address"
        if one.titles and len(words) <= 1 + len(one.titles):
            return "title"
        return "several" if len(words) > 1 else "given" if words[0] in people.given else "other"

    def _presents_itself(self, entity: int) -> str:
        """Return in whose turn the name is given as the speaker's own: the narrator's, an uncued one, another's."""
        kinds = {self.turns[i].kind for i in self.introduced.get(entity, ())}
        return "nowhere" if not kinds else "I" if "I" in kinds else "uncued" if kinds & {"none", "beat"} else "another"

    def _is_told_to_me(self, i: int) -> bool:
        cue = self.turns[i].cue
        references = self.story.characters.references
        return cue is not None and cue.addressee is not None and references[cue.addressee].gender == "i"

    def _is_answered_by_me(self, i: int) -> bool:
        around = (j for j in (i - 1, i + 1) if 0 <= j < len(self.turns))
        return any(
            self.turns[j].kind == "I" and gap(self.turns[min(i, j)], self.turns[max(i, j)]) <= _CLOSE for j in around
        )
