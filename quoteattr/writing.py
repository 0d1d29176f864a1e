"""Files out: extractions as a table, JSON or JSON lines, on standard output or in a file.

A file of JSON lines grows line by line and can be taken up again after an interruption; any other file is
there whole or not at all.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Literal, TextIO

from pydantic_core import from_json

from quoteattr.errors import InputError
from quoteattr.records import Extraction

Format = Literal["table", "json", "jsonl"]
Write = Callable[[Extraction], None]


@contextmanager
def open_writer(
    format: Format, path: Path | None = None, resume: bool = False, cast: bool = False
) -> Iterator[Write]:
    """A function that writes one extraction after another, in this format, to this file or standard output.

    Args:
        format: "table" for people, "json" (one array) or "jsonl" (one extraction a line) for programs.
        path: The file; without one, standard output.
        resume: Append to the JSON lines that are there.
        cast: Whether the table shows the speakers instead of the quotations.
    """
    with _open(path, format, resume) as stream:
        if format == "json":
            yield from _array(stream)
        elif format == "jsonl":
            yield lambda extraction: _put(stream, extraction.model_dump_json() + "\n")
        else:
            yield _tables(stream, cast)


def finished(path: Path) -> Counter[str]:
    """How often each id is in a file of JSON lines; a last line that was never finished is cut off.

    Raises:
        InputError: if another line is not an extraction with an id.
    """
    counts: Counter[str] = Counter()
    if not path.exists():
        return counts
    with path.open("r+b") as file:
        end = 0
        for number, line in enumerate(file, 1):
            if not line.endswith(b"\n"):
                file.truncate(end)
                break
            end += len(line)
            counts[_id(path, number, line)] += 1
    return counts


def _id(path: Path, number: int, line: bytes) -> str:
    try:
        return str(from_json(line)["id"])
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(f"{path}:{number}: is not an extraction; run again without --resume") from error


def _put(stream: TextIO, line: str) -> None:
    stream.write(line)
    stream.flush()  # a whole line is in the file, whatever happens next


def _array(stream: TextIO) -> Iterator[Write]:
    opening = "[\n"

    def write(extraction: Extraction) -> None:
        nonlocal opening
        stream.write(opening + extraction.model_dump_json(indent=2))
        opening = ",\n"

    yield write
    stream.write("[]\n" if opening == "[\n" else "\n]\n")


def _tables(stream: TextIO, cast: bool) -> Write:
    from quoteattr.console import cast_table, console, quote_table

    page, draw = console(stream), cast_table if cast else quote_table
    return lambda extraction: page.print(draw(extraction))


@contextmanager
def _open(path: Path | None, format: Format, resume: bool) -> Iterator[TextIO]:
    if path is None:
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        sys.stdout.flush()
    elif format == "jsonl" or (path.exists() and not path.is_file()):  # a device cannot be replaced
        with path.open("a" if resume else "w", encoding="utf-8", newline="\n") as file:
            yield file
    else:
        with whole_file(path) as file:
            yield file


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A file that takes its name only when all of it is written."""
    target = path.resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
