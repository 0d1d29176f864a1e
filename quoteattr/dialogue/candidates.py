"""Stage 7c, fiction: who may speak each turn."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from math import exp

from quoteattr.dialogue.cooccurrence import Company
from quoteattr.dialogue.types import (
    DESCRIBED,
    MOST_MENTIONS,
    WIDTH,
    Characters,
    Reference,
    Story,
    Turn,
    cue_entity,
    gap,
)

_BACK, _AHEAD = 14, 2  # paragraphs in which a mention makes a candidate



def find_candidates(story: Story, company: Company) -> list[list[int]]:
    """For each turn the entities that may speak it, the likeliest first."""
    cast, turns = story.cast, story.turns
    mentions = [reference for reference in cast.references if reference.entity >= 0]
    starts = [story.parse.start[reference.first] for reference in mentions]
    paragraphs = [reference.paragraph for reference in mentions]
    local: dict[int, Counter[int]] = defaultdict(Counter)
    for reference in mentions:
        for block in (-1, 0, 1):
            local[reference.paragraph // 20 + block][reference.entity] += 1
    cued = [cue_entity(cast, turn) for turn in turns]
    found = []
    everybody = [i for i, form in enumerate(cast.form) if form in ("name", "narrator")]
    fallback = max(everybody, key=lambda e: cast.entities[e].count, default=None)
    for i, turn in enumerate(turns):
        score: dict[int, float] = defaultdict(float)
        here = bisect_left(starts, turn.spans[0][0])
        low = bisect_left(paragraphs, turn.paragraph - _BACK, max(here - MOST_MENTIONS, 0), here)
        high = bisect_right(paragraphs, turn.paragraph + _AHEAD, here, min(here + MOST_MENTIONS, len(mentions)))
        for reference in mentions[low:high]:
            _count_mention(cast, reference, turn.paragraph, score)
        for j in range(max(0, i - 7), min(len(turns), i + 5)):
            if cued[j] >= 0:
                distance = gap(turn, turns[j]) if j > i else gap(turns[j], turn)
                score[cued[j]] += 2 * exp(-abs(distance) / 8)
        if cued[i] >= 0:
            score[cued[i]] += 100
            if cast.form[cued[i]] in DESCRIBED and (meant := company.likeliest(cued[i])) is not None:
                score[meant] += 100
        if cast.narrator is not None:
            score[cast.narrator] += 3
        for entity, count in local[turn.paragraph // 20].items():
            if cast.form[entity] in ("name", "role"):
                score[entity] += 0.02 * count
        if cast.narrator is not None and cued[i] != cast.narrator and _is_third_person(turn):
            del score[cast.narrator]
        kept = [e for e in score if cast.form[e] != "thing" or cued[i] == e]
        best = sorted(kept, key=lambda e: (-score[e], e))[:WIDTH]
        found.append(best or ([fallback] if fallback is not None else []))
    return found



def _count_mention(cast: Characters, reference: Reference, paragraph: int, score: dict[int, float]) -> None:
    distance = abs(paragraph - reference.paragraph) + (0.5 if reference.paragraph > paragraph else 0)
    if cast.form[reference.entity] in DESCRIBED and (reference.quoted or not reference.subject or distance > 6):
        return
    weight = (0.5 if reference.quoted else 1.0) * (1.5 if reference.subject else 1.0)
    score[reference.entity] += weight * exp(-distance / 4)



def _is_third_person(turn: Turn) -> bool:
    """Whether the narrator says that somebody else speaks: who tells of themselves as "I" is no "he" or "the man"."""
    return turn.cue is not None and turn.cue.strength > 0 and turn.kind != "I"
