"""Which word of a script is which word of the text: a patience diff, linear in both."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import chain
from typing import NamedTuple

import regex

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_GRAM = 4  # words in a row that are an anchor where both have them once
_MOST_CELLS = 100_000  # words times words between two anchors that are compared one by one: bounds the work
_MOST_TRIES = 200  # places that are tried for a line: bounds the work where a text repeats itself
Pairs = list[tuple[int, int]]


class Word(NamedTuple):
    """A word: its letters in one case, its half-open offsets."""

    form: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Return the words of a text; marks between them count for nothing, nor does case.

    Example:
        >>> words_of("“Oh—It rained”")[1]
        Word(form='it', start=4, end=6)
    """
    return [Word(unicodedata.normalize("NFKC", m[0]).casefold(), *m.span()) for m in _WORD.finditer(text)]


def align(script: Sequence[str], text: Sequence[str]) -> list[int | None]:
    """Return for each word of a script the number of the word of the text that it is, in order; None if it is none.

    Example:
        >>> align(["it", "never", "rained"], ["then", "it", "rained"])
        [1, None, 2]
    """
    found: list[int | None] = [None] * len(script)
    i = j = 0
    for a, b in [*_rising(_anchors(script, text)), (len(script), len(text))]:
        if a < i or b < j:  # inside what the anchor before grew to
            continue
        for x, y in _between(script[i:a], text[j:b]):
            found[i + x] = j + y
        i, j = a, b
        while i < len(script) and j < len(text) and script[i] == text[j]:
            found[i] = j
            i, j = i + 1, j + 1
    return found


class Places:
    """Where words stand in a row in a text."""

    def __init__(self, text: Sequence[str]) -> None:
        self._text = text
        self._at: dict[str, list[int]] = {}
        for place, word in enumerate(text):
            self._at.setdefault(word, []).append(place)

    def find(self, words: Sequence[str]) -> int | None:
        """Return the number of the first of these words where all stand in a row; None if they do nowhere."""
        rarest = min(range(len(words)), key=lambda k: len(self._at.get(words[k], ())))
        for place in self._at.get(words[rarest], ())[:_MOST_TRIES]:
            start = place - rarest
            if start >= 0 and self._text[start : start + len(words)] == words:
                return start
        return None


def _anchors(script: Sequence[str], text: Sequence[str]) -> Pairs:
    """Return where words in a row begin that both have once, in the order of the script."""
    ours, theirs = _once(script), _once(text)
    return [(place, theirs[gram]) for gram, place in ours.items() if gram in theirs]


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    twice = set()
    for place in range(len(words) - _GRAM + 1):
        gram = tuple(words[place : place + _GRAM])
        if gram in places:
            twice.add(gram)
        places.setdefault(gram, place)
    return {gram: place for gram, place in places.items() if gram not in twice}


def _rising(pairs: Pairs) -> Pairs:
    """Return the longest part of the pairs, ordered by the first, in which the second rises too."""
    tails: list[int] = []  # the smallest second of a part of each length
    ends: list[int] = []  # the pair it stands in
    before: list[int] = []  # for each pair the one before it
    for k, (_, second) in enumerate(pairs):
        at = bisect_left(tails, second)
        before.append(ends[at - 1] if at else -1)
        tails[at:at + 1], ends[at:at + 1] = [second], [k]  # fmt: skip
    rising = []
    k = ends[-1] if ends else -1
    while k >= 0:
        rising.append(pairs[k])
        k = before[k]
    return rising[::-1]


def _between(script: Sequence[str], text: Sequence[str]) -> Pairs:
    """Return the pairs of like words between two anchors."""
    same = 0
    while same < min(len(script), len(text)) and script[-1 - same] == text[-1 - same]:
        same += 1
    ends = [(len(script) - k, len(text) - k) for k in range(same, 0, -1)]
    script, text = script[: len(script) - same], text[: len(text) - same]
    if len(script) * len(text) > _MOST_CELLS:
        return ends
    blocks = SequenceMatcher(None, script, text, autojunk=False).get_matching_blocks()
    like = ((block.a + k, block.b + k) for block in blocks for k in range(block.size))
    return [*chain(like, ends)]
