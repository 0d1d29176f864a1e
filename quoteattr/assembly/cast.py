"""Speaker records: the cast of a document, in order of appearance, and the speaker of each attribution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quoteattr.attribution.types import Attribution
from quoteattr.coreference.types import Resolution
from quoteattr.document.document import Document
from quoteattr.document.parse import Parse
from quoteattr.document.phrases import core, phrase, token_range
from quoteattr.entities.types import Referent, Referents, Unnamed
from quoteattr.language.people import GENDERS
from quoteattr.language.roles import RoleWords
from quoteattr.records import Speaker, SpeakerKind


@dataclass(frozen=True, slots=True)
class Cast:
    """The speakers of a document in order of appearance, and for each attribution its speaker and listener, if known.

    Who only listens comes last.
    """

    speakers: tuple[Speaker, ...]
    of: tuple[Speaker | None, ...]
    to: tuple[Speaker | None, ...]


def joint_name(names: Sequence[str]) -> str:
    """Return what several people together are called; there are two names or more."""
    return f"{', '.join(names[:-1])} and {names[-1]}"


def build_cast(doc: Document, attributions: Sequence[Attribution], resolution: Resolution) -> Cast:
    """Make records of the referents of the attributions' sources.

    Speakers are numbered s1, s2, ... as they first appear. Somebody without a name is called by the words
    that introduce them. Several together are a group, after its members.
    """
    parse = doc.parse
    sources = dict(token_range(parse, each.source) for each in attributions if each.source is not None)
    named = frozenset(mention.first for mention in resolution.registry.mentions)
    casting = _Casting(parse, resolution, doc.language.roles, sources, named)
    of = tuple(casting.speaker(each) for each in resolution.referents)
    to = tuple(casting.speaker(each) for each in resolution.listeners)
    return Cast(tuple(casting.speakers.values()), of, to)


@dataclass(slots=True)
class _Casting:
    parse: Parse
    resolution: Resolution
    words: RoleWords
    sources: Mapping[int, int]  # first token of each source: its last, excluded
    named: frozenset[int]  # first tokens of names
    speakers: dict[Referents, Speaker] = field(default_factory=dict)

    def speaker(self, referents: Referents) -> Speaker | None:
        referents = tuple(each for each in referents if self._may_be_named(each))
        if not referents:
            return None
        if referents not in self.speakers:
            made = self._single(referents[0]) if len(referents) == 1 else self._group(referents)
            self.speakers[referents] = made
        return self.speakers[referents]

    def _may_be_named(self, referent: Referent) -> bool:
        """Whether somebody is one of a closed cast, or only described."""
        registry = self.resolution.registry
        if not registry.closed or isinstance(referent, Unnamed):
            return True
        return referent in registry.known or not registry.entities[referent].named

    def _next_id(self) -> str:
        return f"s{len(self.speakers) + 1}"

    def _single(self, referent: Referent) -> Speaker:
        if isinstance(referent, Unnamed):
            return self._unnamed(referent.token)
        entity = self.resolution.registry.entities[referent]
        shown = self.resolution.genders.get(referent, "unknown")
        return Speaker(
            id=self._next_id(),
            name=entity.name,
            named=entity.named,
            kind="person" if entity.kind == "unknown" and shown != "unknown" else entity.kind,
            aliases=entity.aliases,
            roles=entity.roles,
            gender=shown if entity.gender == "unknown" else entity.gender,
            ref=known.ref if (known := self.resolution.registry.known.get(referent)) else None,
        )

    def _unnamed(self, head: int) -> Speaker:
        first, last = phrase(self.parse, head)
        first = next((i for i in range(first, head + 1) if self.sources.get(i, 0) > head), first)
        if first in self.sources:  # the source reaches as far as it was found to, whatever the parse
            first, last = core(self.parse, head, first, max(self.sources[first], head + 1))
        name = " ".join(self.parse.span(first, last - 1).split())
        word = self.parse.word[first]
        is_proper = self.parse.tag[first] in ("NNP", "NNPS") or word.lower() in self.words.people.peoples
        if first not in self.named and not is_proper and word[1:] == word[1:].lower():
            name = name[0].lower() + name[1:]
        gender = GENDERS.get(self.words.people.noun_gender.get(self.parse.lemma[head], ""), "unknown")
        return Speaker(id=self._next_id(), name=name, named=False, kind=self._kind(head), gender=gender)

    def _kind(self, head: int) -> SpeakerKind:
        lemma = self.parse.lemma[head]
        if self.words.is_person(lemma):
            return "group" if self.parse.tag[head] in ("NNS", "NNPS") else "person"
        if self.parse.tag[head] == "NNPS":
            return "group"
        return "organization" if lemma in self.words.organizations else "unknown"

    def _group(self, referents: Referents) -> Speaker:
        members = [member for referent in referents if (member := self.speaker((referent,))) is not None]
        return Speaker(
            id=self._next_id(),
            name=joint_name([member.name for member in members]),
            named=any(member.named for member in members),
            kind="group",
            members=tuple(member.id for member in members),
        )
