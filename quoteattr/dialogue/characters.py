"""The characters of a story, named, described or telling it, and every reference to them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from quoteattr.dialogue.known_characters import NARRATOR, KnownCharacters
from quoteattr.dialogue.references import OFFICES, find_references, tail_end, tail_words
from quoteattr.dialogue.types import Characters, Reference
from quoteattr.document.parse import Parse
from quoteattr.entities.types import Entity, EntityMention, Registry
from quoteattr.language.people import People
from quoteattr.language.word_classes import WordClasses
from quoteattr.records import Gender

_LETTER: dict[Gender, str] = {"male": "m", "female": "f"}
_GENDER: dict[str, Gender] = {"m": "male", "f": "female", "": "unknown"}
_NAME_FORMS = {"person": "name", "unknown": "unknown"}
# The numbers below were set by hand on the training novels.
_PRONOUN_REACH = 25  # tokens from a description to the pronoun that shows its gender
_REACH = 50  # paragraphs from a description to "the man" alone that still means the same
_MIN_PRONOUNS = 2  # that show the gender of a description
_ARTICLE_WEIGHT = 5  # times as much as a title tells of whose a rank is the name with an article: "the Count"
_TITLE_SHARE = 0.8  # of a title's mentions: whoever has it is "the count"
_FIRST_PERSON_RATE = 0.005  # of the narration's tokens: more "I" than that is a narrator
_ROLE_MENTIONS, _ROLE_CUES = 20, 4  # minimum for a description that serves as a name


def find_characters(parse: Parse, registry: Registry, quoted: Sequence[bool], people: People) -> Characters:
    """Return the characters of a text; `quoted` tells for each token whether it is spoken."""
    references = _held(find_references(parse, registry, quoted, people), parse, registry, people)
    known = KnownCharacters(registry, people)
    described = []
    for each in _descriptions(parse, references, people):
        entity = known.find(references[each.mentions[0]], each.entity.name)
        if entity is None:
            described.append(each)
            continue
        for k in each.mentions:
            references[k] = replace(references[k], entity=entity)
    references = _with_entities(references, described, len(registry.entities))
    entities = [*registry.entities, *(each.entity for each in described)]
    form = [
        _NAME_FORMS.get(entity.kind, "thing") if index in registry.known or not registry.closed else "thing"
        for index, entity in enumerate(registry.entities)
    ]
    form += [each.form for each in described]
    firsts = {k for k, r in enumerate(references) if r.gender == "i" and not r.quoted and not r.possessive}
    narrator = None
    if _is_told_in_first_person(parse, [references[k] for k in firsts], quoted):
        narrator = known.narrator
        if narrator is None:
            narrator = len(entities)
            entities.append(Entity(NARRATOR, "person", "unknown", (), (), count=len(firsts), named=False))
            form.append("narrator")
        references = [replace(r, entity=narrator) if k in firsts else r for k, r in enumerate(references)]
    shown = _genders_shown(references)
    gender = [_LETTER.get(entity.gender) or shown.get(i, "") for i, entity in enumerate(entities)]
    known_as = _known_as(parse, references, people.words)
    return Characters(entities, references, narrator, gender, form, known_as, frozenset(registry.known))


def with_named_roles(characters: Characters, cues: Counter[int]) -> Characters:
    """Return the characters with those descriptions marked that serve as names: frequent, and often a cue's."""
    form = [
        "role" if f == "nominal" and entity.count >= _ROLE_MENTIONS and cues[index] >= _ROLE_CUES else f
        for index, (f, entity) in enumerate(zip(characters.form, characters.entities, strict=True))
    ]
    return replace(characters, form=form)


def _held(references: Sequence[Reference], parse: Parse, registry: Registry, people: People) -> list[Reference]:
    """Resolve the nominals of the narration that are titles of one entity alone: "the count" is Count So-and-so."""
    holders = _title_holders(parse, registry, people)
    determiners = {"", *people.words.definite_articles}
    return [
        replace(r, entity=holders[r.noun])
        if _is_narrated_nominal(r) and r.noun in holders and r.determiner in determiners and not r.modifiers
        else r
        for r in references
    ]


def _title_holders(parse: Parse, registry: Registry, people: People) -> dict[str, int]:
    """Return the ranks and styles that one entity alone bears, those too that only this text puts before a name."""
    bearers: dict[str, Counter[int]] = defaultdict(Counter)
    for mention in registry.mentions:
        for title in _titles_before(parse, mention, people):
            bearers[title][mention.entity] += 1
    for index, entity in enumerate(registry.entities):
        for title in entity.titles:
            bearers[title][index] += entity.count
        words = entity.name.lower().split()
        if words[0] in people.words.definite_articles and people.nouns.get(words[-1]) not in ("plain", "kin"):
            bearers[words[-1]][index] += _ARTICLE_WEIGHT * entity.count
    holders = {}
    for title, counts in bearers.items():
        served = people.nouns.get(title) == "address" and people.titles.get(title) == "style"
        if served or people.titles.get(title, "rank") == "rank":
            index, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
            if count >= _TITLE_SHARE * counts.total():
                holders[title] = index
    return holders


def _titles_before(parse: Parse, mention: EntityMention, people: People) -> Iterator[str]:
    """Yield the noun with a capital right before a name, and the first word of its own: *Overseer Pym, Munshi Das*."""
    first = mention.first
    words: tuple[int, ...] = (first,) if mention.last - first > 1 else ()
    if first and parse.capitalised[first - 1] and parse.tag[first - 1] in ("NNP", "NN"):
        words = (*words, first - 1)
    for i in words:
        if parse.key[i] not in people.given and parse.key[i] not in people.titles:
            yield parse.lower[i]


def _is_narrated_nominal(reference: Reference) -> bool:
    return reference.kind == "nominal" and not reference.quoted


@dataclass(frozen=True, slots=True)
class _Description:
    """A person without a name: entity, form, and the numbers of the references to them."""

    entity: Entity
    form: str
    mentions: Sequence[int]


def _descriptions(parse: Parse, references: Sequence[Reference], people: People) -> Iterator[_Description]:
    """Yield everybody whom the narration describes and does not name."""
    for noun, numbers in _open_nominals(references).items():
        is_office = people.nouns.get(noun) in OFFICES
        gender = _GENDER[people.noun_gender.get(noun, "")]
        for same in _told_apart(references, numbers, people.words.definite_articles):
            mentions = [references[k] for k in same]
            bare = [parse.word[mention.first] for mention in mentions if not mention.determiner]
            form = "name" if 2 * len(bare) > len(mentions) else "nominal" if is_office else "plain"
            named = form == "name" and all(word.istitle() for word in bare)  # "Nurse said"
            name = bare[0] if named else _fullest_description(parse, mentions, people)
            yield _Description(Entity(name, "person", gender, (), (), count=len(mentions), named=named), form, same)


def _open_nominals(references: Sequence[Reference]) -> dict[str, list[int]]:
    """Return the numbers of the narration's nominals without referent, by noun."""
    by_noun: dict[str, list[int]] = defaultdict(list)
    for k, reference in enumerate(references):
        if _is_narrated_nominal(reference):
            numbers = by_noun[reference.noun]  # nouns in the order of their first nominal, with referent or without
            numbers += [k] if reference.entity < 0 else []
    return by_noun


def _told_apart(references: Sequence[Reference], numbers: Sequence[int], definite: frozenset[str]) -> list[list[int]]:
    """Part the nominals of one noun by referent, told apart by modifiers.

    "The man with the beard" is no other man, and is "the man with the black beard". "The man" alone is whoever has
    acted under a fuller description shortly before, if only one has: of 39 such cues in stories and novels 37.
    """
    kept = _maximal({references[k].modifiers for k in numbers} - {frozenset()})
    groups: dict[frozenset[str], list[int]] = defaultdict(list)
    acting: dict[frozenset[str], int] = {}  # the paragraph in which each last occurs
    for k in numbers:
        own = references[k]
        group = next((m for m in kept if own.modifiers and own.modifiers <= m), frozenset[str]())
        if not group and own.determiner in definite and len(acting) == 1:
            group = next((m for m, last in acting.items() if own.paragraph - last <= _REACH), group)
        if group and (own.subject or group in acting):
            acting[group] = own.paragraph
        groups[group].append(k)
    return list(groups.values())


def _maximal(sets: set[frozenset[str]]) -> list[frozenset[str]]:
    """Return the sets that are part of no other, the largest first."""
    return sorted((s for s in sets if not any(s < other for other in sets)), key=lambda s: (-len(s), sorted(s)))


def _fullest_description(parse: Parse, mentions: Sequence[Reference], people: People) -> str:
    """Return the words of the fullest of some nominals: "the man with the black beard"."""
    reference = max(mentions, key=lambda r: (len(r.modifiers), r.determiner in people.words.articles, r.first - r.last))
    noun = reference.last - 1
    last = tail_end(parse, noun) if tail_words(parse, noun, people) else reference.last
    words = " ".join(parse.span(_owner_start(parse, reference), last - 1).split())
    article, _, rest = words.partition(" ")
    if article.lower() in people.words.articles:
        return f"the {rest}"
    return words if reference.determiner == "'s" else words[0].lower() + words[1:]


def _owner_start(parse: Parse, reference: Reference) -> int:
    """Return where a description begins, with its possessor: "Dan's girl", "his mother's voice"."""
    if reference.determiner != "'s":
        return reference.first
    return parse.left[parse.head[reference.first - 1]]


def _with_entities(references: Sequence[Reference], described: Sequence[_Description], first: int) -> list[Reference]:
    """Resolve references to the people described, numbered from `first`; nouns without determiner are names."""
    entity = {k: number for number, each in enumerate(described, first) for k in each.mentions}
    return [
        replace(r, entity=entity[k], kind="nominal" if r.determiner else "name") if k in entity else r
        for k, r in enumerate(references)
    ]


def _is_told_in_first_person(parse: Parse, firsts: Sequence[Reference], quoted: Sequence[bool]) -> bool:
    narration = sum(not spoken for spoken in quoted)
    return sum(parse.word[r.first] == "I" for r in firsts) > _FIRST_PERSON_RATE * narration


def _genders_shown(references: Sequence[Reference]) -> dict[int, str]:
    """Return the gender of those only described, by the pronouns right after them in the narration."""
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    narrated = [reference for reference in references if not reference.quoted]
    for one, two in pairwise(narrated):
        near = one.paragraph == two.paragraph and two.first - one.last < _PRONOUN_REACH
        if near and one.kind == "nominal" and two.kind == "pronoun" and two.gender in ("m", "f"):
            votes[one.entity][two.gender] += 1
    return {
        entity: max(v, key=lambda g: v[g])
        for entity, v in votes.items()
        if v.total() >= _MIN_PRONOUNS and v["m"] != v["f"]
    }


def _known_as(parse: Parse, references: Sequence[Reference], words: WordClasses) -> Mapping[str, frozenset[int]]:
    """Return the named entities that each noun is said of: "X, the beadle,", "the beadle, X", "X was a beadle"."""
    known: dict[str, set[int]] = defaultdict(set)
    for one, two in pairwise(references):
        name, nominal = (one, two) if one.kind == "name" else (two, one)
        if name.kind == "name" and nominal.kind == "nominal" and _is_said_of(parse, one, two, nominal, words):
            known[nominal.noun].add(name.entity)
    return {noun: frozenset(entities) for noun, entities in known.items()}


def _is_said_of(parse: Parse, one: Reference, two: Reference, nominal: Reference, words: WordClasses) -> bool:
    if one.quoted != two.quoted or one.possessive or one.paragraph != two.paragraph:
        return False
    between = [parse.lower[i] for i in range(one.last, two.first)]
    if between in ([], [","]):
        return nominal.determiner in words.articles and not (between and nominal is one)
    return nominal is two and between[-1] in words.past_copulas and len(between) <= 2
