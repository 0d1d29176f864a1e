"""Aliases: who answers to a name bears it, if nothing speaks against it."""

from __future__ import annotations

from copy import deepcopy

import pytest
from marked import document_of
from spacy.language import Language
from trees import parsed

from quoteattr.dialogue.aliases import join_aliases
from quoteattr.dialogue.decoder import read_story
from quoteattr.dialogue.types import Characters, Reference, SpeechCue, Story, Turn
from quoteattr.entities.registry import find_entities
from quoteattr.entities.types import Entity
from quoteattr.language.language import load_language

EXCHANGE = '"Where is my hat, Aunt Jane?" asked Hugh.\n\n"On the {place}," said Mrs. Pell.\n\n'
CALLS = "".join(EXCHANGE.format(place=place) for place in ("table", "chair", "shelf"))
BEGINNING = "Mrs. Pell came home late. Hugh was waiting.\n\n"


def story(nlp: Language, text: str) -> Story:
    doc = document_of(text, nlp)
    return read_story(doc, find_entities(doc))


def test_who_answers_to_a_name_bears_it(nlp: Language) -> None:
    found = story(nlp, BEGINNING + CALLS)
    ((alias, owner),) = found.same.items()
    assert found.characters.entities[alias].name == "Aunt Jane"
    assert found.characters.entities[owner].name == "Mrs. Pell"
    assert "Aunt Jane" in found.characters.entities[owner].aliases
    assert found.characters.entities[owner].count == 7
    assert all(turn.called <= {owner} for turn in found.turns)


def test_the_story_given_stays_as_it_is() -> None:
    """Three times Hugh calls Aunt Jane, and Mrs. Pell answers."""
    jane, pell, hugh = range(3)
    titles = (frozenset({"aunt"}), frozenset({"mrs"}), frozenset[str]())
    entities = [
        Entity(name, "person", "unknown", (), (), own, count=3)
        for name, own in zip(("Aunt Jane", "Mrs. Pell", "Hugh"), titles, strict=True)
    ]
    parse = parsed("Nobody/NN/nsubj/came came=come/VBD/ROOT")
    kinds = [(hugh, False), (jane, True), (pell, False)] * 3
    references = [
        Reference(0, 1, "name", entity, "", called, k, False, False, called) for k, (entity, called) in enumerate(kinds)
    ]
    turns = []
    for k, (entity, called) in enumerate(kinds):
        if not called:
            cue = SpeechCue(k, 1, 2, "inverted")
            calls = frozenset({jane} if entity == hugh else ())
            turns.append(Turn(k, [(0, 1)], k, cues=[cue], cue=cue, kind="name", called=calls))
    characters = Characters(entities, references, None, ["", "f", "m"], ["name"] * 3, {})
    given = Story(parse, characters, turns, load_language().people)
    before = deepcopy(given)
    joined = join_aliases(given)
    assert given == before
    assert joined.same == {jane: pell}
    assert joined.characters.entities[pell].aliases == ("Aunt Jane",)
    assert [r.entity for r in joined.characters.references] == [hugh, pell, pell] * 3
    assert [turn.called for turn in joined.turns] == [{pell}, set()] * 3


def test_two_named_in_one_sentence_are_two(nlp: Language) -> None:
    assert not story(nlp, "Mrs. Pell and Aunt Jane came home late. Hugh was waiting.\n\n" + CALLS).same


def test_one_answer_is_too_few(nlp: Language) -> None:
    assert not story(nlp, BEGINNING + EXCHANGE.format(place="table")).same


def test_who_has_a_first_name_of_their_own_is_somebody_else(nlp: Language) -> None:
    assert not story(nlp, BEGINNING + CALLS.replace("said Mrs. Pell", "said Clara")).same


def test_who_has_a_full_name_however_rare_is_somebody_else(nlp: Language) -> None:
    full = "Mrs. Harriet Pell sat down.\n\n" + "Mrs. Pell smiled.\n\n" * 20
    assert not story(nlp, BEGINNING + full + CALLS).same


NAMED = (
    'I came with {}. Aunt Jane was there.\n\n"You are early," said my aunt.\n\n"I am, Rosa," I said. "Look, Mr. Pell."'
)


@pytest.mark.parametrize("aunt", ["my aunt Rosa", "my aunt, Rosa Lund,"])
def test_my_aunt_is_who_is_named_beside_these_words(nlp: Language, aunt: str) -> None:
    found = story(nlp, NAMED.format(aunt))
    assert found.turns[0].cue is not None
    meant = found.characters.references[found.turns[0].cue.index].entity
    assert "Rosa" in found.characters.entities[meant].name


def test_my_captain_is_no_kin(nlp: Language) -> None:
    text = 'I saw my captain. I was early.\n\n"You are early," said my captain.\n\n"I am, Captain Pell," I said.'
    assert not story(nlp, text).same


OWN = 'I went to see my aunt. I was early.\n\n"You are early," said my aunt.\n\n"I am, Aunt Jane," I said.\n\n'


@pytest.mark.parametrize(("end", "name"), [("", "Aunt Jane"), ('"And I, Aunt Rosa?" asked Hugh.', "my aunt")])
def test_who_tells_of_my_aunt_means_the_one_with_a_name_if_there_is_one_only(
    nlp: Language, end: str, name: str
) -> None:
    found = story(nlp, OWN + end)
    assert found.turns[0].cue is not None
    assert found.characters.entities[found.characters.references[found.turns[0].cue.index].entity].name == name


PRESENTED = "An old woman opened.\n\n“Who are you?” asked Hugh.\n\n“Zell, sir. {name} Zell,” said {who}."


@pytest.mark.parametrize(
    ("name", "who", "aliases"),
    [
        ("Orla", "the old woman", {"the old woman": "Orla Zell"}),
        ("Robert", "the old woman", {}),  # no man
        ("Orla", "she", {}),
    ],
)
def test_whoever_is_described_has_the_name_given_as_their_own(
    name: str, who: str, aliases: dict[str, str], nlp: Language
) -> None:
    found = story(nlp, PRESENTED.format(name=name, who=who))
    entities = found.characters.entities
    assert {entities[one].name: entities[other].name for one, other in found.same.items()} == aliases


def test_an_alias_lends_its_gender(nlp: Language) -> None:
    found = story(nlp, PRESENTED.format(name="Quell", who="the old woman"))
    genders = dict(zip((e.name for e in found.characters.entities), found.characters.gender, strict=True))
    assert genders["Quell Zell"] == "f"
