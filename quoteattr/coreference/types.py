"""Whom each attribution's source refers to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quoteattr.entities.types import Referents, Registry
from quoteattr.records import Gender

Options = Sequence[tuple[float, Referents]]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whom each attribution's source refers to, among the entities of a registry.

    `referents` are empty where there is no source or it is a pronoun that cannot be told with confidence.
    `genders` are those that pronouns showed on the way. `heads` are the tokens that head each source, `options` by
    such a token whom else it could have referred to, with their salience, the most salient first.
    """

    registry: Registry
    referents: Sequence[Referents]
    genders: Mapping[int, Gender]
    heads: Sequence[Sequence[int]] = ()
    options: Mapping[int, Options] = field(default_factory=dict)
