"""Training of the confidence in speakers: from passages and novels to a file, byte for byte the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from quoteattr.cli.app import app
from quoteattr.evaluation.corpora.gold import GoldAttribution, GoldDocument, Prediction

pytest.importorskip("scipy")

from quoteattr.training.speaker_confidence import Example, fit, judge_passage

COMMAND = ("train", "confidence", "--corpus", "pdnc")


def test_what_right_names_share_gains_weight() -> None:
    examples = [Example(("means=name", "people=1"), True)] * 20 + [Example(("means=he", "people=1"), False)] * 20
    weights = fit(examples)
    assert weights["means=name"] > 0 > weights["means=he"]


def test_a_name_is_right_if_it_is_the_one_meant_and_never_where_nobody_is_named() -> None:
    text = "Ana Lund said it rained. A clerk said it snowed."
    gold = GoldDocument(
        "port", text, (GoldAttribution(((14, 23),), speaker="Ana Lund"), GoldAttribution(((38, 47),), speaker=None))
    )
    given = [Prediction(((14, 23),), speaker="Ana Lund"), Prediction(((38, 47),), speaker="Ana Lund")]
    assert judge_passage(gold, given) == {0: True, 1: False}


@pytest.mark.slow
@pytest.mark.model
def test_the_command_writes_the_same_file_each_time(corpus: Path, tmp_path: Path) -> None:
    """Through the command line, as a maintainer does it."""
    passages = tmp_path / "passages"
    passages.mkdir()
    marked = "{s1:Ana Lund} {q1:said} {c1/indirect:that it rained}. {s2=Ana Lund:She} {q2:said} {c2/indirect:so twice}."
    (passages / "port.txt").write_text("\n---\n".join([marked] * 6), encoding="utf8")
    files = [tmp_path / "first.tsv", tmp_path / "second.tsv"]
    for file in files:
        said = CliRunner().invoke(app, [*COMMAND, str(corpus), "--corpus", "passages", str(passages), "-o", str(file)])
        assert said.exit_code == 0, said.output
    assert files[0].read_bytes() == files[1].read_bytes()
    assert "\nnamed\tmeans=name\t" in files[0].read_text(encoding="utf8")
