"""Reader for the hand-annotated passages in ``tests/gold``; README.md there defines the markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

GOLD = Path(__file__).parents[1] / "gold"
ACTS = ("speech", "thought", "intent", "attitude", "perception")

_OPENING = re.compile(r"\{([cqs])(\d+(?:,\d+)*)(?:/(\w+))?(?:=([^:{}]+))?:")

Span = tuple[int, int]


@dataclass
class GoldAttribution:
    """One attribution: half-open character offsets into the passage's plain text."""

    content: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    source: list[Span] = field(default_factory=list)
    act: str = "speech"
    speaker: str | None = None  # only where the source's own words do not say it


@dataclass(frozen=True)
class GoldPassage:
    """A passage without markup, and its attributions in the order of their numbers."""

    id: str
    register: str
    text: str
    attributions: list[GoldAttribution]


def read_passage(marked: str, id: str = "", register: str = "") -> GoldPassage:
    """The passage that the marked text describes.

    Raises:
        ValueError: a brace is not markup, is not closed, or an act is unknown.
    """
    text = ""
    attributions: dict[int, GoldAttribution] = {}
    open_pieces: list[tuple[str, list[int], int]] = []
    position = 0
    while position < len(marked):
        opening = _OPENING.match(marked, position)
        if opening:
            role, numbers = opening[1], [int(number) for number in opening[2].split(",")]
            for number in numbers:
                _note(attributions.setdefault(number, GoldAttribution()), opening[3], opening[4])
            open_pieces.append((role, numbers, len(text)))
            position = opening.end()
            continue
        if marked[position] == "{" or (marked[position] == "}" and not open_pieces):
            raise ValueError(f"{id}: a brace that is not markup: {marked[position : position + 30]!r}")
        if marked[position] == "}":
            role, numbers, start = open_pieces.pop()
            for number in numbers:
                _pieces(attributions[number], role).append((start, len(text)))
        else:
            text += marked[position]
        position += 1
    if open_pieces:
        raise ValueError(f"{id}: not closed: {open_pieces}")
    return GoldPassage(id, register, text, [_sorted(attributions[number]) for number in sorted(attributions)])


def passages(folder: Path = GOLD) -> Iterator[GoldPassage]:
    """All passages, file by file; the id is the register and the passage's place in its file."""
    for path in sorted(folder.glob("*.txt")):
        for place, marked in enumerate(path.read_text(encoding="utf-8").split("\n---\n"), start=1):
            yield read_passage(marked.strip("\n"), f"{path.stem}-{place}", path.stem)


def _note(attribution: GoldAttribution, act: str | None, speaker: str | None) -> None:
    if act is not None:
        if act not in ACTS:
            raise ValueError(f"unknown act {act!r}; the acts are {', '.join(ACTS)}")
        attribution.act = act
    if speaker is not None:
        attribution.speaker = speaker


def _pieces(attribution: GoldAttribution, role: str) -> list[Span]:
    return {"c": attribution.content, "q": attribution.cue, "s": attribution.source}[role]


def _sorted(attribution: GoldAttribution) -> GoldAttribution:
    for pieces in (attribution.content, attribution.cue, attribution.source):
        pieces.sort()
    return attribution
