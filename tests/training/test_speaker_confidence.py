"""Training of the confidence in speakers: from passages and novels to a file, byte for byte the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from quoteattr.cli.app import app
from quoteattr.evaluation.corpora.gold import GoldAttribution, GoldDocument, Prediction

pytest.importorskip("scipy")

from quoteattr.analysis import load_models
from quoteattr.document.parse import parse_texts
from quoteattr.document.spacy_models import load_model
from quoteattr.document.words import Analyser
from quoteattr.evaluation.corpora.passages import read_passage
from quoteattr.training.speaker_confidence import Example, examples_of, fit, judge_passage

COMMAND = ("train", "confidence", "--corpus", "pdnc")


def test_what_right_names_share_gains_weight() -> None:
    examples = [Example(("means=name", "people=1"), True)] * 20 + [Example(("means=he", "people=1"), False)] * 20
    weights = fit(examples)
    assert weights["means=name"] > 0 > weights["means=he"]


def test_a_name_is_right_if_it_is_the_one_meant_and_never_where_nobody_is_named() -> None:
    text = "Ana Lund said it rained. A clerk said it snowed. He said it blew."
    gold = GoldDocument(
        "port",
        text,
        (
            GoldAttribution(((14, 23),), speaker="Ana Lund", form="name"),
            GoldAttribution(((38, 47),), speaker=None, form="nominal"),
            GoldAttribution(((57, 64),), speaker=None),  # nobody can tell
        ),
    )
    given = [Prediction(each.content, speaker="Ana Lund") for each in gold.attributions]
    assert judge_passage(gold, given) == {0: True, 1: False}


@pytest.mark.model
def test_each_name_is_judged_by_its_own_quotation() -> None:
    """Whatever stands between them: a topic of which no words are told, and what is within another."""
    passage = read_passage(
        "{s1:Ana Lund} {q1:criticised} {c1/reported:the plan}. {s2=*:A clerk} {q2:said} {c2/indirect:that it rained}. "
        "{s3=Ana Lund:She} {q3:said} {c3/indirect:that {s4:Tom Rey} {q4:denied} {c4/indirect:that it snowed}}. "
        "{c5/direct:“It did,”} {s5:Tom Rey} {q5:said}.",
        "port",
    )
    (parse,) = parse_texts(nlp := load_model(), [passage.text], Analyser(nlp), 1)
    examples = examples_of(passage, parse, judge_passage, load_models())
    assert [example.right for example in examples] == [True] * len(examples)
    assert len(examples) >= 3


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


def test_only_confidence_is_learned_of_given_weights(tmp_path: Path) -> None:
    command = ["train", "speakers", "--corpus", "pdnc", "--corpus", "passages", str(tmp_path), str(tmp_path)]
    said = CliRunner().invoke(app, [*command, "-o", str(tmp_path / "x.tsv"), "--weights", str(tmp_path)])
    assert said.exit_code == 2
    assert "is for confidence" in said.output
