"""The page a person looks at: the text with its quotations tinted by speaker, in one self-contained file.

How a page is kept from fetching or running anything is in `rendering`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

import regex
from markupsafe import escape
from pydantic import JsonValue

from quoteattr.document.paragraphs import paragraphs
from quoteattr.document.ranges import Offsets
from quoteattr.output.markup import mark_up
from quoteattr.output.pages.chapters import chapters_of
from quoteattr.output.pages.rendering import render_template
from quoteattr.output.pages.tints import tint_of
from quoteattr.output.speaker_shares import Voice, count_words, rank_voices
from quoteattr.records import Cue, Quote, Result

_LONGEST_HEADLINE = 120  # characters
_TITLES = ("title", "headline")  # keys that titles come under
_LONGEST_META, _MOST_META = 40, 4  # characters and values of what came with a text that its page shows
DOUBTFUL = 0.6  # below this confidence a quotation is framed, and red in the terminal
_LONG_CAST = 12  # speakers from which on one may search them
_SUFFIX = regex.compile(r"(?:\.[A-Za-z]\w{1,5}){1,2}$")
_SENTENCE_ENDS = ".!?…,;:\"”’'"


# Long for the docstring, which tells of each parameter, and the list of what the template is given.
def render_page(extraction: Result, title: str | None = None, index: str | None = None) -> str:
    """The extraction as one HTML file that needs nothing else: no network, no other file.

    The article element's text content is the text, character for character; only U+0000, which HTML cannot
    hold, is shown as U+FFFD.

    Args:
        extraction: the text and its quotations.
        title: heading of the page. If not given, the "title" or "headline" that came with the text, its first line
            where that reads like a headline, or the extraction's id without folder and suffix.
        index: the file beside it that lists all pages, to link to.

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
    return render_template(
        "page.html.j2",
        ["page.css"],
        ["page.js"],
        title=title or headline(extraction),
        index=index,
        about=shown_meta(extraction.meta),
        extraction=extraction,
        markup=mark_up(extraction),
        chapters=(chapters := chapters_of(extraction, bounds)),
        parts={chapter.paragraph: chapter for chapter in chapters},
        is_wrapped=is_wrapped(extraction.text, bounds),
        doubtful=DOUBTFUL,
        searchable=len(voices) > _LONG_CAST,
        voices=voices,
        by_quote=by_quote,
        data={"voices": {voice.number: _voice_data(voice) for voice in voices}, "quotes": _notes(extraction, by_quote)},
        words=count_words(extraction.text),
        quoted=quoted_share(extraction),
    )


def render_frame(extraction: Result, title: str | None = None) -> str:
    """The page inside an iframe, for notebooks: its style cannot leak out, nor its script reach in or out."""
    page = escape(render_page(extraction, title))
    return (
        f'<iframe srcdoc="{page}" sandbox="allow-scripts" width="100%" height="640"'
        ' title="Quotations by speaker" style="border: 1px solid #8884"></iframe>'
    )


def headline(extraction: Result) -> str:
    """Return the "title" or "headline" that came with a text, its own first line if it reads like one, or its name."""
    for key in _TITLES:
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


def quoted_share(extraction: Result) -> float:
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


def _notes(extraction: Result, by_quote: Sequence[Voice]) -> list[dict[str, object]]:
    """Return what the note says of each quotation, with who says the one around it."""
    pairs = list(zip(extraction.quotes, by_quote, strict=True))
    names = {quote.id: voice.name for quote, voice in pairs}
    return [
        _quote_data(quote, voice.number) | {"inside": quote.inside and names.get(quote.inside)}
        for quote, voice in pairs
    ]


def _quote_data(quote: Quote, voice: int) -> dict[str, object]:
    """What the note beside the text says; its keys are the data-field attributes in the template."""
    return {
        "voice": voice,
        "kind": quote.kind,
        "cue": quote.cue and _cue_words(quote.cue),
        "source": quote.source and f"{quote.source.text} ({quote.source.form})",
        "addressee": _told(quote),
        "confidence": quote.confidence,
        "rule": quote.rule,
    }


def _told(quote: Quote) -> str | None:
    """Return whom a quotation is said to: the name, and the words there where they are others."""
    words = quote.addressee.text if quote.addressee else None
    name = quote.listener.name if quote.listener else None
    return f"{name} ({words})" if name and words and words != name else name or words


def _cue_words(cue: Cue) -> str:
    notes = [cue.kind, cue.act] + ["negated"] * cue.negated + ["hypothetical"] * cue.hypothetical
    lemma = "" if cue.lemma == cue.text else f"{cue.lemma}; "
    return f"{cue.text} ({lemma}{', '.join(notes)})"


def shown_meta(meta: Mapping[str, JsonValue]) -> list[str]:
    """Return what came with a text and is short enough to stand under its title: its date, its outlet."""
    shown = (str(value) for key, value in meta.items() if key not in _TITLES and isinstance(value, str | int | float))
    return [value for value in shown if 0 < len(value) <= _LONGEST_META][:_MOST_META]
