"""Passages of many registers, marked up in braces (the project's own, in `tests/registers`) -> gold documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import regex

from quoteattr.document.ranges import Offsets
from quoteattr.errors import InputError
from quoteattr.evaluation.corpora.gold import GoldAttribution, GoldDocument

_OPENING: Final = regex.compile(r"\{([cqsa])(\d+(?:,\d+)*)(?:/(\w+))?(?:=([^:{}\n]*))?:")
_BREAK: Final = regex.compile(r"^---\n", regex.MULTILINE)  # between passages
_NOBODY: Final = "*"  # a speaker whom the passage does not name


class _Piece(NamedTuple):
    """A stretch that serves attributions: its role (c, q, s, a), its numbers, what its opening says, its offsets."""

    role: str
    numbers: str
    kind: str
    name: str
    span: Offsets


def read_registers(folder: Path) -> list[GoldDocument]:
    """Read all passages of a folder of text files; `folder/README.md` or the one above it says what the markup means.

    The speaker is the name that the markup gives, else the source's own words; None where nobody is named.

    Raises:
        InputError: the folder holds no text, a file cannot be read, or a brace is no markup.
    """
    files = sorted(folder.glob("*.txt"))
    if not files:
        raise InputError(f"{folder}: no *.txt here; give a folder of marked passages")
    return [
        _document(f"{path.stem}-{number}", passage.strip("\n"))
        for path in files
        for number, passage in enumerate(_BREAK.split(path.read_text(encoding="utf8")), 1)
    ]


def _document(name: str, marked: str) -> GoldDocument:
    text, pieces = _read(name, marked)
    by_number: dict[int, list[_Piece]] = defaultdict(list)
    for piece in pieces:
        for number in piece.numbers.split(","):
            by_number[int(number)].append(piece)
    made = (_attribution(text, by_number[number]) for number in sorted(by_number))
    return GoldDocument(name, text, tuple(each for each in made if each.content))


def _read(name: str, marked: str) -> tuple[str, list[_Piece]]:
    """Return the bare text and the pieces marked in it, in the order of their ends."""
    text, at = "", 0
    opened: list[tuple[regex.Match[str], int]] = []
    pieces = []
    while at < len(marked):
        if opening := _OPENING.match(marked, at):
            opened.append((opening, len(text)))
            at = opening.end()
            continue
        if marked[at] == "}" and opened:
            match, start = opened.pop()
            pieces.append(_Piece(match[1], match[2], match[3] or "", match[4] or "", (start, len(text))))
        elif marked[at] in "{}":
            raise InputError(f"{name}: a brace that is no markup: {marked[at : at + 30]!r}; correct the passage")
        else:
            text += marked[at]
        at += 1
    if opened:
        raise InputError(f"{name}: not closed: {opened[-1][0].group()!r}; correct the passage")
    return text, pieces


def _attribution(text: str, pieces: Sequence[_Piece]) -> GoldAttribution:
    spans = {role: tuple(sorted(piece.span for piece in pieces if piece.role == role)) for role in "cqs"}
    given = [piece.name for piece in pieces if piece.role in "cs" and piece.name]
    own = " … ".join(text[start:end] for start, end in spans["s"])
    name = given[0] if given else own
    kind = next((piece.kind for piece in pieces if piece.role == "c" and piece.kind), "")
    return GoldAttribution(spans["c"], spans["q"], spans["s"], None if name == _NOBODY else name or None, kind)
