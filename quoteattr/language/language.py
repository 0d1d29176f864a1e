"""One value for all that is known of a language before any text is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from quoteattr.language.cue_lexicon import Analyse, Lexicon, load_lexicon
from quoteattr.language.people import People, load_people
from quoteattr.language.roles import RoleWords, load_roles
from quoteattr.language.wordlists import data_file, word_map
from quoteattr.settings import CueWord


@dataclass(frozen=True, slots=True)
class Language:
    """The knowledge of a language that stages read: `code` is its folder in `data`.

    `cues` are the words that introduce speech, `people` those that name and describe people, `roles` what is known of
    offices and occupations, `addressing` the ways in which a verb of speech names its addressee.
    """

    code: str
    cues: Lexicon
    people: People
    roles: RoleWords
    addressing: Mapping[str, frozenset[str]]

    def with_cues(self, add: Iterable[CueWord], remove: Iterable[str], analyse: Analyse) -> Language:
        """Return the language with cue words added and lemmas removed."""
        return replace(self, cues=self.cues.with_changes(add, remove, analyse))


@cache
def load_language(code: str = "en") -> Language:
    """Read a language's data, once in a process.

    Raises:
        SettingsError: if there is no data for the language.
        DataError: if a file is missing or damaged.
    """
    return Language(
        code=code,
        cues=load_lexicon(data_file("cues.tsv", code)),
        people=load_people(code),
        roles=load_roles(code),
        addressing=word_map("addressing", code),
    )
