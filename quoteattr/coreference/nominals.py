"""Nominal anaphora: "the special aide" -> an entity that holds the role, else somebody unnamed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from quoteattr.coreference.bearers import name_given
from quoteattr.coreference.salience import Discourse, Occurrence, Traits, agreeing
from quoteattr.coreference.types import Options
from quoteattr.document.parse import Parse, places
from quoteattr.entities.role_holders import Fit, RoleHolders
from quoteattr.entities.roles import describe, is_bare, is_definite, noun_of
from quoteattr.entities.types import Description, Referents, Unnamed
from quoteattr.language.roles import RoleWords

_SOMEBODY = agreeing(Traits("person", "unknown", "singular"))
# Windows and ratios, set by hand.
_WINDOW = 2  # paragraphs back in which a loose description finds its antecedent
_LEDE = 3  # opening paragraphs (headline, lede) that describe before they name
_MIN_DOMINANCE = 4.0  # how many times as salient as anybody else the holder of an unstated role must be
_MIN_MARGIN = 1.5  # how many times as salient as the next the best of several holders must be


class DescriptionReader:
    """Finds the referents of nominal phrases, as the text is read from left to right."""

    def __init__(
        self,
        parse: Parse,
        holders: RoleHolders,
        discourse: Discourse,
        named: Mapping[int, int],
        referents: Mapping[int, Referents],
        step: Sequence[int],
    ) -> None:
        self.parse, self.holders, self.discourse = parse, holders, discourse
        self.words = holders.words.people.words
        self.named, self.referents, self.step = named, referents, step
        self.beside = _first_beside(parse, named, holders.words)
        self.unnamed: dict[tuple[str, bool], Unnamed] = {}
        self.options: dict[int, Options] = {}

    def read(self, i: int) -> Referents:
        """Return the referents of the phrase headed by token `i`."""
        parse = self.parse
        name = name_given(parse, i, self.named)
        if name is not None:
            return (self.named[name],)
        noun = noun_of(parse, i, self.holders.words)
        return self.holder(i) or self._dominant(i, noun) or (self._unnamed(i, noun),)

    def holder(self, i: int) -> Referents:
        """Return who holds the role that the phrase headed by token `i` says, if anybody is said to."""
        is_one = self.parse.tag[i] in ("NN", "NNP")
        is_known = is_one and self.holders.are_known(noun_of(self.parse, i, self.holders.words))
        return self._holder(i) if is_known else ()

    def _describe(self, i: int) -> Description:
        """Read the description, a possessive pronoun replaced by the names of its referent."""
        parse = self.parse
        description = describe(parse, i, self.holders.words)
        owner = next((c for c in parse.children[i] if parse.tag[c] == "PRP$"), None)
        if owner is None:
            return description
        entities = [r for r in self.referents.get(owner, ()) if isinstance(r, int)]
        names = {word for e in entities for word in self.holders.names(e)} or {parse.lower[owner]}
        return description._replace(owner=frozenset(names))

    def _holder(self, i: int) -> Referents:
        """Return the one holder of the role, or the most salient of several."""
        description = self._describe(i)
        fits = self.holders.fitting(description)
        if description.owner:  # "his lawyer" is only who is said to be his
            fits = [fit for fit in fits if fit.complete]
        if not fits:
            return ()
        if is_definite(self.parse, i, self.words):
            known = [fit for fit in fits if self.holders.first_named.get(fit.entity, -1) < i]
            if known:
                return self._in_focus(i, known)
        return self._announced(i, fits)

    def _announced(self, i: int, fits: list[Fit]) -> Referents:
        """Return whom a headline or lede describes before the text names them: "A judge ruled ... Judge X wrote"."""
        parse = self.parse
        named = self.holders.first_named
        soon = [fit for fit in fits if fit.entity in named and parse.paragraph[named[fit.entity]] <= _LEDE]
        one = next((some for some in ([f for f in fits if f.exact], fits, soon) if len(some) == 1), None)
        introduces = is_bare(parse, i) or parse.lower[parse.left[i]] in self.words.articles
        return (one[0].entity,) if one and introduces and parse.paragraph[i] < _LEDE else ()

    def _in_focus(self, i: int, fits: list[Fit]) -> Referents:
        sure = [fit for fit in fits if fit.exact and fit.complete]
        if len(sure) == 1:
            return (sure[0].entity,)
        wanted = {(fit.entity,) for fit in sure or fits}
        place = self.step[i], self.parse.paragraph[i], _WINDOW
        if not any(fit.exact for fit in fits):  # a wider word refers to whom the text is just speaking of
            anybody = self.discourse.salience(*place, _is_somebody)
            return anybody[0][1] if anybody and anybody[0][1] in wanted else ()
        ranked = self.discourse.salience(*place, lambda occurrence: occurrence.referents in wanted)
        self.options[i] = ranked
        if not ranked or (len(ranked) > 1 and ranked[0][0] < _MIN_MARGIN * ranked[1][0]):
            return ()
        return ranked[0][1]

    def _dominant(self, i: int, noun: str) -> Referents:
        """Return the politician that the text is all about, whom it need not introduce: "the Vermont senator"."""
        if noun not in self.holders.words.prominent or not is_definite(self.parse, i, self.words):
            return ()
        description = self._describe(i)
        if description.privative or description.owner:
            return ()
        ranked = self.discourse.salience(self.step[i], self.parse.paragraph[i], _WINDOW, _is_somebody)
        self.options[i] = ranked
        if not ranked or (len(ranked) > 1 and ranked[0][0] < _MIN_DOMINANCE * ranked[1][0]):
            return ()
        best = ranked[0][1]
        if not isinstance(best[0], int) or self.holders.holds_office(best[0]):
            return ()
        return best if self.beside.get((best[0], noun), i) >= i else ()  # not of *Ana Lund, who ran for mayor*

    def _unnamed(self, i: int, noun: str) -> Unnamed:
        """Return somebody without a name: mentioned before if the phrase takes them as known, else new."""
        is_plural = self.parse.tag[i] in ("NNS", "NNPS")
        known = self.unnamed.get((noun, is_plural))
        is_new = not (is_definite(self.parse, i, self.words) or (is_plural and is_bare(self.parse, i)))
        if known is not None and not is_new and self._describe(i).may_resume(self._describe(known.token)):
            return known
        self.unnamed[noun, is_plural] = Unnamed(i)
        return Unnamed(i)


def _first_beside(parse: Parse, named: Mapping[int, int], words: RoleWords) -> dict[tuple[int, str], int]:
    """Return where each noun for a politician first stands in a sentence that names an entity."""
    nouns: dict[int, dict[str, int]] = defaultdict(dict)
    for i in places(parse.tag, ("NN", "NNP")):
        if (noun := noun_of(parse, i, words)) in words.prominent:
            nouns[parse.sentence[i]].setdefault(noun, i)
    first: dict[tuple[int, str], int] = {}
    for head in sorted(named):
        for noun, i in nouns.get(parse.sentence[head], {}).items():
            first.setdefault((named[head], noun), i)
    return first


def _is_somebody(occurrence: Occurrence) -> bool:
    return occurrence.traits in _SOMEBODY
