"""The command line: ``quoteattr extract``, ``render``, ``convert``, ``people``, ``check``, ``evaluate``, ``train``...

Data goes to standard output, everything else to standard error. Exit codes: 0 done, 1 something failed,
2 wrong usage, 3 a script contradicts its text, 130 interrupted. Whatever is slow to load is imported inside the
command that needs it.
"""

from __future__ import annotations

import json
import logging
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from quoteattr import __version__
from quoteattr.cli.checking import check
from quoteattr.cli.corpora import evaluate, train
from quoteattr.cli.endings import told
from quoteattr.cli.options import (
    ActsOption,
    AnnotatedName,
    ClosedOption,
    ConfidenceOption,
    ContextOption,
    ConvertName,
    EncodingOption,
    ExtractionsArgument,
    FormatName,
    IdKeyOption,
    KindsOption,
    ModelOption,
    PathsArgument,
    PeopleOption,
    ProcessesOption,
    ProfileOption,
    QuietOption,
    SettingsOption,
    SpeakersOption,
    TextKeyOption,
    WeightsOption,
    make_input,
    make_pages,
    make_review,
    make_settings,
    make_target,
)
from quoteattr.cli.people import people

app = typer.Typer(
    help="Who said what: quotations, cues, sources and speakers in English text.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command()
def extract(
    paths: PathsArgument = None,
    format: Annotated[
        FormatName | None,
        typer.Option("--format", "-f", help="Default: by the file's suffix; table on a terminal, jsonl in a pipe."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to this .jsonl, .json, .csv, .tsv, .xlsx, .parquet, .html or .txt."),
    ] = None,
    n_process: ProcessesOption = 1,
    text_key: TextKeyOption = None,
    id_key: IdKeyOption = None,
    encoding: EncodingOption = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where an interrupted run stopped.")] = False,
    errors: Annotated[Path | None, typer.Option(help="List what failed in this JSONL file.")] = None,
    kinds: KindsOption = None,
    acts: ActsOption = None,
    profile: ProfileOption = None,
    min_confidence: ConfidenceOption = None,
    settings_file: SettingsOption = None,
    people: PeopleOption = None,
    closed: ClosedOption = False,
    model: ModelOption = None,
    weights: WeightsOption = None,
    speakers: SpeakersOption = False,
    context: ContextOption = None,
    quiet: QuietOption = False,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="WHAT",
            help="Say why: of quotations (q3; q3,q5; all), or of a place, found or not (@120, or words of the text).",
        ),
    ] = None,
) -> None:
    """Extract quotations with their cues and speakers from texts."""
    settings = make_settings(settings_file, kinds, acts, profile, min_confidence, people, closed)
    target = make_target(format, output, resume, speakers, errors, context, quiet, explained=explain is not None)
    with told(target.going_on if explain is None else ""):
        from quoteattr.cli.batch import make_extractor, run, run_explain

        given = make_input(paths, target, text_key, id_key, encoding)
        make = partial(make_extractor, settings, model, weights)
        _end(run(make, given, target, n_process) if explain is None else run_explain(make(), given, target, explain))


@app.command()
def render(
    paths: PathsArgument = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="page.html for one text; a directory for several. Default: stdout."),
    ] = None,
    n_process: ProcessesOption = 1,
    text_key: TextKeyOption = None,
    id_key: IdKeyOption = None,
    encoding: EncodingOption = None,
    kinds: KindsOption = None,
    acts: ActsOption = None,
    profile: ProfileOption = None,
    min_confidence: ConfidenceOption = None,
    settings_file: SettingsOption = None,
    people: PeopleOption = None,
    closed: ClosedOption = False,
    model: ModelOption = None,
    weights: WeightsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Show texts as pages in HTML, every quotation in the colour of its speaker; extractions (JSONL) as they are."""
    settings = make_settings(settings_file, kinds, acts, profile, min_confidence, people, closed)
    pages = make_pages(output, quiet)
    with told():
        from quoteattr.cli.batch import make_extractor, run

        given = make_input(paths, pages, text_key, id_key, encoding)
        _end(run(partial(make_extractor, settings, model, weights), given, pages, n_process, anew=False))


@app.command()
def review(
    paths: ExtractionsArgument,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="page.html. Default: stdout.")] = None,
    quiet: QuietOption = False,
) -> None:
    """Make a page on which to correct extractions (JSONL) by the keyboard, and save them as JSONL again."""
    target = make_review(output, quiet)
    with told():
        from quoteattr.cli.batch import found_in, run_convert

        _end(run_convert(partial(found_in, make_input(paths, target)), target))


@app.command()
def convert(
    paths: ExtractionsArgument,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file, or a directory for formats of several files.")
    ] = None,
    to: Annotated[ConvertName | None, typer.Option("--to", help="The format; otherwise by the file's suffix.")] = None,
    source: Annotated[AnnotatedName | None, typer.Option("--from", help="Read what people annotated there.")] = None,
    speakers: SpeakersOption = False,
    context: ContextOption = None,
    quiet: QuietOption = False,
) -> None:
    """Convert extractions to tables, pages and other tools' formats, or annotations to extractions."""
    target = make_target(to, output, cast=speakers, context=context, quiet=quiet)
    with told():
        from quoteattr.cli.annotated_files import read_annotated
        from quoteattr.cli.batch import found_in, run_convert

        if source is None:
            _end(run_convert(partial(found_in, make_input(paths, target)), target))
        else:
            annotated = chain.from_iterable(read_annotated(source.value, Path(path)) for path in paths)
            _end(run_convert(lambda _: annotated, target))


app.command()(check)
app.command()(people)
app.command()(evaluate)
app.command()(train)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a line of output."""
    from quoteattr.assembly.extraction import Extraction

    with told():
        print(json.dumps(Extraction.model_json_schema(), indent=2, ensure_ascii=False), flush=True)


def main() -> None:
    """Run the command line."""
    app()


@app.callback(invoke_without_command=True)
def _top(
    version: Annotated[bool, typer.Option("--version", "-V", help="Show the version and exit.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log what is loaded and skipped.")] = False,
) -> None:
    if verbose:
        logging.basicConfig(level=logging.INFO, format="%(name)s: %(message)s")
    if version:
        with told():
            print(f"quoteattr {__version__}", flush=True)
        raise typer.Exit


def _end(failed: int) -> None:
    """End with exit code 1 if something failed."""
    if failed:
        raise typer.Exit(1)
