"""Faults of the machine: a full disk, a file that may not be written. One line says so, and the run can be taken up."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import DRIVER, SAID, call, corpus, ids

FULL = Path("/dev/full")  # a file on a disk without space
on_posix = pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")


@on_posix
@pytest.mark.parametrize("format", ["jsonl", "json", "table"])
def test_full_disk_is_one_line(format: str) -> None:
    result = call("extract", "-f", format, "-o", FULL, stdin=SAID)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("quoteattr: output: no space left on device")
    assert result.stderr.count("\n") == 1
    assert ("--resume" in result.stderr) == (format == "jsonl")


@on_posix
def test_no_space_for_the_list_of_failures(tmp_path: Path) -> None:
    result = call("extract", tmp_path / "missing.txt", "--errors", FULL)
    assert (result.exit_code, result.stderr) == (1, "quoteattr: output: no space left on device\n")


@pytest.mark.slow
@on_posix
@pytest.mark.parametrize("arguments", [["extract", "-"], ["extract", "-", "-f", "table"], ["schema"], ["--version"]])
def test_standard_output_on_a_full_disk(arguments: list[str]) -> None:
    with FULL.open("w") as full:
        run = subprocess.run(
            [sys.executable, "-c", DRIVER, *arguments], input=SAID, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert (run.returncode, run.stderr) == (1, "quoteattr: output: no space left on device\n")


LIMITED = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="limits as POSIX has them")
@pytest.mark.parametrize("format", ["jsonl", "json", "html"])
def test_disk_that_fills_up_during_the_run(tmp_path: Path, format: str) -> None:
    path, out, space = corpus(tmp_path / "r.jsonl"), tmp_path / "out" / f"found.{format}", 3000
    out.parent.mkdir()
    commands = {
        "jsonl": ["extract", path, "-o", out],
        "json": ["extract", path, "-o", out, "-f", "json"],
        "html": ["render", path, "-o", out.parent],
    }
    run = subprocess.run(
        [sys.executable, "-c", LIMITED.format(size=space) + DRIVER, *map(str, commands[format])],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1
    assert run.stderr.startswith("quoteattr: output: file too large")
    if format != "jsonl":
        assert list(out.parent.iterdir()) == []
        return
    assert out.stat().st_size == space  # a part of a line, too
    assert call("extract", path, "-o", out, "--resume").exit_code == 0
    assert ids(out.read_text()) == [f"d{k}" for k in range(7)]


@pytest.mark.parametrize("arguments", [["-f", "jsonl"], ["-f", "json"], ["-f", "table"]])
def test_output_on_a_read_only_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    text, out = tmp_path / "a.txt", tmp_path / "out"
    text.write_text(SAID)
    open_file = Path.open

    def refuse(path: Path, mode: str = "r", **options: str) -> object:
        if "w" in mode:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        return open_file(path, mode, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    result = call("extract", text, "-o", out, *arguments)
    assert result.exit_code == 1
    assert "read-only file system" in result.stderr
    assert str(tmp_path) in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write everything")
def test_forbidden_directory(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    result = call("extract", "-o", locked / "out.jsonl", stdin=SAID)
    assert result.exit_code == 1
    assert "permission denied" in result.stderr
