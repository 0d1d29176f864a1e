"""Coreference of sources in news: names, pronouns, descriptions; rather nobody than a wrong name.

A text is read once from left to right. Names are known from the registry. Whom a pronoun, or a description whose holder
the text has not told, refers to is ranked by learned weights, with nobody among the options.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from quoteattr.attribution.types import Attribution
from quoteattr.coreference.antecedents import Ranker
from quoteattr.coreference.bearers import bearers_here, namesakes_of, with_office_holders
from quoteattr.coreference.listeners import find_listeners
from quoteattr.coreference.nominals import DescriptionReader
from quoteattr.coreference.pronouns import PronounReader, pronoun_traits
from quoteattr.coreference.reading import WINDOW, Reading
from quoteattr.coreference.salience import (
    LOW_SUBJECT,
    OTHER,
    REPORTED,
    SOURCE,
    SUBJECT,
    TOGETHER,
    Occurrence,
    Sort,
    Traits,
    once_a_sentence,
    salience,
)
from quoteattr.coreference.source_heads import first_conjuncts, reporting, source_heads, steps
from quoteattr.coreference.types import Resolution
from quoteattr.coreference.undiscussed import shown_before
from quoteattr.document.document import Document
from quoteattr.document.parse import places
from quoteattr.document.phrases import NOUNS, phrase_head
from quoteattr.entities.roles import is_bare
from quoteattr.entities.types import EntityMention, Referent, Referents, Registry, Unnamed
from quoteattr.language.people import GENDERS
from quoteattr.records import Gender

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative"})
_PEOPLE = frozenset({"person", "unknown"})  # kinds of whose name may be a person's
_LOW_CLAUSES = frozenset({"advcl", "relcl", "acl", "ccomp", "pcomp", "csubj"})
# Windows and ratios, set by hand.
_MAX_STEPS = 4  # governors from a relative clause's noun to the person it is about
_MAX_PEOPLE = 20  # in one coordination, or with one surname: among more, none can be told from the rest
_MIN_FULL = 3  # full names of the usual holder of a surname, for each of another's, that leave no doubt
_MIN_MARGIN = 2.0  # how many times as salient as the usual holder of a surname another must be


def resolve(doc: Document, registry: Registry, attributions: Sequence[Attribution], rank: Ranker) -> Resolution:
    """Find the referents of each attribution's source: entities, and people and things without a name.

    `rank` says how likely each candidate is the antecedent of a pronoun or a description.
    """
    return _Reader(doc, registry, attributions, rank).read()


class _Reader:
    """One pass over a text, noting the referents of each noun phrase."""

    def __init__(self, doc: Document, registry: Registry, attributions: Sequence[Attribution], rank: Ranker) -> None:
        parse, words = doc.parse, doc.language.roles
        self.doc = doc
        self.parse, self.registry, self.attributions, self.words = parse, registry, attributions, words
        self.quoted, self.classes = doc.inside, doc.language.words
        self.second_person, self.ourselves = doc.language.layout.second_person, doc.language.layout.first_person
        self.pronouns = pronoun_traits(self.classes)
        self.called = {m.entity for m in registry.mentions if self._is_called(m)}
        mentions = [m for m in registry.mentions if not self._only_describes(m)]
        heads = [(phrase_head(parse, m.first, m.last), m) for m in mentions]
        self.named = with_office_holders(parse, {head: m.entity for head, m in heads}, self.registry, words)
        self.covered = {i: head for head, m in heads for i in range(m.first, m.last)}
        people = {i for i, entity in self.named.items() if registry.entities[entity].kind == "person"}
        self.heads = [source_heads(parse, a, self.named, self.covered, people) for a in attributions]
        self.reports = {head: k for k, heads in enumerate(self.heads) for head in heads}
        self.reported = reporting(parse, attributions)
        self.step = steps(parse, self.quoted)
        self.namesakes = namesakes_of(registry)
        self.first = {head: m.first for head, m in heads}
        self.full = Counter(m.entity for m in mentions if m.last - m.first > 1)
        self.top = first_conjuncts(parse)
        joined = (i for i, first in self.top.items() if parse.dep[first] in _SUBJECTS)
        self.subjects = {*places(parse.dep, _SUBJECTS), *joined}
        reading = Reading(doc, registry, rank, self.named, self.step, self.reports, self.reported)
        self.discourse, self.referents, self.options = reading.discourse, reading.referents, reading.options
        self.together: dict[int, Referents] = {}
        self.shown: dict[int, Gender] = {}
        self.anaphora = PronounReader(reading, self.pronouns)
        self.descriptions = DescriptionReader(reading)

    def read(self) -> Resolution:
        pronouns = places(self.parse.lower, self.pronouns)
        subjects = (i for i in self.subjects if self.parse.tag[i] in NOUNS)
        for i in sorted({*pronouns, *subjects, *self.named, *self.reports}):  # nothing else refers to anybody
            self._read(i)
        referents = [self._of_attribution(k, set()) for k in range(len(self.attributions))]
        listeners = find_listeners(self.doc, self.registry, self.attributions, referents, self._meant)
        return Resolution(self.registry, referents, self.shown, self.heads, self.options, listeners)

    def _opens(self, i: int) -> bool:
        return i == self.parse.sentences[self.parse.sentence[i]][0]

    def _is_called(self, mention: EntityMention) -> bool:
        """Whether a role is used as a name here, amid a sentence and without a determiner: "as Nanny says"."""
        i, parse = mention.first, self.parse
        is_whole = mention.last == i + 1 and parse.dep[i] in _ARGUMENTS and is_bare(parse, i)
        return is_whole and not self._opens(i) and parse.word[i - 1][0].isalnum()

    def _only_describes(self, mention: EntityMention) -> bool:
        """Whether this is no name: a role that opens a sentence ("Lawmaker urges"), a crowd ("Hispanics")."""
        i = mention.first
        if mention.last != i + 1:
            return False
        stem = self.parse.word[i][1:-1]  # "RealClearPolitics" is one thing
        is_plural = self.parse.tag[i] in ("NNPS", "NNS") and (stem.islower() or stem.isupper())
        entity, articles = self.registry.entities[mention.entity], self.words.people.words.definite_articles
        is_whole = len([word for word in entity.name.lower().split() if word not in articles]) == 1
        is_crowd = is_plural and is_whole and entity.kind == "unknown"  # "the Rovers" may be short for Sarn Rovers
        is_called_so = self.words.people.nouns.get(self.parse.lower[i]) == "address"  # "Mum said"
        is_role = is_whole and self.words.is_person(self.parse.lower[i]) and mention.entity not in self.called
        return is_crowd or (is_role and self._opens(i) and not is_called_so)

    # reading

    def _read(self, i: int) -> None:
        parse = self.parse
        if i in self.named:
            if not self._is_in_party_tag(i):
                self._refer(i, self._of_name(i))
        elif i in self.covered:
            return
        elif parse.lower[i] in self.pronouns and (i in self.reports or self._refers(i)):
            self._refer(i, self._antecedent(i))
        elif i in self.reports and parse.lower[i] in self.classes.relatives:
            self.referents[i] = self._relative(i)
        elif parse.lower[i] in self.words.people.not_names and parse.tag[i] in NOUNS and i not in self.reports:
            return  # "Tuesday"
        elif (parse.tag[i] in NOUNS or parse.lower[i] in self.classes.ages) and (
            i in self.reports or i in self.subjects
        ):
            self._refer(i, self.descriptions.read(i))
        elif i in self.reports and parse.lower[i] not in self.classes.first_person:
            self.referents[i] = () if parse.tag[i] == "PRP" else (Unnamed(i),)

    def _refers(self, i: int) -> bool:
        """Whether a pronoun that is no source is read: *it* often means a clause, *both sides* nobody."""
        word = self.parse.lower[i]
        return not self.quoted[i] and word not in self.classes.duals and self.pronouns[word].sort != "thing"

    def _is_in_party_tag(self, i: int) -> bool:
        """Whether this is the state in "Rep. X (R-La.)"."""
        parse = self.parse
        return i > 1 and parse.word[i - 1] == "-" and len(parse.word[i - 2]) == 1 and parse.start[i] == parse.end[i - 1]

    def _refer(self, i: int, referents: Referents) -> None:
        self.referents[i] = referents
        if not referents:
            return
        self._note(i, referents, self._traits(i, referents))
        first = self.top.get(i)
        if first is not None and (others := self.together.get(first) or self.referents.get(first)):
            self.together[first] = (*others, *referents)[:_MAX_PEOPLE]
            self._note(i, self.together[first], TOGETHER)

    def _note(self, i: int, referents: Referents, traits: Traits) -> None:
        place = self.step[i], self.parse.paragraph[i]
        self.discourse.add(Occurrence(i, *place, referents, traits, self._weight(i)))

    def _traits(self, i: int, referents: Referents) -> Traits:
        if pronoun := self.pronouns.get(self.parse.lower[i]):
            return pronoun
        one = referents[0]
        if isinstance(one, int):
            gender = self.shown.get(one) or self.registry.entities[one].gender
            return Traits(self._sort(i, one), gender, "plural" if len(referents) > 1 else "singular")
        noun = self.parse.lemma[i]
        sort: Sort = "person" if self.words.is_person(noun) else "unknown" if self.words.is_somebody(noun) else "thing"
        is_plural = len(referents) > 1 or self.parse.tag[i] in ("NNS", "NNPS")
        gender = GENDERS.get(self.words.people.noun_gender.get(noun, ""), "unknown")
        return Traits(sort, gender, "plural" if is_plural else "singular")

    def _sort(self, i: int, entity: int) -> Sort:
        kind = self.registry.entities[entity].kind
        if entity in self.shown or (kind == "person" and self._is_surely_person(entity)):
            return "person"
        is_thing = kind not in _PEOPLE or self._is_place_here(i) or self._is_said_to_be_thing(i)
        return "thing" if is_thing else "unknown"

    def _is_surely_person(self, entity: int) -> bool:
        """Whether more than being a subject shows that a name is a person's: *Halcyon said* may be a firm's."""
        one, people = self.registry.entities[entity], self.words.people
        is_called_so = bool(one.titles) or one.gender != "unknown" or one.name.split()[0].lower() in people.given
        roles = self.registry.roles.get(entity, ())
        return is_called_so or any(self.words.is_surely_person(role.head) for role in roles)

    def _is_said_to_be_thing(self, i: int) -> bool:
        """Whether a noun that denotes nobody stands before the name: "the program, X"."""
        return i not in self.named and not self.words.is_somebody(self.parse.lemma[i])

    def _is_place_here(self, i: int) -> bool:
        before = self.parse.lower[self.parse.head[i]]
        return self.parse.dep[i] == "pobj" and before in self.classes.locative_prepositions

    def _weight(self, i: int) -> float:
        if i in self.reports:
            return SOURCE
        factor = REPORTED if self.quoted[i] or self.reported[i] >= 0 else 1.0
        if i not in self.subjects:
            return OTHER * factor
        clause = self.parse.head[self.top.get(i, i)]
        return factor * (LOW_SUBJECT if self.parse.dep[clause] in _LOW_CLAUSES else SUBJECT)

    # names

    def _of_name(self, i: int) -> Referents:
        """Return whose name this is; a capitalised description ("the Chairman") may be that of somebody with a name."""
        if (entity := self._holder_of_surname(i)) is None:
            return (Unnamed(i),)
        described = not self.registry.entities[entity].named
        return (self.descriptions.holder(i) if described else ()) or (entity,)

    def _holder_of_surname(self, i: int) -> int | None:
        """Return whose name this is here; a surname alone is its most salient holder's, or nobody's."""
        usual = self.named[i]
        holders: Sequence[int] = self.namesakes.get(self.parse.lower[i], ())
        if not 2 <= len(holders) <= _MAX_PEOPLE or usual not in holders or not self._is_bare(i):
            return usual
        holders = bearers_here(self.doc, self.registry, self.first.get(i, i), i, holders)
        if len(holders) == 1:
            return holders[0]
        wanted = {(entity,) for entity in holders}
        place = self.step[i], self.parse.paragraph[i]
        found = self.discourse.recent(place[1], WINDOW, lambda o: o.referents in wanted and o.weight >= SUBJECT)
        scores = {(entity,): salience(once_a_sentence(found.get((entity,), ())), *place) for entity in holders}
        self.options[i] = sorted(((score, who) for who, score in scores.items()), key=lambda option: -option[0])
        usual = usual if usual in holders else holders[0]
        rival = max((entity for entity in holders if entity != usual), key=lambda entity: scores[entity,])
        if scores[rival,] > _MIN_MARGIN * scores[usual,]:
            self.named[i] = rival
        elif scores[usual,] <= _MIN_MARGIN * scores[rival,] and self.full[usual] < _MIN_FULL * self.full[rival]:
            return None
        return self.named[i]

    def _is_bare(self, i: int) -> bool:
        """Whether a name is a surname alone, or with nothing but titles."""
        return all(self.parse.key[k] in self.words.people.titles for k in range(self.first.get(i, i), i))

    # pronouns

    def _antecedent(self, i: int) -> Referents:
        """Return the referents of a pronoun, and note the gender that it shows of one with a name."""
        referents, gender = self.anaphora.read(i), self.pronouns[self.parse.lower[i]].gender
        if not referents and i in self.reports:
            return self._shown(i)
        if gender != "unknown" and referents and isinstance(referents[0], int):
            self.shown.setdefault(referents[0], gender)
        return referents

    def _shown(self, i: int) -> Referents:
        """Return the crowd or thing without a name, so far no referent, that a pronoun makes speak."""
        wanted = self.pronouns[self.parse.lower[i]]
        noun = shown_before(self.parse, i, wanted, self.quoted, self.covered, self.words)
        return () if noun is None else self.referents.get(noun) or self.descriptions.read(noun)

    def _meant(self, i: int, but: Referents) -> Referents:
        """Return what a mention refers to; of a pronoun the likeliest antecedent that is none of these."""
        if self.parse.lower[i] in self.pronouns:
            return next((each for _, each in self.options.get(i, ()) if each and set(each).isdisjoint(but)), ())
        return self.referents.get(i, ())

    def _relative(self, i: int) -> Referents:
        """Return the antecedent of a relative pronoun: what its clause modifies."""
        parse = self.parse
        clause = parse.head[i]
        while parse.dep[clause] not in ("relcl", "ROOT"):
            clause = parse.head[clause]
        noun = parse.head[clause]
        if parse.dep[clause] != "relcl" or noun >= i:
            return ()
        while noun not in self.named and parse.dep[noun] == "appos":
            noun = parse.head[noun]
        if parse.lower[i] in self.classes.personal_relatives and parse.dep[noun] == "pobj":
            noun = self._person_above(noun)
        if noun in self.named:
            return (self.named[noun],)
        return self.referents.get(noun) or self.descriptions.read(noun)

    def _person_above(self, noun: int) -> int:
        """Return the person above a place: "X, 59, of Springfield, who said", "a fisherman of Springfield, who"."""
        above = noun
        for _ in range(_MAX_STEPS):
            is_named = above in self.named and self.registry.entities[self.named[above]].kind == "person"
            if is_named or (noun in self.named and self.words.is_person(self.parse.lemma[above])):
                return above
            above = self.parse.head[above]
        return noun

    # attributions

    def _party(self, head: int, parts: Sequence[tuple[int, int, int]]) -> tuple[int, ...]:
        """Return whose the part of the text is where an "I" or a "you" stands, outside all quotations."""
        if self.quoted[head]:
            return ()
        offset = self.parse.start[head]
        return next(((entity,) for start, end, entity in parts if start <= offset < end), ())

    def _of_attribution(self, k: int, seen: set[int]) -> Referents:
        seen.add(k)
        source = self.attributions[k].source
        if source is not None and source in self.registry.labels:
            return (self.registry.labels[source],)
        if source is None and (begun := self.attributions[k].content[0][0]) in self.registry.voices:
            return (self.registry.voices[begun],)
        found: list[Referent] = []
        for head in self.heads[k]:
            if self.parse.lower[head] in self.classes.first_person:
                around = self.reported[head]
                if around < 0:
                    found += self._party(head, self.registry.authors)
                elif around not in seen:
                    found += self._of_attribution(around, seen)
            elif self.parse.lower[head] in self.second_person and self.reported[head] < 0:
                found += self._party(head, self.registry.addressees)
            elif self.parse.lower[head] in self.ourselves and self.reported[head] < 0:  # we, an institution
                party = self._party(head, self.registry.authors)
                found += (one for one in party if self.registry.entities[one].kind == "organization")
            else:
                found += self.referents.get(head, ())
        return tuple(dict.fromkeys(found))
