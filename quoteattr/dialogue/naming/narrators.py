"""Features of who tells a story: of those whom others call, and whom the narration hardly ever names.

Uses count against one another, for a novel has more of each than a story: its narrator may well sign a letter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from quoteattr.dialogue.context import steps
from quoteattr.dialogue.types import Story, gap

_CLOSE = 3  # paragraphs between a call and its answer; set by hand
_OPTIONS = 8  # those called most; set by hand
_MOST_CALLED, _MOST_AHEAD, _MOST_ANSWERS = 4, 2, 2  # told apart; set by hand
# Whom the talk makes plain to tell the story: how many more calls than uses in the narration, how many times anybody
# else's, and the share of uses that the narration may have; set by hand.
_MIN_LEAD, _MIN_RATIO, _MAX_NARRATED = 3, 2, 0.1
_SHARES = (0.02, 0.1, 0.3)  # bounds of the steps in which the share of uses in the narration counts; set by hand


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
        self.lead = {e: self.called[e] - self.narrated[e] for e in named if self.called[e] or e in introduced}
        self.options = sorted(self.lead, key=lambda e: (-self.lead[e], e))[:_OPTIONS]

    def evident(self) -> int | None:
        """Return whom others call by name far more than anybody else whom the narration hardly names, if there is one.

        They tell it in 27 of 27 excerpts, stories and novels.
        """
        if not self.options or self.answered[first := self.options[0]] < 0:
            return None
        least = max(_MIN_LEAD, _MIN_RATIO * self._lead_of_others(first))
        is_seldom_named = self.narrated[first] <= _MAX_NARRATED * (self.narrated[first] + self.called[first])
        return first if self.lead[first] >= least and is_seldom_named else None

    def features(self, entity: int) -> Iterator[str]:
        """Yield what speaks for or against one of the options."""
        narrated = self._narrated(entity)
        ahead = max(-_MOST_AHEAD, min(_MOST_AHEAD, self.lead[entity] - self._lead_of_others(entity)))
        yield f"narrator is named={narrated}"
        yield f"narrator is called,named={steps(min(self.called[entity], _MOST_CALLED))},{narrated}"
        yield f"narrator is called more,named={ahead},{narrated}"
        yield f"narrator answers={max(-1, min(_MOST_ANSWERS, self.answered[entity]))}"
        yield f"narrator is told={self.told[entity] > 0}"
        yield f"narrator gives name={self._presents_itself(entity)}"
        yield f"narrator goes by={self._form(entity)}"

    def _lead_of_others(self, entity: int) -> int:
        return max((self.lead[e] for e in self.options if e != entity), default=0)

    def _narrated(self, entity: int) -> str:
        """Return how much of a name's use is the narration's: none, or a step of its share."""
        used = self.narrated[entity]
        return str(sum(used >= share * (used + self.called[entity]) for share in _SHARES)) if used else "never"

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
