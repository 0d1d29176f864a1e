"""A text as far as it has been read: its referents by token, and who is most likely meant at the next."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from quoteattr.coreference.antecedents import NOBODY, Anaphor, Candidate, Model, Ranker
from quoteattr.coreference.salience import Discourse, Occurrence, Occurring, Traits
from quoteattr.coreference.types import Options
from quoteattr.document.document import Document
from quoteattr.document.parse import Parse
from quoteattr.entities.types import Referent, Referents, Registry, Unnamed
from quoteattr.language.roles import RoleWords

WINDOW = 4  # paragraphs back in which an anaphor or a surname finds its antecedent; set by hand


@dataclass(frozen=True, slots=True)
class Reading:
    """What the readers of pronouns and of descriptions share.

    `named` are the heads of names with their entities, `reports` the heads of sources with their attributions,
    `reported` for each token the attribution whose content it stands in, or -1. `discourse`, `referents` and `options`
    grow as the text is read from left to right.
    """

    doc: Document
    registry: Registry
    rank: Ranker
    named: dict[int, int]
    step: Sequence[int]
    reports: Mapping[int, int]
    reported: Sequence[int]
    discourse: Discourse = field(default_factory=Discourse)
    referents: dict[int, Referents] = field(default_factory=dict)
    options: dict[int, Options] = field(default_factory=dict)
    _standing: dict[Referent, str] = field(default_factory=dict)

    @property
    def parse(self) -> Parse:
        """The parse of the text."""
        return self.doc.parse

    @property
    def words(self) -> RoleWords:
        """What is known of words that describe people and organizations."""
        return self.doc.language.roles

    def part(self, i: int) -> str:
        """Return the part that token `i` has in what is said: the class of the cue that governs it, and how; or ""."""
        parse, governor, how = self.parse, self.parse.head[i], self.parse.dep[i]
        if how == "pobj":  # "said to Ana", "asked by Ana"
            governor, how = parse.head[governor], parse.lower[governor]
        cue = self.doc.language.cues.class_of(parse.lexeme[governor])
        return cue and f"{cue} {how}"

    def recent(self, i: int, wanted: Container[Traits]) -> Occurring:
        """Return who of these traits may be meant at token `i`, but nobody in its phrase or in what it is source of."""
        own, first = self.reports.get(i), self.parse.left[i]

        def is_outside(occurrence: Occurrence) -> bool:
            outside = own is None or self.reported[occurrence.token] != own
            return outside and occurrence.token < first and occurrence.traits in wanted

        return self.discourse.recent(self.parse.paragraph[i], WINDOW, is_outside)

    def anaphor(self, i: int, model: Model, word: str, own: Sequence[str] = ()) -> Anaphor:
        """Return token `i` as one that looks for its antecedent."""
        parse = self.parse
        opens = parse.left[i] == parse.paragraphs[parse.paragraph[i]][0]
        return Anaphor(i, model, word, self.step[i], parse.paragraph[i], i in self.reports, opens, own)

    def choose(self, anaphor: Anaphor, candidates: Sequence[Candidate]) -> Referents:
        """Return the likeliest of the candidates and nobody; keep all of them as the anaphor's options."""
        options = [NOBODY, *candidates]
        likely = self.rank(anaphor, options) if candidates else [1.0]
        pairs = zip(likely, (option.referents for option in options), strict=True)
        ranked = self.options[anaphor.token] = sorted(pairs, key=lambda option: -option[0])
        return ranked[0][1]

    def standing(self, referents: Referents) -> str:
        """Return what is known of referents: whether they have a name, of several words, of which kind, with a role."""
        one = referents[0]
        if one not in self._standing:
            self._standing[one] = self._standing_of(one)
        return self._standing[one]

    def _standing_of(self, one: Referent) -> str:
        if isinstance(one, Unnamed):
            return "person" if self.words.is_person(self.parse.lemma[one.token]) else "thing"
        entity = self.registry.entities[one]
        parts = [entity.kind, "named" if entity.named else "described"]
        parts += ["full"] * (" " in entity.name) + ["with role"] * bool(entity.roles or entity.titles)
        return " ".join(parts)
