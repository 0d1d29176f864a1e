"""The speakers' tints, as in `page.css`, and the bar that shows how much each speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quoteattr.output.speaker_shares import NOBODY, Voice

_TINTS = 8  # the palette's size, as in page.css; as many speakers more get the same tints hatched


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the bar that shows how much each speaks; `start` and `share` are parts of its length."""

    name: str
    label: str
    tint: str
    start: float
    share: float


def tint_of(voice: Voice) -> str:
    """Return class names of the style sheet."""
    if voice.number == NOBODY or voice.number > 2 * _TINTS:
        return "neutral"
    return f"v{(voice.number - 1) % _TINTS + 1}" + (" hatched" if voice.number > _TINTS else "")


def bands_of(voices: Sequence[Voice]) -> list[Band]:
    """Return a band for each voice that has a tint of its own, one for all further speakers, one for nobody's words."""
    bands = []
    start = rest = 0.0
    for voice in voices:
        if voice.number > 2 * _TINTS:
            rest += voice.share
        elif voice.share and voice.number != NOBODY:
            bands.append(Band(voice.name, voice.label, tint_of(voice), start, voice.share))
            start += voice.share
    nobody = sum(voice.share for voice in voices if voice.number == NOBODY)
    for name, label, share in (("Others", "others", rest), ("Speaker not known", "?", nobody)):
        if share:
            bands.append(Band(name, label, "neutral", start, share))
            start += share
    return bands
