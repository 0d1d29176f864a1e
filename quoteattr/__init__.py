"""quoteattr: who said what in English text.

>>> from quoteattr import extract_quotes
>>> for quote in extract_quotes("“It rained,” Ana Lund said."):
...     print(quote.speaker.name if quote.speaker else "somebody", "|", quote.text)
Ana Lund | “It rained,”
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quoteattr.errors import QuoteattrError as QuoteattrError
    from quoteattr.extraction import Extraction as Extraction
    from quoteattr.extractor import QuoteExtractor as QuoteExtractor
    from quoteattr.extractor import extract_quotes as extract_quotes
    from quoteattr.records import Cue as Cue
    from quoteattr.records import Mention as Mention
    from quoteattr.records import Quote as Quote
    from quoteattr.records import Span as Span
    from quoteattr.records import Speaker as Speaker
    from quoteattr.settings import CueWord as CueWord
    from quoteattr.settings import Settings as Settings

__version__ = "0.1.0"
_HOMES = {
    "QuoteattrError": "errors", "QuoteExtractor": "extractor", "extract_quotes": "extractor", "Cue": "records",
    "Extraction": "extraction", "Mention": "records", "Quote": "records", "Span": "records", "Speaker": "records",
    "CueWord": "settings", "Settings": "settings",
}  # fmt: skip
__all__ = ["__version__", *sorted(_HOMES)]  # all are names of this module, by __getattr__


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that `import quoteattr` does not load spaCy."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"quoteattr.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """The public names, for `help`, `dir` and completion."""
    return __all__
