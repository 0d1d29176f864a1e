"""The command ``quoteattr people``: who speaks in many documents."""

from __future__ import annotations

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quoteattr.cli.endings import told
from quoteattr.cli.options import QuietOption, make_input
from quoteattr.cli.rows import DRAWN, ROW_SUFFIXES, row_format, save_rows

if TYPE_CHECKING:
    from quoteattr.output.corpus.people import CorpusPerson
    from quoteattr.output.corpus.survey import Document


_ROLES = 2  # of a person, where a terminal has room


class PeopleFormat(StrEnum):
    """How people and shares are written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    XLSX = "xlsx"
    SVG = "svg"


def people(
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH|-", help="Extractions (JSONL).")] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to this .csv, .tsv, .xlsx, .json, .jsonl or .txt; --by: .svg too."),
    ] = None,
    format: Annotated[
        PeopleFormat | None, typer.Option("--format", "-f", help="Default: by the file's suffix.")
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(metavar="KEY", help="Who speaks, women or men, by month or by a key of the input: outlet; all."),
    ] = None,
    copies: Annotated[bool, typer.Option("--copies", help="With --by: count copies of a document too.")] = False,
    speakers: Annotated[bool, typer.Option("--speakers", help="Each document's speakers, with who they are.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Show who speaks in many documents: people joined over all of them, doubtful joins listed, copies counted once."""
    if by and speakers:
        raise typer.BadParameter("--by and --speakers give different tables; choose one")
    name = format.value if format else row_format(output, {**ROW_SUFFIXES, **(DRAWN if by else {})})
    if name == "svg" and not by:
        raise typer.BadParameter("a drawing shows who speaks by something: --by month")
    with told():
        from quoteattr.cli.batch import Failures, Output, found_in
        from quoteattr.output.corpus.people import join_people
        from quoteattr.output.corpus.survey import survey

        failures = Failures()
        documents = survey(found_in(make_input(paths, Output(name, output)), failures))
        found = join_people(documents)
        if by:
            _save_shares(documents, found, by, copies, name, output)
        elif speakers:
            _save_speakers(documents, found, name, output)
        else:
            _save_people(documents, found, name, output)
        if output is not None and not quiet:
            copied = sum(document.copy_of is not None for document in documents)
            print(
                f"{len(found):,} people in {len(documents):,} documents (copies among them: {copied:,}), "
                f"written to {output}", file=sys.stderr,
            )  # fmt: skip
    if failures.count:
        raise typer.Exit(1)


def _save_people(documents: list[Document], people: list[CorpusPerson], format: str, output: Path | None) -> None:
    from quoteattr.output.corpus.tables import PERSON_COLUMNS, person_data, person_rows

    if format in ("json", "jsonl"):
        rows = list(person_data(people, documents))
    else:
        few = _ROLES if format == "table" else None
        rows = list(person_rows([replace(person, roles=person.roles[:few]) for person in people]))
    shown = ("id", "name", "roles", "gender", "documents", "quotations", "words", "maybe")
    save_rows(rows, PERSON_COLUMNS, format, output, shown, "People")


def _save_speakers(documents: list[Document], people: list[CorpusPerson], format: str, output: Path | None) -> None:
    from quoteattr.output.corpus.tables import APPEARANCE_COLUMNS, appearance_rows

    rows = list(appearance_rows(people, documents))
    save_rows(rows, APPEARANCE_COLUMNS, format, output, APPEARANCE_COLUMNS, "Speakers")


def _save_shares(
    documents: list[Document], people: list[CorpusPerson], by: str, copies: bool, format: str, output: Path | None
) -> None:
    from quoteattr.cli.whole_files import open_text
    from quoteattr.output.corpus.shares import ALL, speaker_shares
    from quoteattr.output.corpus.tables import SHARE_COLUMNS, share_rows
    from quoteattr.output.pages.plot import plot_shares

    shares = speaker_shares(documents, people, None if by == ALL else by, copies)
    if format == "svg":
        with open_text(output) as stream:
            stream.write(plot_shares(shares))
    else:
        save_rows(list(share_rows(shares)), SHARE_COLUMNS, format, output, SHARE_COLUMNS, "Shares")
