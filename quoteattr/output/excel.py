"""Extractions as an Excel workbook: a sheet of quotations, one of speakers. Needs XlsxWriter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quoteattr.errors import needing
from quoteattr.output.around import Context
from quoteattr.output.tables import COLUMNS, SPEAKER_COLUMNS, columns_of, iter_rows, iter_speaker_rows
from quoteattr.records import Result

if TYPE_CHECKING:
    from xlsxwriter import Workbook

Sheet = tuple[Sequence[Mapping[str, object]], Sequence[str]]
_LONGEST = 32_767  # characters a cell of Excel holds
_AS_WRITTEN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDTHS = {"text": 80, "verbatim": 60, "before": 40, "after": 40, "speaker": 24, "name": 24, "source": 24}


def write_excel(extractions: Iterable[Result], path: Path, context: Context | None = None) -> None:
    """Write a workbook; words that look like formulas, numbers or addresses stay words.

    A cell holds 32,767 characters: a longer quotation is cut there, and ends in "…".

    Args:
        extractions: of any number of documents.
        path: the file.
        context: which words around the quotations to give.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    quotes: list[Mapping[str, object]] = []
    speakers: list[Mapping[str, object]] = []
    for extraction in extractions:
        quotes += iter_rows([extraction], context)
        speakers += iter_speaker_rows([extraction])
    write_sheets(path, {"Quotations": (quotes, COLUMNS), "Speakers": (speakers, SPEAKER_COLUMNS)})


def write_sheets(path: Path, sheets: Mapping[str, Sheet]) -> None:
    """Write a workbook of rows, a sheet under each name.

    Args:
        path: the file.
        sheets: by name, the rows and the names of those columns that are there in any case.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    with needing("XlsxWriter", "excel"):
        import xlsxwriter
    with xlsxwriter.Workbook(path, _AS_WRITTEN) as book:
        for name, (rows, known) in sheets.items():
            _write_sheet(book, name, rows, known)


def _write_sheet(book: Workbook, name: str, rows: Sequence[Mapping[str, object]], known: Sequence[str]) -> None:
    sheet = book.add_worksheet(name)
    columns = columns_of(rows, known)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for at, column in enumerate(columns):
        sheet.set_column(at, at, _WIDTHS.get(column), wrapped)
    sheet.write_row(0, 0, columns, bold)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    for number, row in enumerate(rows, start=1):
        for at, column in enumerate(columns):
            value = row.get(column)
            if value is not None:
                sheet.write(number, at, _fitting(value))


def _fitting(value: object) -> object:
    return f"{value[: _LONGEST - 1]}…" if isinstance(value, str) and len(value) > _LONGEST else value
