"""The project's own JSON lines, corrected by hand -> gold documents."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from pydantic import ValidationError

from quoteattr.assembly.extraction import Extraction
from quoteattr.errors import InputError, first_problem, reading
from quoteattr.evaluation.corpora.gold import GoldAttribution, GoldDocument, only_named
from quoteattr.records import Quote, Speaker
from quoteattr.settings import EVERY_KIND


def read_corrected(path: Path, only: Collection[str] = ()) -> list[GoldDocument]:
    """Read extractions as a corpus: every quotation in them is taken to be right, and no other to be there.

    Nested quotations are left out, as the models are of the outermost ones. A text without an id is called after its
    file and line.

    Args:
        path: a file of JSON lines, or a folder of them.
        only: names of the documents to read; all of them when empty.

    Raises:
        InputError: there is no such file, a line is no extraction, or there is no quotation.
    """
    documents = [_document(each, f"{file.stem}:{number}") for file, number, each in _read(path)]
    documents = only_named(documents, only, path)
    if not any(document.attributions for document in documents):
        raise InputError(f"{path}: no quotation is here; give JSON lines that `quoteattr extract` wrote, corrected")
    return documents


def asked_in(path: Path) -> tuple[list[str], list[str]]:
    """Return the kinds and the acts that the extractions of a corpus were asked for, and those that people gave them.

    All of them, if an extraction does not know what was asked for; of acts, `["all"]` then.

    Raises:
        InputError: as `read_corrected`.
    """
    kinds: set[str] = set()
    acts: set[str] = set()
    for _, _, extraction in _read(path):
        settings = extraction.settings
        kinds |= settings.kinds if settings else EVERY_KIND
        acts |= settings.acts if settings and settings.acts != "all" else {"all"}
        kinds |= {quote.kind for quote in extraction.quotes}
        acts |= {quote.cue.act for quote in extraction.quotes if quote.cue}
    return sorted(kinds), ["all"] if "all" in acts else sorted(acts)


def _read(path: Path) -> Iterator[tuple[Path, int, Extraction]]:
    files = sorted(path.glob("**/*.jsonl")) if path.is_dir() else [path]
    return ((file, *each) for file in files for each in extractions_in(file))


def extractions_in(path: Path) -> Iterator[tuple[int, Extraction]]:
    """Yield the extractions of a file of JSON lines, each with the number of its line.

    Raises:
        InputError: the file cannot be read, or a line is no extraction.
    """
    with reading(path):
        lines = path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, Extraction.model_validate_json(line)
            except ValidationError as error:
                raise InputError(
                    f"{path}:{number}: is no extraction: {first_problem(error)}; write it with `quoteattr extract`"
                ) from None


def _document(extraction: Extraction, name: str) -> GoldDocument:
    named = [speaker for speaker in extraction.speakers if speaker.named and not speaker.members]
    return GoldDocument(
        id=extraction.id or name,
        text=extraction.text,
        attributions=tuple(_attribution(quote, named) for quote in extraction.quotes if quote.inside is None),
        aliases={speaker.name: frozenset((speaker.name, *speaker.aliases)) for speaker in named},
    )


def _attribution(quote: Quote, named: Collection[Speaker]) -> GoldAttribution:
    return GoldAttribution(
        content=tuple((span.start, span.end) for span in quote.content),
        cue=((quote.cue.start, quote.cue.end),) if quote.cue else (),
        source=((quote.source.start, quote.source.end),) if quote.source else (),
        speaker=quote.speaker.name if quote.speaker and quote.speaker in named else None,
        kind=quote.kind,
        form=quote.source.form if quote.source else None,
    )
