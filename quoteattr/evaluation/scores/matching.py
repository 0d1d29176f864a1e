"""Compare gold with predictions: which attribution answers which, and what of it is right.

Spans are compared by the letters and digits they hold. Two contents match when they share at least half
of what either holds (Jaccard index >= 0.5); matching is one to one, the largest overlaps first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from quoteattr.document.ranges import Offsets
from quoteattr.evaluation.corpora.gold import GoldDocument, Prediction

Letters = frozenset[int]
Index = dict[int, list[int]]  # for every offset, the sets that hold it
MIN_OVERLAP: Final = 0.5  # Jaccard overlap of two contents that count as the same attribution


@dataclass(frozen=True, slots=True)
class Link:
    """A gold attribution and the prediction that answers it, by index, and what of it is right."""

    gold: int
    predicted: int
    overlap: float
    cue: bool
    source: bool

    @property
    def exact(self) -> bool:
        """Whether the contents hold the same letters and digits."""
        return self.overlap == 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """One document's gold and predictions, their contents' letters, and the links between them.

    `index` tells for every offset which predictions' contents hold it.
    """

    document: GoldDocument
    predictions: Sequence[Prediction]
    gold_letters: Sequence[Letters]
    predicted_letters: Sequence[Letters]
    index: Index
    links: Sequence[Link]


def compare(document: GoldDocument, predictions: Sequence[Prediction], *, marks: bool = False) -> Comparison:
    """Link each gold attribution to the prediction that answers it, if any does.

    Cues are the same when they share a letter or a digit; with `marks` also when neither has one and they stand at the
    same place, as a colon does, or are both absent. PolNeAR's scorer counts such cues as missed.
    """
    text = document.text
    gold = [letters(text, attribution.content) for attribution in document.attributions]
    predicted = [letters(text, prediction.content) for prediction in predictions]
    index = owners(predicted)
    links = []
    for i, j, overlap in _matches(gold, predicted, index):
        attribution, prediction = document.attributions[i], predictions[j]
        heard = letters(text, attribution.cue), letters(text, prediction.cue)
        is_mark = marks and not any(heard) and set(attribution.cue) == set(prediction.cue)
        cue = is_mark or not heard[0].isdisjoint(heard[1])
        source = _same_source(letters(text, attribution.source), letters(text, prediction.source))
        links.append(Link(i, j, overlap, cue, source))
    return Comparison(document, predictions, gold, predicted, index, links)


def letters(text: str, spans: Iterable[Offsets]) -> Letters:
    """Return the offsets of the letters and digits in the spans."""
    return frozenset(i for start, end in spans for i in range(start, end) if text[i].isalnum())


def owners(sets: Sequence[Letters]) -> Index:
    """Return for every offset the indices of the sets that contain it."""
    index: Index = defaultdict(list)
    for j, held in enumerate(sets):
        for offset in held:
            index[offset].append(j)
    return index


def shared(held: Letters, index: Index) -> Counter[int]:
    """Count the offsets of `held` that each set of the index contains too."""
    return Counter(j for offset in held for j in index.get(offset, ()))


def holders(comparison: Comparison) -> list[int | None]:
    """Return for each gold attribution the prediction that covers most of it; None if all cover less than half."""
    index = comparison.index
    found: list[int | None] = []
    for held in comparison.gold_letters:
        counts = shared(held, index)
        covered = sum(offset in index for offset in held)
        enough = covered >= MIN_OVERLAP * len(held) > 0
        found.append(counts.most_common(1)[0][0] if enough else None)
    return found


def inside_gold(comparison: Comparison) -> list[bool]:
    """Return for each prediction whether at least half of its letters lie in gold contents."""
    quoted = frozenset[int]().union(*comparison.gold_letters)
    return [len(held & quoted) >= MIN_OVERLAP * len(held) > 0 for held in comparison.predicted_letters]


def _matches(gold: Sequence[Letters], predicted: Sequence[Letters], index: Index) -> list[tuple[int, int, float]]:
    pairs = []
    for i, held in enumerate(gold):
        for j, common in shared(held, index).items():
            overlap = common / (len(held) + len(predicted[j]) - common)
            if overlap >= MIN_OVERLAP:
                pairs.append((-overlap, i, j))
    matched, free_gold, free_predicted = [], set(range(len(gold))), set(range(len(predicted)))
    for negative, i, j in sorted(pairs):
        if i in free_gold and j in free_predicted:
            free_gold.remove(i)
            free_predicted.remove(j)
            matched.append((i, j, -negative))
    return matched


def _same_source(gold: Letters, predicted: Letters) -> bool:
    """Sources are the same when they share half of the shorter one, or when both are absent."""
    if not gold or not predicted:
        return not gold and not predicted
    return len(gold & predicted) >= MIN_OVERLAP * min(len(gold), len(predicted))
