"""What is compared: gold documents with their attributions, and predictions for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import regex

from quoteattr.assembly.extraction import Extraction
from quoteattr.document.ranges import Offsets
from quoteattr.errors import InputError
from quoteattr.records import MentionForm, Quote, Speaker
from quoteattr.settings import Person

Spans = tuple[Offsets, ...]
_MARK: Final = regex.compile('[“”"«»„]')
_OPENING: Final = tuple("“\"«„‘'")
_CLOSING: Final = tuple("”\"»“’'")


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """One attribution as annotators marked it; offsets are half-open, in code points of the document's text.

    `speaker` is None where the corpus names none or it cannot be known. `kind` is the corpus's own: direct,
    mixed or indirect in news, reported too in passages; Explicit, Anaphoric or Implicit in PDNC; empty in LitBank.
    Acts and addressees' words are marked in passages alone; who the `addressees` are, in PDNC alone. `form` is that of
    the source, where the corpus says whom it means.
    """

    content: Spans
    cue: Spans = ()
    source: Spans = ()
    speaker: str | None = None
    kind: str = ""
    act: str = "speech"
    addressee: Spans = ()
    form: MentionForm | None = None
    addressees: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text with its gold attributions.

    `aliases` holds every name of each gold speaker, by main name; `cast` are the same as users would give them.
    `clauses_only` says that no attribution is marked whose content is no clause, and no source apart from its cue.
    """

    id: str
    text: str
    attributions: tuple[GoldAttribution, ...]
    aliases: Mapping[str, frozenset[str]] = field(default_factory=dict)
    cast: tuple[Person, ...] = ()
    clauses_only: bool = False


@dataclass(frozen=True, slots=True)
class GoldMentions:
    """A text with whom its mentions refer to: half-open offsets in code points, and a label for each referent."""

    id: str
    text: str
    mentions: tuple[tuple[Offsets, str], ...]


@dataclass(frozen=True, slots=True)
class Prediction:
    """One predicted attribution; `speaker` is None unless somebody is named.

    `aliases` are the speaker's other names. `description` is what a single speaker without a name is called: in novels
    gold gives such people too. `listener` is whom it is said to, by all their names. `confidence` is that of the
    attribution.
    """

    content: Spans
    cue: Spans = ()
    source: Spans = ()
    speaker: str | None = None
    speaker_id: str | None = None
    confidence: float = 1.0
    rule: str = ""
    description: str | None = None
    kind: str = ""
    listener: tuple[str, ...] = ()
    speaker_confidence: float | None = None
    aliases: tuple[str, ...] = ()


def only_named(documents: Sequence[GoldDocument], only: Collection[str], place: Path) -> list[GoldDocument]:
    """Return the documents of these names, or all where none is given; `place` is where they were read.

    Raises:
        InputError: there is none of a name.
    """
    if unknown := set(only) - {document.id for document in documents}:
        raise InputError(f"{place}: no document {', '.join(sorted(unknown))}; give names found there")
    return [document for document in documents if not only or document.id in only]


def predictions_of(extraction: Extraction) -> list[Prediction]:
    """Return the parts of an extraction's quotations that are compared with gold."""
    return [prediction_of(quote, extraction.speakers) for quote in extraction.quotes]


def prediction_of(quote: Quote, speakers: Sequence[Speaker]) -> Prediction:
    """Return the parts of a quotation that are compared with gold, found among these speakers."""
    name, speaker_id = named(quote.speaker, speakers)
    return Prediction(
        content=tuple((span.start, span.end) for span in quote.content),
        cue=((quote.cue.start, quote.cue.end),) if quote.cue else (),
        source=((quote.source.start, quote.source.end),) if quote.source else (),
        speaker=name,
        speaker_id=speaker_id,
        confidence=quote.confidence,
        rule=quote.rule,
        description=quote.speaker.name if quote.speaker and not quote.speaker.members and name is None else None,
        kind=quote.kind,
        listener=(quote.listener.name, *quote.listener.aliases) if quote.listener else (),
        speaker_confidence=quote.speaker_confidence,
        aliases=next((tuple(one.aliases) for one in speakers if one.id == speaker_id), ()),
    )


def named(speaker: Speaker | None, speakers: Sequence[Speaker]) -> tuple[str | None, str | None]:
    """Return a speaker's name, None if it has none, and id.

    Gold counts each of several speakers as right; so the first with a name stands for a group.
    """
    if speaker is None:
        return None, None
    singles = [one for one in speakers if one.id in speaker.members] or [speaker]
    return next((one.name for one in singles if one.named), None), speaker.id


def has_marks(text: str, spans: Spans) -> bool:
    """Whether a quotation mark stands in one of the spans or right beside it."""
    return any(_MARK.search(text, max(0, start - 1), end + 1) for start, end in spans)


def kind_of(words: str) -> str:
    """Direct, mixed or indirect, by the marks in an attribution's content."""
    words = words.strip().strip(",.;: ")
    opened = words.startswith(_OPENING)
    closed = words.endswith(_CLOSING) or words.count('"') % 2 == 1 or words.count("“") > words.count("”")
    if opened and closed:
        return "direct"
    return "mixed" if _MARK.search(words) else "indirect"
