"""Files that are written whole or not at all, or grow line by line."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from quoteattr.errors import InputError


@contextmanager
def open_text(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that is there whole or not at all."""
    if path is None:
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        sys.stdout.flush()
    else:
        with growing_file(path) if path.exists() and not path.is_file() else whole_file(path) as file:
            yield file


def check_file(path: Path) -> None:
    """Refuse a path where no file can be.

    Raises:
        InputError: it is a directory, or in one that is not there.
    """
    if path.is_dir():
        raise InputError(f"{path}: is a directory; name a file in it: {path / 'FILE'}")
    if not path.parent.is_dir():
        raise InputError(f"{path}: there is no directory {path.parent}; make it: mkdir -p {path.parent}")


@contextmanager
def growing_file(path: Path, resume: bool = False) -> Iterator[TextIO]:
    """A file that is there from the first line on."""
    check_file(path)
    with path.open("a" if resume else "w", encoding="utf-8", newline="\n") as file:
        yield file


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A file that takes its name only when all of it is written, in UTF-8.

    One named .csv begins with a byte order mark: spreadsheets take it for Windows-1252 without.
    """
    encoding = "utf-8-sig" if path.suffix.lower() == ".csv" else "utf-8"
    with part_of(path) as part, part.open("w", encoding=encoding, newline="\n") as file:
        yield file


@contextmanager
def part_of(path: Path) -> Iterator[Path]:
    """Where to write a file that takes its name only when all of it is written."""
    check_file(path)
    target = path.resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
