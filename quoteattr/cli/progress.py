"""A bar that shows how far a run has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from quoteattr.cli.input_files import STDIN, Source, count_items

Tick = Callable[[], None]  # one more item is done
Read = Callable[[int], None]  # so many more code points are parsed


@contextmanager
def progress_bar(sources: Sequence[Source], is_followed: bool) -> Iterator[tuple[Tick, Read]]:
    """A bar on standard error, if a person follows it.

    Beside the items that are done it counts the characters parsed, which grow within a long text too.
    """
    if not is_followed:
        yield lambda: None, lambda _: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    seen = TextColumn("{task.fields[characters]:,} characters")
    columns = (BarColumn(), MofNCompleteColumn(), seen, TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        total = None if Path(STDIN) in sources else count_items(sources)
        task = progress.add_task("", total=total, characters=0)
        parsed = 0

        def read(characters: int) -> None:
            nonlocal parsed
            parsed += characters
            progress.update(task, characters=parsed)

        yield lambda: progress.advance(task), read
