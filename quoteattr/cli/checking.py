"""The command ``quoteattr check``: somebody else's script held against the text and who speaks in it."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quoteattr.cli.endings import told
from quoteattr.cli.input_files import utf8_text
from quoteattr.cli.options import EncodingOption, ModelOption, ProfileOption, make_settings
from quoteattr.cli.reading.items import on_one_line

if TYPE_CHECKING:
    from quoteattr.output.script.check import Finding

CONTRADICTED = 3  # the exit code where a script contradicts its text
_SHOWN = 100  # characters of the words of a finding


class FindingFormat(StrEnum):
    """How findings are written."""

    TABLE = "table"
    JSONL = "jsonl"


def check(
    script: Annotated[Path, typer.Argument(metavar="SCRIPT", help="JSON: a list of {speaker, text}, or the like.")],
    text: Annotated[str, typer.Argument(metavar="TEXT|-", help="The text, or its extraction (JSONL), as it is.")],
    format: Annotated[
        FindingFormat, typer.Option("--format", "-f", help="Lines for people or JSON.")
    ] = FindingFormat.TABLE,
    profile: ProfileOption = None,
    encoding: EncodingOption = None,
    model: ModelOption = None,
) -> None:
    """Tell which lines of a script, a language model's say, contradict the text.

    Words that are not in the text, left out, out of order or said twice; lines given to another than the text names.
    What is found to be another's without a name beside it is a doubt. Exit code 0: nothing contradicts; 3: something.
    """
    settings = make_settings(None, None, None, profile, None)
    with told():
        from quoteattr.cli.batch import counted, make_extractor, one_extraction
        from quoteattr.output.script.check import check_script
        from quoteattr.output.script.foreign import read_script

        lines = read_script(utf8_text(script).removeprefix("\ufeff"), str(script))
        extraction = one_extraction(lambda: make_extractor(settings, model), text, encoding)
        findings = check_script(lines, extraction)
        for each in findings:
            print(
                _shown(script, each) if format == FindingFormat.TABLE else json.dumps(asdict(each), ensure_ascii=False)
            )
        sys.stdout.flush()
        certain = sum(each.is_certain for each in findings)
        print(_summary(findings, counted(len(lines), "line")), file=sys.stderr)
    if certain:
        raise typer.Exit(CONTRADICTED)


def _shown(script: Path, finding: Finding) -> str:
    """A finding as one line: where in the script and in the text, what, the words."""
    where = "" if finding.start is None else f" (text {finding.start}-{finding.end})"
    words = finding.words if len(finding.words) <= _SHOWN else f"{finding.words[:_SHOWN]}…"
    who = f"given to {finding.given or 'nobody'}, not {finding.found}: " if finding.found else ""
    behind = "behind " if finding.kind == "left out" else ""
    return on_one_line(f"{script}: {behind}line {finding.line}{where}: {finding.kind}: {who}{words}")


def _summary(findings: list[Finding], lines: str) -> str:
    counts = Counter(each.kind for each in findings)
    found = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    return f"{lines}: {found or 'nothing contradicts the text'}"
