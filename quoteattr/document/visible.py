"""Visible text: what a reader sees of a text, and where it stands in the text given; the parser gets that.

To a tokenizer soft hyphens and zero-width characters split words that are one to a reader, and thin spaces split a
mark from its word; a letter and its combining accent are one letter.
"""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import normalize

import regex

_MAYBE = regex.compile("[«\u00ad\u2009-\u200d\u202f\u2060\ufeff\\p{M}]")  # most texts have none, which is soon found
_UNSEEN = regex.compile(
    "[\u00ad\u200b-\u200d\u2060\ufeff]++|\\p{L}\\p{M}++|"
    "(?<=[“„‘])[\u2009\u200a\u202f]++|[\u2009\u200a\u202f]++(?=[”’])|"
    "(?<=«)[\u00a0\u2009\u200a\u202f]++|[\u00a0\u2009\u200a\u202f]++(?=»)"
)


class Visible(NamedTuple):
    """`text[i]` stands from `start[i]` to `end[i]` in the text given, in code points; or the texts are the same."""

    text: str
    start: list[int] | range
    end: list[int] | range

    def given(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open offsets in the text given of a span that is not empty."""
        return self.start[start], self.end[end - 1]


def visible(text: str) -> Visible:
    """Return what a reader sees of a text."""
    same = Visible(text, range(len(text)), range(1, len(text) + 1))
    if text.isascii() or not _MAYBE.search(text):
        return same
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for found in _UNSEEN.finditer(text):
        letter = normalize("NFC", found.group()) if found.group()[0].isalpha() else ""
        if len(letter) > 1:  # no such letter with this accent is in Unicode
            continue
        first, last = found.span()
        pieces += text[at:first], letter
        starts += *range(at, first), *([first] * len(letter))
        ends += *range(at + 1, first + 1), *([last] * len(letter))
        at = last
    if not pieces:
        return same
    pieces.append(text[at:])
    return Visible("".join(pieces), [*starts, *range(at, len(text))], [*ends, *range(at + 1, len(text) + 1)])
