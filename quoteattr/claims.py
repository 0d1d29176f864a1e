"""Stage 3d: contents ranked anew beside what the document's other cues claim: no words are said twice at once.

The first ranking sees one cue at a time. In ``"…," said A. "…," added B.`` it may give A both quotations; once it
is known how likely B claims the second, it will not. Features tell how much of a candidate others claim, and how
much that nobody claims it would leave.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations
from math import log
from typing import NamedTuple

from quoteattr.document import Document
from quoteattr.ranges import Ranges, common, contains, counted, overlap, size, union
from quoteattr.weights import softmax, valued

Ranked = tuple[float, Ranges, str]  # probability, tokens, label
Rankings = Mapping[int, Sequence[Ranked]]  # the contents of each cue

_CLAIMED = 0.5  # probability from which a token counts as another cue's
_TOKENS = (1, 3, 6, 12, 25)
_BORDER = 25  # tokens at either end of a stretch: what is in dispute lies there
_REACH = 200  # tokens between cues that may hold one another
_ALIKE = 0.5  # share of letters from which two contents count as the same


@dataclass(frozen=True, slots=True)
class Claims:
    """How likely each token is content of any cue, as `total` and as running sums, and the rankings behind it."""

    cues: Mapping[int, float]
    rankings: Rankings
    total: Sequence[float]
    sums: Sequence[float]

    def share_of_others(self, cue: int, content: Ranges) -> float:
        """How much of a content other cues claim."""
        every, probability = counted(self.sums, content), self.cues[cue]
        own = sum([probability * share * overlap(content, other) for share, other, _ in self.rankings[cue]])
        return (every - own) / size(content)


def rank_anew(
    doc: Document, model: Mapping[str, float], cues: Mapping[int, float], rankings: Rankings
) -> dict[int, list[Ranked]]:
    """The contents of each cue by half the probability to be right and half that to be nearly so, in that order."""
    anew = {cue: [(1.0, content, label) for _, content, label in ranked] for cue, ranked in rankings.items()}
    for cue, rows in claim_rows(doc, cues, rankings):
        anew[cue] = _by_worth(doc, softmax([valued(model, row) for row in rows]), rankings[cue])
    return anew


def _by_worth(doc: Document, likely: Sequence[float], ranked: Sequence[Ranked]) -> list[Ranked]:
    """A content that differs little from others that are likely is worth more than one that shares with none."""
    contents = [content for _, content, _ in ranked]
    letters = [doc.letters(content) for content in contents]
    near = list(likely)
    for (i, some), (j, others) in combinations(enumerate(contents), 2):
        shared = doc.letters(common(some, others))
        if shared >= _ALIKE * (letters[i] + letters[j] - shared):
            near[i] += likely[j]
            near[j] += likely[i]
    worth = [((p + q) / 2, content, label) for p, q, (_, content, label) in zip(likely, near, ranked, strict=True)]
    return sorted(worth, key=lambda each: -each[0])


def claim_rows(
    doc: Document, cues: Mapping[int, float], rankings: Rankings
) -> Iterator[tuple[int, list[dict[str, float]]]]:
    """For each cue that has several contents, what speaks for each beside others' claims: feature -> value."""
    claims = _claims(doc, cues, rankings)
    ordered = sorted(cues)
    for cue, ranked in rankings.items():
        if len(ranked) < 2:
            continue
        whole = union(part for _, content, _ in ranked for part in content)
        near = ordered[bisect_left(ordered, cue - _REACH) : bisect_left(ordered, cue + _REACH)]
        rivals = [(other, cues[other]) for other in near if other != cue]
        others = (doc.marked[k] for k in doc.quotations_in(whole) if k != doc.quoted[cue])
        marks = [first + 1 for first, last in others if last - first > 2]
        beside = _beside(claims, cue, rivals, marks)
        yield cue, [_row(doc, claims, cue, each, beside) for each in ranked]


def _claims(doc: Document, cues: Mapping[int, float], rankings: Rankings) -> Claims:
    changes = [0.0] * (len(doc.parse) + 1)
    for cue, ranked in rankings.items():
        for share, content, _ in ranked:
            for a, b in content:
                changes[a] += cues[cue] * share
                changes[b] -= cues[cue] * share
    total = list(accumulate(changes))
    return Claims(cues, rankings, total, list(accumulate(total, initial=0.0)))


class _Beside(NamedTuple):
    """What a cue's contents are seen beside: other cues near, and what these claim of some tokens.

    `places` are the tokens, ascending: `marks`, one of each quotation, and those near a border of the contents.
    `claimed` says of each how likely other cues claim it; `counted` are running counts of those that they do claim.
    """

    cues: Sequence[tuple[int, float]]
    marks: Sequence[int]
    places: Sequence[int]
    claimed: Sequence[float]
    counted: Sequence[int]


def _beside(claims: Claims, cue: int, cues: Sequence[tuple[int, float]], marks: Sequence[int]) -> _Beside:
    tokens = set(marks)
    for _, content, _ in claims.rankings[cue]:
        for a, b in content:
            tokens.update(range(a, min(a + _BORDER, b)), range(max(b - _BORDER, a), b))
    places = sorted(tokens)
    claimed = [claims.total[t] for t in places]
    for share, content, _ in claims.rankings[cue]:
        own = claims.cues[cue] * share
        for a, b in content:
            i, j = bisect_left(places, a), bisect_left(places, b)
            claimed[i:j] = [q - own for q in claimed[i:j]]
    return _Beside(cues, marks, places, claimed, list(accumulate([q >= _CLAIMED for q in claimed], initial=0)))


def _row(doc: Document, claims: Claims, cue: int, ranked: Ranked, beside: _Beside) -> dict[str, float]:
    p, content, label = ranked
    family = label.partition(":")[0]
    share = doc.quoted_tokens(content) / size(content)
    quoted = "none" if not share else "all" if share > 0.95 else "some"
    places = beside.places
    within = tuple([(bisect_left(places, a), bisect_left(places, b)) for a, b in content])
    most = min(max([max(beside.claimed[i:j]) for i, j in within]), 1.0)
    count = counted(beside.counted, within)
    free = len(places) - beside.counted[-1] - (size(within) - count)
    taken, left = _step(count), _step(free)
    inside = [(bisect_left(beside.cues, (a,)), bisect_left(beside.cues, (b,))) for a, b in content]
    held = max([q for i, j in inside for _, q in beside.cues[i:j]], default=0.0)
    row = {
        "log": log(p + 1e-4), f"log,quoted={quoted}": log(p + 1e-4),
        "claimed": claims.share_of_others(cue, content), "most claimed": most,
        f"most claimed={int(most * 5)},{quoted}": 1.0, f"most claimed,family={int(most * 3)},{family}": 1.0,
        f"claimed={taken},{quoted}": 1.0, f"leaves={left},{quoted}": 1.0, f"leaves,claimed={left},{taken}": 1.0,
        f"holds cue={int(held * 5)},{quoted}": 1.0,
    }  # fmt: skip
    for token in beside.marks:
        has = contains(content, token)
        wanted = int(min(beside.claimed[bisect_left(places, token)], 1.0) * 5)
        name = f"quotation={has},{wanted}"
        row[name] = row.get(name, 0.0) + 1.0
        row[f"quotation,place={has},{wanted},{'before' if token < cue else 'after'}"] = 1.0
    return row


def _step(count: int) -> int:
    return bisect_right(_TOKENS, count)
