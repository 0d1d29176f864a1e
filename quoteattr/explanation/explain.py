"""Why a quotation is what it is: what was considered for it, how likely, and what spoke for and against.

The pass is run on the text and asked for what it chose from. Everything comes from the models themselves: a reason's
weight is what the features of that meaning add to the log-odds, for a choice among candidates beside the second
likeliest.
"""

from __future__ import annotations

from collections.abc import Collection

from quoteattr.assembly.extraction import Extraction
from quoteattr.errors import InputError
from quoteattr.explanation.attributions import Case, explain_attribution, make_case
from quoteattr.explanation.places import explain_place
from quoteattr.explanation.records import Explanation, Place
from quoteattr.explanation.speakers import explain_speaker
from quoteattr.explanation.wording import load_plain_words
from quoteattr.extractor import QuoteExtractor


def explain(extractor: QuoteExtractor, text: str, ids: Collection[str] | None = None) -> list[Explanation]:
    """Explain the quotations with these ids, or all, of those that the extractor finds in a text.

    Raises:
        InputError: if there is no quotation of such an id.

    Example:
        >>> (why,) = explain(QuoteExtractor(), "“It rained,” Ana Lund said.")
        >>> why.contents[0].text, why.sources[0].text, why.speakers[0].text
        ('“It rained,”', 'Ana Lund', 'Ana Lund')
    """
    case, extraction = _analysed(extractor, text)
    known = [quote.id for quote in extraction.quotes]
    if unknown := sorted(set(ids or ()) - set(known)):
        there = f"{known[0]} to {known[-1]}" if known[1:] else "".join(known) or "none"
        raise InputError(f"has no quotation {', '.join(unknown)}; there are: {there}")
    wanted = [quote for quote in extraction.quotes if ids is None or quote.id in ids]
    weights = extractor.models.dialogue
    return [explain_speaker(case, weights, explain_attribution(case, quote)) for quote in wanted]


def explain_at(extractor: QuoteExtractor, text: str, at: int | str) -> Place:
    """Explain what was, or was not, found at an offset of a text (in code points), or where words first stand in it.

    Raises:
        InputError: if the words do not stand in the text, or no word stands at the offset.

    Example:
        >>> place = explain_at(QuoteExtractor(), "Ana Lund mended the roof.", "roof")
        >>> place.quotes, place.considered[0].cue.text
        ((), 'mended')
    """
    case, extraction = _analysed(extractor, text)
    offset = text.find(at) if isinstance(at, str) else at
    if isinstance(at, str) and (offset < 0 or not at.strip()):
        raise InputError(f"does not hold the words {at!r}; give words as they stand in the text, or @ and an offset")
    return explain_place(case, extraction, extractor.settings, offset)


def _analysed(extractor: QuoteExtractor, text: str) -> tuple[Case, Extraction]:
    analysis = extractor.analyse(text)
    words = load_plain_words(extractor.settings.language)
    return make_case(analysis, extractor.models.attribution, words), extractor.extraction_of(analysis)
