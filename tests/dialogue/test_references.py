"""References: which pronouns and nominals refer to people, and what tells one description from another."""

from __future__ import annotations

import pytest
from drawn_stories import references_of, speech, words_of
from trees import parsed

FOUND = [
    # pronouns, the first person's too
    ("She/PRP/nsubj/nodded nodded=nod/VBD/ROOT to/IN/prep/nodded me/PRP/pobj/to", ["She", "me"]),
    ("They/PRP/nsubj/nodded nodded=nod/VBD/ROOT at/IN/prep/nodded it/PRP/pobj/at", []),
    # nouns for people with a determiner
    ("The/DT/det/gardener gardener/NN/nsubj/nodded nodded=nod/VBD/ROOT", ["The gardener"]),
    ("The/DT/det/barrow barrow/NN/nsubj/fell fell=fall/VBD/ROOT", []),
    ("Gardener/NN/nsubj/nodded nodded=nod/VBD/ROOT", []),
    # those that serve as names without one
    ("Nanny/NN/nsubj/nodded nodded=nod/VBD/ROOT", ["Nanny"]),
    # a noun beside a name says of whom: the name counts
    ("the/DT/det/Dan lawyer/NN/compound/Dan Dan/NNP/nsubj/nodded nodded=nod/VBD/ROOT", ["Dan"]),
    # but not if it is a possessor
    (
        "Dan/NNP/poss/sister 's/POS/case/Dan sister/NN/nsubj/nodded nodded=nod/VBD/ROOT", ["Dan", "sister"],
    ),
    # adjectives between commas, no list of nouns
    (
        "the/DT/det/man tall/JJ/amod/man ,/,/punct/man old/JJ/amod/man man/NN/nsubj/nodded nodded=nod/VBD/ROOT",
        ["the tall , old man"],
    ),
    ("the/DT/det/hat hat/NN/nsubj/nodded ,/,/punct/man man/NN/conj/hat nodded=nod/VBD/ROOT", []),
    # an ordinal before the noun, and one that stands alone
    (
        "the/DT/det/porter second/JJ/amod/porter porter/NN/nsubj/nodded nodded=nod/VBD/ROOT", ["the second porter"],
    ),
    ("the/DT/det/other other/JJ/nsubj/nodded nodded=nod/VBD/ROOT", ["the other"]),
    ("his/PRP$/poss/other other/JJ/nsubj/nodded nodded=nod/VBD/ROOT", ["his"]),
    # any noun that says something
    ("the/DT/det/Turk Turk=turk/NN/nsubj/said said=say/VBD/ROOT so/RB/advmod/said", ["the Turk"]),
    ("the/DT/det/reply reply/NN/nsubj/said said=say/VBD/ROOT so/RB/advmod/said", []),
    (
        speech("No") + " said=say/VBD/ROOT this/DT/det/ruffian huge/JJ/amod/ruffian ruffian/NN/dep/said",
        ["this huge ruffian"],
    ),
    (speech("No") + " said=say/VBD/ROOT huge/JJ/amod/ruffian ruffian/NN/dep/said", []),
    (speech("No") + " met=meet/VBD/ROOT this/DT/det/ruffian huge/JJ/amod/ruffian ruffian/NN/dep/met", []),
    ("said=say/VBD/ROOT this/DT/det/ruffian huge/JJ/amod/ruffian ruffian/NN/dep/said", []),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "expected"), FOUND)
def test_who_is_referred_to(tree: str, expected: list[str]) -> None:
    parse = parsed(tree)
    assert [words_of(parse, reference) for reference in references_of(parse)] == expected


MODIFIERS = [
    ("the/DT/det/man tall/JJ/amod/man man/NN/nsubj/nodded nodded=nod/VBD/ROOT", {"tall"}),
    ("the/DT/det/man man/NN/nsubj/nodded nodded=nod/VBD/ROOT", set()),
    # of an office only what counts them: the burly barman is the barman
    ("the/DT/det/porter burly/JJ/amod/porter porter/NN/nsubj/nodded nodded=nod/VBD/ROOT", set()),
    ("the/DT/det/porter second/JJ/amod/porter porter/NN/nsubj/nodded nodded=nod/VBD/ROOT", {"second"}),
    # what follows
    (
        "the/DT/det/man man/NN/nsubj/nodded with/IN/prep/man the/DT/det/beard black/JJ/amod/beard beard/NN/pobj/with "
        "nodded=nod/VBD/ROOT",
        {"with black", "with beard"},
    ),
    # but no manner, nothing of one's own, nothing that hangs from the verb
    (
        "the/DT/det/man man/NN/nsubj/nodded with/IN/prep/man a/DT/det/whisper whisper/NN/pobj/with nodded=nod/VBD/ROOT",
        set(),
    ),
    (
        "the/DT/det/man man/NN/nsubj/nodded with/IN/prep/man his/PRP$/poss/hat hat/NN/pobj/with nodded=nod/VBD/ROOT",
        set(),
    ),
    (
        "the/DT/det/man man/NN/nsubj/nodded with/IN/prep/nodded grace/NN/pobj/with nodded=nod/VBD/ROOT", set(),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "expected"), MODIFIERS)
def test_what_tells_one_from_others(tree: str, expected: set[str]) -> None:
    first = references_of(parsed(tree))[0]
    assert first.modifiers == expected


TRAITS = [
    ("He/PRP/nsubj/nodded nodded=nod/VBD/ROOT", "subject"),
    ("nodded=nod/VBD/ROOT to/IN/prep/nodded him/PRP/pobj/to", ""),
    ("his/PRP$/poss/hat hat/NN/nsubj/fell fell=fall/VBD/ROOT", "possessive"),
    ("“/``/punct/No No/UH/ROOT ,/,/punct/No Dan/NNP/npadvmod/No !/./punct/No ”/''/punct/No", "quoted called"),
    ("“/``/punct/ask ask/VB/ROOT Dan/NNP/dobj/ask about/IN/prep/ask ”/''/punct/ask", "quoted"),
    ("“/``/punct/No No/UH/ROOT ,/,/punct/No she/PRP/npadvmod/No !/./punct/No ”/''/punct/No", "quoted"),
]


@pytest.mark.parametrize(("tree", "expected"), TRAITS)
def test_what_a_reference_is_in_its_sentence(tree: str, expected: str) -> None:
    (reference,) = references_of(parsed(tree))
    traits = ("subject", "possessive", "quoted", "called")
    assert " ".join(trait for trait in traits if getattr(reference, trait)) == expected
