"""Known people from a spaCy `Doc`: whom its named entities and a linker's ids name.

extractor.extract(doc, people=people_of(doc))
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from spacy.tokens import Doc, Span

from quoteattr.records import SpeakerKind
from quoteattr.settings import Person

_KINDS: Mapping[str, SpeakerKind] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organization",
}  # labels of OntoNotes, WikiNER
_NO_LINK = ("", "NIL")  # what a linker gives whom it does not know


def people_of(doc: Doc) -> tuple[Person, ...]:
    """Return the people and organizations among a `Doc`'s entities, in text order.

    Entities of one id (`kb_id_` of a linker, else `ent_id_` of an entity ruler) are one person, whose `ref` it is.
    Without an id, a name that is part of a longer one is left to the text: *Lund* may be Ana Lund.

    Example:
        >>> import spacy
        >>> nlp = spacy.blank("en")
        >>> ruler = nlp.add_pipe("entity_ruler")
        >>> ruler.add_patterns([{"label": "PERSON", "pattern": name, "id": "Q42"} for name in ("Ana Lund", "Nan")])
        >>> [(person.name, person.aliases, person.ref) for person in people_of(nlp("Nan is Ana Lund."))]
        [('Ana Lund', ('Nan',), 'Q42')]
    """
    by_id: dict[str, list[Span]] = defaultdict(list)
    for ent in doc.ents:
        if ent.label_ in _KINDS and any(letter.isalnum() for letter in ent.text):
            by_id[_id(ent) or f"{ent.label_} {_written(ent)}"].append(ent)
    people = [_person(ents) for ents in by_id.values()]
    return tuple(each for each in people if each.ref or not any(_is_part(each, other) for other in people))


def _id(ent: Span) -> str | None:
    return next((id for id in (ent.kb_id_, ent.ent_id_) if id not in _NO_LINK), None)


def _written(ent: Span) -> str:
    return " ".join(ent.text.split())


def _person(ents: list[Span]) -> Person:
    names = sorted(dict.fromkeys(map(_written, ents)), key=lambda name: -len(name))
    return Person(name=names[0], aliases=tuple(names[1:]), kind=_KINDS[ents[0].label_], ref=_id(ents[0]))


def _is_part(person: Person, other: Person) -> bool:
    return set(person.name.split()) < set(other.name.split())
