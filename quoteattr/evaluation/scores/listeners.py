"""Whom quotations of novels are said to, against the addressees that annotators gave."""

from __future__ import annotations

from collections.abc import Iterable

from quoteattr.evaluation.scores.attributions import Score
from quoteattr.evaluation.scores.matching import Comparison, holders
from quoteattr.evaluation.scores.names import Cast


def listener_scores(comparisons: Iterable[Comparison]) -> dict[str, Score]:
    """Score listeners of the quotations that gold gives addressees: of all, of those said to one, to several.

    A listener is right who is one of the addressees; recall counts the quotations with such a one. As for speakers, the
    prediction that holds most of a quotation answers.
    """
    counts = {"all": [0, 0, 0], "said to one": [0, 0, 0], "said to several": [0, 0, 0]}
    for comparison in comparisons:
        cast = Cast(comparison.document.aliases)
        for attribution, j in zip(comparison.document.attributions, holders(comparison), strict=True):
            if attribution.addressees:
                names = () if j is None else comparison.predictions[j].listener
                kind = "said to one" if len(attribution.addressees) == 1 else "said to several"
                for count in (counts["all"], counts[kind]):
                    count[0] += 1
                    count[1] += bool(names)
                    count[2] += cast.meant(names) in attribution.addressees
    return {kind: Score(right, gold, right, named) for kind, (gold, named, right) in counts.items() if gold}
