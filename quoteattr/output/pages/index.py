"""The page that links the pages of many documents, with the people who speak in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from urllib.parse import quote as percent_encode

from pydantic import JsonValue

from quoteattr.output.corpus.copies import Signature, find_copies, signature
from quoteattr.output.corpus.people import CorpusPerson, join_people
from quoteattr.output.corpus.survey import Document
from quoteattr.output.pages.html import headline, quoted_share, shown_meta
from quoteattr.output.pages.rendering import render_template
from quoteattr.output.speaker_shares import Voice, count_words, rank_voices
from quoteattr.records import Result

_MOST_PEOPLE = 1000  # on the page; all are in the table that `quoteattr people` makes


@dataclass(frozen=True, slots=True)
class Summary:
    """What an index says of one page: made by `summarise`, so that no text need be kept for the index."""

    path: str
    title: str
    words: int
    quotes: int
    quoted: float
    voices: tuple[Voice, ...]
    meta: Mapping[str, JsonValue]
    signature: Signature | None


@dataclass(frozen=True, slots=True)
class _Row:
    """A document on the page: its voices bear the numbers of people; `people` are all of those."""

    summary: Summary
    voices: tuple[Voice, ...]
    people: tuple[int, ...]
    about: tuple[str, ...]
    copy_of: Summary | None


@dataclass(frozen=True, slots=True)
class _Entry:
    """A person on the page, as a voice with the number it has in all documents."""

    voice: Voice
    person: CorpusPerson
    maybe: tuple[str, ...]


def summarise(extraction: Result, path: str | PurePath, title: str | None = None) -> Summary:
    """What `render_index` needs to know of a page.

    Args:
        extraction: what the page shows.
        path: where the page's file lies, relative to the index.
        title: as given to `render_page`.
    """
    return Summary(
        path=percent_encode(PurePath(path).as_posix()),
        title=title or headline(extraction),
        words=count_words(extraction.text),
        quotes=len(extraction.quotes),
        quoted=quoted_share(extraction),
        voices=tuple(rank_voices(extraction)),
        meta=extraction.meta,
        signature=signature(extraction.text),
    )


def render_index(summaries: Iterable[Summary], title: str | None = None) -> str:
    """One HTML file that links the pages of many documents, in the order given, and lists who speaks in them.

    People bear the same number and colour in all documents; they are joined as in `people`.

    Args:
        summaries: one a page, from `summarise`.
        title: heading of the index.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> extraction = QuoteExtractor().extract("“It rained,” Ana Lund said.")
        >>> 'href="rain.html"' in render_index([summarise(extraction, "rain.html")])
        True
    """
    pages = list(summaries)
    copies = find_copies(page.signature for page in pages)
    pairs = zip(pages, copies, strict=True)
    people = join_people([Document(page.path, page.meta, page.voices, copy) for page, copy in pairs])
    number_of = {key: number for number, person in enumerate(people, start=1) for key in person.appearances}
    originals = [None if copy is None else pages[copy] for copy in copies]
    rows = [
        _row(at, page, number_of, original) for at, (page, original) in enumerate(zip(pages, originals, strict=True))
    ]
    return render_template(
        "index.html.j2",
        ["page.css"],
        ["index.js"],
        title=title or "Documents",
        pages=pages,
        rows=rows,
        people=_entries(people),
        hidden=max(0, len(people) - _MOST_PEOPLE),
    )


def _row(at: int, page: Summary, number_of: Mapping[tuple[int, str], int], original: Summary | None) -> _Row:
    """Number a document's voices as people are; those without a name come after all people, and have no tint."""
    unnamed = len(number_of) + 1
    numbers = [
        number_of.get((at, voice.speaker.id), unnamed) if voice.speaker else voice.number for voice in page.voices
    ]
    voices = tuple(replace(voice, number=number) for voice, number in zip(page.voices, numbers, strict=True))
    named = sorted({number for number in numbers if 0 < number < unnamed})
    return _Row(page, voices, tuple(named), tuple(shown_meta(page.meta)), original)


def _entries(people: Sequence[CorpusPerson]) -> list[_Entry]:
    names = {person.id: person.name for person in people}
    total = sum(person.words for person in people) or 1
    return [
        _Entry(
            Voice(number, None, person.quotations, person.words, person.words / total),
            person,
            tuple(names[other] for other in person.maybe),
        )
        for number, person in enumerate(people[:_MOST_PEOPLE], start=1)
    ]
