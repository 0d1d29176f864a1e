"""References, characters, cues, turns and speeches of a story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from quoteattr.document.parse import Parse
from quoteattr.entities.types import Entity
from quoteattr.language.people import People
from quoteattr.records import MentionForm

DESCRIBED = frozenset({"nominal", "plain"})
WIDTH = 12  # candidates a turn
MOST_MENTIONS = 300  # looked at on each side of a turn: bounds the work where a paragraph has no end



@dataclass(frozen=True, slots=True)
class Story:
    """What the features of a text's turns are read from.

    `same` gives for an entity that is another's alias the number of that other.
    """

    parse: Parse
    cast: Characters
    turns: Sequence[Turn]
    people: People
    same: Mapping[int, int] = field(default_factory=dict)



def gap(earlier: Turn, later: Turn) -> int:
    """Paragraphs from one turn to a later one."""
    return later.paragraph - earlier.last_paragraph



def cue_entity(cast: Characters, turn: Turn) -> int:
    """The entity that the turn's cue refers to; -1 if there is none, or it is open."""
    return cast.references[turn.cue.index].entity if turn.cue is not None else -1



ReferenceKind = Literal["name", "pronoun", "nominal"]



@dataclass(slots=True)
class Reference:
    """Words that refer to somebody: half-open token range, and what dialogue needs to know of them.

    `entity` is -1 where it is open whom they mean. `gender` is "m", "f", "i" (first person) or empty.
    `noun` and `determiner` are those of a nominal.
    """

    first: int
    last: int
    kind: ReferenceKind
    entity: int
    gender: str
    quoted: bool
    paragraph: int
    subject: bool
    possessive: bool
    called: bool
    noun: str = ""
    determiner: str = ""
    modifiers: frozenset[str] = frozenset()



@dataclass(frozen=True, slots=True)
class Characters:
    """Everybody who may speak: the registry's entities, then those only described, then an unnamed narrator.

    `narrator` is the entity that says "I" in the narration. `gender` is "m", "f" or empty by entity; `form` is
    "name", "unknown" (a name, but maybe nobody's), "thing" (a named place or institution), "nominal" (an
    occupation), "plain" (another description), "role" (a description that serves as a name: "the Mariner") or
    "narrator". `known_as` gives for a noun the named entities that the text describes by it.
    """

    entities: Sequence[Entity]
    references: Sequence[Reference]
    narrator: int | None
    gender: Sequence[str]
    form: Sequence[str]
    known_as: Mapping[str, frozenset[int]]



Offsets = tuple[int, int]



@dataclass(frozen=True, slots=True)
class Mentioned:
    """Words that refer to somebody at a quotation: half-open offsets, their head token, their form."""

    offsets: Offsets
    head: int
    form: MentionForm



@dataclass(frozen=True, slots=True)
class Speech:
    """What one person says in a turn; offsets are half-open, in code points, quotation marks included.

    `entity` is an index into the entities of the `Dialogue`; None where nobody is likely enough.
    `confidence` is the probability that this entity speaks, or, if None, of the likeliest.
    """

    content: tuple[Offsets, ...]
    cue: Offsets | None
    cue_head: int | None
    source: Mentioned | None
    addressee: Mentioned | None
    entity: int | None
    confidence: float
    rule: str



@dataclass(frozen=True, slots=True)
class Dialogue:
    """The speeches of a story in text order, and everybody in it.

    The registry's entities come first, under their own numbers; after them those only described, and the
    narrator, if one tells the story and is not named. `same` gives for an entity that turned out to be
    another's alias the number of that other. `story` is what the speeches were read from, turn by turn, and `options`
    are by turn the candidates with their probabilities.
    """

    entities: Sequence[Entity]
    narrator: int | None
    speeches: Sequence[Speech]
    same: Mapping[int, int]
    story: Story
    options: Sequence[Sequence[tuple[int, float]]]



@dataclass(frozen=True, slots=True)
class TurnFeatures:
    """One turn's candidates (entities), the features of each, and those of its three potentials."""

    candidates: list[int]
    unary: list[list[str]]
    once: list[str]
    twice: list[str]
    thrice: list[str]



@dataclass(frozen=True, slots=True)
class SpeechCue:
    """A reference that a speech verb or noun, or its place, makes the speaker of a quotation.

    `verb` is the cue's token. `strength`: 2 a verb of saying beside the quotation; 1 another verb there; 0 a
    verb of saying in a sentence that does not lead over to the quotation. `shape` names the construction.
    `addressee` is the reference spoken to, where the cue names it.
    """

    index: int
    verb: int
    strength: int
    shape: str
    addressee: int | None = None



@dataclass(slots=True)
class Turn:
    """Quotations of one paragraph, or of several re-opened ones, spoken by one person.

    `spans` are offsets, marks included; `cues` and `beats` index references: `beats` gives the subjects of
    the narration by their place ("before first", "before last", "after first", "after last"). `called` and
    `mentioned` are entities. `kind` is that of the cue's reference, "I", "beat" or "none".
    """

    paragraph: int
    spans: list[tuple[int, int]]
    last_paragraph: int
    cues: list[SpeechCue] = field(default_factory=list)
    beats: dict[str, int] = field(default_factory=dict)
    cue: SpeechCue | None = None
    kind: str = "none"
    called: set[int] = field(default_factory=set)
    mentioned: set[int] = field(default_factory=set)
    alone: bool = True
    asks: bool = False
    words: int = 0
    first_person: bool = False
    continued: bool = False
