"""Labels and authors are people: whose each turn's label is, and who wrote which part of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from quoteattr.document.document import Document
from quoteattr.document.ranges import Offsets
from quoteattr.document.structure.authors import find_authors
from quoteattr.document.structure.bearers import find_bearers
from quoteattr.document.structure.labels import link_labels
from quoteattr.entities.types import Entity, Registry
from quoteattr.language.layout_words import LayoutWords, tokens_of

_PEOPLE = ("person", "unknown", "organization")  # a surname in capitals is taken for an organization
_SHORTEST = 3  # letters of a name cut short, as plays do: *FERR.* for Ferrante


def add_labels(doc: Document, registry: Registry) -> Registry:
    """Return the registry with whoever labels and bylines name, whose each label is, and who wrote which part.

    *LUND* is Ana Lund, *Q* who asks; a label that is linked to nobody is a name of its own.
    """
    blocks = doc.parse.blocks
    written = {block.label: _written(doc, block.label) for block in doc.turns if block.label}
    authors = find_authors(doc.parse.text, blocks, doc.language.layout)
    if not written and not authors:
        return registry
    people = _People(list(registry.entities))
    bearers = {
        label: _written(doc, name)
        for i, name in find_bearers(doc.parse.text, blocks, doc.language.layout).items()
        if (label := blocks[i].label)
    }
    wrote = {part: _written(doc, part.author) for part in authors if part.author}
    names = [*written.values(), *bearers.values(), *wrote.values()]
    linked = link_labels(names, people.known, doc.language.layout, _asides(doc))
    linked |= _cut_short(set(written.values()) - linked.keys(), [*people.known, *written.values()])
    labels = {
        span: people.bearer(linked.get(name, name), label)
        for span, label in written.items()
        if (name := bearers.get(span, label)) != label or name in linked or not _is_part(name, doc.language.layout)
    }
    wrote_by = [(part.start, part.end, people.bearer(linked.get(name, name), name)) for part, name in wrote.items()]
    return replace(registry, entities=people.entities, labels=labels, authors=tuple(wrote_by))


@dataclass(slots=True)
class _People:
    """The entities of a text, to which whoever is named by a label alone is added."""

    entities: list[Entity]
    known: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.known = {name: i for i, entity in reversed([*enumerate(self.entities)]) for name in _names(entity)}

    def bearer(self, name: str, label: str) -> int:
        """Return the entity of a name, which goes by this label too; a new one if nobody has the name."""
        index = self.known.get(name)
        if index is None:
            index = self.known[name] = len(self.entities)
            self.entities.append(Entity(name, "person", "unknown", (), ()))
        self.entities[index] = _as_person(self.entities[index], label)
        return index


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
    """Return the one name of which a label is the beginning of a word: *FERR* of Duke Ferrante."""
    found = {}
    for label in labels:
        low = label.casefold().rstrip(".")
        if len(low) < _SHORTEST or not low.isalpha():
            continue
        fits = {n for n in names if any(w.startswith(low) and w != low for w in n.casefold().split())}
        longest = max(fits, key=len, default="")
        if fits and all(fit.casefold() in longest.casefold() for fit in fits):
            found[label] = longest
    return found


def _is_part(label: str, words: LayoutWords) -> bool:
    """Whether a label says what somebody does there, not who it is: *Q*, *A*."""
    tokens = tokens_of(label)
    return len(tokens) == 1 and tokens[0] in words.questions | words.answers


def _as_person(entity: Entity, label: str) -> Entity:
    """Return the entity as somebody who talks, under this label too."""
    aliases = entity.aliases if label in (entity.name, *entity.aliases) else (*entity.aliases, label)
    return replace(entity, kind="person", aliases=aliases)
