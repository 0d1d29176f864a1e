"""What a file is, by its content: every form that is read, each under a name that does not tell."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path

import pytest
from command_line import SAID, call, extractions
from written_files import docx_of, epub, pdf, zipped

from quoteattr.cli.input_files import find_sources, read_items
from quoteattr.cli.reading.items import Failure, Item, Keys

PAGE = f"<!DOCTYPE html><html><head><title>Leak</title></head><body><p>{SAID}</p></body></html>"
MAIL = f"From: Ana Berg <ana@example.org>\r\nSubject: Leak\r\nMessage-ID: <1@example.org>\r\n\r\n{SAID}\r\n"
MAILBOX = f"From ana@example.org Mon Mar  3 10:00:00 2025\nFrom: Ana Berg <ana@example.org>\n\n{SAID}\n"
CAPTIONS = f"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Mira>{SAID}\n"
SUBTITLES = f"1\n00:00:01,000 --> 00:00:04,000\n{SAID}\n"
RTF = r"{\rtf1\ansi\ansicpg1252 \'93It leaks,\'94 said Mira Oduya.\par She left.}"
DOUBLED = SAID.replace('"', '""')

FORMS = {
    "text": (SAID.encode(), SAID),
    "text in UTF-16": (SAID.encode("utf-16"), SAID),
    "text in Windows-1252": ("“Ça leaks,” said Zoë.".encode("cp1252"), "“Ça leaks,” said Zoë."),
    "gzip": (gzip.compress(SAID.encode()), SAID),
    "captions": (CAPTIONS.encode(), CAPTIONS),
    "subtitles": (SUBTITLES.encode(), SUBTITLES),
    "page": (PAGE.encode(), SAID),
    "page in UTF-16": (PAGE.encode("utf-16"), SAID),
    "page of XHTML": (f'<?xml version="1.0"?>\n<!-- a --><!-- b -->\n{PAGE}'.encode(), SAID),
    "piece of a page": (f"<p>{SAID}</p>".encode(), SAID),
    "docx": (docx_of(SAID, "She left."), f"{SAID}\n\nShe left."),
    "epub": (epub(PAGE, "<html><body><p>She left.</p></body></html>"), f"{SAID}\n\nShe left."),
    "PDF": (pdf([SAID, "She left."]), f"{SAID}\nShe left."),
    "RTF": (RTF.encode(), "“It leaks,” said Mira Oduya.\n\nShe left."),
    "mail": (MAIL.encode(), f"From: Ana Berg <ana@example.org>\nSubject: Leak\n\n{SAID}\n"),
    "mailbox": (MAILBOX.encode(), f"From: Ana Berg <ana@example.org>\n\n{SAID}\n"),
    "JSON lines": (json.dumps({"text": SAID}).encode(), SAID),
    "JSON object": (json.dumps({"text": SAID}, indent=1).encode(), SAID),
    "JSON array": (json.dumps([{"text": SAID}], indent=1).encode(), SAID),
    "CSV": (f'id,text\n1,"{DOUBLED}"\n'.encode(), SAID),
    "CSV with semicolons": (f'id;text\n1;"{DOUBLED}"\n'.encode(), SAID),
    "TSV": (f'text\tid\n"{DOUBLED}"\t1\n'.encode(), SAID),
}


@pytest.fixture(autouse=True)
def _libraries() -> None:
    for package in ("bs4", "docx", "pypdf", "striprtf"):
        pytest.importorskip(package)


def read(path: Path, data: bytes, keys: Keys | None = None) -> list[Item | Failure]:
    path.write_bytes(data)
    items = read_items(find_sources([str(path)]), keys)
    return [item for item in items if isinstance(item, Item | Failure)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["file", "file.txt"])
def test_form_is_known_by_its_content(tmp_path: Path, form: str, name: str) -> None:
    data, text = FORMS[form]
    (item,) = read(tmp_path / name, data)
    assert isinstance(item, Item), item
    assert item.text == text


@pytest.mark.parametrize("form", FORMS)
def test_standard_input_is_known_by_its_content(form: str) -> None:
    data, text = FORMS[form]
    (item,) = read_items(find_sources(["-"]), stdin=io.BytesIO(data))
    assert isinstance(item, Item), item
    assert item.text == text


@pytest.mark.parametrize("form", ["page", "docx", "PDF", "CSV"])
def test_offsets_are_of_the_text_in_the_extraction(tmp_path: Path, form: str) -> None:
    data, text = FORMS[form]
    (tmp_path / "file").write_bytes(data)
    (extraction,) = extractions(call("extract", tmp_path / "file").stdout)
    assert extraction.text == text
    assert [quote.text for quote in extraction.quotes] == ['"It leaks,"']


@pytest.mark.parametrize(
    "text",
    [
        "[Music] Come in, she said.",
        "[1] She left.",
        "{sighs} It rained.",
        "From: Ana\nTo: Tom\nSubject: Rain\n\nIt rained.",  # a memo that somebody typed
        "From here on, it rained.",
        "text",
        "In brief, text matters, she said.\nIt does.",
        "<p> she wrote, and no more.",
        "<nick> It rained.",
        "The file began with %PDF-1.4.",
        "Rain: it fell.\n\nOn and on.",
    ],
)
def test_text_that_looks_like_another_form_is_text(tmp_path: Path, text: str) -> None:
    (item,) = read(tmp_path / "a.txt", text.encode())
    assert isinstance(item, Item)
    assert item.text == text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (zipped({"a.txt": "One."}), "is a zip archive; unpack it, and give its files"),
        (zipped({"content.xml": ""}), "is an OpenDocument file; save it as .docx, a table as .csv"),
        (zipped({"xl/workbook.xml": ""}), "is a workbook; save its sheet as .csv"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is of an old office program; save it as .docx, a table as .csv"),
        (b"<?xml version='1.0'?><rss><p>One.</p></rss>", "is XML, not HTML; extract its text first"),
        (docx_of(), "is a Word document without text; save it as text"),
        (pdf([]), "is a PDF without text; if its pages are pictures: ocrmypdf"),
        (b"%PDF-1.4\nbroken", "is a PDF, but damaged ("),
        (zipped({"word/document.xml": "<"}), "is a Word document, but damaged ("),
        (zipped({"META-INF/container.xml": "", "META-INF/rights.xml": ""}), "is a locked epub"),
        (b"<html><body><nav>Home</nav></body></html>", "is a page in HTML without text"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_mend(tmp_path: Path, data: bytes, says: str) -> None:
    (failure,) = read(tmp_path / "file", data)
    assert isinstance(failure, Failure)
    assert failure.message.startswith(says)
    assert "FILE" not in failure.message


@pytest.mark.parametrize(
    ("form", "module", "package"),
    [
        ("page", "bs4", "beautifulsoup4"),
        ("epub", "bs4", "beautifulsoup4"),
        ("docx", "docx", "python-docx"),
        ("PDF", "pypdf", "pypdf"),
        ("RTF", "striprtf.striprtf", "striprtf"),
    ],
)
def test_without_the_extra_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, module: str, package: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    (failure,) = read(tmp_path / "file", FORMS[form][0])
    assert isinstance(failure, Failure)
    assert failure.message.startswith("is a")
    assert f"{package} is not installed; run: pip install " in failure.message
    assert "quoteattr[files]" in failure.message
