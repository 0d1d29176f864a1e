"""Training of the dialogue weights: from a folder in PDNC's layout to a file, byte for byte the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn_stories import said, speech, story

from quoteattr.dialogue.decoder import CHAIN, MODELS
from quoteattr.dialogue.turn_features import story_features
from quoteattr.language.data_files import language_folder
from quoteattr.loglinear.weights import load_weights

pytest.importorskip("scipy")

from quoteattr.evaluation.corpora.gold import GoldAttribution, GoldDocument
from quoteattr.training.dialogue import Example, Novel, examples, fit, train, weights_without, with_fewer_cues

PASSAGE = (
    "{{c1/direct:“{line}.”}} {{s1=Ann Orchard:The old woman}} {{q1:said}}. She looked at Ann Orchard's brother.\n\n"
    "{{c2/direct:“{line}!”}} {{s2=Tom Orchard:he}} {{q2:said}}.\n\n{{c3/direct=Ann Orchard:“Then go.”}} He went.\n---\n"
)


def test_voices_are_heard_as_the_second_pass_hears_them() -> None:
    told = story(said("Clara"), said("Hugh"), speech("No"))
    features = list(story_features(told))
    novel = Novel(told, features, [[True] + [False] * (len(turn.candidates) - 1) for turn in features])
    assert len(examples([novel], weights_without([novel]))) == 1
    for example in examples([novel, novel], weights_without([novel, novel])):
        named, _, last = example.features
        assert named == features[0]
        assert all(row[-1].startswith("likeness of words,cue kind=") for row in last.unary)


def test_a_copy_with_fewer_cues_teaches_who_speaks_uncued_turns() -> None:
    told = story(*[said(name) for name in ("Clara", "Hugh") * 10])
    text = told.parse.text
    spoken = [
        GoldAttribution(tuple(turn.spans), speaker=name)
        for turn, name in zip(told.turns, ("Clara", "Hugh") * 10, strict=True)
    ]
    gold = GoldDocument("AStory", text, tuple(spoken), {name: frozenset({name}) for name in ("Clara", "Hugh")})
    features = list(story_features(told))
    copy = with_fewer_cues(gold, Novel(told, features, [[True, False]] * 20))
    kinds = [turn.kind for turn in copy.story.turns]
    assert {*kinds} == {"name", "none"}
    assert all(any(right) for right in copy.right)
    assert [turn.once for turn in copy.features] == [turn.once for turn in features]  # as authors have it
    uncued = kinds.index("none")
    assert not any(name.startswith("referent of cue") for row in copy.features[uncued].unary for name in row)
    silent = {copy.story.turns[uncued].paragraph}
    assert all(each.entity < 0 for each in copy.story.characters.references if each.paragraph in silent)


@pytest.mark.slow
@pytest.mark.model
def test_training_writes_the_same_file_each_time(corpus: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.tsv", tmp_path / "second.tsv"
    passages = tmp_path / "told.txt"
    passages.write_text("".join(PASSAGE.format(line=line) for line in ("Yes", "No", "Well", "Come")), encoding="utf8")
    train(corpus, [passages], first)
    train(corpus, [passages], second)
    assert first.read_bytes() == second.read_bytes()
    assert set(load_weights(first, MODELS[:2]).models) >= {"speaker", "once"}
    train(corpus, [passages], second, ["AStory"])
    assert load_weights(second, MODELS[:2]).title.startswith("PDNC: AStory; parsed by ")
    train(corpus, [passages], second, described=[passages])
    alone, with_more = (load_weights(each, CHAIN) for each in (first, second))
    assert [alone[name] for name in CHAIN] == [with_more[name] for name in CHAIN]  # these passages teach no chain


def test_features_of_the_gold_speaker_gain_weight() -> None:
    from quoteattr.dialogue.types import Turn, TurnFeatures

    turns = [Turn(i, [(i, i + 1)], i) for i in range(12)]
    features = [TurnFeatures([1, 2], [["good"], ["bad"]], [], [], []) for _ in turns]
    models = fit([Example(turns, features, [[True, False]] * len(turns))])
    assert models["speaker"]["good"] > 0 > models["speaker"]["bad"]


def test_turns_without_gold_speaker_teach_nothing() -> None:
    from quoteattr.dialogue.types import Turn, TurnFeatures

    turns = [Turn(i, [(i, i + 1)], i) for i in range(12)]
    features = [TurnFeatures([1, 2], [["good"], ["bad"]], [], [], []) for _ in turns]
    assert fit([Example(turns, features, [[False, False]] * len(turns))])["speaker"] == {}


def test_descriptions_begin_with_the_weights_set_by_hand() -> None:
    from quoteattr.dialogue.types import Turn, TurnFeatures

    turns = [Turn(i, [(i, i + 1)], i) for i in range(12)]
    rows = [["nominal determiner=a", "called in turn=0"], ["bad"]]
    features = [TurnFeatures([1, 2], rows, [], [], []) for _ in turns]
    rules = load_weights(language_folder("en") / "dialogue_rules.tsv", MODELS)["speaker"]
    by_hand = {"nominal determiner=a": rules["nominal determiner=a"]}
    assert fit([Example(turns, features, [[False, False]] * len(turns))])["speaker"] == by_hand
