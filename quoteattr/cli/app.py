"""The command line: ``quoteattr extract``, ``render``, ``convert``, ``evaluate``, ``train``, ``schema``.

Data goes to standard output, everything else to standard error. Exit codes: 0 done, 1 something failed,
2 wrong usage, 130 interrupted. Whatever is slow to load is imported inside the command that needs it.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quoteattr import __version__
from quoteattr.cli.options import (
    LEARNED_FROM,
    ActsOption,
    AnnotatedName,
    ConfidenceOption,
    ContextOption,
    ConvertName,
    CorpusName,
    EncodingOption,
    FormatName,
    IdKeyOption,
    KindsOption,
    LearnedName,
    ModelOption,
    PassagesOption,
    PathsArgument,
    ProcessesOption,
    ProfileOption,
    QuietOption,
    ReportFormatName,
    SettingsOption,
    SpeakersOption,
    TextKeyOption,
    make_keys,
    make_pages,
    make_settings,
    make_sources,
    make_target,
)
from quoteattr.errors import MissingExtraError, QuoteattrError

if TYPE_CHECKING:
    from quoteattr.cli.batch import Output
    from quoteattr.settings import Settings

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
    model: ModelOption = None,
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
    settings = make_settings(settings_file, kinds, acts, profile, min_confidence)
    target = make_target(format, output, resume, speakers, errors, context, quiet)
    if explain is None:
        _run(paths, target, settings, model, text_key, id_key, n_process, encoding=encoding)
    else:
        _explain(paths, target, settings, model, text_key, id_key, explain, encoding)


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
    model: ModelOption = None,
    quiet: QuietOption = False,
) -> None:
    """Show texts as pages in HTML, every quotation in the colour of its speaker; extractions (JSONL) as they are."""
    settings = make_settings(settings_file, kinds, acts, profile, min_confidence)
    _run(paths, make_pages(output, quiet), settings, model, text_key, id_key, n_process, anew=False, encoding=encoding)


@app.command()
def convert(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH|-", help="Extractions (JSONL); with --from, annotations.")
    ],
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
    with _told():
        from quoteattr.cli.annotated_files import read_annotated
        from quoteattr.cli.batch import found_in, run_convert

        if source is None:
            failed = run_convert(partial(found_in, make_sources(paths, target)), target)
        else:
            annotated = chain.from_iterable(read_annotated(source.value, Path(path)) for path in paths)
            failed = run_convert(lambda _: annotated, target)
        if failed:
            raise typer.Exit(1)


# Long because each option is a parameter here, and only this command has most of them.
@app.command()
def evaluate(
    corpus: Annotated[CorpusName, typer.Option("--corpus", help="Which corpus it is.")],
    path: Annotated[Path, typer.Argument(help="Its folder, as published.")],
    split: Annotated[str, typer.Option(help="train, dev or test (PolNeAR).")] = "dev",
    only: Annotated[list[str] | None, typer.Option(help="Score this document alone; may be repeated.")] = None,
    predictions: Annotated[
        Path | None, typer.Option(help="Score these extractions (JSONL) instead of new ones.")
    ] = None,
    speakers: Annotated[Path | None, typer.Option(help="Gold speakers in JSON (PolNeAR).")] = None,
    gold_attributions: Annotated[
        bool, typer.Option("--gold-attributions", help="Find only the speakers; needs --speakers.")
    ] = False,
    format: Annotated[ReportFormatName, typer.Option("--report", "-f")] = ReportFormatName.TABLE,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
    examples: Annotated[int, typer.Option(min=0, help="Mistakes of each class in the table.")] = 3,
    n_process: ProcessesOption = 1,
    kinds: KindsOption = None,
    acts: ActsOption = None,
    profile: ProfileOption = None,
    min_confidence: ConfidenceOption = None,
    settings_file: SettingsOption = None,
    model: ModelOption = None,
) -> None:
    """Measure against an annotated corpus: scores, calibration, mistakes by class. Takes all acts by default."""
    everything = None if acts or settings_file else ["all"]
    settings = make_settings(settings_file, kinds, acts or everything, profile, min_confidence)
    with _told():
        from quoteattr.cli.console import console
        from quoteattr.cli.whole_files import open_text
        from quoteattr.document.spacy_models import load_model
        from quoteattr.evaluation.report.page import as_html
        from quoteattr.evaluation.report.report import as_json
        from quoteattr.evaluation.report.terminal import print_report
        from quoteattr.evaluation.run import run

        nlp = None if predictions else load_model(model)
        if gold_attributions:
            from quoteattr.evaluation.gold_attributions import run_given

            if speakers is None or corpus != CorpusName.POLNEAR:
                raise typer.BadParameter("--gold-attributions needs PolNeAR and --speakers FILE")
            report = run_given(path, speakers, split=split, only=only or (), nlp=nlp)
        else:
            report = run(
                corpus.value, path, split=split, only=only or (), predictions=predictions, speakers=speakers,
                settings=settings, nlp=nlp, n_process=n_process,
            )  # fmt: skip
        with open_text(output) as stream:
            if format == ReportFormatName.TABLE:
                print_report(report, console(stream), examples=examples)
            else:
                print(as_json(report) if format == ReportFormatName.JSON else as_html(report), file=stream)


@app.command()
def train(
    part: Annotated[LearnedName, typer.Argument(help="What to learn.")],
    corpus: Annotated[
        CorpusName,
        typer.Option("--corpus", help="attribution: polnear; speakers, confidence: pdnc; coreference: litbank."),
    ],
    path: Annotated[Path, typer.Argument(help="The corpus's folder, as published.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file of weights to write.")],
    novels: Annotated[list[str] | None, typer.Option("--novel", help="Learn from this novel; may be repeated.")] = None,
    passages: PassagesOption = None,
) -> None:
    """Learn the weights anew; the same corpus gives the same file. Takes minutes to an hour."""
    if (part, corpus) not in LEARNED_FROM:
        raise typer.BadParameter(f"{part.value} is not learned from {corpus.value}", param_hint="--corpus")
    if novels and corpus != CorpusName.PDNC:
        raise typer.BadParameter("--novel chooses among the novels of pdnc")
    if (passages is None) == (part in (LearnedName.COREFERENCE, LearnedName.CONFIDENCE)):
        raise typer.BadParameter("--passages FOLDER belongs to coreference and confidence, which need it")
    with _told(), _extra("scipy", "train"):
        from quoteattr.training import attribution, coreference, dialogue, speaker_confidence

        if part == LearnedName.ATTRIBUTION:
            attribution.train(path, output)
        elif passages is None:
            dialogue.train(path, output, novels or ())
        elif part == LearnedName.COREFERENCE:
            coreference.train(path, passages, output)
        else:
            speaker_confidence.train(path, passages, output, novels or ())


@app.command()
def schema() -> None:
    """Print the JSON Schema of a line of output."""
    from quoteattr.assembly.extraction import Extraction

    with _told():
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
        with _told():
            print(f"quoteattr {__version__}", flush=True)
        raise typer.Exit


def _run(
    paths: Sequence[str] | None,
    target: Output,
    settings: Settings,
    model: str | None,
    text_key: str | None,
    id_key: str | None,
    n_process: int,
    anew: bool = True,
    encoding: str | None = None,
) -> None:
    resumable = target.format == "jsonl" and target.path is not None
    with _told(f"; go on with: --resume -o {target.path}" if resumable else ""):
        from quoteattr.cli.batch import make_extractor, run

        sources, keys = make_sources(paths, target), make_keys(text_key, id_key)
        if run(lambda: make_extractor(settings, model), sources, keys, target, n_process, anew, encoding):
            raise typer.Exit(1)


def _explain(
    paths: Sequence[str] | None,
    target: Output,
    settings: Settings,
    model: str | None,
    text_key: str | None,
    id_key: str | None,
    what: str,
    encoding: str | None,
) -> None:
    if target.cast or target.resume or target.format == "json":
        raise typer.BadParameter("--explain gives a table or JSON lines, without --speakers or --resume")
    with _told():
        from quoteattr.cli.batch import make_extractor, run_explain

        sources, keys = make_sources(paths, target), make_keys(text_key, id_key)
        if run_explain(make_extractor(settings, model), sources, keys, target, what, encoding):
            raise typer.Exit(1)


@contextmanager
def _extra(package: str, extra: str) -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != package:
            raise
        raise MissingExtraError(package, extra) from error


@contextmanager
def _told(hint: str = "") -> Iterator[None]:
    """Errors end the command with one line on standard error, never with a traceback.

    Args:
        hint: What to do after an interruption.
    """
    from quoteattr.cli.batch import complain

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
