"""The report on a terminal: figures, then a few mistakes of each class."""

from __future__ import annotations

from itertools import groupby, islice

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from quoteattr.evaluation.corpora.gold import GoldAttribution, Prediction
from quoteattr.evaluation.report.report import Mistake, Report, Table, shown, side

_LONG_TABLE = 30  # rows; longer ones (every document of a corpus) are cut


def print_report(report: Report, console: Console, *, examples: int = 3) -> None:
    """Print all tables and at most `examples` mistakes of each class."""
    console.print(Text(f"{report.corpus}: {report.system}", style="bold"))
    for table in report.tables:
        _print_table(table, console)
    for label, mistakes in groupby(report.mistakes if examples else (), key=lambda one: one.label):
        console.print(Text(f"\n{label}", style="bold"))
        for mistake in islice(mistakes, examples):
            _print_mistake(mistake, console)


def _print_table(table: Table, console: Console) -> None:
    grid = Grid(title=Text(table.name), title_justify="left", caption_justify="left")
    for column, numeric in zip(table.columns, table.numeric, strict=True):
        grid.add_column(Text(column), justify="right" if numeric else "left")
    for row in table.rows[:_LONG_TABLE]:
        grid.add_row(*(Text(shown(cell)) for cell in row))
    left_out = len(table.rows) - _LONG_TABLE
    notes = [table.note] if table.note else []
    if left_out > 0:
        notes.append(f"{left_out} more rows in the JSON and HTML reports.")
    if notes:
        grid.caption = Text(" ".join(notes))
    console.print(grid)


def _print_mistake(mistake: Mistake, console: Console) -> None:
    console.print(Text(f"{mistake.document}:{mistake.start} ", style="dim") + Text(mistake.context))
    for name, attribution in (("gold", mistake.gold), ("predicted", mistake.predicted)):
        console.print(Text(f"  {name:9} ", style="cyan") + Text(_line(mistake, attribution)))


def _line(mistake: Mistake, attribution: GoldAttribution | Prediction | None) -> str:
    if attribution is None:
        return "nothing"
    words = side(mistake, attribution)
    speaker = f" = {words.speaker}" if words.speaker else ""
    return f"[{words.source}]{speaker} | {words.cue} | {words.content}"
