"""Word lists of a language: data files read once into immutable sets and mappings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from quoteattr.errors import DataError, SettingsError


@cache
def word_set(name: str, language: str = "en") -> frozenset[str]:
    """The entries of `data/<language>/<name>.txt`: words parted by white space; `#` opens a comment.

    Raises:
        DataError: if there is no such list.
    """
    return frozenset(word for line in _lines(name, language) for word in line.split())


@cache
def word_map(name: str, language: str = "en") -> Mapping[str, frozenset[str]]:
    """The entries of `data/<language>/<name>.txt`, each line a key, a colon and the key's words.

    Raises:
        DataError: if there is no such list or a line of it has no colon.
    """
    entries: dict[str, frozenset[str]] = {}
    for line in _lines(name, language):
        key, colon, words = line.partition(":")
        if not colon:
            raise DataError(f"word list {language}/{name}.txt: no colon in {line!r}; write 'key: word word'")
        entries[key.strip()] = entries.get(key.strip(), frozenset()) | frozenset(words.split())
    return MappingProxyType(entries)


def data_file(name: str, language: str = "en") -> Traversable:
    """A file of a language's data.

    Raises:
        SettingsError: if there is no data for the language.
    """
    folder = files("quoteattr") / "data" / language
    if not folder.is_dir():
        raise SettingsError(f"no data for language {language!r}; use 'en'")
    return folder / name


def _lines(name: str, language: str) -> list[str]:
    try:
        text = (files("quoteattr") / "data" / language / f"{name}.txt").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DataError(f"no word list {language}/{name}.txt in the package; reinstall quoteattr") from None
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]
