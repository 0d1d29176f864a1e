"""Whether a predicted name means the gold speaker: titles, articles, terms of address count for nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

import regex

from quoteattr.language.data_files import language_folder, read_map

_NARRATOR: Final = frozenset({"_narr", "narr", "narrator", "i"})
_NARRATOR_ALIAS: Final = "narr"  # PDNC writes _NARR among the aliases of a narrator
_MARKS: Final = regex.compile(r"[^\w\s]")


class Cast:
    """The characters of a novel, to be found by name."""

    def __init__(self, aliases: Mapping[str, frozenset[str]]) -> None:
        """Index the characters' names; `aliases` holds all names of each, by main name."""
        self._narrators: set[str] = set()
        self._full: dict[str, set[str]] = defaultdict(set)
        self._untitled: dict[str, set[str]] = defaultdict(set)
        self._words: list[tuple[str, set[str]]] = []
        for character, names in aliases.items():
            for name in names:
                if name.lower().strip("_") == _NARRATOR_ALIAS:
                    self._narrators.add(character)
                    continue
                self._full[_plain(name)].add(character)
                if words := _without_titles(name):
                    self._untitled[" ".join(words)].add(character)
                    self._words.append((character, set(words)))

    def meant(self, names: Iterable[str]) -> str | None:
        """Return the main name of the character that the first of somebody's names to mean one means.

        A full name may be none that the corpus lists.
        """
        return next(filter(None, map(self.find, names)), None)

    def find(self, name: str | None) -> str | None:
        """Return the main name of the one character the name can mean; None if there are none or several.

        In turn: the narrator, the full name, the name without title, a part of a character's name, a name
        that contains all of a character's longer name.
        """
        if not name:
            return None
        if name.strip().lower() in _NARRATOR:
            return _only(self._narrators)
        name = _without_address(name)
        if _plain(name) in self._full:
            return _only(self._full[_plain(name)])
        words = set(_without_titles(name))
        if not words:
            return None
        return (
            _only(self._untitled.get(" ".join(_without_titles(name)), ()))
            or _only({character for character, known in self._words if words <= known})
            or _only({character for character, known in self._words if len(known) > 1 and known <= words})
        )


def same_name(predicted: str | None, gold: Iterable[str], *, last_only: bool = False) -> bool:
    """Whether the predicted name is one of the gold names, or such a one with more before its last word.

    Args:
        predicted: the name, or None.
        gold: names that are right.
        last_only: accept every name with the same last word.
    """
    gold = list(gold)
    if predicted is not None and _plain(predicted) in map(_plain, gold):
        return True
    words = _without_offices(predicted or "")
    if not words:
        return False
    for name in gold:
        right = _without_offices(name)
        if right and words[-1] == right[-1] and (last_only or words == right or set(right) < set(words)):
            return True
    return False


@cache
def _scoring() -> Mapping[str, frozenset[str]]:
    return read_map(language_folder("en"), "scoring.txt")


def _plain(name: str) -> str:
    articles = _scoring()["article"]
    return " ".join(word for word in _MARKS.sub(" ", name.lower()).split() if word not in articles)


def _without_titles(name: str) -> list[str]:
    titles = _scoring()["title"]
    return [word for word in _plain(name).split() if word not in titles]


def _without_offices(name: str) -> list[str]:
    offices = _scoring()["office"]
    bare = name.replace("’s", "").replace("'s", "")
    return [word for word in _without_titles(bare) if word not in offices]


def _without_address(name: str) -> str:
    address = _scoring()["address"]
    words = name.split()
    while len(words) > 1 and words[0].lower() in address:
        words.pop(0)
    return " ".join(words)


def _only(found: Iterable[str]) -> str | None:
    characters = list(found)
    return characters[0] if len(characters) == 1 else None
