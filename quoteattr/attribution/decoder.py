"""Decoder: choose cues, contents and sources, and keep the likely ones: `Document` -> attributions.

The pipeline is that of Pareti et al. (2013) and O'Keefe et al. (2012): cue, content, source. A first model of few
features drops most candidate cues and a cue model proposes some of the rest. A conditional logit ranks each one's
contents, and `reranking` ranks them again beside those of the other cues. A filter that sees all proposals of the
document together, each with its likeliest source, scores them, and the best that do not overlap are kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, islice, repeat
from math import log
from typing import NamedTuple

from quoteattr.attribution.contents import content_candidates
from quoteattr.attribution.cues import cue_candidates, cue_scores, first_scores
from quoteattr.attribution.features.contents import content_scores
from quoteattr.attribution.features.sources import SourceRow, no_source_features, source_scores
from quoteattr.attribution.filter import filter_scores
from quoteattr.attribution.reranking import rerank
from quoteattr.attribution.sources import source_candidates
from quoteattr.attribution.syntax import trim
from quoteattr.attribution.types import Choice, Proposal, Ranked, Rankings, Source
from quoteattr.document.document import Document
from quoteattr.document.ranges import Range, Ranges, mark, overlap, size, union
from quoteattr.loglinear.features import Model
from quoteattr.loglinear.weights import Weights, logistic, score, softmax

MODELS = ("first", "cue", "content", "rerank", "source", "filter", "topic")
# Minimum probabilities and shares, set by hand on PolNeAR train.
MIN_FIRST = 0.06  # of a candidate cue by the first model: drops three in four; F stays the same
MIN_CUE = 0.2  # of a cue by the cue model: proposals below it are not right often enough to pay
_MAX_CONTENTS = 5  # candidates of a cue that are reranked
_MIN_CONTENT = 0.03  # of such a candidate, but for the best
_MIN_SCORE = 0.3  # of a cue with a content; F gains by what is right more often than half of F
_MIN_LEFT = 0.6  # share of a content that a surer one must leave it


class Weighed(NamedTuple):
    """The scores of a document's cues, contents and sources, before any is chosen.

    `cues` are the probable ones with their probabilities, `rankings` the candidate contents of each by themselves;
    `proposals` are the cues with their contents reranked, `sources` the likeliest source of each proposal's best
    content, `likely` the filter's probability of each proposal.
    """

    cues: Mapping[int, float]
    rankings: Rankings
    proposals: Sequence[Proposal]
    sources: Sequence[Source]
    likely: Sequence[float]


NOTHING_WEIGHED = Weighed({}, {}, (), (), ())


def weigh(doc: Document, weights: Weights) -> Weighed:
    """Score all probable cues with their contents and sources."""
    return weigh_all([doc], weights)[0]


def weigh_all(docs: Sequence[Document], weights: Weights) -> list[Weighed]:
    """Score the same of many documents, step by step: each step's code and weights stay at hand."""
    proposed = _propose_all(docs, weights)
    proposals = [own for _, _, own in proposed]
    sources = sources_of(docs, weights["source"], proposals)
    scores = filter_scores(docs, weights["filter"], proposals, sources)
    return [Weighed(*each, own, [*map(logistic, z)]) for each, own, z in zip(proposed, sources, scores, strict=True)]


def choose(doc: Document, weights: Weights, weighed: Weighed, minimum: float) -> list[Choice]:
    """Choose the attributions of at least this probability, in order of their cues."""
    pairs = zip(weighed.proposals, weighed.sources, strict=True)
    known = {(proposal.cue, proposal.contents[0][1]): source for proposal, source in pairs}
    return _with_sources(doc, weights["source"], decode(doc, weighed.proposals, weighed.likely, minimum), known)


def _with_sources(
    doc: Document,
    model: Model,
    chosen: Iterable[tuple[int, Ranges, float, str]],
    known: Mapping[tuple[int, Ranges], Source],
) -> list[Choice]:
    """Add the sources to chosen cues and contents: the `known` ones, and those of the rest."""
    chosen = list(chosen)
    unknown = [pair for pair in ((cue, content) for cue, content, _, _ in chosen) if pair not in known]
    (others,) = choose_sources([doc], model, [unknown]) if unknown else ([],)
    found = {**known, **dict(zip(unknown, others, strict=True))}
    return [Choice(cue, content, found[cue, content].tokens, p, label) for cue, content, p, label in chosen]


def choose_nested(doc: Document, weights: Weights, outer: Sequence[Choice], minimum: float) -> list[Choice]:
    """Choose the attributions that stand whole, with their cue, inside the content of an `outer` one, one level deep.

    `doc` has the second-level quotations for its outermost: what the outermost contain is read as if unquoted.
    """
    _, _, proposals = propose(doc, weights)
    cues = [proposal.cue for proposal in proposals]
    found = []
    for around in outer:
        inner: list[Proposal] = []
        for a, b in around.content:
            inner += proposals[bisect_left(cues, a) : bisect_left(cues, b)]
        inside = [p._replace(contents=kept) for p in inner if (kept := _within(p.contents, around.content))]
        chosen = decode(doc, inside, [p.probability for p in inside], minimum)
        found += _with_sources(doc, weights["source"], chosen, {})
    return found


def _within(contents: tuple[tuple[float, Ranges, str], ...], outer: Ranges) -> tuple[tuple[float, Ranges, str], ...]:
    return tuple(c for c in contents if overlap(c[1], outer) == size(c[1]) < size(outer))


def propose(doc: Document, weights: Weights) -> tuple[dict[int, float], Rankings, list[Proposal]]:
    """Propose contents for all probable cues: the cues, each one's ranking, and the reranked proposals."""
    return _propose_all([doc], weights)[0]


def _propose_all(
    docs: Sequence[Document], weights: Weights
) -> list[tuple[dict[int, float], dict[int, list[Ranked]], list[Proposal]]]:
    cues = _probable_cues(docs, weights)
    rankings = rank(docs, weights["content"], cues)
    return [
        (own, ranked, proposals_of(own, reranked))
        for own, ranked, reranked in zip(cues, rankings, rerank(docs, weights["rerank"], cues, rankings), strict=True)
    ]


def _probable_cues(docs: Sequence[Document], weights: Weights) -> list[dict[int, float]]:
    """Return the probable cues of each document, each cue with its probability."""
    possible = [cue_candidates(doc) for doc in docs]
    likely = first_scores(docs, weights["first"], possible)
    least = log(MIN_FIRST / (1 - MIN_FIRST))
    cues = [[cue for cue, z in zip(*own, strict=True) if z >= least] for own in zip(possible, likely, strict=True)]
    scores = cue_scores(docs, weights["cue"], cues)
    return [
        {cue: p for cue, z in zip(*own, strict=True) if (p := logistic(z)) >= MIN_CUE}
        for own in zip(cues, scores, strict=True)
    ]


def proposals_of(probable: Mapping[int, float], rankings: Rankings) -> list[Proposal]:
    """Return a proposal for each cue that has contents."""
    return [Proposal(cue, probable[cue], tuple(ranked)) for cue, ranked in rankings.items()]


def rank(
    docs: Sequence[Document], model: Model, probable: Sequence[Mapping[int, float]]
) -> list[dict[int, list[Ranked]]]:
    """Rank for each document the candidate contents of each cue that has any: the likeliest few, the best first."""
    rows = [
        [(cue, content, label) for cue in cues for content, label in content_candidates(doc, cue).items()]
        for doc, cues in zip(docs, probable, strict=True)
    ]
    return [*map(_likeliest_contents, content_scores(docs, model, rows, probable))]


def _likeliest_contents(scored: Sequence[tuple[float, tuple[int, Ranges, str]]]) -> dict[int, list[Ranked]]:
    found = {}
    for cue, own in groupby(scored, lambda each: each[1][0]):
        options = list(own)
        shares = softmax([value for value, _ in options])
        ranked = [(p, content, label) for p, (_, (_, content, label)) in zip(shares, options, strict=True)]
        ranked.sort(key=lambda r: -r[0])
        found[cue] = [ranked[0], *(r for r in ranked[1:_MAX_CONTENTS] if r[0] >= _MIN_CONTENT)]
    return found


def sources_of(docs: Sequence[Document], model: Model, proposed: Iterable[Sequence[Proposal]]) -> list[list[Source]]:
    """Choose for each document the source of each proposal's best content."""
    return choose_sources(docs, model, [[(p.cue, p.contents[0][1]) for p in proposals] for proposals in proposed])


def choose_sources(
    docs: Sequence[Document], model: Model, pairs: Sequence[Sequence[tuple[int, Ranges]]]
) -> list[list[Source]]:
    """Choose for each document the likeliest source of each cue with a content, or none where that is likelier."""
    found = [[source_candidates(doc, *pair) for pair in own] for doc, own in zip(docs, pairs, strict=True)]
    rows = [
        [SourceRow(*pair, *each) for pair, candidates in zip(*own, strict=True) for each in candidates.items()]
        for own in zip(pairs, found, strict=True)
    ]
    scores = source_scores(docs, model, rows)
    return [*map(_likeliest_sources, docs, repeat(model), pairs, found, scores)]


def _likeliest_sources(
    doc: Document,
    model: Model,
    pairs: Sequence[tuple[int, Ranges]],
    found: Sequence[Mapping[Range, str]],
    scored: Sequence[float],
) -> list[Source]:
    scores, chosen = iter(scored), []
    for (cue, _), candidates in zip(pairs, found, strict=True):
        options = [(None, ""), *candidates.items()]
        nobody = score(model, no_source_features(doc, cue, candidates))
        likely = softmax([nobody, *islice(scores, len(candidates))])
        best = likely.index(max(likely))
        tokens, label = options[best]
        chosen.append(Source(tokens, likely[best], label.partition("|")[0]))
    return chosen


def decode(
    doc: Document, proposals: Sequence[Proposal], likely: Sequence[float], minimum: float
) -> list[tuple[int, Ranges, float, str]]:
    """Choose the likeliest pairs of cue and content that do not overlap: (cue, content, probability, label)."""
    pairs = [
        (p * score, i, content, label)
        for i, (proposal, p) in enumerate(zip(proposals, likely, strict=True))
        if p >= minimum
        for score, content, label in proposal.contents
        if p * score >= min(minimum, _MIN_SCORE) * proposal.contents[0][0]
    ]
    pairs.sort(key=lambda pair: -pair[0])
    taken, cues = bytearray(len(doc.parse)), bytearray(len(doc.parse))  # tokens of chosen contents, and cues
    chosen: dict[int, tuple[int, Ranges, float, str]] = {}

    def take(i: int, content: Ranges, label: str) -> None:
        chosen[i] = (proposals[i].cue, content, likely[i], label)
        cues[proposals[i].cue] = 1
        mark(taken, content)

    def free(i: int, content: Ranges) -> bool:
        return not taken[proposals[i].cue] and not _overlaps(cues, content)

    for _, i, content, label in pairs:
        if i not in chosen and free(i, content) and not _overlaps(taken, content):
            take(i, content, label)
    for i, proposal in enumerate(proposals):
        if likely[i] >= minimum and i not in chosen:
            _, content, label = proposal.contents[0]
            left = trim(doc, union((t, t + 1) for a, b in content for t in range(a, b) if not taken[t]))
            if left and size(left) > _MIN_LEFT * size(content) and free(i, left):
                take(i, left, label)
    return sorted(chosen.values())


def _overlaps(marked: bytearray, ranges: Ranges) -> bool:
    return any(marked.find(1, a, b) >= 0 for a, b in ranges)


def merge_choices(doc: Document, fixed: Sequence[Choice], chosen: Sequence[Choice]) -> list[Choice]:
    """Merge two sets of attributions.

    The `fixed` win: overlapping content is removed from the others, and those left with little content are dropped.
    """
    taken = bytearray(len(doc.parse))
    for choice in fixed:
        mark(taken, (*choice.content, (choice.cue, choice.cue + 1)))
    kept = []
    for choice in chosen:
        left: Ranges = choice.content
        if _overlaps(taken, left):
            left = trim(doc, union((i, i + 1) for a, b in left for i in range(a, b) if not taken[i]))
        if size(left) > _MIN_LEFT * size(choice.content) and not taken[choice.cue]:
            kept.append(choice._replace(content=left))
    return sorted([*kept, *fixed], key=lambda choice: choice.cue)
