"""What users get: frozen Pydantic records with exact offsets.

Offsets are half-open and count Unicode code points of the text given, so that
``text[span.start:span.end] == span.text`` for every span of every record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, model_validator
from pydantic.config import JsonDict

CueKind = Literal["verb", "noun", "adjective", "adverb", "preposition", "punctuation"]
Act = Literal["speech", "thought", "intent", "attitude", "perception"]
MentionForm = Literal["name", "nominal", "pronoun"]
SpeakerKind = Literal["person", "organization", "place", "group", "document", "unknown"]
Gender = Literal["female", "male", "unknown"]
QuoteKind = Literal["direct", "mixed", "indirect", "reported"]
Role = Literal["content", "cue", "source", "addressee"]
Profile = Literal["news", "fiction"]


def _without_example(schema: JsonDict) -> None:
    """Keep in a JSON Schema what a docstring says in prose; its sections are for Python's readers."""
    schema["description"] = re.split(r"\n\n(?:Example|Raises):\n", str(schema.get("description", "")))[0]


class Record(BaseModel):
    """Base of all records: immutable, and nothing but the fields named."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra=_without_example)


class Span(Record):
    """A span of the text: half-open offsets in code points, and the words there.

    Example:
        >>> Span(start=3, end=7, text="rain").text
        'rain'
    """

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str

    @model_validator(mode="after")
    def _length_matches(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}:{self.end} does not have the length of its text {self.text!r}")
        return self


def spans_at(text: str, stretches: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Return stretches of a text, given by their offsets, as spans."""
    return tuple(Span(start=start, end=end, text=text[start:end]) for start, end in stretches)


class Cue(Span):
    """The word or mark that introduces the quotation: *said*, *according to*, a colon.

    Example:
        >>> Cue(start=0, end=8, text="may deny", lemma="deny", kind="verb", act="speech", hypothetical=True).lemma
        'deny'
    """

    lemma: str
    kind: CueKind
    act: Act
    negated: bool = False
    hypothetical: bool = Field(default=False, description="will say, may have said, if he says")


class Mention(Span):
    """The words at the quotation that name its source or addressee.

    Example:
        >>> Mention(start=0, end=9, text="the mayor", form="nominal").form
        'nominal'
    """

    form: MentionForm


class Speaker(Record):
    """Whom a source refers to in this document.

    An unnamed source ("a spokesman") is a speaker with ``named=False`` whose name is its own words.
    Several people speaking together are one speaker of kind ``group`` whose ``members`` are the ids of
    the speakers it is made of.

    Example:
        >>> Speaker(id="s1", name="Ana Lund", named=True, kind="person", roles=("mayor",)).roles
        ('mayor',)
    """

    id: str
    name: str = Field(description="the fullest form in the document")
    named: bool
    kind: SpeakerKind = "unknown"
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    gender: Gender = "unknown"
    members: tuple[str, ...] = ()
    ref: str | None = Field(default=None, description="of a person given beforehand: the id given with them")


class Quote(Record):
    """One attribution: what was said (or thought, or meant), and by whom.

    What is not known is None: never a guess dressed as a fact.

    Example:
        >>> said = Span(start=0, end=4, text="Rain")
        >>> Quote(id="q1", kind="indirect", content=(said,), text="Rain", confidence=0.5, rule="next").speaker is None
        True
    """

    id: str
    kind: QuoteKind
    content: tuple[Span, ...] = Field(min_length=1, description="one or more spans, in text order")
    text: str = Field(description="the content's spans joined by one space")
    verbatim: tuple[Span, ...] = Field(
        default=(), description="the content's words between quotation marks, without the marks"
    )
    cue: Cue | None = None
    source: Mention | None = None
    speaker: Speaker | None = None
    addressee: Mention | None = None
    listener: Speaker | None = Field(
        default=None, description="whom it is said to: the addressee's words, or who talks"
    )
    confidence: float = Field(ge=0, le=1, description="calibrated probability that the attribution is right")
    speaker_confidence: float | None = Field(
        default=None, ge=0, le=1, description="calibrated probability that the named speaker is right"
    )
    rule: str = Field(description="what linked content, cue and source")
    inside: str | None = Field(default=None, description="id of the quotation this one is nested in")

    def parts(self) -> Iterator[tuple[Role, Span]]:
        """Yield all spans of this quote, each with its role: content, cue, source, addressee."""
        yield from (("content", span) for span in self.content)
        others: tuple[tuple[Role, Span | None], ...]
        others = ("cue", self.cue), ("source", self.source), ("addressee", self.addressee)
        yield from ((role, span) for role, span in others if span is not None)

    def spans(self) -> Iterator[Span]:
        """Yield all spans of this quote, as `parts` does."""
        return (span for _, span in self.parts())


class Result(Record):
    """All that was found in one text, as data: see `Extraction`, which can show and tabulate it as well."""

    id: str | None = Field(default=None, description="the document's name: a path, or the key it came with")
    text: str
    profile: Profile = "news"
    model: str = Field(description="name and version of the spaCy pipeline that parsed the text")
    version: str = Field(default="", description="the version of quoteattr")
    weights: str = Field(default="", description="which weights decided: a short hash of each file")
    meta: Mapping[str, JsonValue] = Field(default={}, description="what came with the text: its date, outlet, url")
    speakers: tuple[Speaker, ...] = ()
    quotes: tuple[Quote, ...] = ()

    def __hash__(self) -> int:
        """Return the hash of what was found in which text; `meta` may hold anything."""
        return hash((self.id, self.text, self.speakers, self.quotes))

    @model_validator(mode="after")
    def _spans_match_text(self) -> Self:
        for quote in self.quotes:
            for span in (*quote.spans(), *quote.verbatim):
                if self.text[span.start : span.end] != span.text:
                    raise ValueError(f"{quote.id}: the text at {span.start}:{span.end} is not {span.text!r}")
        return self

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        for name, records in (("speakers", self.speakers), ("quotations", self.quotes)):
            if len({record.id for record in records}) < len(records):
                raise ValueError(f"two {name} have the same id")
        return self

    @model_validator(mode="after")
    def _speakers_are_those_of_quotes(self) -> Self:
        known = {speaker.id: speaker for speaker in self.speakers}
        for quote in self.quotes:
            for role, one in (("speaker", quote.speaker), ("listener", quote.listener)):
                if one is not None and one != known.get(one.id):
                    raise ValueError(f"{quote.id}: its {role} is not the one of id {one.id!r} in speakers")
        return self

    def by_speaker(self) -> dict[Speaker | None, list[Quote]]:
        """Return the quotations of each speaker, most words first; those of nobody known last, under None."""
        groups: dict[Speaker | None, list[Quote]] = {}
        for quote in self.quotes:
            groups.setdefault(quote.speaker, []).append(quote)

        def words(item: tuple[Speaker | None, list[Quote]]) -> tuple[bool, int]:
            return item[0] is None, -sum(len(quote.text.split()) for quote in item[1])

        return dict(sorted(groups.items(), key=words))
