"""How a command ends that cannot go on: one line on standard error, a code, never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from quoteattr.errors import MissingExtraError, QuoteattrError


@contextmanager
def needing(package: str, extra: str) -> Iterator[None]:
    """Name the extra to install where its package is missing.

    Raises:
        MissingExtraError: the package is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != package:
            raise
        raise MissingExtraError(package, extra) from error


@contextmanager
def told(hint: str = "") -> Iterator[None]:
    """Errors end the command with one line on standard error, never with a traceback.

    Args:
        hint: What to do after an interruption.
    """
    from quoteattr.cli.batch import complain

    try:
        yield
    except QuoteattrError as error:
        complain(str(error))
        raise typer.Exit(1) from None
    except BrokenPipeError:  # whoever reads our output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for the flush at exit
        raise typer.Exit(0) from None
    except OSError as error:
        complain(f"{error.filename or 'output'}: {(error.strerror or str(error)).lower()}{hint}")
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        complain(f"interrupted{hint}")
        raise typer.Exit(130) from None
