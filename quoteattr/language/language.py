"""One value for all that is known of a language before any text is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from quoteattr.language.cue_lexicon import Analyse, CueLexicon, read_cues
from quoteattr.language.data_files import language_folder, read_map, read_words
from quoteattr.language.layout_words import LayoutWords, read_layout_words
from quoteattr.language.people import People, read_people
from quoteattr.language.roles import RoleWords, read_roles
from quoteattr.language.word_classes import WordClasses
from quoteattr.settings import CueWord


@dataclass(frozen=True, slots=True)
class Language:
    """The knowledge of a language that stages read.

    `code` names its folder in `data`, or is the path of another. `cues` are the words that introduce speech, `people`
    those that name and describe people, `roles` what is known of offices and occupations, `addressing` the ways in
    which a verb of speech names its addressee, `times` words that say when, `elisions` words that begin with an
    apostrophe, `layout` words that tell what a line is for.
    """

    code: str
    cues: CueLexicon
    people: People
    roles: RoleWords
    addressing: Mapping[str, frozenset[str]]
    times: frozenset[str]
    elisions: frozenset[str]
    layout: LayoutWords

    @property
    def words(self) -> WordClasses:
        """The small closed classes of words."""
        return self.people.words

    def with_cues(self, add: Iterable[CueWord], remove: Iterable[str], analyse: Analyse) -> Language:
        """Return the language with cue words added and lemmas removed."""
        return replace(self, cues=self.cues.with_changes(add, remove, analyse))


@cache
def load_language(code: str = "en") -> Language:
    """Read a language's data, once in a process: of a language that comes with the package, or of a folder.

    Raises:
        SettingsError: if there is no data for the language.
        DataError: if the cue lexicon is missing or a file is damaged.
    """
    folder = language_folder(code)
    people = read_people(folder)
    roles = read_roles(folder, people)
    times = read_words(folder, "times.txt")
    return Language(
        code=code,
        cues=read_cues(folder / "cues.tsv"),
        people=people,
        roles=roles,
        addressing=read_map(folder, "addressing.txt"),
        times=times,
        elisions=read_words(folder, "elisions.txt"),
        layout=read_layout_words(folder, roles, times),
    )
