"""Word lists about people and names, read once from the language's data files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from quoteattr.language.data_files import read_map, read_optional, read_words
from quoteattr.language.word_classes import WordClasses, read_word_classes
from quoteattr.records import Gender

GENDERS: Mapping[str, Gender] = {"m": "male", "f": "female", "": "unknown"}  # as data files write them, and records
SURE_SPEECH = 2  # strength of a verb that reports speech whenever it stands beside a quotation


@dataclass(frozen=True, slots=True)
class People:
    """What is known beforehand about words that name or describe people; all keys are lower case.

    Gender is ``m``, ``f`` or empty: a key of `GENDERS`. `titles`, `nouns`, `organizations` give a word's class,
    `speech` a verb's strength (2 is `SURE_SPEECH`; 1 may also describe what somebody does), `nicknames` the other forms
    of a given name. `common_given` are the given names that tell by themselves that a line is a person's label; of the
    others some are places, too.
    """

    titles: Mapping[str, str]
    title_gender: Mapping[str, str]
    nouns: Mapping[str, str]
    noun_gender: Mapping[str, str]
    given: Mapping[str, str]
    common_given: frozenset[str]
    nicknames: Mapping[str, frozenset[str]]
    speech: Mapping[str, int]
    replies: frozenset[str]
    organizations: Mapping[str, str]
    tails: frozenset[str]
    firms: frozenset[str]
    places: frozenset[str]
    place_heads: frozenset[str]
    not_names: frozenset[str]
    occupations: frozenset[str]
    postnominals: frozenset[str]
    manners: frozenset[str]
    peoples: frozenset[str]
    words: WordClasses


def read_people(folder: Traversable | Path) -> People:
    """Read the word lists about people from a language's folder; what it lacks stays empty.

    Raises:
        DataError: if a list is damaged.
    """
    titles = read_optional(folder, "titles.txt", 3)
    nouns = read_optional(folder, "persons.txt", 3)
    places = read_optional(folder, "places.txt", 1, 2)
    organizations = read_optional(folder, "organizations.txt", 2, 3)
    common, collected = (
        {name: gender for gender, words in read_optional(folder, file, 2) for name in words.split()}
        for file in ("given.txt", "given_collected.txt")
    )
    nicknames: dict[str, frozenset[str]] = {}
    for (words,) in read_optional(folder, "nicknames.txt"):
        names = frozenset(words.split())
        for name in names:
            nicknames[name] = nicknames.get(name, frozenset()) | names
    peoples = [word for words in read_map(folder, "demonyms.txt").values() for word in words]
    return People(
        titles={row[0]: row[2] for row in titles},
        title_gender={row[0]: row[1].strip("-") for row in titles},
        nouns={row[0]: row[2] for row in nouns},
        noun_gender={row[0]: row[1].strip("-") for row in nouns},
        given={**collected, **common},
        common_given=frozenset(common),
        nicknames=nicknames,
        speech={verb: int(strength) for verb, strength in read_optional(folder, "speech.txt", 2)},
        replies=read_words(folder, "replies.txt"),
        organizations={row[0]: row[1] for row in organizations},
        tails=frozenset(row[0] for row in organizations if row[2:] == ["tail"]),
        firms=frozenset(row[0] for row in organizations if row[2:] == ["firm"]),
        places=frozenset(row[0] for row in places if len(row) == 1),
        place_heads=frozenset(row[0] for row in places if len(row) == 2),
        not_names=read_words(folder, "notnames.txt"),
        occupations=read_words(folder, "occupations.txt"),
        postnominals=read_words(folder, "postnominals.txt"),
        manners=read_words(folder, "manners.txt"),
        peoples=frozenset(peoples) - {row[0] for row in places},
        words=read_word_classes(folder),
    )
