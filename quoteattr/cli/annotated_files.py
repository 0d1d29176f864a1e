"""Files in that people annotated: brat, Label Studio, INCEpTION -> extractions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic_core import from_json

from quoteattr.assembly.extraction import Extraction
from quoteattr.cli.input_files import utf8_text
from quoteattr.errors import InputError
from quoteattr.output.brat import from_brat
from quoteattr.output.label_studio import from_task
from quoteattr.output.uima import from_uima
from quoteattr.records import Result


def read_annotated(name: str, path: Path) -> Iterator[Extraction]:
    """Read what was annotated, a folder's files by name.

    Args:
        name: "brat" (`.ann` beside `.txt`), "label-studio" (its JSON export), "uima" (`.xmi` beside `TypeSystem.xml`).
        path: a file, or a folder of them.

    Raises:
        InputError: if there is nothing of this format, or it is damaged or cannot be read.
    """
    read, suffix = _READERS[name]
    files = sorted(path.glob(f"**/*{suffix}")) if path.is_dir() else [path]
    if not files:
        raise InputError(f"{path}: holds no {suffix} file; give the folder that {name} exported")
    for file in files:
        for result in read(file):
            yield Extraction.model_validate(dict(result))


def _from_brat(file: Path) -> Iterator[Result]:
    annotations = utf8_text(file)  # first: it is the file that was named
    yield from_brat(utf8_text(file.with_suffix(".txt")), annotations, file.stem, str(file))


def _from_label_studio(file: Path) -> Iterator[Result]:
    text = utf8_text(file)
    try:
        tasks = from_json(text)
    except ValueError as error:
        raise InputError(f"{file}: is not JSON ({error}); give Label Studio's JSON export") from error
    for number, task in enumerate(tasks if isinstance(tasks, list) else [tasks], start=1):
        yield from_task(task, f"{file}: task {number}")


def _from_uima(file: Path) -> Iterator[Result]:
    yield from_uima(utf8_text(file), utf8_text(file.with_name("TypeSystem.xml")), name=str(file))


_READERS = {
    "brat": (_from_brat, ".ann"),
    "label-studio": (_from_label_studio, ".json"),
    "uima": (_from_uima, ".xmi"),
}
