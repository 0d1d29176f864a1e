"""The one reader of data files, with one syntax for all.

UTF-8 text; an entry a line; columns parted by tabs, words within a column by blanks; a line that begins with "#" is a
comment. A language is a folder of such files: `quoteattr/data/README.md` lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from quoteattr.errors import DataError, SettingsError


def language_folder(language: str) -> Traversable | Path:
    """Return the folder of a language's data: one that comes with the package, by its code, or any, by its path.

    Raises:
        SettingsError: if there is no such folder.
    """
    own = files("quoteattr") / "data"
    if language in (shipped := sorted(folder.name for folder in own.iterdir() if folder.is_dir())):
        return own / language
    if "/" in language or "\\" in language:
        path = Path(language)
        if path.is_dir():
            return path
    raise SettingsError(f"no data for language {language!r}; use {' or '.join(map(repr, shipped))}, or a folder's path")


Check = Callable[[Sequence[str]], bool]


def read_rows(
    path: Traversable | Path, minimum: int = 1, maximum: int | None = None, *, check: Check = bool, form: str = ""
) -> list[list[str]]:
    """Read the rows of a data file.

    Args:
        path: the file.
        minimum: how many columns a row has at least.
        maximum: how many at most; exactly `minimum`, if not given.
        check: tells whether a row of so many columns is right.
        form: how a row looks, for the error message.

    Raises:
        DataError: if the file cannot be read, or a line has another number of columns or fails the check.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"data file {path} cannot be read ({error}); reinstall quoteattr, or mend the file") from error
    maximum = maximum or minimum
    rows = []
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        row = line.split("\t")
        if not (minimum <= len(row) <= maximum and check(row)):
            columns = f"{minimum} columns" if minimum == maximum else f"{minimum} to {maximum} columns"
            raise DataError(f"{path}, line {number}: {line!r} is not {form or columns}; part columns by tabs")
        rows.append(row)
    return rows


def read_optional(
    folder: Traversable | Path,
    name: str,
    minimum: int = 1,
    maximum: int | None = None,
    *,
    check: Check = bool,
    form: str = "",
) -> list[list[str]]:
    """Read the rows of a file that a language may lack, as `read_rows` does; none of such a file."""
    path = folder / name
    return read_rows(path, minimum, maximum, check=check, form=form) if path.is_file() else []


def read_words(folder: Traversable | Path, name: str) -> frozenset[str]:
    """Read a list of words; empty if the language lacks it."""
    return frozenset(word for (words,) in read_optional(folder, name) for word in words.split())


def read_map(folder: Traversable | Path, name: str) -> Mapping[str, frozenset[str]]:
    """Read a map from a key to words, several lines of one key together; empty if the language lacks it."""
    return words_by_key(read_optional(folder, name, 2))


def words_by_key(rows: Sequence[Sequence[str]]) -> Mapping[str, frozenset[str]]:
    """Return the words of the second column by the key in the first."""
    entries: dict[str, frozenset[str]] = {}
    for key, words in rows:
        entries[key] = entries.get(key, frozenset()) | frozenset(words.split())
    return MappingProxyType(entries)
