"""Labels and authors are people: whose each turn's label is, and who wrote which part of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

import regex

from quoteattr.document.document import Document
from quoteattr.document.ranges import Offsets
from quoteattr.document.structure.authors import find_authors
from quoteattr.document.structure.bearers import find_bearers
from quoteattr.document.structure.labels import link_labels, with_office
from quoteattr.document.structure.named_people import names_told, roles_told
from quoteattr.document.structure.patterns import NAME
from quoteattr.entities.name_boundaries import is_institution
from quoteattr.entities.types import Entity, Registry
from quoteattr.language.layout_words import LayoutWords, tokens_of
from quoteattr.records import SpeakerKind

_NAME = regex.compile(NAME)
_PEOPLE = ("person", "unknown", "organization")  # a surname in capitals is taken for an organization
_SHORTEST = 3  # letters of a name cut short, as plays do: *FERR.* for Ferrante


def add_labels(doc: Document, registry: Registry) -> Registry:
    """Return the registry with whoever labels and bylines name, whose each label is, and who wrote which part.

    *LUND* is Ana Lund, *Q* who asks; a label that is linked to nobody is a name of its own.
    """
    blocks = doc.parse.blocks
    words = doc.language.layout
    written = {block.label: _written(doc, block.label) for block in doc.turns if block.label}
    parts = find_authors(doc.parse.text, blocks, words)
    found = {i: _written(doc, name) for i, name in find_bearers(doc.parse.text, blocks, words).items()}
    fields = [block for block in blocks if block.kind == "field"]
    listed = [_written(doc, name) for name in names_told(doc.parse.text, fields, words)]
    if not written and not parts and not found and not listed:
        return registry
    told = [_written(doc, name) for name in names_told(doc.parse.text, blocks, words)]
    people = _People(_fuller(registry.entities, listed, words) if listed else [*registry.entities], words)
    bearers = {label: name for i, name in found.items() if (label := blocks[i].label)}
    wrote = {part: _written(doc, part.author) for part in parts if part.author}
    read = {part: _written(doc, part.addressee) for part in parts if part.addressee}
    names = [*written.values(), *found.values(), *wrote.values(), *read.values()]
    linked = _linked(doc, names, set(written.values()), [*people.known, *told])
    sources = {block.label: with_office(doc.parse.text, block) for block in doc.turns}
    in_doubt = _letters_in_doubt(written.values(), [*found.values(), *written.values()], linked, registry, words)
    labels = {
        sources[span] or span: people.bearer(linked.get(name := bearers.get(span, label), name), label)
        for span, label in written.items()
        if bearers.get(span, label) != label or label in linked or label not in in_doubt
    }
    voices = {
        blocks[i].body[0][0]: people.bearer(linked.get(name, name), name)
        for i, name in found.items()
        if not blocks[i].label and blocks[i].body
    }
    authors, addressees = (
        tuple((part.start, part.end, people.bearer(linked.get(name, name), name)) for part, name in named.items())
        for named in (wrote, {part: name for part, name in read.items() if _is_somebody(name, words)})
    )
    return replace(
        registry, entities=people.entities, labels=labels, voices=voices, authors=authors, addressees=addressees
    )


def _linked(doc: Document, names: Iterable[str], labels: Set[str], known: Sequence[str]) -> dict[str, str]:
    """Return whom each name means: by itself, by what the text says a label's bearer is, by the word it begins."""
    words = doc.language.layout
    told = roles_told(doc.parse.text, doc.parse.blocks, words)
    roles = {role: _written(doc, span) for role, span in told.items()}
    linked = link_labels(names, [*known, *roles.values()], words, _asides(doc))
    linked |= {
        label: linked.get(name, name)
        for label in labels - linked.keys()
        if (name := roles.get(label.casefold())) is not None
    }
    return linked | _cut_short(labels - linked.keys(), [*known, *sorted(labels), *_on_stage(doc)])


def _fuller(entities: Iterable[Entity], told: Sequence[str], words: LayoutWords) -> list[Entity]:
    """Return the entities under the fuller names that lists give: *Ms. Lund* and *AL* are Ana Lund, who is present."""
    listed = list(entities)
    linked = link_labels((entity.name for entity in listed if entity.kind in _PEOPLE), told, words)
    names = {s: n for s, n in linked.items() if n in told and len(tokens_of(n)) >= len(tokens_of(s))}
    return [replace(e, name=names[e.name], aliases=(*e.aliases, e.name)) if e.name in names else e for e in listed]


@dataclass(slots=True)
class _People:
    """The entities of a text, to which whoever is named by a label alone is added."""

    entities: list[Entity]
    words: LayoutWords
    known: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.known = {name: i for i, entity in reversed([*enumerate(self.entities)]) for name in _names(entity)}

    def bearer(self, name: str, label: str) -> int:
        """Return the entity of a name, which goes by this label too; a new one if nobody has the name."""
        index = self.known.get(name)
        if index is None:
            index = self.known[name] = len(self.entities)
            kind: SpeakerKind = "organization" if _is_body(name, self.words) else "person"
            self.entities.append(Entity(name, kind, "unknown", (), (), named=self._is_named(name)))
        entity = _as_speaker(self.entities[index], label, self.words)
        self.entities[index] = replace(entity, named=entity.named or self._is_called(label))
        return index

    @property
    def _nameless(self) -> frozenset[str]:
        return self.words.nameless | self.words.first_person

    def _is_named(self, name: str) -> bool:
        """Whether a label is more than *UNIDENTIFIED SPEAKER*, *A VOICE* or *Me*."""
        tokens = tokens_of(name)
        return not tokens or tokens[0] not in self._nameless or len(name) == 1  # A goes with B or Q

    def _is_called(self, label: str) -> bool:
        """Whether a label calls by a role whom the text only describes elsewhere: *Customer*, not *The butcher*."""
        tokens = tokens_of(label)
        articles = self.words.roles.people.words.articles
        return bool(tokens) and tokens[0] not in self._nameless | articles


def _written(doc: Document, span: Offsets) -> str:
    return " ".join(doc.parse.text[slice(*span)].split())


def _names(entity: Entity) -> Iterator[str]:
    if entity.kind in _PEOPLE:
        yield entity.name
        yield from entity.aliases


def _asides(doc: Document) -> Mapping[str, str]:
    """Return what stands in brackets behind labels, which may be a name."""
    return {_written(doc, b.label): _written(doc, b.asides[0]) for b in doc.turns if b.label and b.asides}


def _cut_short(labels: Iterable[str], names: Sequence[str]) -> dict[str, str]:
    """Return the one name of which a label is the beginning of a word or the first word: *FERR* of Duke Ferrante."""
    found = {}
    for label in labels:
        low = label.casefold().rstrip(".")
        if len(low) < _SHORTEST or not low.isalpha():
            continue
        fits = {n for n in names if any(w.startswith(low) and w != low for w in n.casefold().split())}
        fits = fits or {n for n in names if n.casefold().startswith(f"{low} ") and not any(c.isdigit() for c in n)}
        longest = max(fits, key=len, default="")
        if fits and all(fit.casefold() in longest.casefold() for fit in fits):
            found[label] = longest
    return found


def _on_stage(doc: Document) -> Iterator[str]:
    """Who comes and goes: the names in stage directions, as *Enter Duke FERRANTE and a Messenger* gives them."""
    text = doc.parse.text
    turns = (block for block in doc.parse.blocks if block.kind == "turn")
    spans = [(block.start, block.end) for block in doc.parse.blocks if block.kind == "direction"]
    for span in [*spans, *(span for turn in turns for span in turn.omitted)]:
        for name in _NAME.finditer(text, *span):
            if tokens_of(name.group())[0] not in doc.language.layout.stage:
                yield name.group()


def _is_somebody(name: str, words: LayoutWords) -> bool:
    """Whether who is greeted is greeted by name: not *sir*, nor *all*."""
    return name[:1].isupper() and any(t not in words.roles.people.not_names for t in tokens_of(name))


def _letters_in_doubt(
    labels: Iterable[str], bearing: Iterable[str], linked: Mapping[str, str], registry: Registry, words: LayoutWords
) -> set[str]:
    """Return *Q* and *A* where the text names somebody else, with a title or in full, who may be who asks or answers.

    A that goes with B is in no doubt.
    """
    letters = [label for label in labels if len(label.rstrip(".")) == 1]
    asks = any(words.questions.issuperset(tokens_of(label)) for label in letters)
    known = {linked.get(name, name) for name in bearing}
    people = (e for e in registry.entities if e.kind == "person" and (e.titles or " " in e.name))
    is_other = any(known.isdisjoint((person.name, *person.aliases)) for person in people)
    sides = words.questions | words.answers
    return {label for label in letters if asks and is_other and sides.issuperset(tokens_of(label))}


def _is_body(name: str, words: LayoutWords) -> bool:
    """Whether a name is an institution's, as it is or by its last word: *SARN BAKERS GROUP*."""
    people = words.roles.people
    return people.organizations.get(name.lower()) == "whole" or is_institution(tokens_of(name), people)


def _as_speaker(entity: Entity, label: str, words: LayoutWords) -> Entity:
    """Return the entity as somebody who talks, under this label too; an institution known as such stays one."""
    aliases = entity.aliases if label in (entity.name, *entity.aliases) else (*entity.aliases, label)
    is_known = not label.isupper() or _is_body(label, words)
    kind = entity.kind if entity.kind == "organization" and is_known else "person"
    return replace(entity, kind=kind, aliases=aliases)
