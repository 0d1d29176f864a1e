"""Stage 7a, fiction: the characters of a story, named, described or telling it, and every reference to them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from quoteattr.dialogue.types import Characters, Reference, ReferenceKind
from quoteattr.document.parse import Parse
from quoteattr.document.phrases import phrase_head
from quoteattr.document.vocatives import is_vocative
from quoteattr.entities.types import Entity, Registry
from quoteattr.language.people import People
from quoteattr.records import Gender

_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "herself"), "f"),
    **dict.fromkeys(("i", "i.", "me", "my", "myself"), "i"),  # "said I." ends in one token, as an initial does
}
_DETERMINERS = frozenset(
    {"the", "a", "an", "his", "her", "my", "their", "our", "this", "that", "another", "one", "'s"}
)
_ORDINALS = frozenset({"first", "second", "third", "other", "former", "latter", "one"})
_ARTICLES = frozenset({"the", "a", "an"})
_OFFICES = frozenset({"role", "address", "household"})  # classes of nouns that one holds among few
_LETTER: dict[Gender, str] = {"male": "m", "female": "f"}
_PRONOUN_REACH = 25  # tokens
_GENDER: dict[str, Gender] = {"m": "male", "f": "female", "": "unknown"}
_FIRST_PERSON_RATE = 0.005  # of the narration's tokens: more "I" than that is a narrator
_NARRATOR = "narrator"
_NAME_FORMS = {"person": "name", "unknown": "unknown"}



def find_characters(parse: Parse, registry: Registry, quoted: Sequence[bool], people: People) -> Characters:
    """The characters of a text; `quoted` tells for each token whether it is spoken."""
    return _Builder(parse, registry, quoted, people).build()



class _Builder:
    def __init__(self, parse: Parse, registry: Registry, quoted: Sequence[bool], people: People) -> None:
        self.parse, self.registry, self.quoted, self.people = parse, registry, quoted, people
        self.entities = list(registry.entities)
        self.covered = [False] * len(parse)

    def build(self) -> Characters:
        names = self._names()
        others = [reference for i in range(len(self.parse)) if (reference := self._other(i)) is not None]
        references = sorted(names + others, key=lambda r: (r.first, r.last))
        form = [_NAME_FORMS.get(entity.kind, "thing") for entity in self.entities]
        form += self._described(references)
        narrator = self._narrator(references)
        if narrator is not None and narrator == len(form):
            form.append("narrator")
        shown = self._genders_shown(references)
        gender = [_LETTER.get(entity.gender) or shown.get(i, "") for i, entity in enumerate(self.entities)]
        return Characters(self.entities, references, narrator, gender, form, self._known_as(references))

    def _genders_shown(self, references: Sequence[Reference]) -> dict[int, str]:
        """The gender of those who are only described, by the pronouns that come right after them in narration."""
        votes: dict[int, Counter[str]] = defaultdict(Counter)
        narrated = [reference for reference in references if not reference.quoted]
        for one, two in pairwise(narrated):
            near = one.paragraph == two.paragraph and two.first - one.last < _PRONOUN_REACH
            if near and one.kind == "nominal" and two.kind == "pronoun" and two.gender in ("m", "f"):
                votes[one.entity][two.gender] += 1
        return {e: max(v, key=lambda g: v[g]) for e, v in votes.items() if v.total() > 1 and v["m"] != v["f"]}

    def _known_as(self, references: Sequence[Reference]) -> dict[str, frozenset[int]]:
        """The named entities that a noun is said of: "X, the beadle,", "the beadle, X", "X was a beadle"."""
        known: dict[str, set[int]] = defaultdict(set)
        for one, two in pairwise(references):
            name, nominal = (one, two) if one.kind == "name" else (two, one)
            if name.kind == "name" and nominal.kind == "nominal" and self._is_said_of(one, two, nominal):
                known[nominal.noun].add(name.entity)
        return {noun: frozenset(entities) for noun, entities in known.items()}

    def _is_said_of(self, one: Reference, two: Reference, nominal: Reference) -> bool:
        parse = self.parse
        if one.quoted != two.quoted or one.possessive or one.paragraph != two.paragraph:
            return False
        between = [parse.lower[i] for i in range(one.last, two.first)]
        if between in ([], [","]):
            return nominal.determiner in ("the", "a", "an") and not (between and nominal is one)
        return nominal is two and between[-1] in ("was", "is", "were") and len(between) <= 2

    def _names(self) -> list[Reference]:
        found = []
        for mention in self.registry.mentions:
            first, last = mention.first, mention.last
            found.append(self._reference(first, last, "name", mention.entity, ""))
            for i in range(first, last):
                self.covered[i] = True
        return found

    def _reference(
        self, first: int, last: int, kind: ReferenceKind, entity: int, gender: str, noun: str = "",
        determiner: str = "", modifiers: frozenset[str] = frozenset(),
    ) -> Reference:  # fmt: skip
        parse = self.parse
        head = phrase_head(parse, first, last)
        quoted = self.quoted[first]
        return Reference(
            first, last, kind, entity, gender, quoted, parse.paragraph[first],
            subject=parse.dep[head] in ("nsubj", "nsubjpass"),
            possessive=parse.dep[head] == "poss",
            called=quoted and kind != "pronoun" and is_vocative(parse, first, last, self.people.words),
            noun=noun, determiner=determiner, modifiers=modifiers,
        )  # fmt: skip

    def _other(self, i: int) -> Reference | None:
        """The pronoun or nominal whose noun is token `i`."""
        if self.covered[i]:
            return None
        word = self.parse.lower[i]
        if word in _PRONOUNS:
            return self._reference(i, i + 1, "pronoun", -1, _PRONOUNS[word])
        if self.parse.tag[i] not in ("NN", "NNP", "JJ", "NNS") or not self._is_person_noun(i):
            return None
        if i + 1 < len(self.covered) and self.covered[i + 1] and self.parse.lower[i + 1] != "'s":
            return None  # "the lawyer Smith": the name says it
        return self._nominal(i)

    def _is_person_noun(self, i: int) -> bool:
        parse = self.parse
        if parse.lower[i] in self.people.nouns:
            return True
        if parse.tag[i] not in ("NN", "NNP") or self.quoted[i] or parse.lemma[i] in self.people.replies:
            return False
        verb = parse.head[i]
        speaks = parse.dep[i] == "nsubj" and self.people.speech.get(parse.lemma[verb]) == 2
        return (speaks and not self.quoted[verb]) or self._ends_inverted_clause(i)

    def _ends_inverted_clause(self, i: int) -> bool:
        """Whether noun `i` closes a phrase that follows a verb of saying right after a quotation."""
        j = i - 1
        while j >= 0 and i - j < 6 and self._modifies(j):
            j -= 1
        if j < 2 or self.parse.lower[j] not in _DETERMINERS or self.parse.lemma[j - 1] not in self.people.speech:
            return False
        return self.parse.tag[j - 1] == "VBD" and self.quoted[j - 2]

    def _nominal(self, i: int) -> Reference | None:
        parse = self.parse
        noun = parse.lower[i]
        if noun in _ORDINALS and i + 1 < len(parse) and parse.tag[i + 1] in ("NN", "NNS", "JJ", "NNP"):
            return None  # "the second porter": the noun is still to come
        first, _ = parse.paragraphs[parse.paragraph[i]]
        j = i - 1
        while j >= first and i - j < 6 and not self.covered[j] and self._modifies(j):
            j -= 1
        gender = self.people.noun_gender.get(noun, "")
        determiner = parse.lower[j] if j >= first and self.quoted[j] == self.quoted[i] else ""
        if determiner in _DETERMINERS and not (noun in _ORDINALS and determiner not in _ARTICLES):
            words = {parse.lower[k] for k in range(j + 1, i) if parse.word[k][0].isalpha()}
            if self.people.nouns.get(noun) in _OFFICES:
                words &= _ORDINALS  # "the burly barman" is the barman
            words |= self._tail(i)
            start = j + 1 if determiner == "'s" else j  # "Dan's girl": Dan is named apart
            return self._reference(start, i + 1, "nominal", -1, gender, noun, determiner, frozenset(words - {noun}))
        if self.people.nouns.get(noun) in ("address", "household") and not self.quoted[i]:
            return self._reference(i, i + 1, "nominal", -1, gender, noun)
        return None

    def _tail(self, i: int) -> set[str]:
        """The words of the phrase that tells this one from others: "the man with the black beard"."""
        parse = self.parse
        if i + 1 >= len(parse) or parse.lower[i + 1] not in ("with", "in") or parse.head[i + 1] != i:
            return set()
        tail = range(i + 2, min(parse.right[i + 1], i + 8))
        words = {parse.lower[k] for k in tail if parse.tag[k] in ("NN", "NNS", "JJ", "NNP")}
        if words & self.people.manners or any(parse.tag[k] == "PRP$" for k in tail):
            return set()
        return {f"{parse.lower[i + 1]} {word}" for word in words}

    def _modifies(self, j: int) -> bool:
        parse = self.parse
        if parse.word[j] == ",":
            return j > 0 and parse.pos[j - 1] == "ADJ"
        modifier = parse.pos[j] in ("ADJ", "NOUN", "NUM", "ADV") or parse.tag[j] in ("VBN", "VBG", "HYPH")
        return modifier or parse.lower[j] in ("-", "other", "first")

    def _described(self, references: list[Reference]) -> list[str]:
        """Give everybody the narration describes an entity of their own; return their forms.

        People described by one noun are told apart by modifiers: "the man with the beard" is no other man, and
        is "the man with the black beard".
        """
        by_noun: dict[str, list[Reference]] = defaultdict(list)
        for reference in references:
            if reference.kind == "nominal" and not reference.quoted:
                by_noun[reference.noun].append(reference)
        holders = self._title_holders()
        forms: list[str] = []
        for noun, mentions in by_noun.items():
            holder = holders.get(noun)
            held = [r for r in mentions if holder is not None and r.determiner in ("the", "") and not r.modifiers]
            for reference in held:
                reference.entity = -1 if holder is None else holder
            for same in self._told_apart([r for r in mentions if r.entity < 0]):
                bare = [reference for reference in same if not reference.determiner]
                for reference in same:
                    reference.entity = len(self.entities)
                for reference in bare:
                    reference.kind = "name"  # "nanny said"
                self.entities.append(self._describe(noun, same))
                is_office = self.people.nouns.get(noun) in _OFFICES
                forms.append("name" if 2 * len(bare) > len(same) else "nominal" if is_office else "plain")
        return forms

    def _told_apart(self, mentions: list[Reference]) -> list[list[Reference]]:
        """The mentions of one noun, by whom they mean."""
        fullest = sorted({r.modifiers for r in mentions if r.modifiers}, key=lambda m: (-len(m), sorted(m)))
        kept: list[frozenset[str]] = []
        for modifiers in fullest:
            if not any(modifiers < other for other in kept):
                kept.append(modifiers)
        groups: dict[frozenset[str], list[Reference]] = defaultdict(list)
        for reference in mentions:
            fitting = [m for m in kept if reference.modifiers <= m] if reference.modifiers else []
            groups[fitting[0] if fitting else frozenset()].append(reference)
        return list(groups.values())

    def _describe(self, noun: str, mentions: list[Reference]) -> Entity:
        """The entity that is only described, named by its fullest description."""
        gender = _GENDER[self.people.noun_gender.get(noun, "")]
        reference = max(mentions, key=lambda r: (len(r.modifiers), r.determiner in _ARTICLES, r.first - r.last))
        head = reference.last - 1
        tail = self._tail(head)
        last = min(self.parse.right[head + 1], head + 8) if tail else reference.last
        words = " ".join(self.parse.span(self._owner_start(reference), last - 1).split())
        article, _, rest = words.partition(" ")
        if article.lower() in _ARTICLES:
            name = f"the {rest}"
        else:
            name = words if reference.determiner == "'s" else words[0].lower() + words[1:]
        return Entity(name, "person", gender, (), (), count=len(mentions), named=False)

    def _owner_start(self, reference: Reference) -> int:
        """Where a description begins, with the name of whose somebody is: "Dan's girl"."""
        start = reference.first
        if reference.determiner == "'s":
            start -= 1
            while start > 0 and self.covered[start - 1]:
                start -= 1
        return start

    def _title_holders(self) -> dict[str, int]:
        """Ranks and styles that one entity alone bears: "the count" is Count So-and-so."""
        bearers: dict[str, Counter[int]] = defaultdict(Counter)
        for index, entity in enumerate(self.registry.entities):
            for title in entity.titles:
                bearers[title][index] += entity.count
            words = entity.name.lower().split()
            if words[0] == "the" and self.people.nouns.get(words[-1]) not in ("plain", "kin"):
                bearers[words[-1]][index] += 5 * entity.count
        holders = {}
        for title, counts in bearers.items():
            served = self.people.nouns.get(title) == "address" and self.people.titles.get(title) == "style"
            if served or self.people.titles.get(title, "rank") == "rank":
                index, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
                if count >= 0.8 * counts.total():
                    holders[title] = index
        return holders

    def _narrator(self, references: list[Reference]) -> int | None:
        """Who says "I" in the narration: the one often called by name, but seldom named by the narration."""
        narration = sum(not quoted for quoted in self.quoted)
        firsts = [r for r in references if r.gender == "i" and not r.quoted]
        if sum(self.parse.word[r.first] == "I" for r in firsts) <= _FIRST_PERSON_RATE * narration:
            return None
        called, narrated = Counter[int](), Counter[int]()
        for reference in references:
            if reference.kind == "name":
                called[reference.entity] += reference.called
                narrated[reference.entity] += not reference.quoted
        rated = [(n / (1 + narrated[e]), n, -e) for e, n in called.items() if n >= 3]
        share, _, index = max(rated, default=(0.0, 0, 0))
        narrator = -index
        if share <= 0.5:
            narrator = len(self.entities)
            unnamed = Entity(_NARRATOR, "person", "unknown", (), (), count=len(firsts), named=False)
            self.entities.append(unnamed)
        for reference in firsts:
            reference.entity = narrator
        return narrator



def with_named_roles(characters: Characters, cues: Counter[int]) -> Characters:
    """The characters with those descriptions marked that serve as names: often used, often to say who speaks."""
    form = list(characters.form)
    for index, entity in enumerate(characters.entities):
        if form[index] == "nominal" and entity.count >= 20 and cues[index] >= 4:
            form[index] = "role"
    return replace(characters, form=form)
