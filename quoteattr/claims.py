"""Stage 3d: contents ranked anew beside what the document's other cues claim: no words are said twice at once.

The first ranking sees one cue at a time. In ``"…," said A. "…," added B.`` it may give A both quotations; once it
is known how likely B claims the second, it will not. Features tell how much of a candidate others claim, and how
much that nobody claims it would leave.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log

from quoteattr.document import Document
from quoteattr.ranges import Ranges, contains, overlap, size, union
from quoteattr.weights import Model, softmax, valued

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

    def by_others(self, cue: int, marks: Iterable[int]) -> dict[int, float]:
        """How likely each of some tokens, and each near a border of the cue's contents, is content of other cues."""
        own = [(self.cues[cue] * share, content) for share, content, _ in self.rankings[cue]]
        tokens = set(marks)
        tokens.update(
            t for _, content in own for a, b in content for t in (*range(a, b)[:_BORDER], *range(a, b)[-_BORDER:])
        )
        return {t: self.total[t] - sum([p for p, content in own if contains(content, t)]) for t in sorted(tokens)}

    def share_of_others(self, cue: int, content: Ranges) -> float:
        """How much of a content other cues claim."""
        every = sum(self.sums[b] - self.sums[a] for a, b in content)
        own = sum(self.cues[cue] * share * overlap(content, other) for share, other, _ in self.rankings[cue])
        return (every - own) / size(content)


def rank_anew(doc: Document, model: Model, cues: Mapping[int, float], rankings: Rankings) -> dict[int, list[Ranked]]:
    """The contents of each cue by half the probability to be right and half that to be nearly so, in that order."""
    anew = {cue: [(1.0, content, label) for _, content, label in ranked] for cue, ranked in rankings.items()}
    for cue, rows in claim_rows(doc, cues, rankings):
        anew[cue] = _by_worth(doc, softmax([valued(model, row) for row in rows]), rankings[cue])
    return anew


def _by_worth(doc: Document, likely: Sequence[float], ranked: Sequence[Ranked]) -> list[Ranked]:
    """A content that differs little from others that are likely is worth more than one that shares with none."""
    worth = []
    for p, (_, content, label) in zip(likely, ranked, strict=True):
        near = sum(q for q, (_, other, _) in zip(likely, ranked, strict=True) if _are_alike(doc, content, other))
        worth.append(((p + near) / 2, content, label))
    return sorted(worth, key=lambda each: -each[0])


def _are_alike(doc: Document, some: Ranges, others: Ranges) -> bool:
    if some == others:
        return True
    shared = doc.letters(tuple((max(a, c), min(b, d)) for a, b in some for c, d in others if max(a, c) < min(b, d)))
    return shared >= _ALIKE * (doc.letters(some) + doc.letters(others) - shared)


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
        beside = _Beside(claims.by_others(cue, marks), rivals, marks)
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


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a cue's contents are seen beside: the claims of others, other cues near, a token of each quotation."""

    claimed: Mapping[int, float]
    cues: Sequence[tuple[int, float]]
    marks: Sequence[int]


def _row(doc: Document, claims: Claims, cue: int, ranked: Ranked, beside: _Beside) -> dict[str, float]:
    p, content, label = ranked
    family = label.partition(":")[0]
    share = doc.quoted_tokens(content) / size(content)
    quoted = "none" if not share else "all" if share > 0.95 else "some"
    claimed = [q for t, q in beside.claimed.items() if contains(content, t)]
    most = min(max(claimed), 1.0)
    taken = sum([q >= _CLAIMED for q in claimed])
    free = sum([q < _CLAIMED for q in beside.claimed.values()]) - (len(claimed) - taken)
    taken, left = _step(taken), _step(free)
    held = max([q for other, q in beside.cues if contains(content, other)], default=0.0)
    row = {
        "log": log(p + 1e-4), f"log,quoted={quoted}": log(p + 1e-4),
        "claimed": claims.share_of_others(cue, content), "most claimed": most,
        f"most claimed={int(most * 5)},{quoted}": 1.0, f"most claimed,family={int(most * 3)},{family}": 1.0,
        f"claimed={taken},{quoted}": 1.0, f"leaves={left},{quoted}": 1.0, f"leaves,claimed={left},{taken}": 1.0,
        f"holds cue={int(held * 5)},{quoted}": 1.0,
    }  # fmt: skip
    for token in beside.marks:
        has = contains(content, token)
        wanted = int(min(beside.claimed[token], 1.0) * 5)
        name = f"quotation={has},{wanted}"
        row[name] = row.get(name, 0.0) + 1.0
        row[f"quotation,place={has},{wanted},{'before' if token < cue else 'after'}"] = 1.0
    return row


def _step(count: int) -> int:
    return sum(count >= step for step in _TOKENS)
