"""The values that attribution passes on: ranked candidates, proposals, choices in tokens, attributions in offsets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quoteattr.document.ranges import Offsets, Range, Ranges

CONFIDENCE_DIGITS = 4  # after the point, of an attribution


class Attribution(NamedTuple):
    """One attribution: content, cue and source (Pareti et al. 2013), in offsets; heads are tokens of the `Parse`.

    Without a source, `source_head` is the speaker as the narration beside the content tells, in words that report
    nothing. `rule` names what found it; `is_topic` says that the content tells what was spoken of, not what was said.
    """

    content: tuple[Offsets, ...]
    cue: Offsets | None
    cue_head: int | None
    source: Offsets | None
    source_head: int | None
    confidence: float
    rule: str
    is_topic: bool = False


class Choice(NamedTuple):
    """A chosen cue with content and source, in tokens."""

    cue: int
    content: Ranges
    source: Range | None
    confidence: float
    label: str
    is_topic: bool = False


Ranked = tuple[float, Ranges, str]  # probability, tokens, label
Rankings = Mapping[int, Sequence[Ranked]]  # the contents of each cue, one or more


class Proposal(NamedTuple):
    """A cue with its probability and its candidate contents, the best first: (score up to 1, tokens, label)."""

    cue: int
    probability: float
    contents: tuple[tuple[float, Ranges, str], ...]


class Source(NamedTuple):
    """The likeliest source of a cue's content, None if that it has none, with the probability and the route to it."""

    tokens: Range | None
    probability: float
    route: str
