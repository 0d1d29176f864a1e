"""Files in: paths, directories, globs and standard input -> items, a failure for each bad one.

Nothing here raises for what a file holds: an item that cannot be read becomes a `Failure` in its place. What a file is
`quoteattr.cli.reading` tells by its content.
"""

from __future__ import annotations

import glob
import gzip
import os
import re
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from io import BufferedReader
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from quoteattr.cli.reading.documents import read_document
from quoteattr.cli.reading.encodings import HEAD, Decoded, decode
from quoteattr.cli.reading.forms import GZIP, Form, bytes_form, is_object, named_form, no_text, text_form
from quoteattr.cli.reading.items import Failure, Item, Keys, LeftOut, UnreadableError, shown_path
from quoteattr.cli.reading.mails import read_mail, read_mailbox
from quoteattr.cli.reading.records import read_array, read_lines, read_table
from quoteattr.errors import reading, why_unread

STDIN = "-"
Source = Path | Failure | LeftOut
_BROKEN_READS = (OSError, EOFError, zlib.error)
_TEXTS = (".txt", ".srt", ".vtt", ".gz")  # not looked into before they are read
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_COUNTED = (Form.TABLE, Form.JSON, Form.MAILBOX)  # how many items these hold is known only when they are read


def read_items(
    sources: Iterable[Source],
    keys: Keys | None = None,
    stdin: BinaryIO | None = None,
    encoding: str | None = None,
) -> Iterator[Item | Failure | LeftOut]:
    """Read every text of the sources, lazily and in order; a failure or a file left out among them is passed on.

    What holds one JSON object a line is read line by line, any other file as a whole; gzip is uncompressed first. A
    byte order mark at the start is no part of the text; line ends of plain text are left as they are, so that offsets
    hold.

    Args:
        sources: What `find_sources` found.
        keys: What records call their text and id. If given, standard input holds records, not one text.
        stdin: Where ``-`` reads from; without it, ``-`` is a file of that name.
        encoding: What files are in that do not know it themselves; otherwise it is found out for each.
    """
    for source in sources:
        if not isinstance(source, Path):
            yield source
        elif str(source) == STDIN and stdin is not None:
            name = "stdin.jsonl" if keys is not None else STDIN
            yield from _read(STDIN, name, stdin, keys or Keys(), encoding)
        else:
            yield from _read_file(source, keys or Keys(), encoding)


def find_sources(paths: Iterable[str], written: Collection[Path] = ()) -> list[Source]:
    """The files that paths, directories (all files below them) and glob patterns stand for, by name.

    Args:
        paths: as given by the user.
        written: files and directories that results go to; in a directory, they are left out.
    """
    targets = frozenset(path.resolve() for path in written)
    return [source for path in paths for source in _find(path, targets)]


def count_items(sources: Iterable[Source]) -> int | None:
    """How many items the sources hold: one a text, one a line of a file of records. Reads the latter.

    Returns:
        The number; None if a table, an array or a mailbox is among them, whose items are known only when it is read.
    """
    total = 0
    for source in sources:
        form = named_form(source.name) if isinstance(source, Path) else None
        if form in _COUNTED:
            return None
        total += _lines(source) if form is Form.LINES and isinstance(source, Path) else 1
    return total


def utf8_text(file: Path) -> str:
    """The text of a file that other programs write in UTF-8, its line ends as they are.

    Raises:
        InputError: if it cannot be read, or is not UTF-8.
    """
    with reading(file):
        return file.read_bytes().decode()


def _find(path: str, targets: frozenset[Path]) -> list[Source]:
    if not path:  # an unset shell variable: Path("") would be the current directory
        return [Failure("''", None, "is no path; give a file, a directory, or - for standard input")]
    if os.path.isdir(path):
        return _below(path, targets)
    if _ADDRESS.match(path):
        mend = f"save the page and give its file: curl -o page.html {shown_path(path)}"
        return [Failure(shown_path(path), None, f"is an address on the web, which is never asked; {mend}")]
    if not os.path.lexists(path) and glob.has_magic(path):
        missing = Failure(shown_path(path), None, "no file matches this pattern; check it, or give files by name")
        matches = sorted(glob.glob(path, recursive=True))
        return [found for match in matches for found in _find(match, targets)] or [missing]
    return [Path(path)]


def _below(folder: str, targets: frozenset[Path]) -> list[Source]:
    """All files below a folder, by name; those that are left out and folders that may not be read come last."""
    found: list[Path] = []
    others: list[Source] = []

    def refused(error: OSError) -> None:
        others.append(Failure(shown_path(error.filename or folder), None, _reason(error)))

    for at, folders, names in os.walk(folder, onerror=refused):
        for name in sorted([*folders, *names]):
            path = Path(at, name)
            if (reason := _left_out(path, targets)) is not None:
                others.append(LeftOut(shown_path(path), reason))
                folders[:] = [each for each in folders if each != name]
            elif name not in folders:
                found.append(path)
    if not found and not any(isinstance(other, Failure) for other in others):
        others.append(Failure(shown_path(folder), None, "holds no text; give the files by name"))
    return [*sorted(found), *others]


def _left_out(path: Path, targets: frozenset[Path]) -> str | None:
    """Why a file or folder found in a folder is not read; None if it is."""
    if path.name.startswith("."):
        return "hidden; give it by name"
    if targets and path.resolve() in targets:
        return "results are written there"
    if path.is_dir() or not path.exists():  # reading it tells that it is not there
        return None
    if not path.is_file():
        return "no ordinary file"
    if named_form(path.name) is not None or path.suffix.lower() in _TEXTS:
        return None
    try:
        with path.open("rb") as file:
            return no_text(file.read(HEAD))
    except OSError:
        return None  # reading it tells why


def _read_file(path: Path, keys: Keys, encoding: str | None) -> Iterator[Item | Failure]:
    source = shown_path(path)
    try:
        with path.open("rb") as file:
            yield from _read(source, path.name, file, keys, encoding)
    except OSError as error:
        yield Failure(source, None, _reason(error))


def _read(source: str, name: str, file: BinaryIO, keys: Keys, encoding: str | None) -> Iterator[Item | Failure]:
    """Read a file's items: line by line if its name or its first line says so (a name is only supposed for STDIN)."""
    number = 0
    try:
        plain = _uncompressed(name, file)
        first = plain.readline()
        if not is_object(first) and (named_form(name) is not Form.LINES or source == STDIN):
            yield from _whole(source, name, first + plain.read(), keys, encoding)
            return
        lines = chain((first,), plain)
        for item in read_lines(source, lines, keys, encoding):
            number = item.line or number
            yield item
    except _BROKEN_READS as error:
        yield Failure(source, number + 1 if number else None, _reason(error))
    except UnreadableError as error:
        yield Failure(source, None, str(error).replace("FILE", source))


def _whole(source: str, name: str, data: bytes, keys: Keys, encoding: str | None) -> Iterator[Item | Failure]:
    """The items of a file that is read as a whole.

    Raises:
        UnreadableError: says what it is instead of a text, and the mend.
    """
    form = bytes_form(data, name)
    if form is Form.MAILBOX:
        yield from read_mailbox(source, data)
    elif form is Form.MAIL:
        yield read_mail(source, data)
    elif form is not None:
        yield read_document(source, form, data, encoding)
    else:
        yield from _decoded(source, name, decode(data, encoding), keys)


def _decoded(source: str, name: str, decoded: Decoded, keys: Keys) -> Iterator[Item | Failure]:
    text = decoded.text
    if not text.strip():
        raise UnreadableError("is empty; give a file with text in it")
    note = decoded.guessed
    for item in _items(source, text, text_form(text, name, keys.text), keys):
        yield replace(item, note=note) if isinstance(item, Item) else item
        note = None  # said once a file


def _items(source: str, text: str, form: Form, keys: Keys) -> Iterator[Item | Failure]:
    if form is Form.JSON:
        return read_array(source, text, keys)
    if form is Form.TABLE:
        return read_table(source, text, keys)
    if form is Form.LINES:
        return read_lines(source, (line.encode() for line in text.split("\n")), keys)
    return iter([Item(source, None, source, text)])


def _uncompressed(name: str, file: BinaryIO) -> BinaryIO | gzip.GzipFile:
    buffered = file if isinstance(file, BufferedReader) else BufferedReader(file)  # type: ignore[type-var]
    zipped = buffered.peek(len(GZIP)).startswith(GZIP)
    return gzip.GzipFile(fileobj=buffered) if zipped or name.lower().endswith(".gz") else buffered


def _lines(path: Path) -> int:
    try:
        with path.open("rb") as file:
            return sum(1 for _ in _uncompressed(path.name, file))
    except _BROKEN_READS:
        return 1


def _reason(error: Exception) -> str:
    if isinstance(error, gzip.BadGzipFile | EOFError | zlib.error):
        return "is damaged or incomplete gzip data; fetch or compress it again"
    return why_unread(error)
