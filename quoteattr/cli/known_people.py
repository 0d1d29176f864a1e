"""Known people in a file: a table with a person a row, or JSON lines with a person a line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path

from pydantic import JsonValue, ValidationError
from pydantic_core import from_json

from quoteattr.cli.reading.encodings import decode
from quoteattr.cli.reading.forms import header
from quoteattr.cli.reading.items import UnreadableError
from quoteattr.errors import InputError, first_problem, reading
from quoteattr.language.people import GENDERS
from quoteattr.settings import Person

_JSON = (".jsonl", ".json", ".ndjson")
_SEVERAL = ("aliases", "roles")  # columns of several values
_BETWEEN = ";"


def read_people(path: Path) -> tuple[Person, ...]:
    """Read the people of a file.

    A table's columns are the fields of `Person`; only `name` must be there, other columns are passed over. Aliases and
    roles are parted by semicolons, gender may be f or m.

    Raises:
        InputError: if the file cannot be read, or a person in it.
    """
    try:
        with reading(path):
            text = decode(path.read_bytes()).text
    except UnreadableError as error:
        raise InputError(f"{path}: {error}") from None
    found = [_person(path, *row) for row in (_lines if path.suffix.lower() in _JSON else _rows)(path, text)]
    if not found:
        raise InputError(f"{path}: names nobody; give a person a line, under a first line of columns in a table")
    return tuple(found)


def _rows(path: Path, text: str) -> Iterator[tuple[int, JsonValue]]:
    delimiter, columns = header(text)
    if "name" not in columns:
        raise InputError(
            f"{path}: has no column 'name' (it has {', '.join(columns[:8]) or 'none'}); name it in the first line"
        )
    rows = csv.DictReader(StringIO(text, newline=""), delimiter=delimiter, restval="")
    for row in rows:
        cells = {name: row[name].strip() for name in Person.model_fields if row.get(name)}
        if any(cells.values()):
            yield rows.line_num, _values(cells)


def _values(cells: Mapping[str, str]) -> JsonValue:
    """Return a person's cells as values; an empty one says nothing."""
    values: dict[str, JsonValue] = {name: cell for name, cell in cells.items() if cell}
    for name in _SEVERAL:
        if name in values:
            values[name] = [part.strip() for part in cells[name].split(_BETWEEN) if part.strip()]
    gender = cells.get("gender", "").lower()
    return {**values, "gender": GENDERS.get(gender, gender)}


def _lines(path: Path, text: str) -> Iterator[tuple[int, JsonValue]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield number, from_json(line)
            except ValueError:
                raise InputError(f"{path}:{number}: is not JSON; write one object a line") from None


def _person(path: Path, number: int, values: JsonValue) -> Person:
    try:
        return Person.model_validate(values)
    except ValidationError as error:
        raise InputError(f"{path}:{number}: {first_problem(error)}; correct the person there") from None
