"""Files in: paths, directories, globs, JSONL, gzip and standard input -> items, a failure for each bad one.

Nothing here raises for what a file holds: an item that cannot be read becomes a `Failure` in its place.
"""

from __future__ import annotations

import glob
import gzip
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from pydantic import JsonValue
from pydantic_core import from_json

STDIN = "-"
_JSONL = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
_CONTROLS = bytes(sorted(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")))  # ^Z and escapes do occur in text
_UTF8_BOM = b"\xef\xbb\xbf"
_WIDE_BOMS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
EXTRACTION_KEYS = frozenset({"text", "model", "speakers", "quotes"})  # a record with these has been worked on
_BROKEN_READS = (OSError, EOFError, zlib.error)


@dataclass(frozen=True, slots=True)
class Item:
    """One text to work on: where it came from, its line there if it is a record, its id, what came with it."""

    source: str
    line: int | None
    id: str
    text: str
    meta: Mapping[str, JsonValue] = field(default_factory=dict)
    found: Mapping[str, JsonValue] | None = None  # the record, if it is an extraction


@dataclass(frozen=True, slots=True)
class Failure:
    """One item that could not be read or worked on: where it is, what is wrong and the mend."""

    source: str
    line: int | None
    message: str

    def __str__(self) -> str:
        """The failure as one line: ``PATH:LINE: what is wrong; the mend``."""
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{place}: {' '.join(self.message.split())}"


Source = Path | Failure


@dataclass(frozen=True, slots=True)
class Keys:
    """The names a record's text and id go by; an id not named is looked for as ``id``, and may be missing."""

    text: str = "text"
    id: str | None = None


def read_items(
    sources: Iterable[Source], keys: Keys | None = None, stdin: BinaryIO | None = None
) -> Iterator[Item | Failure]:
    """Read every text of the sources, lazily and in order; a failure among them is passed on.

    ``*.jsonl`` and ``*.jsonl.gz`` hold one record a line; any other file is one text, uncompressed first if
    its name ends in ``.gz``. A byte order mark at the start is no part of the text; line ends are left as
    they are, so that offsets hold.

    Args:
        sources: What `find_sources` found.
        keys: What records call their text and id. If given, standard input holds records, not one text.
        stdin: Where ``-`` reads from; without it, ``-`` is a file of that name.
    """
    for source in sources:
        if isinstance(source, Failure):
            yield source
        elif str(source) == STDIN and stdin is not None:
            yield from _records(STDIN, stdin, keys) if keys else (_text(STDIN, stdin),)
        else:
            yield from _read_file(source, keys or Keys())


def find_sources(paths: Iterable[str]) -> list[Source]:
    """The files that paths, directories (all ``*.txt`` below them) and glob patterns stand for, by name."""
    return [source for path in paths for source in _find(path)]


def count_items(sources: Iterable[Source]) -> int:
    """How many items the sources hold: one a text, one a line of a file of records. Reads the latter."""
    return sum(_lines(s) if isinstance(s, Path) and is_records(s.name) else 1 for s in sources)


def is_records(path: str) -> bool:
    """Whether a file of this name holds one JSON record a line."""
    return path.lower().endswith(_JSONL)


def _find(path: str) -> list[Source]:
    if not path:  # an unset shell variable: Path("") would be the current directory
        return [Failure("''", None, "is no path; give a file, a directory, or - for standard input")]
    if os.path.isdir(path):
        return _below(path)
    if not os.path.lexists(path) and glob.has_magic(path):
        missing = Failure(_shown(path), None, "no file matches this pattern; check it, or give files by name")
        return find_sources(sorted(glob.glob(path, recursive=True))) or [missing]
    return [Path(path)]


def _below(folder: str) -> list[Source]:
    failures: list[Source] = []

    def refused(error: OSError) -> None:
        failures.append(Failure(_shown(error.filename or folder), None, _reason(error)))

    walk = os.walk(folder, onerror=refused)
    found = sorted(Path(at, name) for at, _, names in walk for name in names if name.lower().endswith(".txt"))
    if not found and not failures:
        failures.append(Failure(_shown(folder), None, "holds no .txt file; give the files by name"))
    return [*found, *failures]


def _read_file(path: Path, keys: Keys) -> Iterator[Item | Failure]:
    source = _shown(path)
    try:
        with _open(path) as file:
            if is_records(path.name):
                yield from _records(source, file, keys)
            else:
                yield _text(source, file)
    except _BROKEN_READS as error:
        yield Failure(source, None, _reason(error))


def _open(path: Path) -> BinaryIO | gzip.GzipFile:
    return gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb")


def _lines(path: Path) -> int:
    try:
        with _open(path) as file:
            return sum(1 for _ in file)
    except _BROKEN_READS:
        return 1


def _text(source: str, file: BinaryIO | gzip.GzipFile) -> Item | Failure:
    try:
        text = _decode(file.read())
    except _BROKEN_READS as error:
        return Failure(source, None, _reason(error))
    except ValueError as error:
        return Failure(source, None, str(error).replace("FILE", source))
    return Item(source, None, source, text)


def _decode(data: bytes) -> str:
    """Bytes as text.

    Raises:
        ValueError: says what the bytes are instead, and the mend.
    """
    if (wide := _WIDE_BOMS.get(data[:2])) is not None:
        raise ValueError(f"is {wide}, not UTF-8; convert it: iconv -f {wide} -t UTF-8 FILE")
    head = data[:65_536]
    if b"\0" in data or len(head) - len(head.translate(None, _CONTROLS)) > len(head) // 20:
        raise ValueError("is binary data, not text; extract its text first")
    try:
        text = data.removeprefix(_UTF8_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        bad = f"byte 0x{error.object[error.start]:02x} at {error.start:,}"
        raise ValueError(f"is not UTF-8 ({bad}); convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE") from error
    if not text.strip():
        raise ValueError("is empty; give a file with text in it")
    return text


def _records(source: str, file: BinaryIO | gzip.GzipFile, keys: Keys) -> Iterator[Item | Failure]:
    number, seen = 0, False
    try:
        for number, line in enumerate(file, 1):
            if line.strip():
                seen = True
                yield _record(source, number, line.removeprefix(_UTF8_BOM) if number == 1 else line, keys)
    except _BROKEN_READS as error:
        yield Failure(source, number + 1, _reason(error))
    else:
        if not seen:
            yield Failure(source, None, "is empty; give a file with records in it")


class _RecordError(Exception):
    """What is wrong with a record that is good JSON, and the mend."""


def _record(source: str, number: int, line: bytes, keys: Keys) -> Item | Failure:
    try:
        record = from_json(line.strip())
        if not isinstance(record, dict):
            raise _RecordError("is not a JSON object; write one object a line")
        id, text = _id(record, keys.id), _field(record, keys.text)
        found = record if record.keys() >= EXTRACTION_KEYS else None
        return Item(source, number, id or f"{source}:{number}", text, _meta(record, keys), found)
    except _RecordError as error:
        return Failure(source, number, str(error))
    except ValueError as error:
        place = str(error).replace("line 1 ", "")
        return Failure(source, number, f"is not JSON ({place}); write one object a line, in UTF-8")


def _field(record: dict[str, JsonValue], key: str) -> str:
    if key not in record:
        has = ", ".join(map(str, list(record)[:8])) or "nothing"
        raise _RecordError(f"has no {key!r} (it has {has}); name the key that holds the text: --text-key")
    value = record[key]
    if not isinstance(value, str):
        raise _RecordError(f"{key!r} is not a string; name the key that holds the text: --text-key")
    if not value.strip():
        raise _RecordError(f"{key!r} is empty; remove the record, or name another key: --text-key")
    return value


def _id(record: dict[str, JsonValue], key: str | None) -> str | None:
    value = record.get(key or "id")
    if isinstance(value, str | int) and not isinstance(value, bool) and value != "":
        return str(value)
    if key is not None:
        raise _RecordError(f"has no string or number at {key!r}; name the key that holds the id: --id-key")
    return None


def _meta(record: dict[str, JsonValue], keys: Keys) -> Mapping[str, JsonValue]:
    """What a record holds beside text and id; of an extraction, what came with its text."""
    if record.keys() >= EXTRACTION_KEYS:
        meta = record.get("meta")
        return meta if isinstance(meta, dict) else {}
    return {key: value for key, value in record.items() if key not in (keys.text, keys.id or "id")}


def _reason(error: BaseException) -> str:
    match error:
        case FileNotFoundError():
            return "no such file or directory; check the path"
        case PermissionError():
            return "may not be read; change its permissions (chmod u+r)"
        case gzip.BadGzipFile() | EOFError() | zlib.error():
            return "is damaged or incomplete gzip data; fetch or compress it again"
        case OSError(strerror=str(reason)):
            return f"cannot be read ({reason.lower()}); check the path"
        case _:
            return f"cannot be read ({error}); check the path"


def _shown(path: str | Path) -> str:
    """A path as it can be printed and stored: undecodable bytes escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
