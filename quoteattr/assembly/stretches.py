"""Stretches of a text that a person gives: whether they fit it and each other; the cue and the source made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quoteattr.document.ranges import Offsets
from quoteattr.errors import CorrectionError
from quoteattr.output.annotations import cue_at, mention_at


def check_stretches(text: str, stretches: Iterable[Offsets]) -> None:
    """Refuse a stretch that is empty or not within the text.

    Raises:
        CorrectionError: one is.
    """
    for start, end in stretches:
        if not 0 <= start < end <= len(text):
            raise CorrectionError(f"{start}:{end} is no stretch of the text, which ends at {len(text)}")


def cue_and_source(
    text: str, content: Sequence[Offsets], cue: Offsets | None, source: Offsets | None
) -> dict[str, object]:
    """Return the fields of a quotation for the cue and the source that are given.

    Raises:
        CorrectionError: one is empty, outside the text or among the words of the content.
    """
    check_stretches(text, [offsets for offsets in (cue, source) if offsets])
    fields = {"cue": cue and cue_at(text, cue), "source": source and mention_at(text, source)}
    for role, span in fields.items():
        if span and (span.text.isspace() or meet([(span.start, span.end)], content)):
            raise CorrectionError(f"{span.start}:{span.end} is no {role}; give words or a mark outside those said")
    return {role: span for role, span in fields.items() if span}


def meet(some: Sequence[Offsets], others: Sequence[Offsets]) -> bool:
    """Whether some stretches share a character with others."""
    return any(a < d and c < b for a, b in some for c, d in others)


def holds(outer: Sequence[Offsets], inner: Sequence[Offsets]) -> bool:
    """Whether each of the inner stretches is within one of the outer."""
    return all(any(a <= c and d <= b for a, b in outer) for c, d in inner)
