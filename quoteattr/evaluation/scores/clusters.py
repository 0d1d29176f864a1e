"""Speakers as clusters, for a corpus that tells which quotations share a speaker but not its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quoteattr.evaluation.scores.attributions import Score
from quoteattr.evaluation.scores.matching import Comparison, holders


@dataclass(frozen=True, slots=True)
class Clustered:
    """A gold quotation with its gold speaker, the prediction that holds it and that one's speaker."""

    gold: int
    label: str
    predicted: int | None
    speaker: str | None


def clustered(comparison: Comparison) -> list[Clustered]:
    """Return the quotations of one document whose speaker the gold tells."""
    found = []
    for i, j in enumerate(holders(comparison)):
        label = comparison.document.attributions[i].speaker
        if label is not None:
            speaker = None if j is None else comparison.predictions[j].speaker_id
            found.append(Clustered(i, label, j, speaker))
    return found


def b_cubed(documents: Sequence[Sequence[Clustered]]) -> Score:
    """Score B-cubed (Bagga and Baldwin 1998) over the quotations of all documents.

    A quotation's recall is the share of its speaker's quotations that were given to the same predicted
    speaker; its precision the share of the predicted speaker's quotations that are its speaker's. A
    quotation with no predicted speaker has recall 0 and no precision.
    """
    found = right = 0.0
    gold = predicted = 0
    for quotations in documents:
        labels = Counter(one.label for one in quotations)
        speakers = Counter(one.speaker for one in quotations)
        both = Counter((one.label, one.speaker) for one in quotations)
        gold += len(quotations)
        for one in quotations:
            if one.speaker is not None:
                common = both[one.label, one.speaker]
                found += common / labels[one.label]
                right += common / speakers[one.speaker]
                predicted += 1
    return Score(found, gold, right, predicted)


def strangers(quotations: Sequence[Clustered]) -> list[tuple[Clustered, str]]:
    """Return the quotations given to a predicted speaker most of whose quotations are another's, with that other."""
    most: dict[str, Counter[str]] = {}
    for one in quotations:
        if one.speaker is not None:
            most.setdefault(one.speaker, Counter())[one.label] += 1
    owner = {speaker: counts.most_common(1)[0][0] for speaker, counts in most.items()}
    pairs = [(one, owner[one.speaker]) for one in quotations if one.speaker is not None]
    return [(one, label) for one, label in pairs if label != one.label]
