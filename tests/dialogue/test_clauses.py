"""Clauses: the subject of a verb of narration, by the tree and where the tree gives none."""

from __future__ import annotations

import pytest
from drawn_stories import PEOPLE, references_of, words_of
from trees import parsed

from quoteattr.dialogue.clauses import Clauses

SAID, LAUGHED = "said=say/VBD/ROOT", "laughed=laugh/VBD/ROOT"
ROSA = "Rosa/NNP/dep/said then/RB/advmod/said"
SUBJECTS = [
    # its own, or that of the verb it is joined to
    (f"Clara/NNP/nsubj/said {SAID}", "said", "Clara"),
    ("Clara/NNP/nsubj/rose rose=rise/VBD/ROOT and/CC/cc/rose said=say/VBD/conj/rose", "said", "Clara"),
    ("Clara/NNP/nsubj/rose rose=rise/VBD/ROOT to/TO/aux/say say/VB/advcl/rose", "say", "Clara"),
    # whose eyes, whose saying
    (f"Clara/NNP/poss/eyes 's/POS/case/Clara eyes/NNS/nsubj/laughed {LAUGHED}", "laughed", "Clara"),
    (f"her/PRP$/poss/eyes eyes/NNS/nsubj/laughed {LAUGHED}", "laughed", "her"),
    (
        "by/IN/ROOT Hugh/NNP/poss/saying 's/POS/case/Hugh saying=say/VBG/pcomp/by", "saying", "Hugh",
    ),
    # who is heard to say it
    ("Clara/NNP/nsubj/heard heard=hear/VBD/ROOT Hugh/NNP/dobj/heard say/VB/xcomp/heard", "say", "Hugh"),
    ("Clara/NNP/nsubj/met met=meet/VBD/ROOT Hugh/NNP/dobj/met saying=say/VBG/advcl/met", "saying", "Clara"),
    ("Clara/NNP/nsubj/met met=meet/VBD/ROOT Hugh/NNP/dobj/met to/TO/aux/say say/VB/advcl/met", "say", "Clara"),
    # who is given the means
    (
        "Clara/NNP/nsubj/gave gave=give/VBD/ROOT Hugh/NNP/dative/gave time/NN/dobj/gave to/TO/aux/say say/VB/acl/time",
        "say", "Hugh",
    ),
    # whom a relative pronoun takes up
    (
        "Clara/NNP/nsubj/met met=meet/VBD/ROOT Hugh/NNP/dobj/met who/WP/nsubj/said said=say/VBD/relcl/Hugh",
        "said", "Hugh",
    ),
    ("Clara/NNP/nsubj/met met=meet/VBD/ROOT him/PRP/dobj/met who/WP/nsubj/said said/VBD/relcl/him", "said", "Clara"),
    # parted by a phrase between commas, where the tree has lost it
    (f"{ROSA} Hugh/NNP/dep/said ,/,/punct/said leaning=lean/VBG/dep/said ,/,/punct/said {SAID}", "said", "Hugh"),
    (f"{ROSA} Hugh/NNP/dep/said ,/,/punct/said who/WP/dep/said sat/VBD/dep/said ,/,/punct/said {SAID}", "said", "Hugh"),
    (f"{ROSA} Hugh/NNP/dep/said ,/,/punct/said tall/JJ/dep/said ,/,/punct/said {SAID}", "said", "Rosa"),
    (f"{ROSA} to/IN/prep/said Hugh/NNP/pobj/to ,/,/punct/said bent/VBN/dep/said ,/,/punct/said {SAID}", "said", "Rosa"),
    (f"{ROSA} Hugh/NNP/dep/said ,/,/punct/said leaning=lean/VBG/dep/said {SAID}", "said", "Rosa"),
    # right before it or the first before, where the tree has none; no object, no possessor
    (f"{ROSA} Hugh/NNP/dep/said {SAID}", "said", "Hugh"),
    (f"{ROSA} Hugh/NNP/dep/said then/RB/advmod/said {SAID}", "said", "Rosa"),
    (f"by/IN/prep/said Clara/NNP/pobj/by {SAID}", "said", None),
    (f"her/PRP$/poss/hat hat/NN/dobj/said {SAID}", "said", None),
    # none before the sentence
    (f"Clara/NNP/ROOT ././punct/Clara then/RB/advmod/said {SAID}", "said", None),
]  # fmt: skip


def reader(tree: str) -> tuple[Clauses, int]:
    """The clauses of a tree, and where the last sentence begins."""
    parse = parsed(tree)
    references = references_of(parse)
    stops = [i + 1 for i, word in enumerate(parse.word) if word == "."]
    return Clauses(
        parse, references, {reference.first: k for k, reference in enumerate(references)}, PEOPLE.words
    ), max([0, *stops])


def named(clauses: Clauses, index: int | None) -> str | None:
    return None if index is None else words_of(clauses.parse, clauses.references[index])


def token(clauses: Clauses, word: str) -> int:
    return list(clauses.parse.word).index(word)


@pytest.mark.parametrize(("tree", "verb", "expected"), SUBJECTS)
def test_subject(tree: str, verb: str, expected: str | None) -> None:
    clauses, start = reader(tree)
    assert named(clauses, clauses.subject(token(clauses, verb), start)) == expected


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (f"Clara/NNP/nsubj/said {SAID}", False),
        (f"Clara/NNP/poss/eyes 's/POS/case/Clara eyes/NNS/nsubj/laughed {LAUGHED}", True),
        (f"her/PRP$/poss/eyes eyes/NNS/nsubj/laughed {LAUGHED}", True),
        (f"his/PRP$/poss/sister sister/NN/nsubj/said {SAID}", False),  # the sister; "his" is part of the phrase
    ],
)
def test_possessors(tree: str, expected: bool) -> None:
    clauses, _ = reader(tree)
    assert clauses.owns(len(clauses.references) - 1) == expected


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (f"Clara/NNP/nsubj/said {SAID}", False),
        ("turned=turn/VBD/ROOT to/IN/prep/turned Clara/NNP/pobj/to", True),
        ("met=meet/VBD/ROOT him/PRP/dobj/met", True),
        ("met=meet/VBD/ROOT Clara/NNP/dobj/met", False),  # the parser takes many a subject for an object
    ],
)
def test_objects(tree: str, expected: bool) -> None:
    clauses, _ = reader(tree)
    assert clauses.is_object(0) == expected


@pytest.mark.parametrize(
    ("tree", "noun", "expected"),
    [
        ("Clara/NNP/poss/answer 's/POS/case/Clara dry/JJ/amod/answer answer/NN/ROOT", "answer", "Clara"),
        ("his/PRP$/poss/answer answer/NN/ROOT", "answer", "his"),
        ("Clara/NNP/nsubj/gave gave=give/VBD/ROOT the/DT/det/answer answer/NN/dobj/gave", "answer", None),
        ("the/DT/det/answer answer/NN/ROOT", "answer", None),
    ],
)
def test_owner_of_what_is_said(tree: str, noun: str, expected: str | None) -> None:
    clauses, start = reader(tree)
    assert named(clauses, clauses.owner(token(clauses, noun), start)) == expected


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (f"it/PRP/nsubj/said {SAID}", True),
        (f"they/PRP/nsubj/said {SAID}", True),
        (f"she/PRP/nsubj/said {SAID}", False),
        (f"then/RB/advmod/said {SAID}", False),
    ],
)
def test_impersonal_verbs(tree: str, expected: bool) -> None:
    clauses, _ = reader(tree)
    assert clauses.is_impersonal(token(clauses, "said")) == expected


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (f"{SAID} when/WRB/advmod/went Hugh/NNP/nsubj/went went=go/VBD/advcl/said", True),
        (f"{SAID} as/IN/mark/went Hugh/NNP/nsubj/went went=go/VBD/advcl/said", True),
        (f"{SAID} as/IN/mark/came Hugh/NNP/nsubj/came came=come/VBD/advcl/said went=go/VBD/conj/came", True),
        (f"{SAID} and/CC/cc/said went=go/VBD/conj/said", False),
        (f"{SAID} a/DT/det/word word/NN/dobj/said which/WDT/dobj/went he/PRP/nsubj/went went=go/VBD/relcl/word", True),
        (
            f"{SAID} the/DT/det/way way/NN/dobj/said in/IN/prep/went which/WDT/pobj/in Hugh/NNP/nsubj/went "
            "went=go/VBD/relcl/way",
            True,
        ),
        (f"{SAID} Hugh/NNP/nsubj/said who/WP/nsubj/went went=go/VBD/relcl/Hugh", False),
        (f"{SAID} Hugh/NNP/nsubj/said which/WDT/nsubj/went went=go/VBD/relcl/Hugh", False),
        (f"{SAID} Hugh/NNP/nsubj/said went=go/VBG/advcl/said", False),
    ],
)
def test_circumstances(tree: str, expected: bool) -> None:
    clauses, _ = reader(tree)
    assert clauses.is_circumstance(token(clauses, "went")) == expected


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ("Clara/NNP/nsubjpass/met was/VBD/auxpass/met met=meet/VBN/ROOT by/IN/agent/met Hugh/NNP/pobj/by", "Hugh"),
        ("Clara/NNP/nsubj/looked looked=look/VBD/ROOT at/IN/prep/looked Hugh/NNP/pobj/at", "Clara"),
        ("Clara/NNP/nsubj/sat sat=sit/VBD/ROOT and/CC/cc/sat Hugh/NNP/nsubj/rose rose=rise/VBD/conj/sat", "Hugh"),
        ("to/IN/ROOT Clara/NNP/pobj/to", None),
    ],
)
def test_last_subject(tree: str, expected: str | None) -> None:
    clauses, start = reader(tree)
    assert named(clauses, clauses.last_subject(start, len(clauses.parse))) == expected
