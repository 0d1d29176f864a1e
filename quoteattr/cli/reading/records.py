"""Records -> items: JSON objects, one a line or in an array, and the rows of a table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO

from pydantic import JsonValue
from pydantic_core import from_json, to_json

from quoteattr.cli.reading.encodings import UTF8_BOM
from quoteattr.cli.reading.forms import header
from quoteattr.cli.reading.items import Failure, Item, Keys, UnreadableError

EXTRACTION_KEYS = frozenset({"text", "model", "speakers", "quotes"})  # a record with these has been worked on
_LONGEST_CELL = 2**31 - 1  # characters: the most that the csv module takes on every system


def read_lines(
    source: str, lines: Iterable[bytes], keys: Keys, encoding: str | None = None
) -> Iterator[Item | Failure]:
    """Read one JSON object a line, in UTF-8 or the encoding named; a bad line is a failure in its place."""
    seen = False
    for number, line in enumerate(lines, 1):
        if line.strip():
            seen = True
            yield _line(source, number, line.removeprefix(UTF8_BOM) if number == 1 else line, keys, encoding)
    if not seen:
        yield Failure(source, None, "is empty; give a file with records in it")


def read_array(source: str, text: str, keys: Keys) -> Iterator[Item | Failure]:
    """Read an array of JSON objects, or a single one.

    Raises:
        UnreadableError: if it is no JSON.
    """
    try:
        value = from_json(text)
    except ValueError as error:
        raise UnreadableError(f"is not JSON ({error}); write an array of objects, or one object a line") from error
    records = value if isinstance(value, list) else [value]
    if not records:
        raise UnreadableError("is empty; give a file with records in it")
    for number, record in enumerate(records, 1):
        yield _record(source, number, record, keys)


def read_table(source: str, text: str, keys: Keys) -> Iterator[Item | Failure]:
    """Read the rows of a table whose first line names its columns, by the line on which each ends.

    Raises:
        UnreadableError: if it has no such column.
    """
    delimiter, columns = header(text)
    if keys.text not in columns:
        has = ", ".join(columns[:8]) or "nothing"
        raise UnreadableError(f"has no column {keys.text!r} (it has {has}); name the column of the text: --text-key")
    if not text.partition("\n")[2].strip():
        raise UnreadableError("is empty; give a table with rows in it")
    rows = csv.DictReader(StringIO(text, newline=""), delimiter=delimiter, restkey="", restval="")
    while (row := _next_row(rows)) is not None:
        yield _record(source, rows.line_num, {key: value for key, value in row.items() if key}, keys)


def _next_row(rows: csv.DictReader[str]) -> Mapping[str, str] | None:
    """Return the next row, None at the end; the limit of a cell is the process's, so that it is set back."""
    usual = csv.field_size_limit(_LONGEST_CELL)
    try:
        return next(rows, None)
    finally:
        csv.field_size_limit(usual)


def _line(source: str, number: int, line: bytes, keys: Keys, encoding: str | None) -> Item | Failure:
    try:
        record = from_json(line.strip() if encoding is None else line.decode(encoding).strip())
    except ValueError as error:
        place = str(error).replace("line 1 ", "")
        return Failure(source, number, f"is not JSON ({place}); write one object a line, in UTF-8")
    return _record(source, number, record, keys)


def _record(source: str, number: int, record: JsonValue, keys: Keys) -> Item | Failure:
    try:
        if not isinstance(record, dict):
            raise UnreadableError(f"is {_called(record)}, not a JSON object; write one object a line")
        id, text = _id(record, keys.id), _field(record, keys.text)
        found = record if record.keys() >= EXTRACTION_KEYS else None
        return Item(source, number, id or f"{source}:{number}", text, _meta(record, keys), found)
    except UnreadableError as error:
        return Failure(source, number, str(error))


def _field(record: dict[str, JsonValue], key: str) -> str:
    if key not in record:
        has = ", ".join(map(str, list(record)[:8])) or "nothing"
        raise UnreadableError(f"has no {key!r} (it has {has}); name the key that holds the text: --text-key")
    value = record[key]
    if not isinstance(value, str):
        raise UnreadableError(
            f"{key!r} is {_called(value)}, not a string; name the key that holds the text: --text-key"
        )
    if not value.strip():
        raise UnreadableError(f"{key!r} is empty; remove the record, or name another key: --text-key")
    return value


def _called(value: JsonValue) -> str:
    """Return how JSON calls a value, or writes it if it is short."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "an array"
    return "a string" if isinstance(value, str) else to_json(value).decode()


def _id(record: dict[str, JsonValue], key: str | None) -> str | None:
    value = record.get(key or "id")
    if isinstance(value, str | int) and not isinstance(value, bool) and value != "":
        return str(value)
    if key is not None:
        raise UnreadableError(f"has no string or number at {key!r}; name the key that holds the id: --id-key")
    return None


def _meta(record: dict[str, JsonValue], keys: Keys) -> Mapping[str, JsonValue]:
    """What a record holds beside text and id; of an extraction, what came with its text."""
    if record.keys() >= EXTRACTION_KEYS:
        meta = record.get("meta")
        return meta if isinstance(meta, dict) else {}
    return {key: value for key, value in record.items() if key not in (keys.text, keys.id or "id")}
