"""Stage 1: quotation marks -> quoted stretches, on raw text (no spaCy)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks, marks included; offsets are half-open, in code points.

    `closed` is False where the paragraph ends before a closing mark. `parent` is the index of the
    quotation this one is nested in; `continues` that of the unclosed quotation in an earlier paragraph
    which this one re-opens.
    """

    start: int
    end: int
    mark: str
    closed: bool = True
    parent: int | None = None
    continues: int | None = None
