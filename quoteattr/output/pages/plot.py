"""Shares as a drawing: a bar for each group, in one self-contained SVG without script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from quoteattr.output.corpus.shares import ALL, WHO, Share, Who
from quoteattr.output.pages.rendering import draw

_WIDTH, _LEFT, _BAR = 820, 190, 510  # pixels: of the drawing, left of the bars, of a bar
_TOP, _ROW, _FOOT = 84, 36, 16  # pixels: above the bars, from bar to bar, below them
_LONGEST = 24  # characters of a group's name that fit beside its bar
_LETTER = 6.6  # pixels of a letter in the legend, on average


@dataclass(frozen=True, slots=True)
class _Band:
    who: Who
    name: str
    x: float
    width: float
    share: float
    quotations: int


@dataclass(frozen=True, slots=True)
class _Bar:
    name: str
    y: int
    words: int
    bands: tuple[_Band, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    who: Who
    name: str
    x: float


def plot_shares(shares: Sequence[Share], title: str = "Whose words are quoted") -> str:
    """Return an SVG with a bar a group, parted by who speaks; it fetches nothing and runs nothing.

    Example:
        >>> plot_shares([Share("2026-01", "female", 1, 1, 1, 2, 1.0)]).startswith("<svg")
        True
    """
    bars = list(_bars(shares))
    height = _TOP + _ROW * len(bars) + _FOOT
    return draw(
        "shares.svg.j2", title=title, width=_WIDTH, height=height, left=_LEFT, bars=bars, legend=list(_legend())
    )


def _bars(shares: Sequence[Share]) -> Iterator[_Bar]:
    for number, (group, of_group) in enumerate(groupby(shares, key=lambda share: share.group)):
        bands = []
        words, x = 0, float(_LEFT)
        for share in of_group:
            words += share.words
            width = share.share * _BAR
            if width:
                bands.append(_Band(share.who, WHO[share.who], x, width, share.share, share.quotations))
            x += width
        name = "all documents" if group == ALL else group
        short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
        yield _Bar(short, _TOP + _ROW * number, words, tuple(bands))


def _legend() -> Iterator[_Mark]:
    x = 16.0
    for who, name in WHO.items():
        yield _Mark(who, name, round(x, 1))
        x += 40 + _LETTER * len(name)
