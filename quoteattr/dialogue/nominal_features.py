"""Features of a cue that is a nominal: does "the old man" name somebody new, or one of the other candidates?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from quoteattr.dialogue.context import Context, Rows, steps
from quoteattr.dialogue.cooccurrence import Cooccurrence
from quoteattr.dialogue.types import DESCRIBED, Reference

_ARTICLES = {"the": "the", "a": "a", "an": "a", "": "none"}  # other determiners count as "his"
# The numbers below were set by hand on the training novels.
_SELDOM, _OFTEN = 0.05, 0.15  # share of a description's mentions with the candidate in the same sentence
_NEARBY, _MOST_CUES = 8, 3  # turns on each side in which a candidate's named cues count, up to so many


@dataclass(frozen=True, slots=True)
class _Nominal:
    """A cue that is a nominal, and what is known of its description.

    `described` is the entity of the description alone. `article`, `noun_class` and `noun` are those of the nominal,
    in coarse classes, `mentions` how often the description stands in the story, coarsely.
    """

    reference: Reference
    described: int
    article: str
    noun_class: str
    noun: str
    mentions: str


class NominalReader:
    """Adds to the rows of features of a turn what the description in its cue tells of each candidate."""

    def __init__(self, context: Context, cooccurrence: Cooccurrence) -> None:
        self.context, self.cooccurrence = context, cooccurrence
        self.characters, self.people = context.characters, context.story.people
        self.styles = self.people.words.styles()

    def add_nominal(self, i: int, rows: Rows) -> None:
        """Add features of the description itself, and of the other candidates that it may stand for."""
        cue = self.context.turns[i].cue
        assert cue is not None
        nominal = self._read(self.characters.references[cue.index])
        shares = {entity: self.cooccurrence.share(nominal.described, entity) for entity in rows}
        best = max(shares.values())
        for entity, row in rows.items():
            if entity == nominal.described:
                row += self._as_itself(nominal, best)
            row += self._by_class(nominal, entity)
            if entity != nominal.described and self.characters.form[entity] not in DESCRIBED:
                row += self._as_named(nominal, entity, shares[entity], best)
                named = self.context.anchor[max(0, i - _NEARBY) : i + _NEARBY + 1].count(entity)
                row.append(f"nominal named cues nearby,class={min(named, _MOST_CUES)},{nominal.noun_class}")
                row.append(f"nominal noun,title={nominal.noun},{self._style(entity)}")

    def _read(self, reference: Reference) -> _Nominal:
        noun_class = self.people.nouns.get(reference.noun, "other")
        return _Nominal(
            reference,
            reference.entity,
            article=_ARTICLES.get(reference.determiner, "his"),
            noun_class=noun_class,
            noun=reference.noun if noun_class in ("kin", "plain") else "other",
            mentions=steps(self.characters.entities[reference.entity].count),
        )

    def _as_itself(self, nominal: _Nominal, best: float) -> Iterator[str]:
        """Yield features of the description as a character of its own: how it is worded, used and introduced."""
        reference, article, noun_class = nominal.reference, nominal.article, nominal.noun_class
        has_tail = any(" " in word for word in reference.modifiers)
        modified = "tail" if has_tail else str(bool(reference.modifiers))
        yield from (
            f"nominal determiner={reference.determiner or 'none'}",
            f"nominal article,class,cues={article},{noun_class},{steps(self.context.cue_uses[nominal.described])}",
            f"nominal article,class,modified={article},{noun_class},{modified}",
            f"nominal modified={modified}",
            f"nominal gender={reference.gender or 'none'}",
            f"nominal noun={nominal.noun}",
            f"nominal article,mentions,form={article},{nominal.mentions},{self.characters.form[nominal.described]}",
            f"nominal best share,mentions={_quarter(best)},{nominal.mentions}",
            f"nominal introduced,class={self._introduced(reference)},{noun_class}",
        )

    def _by_class(self, nominal: _Nominal, entity: int) -> Iterator[str]:
        """Yield features of any candidate beside the class of the noun."""
        noun_class, itself = nominal.noun_class, entity == nominal.described
        form = self.characters.form[entity]
        yield f"nominal article,class,itself,form={nominal.article},{noun_class},{itself},{form}"
        if noun_class in ("role", "other", "address"):
            known = self._known(nominal.reference.noun, entity)
            yield f"nominal class,itself,known={noun_class},{itself},{known}"

    def _as_named(self, nominal: _Nominal, entity: int, share: float, best: float) -> Iterator[str]:
        """Yield features of a candidate whom the description may stand for: do the two occur together?"""
        mentions = nominal.mentions
        if not nominal.reference.gender:
            gender = self.characters.gender[entity] or "none"
            yield f"nominal class,candidate gender={nominal.noun_class},{gender}"
        beside = self._beside(nominal.described, entity)
        yield f"nominal beside,mentions,article={beside},{mentions},{nominal.article}"
        yield f"nominal share,mentions={_quarter(share)},{mentions}"
        if best and share == best:
            yield f"nominal likeliest,mentions=True,{mentions}"
            yield f"nominal likeliest share,beside={_quarter(share)},{beside}"

    def _beside(self, described: int, entity: int) -> str:
        """Return how often a candidate stands in one sentence with the description, and so is somebody else."""
        count = self.characters.entities[described].count
        share = self.context.beside(described, entity) / max(1, count)
        return "never" if not share else "seldom" if share < _SELDOM else "often" if share < _OFTEN else "mostly"

    def _introduced(self, reference: Reference) -> str:
        """Return how many paragraphs ago the narration last introduced somebody so: "a man", then "the man"."""
        places = self.context.introduced.get(reference.entity, ())
        k = bisect_right(places, reference.paragraph)
        return steps(reference.paragraph - places[k - 1]) if k else "none"

    def _known(self, noun: str, entity: int) -> str:
        """Return whether the text says the noun of this entity, of another named one, or of nobody."""
        bearers = self.characters.known_as.get(noun, frozenset())
        return "own" if entity in bearers else "other" if bearers else "none"

    def _style(self, entity: int) -> str:
        titles = self.characters.entities[entity].titles
        return next((style for style, members in self.styles.items() if titles & members), "none")


def _quarter(share: float) -> int:
    """Return a share as the number of its quarter, 0 to 3."""
    return min(int(4 * share), 3)
