"""How a command ends when it cannot go on: one line on standard error, and an exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from quoteattr.errors import QuoteattrError


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
        begun = error.errno not in (errno.ENOENT, errno.EACCES, errno.EROFS)  # else nothing was written to go on with
        complain(f"{error.filename or 'output'}: {(error.strerror or str(error)).lower()}{hint if begun else ''}")
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        complain(f"interrupted{hint}")
        raise typer.Exit(130) from None
