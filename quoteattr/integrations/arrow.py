"""Extractions as Arrow tables, one row a document with every field, and back."""

from __future__ import annotations

import importlib
import types
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import from_json, to_json

from quoteattr.assembly.extraction import Extraction
from quoteattr.errors import needing
from quoteattr.output.tables import not_none

if TYPE_CHECKING:
    import pyarrow as pa

_AS_JSON = ("settings", "meta")  # of no fixed shape: columns of text that hold JSON


def arrow_schema() -> pa.Schema:
    """Return the Arrow schema of one row a document, derived from `Extraction` and the records in it.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    pa = pyarrow()
    return pa.schema(_fields_of(Extraction))


def to_arrow(extractions: Iterable[Extraction]) -> pa.Table:
    """Return one row a document with every field of its records; `pyarrow.parquet.write_table` stores it.

    Raises:
        MissingExtraError: pyarrow is not installed.

    Example:
        >>> table = to_arrow([Extraction(text="It rained.", model="none")])
        >>> next(from_arrow(table)).text
        'It rained.'
    """
    pa = pyarrow()
    rows = [arrow_row(extraction) for extraction in extractions]
    return pa.Table.from_pylist(rows, schema=arrow_schema())


def from_arrow(table: pa.Table) -> Iterator[Extraction]:
    """Yield the extractions that `to_arrow` wrote, in order.

    Raises:
        pydantic.ValidationError: a row is not an extraction.
    """
    for batch in table.to_batches():
        for row in batch.to_pylist():
            yield from_arrow_row(row)


# Any: rows are what Arrow makes of nested records
def arrow_row(extraction: Extraction) -> dict[str, Any]:
    """Return an extraction as a row of `arrow_schema`."""
    row = extraction.model_dump(exclude=set(_AS_JSON))
    return row | {name: to_json(getattr(extraction, name)).decode() for name in _AS_JSON}


def from_arrow_row(row: Mapping[str, Any]) -> Extraction:
    """Return the extraction that such a row holds.

    Raises:
        pydantic.ValidationError: if it holds none.
    """
    known = {name: value for name, value in row.items() if name in Extraction.model_fields}
    return Extraction.model_validate(known | {name: from_json(known[name]) for name in _AS_JSON if name in known})


def _fields_of(record: type[BaseModel]) -> list[pa.Field]:
    return [
        _arrow_field(name, str if name in _AS_JSON else field.annotation) for name, field in record.model_fields.items()
    ]


def _arrow_field(name: str, hint: object) -> pa.Field:
    kind, nullable = not_none(hint)
    return pyarrow().field(name, _arrow_type(kind), nullable=nullable)


def _arrow_type(kind: type) -> pa.DataType:
    pa = pyarrow()
    if get_origin(kind) is tuple:
        return pa.list_(_arrow_field("item", get_args(kind)[0]))
    if get_origin(kind) is Literal:
        return pa.string()
    if issubclass(kind, BaseModel):
        return pa.struct(_fields_of(kind))
    return {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}[kind]


def pyarrow() -> types.ModuleType:
    """Return the module.

    Raises:
        MissingExtraError: it is not installed.
    """
    with needing("pyarrow", "arrow"):
        return importlib.import_module("pyarrow")
