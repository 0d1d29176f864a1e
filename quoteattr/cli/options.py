"""Options of the commands, and what is made of them: settings, sources, keys, output."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from quoteattr.cli.batch import Output
    from quoteattr.cli.input_files import Keys, Source
    from quoteattr.settings import Settings


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


class LearnedName(StrEnum):
    """The parts whose weights are learned."""

    ATTRIBUTION = "attribution"
    SPEAKERS = "speakers"


class ReportFormatName(StrEnum):
    """How an evaluation is shown."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


class CorpusName(StrEnum):
    """The corpora that can be read."""

    POLNEAR = "polnear"
    PDNC = "pdnc"
    LITBANK = "litbank"


LEARNED_FROM = frozenset({(LearnedName.ATTRIBUTION, CorpusName.POLNEAR), (LearnedName.SPEAKERS, CorpusName.PDNC)})
PathsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH|-",
        help="Texts, directories (every *.txt below), *.jsonl, *.jsonl.gz; - or nothing: standard input.",
    ),
]
ProcessesOption = Annotated[int, typer.Option("--n-process", "-n", min=1, help="Processes to work with.")]
TextKeyOption = Annotated[str | None, typer.Option(help="The key of a record's text (default: text).")]
IdKeyOption = Annotated[str | None, typer.Option(help="The key of a record's id (default: id).")]
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


def make_settings(
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
        "profile": profile and profile.value,
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


def make_keys(text_key: str | None, id_key: str | None) -> Keys | None:
    """What records call their text and id; None if neither is named."""
    from quoteattr.cli.input_files import Keys

    return Keys(text_key or "text", id_key) if text_key or id_key else None


def make_target(
    format: FormatName | None, output: Path | None, resume: bool, cast: bool, errors: Path | None
) -> Output:
    """Where results go, and in which format.

    Raises:
        typer.BadParameter: if options contradict each other.
    """
    from quoteattr.cli.batch import Output

    if format is None:
        to_person = cast or (output is None and sys.stdout.isatty())
        format = FormatName.TABLE if to_person else FormatName.JSONL
    if cast and format != FormatName.TABLE:
        raise typer.BadParameter("--speakers is a table; every line of JSON holds its speakers already")
    if resume and (output is None or format != FormatName.JSONL):
        raise typer.BadParameter("--resume goes on with a file of JSON lines; name it: -o FILE.jsonl")
    if output is not None and output.suffix.lower() == ".gz":
        raise typer.BadParameter("results are written as plain text; name the file without .gz, compress it later")
    return Output(format.value, output, resume, cast, errors)


def make_sources(paths: Sequence[str] | None, target: Output) -> list[Source]:
    """The sources of texts; nothing given means standard input.

    Raises:
        typer.BadParameter: if nobody would write on standard input, or the output suits not the sources.
    """
    from quoteattr.cli.input_files import STDIN, find_sources

    if not paths and sys.stdin.isatty():
        raise typer.BadParameter("give a file or a directory, or - for standard input")
    sources = find_sources(paths or [STDIN])
    output = target.path
    if output is not None and any(_same(output, source) for source in sources):
        raise typer.BadParameter(f"{output} is also one of the texts; write to another file")
    if target.one_page and len(sources) > 1:
        raise typer.BadParameter("several texts need a directory for their pages: -o DIRECTORY")
    return sources


def _same(output: Path, source: Source) -> bool:
    return isinstance(source, Path) and source.name == output.name and source.resolve() == output.resolve()


def _split(values: Sequence[str] | None) -> list[str] | None:
    return None if values is None else [part.strip() for value in values for part in value.split(",")]
