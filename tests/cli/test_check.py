"""`quoteattr check` from files to exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import SAID, StandIn, call
from samples import sample


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A script as the command writes it, and the extraction it is of."""
    found = tmp_path / "found.jsonl"
    found.write_text(sample().model_dump_json() + "\n", encoding="utf-8")
    assert call("convert", found, "--to", "script", "-o", tmp_path / "script.json").exit_code == 0
    return tmp_path / "script.json", found


def test_ones_own_script_is_right(files: tuple[Path, Path], made: list[StandIn]) -> None:
    result = call("check", *files)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "11 lines: nothing contradicts the text\n")
    assert made == []  # an extraction is taken as it is


def test_the_script_is_the_text(files: tuple[Path, Path]) -> None:
    data = json.loads(files[0].read_text(encoding="utf-8"))
    assert "".join(line["text"] for line in data["lines"]) == sample().text


def test_contradictions_have_their_exit_code_and_places(tmp_path: Path) -> None:
    text, script = tmp_path / "leak.txt", tmp_path / "s.json"
    text.write_text(SAID, encoding="utf-8")
    script.write_text(json.dumps([{"who": "Bo", "line": "It leaks,"}, {"who": "narrator", "line": "said Mira Odd."}]))
    result = call("check", script, text)
    assert result.exit_code == 3
    assert result.stdout.splitlines() == [
        f'{script}: line 1 (text 0-11): wrong speaker: given to Bo, not Mira Oduya: "It leaks,"',
        f"{script}: line 2: not in the text: Odd",
        f"{script}: behind line 2 (text 22-27): left out: Oduya",
    ]
    assert result.stderr == "2 lines: 1 wrong speaker, 1 not in the text, 1 left out\n"
    rows = [json.loads(line) for line in call("check", script, text, "-f", "jsonl").stdout.splitlines()]
    assert (rows[0]["kind"], rows[0]["start"], rows[0]["end"]) == ("wrong speaker", 0, 11)
    text.write_text("It leaks.", encoding="utf-8")
    script.write_text(json.dumps([{"who": "narrator", "line": "It leaks."}]))
    assert call("check", script, text).stderr == "1 line: nothing contradicts the text\n"


def test_what_cannot_be_checked_is_one_clear_line(files: tuple[Path, Path], tmp_path: Path) -> None:
    script, found = files
    found.write_text(found.read_text(encoding="utf-8") * 2, encoding="utf-8")
    assert call("check", script, found).stderr == f"quoteattr: {found}: holds several texts; give one\n"
    latin = tmp_path / "latin.json"
    latin.write_bytes(b'[{"speaker": "Jos\xe9", "text": ""}]')
    for bad in (found.with_name("none.json"), latin):
        result = call("check", bad, found)
        assert (result.exit_code, result.stdout) == (1, "")
        assert str(bad) in result.stderr
