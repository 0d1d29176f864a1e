"""A stand-in for the extractor in streams: what other processes import and do."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Generator, Sequence

from quoteattr.assembly.extraction import Extraction
from quoteattr.errors import DataError, InputError
from quoteattr.streams import OnError, stream


def work(texts: Sequence[str]) -> list[Extraction]:
    """Stand-in for the extractor, told by its text what to do."""
    done = []
    for text in texts:
        match text.split():
            case ["bad", *_]:
                raise ValueError("no verb")
            case ["unreadable", *_]:
                raise InputError("has no end")
            case ["misconfigured", *_]:
                raise DataError("no weights")
            case ["die", *_]:
                os.kill(os.getpid(), signal.SIGKILL)
            case ["sleep", seconds]:
                time.sleep(float(seconds))
        done.append(Extraction(text=text, model=str(os.getpid())))
    return done


def work_with(_: bytes, texts: Sequence[str]) -> list[Extraction]:
    """The same, and what it works with has a size."""
    return work(texts)


def run(
    texts: Sequence[str], n_process: int, on_error: OnError[int] = "raise", batch_size: int = 3
) -> Generator[tuple[str, int]]:
    """The texts that come out of a stream, with their numbers."""
    items = ((text, k) for k, text in enumerate(texts))
    for extraction, key in stream(work, items, batch_size=batch_size, n_process=n_process, on_error=on_error):
        yield extraction.text, key
