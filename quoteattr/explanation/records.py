"""What explanations are made of: reasons, candidates, one explanation a quotation."""

from __future__ import annotations

from quoteattr.records import Quote, Record


class Reason(Record):
    """What spoke for (above zero) or against (below) a decision, in plain words."""

    words: str
    weight: float


class Candidate(Record):
    """What could have been content or source: the words, how likely, and by which rule. No words: no source."""

    text: str
    probability: float
    rule: str
    chosen: bool


class Explanation(Record):
    """One quotation with what was considered for it; lists are empty where no model decided.

    `cue`, `content` and `source` say why the cue is one and the chosen candidates were taken;
    `kept` says what made the whole as sure as it is, beside the other attributions of the text.
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
