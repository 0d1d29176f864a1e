"""Stage 3c: contents ranked anew beside what the document's other cues claim: no words are said twice at once.

The first ranking sees one cue at a time. In ``"…," said A. "…," added B.`` it may give A both quotations; once it
is known how likely B claims the second, it will not. Features tell how much of a candidate others claim, and how
much that nobody claims it would leave.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from quoteattr.document import Document
from quoteattr.ranges import Ranges, contains, size, union, without
from quoteattr.weights import Model, softmax, valued

Ranked = tuple[float, Ranges, str]  # probability, tokens, label
Rankings = Mapping[int, Sequence[Ranked]]  # the contents of each cue

_CLAIMED = 0.5  # probability from which a token counts as another cue's
_TOKENS = (1, 3, 6, 12, 25)
_ALIKE = 0.5  # share of letters from which two contents count as the same


@dataclass(frozen=True, slots=True)
class Claims:
    """How likely each token is content: of any cue, and of each cue by itself."""

    cues: Mapping[int, float]
    total: Sequence[float]
    own: Mapping[int, Mapping[int, float]]

    def of_others(self, cue: int, ranges: Ranges) -> list[float]:
        """How likely each token of the ranges, but for the cue, is content of other cues."""
        own = self.own[cue]
        return [self.total[t] - own.get(t, 0.0) for a, b in ranges for t in range(a, b) if t != cue]


def rank_anew(doc: Document, model: Model, cues: Mapping[int, float], rankings: Rankings) -> dict[int, list[Ranked]]:
    """The contents of each cue by half the probability to be right and half that to be nearly so, in that order."""
    return {
        cue: _by_worth(doc, softmax([valued(model, row) for row in rows]), rankings[cue])
        for cue, rows in claim_rows(doc, cues, rankings)
    }


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
    """For each cue that has contents, what speaks for each beside the claims of the others: feature -> value."""
    claims = _claims(doc, cues, rankings)
    for cue, ranked in rankings.items():
        whole = union(part for _, content, _ in ranked for part in content)
        low, high = whole[0][0], whole[-1][1]
        rivals = [(other, p) for other, p in cues.items() if low <= other < high and other != cue]
        others = (doc.marked[k] for k in doc.quotations_in(whole) if k != doc.quoted[cue])
        marks = [first + 1 for first, last in others if last - first > 2]  # a token of each quotation
        yield cue, [_row(doc, claims, cue, each, whole, rivals, marks) for each in ranked]


def _claims(doc: Document, cues: Mapping[int, float], rankings: Rankings) -> Claims:
    total = [0.0] * len(doc.parse)
    every: dict[int, dict[int, float]] = {}
    for cue, ranked in rankings.items():
        own = every[cue] = {}
        for share, content, _ in ranked:
            for a, b in content:
                for t in range(a, b):
                    own[t] = own.get(t, 0.0) + cues[cue] * share
        for t, p in own.items():
            total[t] += p
    return Claims(cues, total, every)


def _row(
    doc: Document,
    claims: Claims,
    cue: int,
    ranked: Ranked,
    whole: Ranges,
    rivals: Sequence[tuple[int, float]],
    marks: Sequence[int],
) -> dict[str, float]:
    p, content, label = ranked
    family = label.partition(":")[0]
    share = doc.quoted_tokens(content) / size(content)
    quoted = "none" if not share else "all" if share > 0.95 else "some"
    claimed = claims.of_others(cue, content)
    most = min(max(claimed), 1.0)
    taken = _step(sum(q >= _CLAIMED for q in claimed))
    left = _step(sum(q < _CLAIMED for q in claims.of_others(cue, without(whole, content))))
    held = max((q for other, q in rivals if contains(content, other)), default=0.0)
    row = {
        "log": log(p + 1e-4), f"log,quoted={quoted}": log(p + 1e-4),
        "claimed": sum(claimed) / len(claimed), "most claimed": most,
        f"most claimed={int(most * 5)},{quoted}": 1.0, f"most claimed,family={int(most * 3)},{family}": 1.0,
        f"claimed={taken},{quoted}": 1.0, f"leaves={left},{quoted}": 1.0, f"leaves,claimed={left},{taken}": 1.0,
        f"holds cue={int(held * 5)},{quoted}": 1.0,
    }  # fmt: skip
    for token in marks:
        has = contains(content, token)
        wanted = int(min(claims.of_others(cue, ((token, token + 1),))[0], 1.0) * 5)
        name = f"quotation={has},{wanted}"
        row[name] = row.get(name, 0.0) + 1.0
        row[f"quotation,place={has},{wanted},{'before' if token < cue else 'after'}"] = 1.0
    return row


def _step(count: int) -> int:
    return sum(count >= step for step in _TOKENS)
