"""Every class of mistake, from a prediction that makes just this one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from evaluation_samples import DOCUMENT, GOLD, NOVEL, PREDICTED, SAFE, TEXT, TOLLS, at, litbank, pdnc

from quoteattr.evaluation.corpora.gold import GoldAttribution, GoldDocument, Prediction
from quoteattr.evaluation.corpora.readers import read_litbank, read_pdnc
from quoteattr.evaluation.report.attribution_mistakes import around, news_mistakes
from quoteattr.evaluation.report.speaker_mistakes import cluster_mistakes, news_speaker_mistakes, novel_mistakes
from quoteattr.evaluation.scores.clusters import clustered
from quoteattr.evaluation.scores.matching import compare
from quoteattr.evaluation.scores.speakers import GoldSpeaker, news_answers, novel_answers

MAYOR, THINKS = at("The mayor"), at("thinks")
# the first two sentences of the sample alone
SHORT = GoldDocument("short", TEXT, GOLD[:2])
RIGHT = Prediction(SAFE, at("said"), at("Ana Ruiz"))


@pytest.mark.parametrize(
    ("second", "labels"),
    [
        ([Prediction(TOLLS, THINKS, MAYOR)], []),
        ([], ["missed cue"]),
        ([Prediction(at("Officials"), THINKS, MAYOR)], ["missed content without overlap"]),
        ([Prediction(at("rise next"), THINKS, MAYOR)], ["boundary far too short"]),
        ([Prediction(((37, 122),), THINKS, MAYOR)], ["boundary far too long"]),
        ([Prediction(at("the tolls will rise"), THINKS, MAYOR)], ["boundary too short"]),
        ([Prediction(at("thinks the tolls will rise next year"), THINKS, MAYOR)], ["boundary too long"]),
        ([Prediction(TOLLS, (), MAYOR)], ["wrong cue"]),
        ([Prediction(TOLLS, THINKS, at("Officials"))], ["wrong source"]),
        ([Prediction(at("the tolls will rise"), (), ())], ["boundary too short", "wrong cue", "wrong source"]),
        ([Prediction(TOLLS, THINKS, MAYOR), Prediction(at("year"))], ["spurious inside another gold"]),
        ([Prediction(TOLLS, THINKS, MAYOR), Prediction(at("Officials"))], ["spurious"]),
    ],
)
def test_news_classes(second: Sequence[Prediction], labels: list[str]) -> None:
    found = news_mistakes([compare(SHORT, [RIGHT, *second])])
    assert [mistake.label for mistake in found] == labels


def test_merged_attributions_are_one_found_and_one_merged() -> None:
    """A prediction of both contents answers the longer one, 24 of 39 letters; the other lies in it."""
    both = Prediction(SAFE + TOLLS, THINKS, MAYOR)
    found = news_mistakes([compare(SHORT, [both])])
    assert [mistake.label for mistake in found] == ["boundary too long", "merged with another"]
    assert found[1].gold == GOLD[0]
    assert found[1].predicted == both


def test_a_colon_is_never_a_wrong_cue() -> None:
    """It has no letters, so the score cannot see it found; that is no mistake to look at."""
    document = GoldDocument("colon", "Ruiz: We are safe.", (GoldAttribution(((6, 17),), ((4, 5),), ((0, 4),)),))
    assert news_mistakes([compare(document, [Prediction(((6, 17),), ((4, 5),), ((0, 4),))])]) == []


def test_a_mistake_shows_both_sides_and_their_sentence() -> None:
    missed = news_mistakes([compare(DOCUMENT, PREDICTED)])[2]
    assert missed.label == "missed cue"
    assert (missed.document, missed.gold, missed.predicted) == ("tolls", GOLD[2], None)
    assert missed.context == 'Officials denied that "nobody" paid.'
    assert missed.start == TEXT.index("Officials")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("two", "One two three."),
        ("five", "Four (five.)"),
        ("two three. Four", "One two three. Four (five.)"),
        ("six", "six"),
        ("seven", "seven"),
    ],
)
def test_around_is_whole_sentences_within_the_paragraph(words: str, expected: str) -> None:
    text = "One two three. Four (five.) \nsix\nseven"
    start, end = around(text, text.index(words), text.index(words) + len(words))
    assert text[start:end] == expected


def test_around_is_bounded_where_no_sentence_ends() -> None:
    start, end = around("word " * 1000, 2500, 2504)
    assert (start, end) == (2100, 2904)


@pytest.mark.parametrize(
    ("named", "gold", "label"),
    [
        ("Ana Ruiz", "Ana Ruiz", None),
        (None, "Ana Ruiz", "no speaker named"),
        ("Ruiz", "Ana Ruiz", "name too short"),
        ("Eva Marsh", "Ana Ruiz", "another speaker named"),
        ("Ana Ruiz", None, "unnamed speaker named"),
        (None, None, None),
    ],
)
def test_news_speaker_classes(named: str | None, gold: str | None, label: str | None) -> None:
    comparison = compare(DOCUMENT, [Prediction(SAFE, speaker=named)])
    speakers = {"tolls": {0: GoldSpeaker(gold, "name"), 2: GoldSpeaker("Nobody Found", "name")}}
    answers = news_answers(comparison, speakers["tolls"])
    found = list(news_speaker_mistakes(comparison, answers, speakers))
    assert [mistake.label for mistake in found] == ([label] if label else [])
    assert all(mistake.gold is not None and mistake.gold.speaker == gold for mistake in found)


def test_novel_classes(tmp_path: Path) -> None:
    (novel,) = read_pdnc(pdnc(tmp_path))
    predictions = [
        Prediction(at("Is it far?", text=NOVEL), speaker="the gardener"),
        Prediction(at("Not very,", text=NOVEL), speaker="Tom"),
        Prediction(at("said the captain", text=NOVEL)),
        Prediction(at("Aye.", text=NOVEL), speaker="Tom"),  # the group's: nobody can be right
    ]
    comparison = compare(novel, predictions)
    found = [mistake.label for mistake in novel_mistakes(comparison, novel_answers(comparison))]
    assert found == [
        "name of no one character",
        "another speaker named",
        "quotation not found",
        "spurious quotation",
    ]
    unnamed = compare(novel, [Prediction(at("Is it far?", text=NOVEL))])
    assert next(novel_mistakes(unnamed, novel_answers(unnamed))).label == "no speaker named"


def test_cluster_classes(tmp_path: Path) -> None:
    (excerpt,) = read_litbank(litbank(tmp_path))
    text = excerpt.text
    predictions = [
        Prediction(at("“ Is it far ? ”", text=text), speaker="Tom", speaker_id="s1"),
        Prediction(at("“ No ! ”", text=text), speaker="Tom", speaker_id="s1"),
        Prediction(at("asked", text=text)),
    ]
    comparison = compare(excerpt, predictions)
    found = list(cluster_mistakes(comparison, clustered(comparison)))
    labels = [one.label for one in found]
    assert labels == ["quotation not found", "with another's quotations", "spurious quotation"]
    stranger = found[1]
    assert stranger.gold is not None
    assert stranger.predicted is not None
    assert (stranger.gold.speaker, stranger.predicted.speaker) == ("the_captain-1", "Tom (mostly Tom-0)")
    silent = compare(excerpt, [Prediction(at("“ No ! ”", text=text))])
    labels = [one.label for one in cluster_mistakes(silent, clustered(silent))]
    assert labels == ["quotation not found", "quotation not found", "no speaker named"]
