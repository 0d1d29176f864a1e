"""What a newcomer does wrong with the command line: each message says what is wrong, and the mend."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import SAID, call


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(SAID, encoding="utf-8")
    Path("folder").mkdir()
    Path("settings.json").write_text('{"kindz": ["direct"]}', encoding="utf-8")
    Path("list.json").write_text("[1]", encoding="utf-8")
    Path("yaml.json").write_text("kinds: direct", encoding="utf-8")
    Path("found.jsonl").write_text('{"text": "Ann.", "model": "m", "speakers": [], "quotes": [{}]}', encoding="utf-8")
    Path("good.jsonl").write_text('{"id": "a", "text": "Ann.", "model": "m", "speakers": [], "quotes": []}\n')
    return tmp_path


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("extract a.txt -o folder -f csv", "folder: is a directory; name a file in it: folder/FILE"),
        ("extract a.txt -o folder -f jsonl", "folder: is a directory; name a file in it: folder/FILE"),
        ("extract a.txt -o no/out.csv", "no/out.csv: there is no directory no; make it: mkdir -p no"),
        ("extract a.txt -o no/out.jsonl", "no/out.jsonl: there is no directory no; make it: mkdir -p no"),
        ("extract a.txt --errors folder", "folder: is a directory; name a file in it: folder/FILE"),
        ("render a.txt -o no/out.html", "no/out.html: there is no directory no; make it: mkdir -p no"),
        ("people good.jsonl -o no/out.csv", "no/out.csv: there is no directory no; make it: mkdir -p no"),
        ("convert --from brat no.ann", "no.ann: no such file or directory; check the path"),
        ("convert --from label-studio no.json", "no.json: no such file or directory; check the path"),
        ("convert found.jsonl", "found.jsonl:1: is no extraction: quotes.0.id: Field required; extract anew"),
        ("check no.json a.txt", "no.json: no such file or directory; check the path"),
        ("evaluate --corpus jsonl no.jsonl", "no.jsonl: no such file or directory; check the path"),
        ("evaluate --corpus jsonl good.jsonl --only b", "good.jsonl: no document b; give names found there"),
    ],
)
def test_what_cannot_be_done_is_told_with_the_mend(here: Path, command: str, message: str) -> None:
    result = call(*command.split())
    assert (result.exit_code, result.stderr.splitlines()[0]) == (1, f"quoteattr: {message}")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            "--acts shout",
            "acts.0: Input should be 'speech', 'thought', 'intent', 'attitude' or 'perception', not 'shout'",
        ),
        ("--kinds spoken", "kinds.0: Input should be 'direct', 'mixed', 'indirect' or 'reported', not 'spoken'"),
        ("--people no.csv", "no.csv: no such file or directory; check the path"),
        ("--settings no.json", "no.json: no such file or directory; check the path"),
        ("--settings settings.json", "settings.json: no setting is called 'kindz'; there are kinds, acts, profile"),
        ("--settings list.json", 'list.json: holds no settings; write an object, as {"kinds": ["direct"]}'),
        ("--settings yaml.json", "yaml.json: is not JSON (expected value at line 1 column 1); write an object"),
    ],
)
def test_wrong_settings_are_told_with_the_mend(here: Path, options: str, message: str) -> None:
    result = call("extract", "a.txt", *options.split(), columns="300")
    assert result.exit_code == 2
    assert message in result.stderr
