"""The command line with a stand-in for the extractor: called in this process, or started as one of its own."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from pydantic import JsonValue
from typer.testing import CliRunner, Result

from quoteattr.assembly.extraction import Extraction
from quoteattr.cli import app as cli
from quoteattr.cli import batch
from quoteattr.cli.reading.items import Item
from quoteattr.records import Cue, Mention, Quote, Span, Speaker
from quoteattr.settings import Settings
from quoteattr.streams import OnError, stream

SAID = '"It leaks," said Mira Oduya.'
DRIVER = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import command_line; command_line.serve()"
"""A program for a process of its own."""
INTERRUPTIBLE = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
"""Before such a program: what a shell starts in the background ignores interruptions, and so does all it starts."""


def read(texts: Sequence[str]) -> list[Extraction]:
    """One quotation in every text; "poison" in it makes it fail, "slowly" takes time."""
    done = []
    for text in texts:
        if "poison" in text:
            raise ValueError("poison found")
        if "slowly" in text:
            time.sleep(0.05)
        if not text.startswith('"'):
            done.append(Extraction(text=text, model="none"))
            continue
        speaker = Speaker(id="s1", name="Mira Oduya", named=True, kind="person", roles=("plumber",))
        quote = Quote(
            id="q1",
            kind="direct",
            content=(Span(start=0, end=11, text=text[:11]),),
            text=text[:11],
            cue=Cue(start=12, end=16, text=text[12:16], lemma="say", kind="verb", act="speech", negated=True),
            source=Mention(start=17, end=27, text=text[17:27], form="name"),
            speaker=speaker,
            confidence=0.93,
            rule="test",
        )
        done.append(Extraction(text=text, model="none", quotes=(quote,), speakers=(speaker,)))
    return done


class StandIn:
    """What the command line uses of the extractor."""

    def __init__(self, settings: Settings, model: str | None, weights: Path | None = None) -> None:
        self.settings = settings

    def provenance(self) -> dict[str, JsonValue]:
        """As `QuoteExtractor.provenance`, of what `read` makes."""
        return {"model": "none", "version": ""}

    def pipe(
        self,
        texts: Iterable[tuple[str, Item]],
        *,
        as_tuples: bool,
        n_process: int,
        on_error: OnError[Item],
        progress: Callable[[int], None],
    ) -> Iterator[tuple[Extraction, Item]]:
        """As `QuoteExtractor.pipe`, two texts at a time; of the first it has parsed a part."""
        assert as_tuples
        progress(1_000)
        return stream(read, texts, batch_size=2, n_process=n_process, on_error=on_error)


def call(*arguments: str | Path, stdin: str | bytes | None = None, columns: str = "100") -> Result:
    result = CliRunner().invoke(cli.app, [str(a) for a in arguments], input=stdin, env={"COLUMNS": columns})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.stderr
    return result


def extractions(data: str) -> list[Extraction]:
    return [Extraction.model_validate_json(line) for line in data.splitlines()]


def ids(data: str) -> list[str | None]:
    return [extraction.id for extraction in extractions(data)]


def write(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def corpus(path: Path, size: int = 7) -> Path:
    return write(path, *({"id": f"d{k}", "text": f"{SAID} Text {k}."} for k in range(size)))


def serve() -> None:
    """The command line with the stand-in, for the processes below."""
    batch.make_extractor = StandIn  # type: ignore[assignment]
    cli.main()
