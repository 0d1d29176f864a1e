"""Extractions from file to file: every format by its name, and annotations back; nothing is extracted anew."""

from __future__ import annotations

import codecs
import csv
import json
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
import spacy
from command_line import SAID, StandIn, call, extractions, write
from samples import sample
from spacy.tokens import DocBin

from quoteattr.assembly.corrections import drop, rename
from quoteattr.cli.formats import FILES, FOLDERS
from quoteattr.cli.options import ConvertName
from quoteattr.integrations.arrow import from_arrow

CORRECTED = sample().model_copy(update={"meta": {"outlet": "Post"}})


@pytest.fixture
def found(tmp_path: Path) -> Path:
    """Two extractions, as somebody corrected them: the stand-in for the extractor would find nothing of it."""
    path = tmp_path / "found.jsonl"
    other = CORRECTED.model_copy(update={"id": "again"})
    path.write_text(f"{CORRECTED.model_dump_json()}\n{other.model_dump_json()}\n", encoding="utf-8")
    return path


def table(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig" if path.suffix == ".csv" else "utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def test_tables_by_their_suffixes(found: Path, tmp_path: Path, made: list[StandIn]) -> None:
    for suffix in ("csv", "tsv", "xlsx", "parquet", "jsonl", "json"):
        assert call("convert", found, "-o", tmp_path / f"x.{suffix}").exit_code == 0
    rows = table(tmp_path / "x.csv")
    assert len(rows) == 14
    assert (rows[0]["speaker"], rows[0]["meta_outlet"], rows[7]["document"]) == ("Ana Sólyom", "Post", "again")
    assert rows[0]["verbatim"] == "The bridge \U0001f309 is safe, and it will open in June."
    assert table(tmp_path / "x.tsv", "\t") == rows
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == ["Quotations", "Speakers"]
    head, first = list(book["Quotations"].values)[:2]
    assert dict(zip(head, first, strict=True))["text"] == CORRECTED.quotes[0].text
    assert next(from_arrow(pq.read_table(tmp_path / "x.parquet"))) == CORRECTED
    assert extractions((tmp_path / "x.jsonl").read_text(encoding="utf-8"))[0] == CORRECTED
    assert len(json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))) == 2
    assert made == []  # no extractor


def test_extract_writes_what_the_suffix_says(tmp_path: Path) -> None:
    texts = write(tmp_path / "r.jsonl", {"id": "a", "text": SAID, "date": "2026-01-03"}, {"id": "b", "text": SAID})
    assert call("extract", texts, "-o", tmp_path / "x.csv", "--context", "paragraph").exit_code == 0
    rows = table(tmp_path / "x.csv")
    assert [(row["document"], row["after"], row["meta_date"]) for row in rows] == [
        ("a", "said Mira Oduya.", "2026-01-03"), ("b", "said Mira Oduya.", ""),
    ]  # fmt: skip
    assert call("extract", texts, "-o", tmp_path / "people.csv", "--speakers").exit_code == 0
    (person, _) = table(tmp_path / "people.csv")
    assert [person[key] for key in ("name", "roles", "quotations", "words")] == ["Mira Oduya", "plumber", "1", "2"]
    assert call("extract", "-o", tmp_path / "x.html", stdin=SAID).exit_code == 0
    assert (tmp_path / "x.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert call("extract", "-f", "csv", stdin=SAID).stdout.startswith("document,id,kind,text,")


@pytest.mark.parametrize("command", ["extract", "convert", "render"])
@pytest.mark.parametrize("name", ["x.pdf", "x.docx", "x.xls"])
def test_an_unknown_suffix_is_refused(found: Path, tmp_path: Path, command: str, name: str) -> None:
    result = call(command, found, "-o", tmp_path / name)
    assert result.exit_code == 2
    assert Path(name).suffix in result.stderr
    assert not (tmp_path / name).exists()


def test_spreadsheets_know_csv_for_utf8(found: Path, tmp_path: Path) -> None:
    """By its byte order mark, which Excel needs, our own reading takes off, and nothing else that is written has."""
    for name in ("q.csv", "talk.csv", "x.tsv", "x.jsonl", "x.json", "x.html"):
        format = ("--to", "conversations") if name == "talk.csv" else ()
        one = write(tmp_path / "one.jsonl", json.loads(CORRECTED.model_dump_json()))
        assert call("convert", one, *format, "-o", tmp_path / name).exit_code == 0
        begins = (tmp_path / name).read_bytes().startswith(codecs.BOM_UTF8)
        assert begins == name.endswith(".csv")
    assert call("people", found, "-o", tmp_path / "people.csv").exit_code == 0
    assert (tmp_path / "people.csv").read_bytes().startswith(codecs.BOM_UTF8)
    assert call("convert", found, "--to", "csv").stdout.startswith("document,")
    again = extractions(call("extract", tmp_path / "q.csv", "--id-key", "document").stdout)
    assert {each.id for each in again} == {CORRECTED.id}


def test_words_stay_words_in_csv(tmp_path: Path) -> None:
    """To the letter, whatever a spreadsheet takes for a formula."""
    quotes = [
        {"id": f"q{k}", "kind": "direct", "content": [span], "text": span["text"], "confidence": 1, "rule": "r"}
        for k, span in enumerate(({"start": 0, "end": 4, "text": "=1+1"}, {"start": 5, "end": 9, "text": "@ana"}))
    ]
    path = write(tmp_path / "f.jsonl", {"id": "a", "text": "=1+1 @ana", "model": "m", "speakers": [], "quotes": quotes})
    assert call("convert", path, "-o", tmp_path / "x.csv").exit_code == 0
    assert [row["text"] for row in table(tmp_path / "x.csv")] == ["=1+1", "@ana"]


def test_words_stay_words_in_excel(tmp_path: Path) -> None:
    """A formula would run, a number lose its noughts, a long quotation the file."""
    text = '"' + "=1+1 " * 10_000 + '" 007'
    spans = [{"start": 1, "end": 5, "text": "=1+1"}, {"start": 0, "end": 50_002, "text": text[:50_002]}]
    quotes = [
        {"id": f"q{k}", "kind": "direct", "content": [span], "text": span["text"], "confidence": 1, "rule": "r"}
        for k, span in enumerate(spans)
    ]
    path = write(tmp_path / "f.jsonl", {"id": "007", "text": text, "model": "m", "speakers": [], "quotes": quotes})
    assert call("convert", path, "-o", tmp_path / "x.xlsx").exit_code == 0
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["Quotations"]
    _, first, second = sheet.values
    assert (first[0], first[3]) == ("007", "=1+1")
    assert sheet["D2"].data_type == "s"
    assert str(second[3]).endswith("…")


@pytest.mark.parametrize("name", ["brat", "uima", "label-studio"])
def test_annotations_go_out_and_come_back(found: Path, tmp_path: Path, name: str) -> None:
    assert call("convert", found, "--to", name, "-o", tmp_path / "out").exit_code == 0
    back = tmp_path / "back.jsonl"
    result = call("convert", "--from", name, tmp_path / "out", "-o", back)
    assert (result.exit_code, result.stdout) == (0, "")
    one, two = extractions(back.read_text(encoding="utf-8"))
    assert one.text == two.text == CORRECTED.text
    assert sorted(quote.text for quote in one.quotes) == sorted(quote.text for quote in CORRECTED.quotes)


def test_what_a_person_changed_in_brat_is_what_comes_back(found: Path, tmp_path: Path) -> None:
    call("convert", found, "--to", "brat", "-o", tmp_path / "out")
    assert (tmp_path / "out" / "annotation.conf").is_file()
    file = tmp_path / "out" / "0001-bridge.ann"
    file.write_text(file.read_text(encoding="utf-8").replace("Tom Okafor\n", "Tomas Okafor\n"), encoding="utf-8")
    (first, _) = extractions(call("convert", "--from", "brat", tmp_path / "out", "--to", "jsonl").stdout)
    assert "Tomas Okafor" in [speaker.name for speaker in first.speakers]


def test_every_other_format_is_written(found: Path, tmp_path: Path) -> None:
    files = {
        "tei": "0001-bridge.xml", "web-annotation": "0001-bridge.jsonld", "booknlp": "0002-again.quotes",
        "script": "0001-bridge.txt",
    }  # fmt: skip
    for name, file in files.items():
        assert call("convert", found, "--to", name, "-o", tmp_path / name).exit_code == 0
        assert "safe" in (tmp_path / name / file).read_text(encoding="utf-8")
    one = tmp_path / "one.jsonl"
    one.write_text(f"{CORRECTED.model_dump_json()}\n", encoding="utf-8")
    assert call("convert", one, "--to", "tei", "-o", tmp_path / "x.xml").exit_code == 0
    assert (tmp_path / "x.xml").read_text(encoding="utf-8").startswith("<?xml")
    for source, name in ((one, "x.csv"), (found, "x.xml")):
        assert call("convert", source, "--to", "tei", "-o", tmp_path / name).exit_code == 1
    for name in ("doccano", "prodigy"):
        assert call("convert", found, "--to", name, "-o", tmp_path / name).exit_code == 0
        assert len((tmp_path / name).read_text(encoding="utf-8").splitlines()) == 2
    assert call("convert", found, "--to", "docbin", "-o", tmp_path / "x.spacy").exit_code == 0
    docs = list(DocBin().from_disk(tmp_path / "x.spacy").get_docs(spacy.blank("en").vocab))
    assert docs[0].text == CORRECTED.text


def test_every_name_is_a_format() -> None:
    assert {each.value for each in ConvertName} == {*FILES, *FOLDERS, "json", "jsonl", "html"}


def test_pages_show_extractions_as_they_are(found: Path, tmp_path: Path, made: list[StandIn]) -> None:
    assert call("render", found, "-o", tmp_path / "pages").exit_code == 0
    assert "Tom Okafor" in (tmp_path / "pages" / "0001-bridge.html").read_text(encoding="utf-8")
    assert made == []
    text = tmp_path / "leak.txt"
    text.write_text(SAID, encoding="utf-8")
    assert call("render", found, text, "-o", tmp_path / "more").exit_code == 0
    assert len(made) == 1
    assert [p.name for p in sorted((tmp_path / "more").iterdir())][2] == "0003-leak.html"


def test_corrections_go_through_every_command(tmp_path: Path, made: list[StandIn]) -> None:
    """What was corrected is what is reviewed again, rendered and converted: nothing is extracted anew."""
    corrected = rename(drop(CORRECTED, "q7"), "s2", "Thomas Okafor")
    path = tmp_path / "corrected.jsonl"
    path.write_text(f"{corrected.model_dump_json()}\n", encoding="utf-8")
    for command, name in (("review", "r.html"), ("render", "p.html"), ("convert", "x.csv")):
        result = call(command, path, "-o", tmp_path / name)
        assert result.stderr == f"6 quotations by 5 speakers in 1 text, written to {tmp_path / name}\n"
        assert "Thomas Okafor" in (tmp_path / name).read_text(encoding="utf-8")
    assert made == []


def test_many_documents_are_reviewed_on_one_page(found: Path, tmp_path: Path) -> None:
    assert call("review", found, "-o", tmp_path / "x.html").exit_code == 0
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert call("review", found).stdout == page
    data = json.loads(page.partition('id="data">')[2].partition("</script>")[0])
    assert [json.loads(each["made"])["id"] for each in data["documents"]] == ["bridge.txt", "again"]


@pytest.mark.parametrize("name", ["x.jsonl", "pages", "x.pdf"])
def test_what_is_reviewed_is_one_page(found: Path, tmp_path: Path, name: str) -> None:
    result = call("review", found, "-o", tmp_path / name)
    assert result.exit_code == 2
    assert name in result.stderr.replace("\n", "")


def test_what_is_no_extraction_is_told(tmp_path: Path) -> None:
    bad = json.loads(CORRECTED.model_dump_json()) | {"speakers": []}
    path = write(tmp_path / "r.jsonl", {"text": SAID}, bad, json.loads(CORRECTED.model_dump_json()))
    result = call("convert", path, "--to", "jsonl")
    assert result.exit_code == 1
    assert len(extractions(result.stdout)) == 1
    first, second = result.stderr.splitlines()
    assert first == f"quoteattr: {path}:1: is no extraction; make one: quoteattr extract FILE -o found.jsonl"
    assert second.startswith(f"quoteattr: {path}:2: is no extraction: ")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--to", "xlsx"], 2),
        (["--to", "brat"], 1),
        (["--to", "html", "--context", "sentence"], 2),
        (["--from", "brat"], 1),
        (["--from", "label-studio"], 1),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(found: Path, arguments: list[str], code: int) -> None:
    result = call("convert", found, *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr


def test_a_folder_without_annotations_is_told(tmp_path: Path) -> None:
    result = call("convert", "--from", "uima", tmp_path, "-o", tmp_path / "x.jsonl")
    assert result.stderr == f"quoteattr: {tmp_path}: holds no .xmi file; give the folder that uima exported\n"
