"""The values attribution passes on: candidates ranked, proposals, choices in tokens, attributions in offsets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quoteattr.document.ranges import Range, Ranges

Offsets = tuple[int, int]


class Attribution(NamedTuple):
    """One attribution; offsets are half-open, in code points; heads are token indices into the `Parse`."""

    content: tuple[Offsets, ...]
    cue: Offsets | None
    cue_head: int | None
    source: Offsets | None
    source_head: int | None
    confidence: float
    rule: str


class Choice(NamedTuple):
    """A chosen cue with content and source, in tokens."""

    cue: int
    content: Ranges
    source: Range | None
    confidence: float
    label: str


Ranked = tuple[float, Ranges, str]  # probability, tokens, label
Rankings = Mapping[int, Sequence[Ranked]]  # the contents of each cue, one or more


class Proposal(NamedTuple):
    """A cue with its probability and its contents, the best first: (worth up to 1, tokens, label)."""

    cue: int
    probability: float
    contents: tuple[tuple[float, Ranges, str], ...]


class Source(NamedTuple):
    """The likeliest source of a cue's content, or that it has none, with the probability and the route to it."""

    tokens: Range | None
    probability: float
    route: str
