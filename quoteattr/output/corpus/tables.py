"""People and shares as rows of plain values, for CSV, Excel and data frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from quoteattr.output.corpus.people import CorpusPerson
from quoteattr.output.corpus.shares import Share
from quoteattr.output.corpus.survey import Document
from quoteattr.output.tables import meta_columns

PERSON_COLUMNS = (
    "id", "name", "kind", "gender", "ref", "aliases", "roles", "company", "documents", "quotations", "words", "maybe",
)  # fmt: skip
APPEARANCE_COLUMNS = ("document", "speaker_id", "speaker", "person", "person_name", "quotations", "words", "copy_of")
SHARE_COLUMNS = tuple(Share.__annotations__)


def person_rows(people: Sequence[CorpusPerson]) -> Iterator[dict[str, object]]:
    """Yield a row a person; several values are parted by "; ", company by name, people who may be the same by id."""
    names = {person.id: person.name for person in people}
    for person in people:
        known = asdict(person)
        yield {column: known[column] for column in PERSON_COLUMNS} | {
            "aliases": "; ".join(person.aliases),
            "roles": "; ".join(person.roles),
            "company": "; ".join(names[other] for other in person.company),
            "maybe": "; ".join(f"{other} {names[other]}" for other in person.maybe),
        }


def person_data(people: Sequence[CorpusPerson], documents: Sequence[Document]) -> Iterator[dict[str, object]]:
    """Yield a person's fields as data for JSON, with the speaker that they are in each document."""
    for person in people:
        appearances = [{"document": documents[number].id, "speaker": speaker} for number, speaker in person.appearances]
        yield asdict(person) | {"appearances": appearances}


def appearance_rows(people: Sequence[CorpusPerson], documents: Sequence[Document]) -> Iterator[dict[str, object]]:
    """Yield a row a speaker of a document, with the person it is, to join other tables by; with what came with it."""
    person_of = {key: person for person in people for key in person.appearances}
    for number, document in enumerate(documents):
        original = None if document.copy_of is None else documents[document.copy_of].id
        for voice in document.voices:
            if voice.speaker is not None:
                person = person_of.get((number, voice.speaker.id))
                yield {
                    "document": document.id, "speaker_id": voice.speaker.id, "speaker": voice.speaker.name,
                    "person": person and person.id, "person_name": person and person.name,
                    "quotations": voice.quotes, "words": voice.words, "copy_of": original,
                    **meta_columns(document.meta),
                }  # fmt: skip


def share_rows(shares: Sequence[Share]) -> Iterator[Mapping[str, object]]:
    """Yield a row a kind of speakers in a group."""
    for share in shares:
        yield {**asdict(share), "share": round(share.share, 4)}
