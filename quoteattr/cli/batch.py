"""One run over texts for the command line: items in, extractions out, failures told, progress shown."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from quoteattr.cli.input_files import STDIN, Failure, Item, Keys, Source, count_items, read_items
from quoteattr.cli.output_files import Format, finished, is_directory, open_text, open_writer
from quoteattr.errors import InputError

if TYPE_CHECKING:
    from quoteattr.explanation.records import Explanation
    from quoteattr.extractor import QuoteExtractor
    from quoteattr.settings import Settings

Tick = Callable[[], None]  # one more item is done
_IDS = re.compile(r"q\d+(?:,q\d+)*")
_OFFSET = re.compile(r"@(\d+)")


@dataclass(frozen=True, slots=True)
class Output:
    """Where results go, and how: see `quoteattr.writing.open_writer`."""

    format: Format
    path: Path | None = None
    resume: bool = False
    cast: bool = False
    errors: Path | None = None

    @property
    def one_page(self) -> bool:
        """Whether there is room for one text only."""
        return self.format == "html" and not is_directory(self.path)


class Failures:
    """Tells each failure as it comes: to the errors file, or else on standard error."""

    def __init__(self, file: TextIO | None, tick: Tick) -> None:
        self.count = 0
        self._file = file
        self._tick = tick

    def tell(self, failure: Failure) -> None:
        """Report one failure."""
        self.count += 1
        self._tick()
        if self._file is None:
            complain(str(failure))
        else:
            record = {"source": failure.source, "line": failure.line, "message": failure.message}
            print(json.dumps(record, ensure_ascii=False), file=self._file, flush=True)

    def blame(self, item: Item, error: InputError) -> None:
        """Report an item that was read but could not be worked on."""
        self.tell(Failure(item.source, item.line, str(error)))


def complain(message: str) -> None:
    """Say on standard error what is wrong, in one line."""
    print(f"quoteattr: {message}", file=sys.stderr)


def make_extractor(settings: Settings, model: str | None) -> QuoteExtractor:
    """The extractor with the spaCy pipeline of this name, or the first one installed.

    Raises:
        ModelNotFoundError: if there is none.
    """
    from quoteattr.extractor import QuoteExtractor

    return QuoteExtractor(settings, model)


def run(
    extractor: QuoteExtractor, sources: Sequence[Source], keys: Keys | None, output: Output, n_process: int
) -> int:
    """Extract from every item of the sources, telling each failure.

    Returns:
        How many items failed.

    Raises:
        InputError: if the output file is not one to resume.
        OSError: if a file cannot be written.
    """
    resumed = output.resume and output.path is not None
    done = finished(output.path, extractor.provenance()) if resumed and output.path else Counter[str]()
    with _errors_file(output.errors) as file, _progress(sources, output) as tick:
        failures = Failures(file, tick)
        items = _good(read_items(sources, keys, sys.stdin.buffer), done, failures, tick)
        texts = ((item.text, item) for item in items)
        results = extractor.pipe(texts, as_tuples=True, n_process=n_process, on_error=failures.blame)
        with open_writer(output.format, output.path, output.resume, output.cast) as write, closing(results):
            for extraction, item in results:
                write(extraction.model_copy(update={"id": item.id, "meta": item.meta}))
                tick()
    if output.errors is not None and failures.count:
        complain(f"{failures.count} failed; see {output.errors}")
    return failures.count


def run_explain(
    extractor: QuoteExtractor, sources: Sequence[Source], keys: Keys | None, output: Output, what: str
) -> int:
    """Explain quotations, or what was found at a place, of every item; as a table or as JSON lines.

    Args:
        extractor: what to extract with.
        sources: what to read.
        keys: the keys of JSON lines.
        output: where to write.
        what: ids of quotations (`q3`, `q3,q5`), `all` of them, a place by its offset (`@120`), or words of the text.

    Returns:
        How many items failed.
    """
    from quoteattr.cli.console import console, explanation_lines, place_lines
    from quoteattr.explanation.explain import explain, explain_at
    from quoteattr.explanation.records import Place

    with open_text(output.path) as stream, _errors_file(output.errors) as file:
        failures, page = Failures(file, lambda: None), console(stream)
        for item in _good(read_items(sources, keys, sys.stdin.buffer), Counter(), failures, lambda: None):
            try:
                explained: list[Explanation | Place]
                if what == "all" or _IDS.fullmatch(what):
                    explained = [*explain(extractor, item.text, None if what == "all" else what.split(","))]
                else:
                    offset = _OFFSET.fullmatch(what)
                    explained = [explain_at(extractor, item.text, int(offset[1]) if offset else what)]
            except InputError as error:
                failures.blame(item, error)
                continue
            for each in explained:
                if output.format == "table":
                    page.print(place_lines(each) if isinstance(each, Place) else explanation_lines(each))
                else:
                    print(each.model_dump_json(), file=stream)
    return failures.count


def _good(
    items: Iterable[Item | Failure], done: Counter[str], failures: Failures, tick: Tick
) -> Iterator[Item]:
    """The items that could be read and are not done yet."""
    for item in items:
        if isinstance(item, Failure):
            failures.tell(item)
        elif done[item.id] > 0:
            done[item.id] -= 1
            tick()
        else:
            yield item


@contextmanager
def _errors_file(path: Path | None) -> Iterator[TextIO | None]:
    if path is None:
        yield None
    else:
        # a resumed run meets the same failures again: the file is always that of the whole run
        with path.open("w", encoding="utf-8", newline="\n") as file:
            yield file


@contextmanager
def _progress(sources: Sequence[Source], output: Output) -> Iterator[Tick]:
    """A bar on standard error, if a person looks at it and results do not go to the same terminal."""
    if not sys.stderr.isatty() or (output.path is None and sys.stdout.isatty()):
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        total = None if Path(STDIN) in sources else count_items(sources)
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)
