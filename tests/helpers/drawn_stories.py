"""Stories drawn as trees, one paragraph a tree: what the rules of dialogue do, whatever the model makes of the words.

Every run of proper nouns is a name, each other name another person, but for a place.
"""

from __future__ import annotations

from itertools import groupby

from trees import document

from quoteattr.dialogue.decoder import read_story
from quoteattr.dialogue.references import find_references
from quoteattr.dialogue.types import Reference, Story
from quoteattr.document.document import quoted_tokens
from quoteattr.document.parse import Parse
from quoteattr.document.quotations import find_quotations
from quoteattr.entities.types import Entity, EntityMention, Registry
from quoteattr.language.language import load_language
from quoteattr.records import Gender, SpeakerKind

LANGUAGE = load_language()
PEOPLE = LANGUAGE.people
GENDERS: dict[str, Gender] = {"Clara": "female", "Rosa": "female", "Hugh": "male", "Dan": "male"}
PLACE = "Sarn"


def speech(words: str, mark: str = ",") -> str:
    """A quotation of these words, each a root, ending in a mark."""
    said = " ".join(f"{word}/UH/ROOT" for word in words.split())
    last = words.split()[-1]
    return f"“/``/punct/{last} {said} {mark}/,/punct/{last} ”/''/punct/{last}"


def said(name: str, words: str = "No", verb: str = "said=say") -> str:
    """A paragraph of these words, with "said" and a name."""
    return f"{speech(words)} {verb}/VBD/ROOT {name}/NNP/nsubj/{verb.partition('=')[0]} ././punct/{name}"


def registry_of(parse: Parse) -> Registry:
    """The names of a text."""
    runs = [[i for i, _ in run] for is_name, run in groupby(enumerate(parse.tag), lambda t: t[1] == "NNP") if is_name]
    names = [" ".join(parse.word[i] for i in run) for run in runs]
    entities = [
        Entity(name, _kind(name), GENDERS.get(name, "unknown"), (), (), _titles(name), names.count(name))
        for name in dict.fromkeys(names)
    ]
    numbers = {entity.name: number for number, entity in enumerate(entities)}
    mentions = [EntityMention(run[0], run[-1] + 1, numbers[name]) for run, name in zip(runs, names, strict=True)]
    return Registry(entities, mentions)


def _kind(name: str) -> SpeakerKind:
    return "organization" if name == PLACE else "person"


def _titles(name: str) -> frozenset[str]:
    return frozenset(word.lower().rstrip(".") for word in name.split()[:-1]) & PEOPLE.titles.keys()


def references_of(parse: Parse) -> list[Reference]:
    """The names, pronouns and nominals of a text."""
    spoken = quoted_tokens(parse, find_quotations(parse.text, parse.bounds))
    return find_references(parse, registry_of(parse), spoken, PEOPLE)


def story(*trees: str) -> Story:
    """The turns and characters of a text."""
    doc = document(*trees)
    return read_story(doc, registry_of(doc.parse))


def words_of(parse: Parse, reference: Reference) -> str:
    """The words of a reference."""
    return " ".join(parse.word[reference.first : reference.last])


def entity(told: Story, name: str) -> int:
    """The number of the entity with this name."""
    return [each.name for each in told.characters.entities].index(name)
