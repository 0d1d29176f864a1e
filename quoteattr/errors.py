"""Every error this package raises on purpose.

QuoteattrError
├── ModelNotFoundError      no usable spaCy pipeline; the message names the command that installs one
├── ModelNotSuitableError   a pipeline or Doc without the tags and dependencies the stages read
├── CorrectionError         a correction that an extraction does not admit
├── InputError              a text, file or record that cannot be read
├── SettingsError           settings that cannot be met
├── WorkerError             a worker process ended abruptly
├── DataError               word lists or weights that are missing or damaged
└── MissingExtraError       an optional dependency is not installed; the message names the command
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import ValidationError


class QuoteattrError(Exception):
    """Base class of every error this package raises on purpose.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> try:
        ...     QuoteExtractor(nlp="en_core_web_huge")
        ... except QuoteattrError as error:
        ...     print(type(error).__name__)
        ModelNotFoundError
    """


class ModelNotFoundError(QuoteattrError):
    """No spaCy pipeline was given and none is installed."""


class ModelNotSuitableError(QuoteattrError):
    """The spaCy pipeline cannot be loaded, or it or a Doc lacks the tags or dependencies the stages read."""


class CorrectionError(QuoteattrError):
    """A correction names a quotation or speaker that is not there, or a place where no quotation can be."""


class InputError(QuoteattrError):
    """A text, file or record cannot be read."""


class SettingsError(QuoteattrError):
    """The settings ask for something that does not exist."""


class WorkerError(QuoteattrError):
    """A worker process was killed or could not start."""


class DataError(QuoteattrError):
    """A word list or a weights file is missing or damaged."""


class MissingExtraError(QuoteattrError):
    """An optional dependency is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"{package} is not installed; run: pip install 'quoteattr[{extra}]'")


@contextmanager
def needing(package: str, extra: str) -> Iterator[None]:
    """Import what a package holds that an extra brings.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        yield
    except ImportError as error:
        raise MissingExtraError(package, extra) from error


@contextmanager
def reading(file: Path) -> Iterator[None]:
    """Read a file, as UTF-8 if it is decoded.

    Raises:
        InputError: it cannot be read, or is not UTF-8.
    """
    try:
        yield
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: {why_unread(error)}") from None


def why_unread(error: Exception) -> str:
    """Say why a file cannot be read, and the mend."""
    match error:
        case FileNotFoundError():
            return "no such file or directory; check the path"
        case PermissionError():
            return "may not be read; change its permissions (chmod u+r)"
        case UnicodeDecodeError(reason=reason, start=start):
            return f"is not UTF-8 ({reason} at byte {start:,}); save it as UTF-8"
        case OSError(strerror=str(reason)):
            return f"cannot be read ({reason.lower()}); check the path"
        case _:
            return f"cannot be read ({error}); check the path"


def first_problem(error: ValidationError) -> str:
    """Say which field is wrong first, and how: *kinds.0: Input should be 'direct' or 'mixed', not 'spoken'*."""
    first = error.errors()[0]
    place = ".".join(part for part in map(str, first["loc"]) if "[" not in part)  # no types: frozenset[…]
    value = first["input"]
    given = f", not {value!r}" if isinstance(value, str | int | float) else ""
    return f"{place}: {first['msg']}{given}" if place else first["msg"]
