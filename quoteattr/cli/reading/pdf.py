"""PDF -> text: the lines of its pages without running heads, words that a line's end split joined."""

from __future__ import annotations

import logging
import re
from collections import Counter
from io import BytesIO

from quoteattr.cli.reading.items import UnreadableError
from quoteattr.errors import needing

_SPLIT = re.compile(r"([^\W\d_]+)-\n([^\W\d_]+)")
_DIGITS = re.compile(r"\d+")
_FEWEST_PAGES = 3  # in fewer, a line that recurs may be part of the text
_LEAST_SHARE = 0.4  # of pages: right and left ones may have different heads, and first ones of chapters none


def pdf_text(data: bytes) -> str:
    """Return the text of a PDF.

    Raises:
        MissingExtraError: pypdf is not installed.
        UnreadableError: it is locked.
    """
    with needing("pypdf", "files"):
        from pypdf import PdfReader
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every small fault that it mends
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableError("is a PDF locked by a password; save it without one")
    pages = [[line.rstrip() for line in page.extract_text().strip().split("\n")] for page in reader.pages]
    return _joined("\n".join("\n".join(page) for page in _without_heads(pages)))


def _without_heads(pages: list[list[str]]) -> list[list[str]]:
    """Pages without first and last lines that recur, page numbers among them."""
    edges = Counter(_key(page[place]) for page in pages for place in {0, len(page) - 1})
    least = max(_FEWEST_PAGES, _LEAST_SHARE * len(pages))
    heads = {key for key, count in edges.items() if count >= least}
    return [
        [line for at, line in enumerate(page) if 0 < at < len(page) - 1 or _key(line) not in heads] for page in pages
    ]


def _key(line: str) -> str:
    return _DIGITS.sub("#", line.strip())


def _joined(text: str) -> str:
    """Join words split at a line's end, unless the text has them with their hyphen elsewhere."""
    return _SPLIT.sub(lambda split: _whole(split, text), text)


def _whole(split: re.Match[str], text: str) -> str:
    hyphened = f"{split[1]}-{split[2]}"
    return hyphened if hyphened in text or split[2][0].isupper() else f"{split[1]}{split[2]}"
