"""One run over texts for the command line: items in, extractions out, failures told, progress shown."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from quoteattr.cli.input_files import Source, find_sources, read_items
from quoteattr.cli.output_files import Write, finished, is_directory, open_writer
from quoteattr.cli.progress import Read, Tick, progress_bar
from quoteattr.cli.reading.foreign import is_foreign
from quoteattr.cli.reading.items import Failure, Item, Keys, LeftOut, place
from quoteattr.cli.whole_files import growing_file, open_text
from quoteattr.errors import InputError, first_problem

if TYPE_CHECKING:
    from quoteattr.assembly.extraction import Extraction
    from quoteattr.explanation.records import Explanation, Place
    from quoteattr.extractor import QuoteExtractor
    from quoteattr.output.around import Context
    from quoteattr.settings import Settings

_IDS = re.compile(r"q\d+(?:,q\d+)*")
_LANGUAGES = {"en": "English"}
_OFFSET = re.compile(r"@(\d+)")


@dataclass(frozen=True, slots=True)
class Input:
    """What is read, and how: see `quoteattr.cli.input_files.read_items`."""

    sources: Sequence[Source]
    keys: Keys | None = None
    encoding: str | None = None

    def items(self, failures: Failures, done: Mapping[str, int] | None = None) -> Iterator[Item]:
        """Yield the items that can be read, telling the others; `done` says how many of each id are left out."""
        left = Counter(done)
        for item in read_items(self.sources, self.keys, sys.stdin.buffer, self.encoding):
            if isinstance(item, Failure):
                failures.tell(item)
            elif isinstance(item, LeftOut):
                failures.leave(item)
            elif left[item.id] > 0:
                left[item.id] -= 1
                failures.tick()
            else:
                yield item


@dataclass(frozen=True, slots=True)
class Output:
    """Where results go, and how: see `quoteattr.cli.output_files.open_writer`."""

    format: str
    path: Path | None = None
    resume: bool = False
    cast: bool = False
    errors: Path | None = None
    context: Context | None = None
    quiet: bool = False

    @property
    def is_followed(self) -> bool:
        """Whether a person looks at standard error, wants to know, and results do not go to the same terminal."""
        return not self.quiet and sys.stderr.isatty() and not (self.path is None and sys.stdout.isatty())

    @property
    def going_on(self) -> str:
        """How to go on after an interruption; empty where one begins anew."""
        return f"; go on with: --resume -o {self.path}" if self.format == "jsonl" and self.path is not None else ""

    @property
    def one_page(self) -> bool:
        """Whether there is room for one text only."""
        return self.format == "html" and not is_directory(self.path)


class Tally:
    """Counts what is written, to say so in the end."""

    def __init__(self) -> None:
        self._texts = self._quotes = self._speakers = 0

    def add(self, extraction: Extraction) -> None:
        """Count one more extraction."""
        self._texts += 1
        self._quotes += len(extraction.quotes)
        self._speakers += len({quote.speaker.id for quote in extraction.quotes if quote.speaker})

    def tell(self, output: Output) -> None:
        """Say on standard error what was written to which file, unless nobody wants to know."""
        if output.path is not None and not output.quiet:
            quotes, speakers = counted(self._quotes, "quotation"), counted(self._speakers, "speaker")
            found = f"{quotes} by {speakers} in {counted(self._texts, 'text')}, written"
            print(f"{found if self._texts else 'no text left to write'} to {output.path}", file=sys.stderr)


def counted(number: int, noun: str) -> str:
    """A number of things in words: *1 text*, *1,270 quotations*."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


class Failures:
    """Tells each failure as it comes: to the errors file, or else on standard error."""

    def __init__(self, file: TextIO | None = None, tick: Tick = lambda: None) -> None:
        self.count = 0
        self.tick = tick
        self._file = file

    def tell(self, failure: Failure) -> None:
        """Report one failure."""
        self.count += 1
        self.tick()
        if self._file is None:
            complain(str(failure))
        else:
            record = {"source": failure.source, "line": failure.line, "message": failure.message}
            print(json.dumps(record, ensure_ascii=False), file=self._file, flush=True)

    def leave(self, left: LeftOut) -> None:
        """Tell of a file that is not read, which is no failure."""
        self.tick()
        complain(str(left))

    def blame(self, item: Item, error: InputError) -> None:
        """Report an item that was read but could not be worked on."""
        self.tell(Failure(item.source, item.line, str(error)))


def complain(message: str) -> None:
    """Say on standard error what is wrong, in one line."""
    print(f"quoteattr: {message}", file=sys.stderr)


def make_extractor(settings: Settings, model: str | None, weights: Path | None = None) -> QuoteExtractor:
    """The extractor with the spaCy pipeline of this name, or the first one installed, and the weights in this folder.

    Raises:
        ModelNotFoundError: if there is none.
        DataError: if there are no weights.
    """
    from quoteattr.extractor import QuoteExtractor

    return QuoteExtractor(settings, model, weights)


def run(make: Callable[[], QuoteExtractor], given: Input, output: Output, n_process: int, anew: bool = True) -> int:
    """Extract from every item, telling each failure.

    Args:
        make: makes the extractor, when it is needed.
        given: what to read.
        output: where to write.
        n_process: how many processes work.
        anew: whether items that are extractions are extracted from too; otherwise they are taken as they are.

    Returns:
        How many items failed.

    Raises:
        InputError: if the output file is not one to resume.
        OSError: if a file cannot be written.
    """
    extractor, tally = cache(make), Tally()
    if anew:  # what is wrong with the model is told before anything is written
        extractor()
    resumed = output.path if output.resume else None
    done = finished(resumed, extractor().provenance()) if resumed else None
    with _errors_file(output.errors) as file, progress_bar(given.sources, output.is_followed) as (tick, read):
        failures = Failures(file, tick)
        found = _results(extractor, given.items(failures, done), anew, n_process, failures, read)
        with _open(output) as write, closing(found) as extractions:
            for extraction in extractions:
                write(extraction)
                tally.add(extraction)
                tick()
    tally.tell(output)
    if output.errors is not None and failures.count:
        complain(f"{failures.count} failed; see {output.errors}")
    return failures.count


def _results(
    extractor: Callable[[], QuoteExtractor],
    items: Iterable[Item],
    anew: bool,
    n_process: int,
    failures: Failures,
    read: Read,
) -> Generator[Extraction]:
    for is_found, group in groupby(items, lambda item: not anew and item.found is not None):
        if is_found:
            yield from as_found(group, failures)
        else:
            yield from _extracted(extractor(), group, n_process, failures, read)


def one_extraction(make: Callable[[], QuoteExtractor], path: str, encoding: str | None) -> Extraction:
    """Extract from the one text of a source; an extraction is taken as it is.

    Raises:
        InputError: if it holds none, or several.
    """
    failures = Failures()
    items = Input(find_sources([path]), encoding=encoding).items(failures)
    with closing(_results(cache(make), items, False, 1, failures, lambda _: None)) as results:
        found = list(islice(results, 2))
    if len(found) != 1:
        raise InputError(f"{path}: holds {'several texts' if found else 'no text'}; give one")
    return found[0]


def run_convert(extractions: Callable[[Failures], Iterator[Extraction]], output: Output) -> int:
    """Write extractions in another format, telling each failure.

    Returns:
        How many items failed.
    """
    failures, tally = Failures(), Tally()
    with _open(output) as write:
        for extraction in extractions(failures):
            write(extraction)
            tally.add(extraction)
    tally.tell(output)
    return failures.count


def found_in(given: Input, failures: Failures) -> Iterator[Extraction]:
    """The extractions of files of JSON lines, as they are."""
    return as_found(replace(given, keys=Keys()).items(failures), failures)


def as_found(items: Iterable[Item], failures: Failures) -> Iterator[Extraction]:
    """The extractions that items are; others are failures."""
    from pydantic import ValidationError

    from quoteattr.assembly.extraction import Extraction

    for item in items:
        if item.found is None:
            failures.blame(item, InputError("is no extraction; make one: quoteattr extract FILE -o found.jsonl"))
            continue
        try:
            yield Extraction.model_validate({"id": item.id, **item.found})
        except ValidationError as error:
            failures.blame(item, InputError(f"is no extraction: {first_problem(error)}; extract anew"))


def _extracted(
    extractor: QuoteExtractor, items: Iterable[Item], n_process: int, failures: Failures, read: Read
) -> Iterator[Extraction]:
    texts = ((item.text, item) for item in _warned(items, extractor.settings.language))
    found = extractor.pipe(texts, as_tuples=True, n_process=n_process, on_error=failures.blame, progress=read)
    with closing(found) as results:
        for extraction, item in results:
            yield extraction.model_copy(update={"id": item.id, "meta": item.meta})


def _open(output: Output) -> AbstractContextManager[Write]:
    return open_writer(output.format, output.path, output.resume, output.cast, output.context)


def run_explain(extractor: QuoteExtractor, given: Input, output: Output, what: str) -> int:
    """Explain quotations, or what was found at a place, of every item; as a table or as JSON lines.

    Args:
        extractor: what to extract with.
        given: what to read.
        output: where to write.
        what: ids of quotations (`q3`, `q3,q5`), `all` of them, a place by its offset (`@120`), or words of the text.

    Returns:
        How many items failed.
    """
    from quoteattr.cli.console import console, explanation_lines, place_lines
    from quoteattr.explanation.records import Place

    with open_text(output.path) as stream, _errors_file(output.errors) as file:
        failures, page = Failures(file), console(stream)
        for item in _warned(given.items(failures), extractor.settings.language):
            try:
                explained = _explained(extractor, item.text, what)
            except InputError as error:
                failures.blame(item, error)
                continue
            for each in explained:
                if output.format == "table":
                    page.print(place_lines(each) if isinstance(each, Place) else explanation_lines(each))
                else:
                    print(each.model_dump_json(), file=stream)
    return failures.count


def _explained(extractor: QuoteExtractor, text: str, what: str) -> Sequence[Explanation | Place]:
    from quoteattr.explanation.explain import explain, explain_at

    if what == "all" or _IDS.fullmatch(what):
        return explain(extractor, text, None if what == "all" else what.split(","))
    offset = _OFFSET.fullmatch(what)
    return [explain_at(extractor, text, int(offset[1]) if offset else what)]


def _warned(items: Iterable[Item], language: str) -> Iterator[Item]:
    """The items; what is doubtful about one is said on standard error."""
    for item in items:
        if item.note is not None:
            complain(f"warning: {place(item)}: read as {item.note}, a guess; to force another: --encoding NAME")
        if is_foreign(item.text, language):
            name = _LANGUAGES.get(language, f"its language {language!r}")
            complain(f"warning: {place(item)}: does not look like {name}; little will be found")
        yield item


@contextmanager
def _errors_file(path: Path | None) -> Iterator[TextIO | None]:
    if path is None:
        yield None
    else:  # a resumed run meets the same failures again: the file is always that of the whole run
        with growing_file(path) as file:
            yield file
