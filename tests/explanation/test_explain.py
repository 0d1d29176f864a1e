"""Explanations: what was considered, by whose weights, in words for every feature there is."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quoteattr import QuoteExtractor
from quoteattr.cli import app as cli
from quoteattr.errors import InputError
from quoteattr.explanation.explain import explain
from quoteattr.explanation.records import Explanation
from quoteattr.explanation.wording import load_plain_words

TEXT = (
    "“The bridge is safe,” Mayor Ana Sólyom told reporters on Monday. She said that it would open in June.\n\n"
    "“We have waited long enough.” — Tom Okafor, ferryman\n"
)


def test_candidates_and_reasons_are_those_of_the_decision(extractor: QuoteExtractor) -> None:
    direct, indirect, signed = explain(extractor, TEXT)
    assert direct.quote.text == "“The bridge is safe,”"
    for why in (direct, indirect):
        assert why.cue_probability is not None
        assert why.cue_probability > 0.5
        for candidates in (why.contents, why.sources):
            assert [c.chosen for c in candidates].count(True) == 1
            assert sorted((c.probability for c in candidates), reverse=True) == [c.probability for c in candidates]
            assert sum(c.probability for c in candidates) <= 1.001
        assert [c.text for c in why.contents if c.chosen] == [why.quote.text]
        assert [c.text for c in why.sources if c.chosen] == [why.quote.source and why.quote.source.text]
        for reasons in (why.cue, why.content, why.source, why.kept):
            assert max(reason.weight for reason in reasons) > 0
    assert (signed.cue_probability, signed.contents, signed.kept) == (None, (), ())
    assert signed.rule == "a name signed under a quotation, after a dash"


def test_one_quotation_or_those_asked_for(extractor: QuoteExtractor) -> None:
    assert [why.quote.id for why in explain(extractor, TEXT, {"q2"})] == ["q2"]
    assert [why.quote.id for why in explain(extractor, TEXT, ["q1", "q3"])] == ["q1", "q3"]
    with pytest.raises(InputError, match="has no quotation q7, x; there are: q1 to q3"):
        explain(extractor, TEXT, {"q1", "q7", "x"})
    with pytest.raises(InputError, match="there are: none"):
        explain(extractor, "The bus was late.", {"q1"})
    assert explain(extractor, "The bus was late.") == []


def test_every_weight_has_plain_words() -> None:
    words = load_plain_words("en")
    lines = (files("quoteattr") / "data" / "en" / "attribution.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t")[:2] for line in lines if not line.startswith("#")]
    told = [(model, name) for model, name in pairs if model != "first"]  # decides no quotation that is found
    dumb = {(model, name.partition("=")[0]) for model, name in told if words.feature(model, name) == name}
    assert not dumb, "put these into words in data/en/explanations.tsv"


@pytest.mark.parametrize(
    ("model", "feature", "expected"),
    [
        ("cue", "inside=True", "inside a quotation"),
        ("cue", "cue,child=say/V,ccomp", "the word “say” with a clause"),
        ("cue", "cue,word+1=say/V,,", "the word “say” before “,”"),
        ("cue", "frame=VERB,", "what it takes: nothing"),
        ("cue", "act,child=ccomp>;speech", "what belongs to it: a clause (a word of speech)"),
        ("cue", "class,child=ccomp>;state/V", "what belongs to it: a clause (a word like “state”)"),
        ("cue", "act,child=ccomp>;none", "what belongs to it: a clause"),
        ("cue", "never heard of=1", "never heard of=1"),
        ("source", "head=PRON:she", "its noun: a pronoun, “she”"),
    ],
)
def test_features_in_words(model: str, feature: str, expected: str) -> None:
    assert load_plain_words("en").feature(model, feature) == expected


@pytest.mark.slow
@pytest.mark.model
def test_command_explains_to_people_and_programs(tmp_path: Path) -> None:
    path = tmp_path / "bridge.txt"
    path.write_text(TEXT, encoding="utf-8")
    shown = CliRunner().invoke(cli.app, ["extract", str(path), "-f", "table", "--explain", "q1"])
    assert shown.exit_code == 0, shown.output
    assert "q1" in shown.stdout
    assert "Mayor Ana Sólyom" in shown.stdout
    assert "q2" not in shown.stdout
    lines = CliRunner().invoke(cli.app, ["extract", str(path), "-f", "jsonl", "--explain", "all"]).stdout.splitlines()
    assert [Explanation.model_validate(json.loads(line)).quote.id for line in lines] == ["q1", "q2", "q3"]


@pytest.mark.model
def test_command_says_what_cannot_be_explained(tmp_path: Path) -> None:
    path = tmp_path / "bridge.txt"
    path.write_text(TEXT, encoding="utf-8")
    missing = CliRunner().invoke(cli.app, ["extract", str(path), "-f", "table", "--explain", "q9"])
    assert (missing.exit_code, missing.stdout) == (1, "")
    assert missing.stderr == f"quoteattr: {path}: has no quotation q9; there are: q1 to q3\n"
    wrong = CliRunner().invoke(cli.app, ["extract", str(path), "-f", "json", "--explain", "q1"])
    assert wrong.exit_code == 2


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("complement:0:ccomp", "what follows the cue as its complement"),
        ("name inverted", "a name after the verb of saying behind the quotation"),
        ("turn-taking", "the turns of the dialogue around it"),
        ("never heard of", "never heard of"),
    ],
)
def test_rules_in_words(rule: str, expected: str) -> None:
    assert load_plain_words("en").rule(rule) == expected
