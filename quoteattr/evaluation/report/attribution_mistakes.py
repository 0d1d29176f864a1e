"""The errors in news, sorted by class, each with the sentences around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from quoteattr.evaluation.corpora.gold import GoldAttribution, GoldDocument, Prediction
from quoteattr.evaluation.report.report import Mistake
from quoteattr.evaluation.scores.matching import MIN_OVERLAP, Comparison, letters, owners, shared

MISSED_CUE: Final = "missed cue"
MISSED_CONTENT: Final = "missed content without overlap"
MERGED: Final = "merged with another"
TOO_LONG: Final = "boundary too long"
TOO_SHORT: Final = "boundary too short"
FAR_TOO_LONG: Final = "boundary far too long"
FAR_TOO_SHORT: Final = "boundary far too short"
WRONG_CUE: Final = "wrong cue"
WRONG_SOURCE: Final = "wrong source"
SPURIOUS_INSIDE: Final = "spurious inside another gold"
SPURIOUS: Final = "spurious"
NEWS_CLASSES: Final = {
    MISSED_CUE: "no prediction has the gold attribution's content or cue",
    MISSED_CONTENT: "a prediction has the gold cue, but its content lies elsewhere",
    MERGED: "the gold content lies in a prediction that answers another gold attribution",
    FAR_TOO_LONG: "overlap under 0.5, counts as missed: the predicted content has more excess than lack",
    FAR_TOO_SHORT: "overlap under 0.5, counts as missed: the predicted content has more lack than excess",
    TOO_LONG: "content found but not exact: more excess than lack",
    TOO_SHORT: "content found but not exact: more lack than excess",
    WRONG_CUE: "content found, another cue or none",
    WRONG_SOURCE: "content found, another source or none",
    SPURIOUS_INSIDE: "a prediction inside the content of a gold attribution that it does not answer",
    SPURIOUS: "a prediction where gold has no attribution",
}
_SENTENCE_END: Final = regex.compile(r"[.!?][\"”’')\]]*\s+|\n\s*")
_WIDEST: Final = 400  # characters shown on either side at most


def news_mistakes(comparisons: Sequence[Comparison]) -> list[Mistake]:
    """Return all errors, document by document."""
    return [mistake for comparison in comparisons for mistake in _mistakes(comparison)]


def mistake_at(
    label: str,
    document: GoldDocument,
    gold: GoldAttribution | None,
    predicted: Prediction | None,
    overlap: float = 0.0,
) -> Mistake:
    """Make a mistake with the sentences that contain all its spans."""
    spans = [span for one in (gold, predicted) if one for span in (*one.content, *one.cue, *one.source)]
    start, end = around(document.text, min(a for a, _ in spans), max(b for _, b in spans))
    return Mistake(label, document.id, start, document.text[start:end], gold, predicted, overlap)


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span to the sentences it stands in, as far as punctuation tells them."""
    lowest, highest = max(0, start - _WIDEST), min(len(text), end + _WIDEST)
    for match in _SENTENCE_END.finditer(text, lowest, start):
        lowest = match.end()
    following = _SENTENCE_END.search(text, max(start, end - 1), highest)
    if following:
        highest = following.end()
    return lowest, start + len(text[start:highest].rstrip())


def _mistakes(comparison: Comparison) -> Iterator[Mistake]:
    told: set[int] = {link.predicted for link in comparison.links}
    yield from _wrong_links(comparison)
    linked = {link.gold for link in comparison.links}
    for i in range(len(comparison.document.attributions)):
        if i not in linked:
            label, j, overlap = _missed(comparison, i)
            if j is not None:
                told.add(j)
            yield _pair(comparison, label, i, j, overlap)
    yield from _spurious(comparison, told)


def _wrong_links(comparison: Comparison) -> Iterator[Mistake]:
    """Yield what is wrong in attributions that were found."""
    for link in comparison.links:
        labels = []
        if not link.exact:
            labels.append(TOO_LONG if _is_longer(comparison, link.gold, link.predicted) else TOO_SHORT)
        if not link.cue and _has_words(comparison, link.gold):
            labels.append(WRONG_CUE)
        if not link.source:
            labels.append(WRONG_SOURCE)
        for label in labels:
            yield _pair(comparison, label, link.gold, link.predicted, link.overlap)


def _missed(comparison: Comparison, i: int) -> tuple[str, int | None, float]:
    """Return the class of a gold attribution that was not found, and the prediction that comes nearest to it."""
    held = comparison.gold_letters[i]
    linked = {link.predicted for link in comparison.links}
    common = shared(held, comparison.index)
    free = [j for j in common if j not in linked]
    if free:
        j = max(free, key=lambda j: (common[j], -j))
        label = FAR_TOO_LONG if _is_longer(comparison, i, j) else FAR_TOO_SHORT
        return label, j, common[j] / len(held | comparison.predicted_letters[j])
    for j, count in common.most_common(1):
        if count >= MIN_OVERLAP * len(held):
            return MERGED, j, count / len(held | comparison.predicted_letters[j])
    text = comparison.document.text
    cue = letters(text, comparison.document.attributions[i].cue)
    for j, prediction in enumerate(comparison.predictions):
        if cue & letters(text, prediction.cue):
            return MISSED_CONTENT, j, 0.0
    return MISSED_CUE, None, 0.0


def _spurious(comparison: Comparison, told: set[int]) -> Iterator[Mistake]:
    index = owners(comparison.gold_letters)
    for j, held in enumerate(comparison.predicted_letters):
        if j in told:
            continue
        for i, count in shared(held, index).most_common(1):
            if count >= MIN_OVERLAP * len(held):
                yield _pair(comparison, SPURIOUS_INSIDE, i, j, count / len(held | comparison.gold_letters[i]))
                break
        else:
            yield _pair(comparison, SPURIOUS, None, j, 0.0)


def _has_words(comparison: Comparison, i: int) -> bool:
    """Whether a gold cue is more than a colon or a dash: those have no letters to compare."""
    return bool(letters(comparison.document.text, comparison.document.attributions[i].cue))


def _is_longer(comparison: Comparison, i: int, j: int) -> bool:
    """Whether a prediction has more that the gold attribution lacks than the other way round."""
    return len(comparison.predicted_letters[j]) > len(comparison.gold_letters[i])


def _pair(comparison: Comparison, label: str, i: int | None, j: int | None, overlap: float) -> Mistake:
    gold = None if i is None else comparison.document.attributions[i]
    predicted = None if j is None else comparison.predictions[j]
    return mistake_at(label, comparison.document, gold, predicted, overlap)
