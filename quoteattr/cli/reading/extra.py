"""The libraries of the extra `files`, asked for only where a file needs them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from quoteattr.errors import MissingExtraError

EXTRA = "files"


@contextmanager
def needing(package: str) -> Iterator[None]:
    """Import what `package` holds.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise MissingExtraError(package, EXTRA) from error
