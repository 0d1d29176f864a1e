"""Decide whom a description means."""

from __future__ import annotations

from collections.abc import Mapping

from quoteattr.dialogue.naming.features import Likely, NamingReader
from quoteattr.dialogue.types import Story
from quoteattr.loglinear.weights import score, softmax

MODEL = "naming"
_MIN_PROBABILITY = 0.45  # on stories not learned from two names more in a hundred, as often right; on others no fewer


def naming_rows(reader: NamingReader, described: int) -> list[list[str]]:
    """Return the features of nobody, then those of each option."""
    options = enumerate(reader.options(described))
    return [reader.nobody(described), *(list(reader.named(described, entity, rank)) for rank, entity in options)]


def name_described(story: Story, likely: Likely, model: Mapping[str, float]) -> dict[int, int]:
    """Return for descriptions the named person who each likely is; those who may be several are left out."""
    reader = NamingReader(story, likely)
    pairs = ((described, _who(reader, described, model)) for described in reader.described())
    return {described: who for described, who in pairs if who is not None}


def _who(reader: NamingReader, described: int, model: Mapping[str, float]) -> int | None:
    """Return whom a description means: whom the talk makes plain, else the likeliest, if that is likely enough."""
    if (teller := reader.evident(described)) is not None:
        return teller
    options = reader.options(described)
    _, *shares = softmax([score(model, row) for row in naming_rows(reader, described)])
    best = max(range(len(shares)), key=shares.__getitem__, default=None)
    return options[best] if best is not None and shares[best] >= _MIN_PROBABILITY else None
