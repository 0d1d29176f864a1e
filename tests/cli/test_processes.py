"""The command line watched from the outside, as a process of its own: interrupted, cut off, on a terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import DRIVER, INTERRUPTIBLE, SAID, call, corpus, ids, write

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="signals, groups and terminals as POSIX has them"),
]


def start(*arguments: str | Path, stderr: int = subprocess.PIPE) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", INTERRUPTIBLE + DRIVER, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True, start_new_session=True)


def slow_corpus(path: Path, size: int) -> Path:
    return write(path, *({"id": f"d{k}", "text": f"{SAID} Slowly, slowly."} for k in range(size)))


@pytest.mark.parametrize("n_process", ["1", "2"])
def test_reader_that_has_had_enough_is_no_failure(tmp_path: Path, n_process: str) -> None:
    with start("extract", slow_corpus(tmp_path / "r.jsonl", 500), "-n", n_process) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(timeout=60) == 0


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("n_process", ["1", "2"])
def test_interrupted_run_ends_soon_and_resumes(tmp_path: Path, how: signal.Signals, n_process: str) -> None:
    path, out = slow_corpus(tmp_path / "r.jsonl", 24), tmp_path / "out.jsonl"
    with start("extract", path, "-o", out, "-n", n_process) as process:
        while not out.exists() or not out.stat().st_size:
            time.sleep(0.02)
        os.killpg(process.pid, how)
        _, errors = process.communicate(timeout=60)
    if how == signal.SIGINT:
        assert process.returncode == 130
        assert errors == f"quoteattr: interrupted; go on with: --resume -o {out}\n"
    assert 0 < len(out.read_text().splitlines()) < 24
    assert call("extract", path, "-o", out, "--resume").exit_code == 0
    assert ids(out.read_text()) == [f"d{k}" for k in range(24)]


def test_progress_is_shown_on_a_terminal_and_never_in_the_data(tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    path, out = corpus(tmp_path / "r.jsonl"), tmp_path / "out.jsonl"
    path.write_text(path.read_text() + "{\n")
    with start("extract", path, "-o", out, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        try:
            while more := os.read(ours, 4096):
                shown += more
        except OSError:  # the other end is closed
            pass
        os.close(ours)
        assert process.wait(timeout=60) == 1
    assert b"8/8" in shown
    assert b"1,000 characters" in shown
    told = "".join(shown.decode().split())  # a long path makes the terminal wrap, which eats a space
    assert f"quoteattr:{path}:8:isnotJSON" in told
    assert ids(out.read_text()) == [f"d{k}" for k in range(7)]
