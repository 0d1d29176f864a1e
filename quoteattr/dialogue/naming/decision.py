"""Decide whom a description means."""

from __future__ import annotations

from collections.abc import Mapping

from quoteattr.dialogue.naming.features import Likely, NamingReader
from quoteattr.dialogue.types import Story
from quoteattr.loglinear.weights import score, softmax

MODEL = "naming"
# Probabilities from which a description is given a name, in one round after the other: who is named surely in the first
# speaks, and so tells of others, in the second. In folds over 25 stories 60.3 turns in a hundred are right, 58.3 in one
# round from 0.45; of the names given 72.1 and 70.4.
ROUNDS = (0.6, 0.3)


def naming_rows(reader: NamingReader, described: int) -> list[list[str]]:
    """Return the features of nobody, then those of each option."""
    options = enumerate(reader.options(described))
    return [reader.nobody(described), *(list(reader.named(described, entity, rank)) for rank, entity in options)]


def name_described(story: Story, likely: Likely, model: Mapping[str, float], least: float) -> dict[int, int]:
    """Return for descriptions the named person who each likely is, from the probability `least` on.

    A name is given to the likeliest of those who claim it, for two who are described mostly are two; a second has to
    claim it again where it is known whom the first means. Those who may be several are left out.
    """
    reader, claims = NamingReader(story, likely), []
    for described in reader.described():
        options = reader.options(described)
        _, *shares = softmax([score(model, row) for row in naming_rows(reader, described)])
        claims += [(-p, described, e) for p, e in zip(shares, options, strict=True) if p >= least]
    found: dict[int, int] = {}
    for _, described, entity in sorted(claims):
        if described not in found and entity not in found.values():
            found[described] = entity
    return found
