"""The values that coreference passes on: what each attribution's source refers to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quoteattr.entities.types import Referents, Registry
from quoteattr.records import Gender

Options = Sequence[tuple[float, Referents]]  # probability or salience, antecedent


@dataclass(frozen=True, slots=True)
class Resolution:
    """The referents of each attribution's source, among the entities of a registry, and of whom it is said to.

    `referents` are empty where there is no source, or a pronoun without a sure antecedent. `genders` are those that
    pronouns showed on the way. `heads` are the tokens that head each source, `options` by such a token all its possible
    antecedents with their salience, the most salient first. `listeners` are those whom each attribution is said to,
    entities alone.
    """

    registry: Registry
    referents: Sequence[Referents]
    genders: Mapping[int, Gender]
    heads: Sequence[Sequence[int]] = ()
    options: Mapping[int, Options] = field(default_factory=dict)
    listeners: Sequence[Referents] = ()
