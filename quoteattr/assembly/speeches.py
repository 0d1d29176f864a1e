"""In fiction the speeches of the dialogue replace quoted attributions; indirect speech stays."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from quoteattr.attribution.continuations import UNCUED
from quoteattr.attribution.types import CONFIDENCE_DIGITS, Attribution
from quoteattr.coreference.types import Resolution
from quoteattr.dialogue.types import Dialogue, Speech
from quoteattr.document.ranges import Offsets
from quoteattr.entities.types import Referent, Referents, Registry

MIN_BARE = (
    0.7  # of who speaks a turn of a report that no source is given for: in passages of 24 registers 10 of 13 right
)


def join_dialogue(
    dialogue: Dialogue, attributions: Sequence[Attribution], resolution: Resolution, minimum: float = 0.0
) -> tuple[list[Attribution], Resolution]:
    """Merge speeches with attributions, in text order, each with its referents.

    An attribution that overlaps a speech is kept only if its cue and content lie inside one quotation of it. Otherwise
    the speech wins, split at the cues of the attributions it replaces; one of nobody in the dialogue has the referents
    of the attribution with its cue. Speeches less sure than `minimum` are left out.
    """
    dialogue = _with_author(dialogue, resolution.registry)
    number = {span: i for i, speech in enumerate(dialogue.speeches) for span in speech.content}
    spoken = sorted(number)
    ends = [end for _, end in spoken]
    found: list[tuple[Attribution, Referents, Referents]] = []
    replaced: dict[Offsets, Attribution] = {}
    meant: dict[Offsets | None, tuple[Referents, Referents]] = {}  # by the cue of what is replaced
    for attribution, *both in zip(attributions, resolution.referents, resolution.listeners, strict=True):
        spans = (attribution.cue, *attribution.content)
        around = {number[outer] if span and (outer := _containing(span, spoken, ends)) else None for span in spans}
        is_inside = len(around) == 1 and None not in around
        overlapped = [other for span in attribution.content for other in _overlapping(span, spoken, ends)]
        speakers, listeners = (tuple(dict.fromkeys(_renumbered(r, dialogue) for r in each)) for each in both)
        if is_inside or not overlapped:
            found.append((attribution, speakers, listeners))
        elif attribution.cue and not _containing(attribution.cue, spoken, ends):
            replaced.update(dict.fromkeys(overlapped, attribution))
            meant[attribution.cue] = speakers, listeners
    for speech in dialogue.speeches:
        if speech.confidence < minimum:
            continue
        speakers, listeners = (() if each is None else (each,) for each in (speech.entity, speech.listener))
        if speech.entity is None:
            speakers, listeners = meant.get(speech.cue, (speakers, listeners))
        found += [(_without_overlap(part), speakers, listeners) for part in _split(speech, replaced)]
    found.sort(key=lambda each: each[0].content)
    registry = replace(resolution.registry, entities=dialogue.entities)
    joined = replace(
        resolution, registry=registry, referents=[own for _, own, _ in found], listeners=[told for *_, told in found]
    )
    return [attribution for attribution, *_ in found], joined


def with_narrator(registry: Registry, dialogue: Dialogue, length: int) -> Registry:
    """Return the registry of a text of this length with who tells the story as its author, if the story names them.

    Whoever wrote the book, and so most of the text, is not who says "I" in it; a letter in it stays its writer's.
    """
    narrator = dialogue.narrator
    if narrator is None or narrator >= len(registry.entities) or not dialogue.entities[narrator].named:
        return registry
    written = Counter[int]()
    for start, end, author in registry.authors:
        written[author] += end - start
    letters = (part for part in registry.authors if written[part[2]] < length / 2)
    return replace(registry, authors=(*letters, (0, length, narrator)))


def _with_author(dialogue: Dialogue, registry: Registry) -> Dialogue:
    """Return the dialogue with the author of the text for a narrator without a name."""
    authors, narrator = {entity for *_, entity in registry.authors}, dialogue.narrator
    if narrator is None or dialogue.entities[narrator].named or len(authors) != 1:
        return dialogue
    (author,) = authors
    entities = [*dialogue.entities]
    entities[narrator] = dialogue.entities[author]
    return replace(dialogue, entities=entities, same={**dialogue.same, author: narrator})


def bare_turns(dialogue: Dialogue, attributions: Sequence[Attribution]) -> Dialogue:
    """Return the dialogue of a report: of its speeches those that no source is given for, where one speaker is likely.

    Whatever has a source is ascribed by it; elsewhere in a report a quotation is more often a title than a turn.
    """
    uncued = {span for attribution in attributions if attribution.rule == UNCUED for span in attribution.content}
    speeches = [
        speech for speech in dialogue.speeches if speech.confidence >= MIN_BARE and uncued.issuperset(speech.content)
    ]
    return replace(dialogue, speeches=speeches)


def _renumbered(referent: Referent, dialogue: Dialogue) -> Referent:
    """Return the entity that the dialogue joined a referent to, or the referent."""
    return dialogue.same.get(referent, referent) if isinstance(referent, int) else referent


def _overlapping(span: Offsets, spoken: Sequence[Offsets], ends: Sequence[int]) -> Iterator[Offsets]:
    """Yield the spoken spans that overlap this one."""
    return takewhile(lambda other: other[0] < span[1], islice(spoken, bisect_right(ends, span[0]), None))


def _containing(span: Offsets, spoken: Sequence[Offsets], ends: Sequence[int]) -> Offsets | None:
    """Return the spoken span that contains this one."""
    after = bisect_right(ends, span[0])
    whole = after < len(spoken) and spoken[after][0] <= span[0] and span[1] <= spoken[after][1]
    return spoken[after] if whole else None


def _split(speech: Speech, replaced: Mapping[Offsets, Attribution]) -> list[Attribution]:
    """Split a speech at the cues of the attributions it replaces, if its own cue is among them.

    *“…,” said Ana. “…,” she added.*
    """
    whole = _attribution(speech)
    owner = next((replaced[span] for span in speech.content if span in replaced), whole)
    parts: dict[Offsets | None, tuple[Attribution, list[Offsets]]] = {}
    for span in speech.content:
        owner = replaced.get(span, owner)
        parts.setdefault(owner.cue, (owner, []))[1].append(span)
    if len(parts) < 2 or speech.cue not in parts:
        return [whole]
    return [
        (whole if cue == whole.cue else owner)._replace(content=tuple(spans), confidence=whole.confidence)
        for cue, (owner, spans) in parts.items()
    ]


def _without_overlap(attribution: Attribution) -> Attribution:
    """Drop a cue or source that overlaps the content, as where a quotation mark stands in a word."""

    def overlaps(span: Offsets | None) -> bool:
        return span is not None and any(a < span[1] and span[0] < b for a, b in attribution.content)

    if overlaps(attribution.cue):
        attribution = attribution._replace(cue=None, cue_head=None)
    return attribution._replace(source=None, source_head=None) if overlaps(attribution.source) else attribution


def _attribution(speech: Speech) -> Attribution:
    source = speech.source
    return Attribution(
        content=speech.content,
        cue=speech.cue,
        cue_head=speech.cue_head,
        source=source.offsets if source else None,
        source_head=source.head if source else None,
        confidence=round(speech.confidence, CONFIDENCE_DIGITS),
        rule=speech.rule,
    )
