"""Bytes to text: what they are in is found out, said or asked for, and garbage is never taken for text."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import SAID, call, extractions

from quoteattr.cli.reading.encodings import decode
from quoteattr.cli.reading.items import UnreadableError

MARKED = "“We’ve been to the café,” said Zoë – the mayor’s deputy. “It’s a façade…”"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "mac_roman"])
@pytest.mark.parametrize("text", ["café noir", "“No,” she said.", MARKED, MARKED * 400, "It rained.\n" * 5000 + MARKED])
def test_encoding_is_found_out(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.guessed == (encoding if encoding in ("cp1252", "mac_roman") else None)


@pytest.mark.parametrize(
    ("data", "encoding", "says"),
    [
        ("Она пришла домой.".encode("koi8-r"), None, "nor surely anything else; say what it is in, as: --encoding"),
        ("今日は雨です。".encode("euc-jp"), None, "nor surely anything else"),
        (MARKED.encode().replace(b"\xc3\xa9", b"\xe9"), None, "but nearly; drop what is damaged: iconv -c"),
        (b"\xff\xfea", None, "is not utf-16 (byte 0x61 at 2)"),
        (b"\0\1\2", None, "is binary data"),
        (b"caf\xe9", "utf-8", "is not utf-8 (byte 0xe9 at 3); say what it is in, as: --encoding windows-1252"),
    ],
)
def test_garbage_is_not_taken_for_text(data: bytes, encoding: str | None, says: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        decode(data, encoding)
    assert says in str(raised.value)


def test_guess_is_told_and_forced_encoding_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"{SAID} Café.".encode("cp1252"))
    result = call("extract", path)
    assert (result.exit_code, extractions(result.stdout)[0].text) == (0, f"{SAID} Café.")
    assert result.stderr == (
        f"quoteattr: warning: {path}: read as cp1252, a guess; to force another: --encoding NAME\n"
    )
    forced = call("extract", path, "--encoding", "cp1251")
    assert (extractions(forced.stdout)[0].text, forced.stderr) == (f"{SAID} Cafй.", "")


def test_guess_of_a_table_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("id,text\n1,Café.\n2,Thé.\n".encode("cp1252"))
    result = call("extract", path)
    assert [each.text for each in extractions(result.stdout)] == ["Café.", "Thé."]
    assert result.stderr.count("read as cp1252") == 1


def test_forced_encoding_is_that_of_every_form(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes('{"text": "Й"}\n{"text": "Я"}'.encode("cp1251"))
    (tmp_path / "b.csv").write_bytes("id,text\n1,Й\n".encode("cp1251"))
    result = call("extract", tmp_path, "--encoding", "cp1251")
    assert [each.text for each in extractions(result.stdout)] == ["Й", "Я", "Й"]


@pytest.mark.parametrize("name", ["klingon", "base64", "a\0b"])
def test_unknown_encoding_is_wrong_usage(name: str) -> None:
    result = call("extract", "-", "--encoding", name, stdin=SAID)
    assert result.exit_code == 2
    assert "is no encoding" in result.stderr
