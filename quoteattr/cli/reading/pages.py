"""Pages in HTML, and books in epub that are made of them -> text; a blank line parts paragraphs."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import unquote
from zipfile import ZipFile

from quoteattr.cli.reading.encodings import Decoded, decode
from quoteattr.cli.reading.items import UnreadableError
from quoteattr.errors import needing

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import NavigableString

_BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|caption|center|d[dlt]|details|dialog|div|fieldset|figcaption|figure|footer|form"
    r"|h[1-6]|header|html|legend|li|main|ol|p|pre|section|summary|table|tr|ul|\[document\]"
)  # elements that a browser sets apart; the last is Beautiful Soup's name of the page itself
_UNREAD = (
    "head, nav, aside, footer:not(blockquote footer), button, select, textarea, template, noscript, iframe, svg, "
    "[hidden], [aria-hidden=true]"
)
_NEXT_CELLS = "td + td, td + th, th + td, th + th"
_BREAK, _CELL = "\v", "\x1f"  # stand for a line break and the border of two cells until white space is collapsed
_SPACES = re.compile(r"[ \t\n\r\f]+")  # what HTML takes for one space; others are kept
_MARKED = re.compile(rf" ?([{_BREAK}{_CELL}]) ?")
_SHOWN = str.maketrans({_BREAK: "\n", _CELL: "\t"})
_XML = re.compile(r"\A\s*<\?xml[^>]*>")
_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARED_WITHIN = 4096  # bytes; browsers look at 1,024
_AS_BROWSERS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}  # WHATWG Encoding


def decode_page(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the markup of a page: in the encoding given, the one it declares, or the likeliest.

    Raises:
        UnreadableError: it is in none of them.
    """
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    if encoding is None and declared is not None:
        name = declared[1].decode("ascii").lower()
        try:
            return Decoded(data.decode(_AS_BROWSERS.get(name, name)))
        except (LookupError, UnicodeError):
            pass
    return decode(data, encoding)


def page_text(markup: str) -> str:
    """Return the text of a page: its article if it has one, without menus and what is hidden.

    Raises:
        MissingExtraError: Beautiful Soup is not installed.
    """
    page = _parsed(markup)
    for element in page.select(_UNREAD):
        element.decompose()
    for quotation in page.find_all("q"):  # browsers write these marks
        quotation.insert(0, "“")
        quotation.append("”")
    for line_break in page.find_all(["br", "hr"]):
        line_break.insert_before(_BREAK if line_break.name == "br" else _BREAK * 2)
    for cell in page.select(_NEXT_CELLS):
        cell.insert(0, _CELL)
    for string in [string for block in page.find_all("pre") for string in block.find_all(string=True)]:
        string.replace_with(string.replace("\n", _BREAK))
    return "\n\n".join(_paragraphs(_article(page)))


def epub_text(data: bytes) -> str:
    """Return the text of a book, its parts in reading order.

    Raises:
        MissingExtraError: Beautiful Soup is not installed.
        UnreadableError: it is locked.
    """
    with ZipFile(BytesIO(data)) as book:
        if "META-INF/rights.xml" in book.namelist():
            raise UnreadableError("is a locked epub; get it without copy protection")
        (package, *_) = (str(each["full-path"]) for each in _elements(book, "META-INF/container.xml", "rootfile"))
        parts = {str(each["id"]): str(each["href"]) for each in _elements(book, package, "item")}
        folder = posixpath.dirname(package)
        order = [parts[str(each["idref"])] for each in _elements(book, package, "itemref")]
        names = (posixpath.normpath(posixpath.join(folder, unquote(part))) for part in order)
        return "\n\n".join(page_text(decode_page(book.read(name)).text) for name in names)


def _elements(book: ZipFile, name: str, kind: str) -> list[Tag]:
    return _parsed(decode_page(book.read(name)).text).find_all(re.compile(rf"(?:^|:){kind}$"))


def _parsed(markup: str) -> BeautifulSoup:
    with needing("beautifulsoup4", "files"):
        from bs4 import BeautifulSoup
    return BeautifulSoup(_XML.sub("", markup), "html.parser")


def _article(page: BeautifulSoup) -> Tag:
    """The only article or main part of a page, if it holds most of what stands in paragraphs."""
    for name in ("article", "main"):
        found = page.find_all(name)
        if len(found) == 1 and 2 * _letters(found[0]) > _letters(page):
            return found[0]
    return page


def _letters(part: Tag) -> int:
    return sum(len(paragraph.get_text()) for paragraph in part.find_all("p"))


def _paragraphs(part: Tag) -> Iterator[str]:
    for _, strings in groupby(_strings(part), key=_block):
        text = _SPACES.sub(" ", "".join(strings))
        if shown := _MARKED.sub(r"\1", text).translate(_SHOWN).strip():
            yield shown


def _strings(part: Tag) -> Iterator[NavigableString]:
    """The strings of a part that are shown: no comment, no script, no style."""
    from bs4.element import NavigableString

    return (string for string in part.find_all(string=True) if type(string) is NavigableString)


def _block(string: NavigableString) -> int:
    """Which block a string stands in."""
    return next(id(element) for element in string.parents if _BLOCKS.fullmatch(element.name))
