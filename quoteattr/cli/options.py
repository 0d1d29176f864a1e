"""Options of the commands, and what is made of them: settings, input, output."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quoteattr.errors import InputError, first_problem, reading

if TYPE_CHECKING:
    from quoteattr.cli.batch import Input, Output
    from quoteattr.cli.input_files import Source
    from quoteattr.output.around import Context
    from quoteattr.settings import Settings


class FormatName(StrEnum):
    """How results are written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    HTML = "html"


class ConvertName(StrEnum):
    """What extractions are converted to: a name only where no suffix of a file says it."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    HTML = "html"
    BRAT = "brat"
    TEI = "tei"
    WEB_ANNOTATION = "web-annotation"
    DOCBIN = "docbin"
    UIMA = "uima"
    LABEL_STUDIO = "label-studio"
    DOCCANO = "doccano"
    PRODIGY = "prodigy"
    BOOKNLP = "booknlp"
    SCRIPT = "script"
    CONVERSATIONS = "conversations"


class AnnotatedName(StrEnum):
    """Where people annotate, and extractions come back from."""

    BRAT = "brat"
    LABEL_STUDIO = "label-studio"
    UIMA = "uima"


class ContextName(StrEnum):
    """Which words around a quotation a table gives."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


class ProfileName(StrEnum):
    """How speakers are found."""

    AUTO = "auto"
    NEWS = "news"
    FICTION = "fiction"


class LearnedName(StrEnum):
    """The parts whose weights are learned."""

    ATTRIBUTION = "attribution"
    SPEAKERS = "speakers"
    COREFERENCE = "coreference"
    CONFIDENCE = "confidence"


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
    PASSAGES = "passages"
    JSONL = "jsonl"
    GUM = "gum"


def check_encoding(name: str | None) -> str | None:
    """The name of an encoding that texts may be in.

    Raises:
        typer.BadParameter: if there is none of this name.
    """
    try:
        if name is not None:
            b" ".decode(name)
    except UnicodeError:  # an encoding of several bytes a character
        pass
    except (LookupError, ValueError):
        raise typer.BadParameter(f"{name!r} is no encoding; known are utf-8, windows-1252, utf-16, mac-roman") from None
    return name


_SETTINGS_EXAMPLE = '{"kinds": ["direct"]}'
CONTEXTS: dict[ContextName, Context] = {ContextName.SENTENCE: "sentence", ContextName.PARAGRAPH: "paragraph"}
LEARNED_FROM = {
    LearnedName.ATTRIBUTION: (CorpusName.POLNEAR, CorpusName.PASSAGES, CorpusName.GUM, CorpusName.JSONL),
    LearnedName.SPEAKERS: (CorpusName.PDNC, CorpusName.PASSAGES),
    LearnedName.COREFERENCE: (CorpusName.LITBANK, CorpusName.GUM, CorpusName.PASSAGES),
    LearnedName.CONFIDENCE: (CorpusName.PDNC, CorpusName.PASSAGES),
}
PathsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH|-",
        help="Texts, pages, documents, tables, mail, JSON; directories of them; - or nothing: standard input.",
    ),
]
ExtractionsArgument = Annotated[
    list[str], typer.Argument(metavar="PATH|-", help="Extractions (JSONL); with convert --from, annotations.")
]
ProcessesOption = Annotated[int, typer.Option("--n-process", "-n", min=1, help="Processes to work with.")]
TextKeyOption = Annotated[str | None, typer.Option(help="The key or column of a record's text (default: text).")]
IdKeyOption = Annotated[str | None, typer.Option(help="The key of a record's id (default: id).")]
EncodingOption = Annotated[
    str | None, typer.Option(callback=check_encoding, help="What texts are in; otherwise found out for each.")
]
KindsOption = Annotated[list[str] | None, typer.Option(help="direct, mixed, indirect, reported; several with commas.")]
ActsOption = Annotated[
    list[str] | None,
    typer.Option(help="speech, thought, intent, attitude, perception, or all; several with commas."),
]
ProfileOption = Annotated[ProfileName | None, typer.Option(help="How speakers are found; auto: by the text.")]
ConfidenceOption = Annotated[
    float | None, typer.Option(min=0, max=1, help="Drop what is less sure: higher is more precise.")
]
SpeakersOption = Annotated[bool, typer.Option("--speakers", help="A table of the speakers, not the quotations.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, and no last line: only what fails.")]
ContextOption = Annotated[
    ContextName | None, typer.Option(help="Add the words before and after each quotation there to the table.")
]
SettingsOption = Annotated[
    Path | None, typer.Option("--settings", help="Settings as a JSON file; other options come on top.")
]
ModelOption = Annotated[
    str | None, typer.Option(help="Name or folder of the spaCy pipeline; otherwise the first one installed.")
]

PeopleOption = Annotated[
    Path | None,
    typer.Option(help="Known people: a table with name, aliases, gender, kind, roles, ref; or JSON lines."),
]
ClosedOption = Annotated[bool, typer.Option("--closed", help="The people are the whole cast: nobody else is named.")]
WeightsOption = Annotated[
    Path | None,
    typer.Option(help="A folder with weights of your own, as `quoteattr train` wrote: attribution.tsv, ..."),
]


def make_settings(
    file: Path | None,
    kinds: Sequence[str] | None,
    acts: Sequence[str] | None,
    profile: ProfileName | None,
    min_confidence: float | None,
    people: Path | None = None,
    closed: bool = False,
) -> Settings:
    """Settings from the file, with the options given on top.

    Raises:
        typer.BadParameter: if they are none.
    """
    from pydantic import ValidationError

    from quoteattr.cli.known_people import read_people
    from quoteattr.settings import Settings

    given: dict[str, object] = {
        "kinds": _split(kinds),
        "acts": "all" if acts == ["all"] else _split(acts),
        "profile": profile and profile.value,
        "min_confidence": min_confidence,
        "closed": closed or None,
    }
    try:
        given["people"] = read_people(people) if people else None
        base = _settings_in(file) if file else {}
        settings = Settings.model_validate(base | {name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        raise typer.BadParameter(f"{first_problem(error)}; correct the option, or the file of settings") from error
    except InputError as error:
        raise typer.BadParameter(str(error)) from error
    if settings.closed and not settings.people:
        raise typer.BadParameter("--closed names nobody but the people given; give them: --people FILE")
    return settings


def _settings_in(file: Path) -> dict[str, object]:
    from pydantic_core import from_json

    from quoteattr.settings import Settings

    with reading(file):
        data = file.read_bytes()
    try:
        found = from_json(data)
    except ValueError as error:
        raise InputError(f"{file}: is not JSON ({error}); write an object, as {_SETTINGS_EXAMPLE}") from None
    if not isinstance(found, dict):
        raise InputError(f"{file}: holds no settings; write an object, as {_SETTINGS_EXAMPLE}")
    if unknown := sorted(found.keys() - Settings.model_fields.keys()):
        raise InputError(f"{file}: no setting is called {unknown[0]!r}; there are {', '.join(Settings.model_fields)}")
    return found


def make_target(
    format: FormatName | ConvertName | None,
    output: Path | None,
    resume: bool = False,
    cast: bool = False,
    errors: Path | None = None,
    context: ContextName | None = None,
    quiet: bool = False,
    explained: bool = False,
) -> Output:
    """Where results go, and in which format: the one named, or that of the file's suffix.

    Raises:
        typer.BadParameter: if options contradict each other, or the suffix is unknown.
    """
    from quoteattr.cli.batch import Output

    to_person = cast or sys.stdout.isatty()
    default = "table" if output is None and to_person else "jsonl"
    name = format.value if format else format_of(output) or default
    if cast and name not in ("table", "csv", "tsv", "xlsx"):
        raise typer.BadParameter("--speakers is a table (csv, tsv, xlsx); a line of JSON holds its speakers already")
    if context and name not in ("csv", "tsv", "xlsx"):
        raise typer.BadParameter("--context gives columns of a table: -o FILE.csv, FILE.tsv or FILE.xlsx")
    if resume and (output is None or name != "jsonl"):
        raise typer.BadParameter("--resume goes on with a file of JSON lines; name it: -o FILE.jsonl")
    if explained and (cast or resume or name not in ("table", "jsonl")):
        raise typer.BadParameter("--explain gives a table or JSON lines, without --speakers or --resume")
    if output is None and name in ("xlsx", "parquet", "docbin"):
        raise typer.BadParameter(f"{name} is not to be printed; name a file: -o FILE")
    return Output(name, output, resume, cast, errors, CONTEXTS[context] if context else None, quiet)


def make_pages(output: Path | None, quiet: bool) -> Output:
    """Where pages go: one file, or a directory.

    Raises:
        typer.BadParameter: if the file would be no page.
    """
    from quoteattr.cli.batch import Output

    is_file = output is not None and output.suffix and not output.is_dir()
    if is_file and format_of(output) != "html":
        raise typer.BadParameter(f"{output} is no page; name it .html, or a directory without a suffix")
    return Output("html", output, quiet=quiet)


def make_review(output: Path | None, quiet: bool) -> Output:
    """Where the page for reviewing goes: one file.

    Raises:
        typer.BadParameter: if the file would be no page.
    """
    from quoteattr.cli.batch import Output

    if output is not None and format_of(output) != "html":
        raise typer.BadParameter(f"{output} is no page; name it .html")
    return Output("review", output, quiet=quiet)


def format_of(output: Path | None) -> str | None:
    """The format that a file's suffix says; None without a suffix.

    Raises:
        typer.BadParameter: if nothing is written under such a suffix.
    """
    from quoteattr.cli.formats import SUFFIXES

    if output is None or not output.suffix:
        return None
    if output.suffix.lower() == ".gz":
        raise typer.BadParameter("results are written as plain text; name the file without .gz, compress it later")
    known = SUFFIXES.get(output.suffix.lower())
    if known is None:
        raise typer.BadParameter(f"{output}: no format has the suffix {output.suffix}; known are {', '.join(SUFFIXES)}")
    return known


def make_input(
    paths: Sequence[str] | None,
    target: Output,
    text_key: str | None = None,
    id_key: str | None = None,
    encoding: str | None = None,
) -> Input:
    """What is read; no paths mean standard input, which holds records where their keys are named.

    Raises:
        typer.BadParameter: if nobody would write on standard input, or the output suits not the sources.
    """
    from quoteattr.cli.batch import Input
    from quoteattr.cli.input_files import STDIN, find_sources
    from quoteattr.cli.reading.items import Keys, LeftOut

    if not paths and sys.stdin.isatty():
        raise typer.BadParameter("give a file or a directory, or - for standard input")
    output = target.path
    sources = find_sources(paths or [STDIN], [path for path in (output, target.errors) if path is not None])
    if output is not None and any(_same(output, source) for source in sources):
        raise typer.BadParameter(f"{output} is also one of the texts; write to another file")
    if target.one_page and sum(not isinstance(source, LeftOut) for source in sources) > 1:
        raise typer.BadParameter("several texts need a directory for their pages: -o DIRECTORY")
    return Input(sources, Keys(text_key or "text", id_key) if text_key or id_key else None, encoding)


def _same(output: Path, source: Source) -> bool:
    return isinstance(source, Path) and source.name == output.name and source.resolve() == output.resolve()


def _split(values: Sequence[str] | None) -> list[str] | None:
    return None if values is None else [part.strip() for value in values for part in value.split(",")]
