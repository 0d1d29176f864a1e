"""What users choose: one frozen object for function, component and command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, field_serializer

from quoteattr.records import Act, CueKind, QuoteKind

if TYPE_CHECKING:
    from collections.abc import Set as Frozen  # so that a set in braces passes type checkers; it becomes a frozenset
else:
    Frozen = frozenset

ALL_KINDS: frozenset[QuoteKind] = frozenset({"direct", "mixed", "indirect"})
ALL_ACTS: frozenset[Act] = frozenset({"speech", "thought", "intent", "attitude", "perception"})


MIN_CONFIDENCE = 0.4  # of attributions; a turn is a quotation in any case, and only its speaker is in doubt


MIN_SPEAKER_CONFIDENCE = 0.15  # of names; see data/en/speaker_confidence.md for what each threshold keeps


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

    kinds: Frozen[QuoteKind] = Field(
        default=ALL_KINDS, description="which kinds of quotation to return; without indirect, less is parsed"
    )
    acts: Frozen[Act] | Literal["all"] = Field(
        default=frozenset({"speech"}), description='which acts to return; "all" for thoughts and intentions too'
    )
    profile: Literal["auto", "news", "fiction"] = Field(
        default="auto", description="how speakers are found; auto decides from the text itself"
    )
    min_confidence: float = Field(
        default=MIN_CONFIDENCE,
        ge=0,
        le=1,
        description="drop what is less sure: higher for precision, lower for recall; by default every turn of a "
        "story's dialogue stays",
    )
    min_speaker_confidence: float = Field(
        default=MIN_SPEAKER_CONFIDENCE,
        ge=0,
        le=1,
        description="name nobody rather than a speaker who is less sure; 0 names everybody who could be found",
    )
    resolve_speakers: bool = Field(default=True, description="find whom a source refers to in the document")
    nested: bool = Field(default=False, description="also return quotations inside quotations")
    add_cues: tuple[CueWord, ...] = Field(default=(), description="cue words to add to the lexicon")
    remove_cues: Frozen[str] = Field(default=frozenset(), description="lemmas never to take for a cue")
    language: str = Field(default="en", min_length=1, description='"en", or the folder of another language\'s data')

    @field_serializer("kinds", "acts", "remove_cues", when_used="json")
    def _in_order(self, values: Frozen[str] | str) -> list[str] | str:
        """Return the values of a set in a fixed order: the same settings are always the same JSON."""
        return values if isinstance(values, str) else sorted(values)

    @property
    def min_turn_confidence(self) -> float:
        """What is asked of the turns of a story's dialogue: nothing, unless more than the default is asked of all."""
        return self.min_confidence if self.min_confidence > MIN_CONFIDENCE else 0.0

    def wants(self, act: Act) -> bool:
        """Whether quotations of this act are asked for."""
        return self.acts == "all" or act in self.acts
