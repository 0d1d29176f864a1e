"""Names that mean a gold speaker, and the scores of speakers, by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from evaluation_samples import DOCUMENT, NOVEL, PREDICTED, at, pdnc, write

from quoteattr.assembly.extraction import Extraction
from quoteattr.errors import InputError
from quoteattr.evaluation.corpora.gold import GoldAttribution, GoldDocument, Prediction, predictions_of
from quoteattr.evaluation.corpora.readers import read_pdnc
from quoteattr.evaluation.scores.clusters import Clustered, b_cubed, clustered, strangers
from quoteattr.evaluation.scores.matching import compare
from quoteattr.evaluation.scores.names import Cast, same_name
from quoteattr.evaluation.scores.speakers import (
    NEWS_KINDS,
    NOVEL_KINDS,
    Answer,
    GoldSpeaker,
    SpeakerScore,
    news_answers,
    novel_answers,
    read_speakers,
    speaker_scores,
)
from quoteattr.records import Quote, Span, Speaker

CAST = Cast(
    {
        "Thomas Hale": frozenset({"Thomas Hale", "Tom", "_NARR"}),
        "Mrs. Hale": frozenset({"Mrs. Hale", "Eliza Hale", "the mistress"}),
        "Captain Brook": frozenset({"Captain Brook", "the captain"}),
        "The Cook": frozenset({"The Cook"}),
    }
)


@pytest.mark.parametrize(
    ("name", "character"),
    [
        ("Thomas Hale", "Thomas Hale"),
        ("THOMAS  HALE", "Thomas Hale"),
        ("Mr. Thomas Hale", "Thomas Hale"),
        ("Thomas", "Thomas Hale"),  # a part of one character's name
        ("Hale", "Mrs. Hale"),  # what "Mrs. Hale" is without its title; parts count only after that
        ("Master Tom", "Thomas Hale"),
        ("dear old Tom", "Thomas Hale"),
        ("Eliza", "Mrs. Hale"),
        ("Lady Eliza Jane Hale", "Mrs. Hale"),  # has all of a longer name
        ("a captain", "Captain Brook"),
        ("cook", "The Cook"),
        ("I", "Thomas Hale"),  # the narrator
        ("Narrator", "Thomas Hale"),
        ("Mr.", None),
        ("the gardener", None),
        ("", None),
        (None, None),
    ],
)
def test_cast_finds_one_character_or_none(name: str | None, character: str | None) -> None:
    assert CAST.find(name) == character


def test_a_name_of_two_characters_finds_neither() -> None:
    cast = Cast({"Ann Hale": frozenset({"Ann Hale"}), "Eve Hale": frozenset({"Eve Hale"})})
    assert (cast.find("Hale"), cast.find("Miss Hale"), cast.find("I"), cast.find("Eve")) == (
        None,
        None,
        None,
        "Eve Hale",
    )


@pytest.mark.parametrize(
    ("predicted", "gold", "right", "by_last"),
    [
        ("Ana Ruiz", "Ana Ruiz", True, True),
        ("Mayor Ana Ruiz", "Ana Ruiz", True, True),  # an office tells nobody apart
        ("Ana Maria Ruiz", "Ana Ruiz", True, True),
        ("Ana Ruiz’s", "Ana Ruiz", True, True),
        ("Ruiz", "Ana Ruiz", False, True),  # the article has a fuller form
        ("Eva Ruiz", "Ana Ruiz", False, True),
        ("Ana", "Ana Ruiz", False, False),
        ("the Port Authority", "Port Authority", True, True),
        ("Mr.", "Ana Ruiz", False, False),
        (None, "Ana Ruiz", False, False),
    ],
)
def test_names_in_news(predicted: str | None, gold: str, right: bool, by_last: bool) -> None:
    assert same_name(predicted, [gold]) is right
    assert same_name(predicted, ["Nobody Else", gold], last_only=True) is by_last


def test_news_speakers_by_hand() -> None:
    """Right by name; rightly unnamed; not found, so neither found nor right."""
    gold = {
        0: GoldSpeaker("Ana Ruiz", "name"),
        1: GoldSpeaker(None, "nominal"),
        2: GoldSpeaker(["Port Authority", "City Council"], "nominal"),
    }
    answers = news_answers(compare(DOCUMENT, PREDICTED), gold)
    assert answers == [
        Answer(0, "name", 0, named=True, right=True, nearly=True),
        Answer(1, "unnamed", 1, named=False, right=True, nearly=True),
        Answer(2, "nominal", None, named=False, right=False, nearly=False),
    ]
    assert speaker_scores(answers, NEWS_KINDS) == [
        SpeakerScore("name", 1, 1, 1, 1, 1, 1),
        SpeakerScore("nominal", 1, 0, 0, 0, 0, 0),
        SpeakerScore("unnamed", 1, 1, 0, 1, 0, 1),
        SpeakerScore("named", 2, 1, 1, 1, 1, 1),
        SpeakerScore("all", 3, 2, 1, 2, 1, 2),
    ]


def test_naming_an_unnamed_source_is_wrong() -> None:
    (answer,) = news_answers(compare(DOCUMENT, PREDICTED), {0: GoldSpeaker(None, "pronoun")})
    assert (answer.kind, answer.right, answer.nearly) == ("unnamed", False, False)


def test_speaker_of_no_attribution_is_an_error() -> None:
    with pytest.raises(InputError, match="tolls: no attribution 3; correct the file of speakers"):
        news_answers(compare(DOCUMENT, PREDICTED), {3: GoldSpeaker(None, "pronoun")})


def test_speakers_file(tmp_path: Path) -> None:
    path = write(
        tmp_path / "speakers.json",
        '{"tolls": {"0": {"entity": "Ana Ruiz", "form": "name"}, "2": {"entity": null, "form": "nominal"}}}',
    )
    speakers = read_speakers(path, [DOCUMENT])
    assert speakers["tolls"][0].names == ["Ana Ruiz"]
    assert speakers["tolls"][2].names == []
    write(path, '{"tolls": {"0": {"entity": 7, "form": "name"}}}')
    with pytest.raises(InputError, match=r"speakers.json: tolls.0.entity.str: .*; correct the file"):
        read_speakers(path, [DOCUMENT])
    with pytest.raises(InputError, match=r"nowhere.json: no such file or directory; check the path"):
        read_speakers(tmp_path / "nowhere.json", [DOCUMENT])


def test_novel_speakers_by_hand(tmp_path: Path) -> None:
    """Right, nobody named, found in two pieces with a wrong name; the group's quotation is not scored."""
    (novel,) = read_pdnc(pdnc(tmp_path))
    predictions = [
        Prediction(at('"Is it far?"', text=NOVEL), speaker="Young Tommy of the Mill", aliases=("Tom",)),
        Prediction(at("Not very", text=NOVEL)),
        Prediction(at("Come", text=NOVEL), speaker="the captain"),
        Prediction(at("then", text=NOVEL), speaker="Brook"),
    ]
    answers = novel_answers(compare(novel, predictions))
    assert answers == [
        Answer(0, "Explicit", 0, named=True, right=True, nearly=True),
        Answer(1, "Anaphoric", 1, named=False, right=False, nearly=False),
        Answer(2, "Implicit", answers[2].predicted, named=True, right=False, nearly=False),
    ]
    every = speaker_scores(answers, NOVEL_KINDS)[-1]
    assert every == SpeakerScore("all", 3, 3, 2, 1, 1, 1)
    assert every.end_to_end == every.given_found == pytest.approx(100 / 3)


def test_in_novels_a_description_answers_too(tmp_path: Path) -> None:
    (novel,) = read_pdnc(pdnc(tmp_path))
    speaker = Speaker(id="s1", name="the captain", named=False, kind="person")
    start, end = at("Not very", text=NOVEL)[0]
    span = Span(start=start, end=end, text=NOVEL[start:end])
    quote = Quote(id="q1", kind="direct", content=(span,), text=span.text, speaker=speaker, confidence=1, rule="beat")
    found = Extraction(text=NOVEL, profile="fiction", model="m", speakers=(speaker,), quotes=(quote,))
    (prediction,) = predictions_of(found)
    assert (prediction.speaker, prediction.description) == (None, "the captain")
    answers = novel_answers(compare(novel, [prediction]))
    assert answers[1] == Answer(1, "Anaphoric", 0, named=True, right=True, nearly=True)


def test_b_cubed_by_hand() -> None:
    """Of A's three quotations two are together; B's one is put to them; one of A's has no speaker.

    Recall: A 2/3 + 2/3 + 0, B 1; precision: A 2/3 + 2/3, B 1/3.
    """
    document = [
        Clustered(0, "A", 0, "s1"),
        Clustered(1, "A", 1, "s1"),
        Clustered(2, "B", 2, "s1"),
        Clustered(3, "A", None, None),
    ]
    score = b_cubed([document])
    assert (score.gold, score.predicted) == (4, 3)
    assert [score.found, score.right] == pytest.approx([2 / 3 * 2 + 1, 2 / 3 * 2 + 1 / 3])
    # the same labels in another document are other speakers
    assert b_cubed([document, [Clustered(0, "A", 0, "s1")]]).recall == pytest.approx(100 * (7 / 3 + 1) / 5)
    assert strangers(document) == [(document[2], "A")]


def test_quotations_whose_speaker_is_unknown_are_in_no_cluster() -> None:
    gold = (GoldAttribution(at("next year"), speaker="A"), GoldAttribution(at("nobody")))
    comparison = compare(GoldDocument("one", DOCUMENT.text, gold), [Prediction(at("next"), speaker_id="s1")])
    assert clustered(comparison) == [Clustered(0, "A", 0, "s1")]
