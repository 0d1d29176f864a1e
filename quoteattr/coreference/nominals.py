"""Nominal anaphora: "the special aide", "the trader" -> role holders, who most likely is meant, or somebody unnamed.

Whom the text gives a role is found by rule: gold coreference of news, where offices stand for people, is scarce. Who is
meant by a description of which the text has not said whose it is, is learned.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import islice

from quoteattr.coreference.antecedents import Candidate
from quoteattr.coreference.bearers import name_given
from quoteattr.coreference.reading import Reading
from quoteattr.coreference.salience import Occurrence, Traits, agreeing
from quoteattr.document.parse import Parse, places
from quoteattr.entities.role_holders import Fit, RoleHolders
from quoteattr.entities.roles import age_of, describe, is_bare, is_definite, noun_of
from quoteattr.entities.types import Description, Referent, Referents, Unnamed
from quoteattr.language.people import GENDERS
from quoteattr.language.roles import RoleWords
from quoteattr.records import SpeakerKind

_SOMEBODY = agreeing(Traits("person", "unknown", "singular"))
# Windows and ratios, set by hand.
_WINDOW = 2  # paragraphs back in which the holder of a role is found among several
_LEDE = 3  # opening paragraphs (headline, lede) that describe before they name
_MIN_DOMINANCE = 4.0  # how many times as salient as anybody else the holder of an unstated role must be
_MIN_MARGIN = 1.5  # how many times as salient as the next the best of several holders must be
_MIN_SURE = 0.55  # probability below which, in folds over the passages, as many antecedents are wrong as right
_MIN_STEM = 4  # letters that a noun must share with what somebody does


class DescriptionReader:
    """Finds the referents of nominal phrases, as the text is read from left to right."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.parse, self.words = reading, reading.parse, reading.words
        self.small = reading.words.people.words
        self.holders = RoleHolders(reading.registry, reading.words)
        self.ages = {(e, age) for i, e in reading.named.items() if (age := age_of(self.parse, i, self.small))}
        self.aged = {entity for entity, _ in self.ages}
        self.beside = _first_beside(self.parse, reading.named, reading.words)
        self.unnamed: dict[tuple[str, bool], Unnamed] = {}
        self.called: dict[str, Referents] = {}
        self.words_in: dict[int, frozenset[str]] = {}  # by sentence
        self.most: dict[SpeakerKind, int] = defaultdict(int)  # mentions of whom the text names most, by kind
        for entity in reading.registry.entities:
            self.most[entity.kind] = max(self.most[entity.kind], entity.count)

    def read(self, i: int) -> Referents:
        """Return the referents of the phrase headed by token `i`."""
        name = name_given(self.parse, i, self.reading.named)
        if name is not None:
            return (self.reading.named[name],)
        return (
            self._self_named(i)
            or self.holder(i)
            or self._of_age(i)
            or self._dominant(i)
            or self._antecedent(i)
            or (self._unnamed(i),)
        )

    def _self_named(self, i: int) -> Referents:
        """Return by which name somebody goes who is described: "a man who gave his name as X", "a boy known as X"."""
        parse, named = self.parse, self.reading.named
        clauses = (c for c in parse.children[i] if parse.dep[c] in ("acl", "relcl"))
        told = (k for c in clauses for k in range(parse.left[c], parse.right[c]))
        links = (k for k in told if parse.lower[k] in self.small.byname_links)
        names = (c for link in links for c in parse.children[link] if parse.dep[c] == "pobj" and c in named)
        people = (named[c] for c in names if self.reading.registry.entities[named[c]].kind in ("person", "unknown"))
        return tuple(islice(people, 1))

    # who is said to have the role

    def holder(self, i: int) -> Referents:
        """Return who holds the role that the phrase headed by token `i` says, if anybody is said to."""
        is_one = self.parse.tag[i] in ("NN", "NNP")
        is_known = is_one and self.holders.are_known(noun_of(self.parse, i, self.words))
        return self._holder(i) if is_known else ()

    def _holder(self, i: int) -> Referents:
        """Return the one holder of the role, or the most salient of several."""
        fits = self._fitting(self._describe(i))
        if fits and self._is_definite(i):
            known = [fit for fit in fits if self.holders.first_named.get(fit.entity, -1) < i]
            if known:
                return self._in_focus(i, known)
        return self._announced(i, fits)

    def _fitting(self, description: Description) -> list[Fit]:
        """Return the possible holders; of "his lawyer" only who is said to be his."""
        return [fit for fit in self.holders.fitting(description) if fit.complete or not description.owner]

    def _announced(self, i: int, fits: list[Fit]) -> Referents:
        """Return whom a headline or lede describes before the text names them: "A judge ruled ... Judge X wrote"."""
        parse = self.parse
        named = self.holders.first_named
        soon = [fit for fit in fits if fit.entity in named and parse.paragraph[named[fit.entity]] <= _LEDE]
        one = next((some for some in ([f for f in fits if f.exact], fits, soon) if len(some) == 1), None)
        introduces = is_bare(parse, i) or parse.lower[parse.left[i]] in self.small.articles
        return (one[0].entity,) if one and introduces and parse.paragraph[i] < _LEDE else ()

    def _in_focus(self, i: int, fits: list[Fit]) -> Referents:
        sure = [fit for fit in fits if fit.exact and fit.complete]
        if len(sure) == 1:
            return (sure[0].entity,)
        wanted = {(fit.entity,) for fit in sure or fits}
        place = self.reading.step[i], self.parse.paragraph[i], _WINDOW
        discourse = self.reading.discourse
        if not any(fit.exact for fit in fits):  # a wider word refers to whom the text is just speaking of
            anybody = discourse.salience(*place, lambda occurrence: occurrence.traits in _SOMEBODY)
            return anybody[0][1] if anybody and anybody[0][1] in wanted else ()
        ranked = discourse.salience(*place, lambda occurrence: occurrence.referents in wanted)
        self.reading.options[i] = ranked
        if not ranked or (len(ranked) > 1 and ranked[0][0] < _MIN_MARGIN * ranked[1][0]):
            return ()
        return ranked[0][1]

    def _of_age(self, i: int) -> Referents:
        """Return who has the age that the phrase gives, if one has: "Ana Lund, 34, ran ... The 34-year-old"."""
        age = age_of(self.parse, i, self.small)
        people = {entity for entity, known in self.ages if known == age}
        return tuple(people) if len(people) == 1 and self._is_definite(i) else ()

    def _dominant(self, i: int) -> Referents:
        """Return the politician that the text is all about, whom it need not introduce: "the Vermont senator"."""
        if noun_of(self.parse, i, self.words) not in self.words.prominent or not self._is_definite(i):
            return ()
        description = self._describe(i)
        if description.privative or description.owner:
            return ()
        place = self.reading.step[i], self.parse.paragraph[i], _WINDOW
        ranked = self.reading.discourse.salience(*place, lambda occurrence: occurrence.traits in _SOMEBODY)
        if not ranked or (len(ranked) > 1 and ranked[0][0] < _MIN_DOMINANCE * ranked[1][0]):
            return ()
        best = ranked[0][1]
        if not isinstance(best[0], int) or self.holders.holds_office(best[0]):
            return ()
        self.reading.options[i] = ranked
        noun = noun_of(self.parse, i, self.words)
        return best if self.beside.get((best[0], noun), i) >= i else ()  # not of *Ana Lund, who ran for mayor*

    # who else is most likely meant

    def _antecedent(self, i: int) -> Referents:
        """Return who most likely is meant by the definite phrase headed by token `i`, if anybody known."""
        noun = noun_of(self.parse, i, self.words)
        sort = self._sort(noun)
        is_plural = self.parse.tag[i] in ("NNS", "NNPS")
        if is_plural or not self._is_definite(i) or (sort == "thing" and i not in self.reading.reports):
            return ()
        description = self._describe(i)
        anaphor = self.reading.anaphor(i, "description", sort, tuple(self._told(i, sort, description)))
        found = self.reading.choose(anaphor, list(self._candidates(i, description)))
        if not found or self.reading.options[i][0][0] < _MIN_SURE:
            return ()
        self.called[noun] = found
        return found

    def _sort(self, noun: str) -> str:
        """Return the class of a noun: what kind of person or thing it denotes, as far as word lists tell."""
        words = self.words
        if noun in words.organizations:
            return "organization"
        if noun in self.small.ages:
            return "age"
        if noun in words.nations:
            return "nation"  # *the Swede*
        if words.is_person(noun):
            return "office" if noun in words.offices else words.people.nouns.get(noun, "occupation")
        return "agent" if words.is_somebody(noun) else "thing"

    def _told(self, i: int, sort: str, description: Description) -> Iterator[str]:
        """Yield what the phrase shows: its noun, whose it is, an age, what else it says, whether it opens the text."""
        owned = any(self.parse.dep[c] == "poss" for c in self.parse.children[i])
        aged = age_of(self.parse, i, self.small) is not None
        said = f"{bool(description.modifiers)},{bool(description.complement)},{bool(description.privative)}"
        yield f"noun={description.head}"
        yield f"owned={owned}"
        yield f"aged={aged}"
        yield f"owned,said={owned},{said}"
        yield f"owned,sort={owned},{sort}"
        yield f"lede={self.parse.paragraph[i] < _LEDE}"

    def _candidates(self, i: int, description: Description) -> Iterator[Candidate]:
        """Yield whom the text is just speaking of, if they agree with the description; no president is a vice one."""
        fits = {fit.entity: fit for fit in self._fitting(description)}
        found = self.reading.recent(i, self._wanted(description.head))
        others = self.aged if age_of(self.parse, i, self.small) else ()
        known = [
            who for who in found if len(who) == 1 and self._may_be(who[0], description.head) and who[0] not in others
        ]
        named = [who for who in known if isinstance(who[0], int)]
        together = Counter(self._place(found[who][0]) for who in named)
        another = description.privative - self.small.lapsing  # *the vice president*; *the former mayor* may be anything
        for who in known:
            only = " only" * (named == [who])
            fit = self._fit(description, found[who], fits)
            if (fit == "other office" and another) or self._is_told_beside(i, who[0], description, fits):
                continue
            if fit == "holder of a wider role" and who != named[0]:  # *the tycoon* is whom the text just spoke of
                continue
            if fit == "no role" and together[self._place(found[who][0])] > 1:  # either of two may be meant
                continue
            marks = tuple(self._marks(i, description, found[who], named))
            yield Candidate(who, found[who], self.reading.standing(who), fit + only, marks)

    def _place(self, last: Occurrence) -> tuple[int, str]:
        """Return in which sentence somebody was last named, and of what sort they are."""
        return self.parse.sentence[last.token], last.traits.sort

    def _is_told_beside(self, i: int, who: Referent, description: Description, fits: Container[int]) -> bool:
        """Whether the office stood beside a name that does not hold it: *Ana Lund, who ran for mayor*."""
        if description.head not in self.words.offices or who in fits or not isinstance(who, int):
            return False
        first = self.holders.first_named.get(who)
        if first is None or self.parse.sentence[first] == self.parse.sentence[i]:
            return False  # there the office is that of token `i` itself
        is_own = description.head in self.holders.names(who)  # *Detective Sergeant Ana Lund*
        return not is_own and description.head in self._words_of(self.parse.sentence[first])

    def _marks(
        self, i: int, description: Description, occurrences: Sequence[Occurrence], named: Sequence[Referents]
    ) -> Iterator[str]:
        """Yield what sets a candidate apart: words it shares, how far back it is, whether the text is about it."""
        who, registry = occurrences[0].referents[0], self.reading.registry
        said = [self._words_of(sentence) for sentence in self._sentences_about(who, occurrences)]
        echoed = sum(any(word in words for words in said) for word in description.words)
        yield f"echoes={min(echoed, 2)},{any(description.head in words for words in said)}"
        yield f"paragraphs={min(self.parse.paragraph[i] - occurrences[0].paragraph, 2)}"
        if isinstance(who, int):
            yield f"nearest={min(named.index((who,)), 2)}"
            yield f"most={registry.entities[who].count == self.most[registry.entities[who].kind]}"

    def _sentences_about(self, who: Referent, occurrences: Sequence[Occurrence]) -> set[int]:
        """Return the sentences that name somebody: the first one, and those the text has just been through."""
        about = {self.parse.sentence[each.token] for each in occurrences}
        first = self.holders.first_named.get(who) if isinstance(who, int) else None
        return about if first is None else about | {self.parse.sentence[first]}

    def _words_of(self, sentence: int) -> frozenset[str]:
        """Return the words of a sentence in canonical form."""
        if sentence not in self.words_in:
            first, last = self.parse.sentences[sentence]
            self.words_in[sentence] = frozenset(map(self.words.normal, self.parse.lower[first:last]))
        return self.words_in[sentence]

    def _wanted(self, noun: str) -> frozenset[Traits]:
        """Return the traits of whom a noun may mean."""
        if noun in self.words.organizations:
            return agreeing(Traits("thing", "unknown", "singular"))
        gender = GENDERS.get(self.words.people.noun_gender.get(noun, ""), "unknown")
        is_person = self.words.is_person(noun) or noun in self.small.ages or noun in self.words.nations
        return agreeing(Traits("person" if is_person else "unknown", gender, "singular"))

    def _may_be(self, who: Referent, noun: str) -> bool:
        """Whether this can be whom a noun means: no place, nor a thing unless it has been called by the noun."""
        if isinstance(who, int):
            return self.reading.registry.entities[who].kind != "place"
        other = noun_of(self.parse, who.token, self.words)
        return other == noun or self.words.is_somebody(other)

    def _fit(self, description: Description, occurrences: Sequence[Occurrence], fits: Mapping[int, Fit]) -> str:
        """Return how what is said of somebody suits the description."""
        who, noun = occurrences[0].referents[0], description.head
        if isinstance(who, Unnamed):
            other = self._describe(who.token)
            return "resumed" if description.may_resume(other) else "same noun" if noun == other.head else "other noun"
        if self.called.get(noun) == (who,):
            return "called so"
        if who in fits:
            return "holder" if fits[who].exact else "holder of a wider role"
        if self._does(noun, occurrences):
            return "does so"
        if self.holders.holds_office(who):
            return "former other office" if description.privative else "other office"
        return "other role" if self.holders.roles.get(who) else "no role"

    def _does(self, noun: str, occurrences: Sequence[Occurrence]) -> bool:
        """Whether a sentence about somebody has the noun's stem: *Ana Lund farms at Sarn ... the farmer*."""
        ending = max((e for e in self.small.agent_endings if noun.endswith(e)), key=len, default="")
        stem = noun.removesuffix(ending)
        if not ending or len(stem) < _MIN_STEM:
            return False
        sentences = {self.parse.sentences[self.parse.sentence[each.token]] for each in occurrences}
        return any(self.parse.lower[k].startswith(stem) for first, last in sentences for k in range(first, last))

    # the description

    def _is_definite(self, i: int) -> bool:
        return is_definite(self.parse, i, self.small)

    def _describe(self, i: int) -> Description:
        """Read the description, a possessive pronoun replaced by the names of its referent."""
        parse = self.parse
        description = describe(parse, i, self.words)
        owner = next((c for c in parse.children[i] if parse.tag[c] == "PRP$"), None)
        if owner is None:
            return description
        entities = [r for r in self.reading.referents.get(owner, ()) if isinstance(r, int)]
        names = {word for e in entities for word in self.holders.names(e)} or {parse.lower[owner]}
        return description._replace(owner=frozenset(names))

    def _unnamed(self, i: int) -> Unnamed:
        """Return somebody without a name: mentioned before if the phrase takes them as known, else new."""
        key = noun_of(self.parse, i, self.words), self.parse.tag[i] in ("NNS", "NNPS")
        known = self.unnamed.get(key)
        is_known = self._is_definite(i) or (key[1] and is_bare(self.parse, i))
        if known is not None and is_known and self._describe(i).may_resume(self._describe(known.token)):
            return known
        self.unnamed[key] = Unnamed(i)
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
