"""What a file is, told by what it holds; its name decides only where the same words may be text or a table."""

from __future__ import annotations

import csv
import re
from enum import Enum, auto
from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from pydantic_core import from_json

from quoteattr.cli.reading.encodings import HEAD, is_binary
from quoteattr.cli.reading.items import UnreadableError


class Form(Enum):
    """The forms that are read."""

    DOCX = auto()
    EPUB = auto()
    HTML = auto()
    JSON = auto()
    LINES = auto()  # one JSON object a line
    MAIL = auto()
    MAILBOX = auto()
    PDF = auto()
    RTF = auto()
    TABLE = auto()
    TEXT = auto()


_PDF_WITHIN = 1024  # bytes, before which readers of PDF skip anything
_ZIP = b"PK\x03\x04"
GZIP = b"\x1f\x8b"
_PDF = b"%PDF-"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>)?(?>\s*<!--.*?-->)*+\s*<(?:!doctype\s+html|(?:html|head|body)\b)", re.IGNORECASE | re.DOTALL
)
_FRAGMENT = re.compile(rb"\s*<(p|div|h[1-6]|article|section|main|blockquote)\b[^>]*>.*</\1\s*>", re.I | re.S)
_XML = re.compile(rb"\s*<\?xml\b")
_HEADERS = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+(?=\r?\n|\Z)")  # RFC 5322, section 2.2
_SENT = re.compile(rb"^(?:Message-ID|MIME-Version|Received|Return-Path):", re.I | re.M)  # written by mail programs
MAIL_STARTS = re.compile(rb"^From [^\n]*\d\d:\d\d[^\n]*\n(?=[!-9;-~]+:)", re.M)  # RFC 4155, appendix A
_OBJECT = re.compile(r'\s*\{\s*"')
_SUFFIXES = {
    ".csv": Form.TABLE,
    ".docx": Form.DOCX,
    ".eml": Form.MAIL,
    ".epub": Form.EPUB,
    ".htm": Form.HTML,
    ".html": Form.HTML,
    ".json": Form.JSON,
    ".jsonl": Form.LINES,
    ".mbox": Form.MAILBOX,
    ".ndjson": Form.LINES,
    ".pdf": Form.PDF,
    ".rtf": Form.RTF,
    ".tsv": Form.TABLE,
    ".xhtml": Form.HTML,
}
_BINARY = frozenset({Form.DOCX, Form.EPUB, Form.PDF})  # such files are no text even to look at
_DELIMITERS = "\t;,"  # of equals, the rarest in words comes first


def named_form(name: str) -> Form | None:
    """The form that a file's name says, with or without ``.gz``."""
    return _SUFFIXES.get(_suffix(name))


def _suffix(name: str) -> str:
    return PurePath(name.lower().removesuffix(".gz")).suffix


def bytes_form(data: bytes, name: str) -> Form | None:
    """The form of data that knows its own encoding; None of what must be decoded first.

    Raises:
        UnreadableError: says what the data are instead, and the mend.
    """
    head = data[:HEAD]
    if _is_pdf(head):
        return Form.PDF
    if head.startswith(b"{\\rtf"):
        return Form.RTF
    if head.startswith(_ZIP):
        return _zipped(data)
    if head.startswith(_OLD_OFFICE):
        raise UnreadableError("is of an old office program; save it as .docx, a table as .csv")
    if named_form(name) in _BINARY and is_binary(head):
        raise UnreadableError(f"is no {_suffix(name)[1:]}: damaged, or something else under its name; fetch it again")
    if _is_mailbox(head) or (named_form(name) is Form.MAILBOX and head.strip()):
        return Form.MAILBOX
    if _is_mail(head) or (named_form(name) is Form.MAIL and head.strip()):
        return Form.MAIL
    return _markup(head, name)


def _markup(head: bytes, name: str) -> Form | None:
    plain = head.removeprefix(b"\xef\xbb\xbf").translate(None, b"\0\xff\xfe")  # of UTF-16, what is ASCII in it
    if _HTML.match(plain) or _FRAGMENT.match(plain):
        return Form.HTML
    if _XML.match(plain):
        raise UnreadableError("is XML, not HTML; extract its text first")
    return Form.HTML if named_form(name) is Form.HTML and b"<" in plain else None


def text_form(text: str, name: str, key: str) -> Form:
    """The form of decoded text: JSON, a table with a column of texts, or only text."""
    named = named_form(name)
    if is_object(text.lstrip().partition("\n")[0]):
        return Form.LINES
    if named is Form.JSON or _is_json(text):
        return Form.JSON
    if named is Form.TABLE or _is_table(text, key):
        return Form.TABLE
    return Form.LINES if named is Form.LINES else Form.TEXT


def no_text(head: bytes) -> str | None:
    """Why a file that begins so holds no text that can be read; None if it may hold some."""
    if head.startswith(_ZIP):
        return None if b"word/" in head or b"epub+zip" in head else "a workbook, a presentation or an archive"
    if head.startswith(_OLD_OFFICE):
        return "of an old office program; save it as .docx"
    return "binary data, not text" if is_binary(head) and not _is_pdf(head) and not head.startswith(GZIP) else None


def is_object(line: str | bytes) -> bool:
    """Whether a line is a JSON object."""
    text = line.decode("utf-8", "replace") if isinstance(line, bytes) else line
    if not _OBJECT.match(text.removeprefix("\ufeff")):
        return False
    try:
        return isinstance(from_json(text.removeprefix("\ufeff").strip()), dict)
    except ValueError:
        return False


def _is_pdf(head: bytes) -> bool:
    return head.lstrip().startswith(_PDF) or (_PDF in head[:_PDF_WITHIN] and is_binary(head))


def _is_mailbox(head: bytes) -> bool:
    """Whether data begin as a mailbox does."""
    return MAIL_STARTS.match(head) is not None


def _is_mail(head: bytes) -> bool:
    """Whether data begin with the headers that mail programs write."""
    headers = _HEADERS.match(head)
    return headers is not None and _SENT.search(headers[0]) is not None


def header(text: str) -> tuple[str, list[str]]:
    """The delimiter and the columns that the first line would have as that of a table."""
    first = text.partition("\n")[0].strip("\r")
    rows = ((each, next(csv.reader([first], delimiter=each), [])) for each in _DELIMITERS)
    return max(rows, key=lambda row: len(row[1]))


def _is_table(text: str, key: str) -> bool:
    """Whether the first line names a column so, and others, and there are rows."""
    columns = header(text)[1]
    return key in columns and len(columns) > 1 and bool(text.partition("\n")[2].strip())


def _is_json(text: str) -> bool:
    if not text.lstrip().startswith(("[", "{")):
        return False
    try:
        value = from_json(text)
    except ValueError:
        return False
    return isinstance(value, dict) or (bool(value) and all(isinstance(each, dict) for each in value))


def _zipped(data: bytes) -> Form:
    try:
        with ZipFile(BytesIO(data)) as file:
            names = set(file.namelist())
    except BadZipFile as error:
        raise UnreadableError("is a damaged zip, docx or epub; fetch it again") from error
    if "word/document.xml" in names:
        return Form.DOCX
    if "META-INF/container.xml" in names:
        return Form.EPUB
    if "content.xml" in names:
        raise UnreadableError("is an OpenDocument file; save it as .docx, a table as .csv")
    if "xl/workbook.xml" in names:
        raise UnreadableError("is a workbook; save its sheet as .csv")
    raise UnreadableError("is a zip archive; unpack it, and give its files")
