"""The report as one self-contained HTML page: figures, then all mistakes, gold and predicted side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby, pairwise

from jinja2 import Environment, StrictUndefined

from quoteattr.evaluation.corpora.gold import GoldAttribution, Prediction
from quoteattr.evaluation.report.report import Mistake, Report, shown


@dataclass(frozen=True, slots=True)
class Piece:
    """A span of a mistake's context and what it is part of: content, cue, source, or several of them."""

    text: str
    parts: str


def as_html(report: Report) -> str:
    """Return the page; it fetches nothing and runs nothing, and every word of the corpus in it is escaped."""
    source = (files(__package__) / "report.html.j2").read_text(encoding="utf-8")
    strict = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    template = strict.from_string(source)
    classes = [(label, list(group)) for label, group in groupby(report.mistakes, key=lambda one: one.label)]
    return template.render(report=report, classes=classes, pieces=pieces, shown=shown)


def pieces(mistake: Mistake, attribution: GoldAttribution | Prediction) -> Iterator[Piece]:
    """Yield the mistake's context cut where the attribution's content, cue and source begin and end."""
    parts = {"content": attribution.content, "cue": attribution.cue, "source": attribution.source}
    end = mistake.start + len(mistake.context)
    edges = {mistake.start, end}
    for spans in parts.values():
        edges |= {edge for span in spans for edge in span if mistake.start <= edge <= end}
    for a, b in pairwise(sorted(edges)):
        inside = [part for part, spans in parts.items() if any(c <= a and b <= d for c, d in spans)]
        yield Piece(mistake.context[a - mistake.start : b - mistake.start], " ".join(inside))
