"""Stage 5: choose among candidates, filter, join continuations: `Parse` -> attributions."""

from __future__ import annotations

from dataclasses import dataclass

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution; offsets are half-open, in code points; heads are token indices into the `Parse`."""

    content: tuple[Offsets, ...]
    cue: Offsets | None
    cue_head: int | None
    source: Offsets | None
    source_head: int | None
    confidence: float
    rule: str
