"""Explanations: what was considered, by whose weights, in words for every feature there is."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from gold_passages import passages
from typer.testing import CliRunner

from quoteattr import QuoteExtractor, Settings
from quoteattr.cli import app as cli
from quoteattr.errors import InputError
from quoteattr.explanation.explain import explain, explain_at
from quoteattr.explanation.records import Explanation, Place
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


STORY = (
    "Clara Venn stood at the gate. Hugh Dorrit came up the lane.\n\n"
    "“You are early,” said Clara.\n\n“I was impatient,” Hugh replied.\n\n“Then you shall have tea.”\n\n“With pleasure.”"
)


def test_the_speaker_is_explained_in_reports_and_in_stories(extractor: QuoteExtractor) -> None:
    text = "Ana Sólyom met Tom Okafor. She told him that the bridge was safe. The engineer said that it was not."
    pronoun, description = explain(extractor, text)
    assert [c.text for c in pronoun.speakers if c.chosen] == ["Ana Sólyom"]
    assert [(c.text, c.chosen) for c in description.speakers] == [("the engineer", True)]
    *_, uncued = explain(QuoteExtractor(Settings(profile="fiction"), extractor.nlp), STORY)
    assert {"Clara Venn", "Hugh Dorrit"} <= {candidate.text for candidate in uncued.speakers}
    assert [c.text for c in uncued.speakers if c.chosen] == [uncued.quote.speaker and uncued.quote.speaker.name]
    assert sum(c.probability for c in uncued.speakers) <= 1.001
    assert uncued.speaker


@pytest.mark.slow
def test_explanations_agree_with_extractions_on_the_gold_passages(extractor: QuoteExtractor) -> None:
    """Each quotation is explained, and what is marked as chosen is what was extracted."""
    explained = 0
    for passage in passages():
        found = extractor.extract(passage.text).quotes
        reasons = explain(extractor, passage.text)
        assert [why.quote for why in reasons] == list(found)
        for why in reasons:
            chosen = [candidate.text for candidate in why.speakers if candidate.chosen]
            is_single = why.quote.speaker is not None and not why.quote.speaker.members
            if is_single and chosen and why.quote.speaker is not None:
                assert bare(chosen[0]) == bare(why.quote.speaker.name)
                explained += 1
    assert explained > 400


def bare(name: str) -> str:
    """A name without its article, for those described are called by the words that introduce them."""
    return " ".join(name.lower().split()).removeprefix("the ")


@pytest.mark.parametrize(
    ("text", "at", "word", "quotes", "cue", "fate"),
    [
        ("Ana Lund said it rained.", "rained", "rained", ("q1",), "said", "returned as q1"),
        ("Ana Lund said it rained.", 18, "rained", ("q1",), "said", "returned as q1"),
        (
            "Ana Lund hoped it would rain.",
            "rain",
            "rain",
            (),
            "hoped",
            "found, but its kind or act is not among those asked for: intent",
        ),
        (
            "Ana Lund criticised the plan.",
            "plan",
            "plan",
            (),
            "criticised",
            "found, but its kind or act is not among those asked for: reported",
        ),
        ("Ana Lund repaired the roof.", "roof", "roof", (), "repaired", "no cue at first sight"),
    ],
)
def test_a_place_is_explained_found_or_not(
    extractor: QuoteExtractor, text: str, at: int | str, word: str, quotes: tuple[str, ...], cue: str, fate: str
) -> None:
    place = explain_at(extractor, text, at)
    assert (place.word.text, place.quotes) == (word, quotes)
    assert place.considered[0].cue.text == cue
    assert place.considered[0].fate.startswith(fate)


def test_a_place_that_is_not_there(extractor: QuoteExtractor) -> None:
    with pytest.raises(InputError, match="does not hold the words 'snow'"):
        explain_at(extractor, "It rained.", "snow")
    with pytest.raises(InputError, match="does not hold the words ''; give words as they stand"):
        explain_at(extractor, "It rained.", "")
    for offset in (2, -1, 99):
        with pytest.raises(InputError, match=f"has no word at offset {offset}; give an offset inside one, 0 to 9"):
            explain_at(extractor, "It rained.", offset)
    assert explain_at(extractor, "Rain.", "Rain").considered == ()


def test_command_explains_a_place(tmp_path: Path) -> None:
    path = tmp_path / "bridge.txt"
    path.write_text(TEXT, encoding="utf-8")
    shown = CliRunner().invoke(cli.app, ["extract", str(path), "-f", "table", "--explain", "@1"])
    assert shown.exit_code == 0, shown.output
    assert "in q1" in shown.stdout
    line = CliRunner().invoke(cli.app, ["extract", str(path), "-f", "jsonl", "--explain", "on Monday"]).stdout
    assert Place.model_validate(json.loads(line)).quotes == ()


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
    for format in ("json", "csv", "html"):
        wrong = CliRunner().invoke(cli.app, ["extract", str(path), "-f", format, "--explain", "q1"])
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
