"""quoteattr: who said what in English text.

>>> from quoteattr import extract_quotes
>>> for quote in extract_quotes("“It rained,” Ana Lund said."):
...     print(quote.speaker.name if quote.speaker else "somebody", "|", quote.text)
Ana Lund | “It rained,”

What users call, choose and get:

    extractor      `QuoteExtractor`, `extract_quotes`: pipeline and models loaded once, texts in, extractions out
    settings       what users choose
    records        what users get: frozen records with exact offsets
    streams        many texts, in order and lazily, in one process or several
    errors         every error raised on purpose

The way of a text, wired once in `analysis`:

    language       what is known of a language, from `data/`
    loglinear      log-linear models on named features
    document       text -> structure, quotations, parse: what all stages read
    attribution    cue by cue, what was said: cue, content, source
    entities       who is named: names, variants, genders, roles
    coreference    in news: the referents of sources
    dialogue       in fiction: who speaks each turn
    assembly       what the stages found -> records, and a text's `Extraction` of them

What is made of it:

    output         pages, tables, other people's formats
    explanation    why a quotation was found so, or nothing
    integrations   spaCy, Arrow, Spark
    cli            the command line
    evaluation     measured against annotated corpora
    training       how the weights in `data/` were learned

Imports go one way; the contract is in `pyproject.toml`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quoteattr.assembly.extraction import Extraction as Extraction
    from quoteattr.errors import QuoteattrError as QuoteattrError
    from quoteattr.extractor import QuoteExtractor as QuoteExtractor
    from quoteattr.extractor import extract_quotes as extract_quotes
    from quoteattr.records import Cue as Cue
    from quoteattr.records import Mention as Mention
    from quoteattr.records import Quote as Quote
    from quoteattr.records import Span as Span
    from quoteattr.records import Speaker as Speaker
    from quoteattr.settings import CueWord as CueWord
    from quoteattr.settings import Person as Person
    from quoteattr.settings import Settings as Settings

__version__ = "0.1.0"
_HOMES = {
    "QuoteattrError": "errors", "QuoteExtractor": "extractor", "extract_quotes": "extractor",
    "Extraction": "assembly.extraction", "Cue": "records", "Mention": "records", "Quote": "records", "Span": "records",
    "Speaker": "records", "CueWord": "settings", "Person": "settings", "Settings": "settings",
}  # fmt: skip
__all__ = ["__version__", *sorted(_HOMES)]  # all are names of this module, by __getattr__


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that `import quoteattr` does not load spaCy."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"quoteattr.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """Return the public names, for `help`, `dir` and completion."""
    return __all__
