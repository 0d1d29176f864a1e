"""Bytes -> text: by byte order mark, as UTF-8, or as the encoding that the bytes themselves make likely."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from unicodedata import category

from quoteattr.cli.reading.items import UnreadableError

UTF8_BOM = codecs.BOM_UTF8
_BOMS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    UTF8_BOM: "utf-8-sig",
}  # UTF-32 first: its mark begins with that of UTF-16
_CONTROLS = bytes(sorted(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")))  # ^Z and escapes do occur in text
HEAD = 65_536  # bytes: as many as tell what a file is
_MOST_CONTROLS = 0.05  # of all bytes: old files have some control characters between their words
_WESTERN = ("cp1252", "mac_roman")  # what English text is that is not UTF-8, the commonest first
_MARKS = ("Pi", "Pf", "Pd")  # Unicode's categories of marks that open, marks that close, dashes
_SAMPLE = 20_000  # bytes of lines that are not ASCII, enough for detection
_BEFORE = 100  # bytes before the first that is not ASCII: some words
_FORCE = "say what it is in, as: --encoding windows-1252"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and the encoding it was read in if that was guessed."""

    text: str
    guessed: str | None = None


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return bytes as text.

    Args:
        data: the bytes.
        encoding: what they are in; otherwise it is found out.

    Raises:
        UnreadableError: says what the bytes are instead, and the mend.
    """
    if encoding is not None:
        return Decoded(_forced(data, encoding))
    for mark, name in _BOMS.items():
        if data.startswith(mark):
            return Decoded(_forced(data, name))
    if is_binary(data):
        raise UnreadableError("is binary data, not text; extract its text first")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _guessed(data, error)


def is_binary(data: bytes) -> bool:
    """Whether bytes without a byte order mark are no text in any encoding that keeps ASCII."""
    if data.startswith(tuple(_BOMS)):
        return False
    head = data[:HEAD]
    return b"\0" in data or len(head) - len(head.translate(None, _CONTROLS)) > len(head) * _MOST_CONTROLS


def _forced(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeError as error:
        raise UnreadableError(f"is not {encoding} ({_bad(error)}); {_FORCE}") from error


def _guessed(data: bytes, error: UnicodeDecodeError) -> Decoded:
    wrong = f"is not UTF-8 ({_bad(error)})"
    readable = data.decode("utf-8", "replace")
    good = sum(character > "\x7f" for character in readable) - (lost := readable.count("\ufffd"))
    if good > lost:
        raise UnreadableError(f"{wrong}, but nearly; drop what is damaged: iconv -c -f UTF-8 -t UTF-8 FILE") from error
    lines = data[max(0, error.start - _BEFORE) :].split(b"\n")
    name = _likeliest(b"\n".join(line for line in lines if not line.isascii())[:_SAMPLE])
    try:
        if name is not None:
            return Decoded(data.decode(name), name)
    except UnicodeError:
        pass
    raise UnreadableError(f"{wrong}, nor surely anything else; {_FORCE}") from error


def _likeliest(sample: bytes) -> str | None:
    """The Western encoding in which a sample is least of a mess, or else most of its letters are small."""
    from charset_normalizer import from_bytes

    matches = from_bytes(sample, cp_isolation=list(_WESTERN))
    return min(matches, key=lambda match: (match.chaos, -_usual(str(match)))).encoding if matches else None


def _usual(text: str) -> int:
    """How many characters beyond ASCII are what English text has: small letters, quotation marks, dashes."""
    return sum(character.islower() or category(character) in _MARKS for character in text if character > "\x7f")


def _bad(error: UnicodeError) -> str:
    if isinstance(error, UnicodeDecodeError) and error.start < len(error.object):
        return f"byte 0x{error.object[error.start]:02x} at {error.start:,}"
    return str(error)
