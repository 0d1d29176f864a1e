"""Features, rules and values of the models in plain words, from `data/<language>/explanations.tsv`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import regex

from quoteattr.language.data_files import language_folder, read_rows

_SEPARATORS = regex.compile(r"[:/+|<>]|\.\.")
_LEXEME = regex.compile(r".+/[A-Z]")
_SHARED = regex.compile(r"(?:act|class),(?P<feature>.*);(?P<kind>.+)")  # what `cues` has again by act and class


@dataclass(frozen=True, slots=True)
class PlainWords:
    """Words by model and feature family; `words["value"]` are those of parts of values."""

    words: Mapping[str, Mapping[str, str]]

    def feature(self, model: str, feature: str) -> str:
        """What a feature says; its own name where nobody has put it into words.

        Example:
            >>> load_plain_words("en").feature("cue", "cue,child=say/V,ccomp")
            'the word “say” with a clause'
        """
        known = self.words.get(model, {})
        family, _, value = feature.partition("=")
        if feature in known:
            return known[feature]
        if family in known:
            template = known[family]
            parts = value.split(",", max(family.count(","), template.count("{1}"), 2 * template.count("{2}")))
            return template.format(*map(self._value, parts))
        shared = _SHARED.fullmatch(feature)
        if not shared:
            return feature
        plain, kind = self.feature(model, shared["feature"]), shared["kind"]
        like = f"like {self._value(kind)}" if _LEXEME.fullmatch(kind) else f"of {kind}"
        return plain if kind == "none" else f"{plain} (a word {like})"

    def fate(self, what: str) -> str:
        """Say what became of a cue that no quotation was made of."""
        return self.words["fate"][what]

    def rule(self, label: str) -> str:
        """What the rule of a candidate or quotation says."""
        known = self.words["rule"]
        family, _, _ = label.partition(":")
        kind, _, shape = family.partition(" ")  # in dialogue: what names the speaker, and where
        return known.get(family) or (f"{known[kind]} {known[shape]}" if kind in known and shape in known else family)

    def route(self, label: str) -> str:
        """How a candidate source stands to its cue."""
        route, _, form = label.partition("|")
        return self._value(route) + (", cut short" if form.startswith("-") else "")

    def _value(self, value: str) -> str:
        """A value in words, part by part; what has none is a word of the text, in quotation marks."""
        known = self.words["value"]
        if value in known:
            return known[value]
        if _LEXEME.fullmatch(value):
            return f"“{value[:-2]}”"
        parts = dict.fromkeys(part for part in _SEPARATORS.split(value) if part)
        return ", ".join(known.get(part, f"“{part}”") for part in parts) or "nothing"


@cache
def load_plain_words(language: str) -> PlainWords:
    """The plain words of a language; those of English where it has none.

    Raises:
        DataError: if there are none, or a line is not of three fields.
    """
    own, english = (language_folder(code) / "explanations.tsv" for code in (language, "en"))
    words: dict[str, dict[str, str]] = {}
    for model, family, plain in read_rows(own if own.is_file() else english, 3):
        words.setdefault(model, {})[family] = plain
    return PlainWords(words)
