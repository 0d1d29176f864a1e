"""The page a person looks at: the text with its quotations tinted by speaker, in one self-contained file.

How a page is kept from fetching or running anything is in `rendering`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote as percent_encode

import regex
from markupsafe import escape

from quoteattr.document.paragraphs import paragraphs
from quoteattr.document.ranges import Offsets
from quoteattr.output.markup import mark_up
from quoteattr.output.pages.chapters import chapters_of
from quoteattr.output.pages.rendering import render_template
from quoteattr.output.pages.tints import tint_of
from quoteattr.output.speaker_shares import Voice, count_words, rank_voices
from quoteattr.records import Cue, Quote, Result

_LONGEST_HEADLINE = 120  # characters
_DOUBTFUL = 0.6  # below this confidence a quotation is framed, and red in the terminal
_LONG_CAST = 12  # speakers from which on one may search them
_SUFFIX = regex.compile(r"(?:\.[A-Za-z]\w{1,5}){1,2}$")
_SENTENCE_ENDS = ".!?…,;:\"”’'"


@dataclass(frozen=True, slots=True)
class Summary:
    """What an index says of one page: made by `summarise`, so that no text need be kept for the index."""

    path: str
    title: str
    words: int
    quotes: int
    quoted: float
    voices: tuple[Voice, ...]


def render_page(extraction: Result, title: str | None = None) -> str:
    """The extraction as one HTML file that needs nothing else: no network, no other file.

    The article element's text content is the text, character for character; only U+0000, which HTML cannot
    hold, is shown as U+FFFD.

    Args:
        extraction: the text and its quotations.
        title: heading of the page. If not given, the "title" or "headline" that came with the text, its first line
            where that reads like a headline, or the extraction's id without folder and suffix.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> page = render_page(QuoteExtractor().extract("“It rained,” Ana Lund said."), "Weather")
        >>> "<title>Weather</title>" in page
        True
    """
    voices = rank_voices(extraction)
    bounds = paragraphs(extraction.text)
    voice_of = {voice.speaker.id if voice.speaker else None: voice for voice in voices}
    by_quote = [voice_of[quote.speaker.id if quote.speaker else None] for quote in extraction.quotes]
    names = {quote.id: voice.name for quote, voice in zip(extraction.quotes, by_quote, strict=True)}
    return render_template(
        "page.html.j2",
        ["page.css"],
        ["page.js"],
        title=title or headline(extraction),
        extraction=extraction,
        markup=mark_up(extraction),
        chapters=(chapters := chapters_of(extraction, bounds)),
        parts={chapter.paragraph: chapter for chapter in chapters},
        is_wrapped=is_wrapped(extraction.text, bounds),
        doubtful=_DOUBTFUL,
        searchable=len(voices) > _LONG_CAST,
        voices=voices,
        by_quote=by_quote,
        data={
            "voices": {voice.number: _voice_data(voice) for voice in voices},
            "quotes": [
                _quote_data(quote, voice.number) | {"inside": quote.inside and names.get(quote.inside)}
                for quote, voice in zip(extraction.quotes, by_quote, strict=True)
            ],
        },
        words=count_words(extraction.text),
        quoted=_quoted_share(extraction),
    )


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
        quoted=_quoted_share(extraction),
        voices=tuple(rank_voices(extraction)),
    )


def render_index(summaries: Iterable[Summary], title: str | None = None) -> str:
    """One HTML file that links the pages of many documents, in the order given.

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
    return render_template("index.html.j2", ["page.css"], [], title=title or "Documents", pages=pages)


def render_frame(extraction: Result, title: str | None = None) -> str:
    """The page inside an iframe, for notebooks: its style cannot leak out, nor its script reach in or out."""
    page = escape(render_page(extraction, title))
    return (
        f'<iframe srcdoc="{page}" sandbox="allow-scripts" width="100%" height="640"'
        ' title="Quotations by speaker" style="border: 1px solid #8884"></iframe>'
    )


def headline(extraction: Result) -> str:
    """Return the "title" or "headline" that came with a text, its own first line if it reads like one, or its name."""
    for key in ("title", "headline"):
        given = extraction.meta.get(key)
        if isinstance(given, str) and given.strip():
            return given.strip()
    lines = extraction.text[: 2 * _LONGEST_HEADLINE].splitlines()
    first = next((line.strip() for line in lines if line.strip()), "")
    if first and len(first) <= _LONGEST_HEADLINE and first[-1] not in _SENTENCE_ENDS:
        return first
    return _SUFFIX.sub("", PurePath(extraction.id or "").name) or "Untitled"


def is_wrapped(text: str, bounds: Iterable[Offsets]) -> bool:
    """Return whether lines break within paragraphs: then they are the printer's, and a page breaks its own."""
    return any("\n" in text[start:end] for start, end in bounds)


def _quoted_share(extraction: Result) -> float:
    """The share of the text's words that stand in quotations, nested ones counted once."""
    reached = covered = 0
    spans = [span for quote in extraction.quotes for span in quote.content]
    for span in sorted(spans, key=lambda span: span.start):
        covered += count_words(extraction.text[max(span.start, reached) : span.end])
        reached = max(reached, span.end)
    return covered / (count_words(extraction.text) or 1)


def _voice_data(voice: Voice) -> dict[str, object]:
    return {
        "name": voice.name,
        "label": voice.label,
        "tint": tint_of(voice),
        "about": voice.about,
        "members": voice.members,
    }


def _quote_data(quote: Quote, voice: int) -> dict[str, object]:
    """What the note beside the text says; its keys are the data-field attributes in the template."""
    return {
        "voice": voice,
        "kind": quote.kind,
        "cue": quote.cue and _cue_words(quote.cue),
        "source": quote.source and f"{quote.source.text} ({quote.source.form})",
        "addressee": quote.addressee and quote.addressee.text,
        "confidence": quote.confidence,
        "rule": quote.rule,
    }


def _cue_words(cue: Cue) -> str:
    notes = [cue.kind, cue.act] + ["negated"] * cue.negated + ["hypothetical"] * cue.hypothetical
    lemma = "" if cue.lemma == cue.text else f"{cue.lemma}; "
    return f"{cue.text} ({lemma}{', '.join(notes)})"
