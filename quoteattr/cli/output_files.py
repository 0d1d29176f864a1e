"""Files out: extractions in each format, on standard output, in a file or in a folder.

A file of JSON lines grows line by line and can be taken up again after an interruption; any other file is
there whole or not at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, TextIO

from pydantic import JsonValue
from pydantic_core import from_json, to_json

from quoteattr.assembly.extraction import Extraction
from quoteattr.cli.formats import FILES, FOLDERS, Save, file_stem, save_in_folder, save_one_file, saver
from quoteattr.cli.whole_files import check_file, growing_file, open_text, whole_file
from quoteattr.errors import InputError

if TYPE_CHECKING:
    from quoteattr.output.around import Context

Write = Callable[[Extraction], None]


@contextmanager
def open_writer(
    format: str,
    path: Path | None = None,
    resume: bool = False,
    cast: bool = False,
    context: Context | None = None,
) -> Iterator[Write]:
    """A function that writes one extraction after another, in this format, to this file or standard output.

    Args:
        format: "table", "html" and "review" for people, "json" (one array) and "jsonl" (one a line) for programs, or
            one of `formats.FILES` or `formats.FOLDERS`.
        path: The file, or with "html" the directory for a page a text; without one, standard output.
        resume: Append to the JSON lines that are there.
        cast: Whether tables are of the speakers instead of the quotations.
        context: Which words around the quotations tables give.

    Raises:
        InputError: if no such file can be, or several texts need several files.
    """
    if format in FOLDERS:
        yield from _folder(format, path)
        return
    is_folder = format == "html" and is_directory(path)
    if path is not None and not is_folder:
        check_file(path)  # before the work, not after it
    if format in FILES:
        yield from _spooled(saver(format, cast, context), path)
        return
    if format == "review":
        yield from _spooled(_save_review, path)
        return
    if format == "html":
        yield from _pages(path) if path is not None and is_folder else _page(path)
        return
    with growing_file(path, resume) if path and format == "jsonl" else open_text(path) as stream:
        if format == "json":
            yield from _array(stream)
        elif format == "jsonl":
            yield lambda extraction: _put(stream, extraction.model_dump_json() + "\n")
        else:
            yield _tables(stream, cast)


def _folder(format: str, folder: Path | None) -> Iterator[Write]:
    if folder is None:
        raise InputError("this format is several files; name a directory: -o DIRECTORY")
    if folder.suffix and not folder.is_dir():
        yield from _only(lambda extraction: save_one_file(format, extraction, folder), "files")
        return
    folder.mkdir(parents=True, exist_ok=True)
    numbers = count(1)
    yield lambda extraction: save_in_folder(format, extraction, folder, file_stem(extraction, next(numbers)))


def _spooled(save: Save, path: Path | None) -> Iterator[Write]:
    """Keep extractions in a temporary file until all are there: a table's columns are known only then."""
    with TemporaryFile("w+", encoding="utf-8", newline="\n") as spool:
        yield lambda extraction: print(extraction.model_dump_json(), file=spool)
        spool.seek(0)
        save(map(Extraction.model_validate_json, spool), path)


def finished(path: Path, made_by: Mapping[str, JsonValue]) -> Counter[str]:
    """How often each id is in a file of JSON lines; a last line that was never finished is cut off.

    Args:
        path: the file; nothing is finished if it is not there.
        made_by: what an extraction says of its making, as `QuoteExtractor.provenance` gives it.

    Raises:
        InputError: if another line is not an extraction with an id, or was made otherwise.
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
            counts[_id(path, number, line, made_by)] += 1
    return counts


def _id(path: Path, number: int, line: bytes, made_by: Mapping[str, JsonValue]) -> str:
    try:
        record = from_json(line)
        for name, value in made_by.items():
            if record.get(name) != value:
                raise InputError(f"{path}:{number}: {_otherwise(name, record.get(name), value)}")
        return str(record["id"])
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError(f"{path}:{number}: is not an extraction; run again without --resume") from error


def _otherwise(name: str, before: JsonValue, now: JsonValue) -> str:
    """How an extraction was made otherwise, and the mend."""
    if isinstance(before, dict) and isinstance(now, dict):
        name = next(key for key in now if before.get(key) != now[key])
        before, now = before.get(name), now[name]
    was, would = (to_json(value).decode() for value in (before, now))
    return f"was made with {name} {was}, not {would}; run it as before, or name another file: -o FILE.jsonl"


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
    from quoteattr.cli.console import cast_table, console, quote_table

    page, draw = console(stream), cast_table if cast else quote_table
    return lambda extraction: page.print(draw(extraction))


def is_directory(path: Path | None) -> bool:
    """Whether pages go to a directory of this name rather than to one file."""
    return path is not None and (path.is_dir() or path.suffix.lower() not in (".html", ".htm"))


def _page(path: Path | None) -> Iterator[Write]:
    from quoteattr.output.pages.html import render_page

    def save(extraction: Extraction) -> None:
        with open_text(path) as stream:
            stream.write(render_page(extraction))

    yield from _only(save, "pages")


def _only(save: Write, what: str) -> Iterator[Write]:
    """Save one extraction, once it is sure that no other follows, for which there would be no room."""
    kept: list[Extraction] = []

    def write(extraction: Extraction) -> None:
        if kept:
            raise InputError(f"several texts need a directory for their {what}: -o DIRECTORY")
        kept.append(extraction)

    yield write
    for extraction in kept:
        save(extraction)


def _save_review(extractions: Iterable[Extraction], path: Path | None) -> None:
    from quoteattr.output.pages.review import render_review

    with open_text(path) as stream:
        stream.write(render_review(extractions))


def _pages(folder: Path) -> Iterator[Write]:
    from quoteattr.output.pages.html import render_page
    from quoteattr.output.pages.index import Summary, render_index, summarise

    summaries: list[Summary] = []
    folder.mkdir(parents=True, exist_ok=True)

    def write(extraction: Extraction) -> None:
        name = f"{file_stem(extraction, len(summaries) + 1)}.html"
        with whole_file(folder / name) as stream:
            stream.write(render_page(extraction, index="index.html"))
        summaries.append(summarise(extraction, name))

    yield write
    with whole_file(folder / "index.html") as stream:
        stream.write(render_index(summaries))
