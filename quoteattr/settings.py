"""What users choose: one frozen object for function, component and command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, field_serializer

from quoteattr.records import Act, CueKind, Gender, QuoteKind, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Set as Frozen  # so that a set in braces passes type checkers; it becomes a frozenset
else:
    Frozen = frozenset

KINDS: frozenset[QuoteKind] = frozenset({"direct", "mixed", "indirect"})  # by default: words or a proposition
EVERY_KIND: frozenset[QuoteKind] = KINDS | {"reported"}
MIN_CONFIDENCE = 0.4  # of attributions, unless users say another; of a turn only the speaker is in doubt
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


class Person(BaseModel):
    """Somebody known beforehand: one of a newsroom's people, or of a novel's cast.

    What is said here wins over what the text shows: all these names are this one's, a name given to two people is
    left to the text. `ref` is whatever identifies them elsewhere; it comes out as `Speaker.ref`. A name with an article
    (*the beadle*) and `roles` (*harbour minister*) may refer to them where the text only describes somebody.

    Example:
        >>> Person(name="Ana Lund", aliases=("Nan",), gender="female", roles=("mayor",), ref="Q42").kind
        'person'
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"\w", description="what they are called in what comes out")
    aliases: tuple[str, ...] = Field(default=(), description="all other names they go by")
    gender: Gender = "unknown"
    kind: SpeakerKind = "person"
    roles: tuple[str, ...] = Field(default=(), description="what they are; a narrator is who says I in the narration")
    ref: str | None = Field(default=None, description="any id: a Wikidata number, a voice")


class Settings(BaseModel):
    """How to extract; every field has a default that suits English news.

    Example:
        >>> Settings(kinds={"direct"}, min_confidence=0.8).min_confidence
        0.8
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kinds: Frozen[QuoteKind] = Field(
        default=KINDS,
        description="which kinds of quotation to return; reported ones tell a topic alone; without indirect and "
        "reported, less is parsed",
    )
    acts: Frozen[Act] | Literal["all"] = Field(
        default=frozenset({"speech"}), description='which acts to return; "all" for thoughts and intentions too'
    )
    profile: Literal["auto", "news", "fiction"] = Field(
        default="auto", description="how speakers are found; auto decides from the text itself"
    )
    min_confidence: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="drop what is less sure: higher for precision, lower for recall; without it, attributions of less "
        "than 0.4, and no turn of a story's dialogue",
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
    people: tuple[Person, ...] = Field(default=(), description="who is known beforehand, whatever the text shows")
    closed: bool = Field(default=False, description="whether nobody is named but these people: a cast list")
    language: str = Field(default="en", min_length=1, description='"en", or the folder of another language\'s data')

    @field_serializer("kinds", "acts", "remove_cues", when_used="json")
    def _in_order(self, values: Frozen[str] | str) -> list[str] | str:
        """Return the values of a set in a fixed order: the same settings are always the same JSON."""
        return values if isinstance(values, str) else sorted(values)

    @property
    def min_attribution_confidence(self) -> float:
        """What is asked of attributions."""
        return MIN_CONFIDENCE if self.min_confidence is None else self.min_confidence

    @property
    def min_turn_confidence(self) -> float:
        """What is asked of the turns of a story's dialogue."""
        return self.min_confidence or 0.0

    def wants(self, act: Act) -> bool:
        """Whether quotations of this act are asked for."""
        return self.acts == "all" or act in self.acts
