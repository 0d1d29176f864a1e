"""Pronominal anaphora: pronouns of the third person -> the likeliest referents that agree with them, or nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quoteattr.coreference.antecedents import Anaphor, Candidate, Model
from quoteattr.coreference.reading import Reading
from quoteattr.coreference.salience import TOGETHER, Occurrence, Traits, agreeing
from quoteattr.entities.types import Referents, Unnamed
from quoteattr.language.word_classes import WordClasses

_JUST = 1  # sentences back
_FAR = 3  # paragraphs back from which on they are not told apart; set by hand
_SEVERAL = agreeing(Traits("unknown", "unknown", "plural"))
_BODIES = agreeing(Traits("thing", "unknown", "singular"))  # "the council ... they"


class PronounReader:
    """Finds the referents of pronouns, as the text is read from left to right."""

    def __init__(self, reading: Reading, traits: Mapping[str, Traits]) -> None:
        self.reading, self.traits = reading, traits
        entities = reading.registry.entities
        people = (m for m in reading.registry.mentions if entities[m.entity].kind in ("person", "unknown"))
        self.topic = min(people, key=lambda mention: mention.first, default=None)

    def read(self, i: int) -> Referents:
        """Return the referents of the pronoun at token `i`, the likeliest that agree, or none."""
        word = self.reading.parse.lower[i]
        wanted = self.traits[word]
        is_plural = wanted.number == "plural"
        possible = _SEVERAL | _BODIES if is_plural else agreeing(wanted)
        found = self.reading.recent(i, possible)
        candidates = [
            Candidate(who, each, self.reading.standing(who), self._fit(each[0], is_plural), self._marks(i, each[0]))
            for who, each in found.items()
        ]
        model: Model = "plural" if is_plural else "pronoun"
        anaphor = self.reading.anaphor(i, model, word, (f"part={self.reading.part(i)}",))
        chosen = self.reading.choose(anaphor, candidates)
        return chosen or (self._together(anaphor, candidates) if is_plural else ())

    def _marks(self, i: int, last: Occurrence) -> tuple[str, ...]:
        """Return whether a text named somebody first, as whom it is about, and how far back it speaks of them."""
        one, back = last.referents[0], self.reading.parse.paragraph[i] - last.paragraph
        if isinstance(one, Unnamed):
            return ()
        return (f"first={self.topic is not None and one == self.topic.entity},{min(back, _FAR)}",)

    def _together(self, anaphor: Anaphor, candidates: Sequence[Candidate]) -> Referents:
        """Return the people just named together, if only these are: corpora mark too few as one to learn from."""
        found = [
            candidate.referents
            for candidate in candidates
            if len(candidate.referents) > 1 and anaphor.step - candidate.occurrences[0].step <= _JUST
        ]
        return found[0] if len(found) == 1 else ()

    def _fit(self, last: Occurrence, is_plural: bool) -> str:
        """Return in what way somebody is several; else what part they had in what was said last: asker, asked, told."""
        if is_plural:
            return "together" if len(last.referents) > 1 else last.traits.number
        return self.reading.part(last.token)


def pronoun_traits(words: WordClasses) -> dict[str, Traits]:
    """Return the pronouns of the third person, each with what it demands of its antecedent."""
    return {
        **dict.fromkeys(words.masculine, Traits("person", "male", "singular")),
        **dict.fromkeys(words.feminine, Traits("person", "female", "singular")),
        **dict.fromkeys(words.neuter, Traits("thing", "unknown", "singular")),
        **dict.fromkeys(words.plural | words.duals, TOGETHER),
    }
