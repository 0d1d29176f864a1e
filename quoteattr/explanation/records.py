"""What explanations are made of: reasons, candidates, one explanation a quotation."""

from __future__ import annotations

from quoteattr.records import Quote, Record, Span


class Reason(Record):
    """What spoke for (above zero) or against (below) a decision, in plain words."""

    words: str
    weight: float


class Candidate(Record):
    """What could have been content, source or speaker: the words, how likely, and by which rule. No words: none."""

    text: str
    probability: float
    rule: str
    chosen: bool


class Explanation(Record):
    """One quotation with what was considered for it; lists are empty where no model decided.

    `cue`, `content` and `source` say why the cue is one and the chosen candidates were taken;
    `kept` says what made the whole as sure as it is, beside the other attributions of the text, `kind` what spoke for a
    topic (reported) and against it (indirect) where no word is quoted. `speakers` are
    whom the source could refer to, or who could speak the turn; `speaker` says what spoke for the one taken.
    """

    quote: Quote
    rule: str
    cue_probability: float | None = None
    cue: tuple[Reason, ...] = ()
    contents: tuple[Candidate, ...] = ()
    content: tuple[Reason, ...] = ()
    sources: tuple[Candidate, ...] = ()
    source: tuple[Reason, ...] = ()
    kept: tuple[Reason, ...] = ()
    kind: tuple[Reason, ...] = ()
    speakers: tuple[Candidate, ...] = ()
    speaker: tuple[Reason, ...] = ()


class Considered(Record):
    """A cue near a place and what became of it: its probability, the content it would have had, its fate in words."""

    cue: Span
    probability: float
    content: str
    confidence: float | None
    fate: str


class Place(Record):
    """A word of a text with the quotations that hold it, by their ids, and the cues that could have claimed it."""

    word: Span
    quotes: tuple[str, ...]
    considered: tuple[Considered, ...]
