"""Scores and the weights file: sums, probabilities, and a clear error for a damaged file."""

from __future__ import annotations

from math import isclose, log
from pathlib import Path

import pytest

from quoteattr.errors import DataError
from quoteattr.loglinear.weights import load_weights, logistic, score, softmax, weights_text

GOOD = "# provenance\ncue\tbias\t-1.5\ncue\tcue=say/V\t3\nfilter\tbias\t0.25\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "weights.tsv"
    path.write_bytes(text.encode("utf-8"))
    return path


def test_a_file_holds_models_by_name(tmp_path: Path) -> None:
    weights = load_weights(written(tmp_path, GOOD), ["cue", "filter"])
    assert weights["cue"] == {"bias": -1.5, "cue=say/V": 3.0}
    assert weights["filter"] == {"bias": 0.25}


def test_the_digest_tells_files_apart(tmp_path: Path) -> None:
    first, again, other = (
        load_weights(written(tmp_path, text), ["cue"]).digest for text in (GOOD, GOOD, GOOD.replace("0.25", "0.26"))
    )
    assert first == again != other


@pytest.mark.parametrize(
    ("text", "models", "message"),
    [
        ("cue\tbias\n", ["cue"], "line 1"),
        ("cue\tbias\tmany\n", ["cue"], "line 1"),
        ("cue\tbias\t1\t2\n", ["cue"], "line 1"),
        (GOOD + "cue\tlong\t1\t2\ncue\tshort\n", ["cue"], "line 5"),
        ("cue\tbias\tnan\n", ["cue"], "line 1"),
        (GOOD, ["cue", "content", "source"], "no model content, source"),
        ("", ["cue"], "no model cue"),
    ],
)
def test_a_damaged_file_is_named_with_the_mend(tmp_path: Path, text: str, models: list[str], message: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(DataError, match=message) as raised:
        load_weights(path, models)
    assert str(path) in str(raised.value)
    assert "reinstall quoteattr" in str(raised.value) or "part columns by tabs" in str(raised.value)


def test_a_missing_file_and_one_that_is_no_text_are_data_errors(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        load_weights(tmp_path / "nowhere.tsv", ["cue"])
    (tmp_path / "bytes.tsv").write_bytes(b"cue\tbias\t\xff\n")
    with pytest.raises(DataError, match="cannot be read"):
        load_weights(tmp_path / "bytes.tsv", ["cue"])


def test_score_counts_each_feature_once_and_the_unknown_for_nothing() -> None:
    assert score({"a": 1.0, "b": -0.25}, ["a", "b", "a", "unknown"]) == 0.75
    assert score({}, ["a"]) == 0.0


@pytest.mark.parametrize(("z", "expected"), [(0, 0.5), (log(3), 0.75), (-log(3), 0.25), (1000, 1.0), (-1000, 0.0)])
def test_logistic_is_defined_for_any_odds(z: float, expected: float) -> None:
    assert isclose(logistic(z), expected)


def test_softmax_shares_by_exponential() -> None:
    assert softmax([]) == []
    assert softmax([5.0]) == [1.0]
    shares = softmax([log(1), log(3)])
    assert isclose(shares[0], 0.25)
    assert isclose(shares[1], 0.75)
    assert softmax([-5000.0, -5000.0]) == [0.5, 0.5]


def test_weights_come_back_from_their_text(tmp_path: Path) -> None:
    models = {"filter": {"b": 0.25, "a": -2.0}, "cue": {"word=#,1": 1.5}}
    text = weights_text(models, "made up")
    assert text == "# made up\ncue\tword=#,1\t1.5\nfilter\ta\t-2\nfilter\tb\t0.25\n"
    assert load_weights(written(tmp_path, text), ["cue", "filter"]).models == models
