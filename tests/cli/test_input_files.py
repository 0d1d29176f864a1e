"""Reading: every path a user may give, and one clear failure for each thing that cannot be read."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pytest
from command_line import call

from quoteattr.cli.input_files import count_items, find_sources, read_items
from quoteattr.cli.reading.items import Failure, Item, Keys, LeftOut


def write(path: Path, data: str | bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def lines(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def read(*paths: str, keys: Keys | None = None) -> list[Item | Failure | LeftOut]:
    return list(read_items(find_sources(paths), keys))


def failure(path: str, keys: Keys | None = None) -> Failure:
    (only,) = read(path, keys=keys)
    assert isinstance(only, Failure)
    return only


def test_text_keeps_line_ends_and_loses_the_byte_order_mark(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", b"\xef\xbb\xbfOne.\r\nTwo \xe2\x80\x9cno\xe2\x80\x9d.\n")
    assert read(path) == [Item(path, None, path, "One.\r\nTwo “no”.\n")]


def test_gzipped_text_is_one_text(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt.gz", gzip.compress(b"She nodded."))
    assert read(path) == [Item(path, None, path, "She nodded.")]


def test_directory_is_its_files_by_name_at_any_depth(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.html", "a/c.TXT", "notes.md", "letter"):
        write(tmp_path / name, name)
    names = ("a/c.TXT", "a/z.html", "b.txt", "letter", "notes.md")
    assert find_sources([str(tmp_path)]) == [tmp_path / name for name in names]


def test_every_file_of_a_directory_is_read_or_named_as_left_out(tmp_path: Path) -> None:
    contents = {
        "a.txt": b"One.",
        ".git/config": b"[core]",
        ".DS_Store": b"\0\1",
        "found.jsonl": b"{}",
        "pages/index.html": b"<html>",
        "photo.jpg": b"\xff\xd8\xff\xe0\0\0",
        "old.doc": b"\xd0\xcf\x11\xe0\0",
        "sums.xlsx": b"PK\x03\x04\0\0xl/workbook.xml",
    }
    for name, data in contents.items():
        write(tmp_path / name, data)
    first, *others = find_sources([str(tmp_path)], [tmp_path / "found.jsonl", tmp_path / "pages"])
    assert first == tmp_path / "a.txt"
    assert {str(other).removeprefix(f"{tmp_path}/") for other in others if isinstance(other, LeftOut)} == {
        ".git: left out: hidden; give it by name",
        ".DS_Store: left out: hidden; give it by name",
        "found.jsonl: left out: results are written there",
        "pages: left out: results are written there",
        "photo.jpg: left out: binary data, not text",
        "old.doc: left out: of an old office program; save it as .docx",
        "sums.xlsx: left out: a workbook, a presentation or an archive",
    }
    assert len(others) == 7


@pytest.mark.skipif(os.name != "posix", reason="pipes and links as POSIX has them")
def test_pipe_in_a_directory_is_left_out_and_a_dead_link_fails(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    os.symlink(tmp_path / "gone", tmp_path / "link.txt")
    dead, pipe = read(str(tmp_path))
    assert str(dead) == f"{tmp_path}/link.txt: no such file or directory; check the path"
    assert str(pipe) == f"{tmp_path}/pipe.txt: left out: no ordinary file"


def test_address_is_told_from_a_path() -> None:
    assert str(failure("https://example.org/a")) == (
        "https://example.org/a: is an address on the web, which is never asked; "
        "save the page and give its file: curl -o page.html https://example.org/a"
    )


def test_pattern_is_what_it_matches(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        write(tmp_path / name, name)
    assert find_sources([f"{tmp_path}/*.txt"]) == [tmp_path / "a.txt", tmp_path / "b.txt"]


def test_file_whose_name_looks_like_a_pattern_is_a_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a[1].txt", "One.")
    assert read(path) == [Item(path, None, path, "One.")]


@pytest.mark.parametrize("name", ["r.jsonl", "r.jsonl.gz", "r.ndjson"])
def test_records_have_ids_or_get_their_line(tmp_path: Path, name: str) -> None:
    first, others = lines({"id": "x", "text": "One."}), lines({"text": "Two."}, {"id": 7, "text": "Three."})
    data = f"{first}\n{others}".encode()
    path = write(tmp_path / name, gzip.compress(data) if name.endswith(".gz") else data)
    assert read(path) == [
        Item(path, 1, "x", "One."),
        Item(path, 3, f"{path}:3", "Two."),
        Item(path, 4, "7", "Three."),
    ]


def test_records_by_other_keys(tmp_path: Path) -> None:
    path = write(tmp_path / "r.jsonl", lines({"url": "u1", "body": "One.", "text": 3, "tags": ["a"]}))
    assert read(path, keys=Keys("body", "url")) == [Item(path, 1, "u1", "One.", {"text": 3, "tags": ["a"]})]


def test_standard_input_is_one_text_or_records() -> None:
    text = io.BytesIO(b"One.\n")
    assert list(read_items(find_sources(["-"]), stdin=text)) == [Item("-", None, "-", "One.\n")]
    records = io.BytesIO(b'\xef\xbb\xbf{"text": "One."}\n{"text": "Two."}')
    assert list(read_items(find_sources(["-"]), Keys(), records)) == [
        Item("-", 1, "-:1", "One."),
        Item("-", 2, "-:2", "Two."),
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        ("Она пришла.".encode("koi8-r"), "is not UTF-8 (byte 0xef at 0), nor surely anything else; say what it is in"),
        ("“Café”\xff".encode()[:-1], "is not UTF-8 (byte 0xc3 at 11), but nearly; drop what is damaged: iconv -c"),
        (b"PK\x03\x04\0\0\0", "is a damaged zip, docx or epub"),
        (b"\x89PNG\0\0", "is binary data"),
        (bytes(range(1, 32)) * 9, "is binary data"),
        (b"\xed\xa0\x80", "is not UTF-8"),  # a surrogate
    ],
)
def test_bad_text(tmp_path: Path, data: bytes, says: str) -> None:
    path = write(tmp_path / "a.txt", data)
    found = failure(path)
    assert (found.source, found.line) == (path, None)
    assert found.message.startswith(says)
    assert "FILE" not in found.message or says.startswith("is empty")


@pytest.mark.parametrize("name", ["minutes.docx", "novel.epub", "paper.PDF", "minutes.docx.gz"])
def test_what_is_damaged_is_called_what_its_name_says(tmp_path: Path, name: str) -> None:
    data = bytes(range(1, 32)) * 9
    path = write(tmp_path / name, gzip.compress(data) if name.endswith(".gz") else data)
    suffix = name.split(".")[1].lower()
    assert failure(path).message == f"is no {suffix}: damaged, or something else under its name; fetch it again"
    result = call("extract", path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{name}: is no {suffix}" in result.stderr


@pytest.mark.parametrize(
    ("line", "keys", "says"),
    [
        ("{", Keys(), "is not JSON (EOF while parsing an object at column "),
        ("[1]", Keys(), "is an array, not a JSON object; write one object a line"),
        ("null", Keys(), "is null, not a JSON object"),
        ("42", Keys(), "is 42, not a JSON object"),
        ('"It rained."', Keys(), "is a string, not a JSON object"),
        ('{"text": 3}', Keys(), "'text' is 3, not a string; name the key that holds the text: --text-key"),
        ('{"text": null}', Keys(), "'text' is null, not a string"),
        ('{"text": {"body": "x"}}', Keys(), "'text' is an object, not a string"),
        ('{"text": ["x"]}', Keys(), "'text' is an array, not a string"),
        ('{"text": " "}', Keys(), "'text' is empty; remove the record, or name another key: --text-key"),
        ('{"a": 1, "b": 2}', Keys(), "has no 'text' (it has a, b); name the key that holds the text"),
        ("{}", Keys(), "has no 'text' (it has nothing); name the key that holds the text: --text-key"),
        ('{"text": "x"}', Keys(id="url"), "has no string or number at 'url'; name the key that"),
        ('{"text": "\\ud800"}', Keys(), "is not JSON (unexpected end of hex escape at column "),
        ("[" * 10_000, Keys(), "is not JSON (recursion limit exceeded"),
    ],
)
def test_bad_record_costs_that_record_alone(tmp_path: Path, line: str, keys: Keys, says: str) -> None:
    good = '{"text": "Good.", "url": "u"}'
    path = write(tmp_path / "r.jsonl", f"{good}\n{line}\n{good}\n")
    first, bad, last = read(path, keys=keys)
    assert isinstance(first, Item)
    assert isinstance(last, Item)
    assert isinstance(bad, Failure)
    assert bad.line == 2
    assert bad.message.startswith(says)


def test_record_that_is_not_utf8(tmp_path: Path) -> None:
    path = write(tmp_path / "r.jsonl", b'{"text": "caf\xe9"}')
    assert failure(path).message.startswith("is not JSON (invalid unicode code point")


def test_empty_records_file(tmp_path: Path) -> None:
    assert failure(write(tmp_path / "r.jsonl", "\n\n")).message.startswith("is empty")


def test_damaged_gzip_gives_the_good_records_first(tmp_path: Path) -> None:
    records = [{"id": str(k), "text": os.urandom(20).hex()} for k in range(2000)]
    path = write(tmp_path / "r.jsonl.gz", gzip.compress(lines(*records).encode())[:-500])
    *good, bad = read(path)
    assert [item.id for item in good if isinstance(item, Item)] == [str(k) for k in range(len(good))]
    assert len(good) > 1000
    assert isinstance(bad, Failure)
    assert bad.line == len(good) + 1
    assert "gzip" in bad.message


def test_not_gzip_at_all(tmp_path: Path) -> None:
    assert "gzip" in failure(write(tmp_path / "a.txt.gz", "plain")).message


def test_places_without_text(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name, says in (
        ("empty", "holds no text; give the files by name"),
        ("no.txt", "no such file or directory; check the path"),
        ("*.txt", "no file matches this pattern; check it, or give files by name"),
    ):
        assert str(failure(f"{tmp_path}/{name}")) == f"{tmp_path}/{name}: {says}"
    assert str(failure("")) == "'': is no path; give a file, a directory, or - for standard input"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_forbidden_file_and_directory(tmp_path: Path) -> None:
    path = write(tmp_path / "d" / "a.txt", "One.")
    os.chmod(path, 0)
    assert failure(path).message.startswith("may not be read")
    os.chmod(tmp_path / "d", 0)
    try:
        assert failure(str(tmp_path / "d")).message.startswith("may not be read")
    finally:
        os.chmod(tmp_path / "d", 0o700)


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
def test_undecodable_name_is_shown_escaped(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.txt"
    with open(name, "wb") as file:
        file.write(b"One.")
    (item,) = read_items(find_sources([os.fsdecode(name)]))
    assert isinstance(item, Item)
    assert item.id == f"{tmp_path}/\\xff.txt"


def test_bad_items_leave_the_others_unharmed(tmp_path: Path) -> None:
    paths = [write(tmp_path / "a.txt", "One."), str(tmp_path / "no.txt"), write(tmp_path / "b.txt", "Two.")]
    assert [type(item) for item in read(*paths)] == [Item, Failure, Item]


def test_count_knows_lines_and_files(tmp_path: Path) -> None:
    records = lines({"text": "One."}, {"text": "Two."})
    paths = [write(tmp_path / "a.txt", "a"), write(tmp_path / "r.jsonl", records), str(tmp_path / "no.jsonl")]
    packed = write(tmp_path / "r.jsonl.gz", gzip.compress(records.encode()))
    assert count_items(find_sources([*paths, packed])) == 6
    assert count_items([*find_sources(paths), tmp_path / "rows.csv"]) is None


def test_reading_is_lazy(tmp_path: Path) -> None:
    path = write(tmp_path / "r.jsonl", lines({"text": "One."}) + "{")
    items = read_items(find_sources([path, str(tmp_path / "later.txt")]))
    assert isinstance(next(items), Item)
    write(tmp_path / "later.txt", "Two.")
    assert [type(item) for item in items] == [Failure, Item]
