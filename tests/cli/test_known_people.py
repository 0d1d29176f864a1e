"""Files of known people: tables and JSON lines in, what is wrong in them told."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import StandIn, call

from quoteattr.cli.known_people import read_people
from quoteattr.errors import InputError
from quoteattr.settings import Person

ANN = Person(name="Ann Pell", aliases=("Nan", "Mrs. Pell"), gender="female", roles=("mayor",), ref="Q1")
BO = Person(name="Bo")
TABLE = "name,aliases,gender,roles,ref,seen\nAnn Pell,Nan; Mrs. Pell,F,mayor,Q1,often\n\nBo,,,,,\n"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("people.csv", TABLE),
        ("people.csv", "\ufeff" + TABLE.replace("\n", "\r\n")),
        ("people.tsv", TABLE.replace(",", "\t")),
        ("people.csv", 'name;aliases;gender;roles;ref\nAnn Pell;"Nan; Mrs. Pell";f;mayor;Q1\nBo;;;;\n'),
        ("people.jsonl", f"{ANN.model_dump_json()}\n\n{BO.model_dump_json()}\n"),
    ],
)
def test_people_are_read(tmp_path: Path, name: str, text: str) -> None:
    assert read_people(written(tmp_path, name, text)) == (ANN, BO)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("people.csv", "", r"people.csv: has no column 'name' \(it has none\)"),
        ("people.csv", "who,ref\nAnn,Q1\n", r"people.csv: has no column 'name' \(it has who, ref\)"),
        ("people.csv", "name,gender\nAnn,w\n", r"people.csv:2: gender: .*'female', 'male' or 'unknown'"),
        ("people.csv", "name,ref\n,Q1\n", r"people.csv:2: name: "),
        ("people.csv", "name\n", r"people.csv: names nobody"),
        ("people.jsonl", '{"name": "Ann"}\n{"name"\n', r"people.jsonl:2: is not JSON"),
        ("people.jsonl", '{"name": "Ann", "alias": "Nan"}\n', r"people.jsonl:1: alias: "),
        ("people.jsonl", "", r"people.jsonl: names nobody"),
        ("people.csv", "\0\1\2\3\4\5", r"people.csv: is binary data"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_people(written(tmp_path, name, text))


def test_a_missing_file_is_told() -> None:
    with pytest.raises(InputError, match=r"nobody\.csv: no such file or directory; check the path"):
        read_people(Path("nobody.csv"))


def test_the_command_reads_people(tmp_path: Path, made: list[StandIn]) -> None:
    text = written(tmp_path, "story.txt", "“It rained,” Nan said.")
    people = written(tmp_path, "people.csv", TABLE)
    assert call("extract", text, "--people", people, "--closed").exit_code == 0
    assert (made[0].settings.people, made[0].settings.closed) == ((ANN, BO), True)
    refused = call("extract", text, "--people", written(tmp_path, "bad.csv", "who\nAnn\n"), columns="300")
    assert refused.exit_code == 2
    assert "has no column 'name'" in refused.stderr
    refused = call("extract", text, "--closed", columns="300")
    assert "give them: --people FILE" in refused.stderr
