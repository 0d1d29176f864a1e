"""`quoteattr people` from a file of extractions to tables and drawings, as one with a folder of articles would."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from command_line import StandIn, call
from many_documents import document, person

ANA, SHORT, BO = person("Ana Lund", "female", "mayor"), person("Mayor Lund", "female"), person("Bo Ek", "male")
WIRED = "The port shuts in May for nine days and nobody"


@pytest.fixture
def found(tmp_path: Path) -> Path:
    """Four documents, one of them a copy."""
    documents = [
        document("a", ANA, BO, words=WIRED, meta={"outlet": "Post", "date": "2026-01-02"}),
        document("b", ANA, BO, words=WIRED, meta={"outlet": "Gazette", "date": "2026-01-03"}),
        document("c", SHORT, None, meta={"outlet": "Post", "date": "2026-02-01"}),
        document("d", person("Lund"), meta={"outlet": "Gazette"}),
    ]
    path = tmp_path / "found.jsonl"
    path.write_text("".join(f"{each.model_dump_json()}\n" for each in documents), encoding="utf-8")
    return path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig" if path.suffix == ".csv" else "utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t" if path.suffix == ".tsv" else ","))


def test_one_table_of_people(found: Path, tmp_path: Path, made: list[StandIn]) -> None:
    result = call("people", found, "-o", tmp_path / "people.csv")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"3 people in 4 documents (copies among them: 1), written to {tmp_path / 'people.csv'}\n"
    ana, bo, other = rows(tmp_path / "people.csv")
    assert [ana[key] for key in ("id", "name", "documents", "quotations", "company")] == [
        "p1",
        "Ana Lund",
        "2",
        "2",
        "Bo Ek",
    ]
    assert (bo["name"], other["name"], other["maybe"]) == ("Bo Ek", "Lund", "p1 Ana Lund")
    assert made == []  # nothing is extracted


def test_every_table_is_the_same(found: Path, tmp_path: Path) -> None:
    for suffix in ("csv", "tsv", "xlsx", "json", "jsonl"):
        assert call("people", found, "-o", tmp_path / f"x.{suffix}", "--quiet").stderr == ""
    assert rows(tmp_path / "x.tsv") == rows(tmp_path / "x.csv")
    (head, first, *_) = openpyxl.load_workbook(tmp_path / "x.xlsx")["People"].values
    assert dict(zip(head, first, strict=True))["name"] == "Ana Lund"
    data = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert [json.loads(line) for line in (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()] == data
    assert data[0]["appearances"][2] == {"document": "c", "speaker": "s1"}


def test_people_on_a_terminal(found: Path) -> None:
    shown = call("people", found, "-f", "table").stdout
    for words in ("Ana Lund", "mayor", "female", "quotations", "p1 Ana"):
        assert words in shown
    assert call("people", found).stdout.startswith('{"id": "p1"')


def test_each_documents_speakers_with_who_they_are(found: Path, tmp_path: Path) -> None:
    call("people", found, "--speakers", "-o", tmp_path / "x.csv")
    table = rows(tmp_path / "x.csv")
    assert [(row["document"], row["speaker_id"], row["person"], row["copy_of"]) for row in table][2:5] == [
        ("b", "s1", "p1", "a"), ("b", "s2", "p2", "a"), ("c", "s1", "p1", ""),
    ]  # fmt: skip
    assert table[0]["meta_outlet"] == "Post"


def test_who_speaks_by_outlet_and_month(found: Path, tmp_path: Path) -> None:
    call("people", found, "--by", "outlet", "-o", tmp_path / "x.csv")
    women = {row["group"]: row["quotations"] for row in rows(tmp_path / "x.csv") if row["who"] == "female"}
    assert women == {"Gazette": "0", "Post": "2"}
    call("people", found, "--by", "outlet", "--copies", "-o", tmp_path / "x.csv")
    women = {row["group"]: row["quotations"] for row in rows(tmp_path / "x.csv") if row["who"] == "female"}
    assert women == {"Gazette": "1", "Post": "2"}
    assert call("people", found, "--by", "month", "-o", tmp_path / "x.svg").exit_code == 0
    drawing = (tmp_path / "x.svg").read_text(encoding="utf-8")
    assert drawing.startswith("<svg")
    assert "2026-02" in drawing
    assert '"group": "all"' in call("people", found, "--by", "all", "-f", "json").stdout


@pytest.mark.parametrize(
    "arguments", [["-o", "x.svg"], ["-f", "svg"], ["-o", "x.pdf", "--by", "month"], ["--by", "month", "--speakers"]]
)
def test_what_cannot_be_written_is_refused(found: Path, arguments: list[str]) -> None:
    result = call("people", found, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_key_that_no_document_has_is_told_with_those_there_are(found: Path, tmp_path: Path) -> None:
    result = call("people", found, "--by", "outlt", "-o", tmp_path / "x.csv")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no document has the key 'outlt'; keys are date, outlet" in result.stderr
    assert not (tmp_path / "x.csv").exists()
    assert call("people", found, "--by", "date", "-o", tmp_path / "x.csv").exit_code == 0
    (tmp_path / "bare.jsonl").write_text(document("a", person("Lund")).model_dump_json(), encoding="utf-8")
    assert "nothing came with the texts" in call("people", tmp_path / "bare.jsonl", "--by", "outlet").stderr
    assert call("people", tmp_path / "bare.jsonl", "--by", "month").exit_code == 0


def test_no_workbook_on_a_terminal_and_no_extraction_is_told(found: Path, tmp_path: Path) -> None:
    assert "name a file: -o FILE.xlsx" in call("people", found, "-f", "xlsx").stderr
    text = tmp_path / "a.txt"
    text.write_text("It rained.", encoding="utf-8")
    result = call("people", text, "-o", tmp_path / "x.csv")
    assert result.exit_code == 1
    assert "is no extraction; make one" in result.stderr


def test_nobody_in_no_documents(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    for arguments in (["-f", "table"], ["-f", "csv"], ["--by", "month", "-f", "svg"]):
        assert call("people", tmp_path / "none.jsonl", *arguments).exit_code in (0, 1)
