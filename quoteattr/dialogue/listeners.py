"""Whom each turn of a story is said to: who is told, who is called by name, the other of two who talk.

Rather nobody than a wrong one: where two others speak around a turn, or the other is no likely speaker, nobody is.
"""

from __future__ import annotations

from collections.abc import Sequence

from quoteattr.dialogue.types import Speech, Story, Turn
from quoteattr.entities.exchanges import only_other, others_around

_LIKELY = 0.5  # of who speaks around a turn; below, on twelve novels of PDNC, 64 % of those found so are right


def find_listeners(story: Story, speeches: Sequence[Speech]) -> list[int | None]:
    """Return the entity that each speech is said to, None where that is not certain enough."""
    speakers = [speech.entity for speech in speeches]
    around = others_around(speakers, [(turn.paragraph, turn.last_paragraph) for turn in story.turns])
    found: list[int | None] = []
    for turn, speaker, near in zip(story.turns, speakers, around, strict=True):
        told = _told(story, turn)
        called = {story.same.get(entity, entity) for entity in turn.called} & {speakers[j] for j in near}
        if told is not None and told != speaker:
            found.append(told)
        elif len(called) == 1:
            found.append(called.pop())
        else:
            likely = all(speeches[j].confidence >= _LIKELY for j in near)
            found.append(only_other(speakers, near) if likely else None)
    return found


def _told(story: Story, turn: Turn) -> int | None:
    """Return whom the turn's cue says it is told."""
    if turn.cue is None or turn.cue.addressee is None:
        return None
    entity = story.characters.references[turn.cue.addressee].entity
    return story.same.get(entity, entity) if entity >= 0 else None
