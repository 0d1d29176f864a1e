"""Documents of word processors -> text: docx and RTF. A blank line parts paragraphs, a tab the cells of a row."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from quoteattr.errors import needing

if TYPE_CHECKING:
    from lxml.etree import _Element

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _RUN, _ROW, _CELL, _BOX = (f"{_WORD}{name}" for name in ("p", "r", "tr", "tc", "txbxContent"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # holds a box for the second time
_CHARACTERS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "‑"}
_TEXT = f"{_WORD}t"  # deleted words have another name


def docx_text(data: bytes) -> str:
    """Return the text of a Word document as if all changes were accepted, without notes, heads and feet of pages.

    Raises:
        MissingExtraError: python-docx is not installed.
    """
    with needing("python-docx", "files"):
        from docx import Document
    return "\n\n".join(_blocks(Document(BytesIO(data)).element.body))


def rtf_text(data: bytes) -> str:
    """Return the text of a document in RTF.

    Raises:
        MissingExtraError: striprtf is not installed.
    """
    with needing("striprtf", "files"):
        from striprtf.striprtf import rtf_to_text
    text = str(rtf_to_text(data.decode("cp1252", "replace"), errors="replace"))  # type: ignore[no-untyped-call]
    return "\n\n".join(line for line in text.split("\n") if line.strip())


def _blocks(element: _Element) -> Iterator[str]:
    for child in element:
        if child.tag == _PARAGRAPH:
            if text := _text(child):
                yield text
            for box in child.iter(_BOX):
                if _nearest(box, _PARAGRAPH) is child and _nearest(box, _FALLBACK) is None:
                    yield from _blocks(box)
        elif child.tag == _ROW:
            cells = ["\n".join(_blocks(cell)) for cell in child.iter(_CELL) if _nearest(cell, _ROW) is child]
            if any(cells):
                yield "\t".join(cells)
        else:
            yield from _blocks(child)


def _text(paragraph: _Element) -> str:
    runs = (run for run in paragraph.iter(_RUN) if _nearest(run, _PARAGRAPH) is paragraph)
    nodes = (node for run in runs for node in run)
    return "".join(node.text or "" if node.tag == _TEXT else _CHARACTERS.get(node.tag, "") for node in nodes).strip()


def _nearest(element: _Element, tag: str) -> _Element | None:
    return next(element.iterancestors(tag), None)
