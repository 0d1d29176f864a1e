"""Whom each attribution's source refers to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quoteattr.entities.types import Referents, Registry
from quoteattr.records import Gender


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whom each attribution's source refers to, among the entities of a registry.

    `referents` are empty where there is no source or it is a pronoun that cannot be told with confidence.
    `genders` are those that pronouns showed on the way.
    """

    registry: Registry
    referents: Sequence[Referents]
    genders: Mapping[int, Gender]
