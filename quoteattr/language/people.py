"""Word lists about people and names, read once from the language's data files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from quoteattr.errors import DataError
from quoteattr.language.wordlists import word_map


@dataclass(frozen=True, slots=True)
class People:
    """What is known beforehand about words that name or describe people; all keys are lower case.

    Gender is ``m``, ``f`` or empty. `titles`, `nouns`, `organizations` give a word's class, `speech` a verb's
    strength (2: it reports speech whenever it stands beside a quotation), `nicknames` the other forms of a
    given name.
    """

    titles: Mapping[str, str]
    title_gender: Mapping[str, str]
    nouns: Mapping[str, str]
    noun_gender: Mapping[str, str]
    given: Mapping[str, str]
    nicknames: Mapping[str, frozenset[str]]
    speech: Mapping[str, int]
    replies: frozenset[str]
    organizations: Mapping[str, str]
    tails: frozenset[str]
    firms: frozenset[str]
    places: frozenset[str]
    place_heads: frozenset[str]
    not_names: frozenset[str]
    peoples: frozenset[str]


@cache
def load_people(language: str = "en") -> People:
    """The word lists of a language.

    Raises:
        DataError: if the language has none.
    """
    titles = _rows(language, "titles.txt")
    nouns = _rows(language, "persons.txt")
    places = _rows(language, "places.txt")
    organizations = _rows(language, "organizations.txt")
    titles_gender, nouns_gender = ({row[0]: row[1].strip("-") for row in rows} for rows in (titles, nouns))
    nicknames: dict[str, frozenset[str]] = {}
    for row in _rows(language, "nicknames.txt"):
        names = frozenset(row[0].split())
        for name in names:
            nicknames[name] = nicknames.get(name, frozenset()) | names
    return People(
        titles={row[0]: row[2] for row in titles},
        title_gender=titles_gender,
        nouns={row[0]: row[2] for row in nouns},
        noun_gender=nouns_gender,
        given={name: row[0] for row in _rows(language, "given.txt") for name in row[1].split()},
        nicknames=nicknames,
        speech={row[0]: int(row[1]) for row in _rows(language, "speech.txt")},
        replies=frozenset(word for row in _rows(language, "replies.txt") for word in row[0].split()),
        organizations={row[0]: row[1] for row in organizations},
        tails=frozenset(row[0] for row in organizations if row[2:] == ["tail"]),
        firms=frozenset(row[0] for row in organizations if row[2:] == ["firm"]),
        places=frozenset(row[0] for row in places if len(row) == 1),
        place_heads=frozenset(row[0] for row in places if len(row) == 2),
        not_names=frozenset(word for row in _rows(language, "notnames.txt") for word in row[0].split()),
        peoples=frozenset(word for words in word_map("demonyms", language).values() for word in words)
        - {row[0] for row in places},
    )


def _rows(language: str, name: str) -> list[list[str]]:
    return list(_read(language, name))


def _read(language: str, name: str) -> Iterator[list[str]]:
    path = files("quoteattr").joinpath("data", language, name)
    if not path.is_file():
        raise DataError(f"quoteattr has no word list {name} for language {language!r}; use language 'en'")
    for line in path.read_text(encoding="utf8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
