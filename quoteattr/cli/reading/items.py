"""What reading gives: items to work on, failures, and files that are left out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import JsonValue

_CONTROLS = dict.fromkeys([*range(32), *range(127, 160)], "�")  # a file's words must not command the terminal


@dataclass(frozen=True, slots=True)
class Item:
    """One text to work on: where it came from, its line there if it is a record, its id, what came with it."""

    source: str
    line: int | None
    id: str
    text: str
    meta: Mapping[str, JsonValue] = field(default_factory=dict)
    found: Mapping[str, JsonValue] | None = None  # the record, if it is an extraction
    note: str | None = None  # what was guessed in reading it


@dataclass(frozen=True, slots=True)
class Failure:
    """One item that could not be read or worked on: where it is, what is wrong and the mend."""

    source: str
    line: int | None
    message: str

    def __str__(self) -> str:
        """The failure as one line: ``PATH:LINE: what is wrong; the mend``."""
        return f"{place(self)}: {on_one_line(self.message)}"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file of a folder that is not read, and why; that is no failure."""

    source: str
    reason: str

    def __str__(self) -> str:
        """The file and the reason as one line."""
        return f"{self.source}: left out: {self.reason}"


@dataclass(frozen=True, slots=True)
class Keys:
    """The names a record's text and id go by; an id not named is looked for as ``id``, and may be missing."""

    text: str = "text"
    id: str | None = None


class UnreadableError(Exception):
    """What a file or record is that cannot be read, and the mend."""


def on_one_line(words: str) -> str:
    """Words on one line, without what would command the terminal."""
    return " ".join(words.split()).translate(_CONTROLS)


def place(item: Item | Failure) -> str:
    """Where an item comes from: ``PATH`` or ``PATH:LINE``."""
    return item.source if item.line is None else f"{item.source}:{item.line}"


def shown_path(path: str | Path) -> str:
    """A path as it can be printed and stored: undecodable bytes escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
