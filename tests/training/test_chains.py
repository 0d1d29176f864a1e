"""Fitting of the chain of speakers: what gains weight, what is left open, and what dense talk gains."""

from __future__ import annotations

import pytest

from quoteattr.dialogue.decoder import CHAIN, MODELS
from quoteattr.dialogue.types import Turn, TurnFeatures
from quoteattr.language.data_files import language_folder
from quoteattr.loglinear.weights import load_weights

pytest.importorskip("scipy")

from quoteattr.training.chains import Example, fit, fit_gains


def test_features_of_the_gold_speaker_gain_weight() -> None:
    turns = [Turn(i, [(i, i + 1)], i) for i in range(12)]
    features = [TurnFeatures([1, 2], [["good"], ["bad"]], [], [], []) for _ in turns]
    models = fit([Example(turns, features, [[True, False]] * len(turns))])
    assert models["speaker"]["good"] > 0 > models["speaker"]["bad"]


def test_turns_without_gold_speaker_teach_nothing() -> None:
    turns = [Turn(i, [(i, i + 1)], i) for i in range(12)]
    features = [TurnFeatures([1, 2], [["good"], ["bad"]], [], [], []) for _ in turns]
    assert fit([Example(turns, features, [[False, False]] * len(turns))])["speaker"] == {}


def test_descriptions_begin_with_the_weights_set_by_hand() -> None:
    turns = [Turn(i, [(i, i + 1)], i) for i in range(12)]
    rows = [["nominal determiner=a", "called in turn=0"], ["bad"]]
    features = [TurnFeatures([1, 2], rows, [], [], []) for _ in turns]
    rules = load_weights(language_folder("en") / "dialogue_rules.tsv", MODELS)["speaker"]
    by_hand = {"nominal determiner=a": rules["nominal determiner=a"]}
    assert fit([Example(turns, features, [[False, False]] * len(turns))])["speaker"] == by_hand


def test_dense_talk_gains_what_it_shows_and_keeps_the_rest() -> None:
    turns = [Turn(i, [(i, i + 1)], i) for i in range(400)]
    features = [TurnFeatures([1, 2], [["good"], ["bad"]], [], [], []) for _ in turns]
    models = {**{name: {} for name in CHAIN}, "speaker": {"good": -1.0, "unseen": 2.0}}
    gains = fit_gains([Example(turns, features, [[True, False]] * len(turns))], models)
    assert gains["dense speaker"]["good"] > 0 > gains["dense speaker"]["bad"]
    assert "unseen" not in gains["dense speaker"]
    open_turns = [Example(turns, features, [[False, False]] * len(turns))]
    for nothing in ([], open_turns):
        assert fit_gains(nothing, models) == {f"dense {name}": {} for name in CHAIN}
