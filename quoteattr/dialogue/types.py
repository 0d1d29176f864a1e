"""References, characters, cues, turns and speeches of a story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from quoteattr.attribution.types import Attribution
from quoteattr.document.parse import Parse
from quoteattr.entities.types import Entity
from quoteattr.language.people import People
from quoteattr.records import MentionForm

DESCRIBED = frozenset({"nominal", "plain"})  # forms of characters that are known by descriptions only
WIDTH = 12  # candidates of a turn; set by hand, see `candidates`: decoding grows with its cube
MOST_MENTIONS = 300  # read on each side of a turn: bounds the work where a paragraph has no end
SCENE = 10  # paragraphs that a break between scenes counts for, more than part chains; set by hand
STRONG, WEAK, LOOSE = 2, 1, 0  # strengths of a cue, see `SpeechCue`; verbs of saying have the first two in speech.txt
Offsets = tuple[int, int]
ReferenceKind = Literal["name", "pronoun", "nominal"]
TurnKind = Literal["name", "pronoun", "nominal", "I", "beat", "none"]


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that refer to a person: half-open token range, and the traits that dialogue needs.

    `entity` is -1 where the referent is open. `gender` is "m", "f", "i" (first person) or empty.
    `noun`, `determiner` and `modifiers` are those of a nominal. `called` marks a vocative.
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
    "narrator". `known_as` gives for a noun the named entities that the text describes by it; `given` are those that
    users named beforehand.
    """

    entities: Sequence[Entity]
    references: Sequence[Reference]
    narrator: int | None
    gender: Sequence[str]
    form: Sequence[str]
    known_as: Mapping[str, frozenset[int]]
    given: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SpeechCue:
    """A reference that a speech verb or noun, or its place, makes the speaker of a quotation.

    `index` is the reference's, `verb` the cue's token. `strength` is STRONG for a verb of saying beside the
    quotation, WEAK for another verb there, LOOSE for a verb of saying in a sentence that does not lead over to the
    quotation. `shape` names the construction. `addressee` is the reference spoken to, where the cue names it.
    """

    index: int
    verb: int
    strength: int
    shape: str
    addressee: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """Quotations of one paragraph, or of several re-opened ones, spoken by one person.

    `spans` are offsets, marks included; `cues` and `beats` index references: `beats` gives the subjects of
    the narration by their place ("before first", "before last", "after first", "after last"). `cue` is the cue that
    tells best who speaks, `kind` that of its reference, "I", "beat" or "none". `called` and `mentioned` are the
    entities that the turn addresses and talks about. `alone`: its paragraphs hold no narration. `beyond` attributes it
    to a source that is no single person ("they said", "two of the men", "it read"): no candidate speaks it.
    `scene` numbers the scenes of the text. `gives` is the entity whose name the turn surely gives as its own, -1
    if none.
    """

    paragraph: int
    spans: Sequence[Offsets]
    last_paragraph: int
    cues: Sequence[SpeechCue] = ()
    beats: Mapping[str, int] = field(default_factory=dict)
    cue: SpeechCue | None = None
    kind: TurnKind = "none"
    called: frozenset[int] = frozenset()
    mentioned: frozenset[int] = frozenset()
    alone: bool = True
    asks: bool = False
    words: int = 0
    first_person: bool = False
    continued: bool = False
    beyond: Attribution | None = None
    scene: int = 0
    gives: int = -1


@dataclass(frozen=True, slots=True)
class Story:
    """A text's characters and turns, from which features are read.

    `same` gives for an entity that is another's alias the number of that other. `read` and `told` say for each
    paragraph when it comes, a break between scenes counted as SCENE paragraphs: `read` counts all paragraphs, `told`
    those of narration, for while people only talk nobody comes or goes.
    """

    parse: Parse
    characters: Characters
    turns: Sequence[Turn]
    people: People
    same: Mapping[int, int] = field(default_factory=dict)
    read: Sequence[int] = ()
    told: Sequence[int] = ()

    def since(self, reference: Reference, turn: Turn) -> int:
        """Return how many paragraphs a turn comes after a reference: if that is narrated, of narration alone."""
        time = self.read if reference.quoted else self.told
        return time[turn.paragraph] - time[reference.paragraph]


def gap(earlier: Turn, later: Turn) -> int:
    """Return the distance in paragraphs from one turn to a later one, a break between scenes counted as SCENE."""
    return later.paragraph - earlier.last_paragraph + SCENE * (later.scene - earlier.scene)


def cue_entity(characters: Characters, turn: Turn) -> int:
    """Return who gives their own name, or the entity that the turn's cue refers to; -1 where neither is known."""
    if turn.gives >= 0:
        return turn.gives
    return characters.references[turn.cue.index].entity if turn.cue is not None else -1


@dataclass(frozen=True, slots=True)
class TurnFeatures:
    """One turn's candidates (entities), the features of each, and those of the turn's three potentials.

    A feature is ``family=value,value``: the family names its parts, parted by commas, each value belongs to the part
    at its place (``rank in window,cue kind=0,pronoun``). The first `shared` features of each candidate count `share`.
    """

    candidates: list[int]
    unary: list[list[str]]
    once: list[str]
    twice: list[str]
    thrice: list[str]
    shared: int = 0
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Words that refer to somebody at a quotation: half-open offsets, their head token, their form."""

    offsets: Offsets
    head: int
    form: MentionForm


@dataclass(frozen=True, slots=True)
class Speech:
    """What one person says in a turn; offsets are half-open, in code points, quotation marks included.

    `entity` is an index into the entities of the `Dialogue`; None where no candidate reaches the minimum probability.
    `confidence` is the probability that this entity speaks, or, if None, of the most probable one. `listener` is the
    entity it is said to, None where that is not certain enough.
    """

    content: tuple[Offsets, ...]
    cue: Offsets | None
    cue_head: int | None
    source: Mentioned | None
    addressee: Mentioned | None
    entity: int | None
    confidence: float
    rule: str
    listener: int | None = None


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The speeches of a story in text order, and everybody in it.

    The registry's entities come first, under their own numbers; after them those only described, and the
    narrator, if one tells the story and is not named. `same` gives for an entity that turned out to be
    another's alias the number of that other. `story` is what the speeches were read from, turn by turn, and `options`
    are by turn the candidates with their probabilities; `heard` are the speakers from whose words voices were learned.
    """

    entities: Sequence[Entity]
    narrator: int | None
    speeches: Sequence[Speech]
    same: Mapping[int, int]
    story: Story
    options: Sequence[Sequence[tuple[int, float]]]
    heard: Sequence[int | None]
