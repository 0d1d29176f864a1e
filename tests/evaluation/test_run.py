"""From corpus and predictions to a report, as JSON, as a page and on a terminal."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from evaluation_samples import DOCUMENT, PREDICTED, TEXT, at, extractions, litbank, pdnc, polnear, write
from rich.console import Console
from typer.testing import CliRunner

from quoteattr.assembly.extraction import Extraction
from quoteattr.cli.app import app
from quoteattr.errors import InputError
from quoteattr.evaluation.corpora.corrected import asked_in
from quoteattr.evaluation.corpora.gold import GoldAttribution, GoldDocument, Prediction, named
from quoteattr.evaluation.corpora.readers import read_litbank, read_pdnc
from quoteattr.evaluation.gold_attributions import run_given
from quoteattr.evaluation.report.by_corpus import news_report
from quoteattr.evaluation.report.page import as_html, pieces
from quoteattr.evaluation.report.report import Mistake, Report, as_json, shown, side
from quoteattr.evaluation.report.terminal import print_report
from quoteattr.evaluation.run import run
from quoteattr.evaluation.scores.matching import compare
from quoteattr.records import Speaker
from quoteattr.settings import Settings


@pytest.fixture
def news(tmp_path: Path) -> Report:
    """The sample article, its predictions from a file, and its speakers."""
    predictions = extractions(tmp_path / "predictions.jsonl", DOCUMENT, PREDICTED)
    speakers = write(tmp_path / "speakers.json", '{"tolls": {"0": {"entity": "Ana Ruiz", "form": "name"}}}')
    return run("polnear", polnear(tmp_path), predictions=predictions, speakers=speakers)


def test_a_file_of_extractions_scores_as_its_quotations(news: Report) -> None:
    """Content, cue, source, speaker and confidence come through the records unharmed."""
    direct = news_report("PolNeAR dev", news.system, [compare(DOCUMENT, PREDICTED)])
    assert news.table("scores") == direct.table("scores")
    assert news.table("calibration: content") == direct.table("calibration: content")
    assert news.table("speakers").rows[0][:4] == ("name", 1, 100.0, 100.0)
    assert news.system.endswith("predictions.jsonl, 1 of 1 documents")
    with pytest.raises(KeyError):
        news.table("nothing")


def test_how_sure_the_names_are_is_told_beside_how_many_are_right(tmp_path: Path) -> None:
    """Of what the gold has too; nobody is sure of a speaker without a name."""
    speakers = write(
        tmp_path / "speakers.json",
        '{"tolls": {"0": {"entity": "Bo Ek", "form": "name"}, "2": {"entity": null, "form": "nominal"}}}',
    )
    said = replace(PREDICTED[0], speaker_confidence=0.95)
    predictions = extractions(tmp_path / "predictions.jsonl", DOCUMENT, (said, *PREDICTED[1:]))
    report = run("polnear", polnear(tmp_path), predictions=predictions, speakers=speakers)
    assert report.table("calibration: speaker").rows == (("0.9-1.0", 1, 95.0, 0.0),)
    assert report.table("calibration: speaker").note == "Expected calibration error: 0.950"


@pytest.mark.model
def test_without_a_file_the_extractor_is_scored(tmp_path: Path) -> None:
    """The direct quotation of the sample is one that any pipeline gets right."""
    report = run("polnear", polnear(tmp_path))
    scores = {row[:2]: row for row in report.table("scores").rows}
    assert scores["direct", "content"][3] == 100.0
    assert re.fullmatch(r"quoteattr with [\w.-]+, 1 of 1 documents", report.system)


@pytest.mark.model
def test_speakers_of_gold_attributions(tmp_path: Path) -> None:
    """Every attribution is found as it is; the name said at the quotation is the speaker's."""
    speakers = write(
        tmp_path / "speakers.json",
        '{"tolls": {"0": {"entity": "Ana Ruiz", "form": "name"}, "2": {"entity": null, "form": "nominal"}}}',
    )
    report = run_given(polnear(tmp_path), speakers)
    assert [row[:4] for row in report.table("speakers").rows] == [
        ("name", 1, 100.0, 100.0),
        ("unnamed", 1, 100.0, 100.0),
        ("named", 1, 100.0, 100.0),
        ("all", 2, 100.0, 100.0),
    ]
    assert [table.name for table in report.tables] == ["speakers", "mistakes"]
    assert "gold attributions" in report.system


@pytest.mark.model
def test_command_writes_a_report(tmp_path: Path) -> None:
    predictions = extractions(tmp_path / "predictions.jsonl", DOCUMENT, PREDICTED)
    command = ["evaluate", "--corpus", "polnear", str(polnear(tmp_path)), "--report", "json"]
    result = CliRunner().invoke(app, [*command, "--predictions", str(predictions)])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["tables"]["scores"][0]["gold"] == 3
    result = CliRunner().invoke(app, ["evaluate", "--corpus", "polnear", str(tmp_path), "--gold-attributions"])
    assert result.exit_code == 2
    assert "needs PolNeAR and --speakers FILE" in result.output


def test_a_group_is_scored_by_the_first_of_it_who_is_named() -> None:
    crowd = Speaker(id="s1", name="the crowd", named=False)
    ana = Speaker(id="s2", name="Ana Ruiz", named=True)
    both = Speaker(id="s3", name="the crowd and Ana Ruiz", named=True, kind="group", members=("s1", "s2"))
    assert named(both, [crowd, ana, both]) == ("Ana Ruiz", "s3")
    assert named(ana, [crowd, ana, both]) == ("Ana Ruiz", "s2")
    assert named(crowd, [crowd, ana, both]) == (None, "s1")
    assert named(None, [crowd]) == (None, None)


def test_documents_without_predictions(tmp_path: Path) -> None:
    """News counts them as missed; novels leave them out."""
    base = polnear(tmp_path) / "data" / "dev"
    write(base / "text" / "zoo.txt", TEXT)
    write(base / "attributions" / "zoo_1a2b.ann", (base / "attributions" / "tolls_1a2b.ann").read_text())
    predictions = extractions(tmp_path / "predictions.jsonl", DOCUMENT, PREDICTED)
    report = run("polnear", tmp_path, predictions=predictions)
    assert report.table("scores").rows[0][-2:] == (6, 3)
    assert "1 of 2 documents" in report.system
    (novel,) = read_pdnc(pdnc(tmp_path / "pdnc"))
    other = tmp_path / "pdnc" / "data" / "Another"
    for name in ("novel_text.txt", "character_info.csv", "quotation_info.csv"):
        write(other / name, (tmp_path / "pdnc" / "data" / "TheHarbour" / name).read_text())
    said = Prediction(at("Is it far?", text=novel.text), speaker="Tom", speaker_id="s1", speaker_confidence=0.8)
    report = run("pdnc", tmp_path / "pdnc", predictions=extractions(predictions, novel, (said,)))
    assert list(map(shown, report.table("speakers").rows[-1][:4])) == ["all", "3", "33.3", "33.3"]
    assert [row[0] for row in report.table("documents").rows] == ["TheHarbour", "mean of documents"]
    assert report.table("calibration: speaker").rows == (("0.8-0.9", 1, 80.0, 100.0),)


def test_litbank_scores_clusters(tmp_path: Path) -> None:
    (excerpt,) = read_litbank(litbank(tmp_path))
    said = Prediction(at("“ Is it far ? ”", text=excerpt.text), speaker_id="s1")
    report = run("litbank", tmp_path, predictions=extractions(tmp_path / "p.jsonl", excerpt, (said,)))
    # recall 1/2 of 3 quotations: Tom's other one was not found; precision 1 of the one given
    assert list(map(shown, report.table("speaker clusters").rows[0][1:3])) == ["100.0", "16.7"]
    assert list(map(shown, report.table("quotations").rows[0][1:3])) == ["100.0", "33.3"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", r"p.jsonl:2: is no extraction: .*; write it with `quoteattr extract`"),
        ('{"id": "tolls", "text": "x", "model": "m"}', r"p.jsonl:2: not the text of tolls; extract from"),
        ('{"id": "other", "text": "x", "model": "m"}', r"p.jsonl: no extraction has the id .* 'tolls'; give"),
        ('{"text": "x", "model": "m"}', r"p.jsonl: no extraction has the id"),
    ],
)
def test_unusable_predictions_are_named(tmp_path: Path, line: str, message: str) -> None:
    predictions = write(tmp_path / "p.jsonl", f"\n{line}\n")
    with pytest.raises(InputError, match=message):
        run("polnear", polnear(tmp_path), predictions=predictions)


def test_missing_predictions_and_other_speakers_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"p.jsonl: no such file or directory; check the path"):
        run("polnear", polnear(tmp_path), predictions=tmp_path / "p.jsonl")
    speakers = write(tmp_path / "speakers.json", '{"other": {}}')
    with pytest.raises(InputError, match=r"speakers.json: no document to evaluate is in it; choose the split"):
        run("polnear", tmp_path, predictions=tmp_path / "p.jsonl", speakers=speakers)


def test_json_holds_all_figures_and_mistakes(news: Report) -> None:
    value = json.loads(as_json(news))
    first = {"kind": "all", "measure": "content", "precision": 66.667, "recall": 66.667, "F1": 66.667}
    assert value["tables"]["scores"][0] == first | {"gold": 3, "predicted": 3}
    assert value["notes"]["calibration: content"].startswith("Expected calibration error: ")
    mistake = value["mistakes"][0]
    assert (mistake["class"], mistake["document"], mistake["predicted"]) == ("missed cue", "tolls", None)
    ((start, end),) = mistake["gold"]["content"]["spans"]
    assert TEXT[start:end] == mistake["gold"]["content"]["text"] == 'that "nobody" paid'
    assert mistake["gold"]["kind"] == "mixed"
    spurious = value["mistakes"][-1]
    assert (spurious["class"], spurious["gold"], spurious["predicted"]["rule"]) == ("spurious", None, "noun")


def test_page_is_self_contained_and_escaped() -> None:
    """Words of the corpus cannot become markup, and nothing is fetched or run."""
    text = 'The <script>alert("x")</script> & Co said <b>no</b>.'
    gold = GoldAttribution(at("<b>no</b>", text=text), at("said", text=text), at("Co", text=text))
    document = GoldDocument("<i>one</i>", text, (gold,))
    page = as_html(news_report("<u>", "<s>", [compare(document, [])]))
    assert not re.search(r"<(script|b|i|u|s|link|img)\b|https?:|\bon\w+=", page)
    assert "&lt;script&gt;" in page
    assert '<mark class="content">&lt;b&gt;no&lt;/b&gt;</mark>' in page
    assert '<mark class="cue">said</mark>' in page


def test_pieces_join_to_the_context() -> None:
    gold = GoldAttribution(((12, 20), (22, 30)), cue=((18, 20),), source=((5, 11),))
    mistake = Mistake("x", "tolls", 10, TEXT[10:28], gold, None)
    cut = list(pieces(mistake, gold))
    assert "".join(piece.text for piece in cut) == mistake.context
    assert [(len(piece.text), piece.parts) for piece in cut] == [
        (1, "source"),
        (1, ""),
        (6, "content"),
        (2, "content cue"),
        (2, ""),
        (6, "content"),
    ]


def test_sides_join_what_is_discontinuous() -> None:
    gold = GoldAttribution(at("The bridge", "is safe"), speaker="Ana Ruiz")
    words = side(Mistake("x", "tolls", 0, TEXT, gold, None), gold)
    assert (words.content, words.cue, words.speaker) == ("The bridge … is safe", "", "Ana Ruiz")
    assert side(Mistake("x", "tolls", 0, TEXT, gold, None), None).content == ""


def test_terminal_shows_figures_and_some_mistakes(news: Report) -> None:
    output = io.StringIO()
    print_report(news, Console(file=output, width=150), examples=1)
    page = output.getvalue()
    assert re.search(r"all\W+content\W+66\.7\W+66\.7\W+66\.7\W+3\W+3", page)
    assert "gold      [The mayor] | thinks | the tolls will rise next year" in page
    assert "predicted [] | thinks | the tolls will rise" in page
    assert "predicted nothing" in page
    quiet = io.StringIO()
    print_report(news, Console(file=quiet, width=150), examples=0)
    assert quiet.getvalue().count("missed cue") == 1  # in the table of mistakes alone


def test_terminal_cuts_long_tables_and_takes_no_markup() -> None:
    documents = [GoldDocument(f"[bold]{k}", TEXT, ()) for k in range(40)]
    report = news_report("corpus", "system", [compare(document, []) for document in documents])
    output = io.StringIO()
    print_report(report, Console(file=output, width=150))
    assert "[bold]0" in output.getvalue()
    assert re.search(r"10 more rows in the\s+JSON and HTML reports.", output.getvalue())


@pytest.mark.model
def test_a_cast_is_given_from_the_gold_list(tmp_path: Path) -> None:
    """The corpus's lists of names and genders are known people, and its report says so."""
    story = Settings(acts="all", profile="fiction")
    alone = run("pdnc", pdnc(tmp_path), settings=story)
    helped = run("pdnc", pdnc(tmp_path), settings=story, cast=True)
    assert helped.system.endswith(", 1 of 1 documents")
    assert "each with its gold list of characters" in helped.system
    assert "gold list" not in alone.system
    speakers = {str(row[0]): row for row in helped.table("speakers").rows}
    assert speakers["Explicit"][3] == 100.0
    (novel,) = read_pdnc(pdnc(tmp_path))
    assert [(p.name, p.aliases, p.gender) for p in novel.cast] == [
        ("Thomas Hale", ("Tom",), "male"),
        ("Captain Brook", ("the captain",), "male"),
    ]


def test_a_cast_is_of_novels_alone(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["evaluate", "--corpus", "polnear", str(polnear(tmp_path)), "--cast"])
    assert result.exit_code == 2
    assert "--cast needs PDNC" in result.output


@pytest.mark.model
@pytest.mark.parametrize("asked", [(), ("--kinds", "direct"), ("--acts", "all", "--kinds", "direct,indirect,reported")])
def test_what_was_extracted_is_right_beside_itself(tmp_path: Path, asked: tuple[str, ...]) -> None:
    """Colons are cues like others, and nothing is scored that was not asked for."""
    text = tmp_path / "calls.txt"
    text.write_text(
        ">> HOST: Did it rain?\n>> ANA LUND: It did. I hoped that it would. Tom spoke of the flood.\n>> HOST: I see.\n"
        ">> All day.\n",
        encoding="utf-8",
    )
    found, report = tmp_path / "found.jsonl", tmp_path / "report.json"
    assert CliRunner().invoke(app, ["extract", str(text), *asked, "-o", str(found)]).exit_code == 0
    command = ["evaluate", "--corpus", "jsonl", str(found), "--report", "json", "-o", str(report)]
    assert CliRunner().invoke(app, command).exit_code == 0
    rows = json.loads(report.read_text(encoding="utf-8"))["tables"]["scores"]
    whole = [row for row in rows if row["kind"] == "all" and row["F1"] is not None]
    assert {row["F1"] for row in whole} == {100.0}


def test_what_extractions_were_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "found.jsonl"

    def asked(*settings: Settings | None) -> tuple[list[str], list[str]]:
        lines = (Extraction(text=TEXT, model="none", settings=each).model_dump_json() for each in settings)
        path.write_text("\n".join(lines), encoding="utf-8")
        return asked_in(path)

    assert asked(Settings(kinds={"direct"})) == (["direct"], ["speech"])
    assert asked(Settings(kinds={"direct"}), Settings(kinds={"mixed"}, acts={"thought"})) == (
        ["direct", "mixed"],
        ["speech", "thought"],
    )
    assert asked(Settings(acts="all")) == (["direct", "indirect", "mixed"], ["all"])
    assert asked(Settings(), None) == (["direct", "indirect", "mixed", "reported"], ["all"])
