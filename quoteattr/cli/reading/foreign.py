"""Texts that are not in the language they are to be read in, told by its commonest words."""

from __future__ import annotations

import re
from functools import cache

from quoteattr.language.data_files import language_folder, read_words

_WORD = re.compile(r"[^\W\d_]+")
_HEAD = 20_000  # characters that are looked at
_FEWEST_LETTERS = 120  # about 25 words: in fewer, names and headings may be all there is
_LEAST_SHARE = 0.12  # of words: running English text has 0.24 and more, that of other European languages under 0.04


def is_foreign(text: str, language: str) -> bool:
    """Whether hardly any word of a text is a common one of this language; never of one without a list of them."""
    common = _common_words(language)
    words = _WORD.findall(text[:_HEAD].lower())
    if not common or sum(map(len, words)) < _FEWEST_LETTERS:
        return False
    return sum(word in common for word in words) < _LEAST_SHARE * len(words)


@cache
def _common_words(language: str) -> frozenset[str]:
    return read_words(language_folder(language), "function_words.txt")
