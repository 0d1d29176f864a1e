"""The errors in who is named, sorted by class, each with the text around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from quoteattr.evaluation.report.attribution_mistakes import mistake_at
from quoteattr.evaluation.report.report import Mistake
from quoteattr.evaluation.scores.clusters import Clustered, strangers
from quoteattr.evaluation.scores.matching import Comparison, holders, inside_gold
from quoteattr.evaluation.scores.names import Cast
from quoteattr.evaluation.scores.speakers import Answer, GoldSpeakers

NOT_FOUND: Final = "quotation not found"
NO_NAME: Final = "no speaker named"
NOT_IN_CAST: Final = "name of no one character"
OTHER_NAMED: Final = "another speaker named"
NAME_TOO_SHORT: Final = "name too short"
NEEDLESS_NAME: Final = "unnamed speaker named"
STRANGER: Final = "with another's quotations"
NO_QUOTATION: Final = "spurious quotation"
NEWS_SPEAKER_CLASSES: Final = {
    NO_NAME: "the attribution is found, its speaker left unnamed though the article names it",
    NAME_TOO_SHORT: "the last name is right, but a fuller form or another of that name is meant",
    OTHER_NAMED: "the attribution is found, but another speaker is named",
    NEEDLESS_NAME: "a speaker is named where the article names nobody",
}
NOVEL_CLASSES: Final = {
    NOT_FOUND: "predictions hold less than half of the gold quotation",
    NO_NAME: "the quotation is found, but nobody is named",
    NOT_IN_CAST: "the name fits no character of the gold cast, or several",
    OTHER_NAMED: "another character is named",
    NO_QUOTATION: "a prediction with less than half of its letters in gold quotations",
}
CLUSTER_CLASSES: Final = {
    NOT_FOUND: "predictions hold less than half of the gold quotation",
    NO_NAME: "the quotation is found, but has no speaker",
    STRANGER: "most quotations of the predicted speaker are another gold speaker's",
    NO_QUOTATION: "a prediction with less than half of its letters in gold quotations",
}


def news_speaker_mistakes(
    comparison: Comparison, answers: Sequence[Answer], speakers: GoldSpeakers
) -> Iterator[Mistake]:
    """Yield what is wrong in the speakers of the attributions found in one article."""
    for answer in answers:
        if answer.predicted is None or answer.right:
            continue
        names = speakers[comparison.document.id][answer.gold].names
        label = _news_label(answer, bool(names))
        gold = replace(comparison.document.attributions[answer.gold], speaker=" / ".join(names) or None)
        yield mistake_at(label, comparison.document, gold, comparison.predictions[answer.predicted])


def _news_label(answer: Answer, has_name: bool) -> str:
    if not answer.named:
        return NO_NAME
    if not has_name:
        return NEEDLESS_NAME
    return NAME_TOO_SHORT if answer.nearly else OTHER_NAMED


def novel_mistakes(comparison: Comparison, answers: Sequence[Answer]) -> Iterator[Mistake]:
    """Yield what is wrong in the quotations of one novel."""
    cast = Cast(comparison.document.aliases)
    for answer in answers:
        if answer.right:
            continue
        gold = comparison.document.attributions[answer.gold]
        prediction = None if answer.predicted is None else comparison.predictions[answer.predicted]
        if prediction is None:
            label = NOT_FOUND
        elif not (name := prediction.speaker or prediction.description):
            label = NO_NAME
        else:
            label = OTHER_NAMED if cast.find(name) else NOT_IN_CAST
        yield mistake_at(label, comparison.document, gold, prediction)
    yield from _no_quotations(comparison)


def cluster_mistakes(comparison: Comparison, quotations: Sequence[Clustered]) -> Iterator[Mistake]:
    """Yield what is wrong in the quotations of one document with speakers as clusters."""
    document = comparison.document
    for gold, j in zip(document.attributions, holders(comparison), strict=True):
        if j is None:
            yield mistake_at(NOT_FOUND, document, gold, None)
    for one in quotations:
        if one.predicted is not None and one.speaker is None:
            gold = document.attributions[one.gold]
            yield mistake_at(NO_NAME, document, gold, comparison.predictions[one.predicted])
    for one, owner in strangers(quotations):
        if one.predicted is not None:
            prediction = comparison.predictions[one.predicted]
            theirs = replace(prediction, speaker=f"{prediction.speaker or one.speaker} (mostly {owner})")
            yield mistake_at(STRANGER, document, document.attributions[one.gold], theirs)
    yield from _no_quotations(comparison)


def _no_quotations(comparison: Comparison) -> Iterator[Mistake]:
    for prediction, inside in zip(comparison.predictions, inside_gold(comparison), strict=True):
        if not inside:
            yield mistake_at(NO_QUOTATION, comparison.document, None, prediction)
