"""Stage 7c: in fiction the dialogue's speeches take the place of quoted attributions; indirect speech stays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from quoteattr.attribution.types import Attribution, Offsets
from quoteattr.coreference.types import Resolution
from quoteattr.dialogue.types import Dialogue, Speech
from quoteattr.entities.types import Referent, Referents, Registry


def join_dialogue(
    dialogue: Dialogue, attributions: Sequence[Attribution], resolution: Resolution, least: float = 0.0
) -> tuple[list[Attribution], Resolution]:
    """Speeches, with the attributions outside and inside them, in text order, with whom they refer to.

    An attribution whose content meets a speech stays only if one speech holds it whole, with its cue; but a
    speech is parted by the cues of such as claim its quotations. Speeches less sure than `least` are left out.
    """
    number = {span: i for i, speech in enumerate(dialogue.speeches) for span in speech.content}
    spoken = sorted(number)
    ends = [end for _, end in spoken]
    found: list[tuple[Attribution, Referents]] = []
    claims: dict[Offsets, Attribution] = {}
    for attribution, referents in zip(attributions, resolution.referents, strict=True):
        spans = (attribution.cue, *attribution.content)
        around = {number[held] if span and (held := _holder(span, spoken, ends)) else None for span in spans}
        is_inside = len(around) == 1 and None not in around
        claimed = [met for span in attribution.content for met in _met(span, spoken, ends)]
        if is_inside or not claimed:
            found.append((attribution, tuple(dict.fromkeys(_renumbered(r, dialogue) for r in referents))))
        elif attribution.cue and not _holder(attribution.cue, spoken, ends):
            claims.update(dict.fromkeys(claimed, attribution))
    for speech in dialogue.speeches:
        if speech.confidence < least:
            continue
        speaker = () if speech.entity is None else (speech.entity,)
        found += [(_apart(part), speaker) for part in _parts(speech, claims)]
    found.sort(key=lambda pair: pair[0].content)
    registry = Registry(dialogue.entities, resolution.registry.mentions)
    joined = replace(resolution, registry=registry, referents=[referents for _, referents in found])
    return [attribution for attribution, _ in found], joined


def _renumbered(referent: Referent, dialogue: Dialogue) -> Referent:
    """The referent; of an alias, whose it is."""
    return dialogue.same.get(referent, referent) if isinstance(referent, int) else referent


def _met(span: Offsets, spoken: Sequence[Offsets], ends: Sequence[int]) -> Iterator[Offsets]:
    """The spoken spans that overlap this one."""
    return takewhile(lambda other: other[0] < span[1], islice(spoken, bisect_right(ends, span[0]), None))


def _holder(span: Offsets, spoken: Sequence[Offsets], ends: Sequence[int]) -> Offsets | None:
    """The spoken span that holds this one whole."""
    after = bisect_right(ends, span[0])
    whole = after < len(spoken) and spoken[after][0] <= span[0] and span[1] <= spoken[after][1]
    return spoken[after] if whole else None


def _parts(speech: Speech, claims: Mapping[Offsets, Attribution]) -> list[Attribution]:
    """A speech, or what each of several cues, its own among them, says of it.

    *“…,” said Ana. “…,” she added.*
    """
    whole = _attribution(speech)
    owner = next((claims[span] for span in speech.content if span in claims), whole)
    parts: dict[Offsets | None, tuple[Attribution, list[Offsets]]] = {}
    for span in speech.content:
        owner = claims.get(span, owner)
        parts.setdefault(owner.cue, (owner, []))[1].append(span)
    if len(parts) < 2 or speech.cue not in parts:
        return [whole]
    return [
        (whole if cue == whole.cue else owner)._replace(content=tuple(spans), confidence=whole.confidence)
        for cue, (owner, spans) in parts.items()
    ]


def _apart(attribution: Attribution) -> Attribution:
    """The attribution without a cue or source that its content begins or ends in, as where a mark stands in a word."""

    def meets(span: Offsets | None) -> bool:
        return span is not None and any(a < span[1] and span[0] < b for a, b in attribution.content)

    if meets(attribution.cue):
        attribution = attribution._replace(cue=None, cue_head=None)
    return attribution._replace(source=None, source_head=None) if meets(attribution.source) else attribution


def _attribution(speech: Speech) -> Attribution:
    source = speech.source
    return Attribution(
        content=speech.content,
        cue=speech.cue,
        cue_head=speech.cue_head,
        source=source.offsets if source else None,
        source_head=source.head if source else None,
        confidence=round(speech.confidence, 4),
        rule=speech.rule,
    )
