"""Streams: many texts through one extractor, in order and lazily, in this process or in several.

A text that cannot be worked on costs itself alone. At most a few batches are in memory at a time. A batch ends with so
many texts or so many characters: short texts share what a batch costs, and long ones, novels, come out one by one.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from typing import Any, Literal, TypeVar, cast

from spacy.tokens import Doc

from quoteattr.assembly.extraction import Extraction
from quoteattr.errors import InputError, ModelNotSuitableError, QuoteattrError, SettingsError, WorkerError

Key = TypeVar("Key")
Text = str | Doc
ExtractMany = Callable[[Sequence[Any]], list[Extraction]]  # of texts, or of what else it can work on
OnError = Literal["raise", "skip"] | Callable[[Key, InputError], None]
_log = logging.getLogger(__name__)
_CHARACTERS = 200_000  # of a batch, but for its last text: some seconds' work; set by hand
_SHARED = 12_500  # the same for several processes, which so end their work about together; set by hand
_AHEAD = 2  # batches per process that may be worked on or done before they are asked for
_Batches = Iterator[list[tuple[Text, Key]]]
_Outcome = Extraction | InputError
_Plain = tuple[bool, str]  # (True, an Extraction's JSON) or (False, what is wrong with the text)
_Answer = list[_Plain] | QuoteattrError  # what a worker sends back


def stream(
    extract_many: ExtractMany,
    items: Iterable[tuple[Text, Key]],
    *,
    batch_size: int,
    n_process: int = 1,
    on_error: OnError[Key] = "raise",
) -> Generator[tuple[Extraction, Key]]:
    """Extract from every text; the key that came with it comes back with its result.

    Args:
        extract_many: Works on a batch of texts. With several processes it must survive pickling.
        items: Texts or Docs with whatever identifies them; read only as far as the results are asked for.
        batch_size: How many texts are worked on together at most, fewer if they are long.
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
    batches = _batches(items, batch_size, _CHARACTERS if n_process == 1 else _SHARED)
    return _results(extract_many, batches, n_process, on_error)


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
            elif on_error == "skip":
                _log.warning("text %r skipped: %s", key, outcome)
            else:
                on_error(key, outcome)


def _batches(items: Iterable[tuple[Text, Key]], size: int, characters: int) -> _Batches[Key]:
    batch: list[tuple[Text, Key]] = []
    length = 0
    for item in items:
        batch.append(item)
        length += _length(item[0])
        if len(batch) == size or length >= characters:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


def _length(text: object) -> int:
    """Return the number of code points of a text, of a Doc up to its last token; what is neither is told of later."""
    if isinstance(text, Doc):
        return text[-1].idx if len(text) else 0  # its text would have to be made
    return len(text) if isinstance(text, str) else 0


def _here(extract_many: ExtractMany, batches: _Batches[Key]) -> Iterator[tuple[list[Key], list[_Outcome]]]:
    for batch in batches:
        yield [key for _, key in batch], _attempt(extract_many, [text for text, _ in batch])


def _attempt(extract_many: ExtractMany, texts: list[Text]) -> list[_Outcome]:
    """Work on the batch at once; if anything in it fails, one by one, to find what does."""
    try:
        if all(isinstance(text, Text) for text in texts):
            return [*extract_many(texts)]
    except Exception as error:
        if len(texts) == 1:
            return [_blame(error, texts[0])]
    return [
        _attempt(extract_many, [text])[0] if isinstance(text, Text) else InputError(_not_a_text(text)) for text in texts
    ]


def _not_a_text(value: object) -> str:
    return f"is no text but of type {type(value).__name__}; give a str"


def _blame(error: Exception, text: Text) -> InputError:
    """Return the text's fault as an `InputError`; a fault of the model, data or settings is raised as it is."""
    is_told = isinstance(error, (InputError, ModelNotSuitableError) if isinstance(text, Doc) else InputError)
    if isinstance(error, QuoteattrError) and not is_told:
        raise error
    message = str(error) if is_told else f"{type(error).__name__}: {error}"
    blame = InputError(message)
    blame.__cause__ = error
    return blame


def _elsewhere(
    extract_many: ExtractMany, batches: _Batches[Key], n_process: int
) -> Iterator[tuple[list[Key], list[_Outcome]]]:
    """Work with one pipe to each process and no thread here: an interruption may come anywhere and leaves no lock held.

    A process has one batch at a time, so that the two ends never wait for each other to read.
    """
    with _workers(extract_many, n_process) as idle:
        working: dict[Connection, int] = {}  # on which batch
        keys: dict[int, list[Key]] = {}
        answers: dict[int, _Answer] = {}
        numbered = enumerate(batches)
        due = 0
        while True:
            must_wait = working and due not in answers
            for worker in cast("list[Connection]", wait([*working], None if must_wait else 0)):
                with _death_reported():
                    answers[working.pop(worker)] = worker.recv()
                idle.append(worker)
            while idle and len(keys) < _AHEAD * n_process and (job := next(numbered, None)):
                number, batch = job
                working[worker := idle.pop()] = number
                keys[number] = [key for _, key in batch]
                with _death_reported():
                    worker.send([text for text, _ in batch])
            if due in answers:
                yield keys.pop(due), _outcomes(answers.pop(due))
                due += 1
            elif not working:
                return


@contextmanager
def _workers(extract_many: ExtractMany, n_process: int) -> Iterator[list[Connection]]:
    """The pipes to so many processes, which end with the context."""
    context = multiprocessing.get_context()
    is_inherited = context.get_start_method() == "fork"
    pipes, processes = [], []
    try:
        for _ in range(n_process):
            here, there = context.Pipe()
            process = context.Process(target=_serve, args=(there, extract_many if is_inherited else None), daemon=True)
            pipes.append(here)
            processes.append(process)
            with _death_reported():
                process.start()
            there.close()  # or the end of the process would not be seen here
            if not is_inherited:  # with the arguments a large one would block here if the process has ended
                with _death_reported():
                    here.send(extract_many)
        yield pipes
    finally:
        for process in processes:
            if process.pid is not None:  # it was started
                process.kill()
                process.join()
        for pipe in pipes:
            pipe.close()


@contextmanager
def _death_reported() -> Iterator[None]:
    try:
        yield
    except (EOFError, ConnectionError) as error:
        raise WorkerError(
            "a worker process ended abruptly: killed, or out of memory (use fewer processes or a smaller "
            "batch_size), or started by a script that lacks: if __name__ == '__main__':"
        ) from error


def _outcomes(answer: _Answer) -> list[_Outcome]:
    if isinstance(answer, QuoteattrError):
        raise answer
    return [Extraction.model_validate_json(said) if good else InputError(said) for good, said in answer]


def _serve(pipe: Connection, inherited: ExtractMany | None) -> None:
    """Work as a worker process: batches come, answers go, until it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    threading.Thread(target=_follow_parent, daemon=True).start()
    extract_many: ExtractMany = inherited or pipe.recv()
    gc.freeze()  # the model is no garbage: looking through it takes time, and after a fork copies its memory
    while True:
        pipe.send(_answer(extract_many, pipe.recv()))


def _follow_parent() -> None:
    """End with the parent, even if it was killed; a worker would wait for work forever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _answer(extract_many: ExtractMany, texts: list[Text]) -> _Answer:
    try:
        outcomes = _attempt(extract_many, texts)
    except QuoteattrError as error:  # not the texts' fault
        return error
    return [(False, str(o)) if isinstance(o, InputError) else (True, o.model_dump_json()) for o in outcomes]
