"""Formats by name and suffix, and how extractions are saved in each: in one file, or in a folder of files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import regex

from quoteattr.assembly.extraction import Extraction
from quoteattr.cli.rows import DELIMITERS
from quoteattr.cli.whole_files import open_text, part_of, whole_file
from quoteattr.errors import InputError, needing

if TYPE_CHECKING:
    from quoteattr.output.around import Context

Save = Callable[[Iterable[Extraction], Path | None], None]
SUFFIXES = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "tsv", ".xlsx": "xlsx",
    ".parquet": "parquet", ".html": "html", ".htm": "html", ".txt": "table",
}  # fmt: skip
"""What a file's name says of its format."""
_BATCH = 64  # documents at a time into a Parquet file
_LONGEST_NAME = 60  # characters of an id that a file is named by


def saver(name: str, cast: bool = False, context: Context | None = None) -> Save:
    """How to save extractions in a format of one file.

    Args:
        name: one of `FILES`.
        cast: Whether tables are of the speakers instead of the quotations.
        context: Which words around the quotations tables give.
    """
    if name in DELIMITERS:
        return partial(_save_table, delimiter=DELIMITERS[name], cast=cast, context=context)
    return partial(_save_excel, context=context) if name == "xlsx" else FILES[name]


def save_in_folder(name: str, extraction: Extraction, folder: Path, stem: str) -> None:
    """Save one extraction in a format of a folder, in files of this name.

    Raises:
        MissingExtraError: if an optional dependency is not installed.
    """
    for suffix, text in FOLDERS[name](extraction).items():
        file = f"{stem}{suffix}" if suffix.startswith(".") else suffix
        with whole_file(folder / file) as stream:
            stream.write(text)


def save_one_file(name: str, extraction: Extraction, path: Path) -> None:
    """Save one extraction as the one file of such a suffix that the format has.

    Raises:
        InputError: the format has no file of this suffix.
    """
    made = FOLDERS[name](extraction)
    if path.suffix not in made:
        suffixes = ", ".join(suffix for suffix in made if suffix.startswith("."))
        raise InputError(f"{path}: {name} has files in {suffixes}; name one so, or a directory: -o DIRECTORY")
    with whole_file(path) as stream:
        stream.write(made[path.suffix])


def file_stem(extraction: Extraction, number: int) -> str:
    """A file's name for a document: its number and the words of its id."""
    words = "-".join(regex.findall(r"\w+", Path(extraction.id or "text").stem))[:_LONGEST_NAME]
    return f"{number:04}-{words}"


def _save_table(
    extractions: Iterable[Extraction], path: Path | None, delimiter: str, cast: bool, context: Context | None
) -> None:
    from quoteattr.output.tables import COLUMNS, SPEAKER_COLUMNS, iter_rows, iter_speaker_rows, write_table

    with open_text(path) as stream:
        if cast:
            write_table([*iter_speaker_rows(extractions)], SPEAKER_COLUMNS, stream, delimiter)
        else:
            write_table([*iter_rows(extractions, context)], COLUMNS, stream, delimiter)


def _save_excel(extractions: Iterable[Extraction], path: Path | None, context: Context | None) -> None:
    from quoteattr.output.excel import write_excel

    with part_of(_file(path)) as part:
        write_excel(extractions, part, context)


def _save_parquet(extractions: Iterable[Extraction], path: Path | None) -> None:
    from quoteattr.integrations.arrow import arrow_schema, to_arrow

    with needing("pyarrow", "arrow"):
        from pyarrow.parquet import ParquetWriter
    with part_of(_file(path)) as part, ParquetWriter(part, arrow_schema()) as writer:
        source = iter(extractions)
        while batch := list(islice(source, _BATCH)):
            writer.write_table(to_arrow(batch))


def _save_docbin(extractions: Iterable[Extraction], path: Path | None) -> None:
    from quoteattr.output.spacy_doc import to_docbin

    with part_of(_file(path)) as part:
        to_docbin(extractions).to_disk(part)


def _file(path: Path | None) -> Path:
    if path is None:
        raise InputError("this format is no text to print; name a file: -o FILE")
    return path


def _save_doccano(extractions: Iterable[Extraction], path: Path | None) -> None:
    from quoteattr.output.doccano import to_doccano

    _save_lines(map(to_doccano, extractions), path)


def _save_prodigy(extractions: Iterable[Extraction], path: Path | None) -> None:
    from quoteattr.output.prodigy import to_prodigy

    _save_lines(map(to_prodigy, extractions), path)


def _save_lines(records: Iterable[object], path: Path | None) -> None:
    with open_text(path) as stream:
        stream.writelines(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records)


def _brat(extraction: Extraction) -> Mapping[str, str]:
    from quoteattr.output.brat import ANNOTATION_CONF, to_brat

    return {".txt": extraction.text, ".ann": to_brat(extraction), "annotation.conf": ANNOTATION_CONF}


def _tei(extraction: Extraction) -> Mapping[str, str]:
    from quoteattr.output.tei import to_tei

    return {".xml": to_tei(extraction)}


def _web_annotation(extraction: Extraction) -> Mapping[str, str]:
    from quoteattr.output.web_annotation import to_web_annotation

    page = json.dumps(to_web_annotation(extraction), ensure_ascii=False, indent=1)
    return {".jsonld": f"{page}\n"}


def _uima(extraction: Extraction) -> Mapping[str, str]:
    from quoteattr.output.uima import to_uima

    xmi, types = to_uima(extraction)
    return {".xmi": xmi, "TypeSystem.xml": types}


def _label_studio(extraction: Extraction) -> Mapping[str, str]:
    from quoteattr.output.label_studio import CONFIG, to_task

    tasks = json.dumps([to_task(extraction)], ensure_ascii=False, indent=1)
    return {".json": f"{tasks}\n", "config.xml": CONFIG}


def _booknlp(extraction: Extraction) -> Mapping[str, str]:
    from quoteattr.output.booknlp import to_booknlp

    return to_booknlp(extraction)


def _script(extraction: Extraction) -> Mapping[str, str]:
    from quoteattr.output.script.lines import script_data, script_text, to_script

    data = json.dumps(script_data(extraction), ensure_ascii=False, indent=1)
    return {".json": f"{data}\n", ".txt": script_text(to_script(extraction))}


def _conversations(extraction: Extraction) -> Mapping[str, str]:
    from quoteattr.output.conversations import (
        CONVERSATION_COLUMNS,
        conversation_rows,
        conversations,
        draw_conversations,
    )
    from quoteattr.output.tables import write_table

    table = StringIO(newline="")
    write_table([*conversation_rows([extraction])], CONVERSATION_COLUMNS, table)
    return {".csv": table.getvalue(), ".svg": draw_conversations(conversations(extraction))}


FILES: Mapping[str, Save] = {
    "csv": saver("csv"),
    "tsv": saver("tsv"),
    "xlsx": saver("xlsx"),
    "parquet": _save_parquet,
    "docbin": _save_docbin,
    "doccano": _save_doccano,
    "prodigy": _save_prodigy,
}
"""Formats of one file."""
FOLDERS: Mapping[str, Callable[[Extraction], Mapping[str, str]]] = {
    "brat": _brat,
    "tei": _tei,
    "web-annotation": _web_annotation,
    "uima": _uima,
    "label-studio": _label_studio,
    "booknlp": _booknlp,
    "script": _script,
    "conversations": _conversations,
}
"""Formats of a folder: the files of a document, by suffix; a name without a first "." is one file for all."""
