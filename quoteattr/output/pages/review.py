"""The page on which a person corrects extractions by the keyboard, and saves them: a tool in one self-contained file.

What its keys do is what `assembly.corrections` does. All it shows is made by its script from a JSON data block, as
text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from quoteattr.document.paragraphs import paragraphs
from quoteattr.document.quotations import find_quotations
from quoteattr.output.pages.html import headline, is_wrapped
from quoteattr.output.pages.rendering import render_template
from quoteattr.output.speaker_shares import rank_voices
from quoteattr.records import Result

_PARTS = ("text", "corrections", "history", "marks", "picker", "borders", "panels", "speakers", "review")


def render_review(extractions: Iterable[Result], title: str | None = None) -> str:
    """Return one HTML file in which to review these extractions, and from which to save them corrected.

    What is saved is a file of JSON lines, one extraction a line, each of which `Extraction.model_validate_json` reads.
    What a person did and has not saved is kept by the browser, where it keeps anything for the page.

    Args:
        extractions: what to review, in this order.
        title: heading of the page.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> page = render_review([QuoteExtractor().extract("“It rained,” Ana Lund said.")], "Weather")
        >>> "<title>Weather</title>" in page
        True
    """
    documents = [_document(extraction) for extraction in extractions]
    key = hashlib.sha256(json.dumps(documents, sort_keys=True).encode()).hexdigest()
    return render_template(
        "review/review.html.j2",
        ["page.css", "review/review.css"],
        [f"review/{part}.js" for part in _PARTS],
        title=title or "Review of quotations",
        data={"key": f"quoteattr review {key}", "documents": documents},
    )


def _document(extraction: Result) -> dict[str, object]:
    """Return what the page's script needs of an extraction.

    `made` is all that is not corrected, as JSON in a string: the script hands it on without reading it, for its numbers
    are less exact than Python's.
    """
    text = extraction.text
    bounds = paragraphs(text)
    quotations = find_quotations(text, bounds)
    return {
        "title": headline(extraction),
        "made": extraction.model_dump_json(exclude={"text", "speakers", "quotes"}),
        "text": text,
        "speakers": [speaker.model_dump(mode="json") for speaker in extraction.speakers],
        "quotes": [quote.model_dump(mode="json") for quote in extraction.quotes],
        "ranked": [voice.speaker.id for voice in rank_voices(extraction) if voice.speaker],
        "quotations": [[each.start, each.end, *each.inside] for each in quotations],
        "paragraphs": bounds,
        "wrapped": is_wrapped(text, bounds),
    }
