"""Comparisons -> the report each kind of corpus gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from quoteattr.evaluation.report.attribution_mistakes import NEWS_CLASSES, news_mistakes
from quoteattr.evaluation.report.report import Mistake, Report, Table
from quoteattr.evaluation.report.speaker_mistakes import (
    CLUSTER_CLASSES,
    NEWS_SPEAKER_CLASSES,
    NOVEL_CLASSES,
    cluster_mistakes,
    news_speaker_mistakes,
    novel_mistakes,
)
from quoteattr.evaluation.report.tables import (
    article_table,
    calibration_table,
    curve_table,
    mistake_table,
    news_table,
    novel_table,
    recall_table,
    register_table,
    score_table,
    speaker_table,
)
from quoteattr.evaluation.scores.attributions import Score, news_scores
from quoteattr.evaluation.scores.calibration import Judged
from quoteattr.evaluation.scores.clusters import b_cubed, clustered
from quoteattr.evaluation.scores.listeners import listener_scores
from quoteattr.evaluation.scores.matching import Comparison, holders, inside_gold
from quoteattr.evaluation.scores.speakers import (
    NEWS_KINDS,
    NOVEL_KINDS,
    UNNAMED,
    Answer,
    GoldSpeakers,
    news_answers,
    novel_answers,
    speaker_scores,
)


def news_report(
    corpus: str, system: str, comparisons: Sequence[Comparison], speakers: GoldSpeakers | None = None
) -> Report:
    """Attributions in news; with gold speakers, also who is named in the documents they are given for."""
    mistakes = news_mistakes(comparisons)
    classes = dict(NEWS_CLASSES)
    tables = [news_table(news_scores(comparisons))]
    if speakers is not None:
        answers = _news_answers(comparisons, speakers)
        tables.append(_speaker_table(answers))
        mistakes += _speaker_mistakes(answers, speakers)
        classes |= NEWS_SPEAKER_CLASSES
        judged = [one for answer in answers for one in _judged_names(*answer)]
        named = sum(each.kind != UNNAMED for _, own in answers for each in own)
        tables += _confidence_tables("speaker", judged, named)
    gold = sum(len(comparison.gold_letters) for comparison in comparisons)
    for measure, with_source in (("content", False), ("content + source", True)):
        tables += _confidence_tables(measure, _judged(comparisons, with_source=with_source), gold)
    tables.append(article_table(comparisons))
    return _report(corpus, system, tables, mistakes, classes)


def passage_report(corpus: str, system: str, comparisons: Sequence[Comparison], speakers: GoldSpeakers) -> Report:
    """Attributions and speakers in passages of many registers, and register by register."""
    report = news_report(corpus, system, comparisons, speakers)
    return replace(report, tables=(register_table(comparisons), *report.tables))


def clause_report(corpus: str, system: str, comparisons: Sequence[Comparison]) -> Report:
    """Attributions found by genre, where gold marks clauses alone: nothing tells what is spurious."""
    return Report(corpus, system, (recall_table(comparisons),), ())


def news_speaker_report(corpus: str, system: str, comparisons: Sequence[Comparison], speakers: GoldSpeakers) -> Report:
    """Report who is named in news, of attributions that are not themselves in question."""
    answers = _news_answers(comparisons, speakers)
    mistakes = _speaker_mistakes(answers, speakers)
    return _report(corpus, system, [_speaker_table(answers)], mistakes, NEWS_SPEAKER_CLASSES)


def novel_report(corpus: str, system: str, comparisons: Sequence[Comparison]) -> Report:
    """Quotations of novels and the characters that speak them."""
    answers = {comparison.document.id: novel_answers(comparison) for comparison in comparisons}
    mistakes: list[Mistake] = []
    judged: list[Judged] = []
    for comparison in comparisons:
        of_novel = answers[comparison.document.id]
        mistakes += novel_mistakes(comparison, of_novel)
        judged += _judged_names(comparison, of_novel)
    scores = speaker_scores(chain.from_iterable(answers.values()), NOVEL_KINDS)
    tables = [
        speaker_table(scores),
        novel_table(answers),
        *_listener_tables(comparisons),
        _detection_table(comparisons),
    ]
    tables += _confidence_tables("speaker", judged, sum(map(len, answers.values())))
    return _report(corpus, system, tables, mistakes, NOVEL_CLASSES)


def cluster_report(corpus: str, system: str, comparisons: Sequence[Comparison]) -> Report:
    """Quotations of excerpts, and whether those of one speaker were given to one speaker."""
    quotations = [clustered(comparison) for comparison in comparisons]
    pairs = zip(comparisons, quotations, strict=True)
    mistakes = [one for comparison, group in pairs for one in cluster_mistakes(comparison, group)]
    note = (
        "B-cubed over the quotations whose speaker is known; one with no predicted speaker has recall 0 and "
        "no precision."
    )
    clusters = score_table("speaker clusters", {"B-cubed": b_cubed(quotations)}, note)
    tables = [clusters, _detection_table(comparisons)]
    return _report(corpus, system, tables, mistakes, CLUSTER_CLASSES)


def _news_answers(comparisons: Sequence[Comparison], speakers: GoldSpeakers) -> list[tuple[Comparison, list[Answer]]]:
    return [(each, news_answers(each, speakers.get(each.document.id, {}))) for each in comparisons]


def _speaker_table(answers: Sequence[tuple[Comparison, list[Answer]]]) -> Table:
    return speaker_table(speaker_scores([each for _, own in answers for each in own], NEWS_KINDS))


def _speaker_mistakes(answers: Sequence[tuple[Comparison, list[Answer]]], speakers: GoldSpeakers) -> list[Mistake]:
    return [one for comparison, own in answers for one in news_speaker_mistakes(comparison, own, speakers)]


def _judged_names(comparison: Comparison, answers: Sequence[Answer]) -> list[Judged]:
    """Return how sure each name was that was given to what the gold has too, and whether it is right."""
    given = ((comparison.predictions[each.predicted], each) for each in answers if each.predicted is not None)
    return [
        Judged(prediction.speaker_confidence, answer.right)
        for prediction, answer in given
        if prediction.speaker_confidence is not None
    ]


def _report(
    corpus: str, system: str, tables: Sequence[Table], mistakes: list[Mistake], classes: dict[str, str]
) -> Report:
    """Make a report, its mistakes sorted class by class, then by document, in the order of its text."""
    order = list(classes)
    ordered = sorted(mistakes, key=lambda one: (order.index(one.label), one.document, one.start))
    return Report(corpus, system, (tables[0], mistake_table(ordered, classes), *tables[1:]), tuple(ordered))


def _confidence_tables(measure: str, judged: Sequence[Judged], gold: int) -> list[Table]:
    setting = "min_speaker_confidence" if measure == "speaker" else "min_confidence"
    return [
        calibration_table(f"calibration: {measure}", judged),
        curve_table(f"{setting}: {measure}", judged, gold),
    ]


def _judged(comparisons: Sequence[Comparison], *, with_source: bool) -> list[Judged]:
    judged = []
    for comparison in comparisons:
        right = {link.predicted for link in comparison.links if link.source or not with_source}
        judged += [Judged(one.confidence, j in right) for j, one in enumerate(comparison.predictions)]
    return judged


def _listener_tables(comparisons: Sequence[Comparison]) -> list[Table]:
    """Tabulate whom quotations are said to, if the corpus says it."""
    scores = listener_scores(comparisons)
    note = "Right who is one of gold's addressees, of the quotations that have any."
    return [score_table("addressees", scores, note)] if scores else []


def _detection_table(comparisons: Sequence[Comparison]) -> Table:
    gold = [holder for comparison in comparisons for holder in holders(comparison)]
    predicted = [inside for comparison in comparisons for inside in inside_gold(comparison)]
    covered = Score(sum(j is not None for j in gold), len(gold), sum(predicted), len(predicted))
    links = [link for comparison in comparisons for link in comparison.links]
    exact = sum(link.exact for link in links)
    scores = {
        "covered by half": covered,
        "content": Score(len(links), len(gold), len(links), len(predicted)),
        "content, exact": Score(exact, len(gold), exact, len(predicted)),
    }
    note = (
        "Covered: half of a gold quotation's letters lie in predictions, half of a prediction's in gold, "
        "however the two are cut; content: matched one to one."
    )
    return score_table("quotations", scores, note)
