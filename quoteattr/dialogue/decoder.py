"""Who speaks each turn of a story, decided for whole conversations at a time.

A second-order chain over turns: referents of cues and speakers of turns are decided together (as in Almeida et al.
2014), for one answer follows another and a pronoun in a cue is resolved by who else speaks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, repeat
from typing import TypeVar

import numpy as np

from quoteattr.attribution.types import Attribution
from quoteattr.dialogue.aliases import join_aliases, with_aliases
from quoteattr.dialogue.characters import find_characters, with_named_roles
from quoteattr.dialogue.context import with_scenes
from quoteattr.dialogue.listeners import find_listeners
from quoteattr.dialogue.naming.decision import MODEL as NAMING
from quoteattr.dialogue.naming.decision import name_described
from quoteattr.dialogue.naming.introductions import with_given_names
from quoteattr.dialogue.turn_features import story_features
from quoteattr.dialogue.turns import find_turns, mark_beyond, spoken
from quoteattr.dialogue.types import (
    DESCRIBED,
    LOOSE,
    WIDTH,
    Characters,
    Dialogue,
    Mentioned,
    Offsets,
    Reference,
    Speech,
    Story,
    Turn,
    TurnFeatures,
    gap,
)
from quoteattr.dialogue.voices import Speakers, Voices, named_speakers
from quoteattr.document.document import Document, quoted_tokens
from quoteattr.document.parse import Parse
from quoteattr.entities.types import Registry
from quoteattr.loglinear.chain import Scores, pad_chains, probabilities
from quoteattr.loglinear.weights import Weights

CHAIN = ("speaker", "once", "twice", "thrice")
MODELS = (*CHAIN, NAMING)
MIN_PROBABILITY = 0.25  # of a speaker who is named; set by hand: on PDNC it leaves 0.2 % of the quotations without one
_BREAK = 8  # paragraphs of narration that part chains; set by hand on the training novels
_BATCH = 2_000  # turns decoded at once, padding included: bounds memory
_PASSES = 2  # the speakers that the first is sure of lend the second their words; chosen in folds over twelve novels
_SURE = 0.85  # probability of a speaker whose words are learned; chosen in those folds
_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class ScoredTurn:
    """A turn's candidates (entities), the score of each, and its potentials for one, two and both turns back."""

    candidates: list[int]
    unary: Sequence[float]
    potentials: tuple[float, float, float]


def attribute_dialogue(
    doc: Document, registry: Registry, weights: Weights, attributions: Sequence[Attribution] = ()
) -> Dialogue:
    """Attribute the speech of a story. Quotations that are titles or words held at arm's length are left out.

    `attributions` are those of the text, among which are sources that are no single person.
    """
    story = read_story(doc, registry, attributions)
    rows, voices, heard = _score(story, weights), Voices(story), named_speakers(story)
    scored, likely = decode(story, rows, voices, heard, weights)
    if same := name_described(story, by_candidate(scored, likely), weights[NAMING]):
        story = with_aliases(story, same)
        rows, heard = _score(story, weights), named_speakers(story)
        scored, likely = decode(story, rows, voices, heard, weights)
    for _ in range(_PASSES - 1):
        heard = sure_speakers(scored, likely)
        scored, likely = decode(story, rows, voices, heard, weights)
    speeches = [
        _speech(story, turn, *_likeliest(row, own)) for turn, row, own in zip(story.turns, scored, likely, strict=True)
    ]
    listeners = find_listeners(story, speeches)
    speeches = [
        speech if listener is None else replace(speech, listener=listener)
        for speech, listener in zip(speeches, listeners, strict=True)
    ]
    options = [list(zip(row.candidates, own, strict=True)) for row, own in zip(scored, likely, strict=True)]
    return Dialogue(story.characters.entities, story.characters.narrator, speeches, story.same, story, options, heard)


def read_story(doc: Document, registry: Registry, attributions: Sequence[Attribution] = ()) -> Story:
    """Find the turns of a text and the characters that may speak them."""
    parse, people = doc.parse, doc.language.people
    speech = spoken(parse, doc.narrated)
    characters = find_characters(parse, registry, quoted_tokens(parse, speech), people)
    turns = find_turns(parse, speech, characters, people)
    turns = mark_beyond(parse, turns, characters, attributions, people)
    cues = Counter(
        characters.references[turn.cue.index].entity
        for turn in turns
        if turn.cue is not None and turn.kind == "nominal"
    )
    return with_scenes(join_aliases(with_given_names(Story(parse, with_named_roles(characters, cues), turns, people))))


def conversations(turns: Sequence[Turn]) -> list[range]:
    """Part the turns' numbers into chains, where long narration comes between."""
    firsts = [i for i in range(len(turns)) if not i or gap(turns[i - 1], turns[i]) > _BREAK]
    return [range(a, b) for a, b in pairwise([*firsts, len(turns)])]


def _score(story: Story, weights: Weights) -> list[ScoredTurn]:
    return [score_turn(features, weights) for features in story_features(story)]


def by_candidate(scored: Sequence[ScoredTurn], likely: Sequence[Sequence[float]]) -> list[dict[int, float]]:
    """Return by turn the probability of each candidate."""
    return [dict(zip(row.candidates, own, strict=True)) for row, own in zip(scored, likely, strict=True)]


def score_turn(features: TurnFeatures, weights: Weights) -> ScoredTurn:
    """Score a turn: the sums of its features' weights."""
    speaker, once, twice, thrice = (weights[name] for name in CHAIN)
    shared, share = features.shared, features.share
    unary = [_total(speaker, names[shared:]) for names in features.unary]
    if shared:
        pairs = zip(features.unary, unary, strict=True)
        unary = [share * _total(speaker, names[:shared]) + own for names, own in pairs]
    potentials = _total(once, features.once), _total(twice, features.twice), _total(thrice, features.thrice)
    return ScoredTurn(features.candidates, unary, potentials)


def decode(
    story: Story, rows: Sequence[ScoredTurn], voices: Voices, heard: Speakers, weights: Weights
) -> tuple[list[ScoredTurn], list[list[float]]]:
    """Return the turns with who can speak them, voices counted, and the probability of each candidate.

    The voices are learned from the turns of known speakers, those `heard`.
    """
    features, model = voices.features([row.candidates for row in rows], heard), weights["speaker"]
    possible = [
        _possible(story, turn, ScoredTurn(row.candidates, _sums(row.unary, names, model), row.potentials))
        for turn, row, names in zip(story.turns, rows, features, strict=True)
    ]
    scored = _without_self_answers(story.turns, possible)
    return scored, posteriors(scored, story.turns)


def _sums(scores: Sequence[float], names: Sequence[str], model: Mapping[str, float]) -> list[float]:
    """Return the score of each candidate with the weight of its own further feature, if there are any."""
    return [score + model.get(name, 0.0) for score, name in zip(scores, names, strict=True)] if names else [*scores]


def sure_speakers(scored: Sequence[ScoredTurn], likely: Sequence[Sequence[float]]) -> Speakers:
    """Return by turn the likeliest speaker, None where that is not sure enough to learn their words from."""
    best = [_likeliest(row, own) for row, own in zip(scored, likely, strict=True)]
    return [entity if probability >= _SURE else None for entity, probability in best]


def _possible(story: Story, turn: Turn, row: ScoredTurn) -> ScoredTurn:
    """Filter a turn's candidates by its cue: "he said" is said of no woman, "the boy said" of nobody's captain.

    Whoever acts between two quotations of a paragraph speaks the second, and who gives their own name speaks: too few
    novels have that to learn it from.
    """
    reference = None if turn.cue is None else story.characters.references[turn.cue.index]
    if turn.gives in row.candidates and (reference is None or _may_mean(story.characters, reference, turn.gives)):
        return _only(row, [row.candidates.index(turn.gives)])
    if turn.cue is None or reference is None:
        return row
    begins_turn = turn.cue.shape == "beat"
    if not begins_turn and (turn.cue.strength == LOOSE or turn.kind not in ("pronoun", "nominal")):
        return row
    is_named = begins_turn or (turn.kind == "nominal" and _is_somebody_else(story, reference))
    if is_named and reference.entity in row.candidates:
        kept = [row.candidates.index(reference.entity)]
    else:
        kept = [i for i, entity in enumerate(row.candidates) if _may_mean(story.characters, reference, entity)]
    return _only(row, kept)


def _only(row: ScoredTurn, kept: Sequence[int]) -> ScoredTurn:
    """Return a turn with some of its candidates."""
    return ScoredTurn([row.candidates[i] for i in kept], [row.unary[i] for i in kept], row.potentials)


def _without_self_answers(turns: Sequence[Turn], scored: Sequence[ScoredTurn]) -> list[ScoredTurn]:
    """Filter out a lone candidate who would answer himself: “Who is it?” “Me.” is said by two."""
    kept = list(scored)
    for i in range(1, len(turns)):
        follows = turns[i].kind == "none" and turns[i].alone and gap(turns[i - 1], turns[i]) == 1
        if follows and len(kept[i].candidates) == 1 and kept[i].candidates == kept[i - 1].candidates:
            kept[i] = replace(kept[i], candidates=[], unary=[])
    return kept


def _is_somebody_else(story: Story, reference: Reference) -> bool:
    """Return whether a description is of nobody with a name: an office that the text says of none, or a long one.

    *The croupier*, *the gentleman in the white hat*: of 227 such cues in five novels 178 are so. Neither is the
    narrator's *my aunt* anybody with a name but the aunt that the text names.
    """
    people = story.people
    is_office = people.nouns.get(reference.noun) == "role"
    is_long = any(" " in word for word in reference.modifiers)
    is_own_kin = people.titles.get(reference.noun) == "kin" and reference.determiner in people.words.possessive_first
    return (is_office or is_long or is_own_kin) and reference.noun not in story.characters.known_as


def _likeliest(row: ScoredTurn, likely: Sequence[float]) -> tuple[int | None, float]:
    """Return the likeliest candidate of a turn and its probability; nobody, of no candidates."""
    best = max(range(len(likely)), key=lambda n: likely[n], default=None)
    return (None, 0.0) if best is None else (row.candidates[best], likely[best])


def posteriors(scored: Sequence[ScoredTurn], turns: Sequence[Turn]) -> list[list[float]]:
    """Return for each turn the probability of each of its candidates, all other turns summed over.

    The likeliest speaker of each turn by itself is right more often than the likeliest sequence of speakers is there.
    """
    likely: list[list[float]] = [[]] * len(turns)
    for batch in in_batches(conversations(turns), len):
        chains = pad_chains([[scored[i].candidates for i in part] for part in batch], WIDTH)
        found = np.minimum(probabilities(chains, _scores(scored, batch)), 1.0).tolist()
        for j, part in enumerate(batch):
            for n, i in enumerate(part):
                likely[i] = found[n][j][: len(scored[i].candidates)]
    return likely


def in_batches(parts: Iterable[_Part], length: Callable[[_Part], int]) -> Iterator[list[_Part]]:
    """Yield batches of parts of like length, so that padding costs little and memory grows with the text."""
    batch: list[_Part] = []
    for part in sorted(parts, key=length):
        if batch and (len(batch) + 1) * length(part) > _BATCH:
            yield batch
            batch = []
        batch.append(part)
    if batch:
        yield batch


def _scores(scored: Sequence[ScoredTurn], batch: Sequence[range]) -> Scores:
    longest = max(map(len, batch))
    unary = np.zeros((longest, len(batch), WIDTH))
    potentials = np.zeros((3, longest, len(batch)))
    for j, part in enumerate(batch):
        for n, i in enumerate(part):
            unary[n, j, : len(scored[i].unary)] = scored[i].unary
            for z, potential in enumerate(scored[i].potentials):
                potentials[z, n, j] = potential if n > min(z, 1) else 0.0
    return Scores(unary, potentials[0], potentials[1], potentials[2])


def _total(model: Mapping[str, float], names: Iterable[str]) -> float:
    return sum(map(model.get, names, repeat(0.0)))


def _speech(story: Story, turn: Turn, entity: int | None, probability: float) -> Speech:
    parse, characters, cue = story.parse, story.characters, turn.cue
    if turn.beyond is not None:
        return _speech_beyond(turn, turn.beyond)
    if probability < MIN_PROBABILITY:
        entity = None
    reference = characters.references[cue.index] if cue is not None and cue.strength > LOOSE else None
    if reference is None or cue is None or not _may_mean(characters, reference, entity):
        return Speech(tuple(turn.spans), None, None, None, None, entity, probability, _rule(turn, False))
    told = characters.references[cue.addressee] if cue.addressee is not None else None
    reports = cue.shape != "goes on" or parse.lemma[cue.verb] in story.people.speech  # "The boat"—she rose—"has gone."
    return Speech(
        content=tuple(turn.spans),
        cue=(parse.start[cue.verb], parse.end[cue.verb]) if reports else None,
        cue_head=cue.verb if reports else None,
        source=_mentioned(parse, reference, turn.spans),
        addressee=None if told is None else _mentioned(parse, told, turn.spans),
        entity=entity,
        confidence=probability,
        rule=_rule(turn, True),
    )


def _speech_beyond(turn: Turn, found: Attribution) -> Speech:
    """Return the speech of somebody who is no single person, as an attribution has it."""
    source = Mentioned(found.source, found.source_head, "nominal") if found.source and found.source_head else None
    return Speech(tuple(turn.spans), found.cue, found.cue_head, source, None, None, found.confidence, found.rule)


def _may_mean(characters: Characters, reference: Reference, entity: int | None) -> bool:
    """Return whether a cue's words may refer to an entity.

    A name to its bearer alone, a description to nobody known by another one alone, a pronoun to its gender.
    """
    if entity is None or reference.entity == entity:
        return True
    if reference.kind == "name":
        return False
    if reference.kind == "nominal" and characters.form[entity] in DESCRIBED:
        return False
    own = characters.gender[entity]
    return not own or reference.gender not in ("m", "f") or own == reference.gender


def _mentioned(parse: Parse, reference: Reference, spoken: Sequence[Offsets]) -> Mentioned | None:
    """Return where a reference stands; None where it overlaps what is spoken, by a mark inside a word."""
    start, end = parse.start[reference.first], parse.end[reference.last - 1]
    end -= reference.kind == "pronoun" and parse.text[end - 1] == "."  # "said I."
    if any(a < end and start < b for a, b in spoken):
        return None
    return Mentioned((start, end), reference.last - 1, reference.kind)


def _rule(turn: Turn, cued: bool) -> str:
    if cued and turn.cue is not None:
        return f"{turn.kind} {turn.cue.shape}"
    return "beat" if turn.beats else "turn-taking"
