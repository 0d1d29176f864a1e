"""Aliases: one person under two names: which they go by, and who answers when another is called."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from quoteattr.dialogue.types import DESCRIBED, LOOSE, Characters, Story, cue_entity, gap
from quoteattr.document.parse import Parse
from quoteattr.entities.types import Entity

# The numbers below were set by hand on the training novels.
_NAMELESS = DESCRIBED | {"narrator"}
_CLOSE = 3  # paragraphs between a call and its answer
_MIN_ANSWERS, _MIN_SHARE = 3, 0.4  # and their share of all turns beside a call


def join_aliases(story: Story) -> Story:
    """Return the story with each alias' references, calls and mentions given to the entity whose alias it is.

    Families call "Aunt Jane" whom the narrator calls "Mrs. Pell": where a name without surname is called, never
    itself said to speak next, and mostly answered by one who has a title and surname only, the two are one,
    unless the narration names both in one sentence. Who tells of "my aunt" means that same Aunt Jane, if no other
    aunt has a name. And who says *“I am Ana Lund,” said the old woman* is that old woman.
    """
    same = {**_pairs(story), **_own_kin(story), **_presented(story)}
    same = {one: same.get(other, other) for one, other in same.items() if one not in story.characters.given}
    return with_aliases(story, same)


def with_aliases(story: Story, same: Mapping[int, int]) -> Story:
    """Return the story with the references, calls and mentions of some entities given to those whom they are."""
    if not same:
        return story
    narrator, people = story.characters.narrator, {*same.values()}
    characters = replace(
        story.characters,
        form=["name" if f == "unknown" and e in people else f for e, f in enumerate(story.characters.form)],
        narrator=None if narrator is None else same.get(narrator, narrator),
        gender=_shared_genders(story.characters.gender, same),
        entities=_united_entities(story.characters.entities, same),
        references=[replace(r, entity=same[r.entity]) if r.entity in same else r for r in story.characters.references],
    )
    turns = [
        replace(
            turn,
            called=_renumbered(turn.called, same),
            mentioned=_renumbered(turn.mentioned, same),
            gives=same.get(turn.gives, turn.gives),
        )
        if turn.gives in same or not (turn.called | turn.mentioned).isdisjoint(same)
        else turn
        for turn in story.turns
    ]
    known = {one: same.get(other, other) for one, other in story.same.items()}
    return replace(story, characters=characters, turns=turns, same={**known, **same})


def _renumbered(entities: frozenset[int], same: Mapping[int, int]) -> frozenset[int]:
    return frozenset(same.get(entity, entity) for entity in entities)


def _shared_genders(gender: Sequence[str], same: Mapping[int, int]) -> list[str]:
    """Return the genders of the entities, where there is none that of an alias: the old woman's is Ana's."""
    shared = list(gender)
    for one, other in same.items():
        shared[other] = shared[other] or gender[one]
    return shared


def _united_entities(entities: Sequence[Entity], same: Mapping[int, int]) -> list[Entity]:
    """Return the entities with the names and mentions of their aliases, and the aliases without mentions."""
    united = list(entities)
    for one, other in same.items():
        united[other] = _united(united[other], united[one])
        united[one] = replace(united[one], count=0)
    return united


def _presented(story: Story) -> dict[int, int]:
    """Return for those described, and for a narrator without a name, the one whose name they give as their own."""
    characters, found = story.characters, defaultdict[int, set[int]](set)
    for turn in story.turns:
        if turn.gives >= 0 and turn.cue is not None and turn.cue.strength > LOOSE:
            entity = characters.references[turn.cue.index].entity
            genders = {characters.gender[entity], characters.gender[turn.gives]} - {""}
            if entity >= 0 and characters.form[entity] in _NAMELESS and len(genders) < 2:
                found[entity].add(turn.gives)
    return {entity: min(names) for entity, names in found.items() if len(names) == 1}


def _pairs(story: Story) -> dict[int, int]:
    """Return for each name without surname the entity that answers to it, if they are one person."""
    sentences = _sentences(story.parse, story.characters)
    pairs = {}
    for called, votes in _answers(story).items():
        apart = (e for e in votes if sentences[called].isdisjoint(sentences[e]))
        others = [e for e in apart if _may_be_one(story.characters, called, e)]
        best = min(others, key=lambda e: (-votes[e], e), default=None)
        if best is not None and not votes[called] and votes[best] >= max(_MIN_ANSWERS, _MIN_SHARE * votes.total()):
            pairs[called] = best
    return {called: best for called, best in pairs.items() if best not in pairs}


def _answers(story: Story) -> dict[int, Counter[int]]:
    """Count for each entity that is called by name who is named as speaker right before and after."""
    answers: dict[int, Counter[int]] = defaultdict(Counter)
    speaking = [cue_entity(story.characters, turn) if turn.kind == "name" else -1 for turn in story.turns]
    for i, turn in enumerate(story.turns):
        for j in (i - 1, i + 1):
            if 0 <= j < len(speaking) and speaking[j] >= 0 and _is_close(story, min(i, j)):
                for called in turn.called:
                    answers[called][speaking[j]] += 1
    return answers


def _own_kin(story: Story) -> dict[int, int]:
    """Return for "my" and a word of kinship the one entity that the text calls so: "my aunt Rosa", else "Aunt Rosa"."""
    characters, titles = story.characters, story.people.titles
    titled: dict[str, set[int]] = defaultdict(set)
    for index, entity in enumerate(characters.entities):
        if characters.form[index] == "name":
            for title in entity.titles:
                if titles.get(title) == "kin":
                    titled[title].add(index)
    bearers = {**titled, **_named_kin(story)}
    pairs = {}
    for index, entity in enumerate(characters.entities):
        determiner, _, noun = entity.name.partition(" ")
        is_mine = determiner in story.people.words.possessive_first
        if characters.form[index] in DESCRIBED and is_mine and len(bearers.get(noun, ())) == 1:
            (pairs[index],) = bearers[noun]
    return pairs


def _named_kin(story: Story) -> dict[str, set[int]]:
    """Return whom the text names right behind "my" and a word of kinship: *my aunt Rosa*, *my aunt, Rosa Lund*."""
    words, mine = story.parse.lower, story.people.words.possessive_first
    named: dict[str, set[int]] = defaultdict(set)
    for reference in story.characters.references:
        if reference.kind == "name":
            noun = reference.first - (2 if words[reference.first - 1] == "," else 1)
            if noun > 0 and story.people.titles.get(words[noun]) == "kin" and words[noun - 1] in mine:
                named[words[noun]].add(reference.entity)
    return named


def _is_close(story: Story, i: int) -> bool:
    return gap(story.turns[i], story.turns[i + 1]) <= _CLOSE


def _may_be_one(characters: Characters, called: int, answering: int) -> bool:
    """Return whether one has a name without surname, the other a surname without first name, and genders agree."""
    one, other = characters.entities[called], characters.entities[answering]
    genders = {characters.gender[called], characters.gender[answering]} - {""}
    short = len(_untitled(one)) == 1 and one.named
    return short and bool(other.titles) and len(_untitled(other)) == 1 and len(genders) < 2


def _untitled(entity: Entity) -> Sequence[str]:
    """Return the words of the fullest name without titles."""
    names = ([w for w in name.lower().split() if w != "the"] for name in (entity.name, *entity.aliases))
    return max(([w for w in words if w.rstrip(".") not in entity.titles] for words in names), key=len)


def _sentences(parse: Parse, characters: Characters) -> dict[int, set[int]]:
    """Return for each entity the sentences of the narration that name it."""
    found: dict[int, set[int]] = defaultdict(set)
    for reference in characters.references:
        if reference.kind == "name" and not reference.quoted:
            found[reference.entity].add(parse.sentence[reference.first])
    return found


def _united(entity: Entity, other: Entity) -> Entity:
    """Return the entity with the names, titles and mentions of the other."""
    aliases = tuple(dict.fromkeys((*entity.aliases, other.name, *other.aliases)))
    titles = entity.titles | other.titles
    return replace(entity, aliases=aliases, titles=titles, count=entity.count + other.count)
