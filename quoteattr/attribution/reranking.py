"""Stage 3d: contents ranked anew beside what the document's other cues claim: no words are said twice at once.

The first ranking sees one cue at a time. In ``"…," said A. "…," added B.`` it may give A both quotations; once it
is known how likely B claims the second, it will not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

import numpy as np

from quoteattr.attribution.reranking_features import Claims, claim_features, claim_scores, claims_of, sights_of
from quoteattr.attribution.types import Ranked, Rankings
from quoteattr.document.document import Document
from quoteattr.loglinear.features import Floats, Model, integers
from quoteattr.loglinear.weights import softmax

_ALIKE = 0.5  # share of letters from which two contents count as the same


def rank_anew(
    doc: Document, model: Model, cues: Mapping[int, float], rankings: Rankings
) -> dict[int, list[Ranked]]:
    """The contents of each cue by half the probability to be right and half that to be nearly so, in that order."""
    if not rankings:
        return {}
    claims = claims_of(doc, cues, rankings)
    scores = iter(claim_scores(model, sights_of(doc, cues, claims)))
    likely = [softmax([*islice(scores, len(ranked))]) for ranked in rankings.values()]
    anew, worth = {}, iter(_worth(doc, claims, np.concatenate(likely)))
    for cue, ranked in rankings.items():
        valued = [(next(worth), content, label) for _, content, label in ranked]
        anew[cue] = sorted(valued, key=lambda each: -each[0])
    return anew


def claim_rows(
    doc: Document, cues: Mapping[int, float], rankings: Rankings
) -> Iterator[tuple[int, list[dict[str, float]]]]:
    """For each cue that has several contents, what speaks for each beside others' claims: feature -> value."""
    rows = iter(claim_features(sights_of(doc, cues, claims_of(doc, cues, rankings))) if rankings else ())
    for cue, ranked in rankings.items():
        own = [*islice(rows, len(ranked))]
        if len(own) > 1:
            yield cue, own


def _worth(doc: Document, claims: Claims, likely: Floats) -> list[float]:
    """A content that differs little from others that are likely is worth more than one that shares with none."""
    n, letters = len(claims.contents), integers([doc.letters(content) for content in claims.contents])
    ranges = zip(claims.shared_low.tolist(), claims.shared_high.tolist(), strict=True)
    held = [doc.letters_before[b] - doc.letters_before[a] for a, b in ranges]
    pairs, at = np.unique(claims.row[claims.one] * n + claims.row[claims.other], return_inverse=True)
    shared, (one, other) = np.bincount(at, held), np.divmod(pairs, n)
    alike = shared >= _ALIKE * (letters[one] + letters[other] - shared)
    near = np.bincount(one[alike], likely[other[alike]], n)
    found: list[float] = ((likely + near) / 2).tolist()
    return found
