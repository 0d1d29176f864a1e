"""Rows of plain values out: in a terminal, as CSV, Excel or JSON, by the file's suffix."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import typer

from quoteattr.cli.whole_files import open_text, part_of
from quoteattr.errors import InputError

Row = Mapping[str, object]
DELIMITERS = {"csv": ",", "tsv": "\t"}
ROW_SUFFIXES = {".csv": "csv", ".tsv": "tsv", ".xlsx": "xlsx", ".json": "json", ".jsonl": "jsonl", ".txt": "table"}
DRAWN = {".svg": "svg"}


def row_format(output: Path | None, known: Mapping[str, str]) -> str:
    """The format that a file's suffix says; a table on a terminal, JSON lines in a pipe.

    Raises:
        typer.BadParameter: if nothing is written under such a suffix.
    """
    if output is None:
        return "table" if sys.stdout.isatty() else "jsonl"
    if output.suffix.lower() not in known:
        raise typer.BadParameter(f"{output}: nothing is written under this suffix; known are {', '.join(known)}")
    return known[output.suffix.lower()]


def save_rows(
    rows: Sequence[Row],
    columns: Sequence[str],
    format: str,
    path: Path | None,
    shown: Sequence[str],
    name: str = "Rows",
) -> None:
    """Save rows.

    Args:
        rows: all of them.
        columns: those that a table has in any case, in their order.
        format: one of the values of `ROW_SUFFIXES`.
        path: the file; without one, standard output.
        shown: the columns that a terminal has room for.
        name: of the sheet in a workbook.

    Raises:
        MissingExtraError: what writes workbooks is not installed.
    """
    if format == "xlsx":
        from quoteattr.output.excel import write_sheets

        if path is None:
            raise InputError("a workbook is no text to print; name a file: -o FILE.xlsx")
        with part_of(path) as part:
            write_sheets(part, {name: (rows, columns)})
        return
    with open_text(path) as stream:
        if format in DELIMITERS:
            from quoteattr.output.tables import write_table

            write_table(rows, columns, stream, DELIMITERS[format])
        elif format == "table":
            from quoteattr.cli.console import console, rows_table

            console(stream).print(rows_table(rows, shown))
        elif format == "json":
            print(json.dumps(rows, ensure_ascii=False, indent=1), file=stream)
        else:
            stream.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
