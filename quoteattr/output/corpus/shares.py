"""Who speaks in documents: women and men, by outlet, month or whatever came with the texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import regex
from pydantic import JsonValue

from quoteattr.errors import InputError
from quoteattr.output.corpus.people import CorpusPerson
from quoteattr.output.corpus.survey import Document
from quoteattr.output.speaker_shares import Voice

Who = Literal["female", "male", "unknown", "others", "nobody"]
WHO: Mapping[Who, str] = {
    "female": "women", "male": "men", "unknown": "people of unknown gender", "others": "organizations and groups",
    "nobody": "nobody known",
}  # fmt: skip
"""Kinds of speakers, in the order of tables and drawings, and how they are called."""
MONTH = "month"
ALL = "all"
NONE = "(none)"  # the group of documents that lack the key
_MONTH = regex.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)[-/.]?(0[1-9]|1[0-2])(?!\d{3})")  # of 2026-01-31, 20260131, 2026/01
_DATE_KEYS = ("date", "published", "time", "created")  # words in the names of keys that dates come under


@dataclass(frozen=True, slots=True)
class Share:
    """What one kind of speakers says in a group of documents.

    Attributes:
        group: the month ("2026-01"), or the value of the key; `ALL` without one, `NONE` for documents that lack it.
        who: the kind of speakers, one of `WHO`.
        documents: of the group, in which they speak.
        speakers: how many; one in several documents counts once if they are known to be one.
        quotations: how many.
        words: in those.
        share: of all quoted words of the group, 0-1.
    """

    group: str
    who: Who
    documents: int
    speakers: int
    quotations: int
    words: int
    share: float


def speaker_shares(
    documents: Sequence[Document], people: Sequence[CorpusPerson], by: str | None = None, copies: bool = False
) -> list[Share]:
    """Return who speaks how much, group by group in their order by name, every kind of speakers in each.

    Args:
        documents: from `survey`.
        people: of these documents, from `join_people`.
        by: `MONTH`, or a key that came with the texts: *outlet*.
        copies: Whether copies of a document count too.

    Raises:
        InputError: no document has the key.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> from quoteattr.output.corpus.people import join_people
        >>> from quoteattr.output.corpus.survey import survey
        >>> documents = survey(QuoteExtractor().pipe(["“It rained,” Ms. Lund said."]))
        >>> [(each.who, each.words) for each in speaker_shares(documents, join_people(documents)) if each.words]
        [('female', 2)]
    """
    _check_key(documents, by)
    person_of = {key: person for person in people for key in person.appearances}
    heard: dict[str, dict[Who, list[tuple[int, str, Voice]]]] = defaultdict(lambda: {who: [] for who in WHO})
    for number, document in enumerate(documents):
        if document.copy_of is None or copies:
            for voice in document.voices:
                person = person_of.get((number, voice.speaker.id)) if voice.speaker else None
                name = person.id if person else f"{number} {voice.speaker.id if voice.speaker else ''}"
                heard[_group(document.meta, by)][_who(voice, person)].append((number, name, voice))
    return [_share(group, who, heard[group]) for group in sorted(heard) for who in WHO]


def _check_key(documents: Sequence[Document], by: str | None) -> None:
    if by in (None, MONTH) or not documents or any(by in document.meta for document in documents):
        return
    keys = ", ".join(sorted({key for document in documents for key in document.meta}))
    there = f"keys are {keys}" if keys else "nothing came with the texts"
    raise InputError(f"no document has the key {by!r}; {there}; or take --by {MONTH}, --by {ALL}")


def _share(group: str, who: Who, heard: Mapping[Who, Sequence[tuple[int, str, Voice]]]) -> Share:
    speaking = [each for each in heard[who] if each[2].quotes]
    words = sum(voice.words for _, _, voice in speaking)
    total = sum(voice.words for all_of in heard.values() for _, _, voice in all_of)
    return Share(
        group=group,
        who=who,
        documents=len({number for number, _, _ in speaking}),
        speakers=0 if who == "nobody" else len({name for _, name, _ in speaking}),
        quotations=sum(voice.quotes for _, _, voice in speaking),
        words=words,
        share=words / (total or 1),
    )


def _who(voice: Voice, person: CorpusPerson | None) -> Who:
    if voice.speaker is None:
        return "nobody"
    if voice.speaker.kind not in ("person", "unknown"):
        return "others"
    return person.gender if person else voice.speaker.gender


def _group(meta: Mapping[str, JsonValue], by: str | None) -> str:
    if by is None:
        return ALL
    if by == MONTH and MONTH not in meta:
        dates = (str(value) for word in _DATE_KEYS for key, value in meta.items() if word in key.casefold())
        found = next(filter(None, map(_MONTH.search, dates)), None)
        return f"{found[1]}-{found[2]}" if found else NONE
    value = meta.get(by)
    return NONE if value is None or value == "" else str(value)
