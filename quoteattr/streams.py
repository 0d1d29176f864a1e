"""Streams: many texts through one extractor, in order and lazily, in this process or in several.

A text that cannot be worked on costs itself alone. At most a few batches are in memory at a time.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.synchronize import Event
from typing import Literal, TypeVar

from quoteattr.errors import InputError, QuoteattrError, SettingsError, WorkerError
from quoteattr.records import Extraction

Key = TypeVar("Key")
ExtractMany = Callable[[Sequence[str]], list[Extraction]]
OnError = Literal["raise", "skip"] | Callable[[Key, InputError], None]

_SHARES = 8
_AHEAD = 2  # batches under way per process: one worked on, one waiting
_Batches = Iterator[list[tuple[str, Key]]]
_Outcome = Extraction | InputError
_Plain = tuple[bool, str]  # what a worker sends back: (True, an Extraction's JSON) or (False, what is wrong)


def stream(
    extract_many: ExtractMany,
    items: Iterable[tuple[str, Key]],
    *,
    batch_size: int,
    n_process: int = 1,
    on_error: OnError[Key] = "raise",
) -> Generator[tuple[Extraction, Key]]:
    """Extract from every text; the key that came with it comes back with its result.

    Args:
        extract_many: Works on a batch of texts. With several processes it must survive pickling.
        items: Texts with whatever identifies them; read only as far as the results are asked for.
        batch_size: How many texts are worked on together; with several processes an eighth of it, for the
            work to be shared evenly.
        n_process: How many processes work; 1 is this one alone.
        on_error: What becomes of a text that cannot be worked on: "raise" an `InputError`, "skip" it, or
            call this with its key and the error, and go on.

    Raises:
        InputError: for a text that cannot be worked on, with ``on_error="raise"``.
        SettingsError: for arguments out of their range.
        WorkerError: if a worker process was killed.
    """
    if batch_size < 1 or n_process < 1:
        raise SettingsError(f"batch_size={batch_size}, n_process={n_process}: both must be 1 or more")
    if on_error not in ("raise", "skip") and not callable(on_error):
        raise SettingsError(f'on_error={on_error!r}: give "raise", "skip" or a function of key and error')
    if n_process > 1:
        batch_size = max(1, batch_size // _SHARES)
    return _results(extract_many, _batches(items, batch_size), n_process, on_error)


def _results(
    extract_many: ExtractMany, batches: _Batches[Key], n_process: int, on_error: OnError[Key]
) -> Generator[tuple[Extraction, Key]]:
    run = _here(extract_many, batches) if n_process == 1 else _elsewhere(extract_many, batches, n_process)
    for keys, outcomes in run:
        for key, outcome in zip(keys, outcomes, strict=True):
            if isinstance(outcome, Extraction):
                yield outcome, key
            elif on_error == "raise":
                raise InputError(f"text {key!r}: {outcome}") from outcome.__cause__
            elif on_error != "skip":
                on_error(key, outcome)


def _batches(items: Iterable[tuple[str, Key]], size: int) -> _Batches[Key]:
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def _here(
    extract_many: ExtractMany, batches: _Batches[Key]
) -> Iterator[tuple[list[Key], list[_Outcome]]]:
    for batch in batches:
        yield [key for _, key in batch], _attempt(extract_many, [text for text, _ in batch])


def _attempt(extract_many: ExtractMany, texts: list[str]) -> list[_Outcome]:
    """The batch at once; if anything in it fails, one by one, to find what does."""
    try:
        if all(isinstance(text, str) for text in texts):
            return [*extract_many(texts)]
    except Exception as error:
        if len(texts) == 1:
            return [_blame(error)]
    return [
        _attempt(extract_many, [text])[0] if isinstance(text, str) else InputError(_not_a_text(text))
        for text in texts
    ]


def _not_a_text(value: object) -> str:
    return f"is no text but of type {type(value).__name__}; give a str"


def _blame(error: Exception) -> InputError:
    """The text's fault as an `InputError`; a fault of the model, data or settings is raised as it is."""
    if isinstance(error, QuoteattrError) and not isinstance(error, InputError):
        raise error
    message = str(error) if isinstance(error, InputError) else f"{type(error).__name__}: {error}"
    blame = InputError(message)
    blame.__cause__ = error
    return blame


def _elsewhere(
    extract_many: ExtractMany, batches: _Batches[Key], n_process: int
) -> Iterator[tuple[list[Key], list[_Outcome]]]:
    context = multiprocessing.get_context()
    stop = context.Event()
    pool = ProcessPoolExecutor(n_process, context, _start_worker, (extract_many, stop))
    waiting: deque[tuple[list[Key], Future[list[_Plain]]]] = deque()
    try:
        for batch in batches:
            waiting.append(([key for _, key in batch], pool.submit(_work, [text for text, _ in batch])))
            if len(waiting) >= _AHEAD * n_process:
                yield _received(*waiting.popleft())
        while waiting:
            yield _received(*waiting.popleft())
    except (BrokenProcessPool, BrokenPipeError) as error:  # died at work, or while it was started
        raise WorkerError(
            "a worker process ended abruptly: killed, or out of memory (use fewer processes or a smaller "
            "batch_size), or started by a script that lacks: if __name__ == '__main__':"
        ) from error
    finally:
        stop.set()  # what is still queued is then passed over, so that an interruption ends soon
        pool.shutdown(cancel_futures=True)


def _received(keys: list[Key], future: Future[list[_Plain]]) -> tuple[list[Key], list[_Outcome]]:
    plain = future.result()
    return keys, [Extraction.model_validate_json(said) if good else InputError(said) for good, said in plain]


_extract_many: ExtractMany  # in a worker process: what it works with, and the sign to stop
_stop: Event


def _start_worker(extract_many: ExtractMany, stop: Event) -> None:
    global _extract_many, _stop
    _extract_many, _stop = extract_many, stop
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    """End with the parent, even if it was killed; a worker would wait for work forever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(texts: list[str]) -> list[_Plain]:
    if _stop.is_set():
        return []
    outcomes = _attempt(_extract_many, texts)
    return [(False, str(o)) if isinstance(o, InputError) else (True, o.model_dump_json()) for o in outcomes]
