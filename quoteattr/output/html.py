"""The page a person looks at: the text with its quotations tinted by speaker, in one self-contained file.

Nothing is fetched, and the page's own Content-Security-Policy allows nothing but its one style sheet and one
script. Every word of the input goes through Jinja2's escaping; scripts find it in a JSON data block.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePath

import jinja2
import regex
from markupsafe import Markup as Safe
from markupsafe import escape
from pydantic import JsonValue

from quoteattr.output.markup import NOT_XML, Markup, Piece, mark_up
from quoteattr.output.speaker_shares import NOBODY, Voice, count_words, rank_voices
from quoteattr.records import Cue, Quote, Result

_TINTS = 8  # the palette's size, as in page.css; as many speakers more get the same tints hatched
_LONGEST_HEADLINE = 120  # characters
_TITLES = ("title", "headline")  # keys that titles come under
_LONGEST_META, _MOST_META = 40, 4  # characters and values of what came with a text that its page shows
_DOUBTFUL = 0.6  # below this confidence a quotation is framed, and red in the terminal
_LONG_CAST = 12  # speakers from which on one may search them
_SUFFIX = regex.compile(r"(?:\.[A-Za-z]\w{1,5}){1,2}$")
_SENTENCE_ENDS = ".!?…,;:\"”’'"


@dataclass(frozen=True, slots=True)
class _Band:
    """A stretch of the bar that shows how much each speaks; `start` and `share` are parts of its length."""

    name: str
    label: str
    tint: str
    start: float
    share: float


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
    voice_of = {voice.speaker.id if voice.speaker else None: voice for voice in voices}
    by_quote = [voice_of[quote.speaker.id if quote.speaker else None] for quote in extraction.quotes]
    names = {quote.id: voice.name for quote, voice in zip(extraction.quotes, by_quote, strict=True)}
    return render(
        "page.html.j2",
        "page.js",
        title=title or headline(extraction),
        index=index,
        about=shown_meta(extraction.meta),
        extraction=extraction,
        markup=(markup := mark_up(extraction)),
        is_wrapped=_is_wrapped(markup),
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
    """Return what a document's page is called, if nobody says: see `render_page`."""
    for key in _TITLES:
        given = extraction.meta.get(key)
        if isinstance(given, str) and given.strip():
            return given.strip()
    lines = extraction.text[: 2 * _LONGEST_HEADLINE].splitlines()
    first = next((line.strip() for line in lines if line.strip()), "")
    if first and len(first) <= _LONGEST_HEADLINE and first[-1] not in _SENTENCE_ENDS:
        return first
    return _SUFFIX.sub("", PurePath(extraction.id or "").name) or "Untitled"


def _is_wrapped(markup: Markup) -> bool:
    """Whether lines break within paragraphs: then they are the printer's, and the page breaks its own."""
    return any("\n" in token for block in markup.blocks for token in block.tokens if isinstance(token, str))


def _tint(voice: Voice) -> str:
    """Class names of the style sheet."""
    if voice.number == NOBODY or voice.number > 2 * _TINTS:
        return "neutral"
    return f"v{(voice.number - 1) % _TINTS + 1}" + (" hatched" if voice.number > _TINTS else "")


def _bands(voices: Sequence[Voice]) -> list[_Band]:
    """A band for each voice that has a tint of its own, one for all further speakers, one for nobody's words."""
    bands = []
    start = rest = 0.0
    for voice in voices:
        if voice.number > 2 * _TINTS:
            rest += voice.share
        elif voice.share and voice.number != NOBODY:
            bands.append(_Band(voice.name, voice.label, _tint(voice), start, voice.share))
            start += voice.share
    nobody = sum(voice.share for voice in voices if voice.number == NOBODY)
    for name, label, share in (("Others", "others", rest), ("Speaker not known", "?", nobody)):
        if share:
            bands.append(_Band(name, label, "neutral", start, share))
            start += share
    return bands


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
        "tint": _tint(voice),
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


def render(template: str, script: str | None, **values: object) -> str:
    """Render a page from a template of ours with the style sheet and a script, nothing else allowed to act."""
    style = _asset("page.css")
    behaviour = _asset(script) if script else ""
    policy = f"default-src 'none'; style-src {_digest(style)}; base-uri 'none'; form-action 'none'"
    if script:
        policy += f"; script-src {_digest(behaviour)}"
    return (
        _environment().get_template(template).render(values, style=Safe(style), script=Safe(behaviour), policy=policy)
    )


def draw(template: str, **values: object) -> str:
    """Render an SVG from a template of ours: every word is escaped, what XML cannot hold is U+FFFD."""
    return NOT_XML.sub("\ufffd", _environment().get_template(template).render(values))


@cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("quoteattr.output"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["verbatim"] = _verbatim
    made.filters["tint"] = _tint
    made.filters["thousands"] = "{:,}".format
    made.filters["percent"] = "{:.0%}".format
    made.filters["svg_length"] = "{:.3%}".format
    made.filters["bands"] = _bands
    made.tests["piece"] = lambda token: isinstance(token, Piece)
    return made


@cache
def _asset(name: str) -> str:
    """A style sheet or script of our own: the only text that reaches a page unescaped."""
    return files("quoteattr.output").joinpath("templates", name).read_text(encoding="utf-8")


def _digest(asset: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(asset.encode()).digest()).decode()}'"


def _verbatim(text: str) -> Safe:
    """Text whose characters survive an HTML parser, which would turn CR LF to LF and drop U+0000."""
    return Safe(str(escape(text)).replace("\0", "\ufffd").replace("\r", "&#13;"))
