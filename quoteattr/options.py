"""Options that several commands share, and the settings made of them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
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
