"""Training of antecedents: from marked coreference to a file, byte for byte the same each time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from marked import document_of
from spacy.language import Language
from typer.testing import CliRunner

from quoteattr.analysis import load_models
from quoteattr.cli.app import app
from quoteattr.evaluation.corpora.gold import GoldAttribution, GoldDocument, GoldMentions

pytest.importorskip("scipy")

from quoteattr.training.coreference import Example, examples_of, fit, judge_mentions, judge_sources
from quoteattr.training.fitting import Recipe

TEXT = "Tom Reyes met Ana Lund . He said it rained ."
MENTIONS = ["MENTION\tT1\t0\t0\t0\t1\tTom Reyes\tPER\tPROP", "MENTION\tT2\t0\t3\t0\t4\tAna Lund\tPER\tPROP"]
REFERENTS = ["COREF\tT1\tTom-1", "COREF\tT2\tAna-2", "MENTION\tT3\t0\t6\t0\t6\tHe\tPER\tPRON", "COREF\tT3\tTom-1"]


def test_what_right_antecedents_share_gains_weight() -> None:
    examples = [Example("pronoun", [["nobody"], ["back=0"], ["back=4"]], [0.0, 1.0, 0.0], 1.0)] * 20
    weights = fit(examples, Recipe(variance=0.2, min_rows=5))
    assert weights["back=0"] > 0 > weights["back=4"]


def test_right_is_who_has_the_speakers_name_and_nobody_if_no_candidate_has(nlp: Language) -> None:
    text = "Tom Reyes met Ana Lund. He said that it rained. He said that it snowed."
    said = [(24, 26, 32, 46, "Tom Reyes"), (48, 50, 56, 70, "Bo Ek")]
    gold = GoldDocument(
        "port", text, tuple(GoldAttribution(((c, d),), source=((a, b),), speaker=name) for a, b, c, d, name in said)
    )
    first, second = examples_of(document_of(text, nlp), judge_sources(gold), load_models())
    assert (first.right[0], max(first.right), second.right[0]) == (0, 1, 1)


def test_right_is_who_is_mentioned_as_the_descriptions_referent(nlp: Language) -> None:
    """People together by a mention around them; what the gold does not mention is left out."""
    text = "Tom Reyes and Ana Lund met. A rower fell. Lund said that it rained. The trader said no. They left."
    found = [(0, 9, "tom"), (14, 22, "ana"), (0, 22, "both"), (42, 46, "ana"), (68, 78, "ana"), (88, 92, "both")]
    gold = GoldMentions("port", text, tuple(((start, end), label) for start, end, label in found))
    description, plural = examples_of(document_of(text, nlp), judge_mentions(gold), load_models())
    assert (description.model, plural.model) == ("description", "plural")
    assert "named=True" in description.features[description.right.index(1.0)]
    assert "fit=together" in plural.features[plural.right.index(1.0)]


@pytest.mark.slow
@pytest.mark.model
def test_the_command_writes_the_same_file_each_time(tmp_path: Path) -> None:
    """Through the command line, as a maintainer does it."""
    for number in range(6):
        excerpt = tmp_path / "litbank" / "coref" / f"{number}_brat.txt"
        excerpt.parent.mkdir(parents=True, exist_ok=True)
        excerpt.write_text(TEXT, encoding="utf8")
        excerpt.with_suffix(".ann").write_text("\n".join(MENTIONS + REFERENTS), encoding="utf8")
    gum = tmp_path / "gum.jsonl"
    marked = {"mentions": [[0, 9, "1", "person"], [24, 26, "1", "person"]], "quotes": []}
    gum.write_text(json.dumps({"id": "port", "genre": "news", "text": "Tom Reyes met Ana Lund. He left."} | marked))
    passages = tmp_path / "passages"
    passages.mkdir()
    (passages / "port.txt").write_text("{s1:Ana Lund} {q1:said} {c1/indirect:that it rained}.", encoding="utf8")
    files = [tmp_path / "first.tsv", tmp_path / "second.tsv"]
    command = ["train", "coreference", "--corpus", "litbank", str(tmp_path / "litbank")]
    command += ["--corpus", "gum", str(gum), "--corpus", "passages", str(passages)]
    for file in files:
        said = CliRunner().invoke(app, [*command, "-o", str(file)])
        assert said.exit_code == 0, said.output
    assert files[0].read_bytes() == files[1].read_bytes()
    assert "\npronoun\t" in files[0].read_text(encoding="utf8")
