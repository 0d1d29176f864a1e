"""What users choose: one frozen object for function, component and command line."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_serializer

from quoteattr.records import Act, CueKind, QuoteKind

ALL_KINDS: frozenset[QuoteKind] = frozenset({"direct", "mixed", "indirect"})
ALL_ACTS: frozenset[Act] = frozenset({"speech", "thought", "intent", "attitude", "perception"})


class CueWord(BaseModel):
    """A cue word added to the lexicon: its lemma, part of speech and act.

    Example:
        >>> Settings(add_cues=(CueWord(lemma="memo", kind="noun"),)).add_cues[0].act
        'speech'
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    lemma: str = Field(min_length=1)
    kind: CueKind = "verb"
    act: Act = "speech"


class Settings(BaseModel):
    """How to extract; every field has a default that suits English news.

    Example:
        >>> Settings(kinds={"direct"}, min_confidence=0.8).min_confidence
        0.8
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kinds: frozenset[QuoteKind] = Field(
        default=ALL_KINDS, description="which kinds of quotation to return; without indirect, less is parsed"
    )
    acts: frozenset[Act] | Literal["all"] = Field(
        default=frozenset({"speech"}), description='which acts to return; "all" for thoughts and intentions too'
    )
    profile: Literal["auto", "news", "fiction"] = Field(
        default="auto", description="how speakers are found; auto decides from the text itself"
    )
    min_confidence: float = Field(
        default=0.4, ge=0, le=1, description="drop what is less sure: higher for precision, lower for recall"
    )
    resolve_speakers: bool = Field(default=True, description="find whom a source refers to in the document")
    nested: bool = Field(default=False, description="also return quotations inside quotations")
    add_cues: tuple[CueWord, ...] = Field(default=(), description="cue words to add to the lexicon")
    remove_cues: frozenset[str] = Field(default=frozenset(), description="lemmas never to take for a cue")
    language: str = Field(default="en", min_length=1, description='"en", or the folder of another language\'s data')

    @field_serializer("kinds", "acts", "remove_cues", when_used="json")
    def _in_order(self, values: frozenset[str] | str) -> list[str] | str:
        """Return the values of a set in a fixed order: the same settings are always the same JSON."""
        return values if isinstance(values, str) else sorted(values)

    def wants(self, act: Act) -> bool:
        """Whether quotations of this act are asked for."""
        return self.acts == "all" or act in self.acts
