"""Stage 3d: what speaks for a content beside others' claims: named features for the choice.

They tell how much of a candidate other cues claim, and how much that nobody claims it would leave. All contents of a
document are looked at in one go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from quoteattr.attribution.quotation_features import quoted_column
from quoteattr.attribution.types import Rankings
from quoteattr.document.document import Document
from quoteattr.document.ranges import Ranges, contains
from quoteattr.loglinear.features import (
    Column,
    Columns,
    Floats,
    Ints,
    Model,
    Strings,
    Templates,
    Values,
    column,
    flags,
    integers,
    numbers,
    valued_names,
)

Counts = TypeVar("Counts", Ints, Floats)
_CLAIMED = 0.5  # probability from which a token counts as another cue's
_TOKENS = (1, 3, 6, 12, 25)
_BORDER = 25  # tokens at either end of a stretch: what is in dispute lies there
_REACH = 200  # tokens between cues that may hold one another
_SIDES = Strings(("after", "before"))
_VALUES = 32  # of what is told of a quotation there are fewer
_CLAIM: Templates = {
    "most claimed": ("most of five", "quoted"),
    "most claimed,family": ("most of three", "family"),
    "claimed": ("taken", "quoted"),
    "leaves": ("left", "quoted"),
    "leaves,claimed": ("left", "taken"),
    "holds cue": ("held", "quoted"),
    "log,quoted": ("quoted",),
}
_QUOTATION: Templates = {"quotation": ("has", "wanted"), "quotation,place": ("has", "wanted", "side")}


class Claims(NamedTuple):
    """The contents of all cues, a row each, with their parts and with what those of one cue have in common.

    Of each row: `cue`; `likely`, how likely the content is right; `claimed`, and is said by its cue; `first` and
    `end`, the rows of its cue; `begin`, its first part; `quoted`, how many of its tokens are. Of each part: `row`;
    `low` and `high`, its tokens. `one` and `other` are parts of contents of the same cue, or one part twice, that
    share the tokens from `shared_low` to `shared_high`.
    """

    contents: Sequence[Ranges]
    labels: Sequence[str]
    cue: Ints
    likely: Floats
    claimed: Floats
    first: Ints
    end: Ints
    begin: Ints
    quoted: Ints
    row: Ints
    low: Ints
    high: Ints
    one: Ints
    other: Ints
    shared_low: Ints
    shared_high: Ints


def claims_of(doc: Document, cues: Mapping[int, float], rankings: Rankings) -> Claims:
    """The contents of all cues, side by side; there must be one."""
    rows = [(cue, *each) for cue, ranked in rankings.items() for each in ranked]
    contents = [content for _, _, content, _ in rows]
    sizes = integers([len(ranked) for ranked in rankings.values()])
    end, likely = np.cumsum(sizes), np.array([p for _, p, _, _ in rows])
    first, end = np.repeat(end - sizes, sizes), np.repeat(end, sizes)
    row, low, high = np.array([(i, a, b) for i, content in enumerate(contents) for a, b in content], np.int64).T
    one, other = _spread(np.searchsorted(row, first[row]), np.searchsorted(row, end[row]))
    shared_low, shared_high = np.maximum(low[one], low[other]), np.minimum(high[one], high[other])
    some = np.flatnonzero(shared_low < shared_high)
    return Claims(
        contents=contents, labels=[label for _, _, _, label in rows], cue=integers([cue for cue, _, _, _ in rows]),
        likely=likely, claimed=likely * [cues[cue] for cue, _, _, _ in rows], first=first, end=end,
        begin=np.searchsorted(row, np.arange(len(rows))),
        quoted=integers([doc.quoted_tokens(content) for content in contents]), row=row, low=low, high=high,
        one=one[some], other=other[some], shared_low=shared_low[some], shared_high=shared_high[some],
    )  # fmt: skip


def _spread(starts: Ints, stops: Ints) -> tuple[Ints, Ints]:
    """The numbers of half-open ranges one after another, each with the place of its range."""
    sizes = stops - starts
    at = np.repeat(np.arange(len(sizes)), sizes)
    return at, np.arange(len(at)) + (starts - np.cumsum(sizes) + sizes)[at]


class Sights(NamedTuple):
    """What is seen of each content beside others' claims, and of the quotations it takes or leaves.

    `rows` are the contents that see a quotation of some kind, `kinds` which, `many` how many of the kind.
    """

    columns: Columns
    times: Values
    values: Values
    rows: Ints
    kinds: Columns
    many: Values


def sights_of(doc: Document, cues: Mapping[int, float], claims: Claims) -> Sights:
    """What is seen of each content beside what the others of the probable cues claim."""
    total = _by_token(claims, len(doc.parse) + 1)
    marks = _marks(doc, claims)
    dispute = _dispute(claims, total, marks)
    every = np.concatenate([[0.0], np.cumsum(total)])
    own = claims.claimed[claims.row[claims.other]] * (claims.shared_high - claims.shared_low)
    others = _sum(claims, every[claims.high] - every[claims.low]) - np.bincount(claims.row[claims.one], own)
    size, log = _sum(claims, claims.high - claims.low), np.log(claims.likely + 1e-4)
    taken, left = (np.searchsorted(_TOKENS, count, side="right") for count in (dispute.taken, dispute.left))
    columns = {
        "quoted": quoted_column(claims.quoted / size),
        "family": column([label.partition(":")[0] for label in claims.labels]),
        "most of five": _steps(dispute.most, 5), "most of three": _steps(dispute.most, 3),
        "taken": numbers(taken), "left": numbers(left), "held": _steps(_held(cues, claims), 5),
    }  # fmt: skip
    values = {"log": log, "claimed": others / size, "most claimed": dispute.most}
    return Sights(columns, {"log,quoted": log}, values, *_quotations(claims, marks, dispute.wanted))


def _quotations(claims: Claims, marks: tuple[Ints, Ints], wanted: Floats) -> tuple[Ints, Columns, Values]:
    """Which kinds of quotations each content sees, and how many of each."""
    mark, row = _spread(claims.first[marks[0]], claims.end[marks[0]])
    tokens = marks[1][mark]
    has = [contains(claims.contents[i], token) for i, token in zip(row.tolist(), tokens.tolist(), strict=True)]
    kinds = {
        "has": flags(has), "wanted": _steps(wanted[mark], 5),
        "side": Column(_SIDES, (tokens < claims.cue[row]).astype(np.int64)),
    }  # fmt: skip
    same = row
    for kind in kinds.values():
        same = same * _VALUES + kind.at
    _, once, many = np.unique(same, return_index=True, return_counts=True)
    distinct = {name: kind._replace(at=kind.at[once]) for name, kind in kinds.items()}
    return row[once], distinct, {"quotation": many.astype(np.float64)}


def _steps(shares: Floats, steps: int) -> Column:
    """In which of so many equal steps from 0 to 1 each share lies."""
    return numbers((shares * steps).astype(np.int64))


def _sum(claims: Claims, parts: Counts) -> Counts:
    """What the parts of each content have together."""
    found: Counts = np.add.reduceat(parts, claims.begin)
    return found


def _by_token(claims: Claims, n: int) -> Floats:
    """How likely each token is content of any cue."""
    claimed = claims.claimed[claims.row]
    found: Floats = np.cumsum(np.bincount(claims.low, claimed, n) - np.bincount(claims.high, claimed, n))
    return found


class _Dispute(NamedTuple):
    """How likely other cues claim what is in dispute: tokens near a border of a cue's contents, one of each quotation.

    Of each content `most` is the likeliest to be claimed of these; `taken` counts those that are and that it holds,
    `left` those that are not and that it does not. `wanted` is of each quotation.
    """

    most: Floats
    taken: Ints
    left: Ints
    wanted: Floats


def _dispute(claims: Claims, total: Floats, marks: tuple[Ints, Ints]) -> _Dispute:
    width = len(total)  # a place is a token for one of the cues: so far apart are the same token's places for two rows
    low, high = (tokens + claims.first[claims.row] * width for tokens in (claims.low, claims.high))
    starts, stops = (low, np.maximum(high - _BORDER, low)), (np.minimum(low + _BORDER, high), high)
    _, borders = _spread(np.concatenate(starts), np.concatenate(stops))
    marked = marks[0] * width + marks[1]
    places = np.unique(np.concatenate([borders, marked]))
    begin, end = np.searchsorted(places, low), np.searchsorted(places, high)
    first, last = (np.searchsorted(places, rows * width) for rows in (claims.first, claims.end))
    claimed = claims.claimed[claims.row]
    own = np.bincount(begin, claimed, len(places) + 1) - np.bincount(end, claimed, len(places) + 1)
    others = total[places % width] - np.cumsum(own)[:-1]
    counts = np.concatenate([[0], np.cumsum(others >= _CLAIMED)])
    taken = _sum(claims, counts[end] - counts[begin])
    free = last - first - (counts[last] - counts[first])
    return _Dispute(
        most=np.minimum(np.maximum.reduceat(_most(others, begin, end), claims.begin), 1.0),
        taken=taken,
        left=free - (_sum(claims, end - begin) - taken),
        wanted=np.minimum(others[np.searchsorted(places, marked)], 1.0),
    )


def _marks(doc: Document, claims: Claims) -> tuple[Ints, Ints]:
    """The quotations, but for its own, that the contents of a cue touch: the cue's first row, and a token."""
    found = []
    for first in sorted(set(claims.first[claims.quoted > 0].tolist())):
        contents, own = claims.contents[first : claims.end[first]], doc.quoted[claims.cue[first]]
        touched = sorted({k for content in contents for k in doc.quotations_in(content)})
        ranges = [doc.marked[k] for k in touched if k != own]
        found += [(first, a + 1) for a, b in ranges if b - a > 2]
    firsts, tokens = np.array(found, np.int64).reshape(-1, 2).T
    return firsts, tokens


def _held(cues: Mapping[int, float], claims: Claims) -> Floats:
    """How likely the likeliest of the other cues near is that stands in each content."""
    ordered = sorted(cues)
    tokens, cue = integers(ordered), claims.cue[claims.row]
    begin = np.searchsorted(tokens, np.maximum(claims.low, cue - _REACH))
    end = np.searchsorted(tokens, np.minimum(claims.high, cue + _REACH))
    found: Floats = np.maximum.reduceat(_most(np.array([cues[cue] for cue in ordered]), begin, end), claims.begin)
    return found


def _most(values: Floats, begin: Ints, end: Ints) -> Floats:
    """The greatest value in each half-open range, or 0."""
    bounds = np.stack([begin, end], axis=1).ravel()
    found: Floats = np.where(begin < end, np.maximum.reduceat(np.append(values, 0.0), bounds)[::2], 0.0)
    return found


def claim_scores(model: Model, sights: Sights) -> list[float]:
    """The scores of the contents."""
    found = model.scores(_CLAIM, sights.columns, sights.times) + model.valued(sights.values)
    if len(sights.rows):
        found += np.bincount(sights.rows, model.scores(_QUOTATION, sights.kinds, sights.many), len(found))
    scores: list[float] = found.tolist()
    return scores


def claim_features(sights: Sights) -> list[dict[str, float]]:
    """The features of each row by name, with their values."""
    found = valued_names(_CLAIM, sights.columns, sights.times, sights.values)
    for i, row in zip(sights.rows.tolist(), valued_names(_QUOTATION, sights.kinds, sights.many), strict=True):
        found[i].update({name: found[i].get(name, 0.0) + value for name, value in row.items()})
    return found
