"""Features of a candidate content beside the candidates of the document's other cues.

They tell how much of a candidate is likely content of another cue, and how much that is no other cue's it would leave.
All contents of a document are looked at in one go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from quoteattr.attribution.features.quotations import quoted_column
from quoteattr.attribution.types import Rankings
from quoteattr.document.document import EMPTY_QUOTATION, Document
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
_CONTESTED = 0.5  # probability from which a token counts as another cue's: more likely than not
_TOKEN_STEPS = (1, 3, 6, 12, 25)  # lower edges of the bins of token counts; each about twice the last, set by hand
_EDGE = 25  # tokens at either end of a range in which the candidates of a cue differ; the last of the steps above
_WINDOW = 200  # tokens between cues one of which may stand in the other's content; set by hand
_FINE, _COARSE = 5, 3  # bins of a probability: alone with a flag, and joined with the many families
_SMALLEST = 1e-4  # keeps the logarithm of a probability finite
_SIDES = Strings(("after", "before"))
_KIND_BASE = 32  # above every value of the columns that tell kinds of quotations apart, whose combination is one number
_CONTENT: Templates = {
    "most contested": ("most in five", "quoted"),
    "most contested,family": ("most in three", "family"),
    "contested": ("taken", "quoted"),
    "leaves": ("left", "quoted"),
    "leaves,contested": ("left", "taken"),
    "holds cue": ("inner cue", "quoted"),
    "log,quoted": ("quoted",),
}
_QUOTATION: Templates = {"quotation": ("has", "mass"), "quotation,place": ("has", "mass", "side")}


class CandidateTable(NamedTuple):
    """The candidate contents of all cues, a row each, with their ranges and what those of one cue share.

    Of each row: `cue`; `probability` of the content, given the cue; `mass`, that times the probability of the cue;
    `first` and `end`, the half-open rows of its cue; `begin`, the index of its first range; `quoted`, how many of its
    tokens are quoted. Of each range: `row`; `low` and `high`, its half-open tokens. `one` and `other` are pairs of
    ranges of contents of the same cue, or of one range with itself, that share the tokens from `shared_low` up to
    `shared_high`.
    """

    contents: Sequence[Ranges]
    labels: Sequence[str]
    cue: Ints
    probability: Floats
    mass: Floats
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


def tabulate(doc: Document, cues: Mapping[int, float], rankings: Rankings) -> CandidateTable:
    """Put the contents of all cues side by side; there must be one."""
    rows = [(cue, *each) for cue, ranked in rankings.items() for each in ranked]
    contents = [content for _, _, content, _ in rows]
    sizes = integers([len(ranked) for ranked in rankings.values()])
    end, probability = np.cumsum(sizes), np.array([p for _, p, _, _ in rows])
    first, end = np.repeat(end - sizes, sizes), np.repeat(end, sizes)
    row, low, high = np.array([(i, a, b) for i, content in enumerate(contents) for a, b in content], np.int64).T
    one, other = _enumerate_ranges(np.searchsorted(row, first[row]), np.searchsorted(row, end[row]))
    shared_low, shared_high = np.maximum(low[one], low[other]), np.minimum(high[one], high[other])
    some = np.flatnonzero(shared_low < shared_high)
    return CandidateTable(
        contents=contents, labels=[label for _, _, _, label in rows], cue=integers([cue for cue, _, _, _ in rows]),
        probability=probability, mass=probability * [cues[cue] for cue, _, _, _ in rows], first=first, end=end,
        begin=np.searchsorted(row, np.arange(len(rows))),
        quoted=integers([doc.quoted_tokens(content) for content in contents]), row=row, low=low, high=high,
        one=one[some], other=other[some], shared_low=shared_low[some], shared_high=shared_high[some],
    )  # fmt: skip


def _enumerate_ranges(starts: Ints, stops: Ints) -> tuple[Ints, Ints]:
    """Return the numbers of half-open ranges one after another, each with the index of its range.

    Of 2 to 4 and 7 to 8: the indices 0, 0, 1 and the numbers 2, 3, 7.
    """
    sizes = stops - starts
    at = np.repeat(np.arange(len(sizes)), sizes)
    return at, np.arange(len(at)) + (starts - np.cumsum(sizes) + sizes)[at]


class Evidence(NamedTuple):
    """The features of each content, given the contents of other cues, and of the quotations it takes or leaves.

    `rows` are the contents that are beside a quotation of some kind, `kinds` which, `many` how many of the kind.
    """

    columns: Columns
    times: Values
    values: Values
    rows: Ints
    kinds: Columns
    many: Values


def evidence_of(doc: Document, cues: Mapping[int, float], table: CandidateTable) -> Evidence:
    """Return the features of each candidate content, given the contents proposed for the other cues."""
    total = _mass_by_token(table, len(doc.parse) + 1)
    quotations = _quotations_of(doc, table)
    contest = _contest(table, total, quotations)
    every = np.concatenate([[0.0], np.cumsum(total)])
    own = table.mass[table.row[table.other]] * (table.shared_high - table.shared_low)
    others = _sum_ranges(table, every[table.high] - every[table.low]) - np.bincount(table.row[table.one], own)
    size, log = _sum_ranges(table, table.high - table.low), np.log(table.probability + _SMALLEST)
    taken, left = (np.searchsorted(_TOKEN_STEPS, count, side="right") for count in (contest.taken, contest.left))
    columns = {
        "quoted": quoted_column(table.quoted / size),
        "family": column([label.partition(":")[0] for label in table.labels]),
        "most in five": _binned(contest.most, _FINE), "most in three": _binned(contest.most, _COARSE),
        "taken": numbers(taken), "left": numbers(left), "inner cue": _binned(_inner_cue(cues, table), _FINE),
    }  # fmt: skip
    values = {"log": log, "contested": others / size, "most contested": contest.most}
    return Evidence(columns, {"log,quoted": log}, values, *_quotation_kinds(table, quotations, contest.quotation))


def _quotation_kinds(
    table: CandidateTable, quotations: tuple[Ints, Ints], mass: Floats
) -> tuple[Ints, Columns, Values]:
    """Return the contents beside quotations of some kind, which kind, and how many there are of it."""
    quotation, row = _enumerate_ranges(table.first[quotations[0]], table.end[quotations[0]])
    tokens = quotations[1][quotation]
    has = [contains(table.contents[i], token) for i, token in zip(row.tolist(), tokens.tolist(), strict=True)]
    kinds = {
        "has": flags(has), "mass": _binned(mass[quotation], _FINE),
        "side": Column(_SIDES, (tokens < table.cue[row]).astype(np.int64)),
    }  # fmt: skip
    same = row
    for kind in kinds.values():
        same = same * _KIND_BASE + kind.at
    _, once, many = np.unique(same, return_index=True, return_counts=True)
    distinct = {name: kind._replace(at=kind.at[once]) for name, kind in kinds.items()}
    return row[once], distinct, {"quotation": many.astype(np.float64)}


def _binned(shares: Floats, bins: int) -> Column:
    """Make a column of the number of the equal bin from 0 to 1 that each share lies in."""
    return numbers((shares * bins).astype(np.int64))


def _sum_ranges(table: CandidateTable, values: Counts) -> Counts:
    """Return for each content the sum of the values of its ranges."""
    found: Counts = np.add.reduceat(values, table.begin)
    return found


def _mass_by_token(table: CandidateTable, n: int) -> Floats:
    """Return for each token the expected number of cues it is content of."""
    mass = table.mass[table.row]
    found: Floats = np.cumsum(np.bincount(table.low, mass, n) - np.bincount(table.high, mass, n))
    return found


class _Contest(NamedTuple):
    """Probability mass of other cues on the tokens where a cue's candidates differ.

    These are 25 tokens at either edge of each range, and one token for each quotation. Of each content `most` is the
    greatest mass on such a token in it; `taken` counts the contested tokens in it, `left` the uncontested ones outside
    it. `quotation` is the mass on each quotation.
    """

    most: Floats
    taken: Ints
    left: Ints
    quotation: Floats


def _contest(table: CandidateTable, total: Floats, quotations: tuple[Ints, Ints]) -> _Contest:
    """Measure how far other cues contest the candidates of each cue.

    A place is a token as one cue sees it: `token + first row of the cue * width`. In a text of 9 tokens (`width` 10)
    token 4 is place 4 for the cue whose contents begin at row 0 and place 34 for the one whose begin at row 3: sorted,
    the places of one cue stand together, and no two cues share any.
    """
    width = len(total)
    low, high = (tokens + table.first[table.row] * width for tokens in (table.low, table.high))
    starts, stops = (low, np.maximum(high - _EDGE, low)), (np.minimum(low + _EDGE, high), high)
    _, edges = _enumerate_ranges(np.concatenate(starts), np.concatenate(stops))
    marked = quotations[0] * width + quotations[1]
    places = np.unique(np.concatenate([edges, marked]))
    begin, end = np.searchsorted(places, low), np.searchsorted(places, high)
    first, last = (np.searchsorted(places, rows * width) for rows in (table.first, table.end))
    mass = table.mass[table.row]
    own = np.bincount(begin, mass, len(places) + 1) - np.bincount(end, mass, len(places) + 1)
    others = total[places % width] - np.cumsum(own)[:-1]
    contested_before = np.concatenate([[0], np.cumsum(others >= _CONTESTED)])
    taken = _sum_ranges(table, contested_before[end] - contested_before[begin])
    free = last - first - (contested_before[last] - contested_before[first])
    return _Contest(
        most=np.minimum(np.maximum.reduceat(_range_maxima(others, begin, end), table.begin), 1.0),
        taken=taken,
        left=free - (_sum_ranges(table, end - begin) - taken),
        quotation=np.minimum(others[np.searchsorted(places, marked)], 1.0),
    )


def _quotations_of(doc: Document, table: CandidateTable) -> tuple[Ints, Ints]:
    """Return the quotations that overlap the contents of a cue, but for its own: the cue's first row, and a token."""
    found = []
    for first in sorted(set(table.first[table.quoted > 0].tolist())):
        contents, own = table.contents[first : table.end[first]], doc.quoted[table.cue[first]]
        touched = sorted({k for content in contents for k in doc.quotations_in(content)})
        ranges = [doc.marked[k] for k in touched if k != own]
        found += [(first, a + 1) for a, b in ranges if b - a > EMPTY_QUOTATION]
    firsts, tokens = np.array(found, np.int64).reshape(-1, 2).T
    return firsts, tokens


def _inner_cue(cues: Mapping[int, float], table: CandidateTable) -> Floats:
    """Return for each content the highest probability of another cue inside it within 200 tokens (0 if none)."""
    ordered = sorted(cues)
    tokens, cue = integers(ordered), table.cue[table.row]
    begin = np.searchsorted(tokens, np.maximum(table.low, cue - _WINDOW))
    end = np.searchsorted(tokens, np.minimum(table.high, cue + _WINDOW))
    maxima = _range_maxima(np.array([cues[cue] for cue in ordered]), begin, end)
    found: Floats = np.maximum.reduceat(maxima, table.begin)
    return found


def _range_maxima(values: Floats, begin: Ints, end: Ints) -> Floats:
    """Return the greatest value in each half-open range, or 0 if it is empty."""
    bounds = np.stack([begin, end], axis=1).ravel()
    found: Floats = np.where(begin < end, np.maximum.reduceat(np.append(values, 0.0), bounds)[::2], 0.0)
    return found


def rerank_scores(model: Model, evidence: Sequence[Evidence]) -> list[list[float]]:
    """Return the scores of the contents of each document."""
    found = model.scores(_CONTENT, [own.columns for own in evidence], [own.times for own in evidence])
    of_quotations = model.scores(_QUOTATION, [own.kinds for own in evidence], [own.many for own in evidence])
    scores = []
    for own, total, quoted in zip(evidence, found, of_quotations, strict=True):
        total = total + model.valued(own.values)
        scores.append((total + np.bincount(own.rows, quoted, len(total))).tolist())
    return scores


def rerank_features(evidence: Evidence) -> list[dict[str, float]]:
    """Return the features of each row by name, with their values."""
    found = valued_names(_CONTENT, evidence.columns, evidence.times, evidence.values)
    quotations = valued_names(_QUOTATION, evidence.kinds, evidence.many)
    for i, row in zip(evidence.rows.tolist(), quotations, strict=True):
        found[i].update({name: found[i].get(name, 0.0) + value for name, value in row.items()})
    return found
