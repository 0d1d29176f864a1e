"""Stage 7c, fiction: one person under two names: which they go by, and who answers when another is called."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from quoteattr.dialogue.types import DESCRIBED, Characters, Story, cue_entity, gap
from quoteattr.document.parse import Parse
from quoteattr.entities.types import Entity, Registry

_CLOSE = 3  # paragraphs between a call and its answer
_ENOUGH, _SHARE = 3, 0.4  # answers, and their share of all turns beside a call
_SELDOM = 0.075  # share of a titled person's mentions: a full name rarer than that is not what they go by
_MANY = 10  # mentions beside which a single full name is a slip



def as_called(parse: Parse, registry: Registry) -> Registry:
    """The registry with people under the names they go by: no full name that is seldom used.

    "Captain Pell" and not "Edmund Pell", if nearly always given the title; "Martha", and not "Martha Tobias" where
    two names stand side by side once.
    """
    entities = list(registry.entities)
    uses: dict[int, Counter[str]] = defaultdict(Counter)
    for mention in registry.mentions:
        if entities[mention.entity].kind == "person" and entities[mention.entity].aliases:
            words = parse.span(mention.first, mention.last - 1).replace("_", "").split()
            uses[mention.entity][" ".join(words)] += 1
    for index, counts in uses.items():
        entity = entities[index]
        usual = min(counts, key=lambda name: (-counts[name], name))
        full = sum(count for name, count in counts.items() if name.endswith(entity.name))
        is_styled = len(usual.split()) > 1 and usual.split()[0].lower().rstrip(".") in entity.titles
        is_seldom = full < _SELDOM * entity.count if is_styled else full < 2 and entity.count >= _MANY
        if full and is_seldom:  # none are found of names with an article
            others = (entity.name, *(alias for alias in entity.aliases if alias != usual))
            entities[index] = replace(entity, name=usual, aliases=others)
    return replace(registry, entities=entities)



def join_aliases(story: Story) -> Story:
    """The story with those entities made one that are one person.

    Families call "Aunt Jane" whom the narrator calls "Mrs. Pell": where a name without surname is called, never
    itself said to speak next, and mostly answered by one who has a title and surname only, the two are one,
    unless the narration names both in one sentence. Who tells of "my aunt" means that same Aunt Jane, if no other
    aunt has a name.
    """
    same = {**_pairs(story), **_own_kin(story)}
    same = {one: same.get(other, other) for one, other in same.items()}
    if not same:
        return story
    for reference in story.cast.references:
        reference.entity = same.get(reference.entity, reference.entity)
    for turn in story.turns:
        turn.called = {same.get(entity, entity) for entity in turn.called}
        turn.mentioned = {same.get(entity, entity) for entity in turn.mentioned}
    entities = list(story.cast.entities)
    for one, other in same.items():
        entities[other] = _united(entities[other], entities[one])
        entities[one] = replace(entities[one], count=0)
    return replace(story, cast=replace(story.cast, entities=entities), same=same)



def _pairs(story: Story) -> dict[int, int]:
    cast = story.cast
    answers: dict[int, Counter[int]] = defaultdict(Counter)
    speaking = [cue_entity(cast, turn) if turn.kind == "name" else -1 for turn in story.turns]
    for i, turn in enumerate(story.turns):
        for j in (i - 1, i + 1):
            if 0 <= j < len(speaking) and speaking[j] >= 0 and _is_close(story, min(i, j)):
                for called in turn.called:
                    answers[called][speaking[j]] += 1
    sentences = _sentences(story.parse, cast)
    pairs = {}
    for called, votes in answers.items():
        apart = (e for e in votes if sentences[called].isdisjoint(sentences[e]))
        others = [e for e in apart if _may_be_one(cast, called, e)]
        best = min(others, key=lambda e: (-votes[e], e), default=None)
        if best is not None and not votes[called] and votes[best] >= max(_ENOUGH, _SHARE * votes.total()):
            pairs[called] = best
    return {called: best for called, best in pairs.items() if best not in pairs}



def _own_kin(story: Story) -> dict[int, int]:
    """For "my" and a word of kinship the one who has that word for a title, if there is only one."""
    cast, titles = story.cast, story.people.titles
    bearers: dict[str, list[int]] = defaultdict(list)
    for index, entity in enumerate(cast.entities):
        if cast.form[index] == "name":
            for title in entity.titles:
                if titles.get(title) == "kin":
                    bearers[title].append(index)
    pairs = {}
    for index, entity in enumerate(cast.entities):
        determiner, _, noun = entity.name.partition(" ")
        if cast.form[index] in DESCRIBED and determiner == "my" and len(bearers[noun]) == 1:
            pairs[index] = bearers[noun][0]
    return pairs



def _is_close(story: Story, i: int) -> bool:
    return gap(story.turns[i], story.turns[i + 1]) <= _CLOSE



def _may_be_one(cast: Characters, called: int, answering: int) -> bool:
    """Whether one has a name without surname, the other a surname without first name, and genders agree."""
    one, other = cast.entities[called], cast.entities[answering]
    genders = {cast.gender[called], cast.gender[answering]} - {""}
    short = len(_untitled(one)) == 1 and one.named
    return short and bool(other.titles) and len(_untitled(other)) == 1 and len(genders) < 2



def _untitled(entity: Entity) -> Sequence[str]:
    """The words of the fullest name without titles."""
    names = ([w for w in name.lower().split() if w != "the"] for name in (entity.name, *entity.aliases))
    return max(([w for w in words if w.rstrip(".") not in entity.titles] for words in names), key=len)



def _sentences(parse: Parse, cast: Characters) -> dict[int, set[int]]:
    """For each entity the sentences of the narration that name it."""
    found: dict[int, set[int]] = defaultdict(set)
    for reference in cast.references:
        if reference.kind == "name" and not reference.quoted:
            found[reference.entity].add(parse.sentence[reference.first])
    return found



def _united(entity: Entity, other: Entity) -> Entity:
    """The entity with the names of the other."""
    aliases = tuple(dict.fromkeys((*entity.aliases, other.name, *other.aliases)))
    titles = entity.titles | other.titles
    return replace(entity, aliases=aliases, titles=titles, count=entity.count + other.count)
