"""Several texts in a file: tables, arrays of JSON, mailboxes; a bad one costs itself alone."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from command_line import SAID, call, ids

from quoteattr.cli.input_files import find_sources, read_items
from quoteattr.cli.reading.items import Failure, Item, Keys, LeftOut
from quoteattr.cli.reading.mails import read_mail
from quoteattr.cli.reading.records import read_table


def read(path: Path, data: str, keys: Keys | None = None) -> list[Item | Failure | LeftOut]:
    path.write_bytes(data.encode())
    return list(read_items(find_sources([str(path)]), keys))


def test_rows_of_a_table_by_the_columns_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    table = 'nr,body,date\r\n7,"It fell,\r\nand fell.",Monday\r\n8, ,Tuesday\r\n9,It rained.\r\n'
    assert read(path, table, Keys("body", "nr")) == [
        Item(str(path), 3, "7", "It fell,\r\nand fell.", {"date": "Monday"}),
        Failure(str(path), 4, "'body' is empty; remove the record, or name another key: --text-key"),
        Item(str(path), 5, "9", "It rained.", {"date": ""}),
    ]


def test_long_cells_are_read(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "a.csv", f"id,text\n1,{'rain ' * 50_000}\n")
    assert isinstance(item, Item)
    assert len(item.text) == 250_000


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("nr,body\n7,One.\n", "has no column 'text' (it has nr, body); name the column of the text: --text-key"),
        ("body\nOne.\n", "has no column 'text' (it has body); name the column of the text: --text-key"),
        ("nr,text\n\n", "is empty; give a table with rows in it"),
    ],
)
def test_table_without_texts(tmp_path: Path, table: str, says: str) -> None:
    path = tmp_path / "a.csv"
    assert read(path, table) == [Failure(str(path), None, says)]


def test_table_of_one_column(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    assert read(path, "text\nOne.\nTwo.\n") == [
        Item(str(path), 2, f"{path}:2", "One."), Item(str(path), 3, f"{path}:3", "Two.")
    ]  # fmt: skip


def test_array_of_objects(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    first, second, third = read(path, '[{"text": "One.", "id": "x", "day": 1}, 3, {"txt": "Two."}]')
    assert first == Item(str(path), 1, "x", "One.", {"day": 1})
    assert str(second) == f"{path}:2: is 3, not a JSON object; write one object a line"
    assert str(third) == f"{path}:3: has no 'text' (it has txt); name the key that holds the text: --text-key"


@pytest.mark.parametrize(("data", "says"), [("[]", "is empty; give a file"), ("[1", "is not JSON (")])
def test_bad_array(tmp_path: Path, data: str, says: str) -> None:
    (failure,) = read(tmp_path / "a.json", data)
    assert isinstance(failure, Failure)
    assert failure.message.startswith(says)


@pytest.mark.parametrize("data", ["nr,body\n1,One.\n", '[{"body": "One."}]', '{"body": "One."}\n'])
def test_standard_input_by_its_key(data: str) -> None:
    (item,) = read_items(find_sources(["-"]), Keys("body"), io.BytesIO(data.encode()))
    assert isinstance(item, Item)
    assert item.text == "One."


def test_standard_input_with_a_key_is_never_one_text() -> None:
    bad, good = read_items(find_sources(["-"]), Keys("body"), io.BytesIO(b'{"body"\n{"body": "Two."}\n'))
    assert isinstance(bad, Failure)
    assert isinstance(good, Item)


MAILBOX = """From ana@example.org Mon Mar  3 10:00:00 2025
From: Ana Berg <ana@example.org>
Date: Mon, 03 Mar 2025 10:00:00 +0000

It rained.
>From noon on, it snowed.

From here, nothing is a message.

From tom@example.org Mon Mar  3 11:00:00 2025
From: Tom Rey <tom@example.org>
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: image/png

no text
--b--

From eva@example.org Mon Mar  3 12:00:00 2025
From: =?utf-8?q?Eva_B=C3=B6hm?= <eva@example.org>
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Caf=E9 is c=
losed.
--b
Content-Type: text/html

<p>Not this.</p>
--b--
"""


def test_mailbox_by_its_messages(tmp_path: Path) -> None:
    path = tmp_path / "box"
    first, second, third = read(path, MAILBOX)
    assert isinstance(first, Item)
    assert first.id == f"{path}:1"
    assert first.text.rstrip() == (
        "From: Ana Berg <ana@example.org>\nDate: Mon, 03 Mar 2025 10:00:00 +0000\n\n"
        "It rained.\nFrom noon on, it snowed.\n\nFrom here, nothing is a message."
    )
    assert first.meta == {"from": "Ana Berg <ana@example.org>", "date": "Mon, 03 Mar 2025 10:00:00 +0000"}
    assert str(second) == f"{path}:2: is a message without text; save what it holds, and give that"
    assert isinstance(third, Item)
    assert third.text.rstrip() == "From: Eva Böhm <eva@example.org>\n\nCafé is closed."


def test_mail_in_html_alone() -> None:
    pytest.importorskip("bs4")
    item = read_mail("m", b"Subject: Rain\nContent-Type: text/html; charset=cp1252\n\n<p>Caf\xe9<p>Closed")
    assert isinstance(item, Item)
    assert item.text == "Subject: Rain\n\nCafé\n\nClosed"


@pytest.mark.parametrize("charset", ["nonsense", "utf-8"])
def test_mail_in_another_encoding_than_it_says(charset: str) -> None:
    failure = read_mail("m", b"Content-Type: text/plain; charset=%s\n\nCaf\xe9" % charset.encode())
    assert isinstance(failure, Failure)


def test_what_is_left_out_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SAID)
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\0\0")
    result = call("extract", tmp_path)
    assert (result.exit_code, ids(result.stdout)) == (0, [f"{tmp_path}/a.txt"])
    assert result.stderr == f"quoteattr: {tmp_path}/photo.png: left out: binary data, not text\n"


def test_results_in_the_folder_of_the_texts_are_no_texts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SAID)
    for _ in range(2):
        assert call("extract", tmp_path, "-o", tmp_path / "found.jsonl").exit_code == 0
    assert ids((tmp_path / "found.jsonl").read_text()) == [f"{tmp_path}/a.txt"]
    (tmp_path / "found.jsonl").unlink()
    for _ in range(2):
        assert call("render", tmp_path, "-o", tmp_path / "pages").exit_code == 0
    assert len(list((tmp_path / "pages").iterdir())) == 2  # the text's, and the index


def test_the_limit_of_a_cell_is_set_back() -> None:
    usual = csv.field_size_limit()
    long = "It rained. " * (usual // 10)
    assert [item.text for item in read_table("t.csv", f"text\n{long}\n", Keys()) if isinstance(item, Item)] == [long]
    assert csv.field_size_limit() == usual
