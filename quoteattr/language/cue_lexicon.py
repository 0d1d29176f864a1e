"""The cue lexicon: words that introduce reported speech, each with the act it reports.

Its verbs of speech go beyond the reporting verbs of Krestel et al. (2008); nouns and phrases are cues as in PolNeAR
(Newell et al. 2018).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import cast, get_args

from quoteattr.language.data_files import read_rows
from quoteattr.records import Act
from quoteattr.settings import CueWord

Analyse = Callable[[str, str], tuple[str, str]]  # word and tag -> part of speech and lemma
_KEYS = {"verb": "V", "noun": "N", "adjective": "A", "adverb": "A", "preposition": "A", "punctuation": "P"}


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """Acts by lexeme (``say/V`` -> ``speech``), and finer classes of words of speech (``say/V`` -> ``state/V``).

    `removed` are lemmas never to take for a cue.
    """

    acts: Mapping[str, Act]
    classes: Mapping[str, str] = field(default_factory=dict)
    removed: frozenset[str] = field(default_factory=frozenset)

    def __contains__(self, lexeme: object) -> bool:
        return lexeme in self.acts

    def act(self, lexeme: str) -> str:
        """Return the act of a lexeme, or ``none`` for a word that is not in the lexicon."""
        return self.acts.get(lexeme, "none")

    def class_of(self, lexeme: str) -> str:
        """Return the class of a lexeme with its part of speech (``state/V``, ``state/N``), or "" where it has none."""
        return self.classes.get(lexeme, "")

    def with_changes(self, add: Iterable[CueWord], remove: Iterable[str], analyse: Analyse) -> CueLexicon:
        """Return the lexicon with cue words added and lemmas removed.

        A rule lemmatizer reduces the forms of a verb it does not know to different lemmas (*skeets* to
        *skeet*, *skeeted* to *skeete*), so all that `analyse` makes of the regular forms are meant.
        """
        added = {
            f"{lemma}/{_KEYS[word.kind]}": word.act
            for word in add
            for lemma in (_lemmas(word.lemma, analyse) if word.kind == "verb" else {word.lemma.lower()})
        }
        removed = {lemma for word in remove for lemma in _lemmas(word, analyse)}
        classes = {lexeme: name for lexeme, name in self.classes.items() if lexeme not in added}
        return CueLexicon({**self.acts, **added}, classes, self.removed | removed)


def _lemmas(verb: str, analyse: Analyse) -> set[str]:
    """Return the lemmas of the regular forms of a verb."""
    verb = verb.lower()
    stem = verb.removesuffix("e")
    forms = (verb + "s", "VBZ"), (stem + "ed", "VBD"), (stem + "ing", "VBG")
    return {verb, *(analyse(form, tag)[1] for form, tag in forms)}


def _is_entry(row: Sequence[str]) -> bool:
    return row[1] in get_args(Act) and all(map(str.isalpha, row[2:]))


def read_cues(path: Path | Traversable) -> CueLexicon:
    """Read a lexicon file: a lexeme, its act and perhaps its class a line.

    Raises:
        DataError: if the file is missing or a line is not of that form.
    """
    acts: dict[str, Act] = {}
    classes: dict[str, str] = {}
    form = f"'lexeme<TAB>act' or 'lexeme<TAB>act<TAB>class' with act one of {get_args(Act)}"
    for lexeme, act, *rest in read_rows(path, 2, 3, check=_is_entry, form=form):
        acts[lexeme] = cast(Act, act)
        for name in rest:
            classes[lexeme] = f"{name}/{lexeme.rpartition('/')[2]}"
    return CueLexicon(acts, classes)
