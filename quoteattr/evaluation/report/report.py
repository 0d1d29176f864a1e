"""The report of an evaluation: tables and mistakes, and its JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from quoteattr.evaluation.corpora.gold import GoldAttribution, Prediction

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """Figures under a name: one row a tuple of cells, floats to be shown with one decimal."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    @property
    def numeric(self) -> list[bool]:
        """For each column, whether it holds numbers."""
        indices = range(len(self.columns))
        return [any(isinstance(row[k], int | float) for row in self.rows) for k in indices]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error, gold and predicted side by side; `context` is the text from `start` on."""

    label: str
    document: str
    start: int
    context: str
    gold: GoldAttribution | None
    predicted: Prediction | None
    overlap: float = 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """What an evaluation found. `system` says whose predictions were scored."""

    corpus: str
    system: str
    tables: tuple[Table, ...]
    mistakes: tuple[Mistake, ...]

    def table(self, name: str) -> Table:
        """Return the table of this name.

        Raises:
            KeyError: there is none.
        """
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Side:
    """The words of an attribution, as a reader wants to see them."""

    content: str = ""
    cue: str = ""
    source: str = ""
    speaker: str = ""


def side(mistake: Mistake, attribution: GoldAttribution | Prediction | None) -> Side:
    """Return the words of the mistake's gold or predicted attribution; empty ones if there is none."""
    if attribution is None:
        return Side()

    def words(spans: Sequence[tuple[int, int]]) -> str:
        return " … ".join(mistake.context[a - mistake.start : b - mistake.start] for a, b in spans)

    content, cue, source = map(words, (attribution.content, attribution.cue, attribution.source))
    return Side(content, cue, source, attribution.speaker or "")


def shown(cell: Cell) -> str:
    """Write a cell as people read it: numbers with one decimal unless whole by nature, nothing for None."""
    if cell is None:
        return ""
    return f"{cell:.1f}" if isinstance(cell, float) else str(cell)


def as_json(report: Report) -> str:
    """Return the whole report as JSON: every table a list of records, every mistake with offsets and words."""
    value = {
        "corpus": report.corpus,
        "system": report.system,
        "tables": {
            table.name: [dict(zip(table.columns, map(_rounded, row), strict=True)) for row in table.rows]
            for table in report.tables
        },
        "notes": {table.name: table.note for table in report.tables if table.note},
        "mistakes": [_mistake_value(mistake) for mistake in report.mistakes],
    }
    return json.dumps(value, ensure_ascii=False, indent=1)


def _mistake_value(mistake: Mistake) -> dict[str, object]:
    value: dict[str, object] = {
        "class": mistake.label,
        "document": mistake.document,
        "overlap": round(mistake.overlap, 3),
        "start": mistake.start,
        "context": mistake.context,
    }
    for name, attribution in (("gold", mistake.gold), ("predicted", mistake.predicted)):
        value[name] = None if attribution is None else _attribution_value(mistake, attribution)
    return value


def _attribution_value(mistake: Mistake, attribution: GoldAttribution | Prediction) -> dict[str, object]:
    words = side(mistake, attribution)
    value: dict[str, object] = {"speaker": attribution.speaker}
    for part in ("content", "cue", "source"):
        value[part] = {"text": getattr(words, part), "spans": getattr(attribution, part)}
    if isinstance(attribution, Prediction):
        value |= {"confidence": round(attribution.confidence, 3), "rule": attribution.rule}
    else:
        value["kind"] = attribution.kind
    return value


def _rounded(cell: Cell) -> Cell:
    return round(cell, 3) if isinstance(cell, float) else cell
