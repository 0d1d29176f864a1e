"""What a person sees in the terminal: the table of quotations and the cast of a document."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from quoteattr.assembly.extraction import Extraction
from quoteattr.cli.reading.items import on_one_line
from quoteattr.output.pages.html import DOUBTFUL
from quoteattr.records import Cue, Quote, QuoteKind, Speaker

if TYPE_CHECKING:
    from quoteattr.explanation.records import Candidate, Explanation, Place, Reason

_KIND_COLOURS: dict[QuoteKind, str] = {
    "direct": "green", "mixed": "cyan", "indirect": "blue", "reported": "magenta",
}  # fmt: skip
_CUE_WIDTH = 14  # columns: "(hypothetical)" and most cues in one piece
_SURE = 0.8  # confidence from which on it is green; set by hand
_WIDTH = 120  # columns, where no terminal says otherwise


def console(file: TextIO) -> Console:
    """A console on this stream: in colour and of its width if it is a terminal."""
    known = file.isatty() or "COLUMNS" in os.environ
    return Console(file=file, highlight=False, width=None if known else _WIDTH)


def quote_table(extraction: Extraction) -> RenderableType:
    """All quotations of a document in text order: id, speaker, quotation, cue, kind, confidence."""
    table = _table(extraction)
    table.add_column("id", style="dim", no_wrap=True)
    table.add_column("speaker", ratio=2, overflow="fold")
    table.add_column("quotation", ratio=5, overflow="fold")
    table.add_column("cue", style="yellow", max_width=_CUE_WIDTH, overflow="fold")
    table.add_column("kind", no_wrap=True)
    table.add_column("sure", justify="right", no_wrap=True)
    for quote in extraction.quotes:
        kind, sure = Text(quote.kind, style=_KIND_COLOURS[quote.kind]), _confidence(quote.confidence)
        table.add_row(_shown(quote.id), _speaker(quote), _shown(quote.text), _cue(quote.cue), kind, sure)
    return table if extraction.quotes else _nothing(extraction, "no quotation found")


def cast_table(extraction: Extraction) -> RenderableType:
    """Who speaks in a document, the one with most words first; what nobody known says comes last."""
    table = _table(extraction)
    table.add_column("speaker", ratio=3, overflow="fold")
    table.add_column("also called", ratio=3, overflow="fold")
    table.add_column("roles", ratio=4, overflow="fold")
    table.add_column("kind", no_wrap=True)
    table.add_column("quotations", justify="right", no_wrap=True)
    table.add_column("words", justify="right", no_wrap=True)
    for speaker, quotes in extraction.by_speaker().items():
        words = sum(len(quote.text.split()) for quote in quotes)
        table.add_row(*_who(speaker), str(len(quotes)), f"{words:,}")
    return table if extraction.quotes else _nothing(extraction, "nobody speaks")


def rows_table(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> RenderableType:
    """Rows of plain values, in these columns: numbers to the right, words folded."""
    if not rows:
        return Group(Text("nothing found"), Text())
    table = Table(box=box.SIMPLE_HEAD, expand=True)
    for column in columns:
        is_number = all(isinstance(row.get(column), int | float) for row in rows)
        table.add_column(column.replace("_", " "), justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        cells = (row.get(column) for column in columns)
        table.add_row(*(_shown(f"{cell:,}" if isinstance(cell, int) else str(cell or "")) for cell in cells))
    return table


def explanation_lines(explanation: Explanation) -> RenderableType:
    """One quotation with all that was considered for it, the chosen in bold, reasons for (+) and against (-)."""
    quote = explanation.quote
    sure = _confidence(quote.confidence)
    head = Text.assemble((quote.id, "bold"), f"  {quote.kind}  ", sure, f"  {explanation.rule}")
    grid = _grid()
    grid.add_row("", "", _shown(quote.text))
    if explanation.cue_probability is None:
        grid.add_row("", "", Text("found by the text's layout or the turns of a dialogue", "dim"))
    else:
        grid.add_row("cue", _confidence(explanation.cue_probability), _cue(quote.cue))
        grid.add_row("", "", _reasons(explanation.cue))
    for title, candidates, reasons in (
        ("content", explanation.contents, explanation.content),
        ("source", explanation.sources, explanation.source),
        ("speaker", explanation.speakers, explanation.speaker),
    ):
        for candidate in _candidates(candidates):
            grid.add_row(title, *candidate)
            title = ""
        if reasons:
            grid.add_row("", "", _reasons(reasons))
    if explanation.kept:
        grid.add_row("all", sure, _reasons(explanation.kept))
    if explanation.kind:
        grid.add_row("topic", "", _reasons(explanation.kind))
    return Group(head, grid, Text())


def place_lines(place: Place) -> RenderableType:
    """A word of a text: the quotations that hold it, and what became of the cues that could have claimed it."""
    held = f"in {', '.join(place.quotes)}" if place.quotes else "in no quotation"
    head = Text.assemble((f"@{place.word.start} ", "bold"), _shown(place.word.text, "bold"), f"  {held}")
    grid = _grid()
    for each in place.considered:
        words = _shown(each.cue.text, "bold")
        words.append(f" — {each.fate}", "dim")
        grid.add_row("cue", _confidence(each.probability), words)
        if each.confidence is not None:
            grid.add_row("content", _confidence(each.confidence), _shown(each.content))
    if not place.considered:
        grid.add_row("", "", Text("no word near could introduce speech", "dim"))
    return Group(head, grid, Text())


def _grid() -> Table:
    """Return a table without lines: what it is, how likely, the words."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column()
    return grid


def _candidates(candidates: Sequence[Candidate]) -> Iterator[tuple[Text, Text]]:
    for candidate in candidates:
        words = _shown(candidate.text, "bold" if candidate.chosen else "")
        words.append(f"{' — ' if candidate.text else ''}{candidate.rule}", "dim")
        yield Text(f"{candidate.probability:.2f}"), words


def _reasons(reasons: Sequence[Reason]) -> Text:
    parts = [(f"{reason.weight:+.1f} {reason.words}", "green" if reason.weight > 0 else "red") for reason in reasons]
    return Text("; ").join(_shown(words, style) for words, style in parts)


def _table(extraction: Extraction) -> Table:
    title = _shown(f"{extraction.id or 'text'} ({extraction.profile}, {extraction.model})")
    return Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, expand=True, show_lines=False)


def _nothing(extraction: Extraction, what: str) -> RenderableType:
    return Group(Text.assemble(_shown(extraction.id or "text"), ": ", what), Text())


def _cue(cue: Cue | None) -> Text:
    if cue is None:
        return _unknown()
    marks = [mark for mark, holds in (("negated", cue.negated), ("hypothetical", cue.hypothetical)) if holds]
    return Text.assemble(_shown(cue.text), (f" ({', '.join(marks)})" if marks else "", "dim"))


def _speaker(quote: Quote) -> Text:
    if quote.speaker is not None:
        return _name(quote.speaker)
    return _shown(quote.source.text, "italic") if quote.source is not None else _unknown()


def _name(speaker: Speaker) -> Text:
    return _shown(speaker.name, "bold magenta" if speaker.named else "italic")


def _who(speaker: Speaker | None) -> tuple[Text, Text, Text, Text]:
    if speaker is None:
        return _unknown(), Text(), Text(), Text()
    aliases, roles = _shown(", ".join(speaker.aliases)), _shown("; ".join(speaker.roles))
    return _name(speaker), aliases, roles, Text(speaker.kind)


def _confidence(value: float) -> Text:
    return Text(f"{value:.2f}", style="green" if value >= _SURE else "yellow" if value >= DOUBTFUL else "red")


def _unknown() -> Text:
    return Text("—", style="dim")


def _shown(words: str, style: str = "") -> Text:
    """Words of the text on one line, for the console to wrap, without what would command the terminal."""
    return Text(on_one_line(words), style=style)
