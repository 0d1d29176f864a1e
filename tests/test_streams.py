"""Streams: order, laziness, bad items, and processes that start, die and are interrupted."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import streamed
from command_line import INTERRUPTIBLE
from streamed import run, work

from quoteattr import QuoteExtractor
from quoteattr.document.spacy_models import load_model
from quoteattr.errors import DataError, InputError, QuoteattrError, SettingsError, WorkerError
from quoteattr.streams import stream

HELPERS = str(Path(streamed.__file__).parent)


@pytest.fixture(params=["fork", "spawn"])
def start_method(request: pytest.FixtureRequest) -> Iterator[str]:
    before = multiprocessing.get_start_method()
    multiprocessing.set_start_method(request.param, force=True)
    yield request.param
    multiprocessing.set_start_method(before, force=True)


@pytest.mark.parametrize("n_process", [1, 2])
@pytest.mark.parametrize("batch_size", [1, 3, 100])
def test_results_come_in_order_with_their_keys(n_process: int, batch_size: int) -> None:
    texts = [f"sleep {0.02 if k % 5 == 0 else 0}" for k in range(17)]
    assert list(run(texts, n_process, batch_size=batch_size)) == [(text, k) for k, text in enumerate(texts)]


@pytest.mark.slow
def test_both_start_methods(start_method: str) -> None:
    texts = [f"text {k}" for k in range(12)]
    assert list(run([*texts, "bad"], 2, "skip")) == [(text, k) for k, text in enumerate(texts)]


@pytest.mark.parametrize(("length", "batch_size"), [(10, 1), (13_000, 100)])
def test_several_processes_share_the_work(length: int, batch_size: int) -> None:
    items = (("sleep 0.05".ljust(length), k) for k in range(8))
    at = {extraction.model for extraction, _ in stream(work, items, batch_size=batch_size, n_process=2)}
    assert len(at) == 2
    assert str(os.getpid()) not in at


@pytest.mark.parametrize("n_process", [1, 2])
def test_bad_item_is_skipped_and_reported(n_process: int) -> None:
    reported: list[tuple[int, str]] = []

    def note(key: int, error: InputError) -> None:
        reported.append((key, str(error)))

    texts = ["one", "bad", "two", "unreadable", 3, None, "three"]
    assert [text for text, _ in run(texts, n_process, "skip")] == ["one", "two", "three"]  # type: ignore[arg-type]
    assert [text for text, _ in run(texts, n_process, note)] == ["one", "two", "three"]  # type: ignore[arg-type]
    assert reported == [
        (1, "ValueError: no verb"),
        (3, "has no end"),
        (4, "is no text but of type int; give a str"),
        (5, "is no text but of type NoneType; give a str"),
    ]


@pytest.mark.parametrize("n_process", [1, 2])
def test_bad_item_is_raised_after_the_good_ones_before_it(n_process: int) -> None:
    results = run(["one", "bad", "two"], n_process)
    assert next(results) == ("one", 0)
    with pytest.raises(InputError, match="text 1: ValueError: no verb"):
        next(results)


@pytest.mark.parametrize("n_process", [1, 2])
def test_fault_that_is_not_the_texts_is_raised_whatever_on_error_says(n_process: int) -> None:
    with pytest.raises(DataError, match="no weights"):
        list(run(["one", "misconfigured"], n_process, "skip"))


def test_killed_worker_is_a_clear_error() -> None:
    with pytest.raises(WorkerError, match="ended abruptly"):
        list(run(["one", "die", "two"], 2, "skip"))


@pytest.mark.parametrize(("n_process", "most"), [(1, 2), (2, 8)])
def test_source_is_read_no_further_than_needed(n_process: int, most: int) -> None:
    taken = 0

    def source() -> Iterator[tuple[str, int]]:
        nonlocal taken
        for taken in range(1, 1000):
            yield "text", taken

    results = stream(work, source(), batch_size=2, n_process=n_process)
    next(results)
    assert taken <= most
    results.close()


@pytest.mark.parametrize(("n_process", "most"), [(1, 1), (2, 4)])
def test_long_texts_come_out_one_by_one(n_process: int, most: int) -> None:
    taken = 0

    def novels() -> Iterator[tuple[str, int]]:
        nonlocal taken
        for taken in range(1, 7):
            yield "text " * 50_000, taken

    results = stream(work, novels(), batch_size=64, n_process=n_process)
    next(results)
    assert taken <= most
    assert len(list(results)) == 5


def test_processes_end_with_the_stream() -> None:
    results = run(["text"] * 100, 2)
    next(results)
    assert len(multiprocessing.active_children()) == 2
    results.close()
    assert multiprocessing.active_children() == []


def test_no_thread_is_started_here() -> None:
    """An interruption while this thread holds a lock it shares with another would block both for ever."""
    before = threading.active_count()
    results = run(["text"] * 100, 2)
    next(results)
    assert threading.active_count() == before
    results.close()


@pytest.mark.parametrize("error", [EOFError, BrokenPipeError])
def test_source_may_fail_as_a_dead_worker_does(error: type[Exception]) -> None:
    def source() -> Iterator[tuple[str, int]]:
        yield "text", 0
        raise error

    with pytest.raises(error):
        list(stream(work, source(), batch_size=1, n_process=2))


def test_error_in_the_source_ends_the_processes_and_is_raised() -> None:
    def source() -> Iterator[tuple[str, int]]:
        yield "text", 0
        raise KeyError("source")

    with pytest.raises(KeyError, match="source"):
        list(stream(work, source(), batch_size=1, n_process=2))
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("arguments", [{"n_process": 0}, {"batch_size": 0}, {"on_error": "ignore"}, {"n_process": -1}])
def test_arguments_out_of_range_are_refused_at_once(arguments: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        stream(work, [], **{"batch_size": 1, **arguments})  # type: ignore[arg-type]
    assert issubclass(SettingsError, QuoteattrError)


SCRIPT = """
import sys
sys.path.insert(0, {helpers!r})
from streamed import run
for text, key in run(["sleep 0.2"] * 1000, 2, batch_size=1):
    print(key, flush=True)
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals and process groups as POSIX has them")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_interrupted_stream_leaves_no_process_behind(how: signal.Signals) -> None:
    script = SCRIPT.format(helpers=HELPERS)
    parent = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE + script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert parent.stdout is not None
    parent.stdout.readline()
    if how == signal.SIGINT:
        os.killpg(parent.pid, how)  # as a terminal does: the workers get it too
    else:
        parent.send_signal(how)
    _, errors = parent.communicate(timeout=60)
    assert errors.count(b"Traceback") == (how == signal.SIGINT)  # the parent's own KeyboardInterrupt
    deadline = time.monotonic() + 60
    while group_lives(parent.pid):
        assert time.monotonic() < deadline, "workers outlive their parent"
        time.sleep(0.05)


SPAWNING = """
import gc
import multiprocessing, sys
multiprocessing.set_start_method("spawn", force=True)
sys.path.insert(0, {helpers!r})
from functools import partial
from quoteattr.streams import stream
from streamed import work_with
{guard}print(list(stream(partial(work_with, bytes(1_000_000)), [("text", 0)], batch_size=1, n_process=2)))
"""


@pytest.mark.slow
def test_script_without_a_guard_is_told_so(tmp_path: Path) -> None:
    """Each new process runs the script again there, and ends; what it is to work with is larger than a pipe holds."""
    script, done = tmp_path / "script.py", []
    for guard in ("", "if __name__ == '__main__': "):
        script.write_text(SPAWNING.format(helpers=HELPERS, guard=guard))
        done.append(subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60))
    assert "WorkerError: a worker process ended abruptly" in done[0].stderr
    assert done[1].stdout.startswith("[(Extraction(")


def group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


# What follows streams through the real extractor.
TEXT = "“The gate stays shut,” Rosa {name} said. Visitors were told that it would open in May."


@pytest.mark.slow
@pytest.mark.model
def test_real_extractor_gives_the_same_in_any_number_of_processes(start_method: str) -> None:
    extractor = QuoteExtractor()
    texts = [TEXT.format(name=name) for name in ("Amsel", "Birk", "Cremer", "Dorn", "Eck")]
    here = list(extractor.pipe(texts))
    assert [len(extraction.quotes) for extraction in here] == [2] * 5
    assert list(extractor.pipe(texts, n_process=2, batch_size=2)) == here


@pytest.mark.slow
@pytest.mark.model
def test_words_of_the_stream_are_forgotten_by_a_pipeline_of_our_own_once_it_knows_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cases = (
        (QuoteExtractor(), 0, True),
        (QuoteExtractor(), 20_000, False),
        (QuoteExtractor(nlp=load_model()), 0, False),
    )
    for extractor, most, forgets in cases:
        monkeypatch.setattr("quoteattr.extractor._MOST_WORDS", most)
        (extraction,) = extractor.pipe([TEXT.format(name="Quoxwell")])
        assert "Quoxwell" in extraction.text
        assert ("Quoxwell" in extractor.nlp.vocab.strings) is not forgets


@pytest.mark.model
def test_collector_of_garbage_is_left_as_it_was() -> None:
    extractor = QuoteExtractor()
    extractor.extract(TEXT.format(name="Amsel"))
    assert gc.isenabled()
    gc.disable()
    try:
        extractor.extract(TEXT.format(name="Amsel"))
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.model
def test_extractor_may_be_used_in_the_users_memory_zone() -> None:
    extractor = QuoteExtractor()
    with extractor.nlp.memory_zone():
        extraction = extractor.extract(TEXT.format(name="Amsel"))
    assert extraction == extractor.extract(TEXT.format(name="Amsel"))


@pytest.mark.slow
@pytest.mark.model
def test_one_extractor_in_several_threads() -> None:
    extractor = QuoteExtractor()
    texts = [TEXT.format(name=f"Name{'abcdefgh'[k % 8]}{'mnop'[k % 4]}") for k in range(24)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(extractor.extract, texts)) == [extractor.extract(text) for text in texts]
