"""Rerank each cue's candidate contents beside those of the document's other cues: no words are said twice at once.

The first ranking sees one cue at a time. In ``"…," said A. "…," added B.`` it may give A both quotations; once it
is known how likely the second is B's, it will not. Almeida et al. (2014) decide jointly for the same reason, there
for attributions and coreference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import numpy as np

from quoteattr.attribution.features.reranking import (
    CandidateTable,
    evidence_of,
    rerank_features,
    rerank_scores,
    tabulate,
)
from quoteattr.attribution.types import Ranked, Rankings
from quoteattr.document.document import Document
from quoteattr.loglinear.features import Floats, Model, integers
from quoteattr.loglinear.weights import softmax

_MIN_JACCARD = 0.5  # overlap in letters from which two contents count as the same, as in evaluation and training


def rerank(
    docs: Sequence[Document], model: Model, cues: Sequence[Mapping[int, float]], rankings: Sequence[Rankings]
) -> list[dict[int, list[Ranked]]]:
    """Rerank the candidate contents of each cue of each document by expected overlap.

    The score of a content is half its own probability and half the probability of any content with a Jaccard overlap
    of at least 0.5 with it, itself included.
    """
    some = [k for k, own in enumerate(rankings) if own]
    tables = {k: tabulate(docs[k], cues[k], rankings[k]) for k in some}
    scores = rerank_scores(model, [evidence_of(docs[k], cues[k], tables[k]) for k in some])
    found: list[dict[int, list[Ranked]]] = [{} for _ in docs]
    for k, own in zip(some, scores, strict=True):
        found[k] = _by_overlap(docs[k], tables[k], rankings[k], own)
    return found


def _by_overlap(
    doc: Document, table: CandidateTable, rankings: Rankings, given: Sequence[float]
) -> dict[int, list[Ranked]]:
    """Return the contents of each cue, given their scores in the order of `rankings`, by expected overlap."""
    scores = iter(given)
    probabilities = [softmax([*islice(scores, len(ranked))]) for ranked in rankings.values()]
    reranked, expected = {}, iter(_expected_overlap(doc, table, np.concatenate(probabilities)))
    for cue, ranked in rankings.items():
        scored = [(next(expected), content, label) for _, content, label in ranked]
        reranked[cue] = sorted(scored, key=lambda each: -each[0])
    return reranked


def rerank_rows(
    doc: Document, cues: Mapping[int, float], rankings: Rankings
) -> Iterator[tuple[int, list[dict[str, float]]]]:
    """Return for each cue that has several contents the features of each: feature -> value."""
    rows = iter(rerank_features(evidence_of(doc, cues, tabulate(doc, cues, rankings))) if rankings else ())
    for cue, ranked in rankings.items():
        own = [*islice(rows, len(ranked))]
        if len(own) > 1:
            yield cue, own


def _expected_overlap(doc: Document, table: CandidateTable, probability: Floats) -> list[float]:
    """Return ½·P(content) + ½·P(any content that counts as the same) for each content."""
    n, letters = len(table.contents), integers([doc.letters(content) for content in table.contents])
    ranges = zip(table.shared_low.tolist(), table.shared_high.tolist(), strict=True)
    shared_letters = [doc.letters_before[b] - doc.letters_before[a] for a, b in ranges]
    pairs, at = np.unique(table.row[table.one] * n + table.row[table.other], return_inverse=True)
    shared, (one, other) = np.bincount(at, shared_letters), np.divmod(pairs, n)
    alike = shared >= _MIN_JACCARD * (letters[one] + letters[other] - shared)
    near = np.bincount(one[alike], probability[other[alike]], n)
    found: list[float] = ((probability + near) / 2).tolist()
    return found
