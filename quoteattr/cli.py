"""The command line: ``quoteattr extract``, ``render``, ``evaluate``, ``train``, ``schema``.

Data goes to standard output, everything else to standard error. Exit codes: 0 done, 1 something failed,
2 wrong usage, 130 interrupted. Whatever is slow to load is imported inside the command that needs it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quoteattr import __version__
from quoteattr.errors import QuoteattrError

if TYPE_CHECKING:
    from quoteattr.batch import Output
    from quoteattr.extractor import QuoteExtractor
    from quoteattr.files import Source
    from quoteattr.settings import Settings

app = typer.Typer(
    help="Who said what: quotations, cues, sources and speakers in English text.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class FormatName(StrEnum):
    """How results are written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


class ProfileName(StrEnum):
    """How speakers are found."""

    AUTO = "auto"
    NEWS = "news"
    FICTION = "fiction"


PathsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH…|-]",
        help="Texts, directories (every *.txt below), *.jsonl, *.jsonl.gz; - or nothing: standard input.",
    ),
]
KindsOption = Annotated[list[str] | None, typer.Option(help="direct, mixed, indirect; several with commas.")]
ActsOption = Annotated[
    list[str] | None,
    typer.Option(help="speech, thought, intent, attitude, perception, or all; several with commas."),
]
ProfileOption = Annotated[ProfileName | None, typer.Option(help="How speakers are found; auto: by the text.")]
ConfidenceOption = Annotated[
    float | None, typer.Option(min=0, max=1, help="Drop what is less sure: higher is more precise.")
]
SettingsOption = Annotated[
    Path | None, typer.Option("--settings", help="Settings as a JSON file; other options come on top.")
]
ModelOption = Annotated[
    str | None, typer.Option(help="Name of the spaCy pipeline; otherwise the first one installed.")
]


@app.command()
def extract(
    paths: PathsArgument = None,
    format: Annotated[
        FormatName | None,
        typer.Option("--format", "-f", help="Default: table on a terminal, jsonl in a pipe or file."),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
    n_process: Annotated[int, typer.Option("--n-process", "-n", min=1, help="Processes to work with.")] = 1,
    text_key: Annotated[str | None, typer.Option(help="The key of a record's text (default: text).")] = None,
    id_key: Annotated[str | None, typer.Option(help="The key of a record's id (default: id).")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where an interrupted run stopped.")] = False,
    errors: Annotated[Path | None, typer.Option(help="List what failed in this JSONL file.")] = None,
    kinds: KindsOption = None,
    acts: ActsOption = None,
    profile: ProfileOption = None,
    min_confidence: ConfidenceOption = None,
    settings_file: SettingsOption = None,
    model: ModelOption = None,
    speakers: Annotated[bool, typer.Option("--speakers", help="Show the cast, not the quotations.")] = False,
) -> None:
    """Extract quotations with their cues and speakers from texts."""
    settings = _settings(settings_file, kinds, acts, profile, min_confidence)
    target = _target(format, output, resume, speakers, errors)
    with _told(hint=f"; go on with: --resume -o {output}" if target.format == "jsonl" and output else ""):
        from quoteattr.batch import run
        from quoteattr.files import Keys

        sources = _sources(paths, output)
        keys = Keys(text_key or "text", id_key) if text_key or id_key else None
        if run(_extractor(settings, model), sources, keys, target, n_process):
            raise typer.Exit(1)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a line of output."""
    from quoteattr.records import Extraction

    with _told():
        print(json.dumps(Extraction.model_json_schema(), indent=2, ensure_ascii=False))


def main() -> None:
    """Run the command line."""
    app()


@app.callback(invoke_without_command=True)
def _top(
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> None:
    if version:
        print(f"quoteattr {__version__}")
        raise typer.Exit


def _settings(
    file: Path | None,
    kinds: Sequence[str] | None,
    acts: Sequence[str] | None,
    profile: ProfileName | None,
    min_confidence: float | None,
) -> Settings:
    """Settings from the file, with the options given on top.

    Raises:
        typer.BadParameter: if they are none.
    """
    from pydantic import ValidationError
    from pydantic_core import from_json

    from quoteattr.settings import Settings

    given = {
        "kinds": _split(kinds),
        "acts": "all" if acts == ["all"] else _split(acts),
        "profile": profile,
        "min_confidence": min_confidence,
    }
    try:
        base = from_json(file.read_bytes()) if file else {}
        chosen = {name: value for name, value in given.items() if value is not None}
        return Settings.model_validate(base | chosen)
    except ValidationError as error:
        first = error.errors()[0]
        raise typer.BadParameter(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    except (OSError, ValueError, TypeError) as error:
        raise typer.BadParameter(f"{file} is no settings file in JSON ({error})") from error


def _split(values: Sequence[str] | None) -> list[str] | None:
    return None if values is None else [part.strip() for value in values for part in value.split(",")]


def _target(
    format: FormatName | None, output: Path | None, resume: bool, cast: bool, errors: Path | None
) -> Output:
    """Where results go, and in which format.

    Raises:
        typer.BadParameter: if options contradict each other.
    """
    from quoteattr.batch import Output

    if format is None:
        to_person = cast or (output is None and sys.stdout.isatty())
        format = FormatName.TABLE if to_person else FormatName.JSONL
    if cast and format != FormatName.TABLE:
        raise typer.BadParameter("--speakers is a table; every line of JSON holds its speakers already")
    if resume and (output is None or format != FormatName.JSONL):
        raise typer.BadParameter("--resume goes on with a file of JSON lines; name it: -o FILE.jsonl")
    return Output(format.value, output, resume, cast, errors)


def _sources(paths: Sequence[str] | None, output: Path | None) -> list[Source]:
    """The sources of texts; nothing given means standard input.

    Raises:
        typer.BadParameter: if nobody would write on standard input, or results would overwrite a source.
    """
    from quoteattr.files import STDIN, find_sources

    if not paths and sys.stdin.isatty():
        raise typer.BadParameter("give a file or a directory, or - for standard input")
    sources = find_sources(paths or [STDIN])
    if output is not None and output.resolve() in {s.resolve() for s in sources if isinstance(s, Path)}:
        raise typer.BadParameter(f"{output} is also one of the texts; write to another file")
    return sources


def _extractor(settings: Settings, model: str | None) -> QuoteExtractor:
    from quoteattr.extractor import QuoteExtractor
    from quoteattr.parsing import load_model

    return QuoteExtractor(settings, nlp=load_model(model))


@contextmanager
def _told(hint: str = "") -> Iterator[None]:
    """Errors end the command with one line on standard error, never with a traceback.

    Args:
        hint: What to do after an interruption.
    """
    from quoteattr.batch import complain

    try:
        yield
    except QuoteattrError as error:
        complain(str(error))
        raise typer.Exit(1) from None
    except BrokenPipeError:  # whoever reads our output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for the flush at exit
        raise typer.Exit(0) from None
    except OSError as error:
        complain(f"{error.filename or 'output'}: {(error.strerror or str(error)).lower()}{hint}")
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        complain(f"interrupted{hint}")
        raise typer.Exit(130) from None
