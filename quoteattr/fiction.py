"""Stage 7c: in fiction the dialogue's speeches take the place of quoted attributions; indirect speech stays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from quoteattr.attribution import Attribution, Offsets
from quoteattr.dialogue import Dialogue, Speech
from quoteattr.discourse import Referent, Referents
from quoteattr.entities import Registry
from quoteattr.speakers import Reading


def join_dialogue(
    dialogue: Dialogue, attributions: Sequence[Attribution], reading: Reading
) -> tuple[list[Attribution], Reading]:
    """Speeches, with the attributions outside and inside them, in text order, with whom they refer to.

    An attribution whose content meets a speech stays only if one speech holds it whole, with its cue.
    """
    number = {span: i for i, speech in enumerate(dialogue.speeches) for span in speech.content}
    spoken = sorted(number)
    found: list[tuple[Attribution, Referents]] = [
        (_attribution(speech), () if speech.entity is None else (speech.entity,)) for speech in dialogue.speeches
    ]
    ends = [end for _, end in spoken]
    for attribution, referents in zip(attributions, reading.referents, strict=True):
        spans = (attribution.cue, *attribution.content)
        around = {number[held] if span and (held := _holder(span, spoken, ends)) else None for span in spans}
        is_inside = len(around) == 1 and None not in around
        if is_inside or not any(_meets(span, spoken, ends) for span in attribution.content):
            found.append((attribution, tuple(dict.fromkeys(_renumbered(r, dialogue) for r in referents))))
    found.sort(key=lambda pair: pair[0].content)
    registry = Registry(dialogue.entities, reading.registry.mentions)
    joined = replace(reading, registry=registry, referents=[referents for _, referents in found])
    return [attribution for attribution, _ in found], joined


def _renumbered(referent: Referent, dialogue: Dialogue) -> Referent:
    """The referent; of an alias, whose it is."""
    return dialogue.same.get(referent, referent) if isinstance(referent, int) else referent


def _meets(span: Offsets, spoken: Sequence[Offsets], ends: Sequence[int]) -> bool:
    after = bisect_right(ends, span[0])
    return after < len(spoken) and spoken[after][0] < span[1]


def _holder(span: Offsets, spoken: Sequence[Offsets], ends: Sequence[int]) -> Offsets | None:
    """The spoken span that holds this one whole."""
    after = bisect_right(ends, span[0])
    whole = after < len(spoken) and spoken[after][0] <= span[0] and span[1] <= spoken[after][1]
    return spoken[after] if whole else None


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
