"""Scores agree with what one computes by hand from the definitions."""

from __future__ import annotations

import pytest
from evaluation_samples import DOCUMENT, GOLD, PREDICTED, TEXT, at

from quoteattr.evaluation.corpora.gold import GoldAttribution, GoldDocument, Prediction, Spans
from quoteattr.evaluation.scores.attributions import Score, news_scores
from quoteattr.evaluation.scores.calibration import Judged, bins, curve, expected_error
from quoteattr.evaluation.scores.matching import Link, compare, holders, inside_gold

# The first prediction is right (the marks are no letters), the second has 16 of 24 letters and no source,
# the third is spurious; the third gold attribution, mixed, is missed.
SCORES = {
    ("all", "content"): (66.7, 66.7, 66.7, 3, 3),
    ("all", "content, exact"): (33.3, 33.3, 33.3, 3, 3),
    ("all", "content + cue"): (66.7, 66.7, 66.7, 3, 3),
    ("all", "content + source"): (33.3, 33.3, 33.3, 3, 3),
    ("all", "content + cue + source"): (33.3, 33.3, 33.3, 3, 3),
    ("all", "source, content found"): (None, 50.0, None, 2, None),
    # 15 + 16 right letters of 15 + 16 + 9 predicted and of 15 + 24 + 14 in gold
    ("all", "letters of content"): (77.5, 58.5, 66.7, 53, 40),
    ("quoted", "content"): (100.0, 50.0, 66.7, 2, 1),
    ("quoted", "content, exact"): (100.0, 50.0, 66.7, 2, 1),
    ("quoted", "content + cue"): (100.0, 50.0, 66.7, 2, 1),
    ("quoted", "content + source"): (100.0, 50.0, 66.7, 2, 1),
    ("quoted", "content + cue + source"): (100.0, 50.0, 66.7, 2, 1),
    ("quoted", "source, content found"): (None, 100.0, None, 1, None),
    ("direct", "content"): (None, 100.0, None, 1, None),
    ("direct", "content, exact"): (None, 100.0, None, 1, None),
    ("direct", "content + cue"): (None, 100.0, None, 1, None),
    ("direct", "content + source"): (None, 100.0, None, 1, None),
    ("direct", "content + cue + source"): (None, 100.0, None, 1, None),
    ("direct", "source, content found"): (None, 100.0, None, 1, None),
    ("indirect", "content"): (50.0, 100.0, 66.7, 1, 2),
    ("indirect", "content, exact"): (0.0, 0.0, 0.0, 1, 2),
    ("indirect", "content + cue"): (50.0, 100.0, 66.7, 1, 2),
    ("indirect", "content + source"): (0.0, 0.0, 0.0, 1, 2),
    ("indirect", "content + cue + source"): (0.0, 0.0, 0.0, 1, 2),
    ("indirect", "source, content found"): (None, 0.0, None, 1, None),
}


def test_news_scores_by_hand() -> None:
    found = {}
    for one in news_scores([compare(DOCUMENT, PREDICTED)]):
        score = one.score
        figures = (score.precision, score.recall, score.f1)
        rounded = tuple(None if figure is None else round(figure, 1) for figure in figures)
        found[one.kind, one.measure] = (*rounded, score.gold, score.predicted)
    assert found == SCORES


def test_no_predictions_and_no_gold_score_nothing() -> None:
    for comparison in (compare(DOCUMENT, ()), compare(GoldDocument("none", TEXT, ()), PREDICTED)):
        assert {one.score.f1 for one in news_scores([comparison])} == {0.0, None}


@pytest.mark.parametrize(
    ("content", "overlap"),
    [
        (at("the tolls will rise next year"), 1.0),
        (at("the tolls", "will rise next year."), 1.0),  # neither cuts nor points are letters
        (at("the tolls will rise"), 16 / 24),
        (at("will rise next"), 12 / 24),
        (at("rise next"), None),  # 8 of 24
        (at("The mayor thinks the tolls will rise next year"), 24 / 38),
    ],
)
def test_contents_match_from_half_of_their_letters(content: Spans, overlap: float | None) -> None:
    links = compare(DOCUMENT, [Prediction(content)]).links
    assert [link.overlap for link in links] == ([] if overlap is None else [pytest.approx(overlap)])


def test_matching_is_one_to_one_largest_overlap_first() -> None:
    """The exact prediction takes the attribution, though the longer one comes first."""
    predictions = [
        Prediction(at("thinks the tolls will rise next year")),
        Prediction(at("the tolls will rise next year"), at("thinks"), at("mayor")),
    ]
    assert compare(DOCUMENT, predictions).links == [Link(1, 1, 1.0, cue=True, source=True)]


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        (at("Ana Ruiz"), at("Ruiz"), True),
        (at("Ana Ruiz"), at("Ana Ruiz said"), True),  # all of the shorter one
        (at("Ana Ruiz"), at("uiz said"), False),  # 3 of 7 letters
        (at("Ana Ruiz"), (), False),
        ((), at("Ana Ruiz"), False),
        ((), (), True),
        ((), at(","), True),  # a mark alone is no source
    ],
)
def test_sources_share_half_of_the_shorter(gold: Spans, predicted: Spans, same: bool) -> None:
    document = GoldDocument("one", TEXT, (GoldAttribution(at("next year"), source=gold),))
    (link,) = compare(document, [Prediction(at("next year"), source=predicted)]).links
    assert link.source is same


def test_cues_share_a_letter() -> None:
    document = GoldDocument("one", TEXT, (GoldAttribution(at("next year"), cue=at("thinks")),))
    assert compare(document, [Prediction(at("next year"), cue=at("mayor thinks"))]).links[0].cue
    assert not compare(document, [Prediction(at("next year"), cue=at("mayor"))]).links[0].cue
    assert not compare(document, [Prediction(at("next year"))]).links[0].cue


def test_holders_add_up_what_predictions_hold() -> None:
    """Two predictions hold 8 + 5 of 24 letters: together more than half; the larger answers."""
    halves = [Prediction(at("year")), Prediction(at("the tolls")), Prediction(at("will"))]
    comparison = compare(DOCUMENT, halves)
    assert holders(comparison) == [None, 1, None]
    assert inside_gold(comparison) == [True, True, True]
    assert inside_gold(compare(DOCUMENT, [Prediction(at("Ana Ruiz")), Prediction(at(","))])) == [False, False]


def test_score_without_counts() -> None:
    assert (Score(0, 0, 0, 0).precision, Score(0, 0, 0, 0).recall, Score(0, 0, 0, 0).f1) == (0.0, 0.0, 0.0)
    assert Score(3, 4, 3, 6).f1 == pytest.approx(60.0)


JUDGED = [Judged(0.95, True), Judged(0.92, True), Judged(1.0, False), Judged(0.35, True), Judged(0.3, False)]


def test_bins_by_confidence() -> None:
    low, high = bins(JUDGED)
    assert (low.low, low.high, low.count) == (0.3, 0.4, 2)
    assert [low.confidence, low.precision] == pytest.approx([0.325, 0.5])
    assert (high.low, high.high, high.count) == (0.9, 1.0, 3)
    assert [high.confidence, high.precision] == pytest.approx([2.87 / 3, 2 / 3])
    # 2/5 x |0.325 - 0.5| + 3/5 x |0.9567 - 0.6667|
    assert expected_error(JUDGED) == pytest.approx(0.4 * 0.175 + 0.6 * 0.29)
    assert expected_error([]) == 0


def test_curve_starts_where_the_first_prediction_falls() -> None:
    points = curve(JUDGED, gold=4)
    assert [least for least, _ in points[:3]] == [0.3, 0.35, 0.4]
    assert points[0][1] == Score(3, 4, 3, 5)
    assert points[1][1] == Score(3, 4, 3, 4)
    assert points[2][1] == Score(2, 4, 2, 3)
    assert points[-1] == (0.95, Score(1, 4, 1, 2))
    assert curve([], gold=4) == []


def test_gold_is_compared_whatever_its_order() -> None:
    """Scores do not depend on the order of gold or predictions."""
    turned = GoldDocument("tolls", TEXT, GOLD[::-1])
    assert news_scores([compare(turned, PREDICTED[::-1])]) == news_scores([compare(DOCUMENT, PREDICTED)])
