"""What a text says of the bearers of names, and how descriptions are read and matched."""

from __future__ import annotations

import pytest
from trees import parsed

from quoteattr.document.document import read
from quoteattr.document.parse import Parse
from quoteattr.entities.role_holders import RoleHolders, add_roles
from quoteattr.entities.roles import describe, is_bare, is_definite, roles_of
from quoteattr.entities.types import Entity, EntityMention, Registry
from quoteattr.language.language import load_language

WORDS = load_language().roles

APPOSITION = parsed(
    "Lena/NNP/compound/Moss Moss/NNP/nsubj/spoke ,/,/punct/Moss the/DT/det/aide special/JJ/amod/aide "
    "aide/NN/appos/Moss to/IN/prep/aide the/DT/det/president president/NN/pobj/to ,/,/punct/Moss "
    "spoke=speak/VBD/ROOT ././punct/spoke"
)
REVERSED = parsed(
    "The/DT/det/minister minister/NN/nsubj/spoke of/IN/prep/minister trade/NN/pobj/of ,/,/punct/minister "
    "Lena/NNP/compound/Moss Moss/NNP/appos/minister ,/,/punct/minister spoke=speak/VBD/ROOT ././punct/spoke"
)
TITLE = parsed(
    "Calderran/JJ/amod/Moss Harbour/NNP/compound/Moss Minister/NNP/compound/Moss Lena/NNP/compound/Moss "
    "Moss/NNP/nsubj/spoke spoke=speak/VBD/ROOT ././punct/spoke"
)
PREMODIFIER = parsed(
    "former/JJ/amod/Moss Voss/NNP/compound/Moss lawyer/NN/compound/Moss Lena/NNP/compound/Moss "
    "Moss/NNP/nsubj/spoke spoke=speak/VBD/ROOT ././punct/spoke"
)
AMBASSADOR = parsed(
    "by/IN/prep/spoke Russian/JJ/amod/Ambassador Ambassador/NNP/pobj/by to/IN/prep/Ambassador "
    "Egypt/NNP/compound/Moss Lena/NNP/compound/Moss Moss/NNP/pobj/to spoke=speak/VBD/ROOT"
)
COPULA = parsed(
    "Lena/NNP/compound/Moss Moss/NNP/nsubj/is is=be/VBZ/ROOT the/DT/det/director director/NN/attr/is "
    "of/IN/prep/director museums=museum/NNS/pobj/of ././punct/is"
)
NICKNAME = parsed(
    'The/DT/det/leader leader/NN/nsubj/spoke ,/,/punct/leader Lena/NNP/compound/Moss "/``/punct/Moss the/DT/det/Moss '
    "Anchor/NNP/nmod/Moss \"/''/punct/Moss Moss/NNP/appos/leader ,/,/punct/leader spoke=speak/VBD/ROOT"
)
NO_ROLE = parsed(
    "Lena/NNP/compound/Moss Moss/NNP/nsubj/is is=be/VBZ/ROOT a/DT/det/disaster disaster/NN/attr/is ././punct/is"
)


def mention(parse: Parse) -> tuple[int, int]:
    return list(parse.word).index("Lena"), list(parse.word).index("Moss") + 1


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (APPOSITION, ["special aide to the president"]),
        (REVERSED, ["minister of trade"]),
        (TITLE, ["Calderran Harbour Minister"]),
        (PREMODIFIER, ["former Voss lawyer"]),
        (AMBASSADOR, ["Russian Ambassador to Egypt"]),
        (COPULA, ["director of museums"]),
        (NICKNAME, ["leader"]),
        (NO_ROLE, []),
    ],
)
def test_roles(parse: Parse, expected: list[str]) -> None:
    """Apposition either way, title in the name, premodifier, office with its place, copula."""
    first, last = mention(parse)
    if parse is TITLE:
        first -= 1  # a title is part of the mention
    found = [parse.span(role.first, role.last - 1) for role in roles_of(parse, first, last, WORDS)]
    assert found == expected


ORDERED = parsed("Fetch/NNP/ROOT Dr./NNP/compound/Moss Lena/NNP/compound/Moss Moss/NNP/dobj/Fetch ././punct/Fetch")
CALLED = parsed(
    "“/``/punct/Eat Eat/VB/ROOT your/PRP$/poss/dinner dinner/NN/dobj/Eat ,/,/punct/dinner Lena/NNP/compound/Moss "
    "Moss/NNP/appos/dinner ././punct/Eat ”/''/punct/Eat"
)
RELATIVE = parsed(
    "the/DT/det/chair chair/NN/ROOT Lena/NNP/compound/Moss Moss/NNP/nsubj/placed placed=place/VBD/relcl/chair"
)
APART = parsed(
    "around/IN/prep/came a/DT/det/corner corner/NN/pobj/around Lena/NNP/compound/Moss Moss/NNP/nsubj/came "
    "came=come/VBD/ROOT"
)
EPITHET = parsed("Poor/NNP/compound/Moss Lena/NNP/compound/Moss Moss/NNP/nsubj/slept slept=sleep/VBD/ROOT")


@pytest.mark.parametrize(
    ("parse", "is_called", "expected"),
    [(ORDERED, False, ["Dr."]), (CALLED, True, []), (RELATIVE, False, []), (APART, False, []), (EPITHET, False, [])],
)
def test_what_stands_beside_a_name_is_not_always_a_role(parse: Parse, is_called: bool, expected: list[str]) -> None:
    """An order, what is said to somebody, what somebody does with a thing, another phrase, an adjective."""
    first, last = mention(parse)
    if parse is ORDERED:
        first -= 1
    found = [parse.span(role.first, role.last - 1) for role in roles_of(parse, first, last, WORDS, is_called)]
    assert found == expected


def test_description_in_canonical_words() -> None:
    parse = parsed(
        "his/PRP$/poss/congresswoman former/JJ/amod/congresswoman Russian/JJ/amod/congresswoman "
        "congresswoman/NN/ROOT for/IN/prep/congresswoman trade/NN/pobj/for"
    )
    found = describe(parse, 3, WORDS)
    assert found.head == "congressman"
    assert found.privative == {"former"}
    assert found.modifiers == {"russia"}
    assert found.complement == {"trade"}
    assert found.words == {"russia", "trade"}


def test_possessor_is_the_owner() -> None:
    parse = parsed("Voss/NNP/poss/lawyer 's/POS/case/Voss lawyer/NN/ROOT")
    assert describe(parse, 2, WORDS).owner == {"voss"}


@pytest.mark.parametrize(
    ("tree", "definite", "bare"),
    [
        ("the/DT/det/judge judge/NN/ROOT", True, False),
        ("a/DT/det/judge judge/NN/ROOT", False, False),
        ("judge/NN/ROOT", False, True),
        ("his/PRP$/poss/judge judge/NN/ROOT", True, False),
        ("two/CD/nummod/judges judges=judge/NNS/ROOT", False, False),
    ],
)
def test_determiners(tree: str, definite: bool, bare: bool) -> None:
    parse = parsed(tree)
    head = len(parse) - 1
    assert (is_definite(parse, head, WORDS.people.words), is_bare(parse, head)) == (definite, bare)


def registry(parse: Parse) -> Registry:
    """The one entity that the tree names, with its roles."""
    entity = Entity("Lena Moss", "unknown", "unknown", (), ())
    return add_roles(read(parse, load_language()), Registry([entity], [EntityMention(*mention(parse), 0)]))


@pytest.mark.parametrize(
    ("parse", "tree", "fits"),
    [
        (APPOSITION, "the/DT/det/aide aide/NN/ROOT", True),
        (APPOSITION, "the/DT/det/adviser adviser/NN/ROOT", False),
        (APPOSITION, "the/DT/det/official official/NN/ROOT", True),
        (APPOSITION, "the/DT/det/aide aide/NN/ROOT to/IN/prep/aide the/DT/det/mayor mayor/NN/pobj/to", False),
        (AMBASSADOR, "the/DT/det/envoy Russian/JJ/amod/envoy envoy/NN/ROOT", True),
        (AMBASSADOR, "the/DT/det/envoy French/JJ/amod/envoy envoy/NN/ROOT", False),
        (PREMODIFIER, "the/DT/det/attorney attorney/NN/ROOT", False),
        (COPULA, "the/DT/det/director deputy/NN/compound/director director/NN/ROOT", False),
    ],
)
def test_fitting(parse: Parse, tree: str, fits: bool) -> None:
    """Same role or a wider word for it; no other rank, country or domain, and no office once held."""
    described = parsed(tree)
    head = list(described.dep).index("ROOT")
    found = RoleHolders(registry(parse), WORDS).fitting(describe(described, head, WORDS))
    assert [fit.entity for fit in found] == ([0] if fits else [])


def test_registry_gets_roles_and_kind() -> None:
    """What has a person's role is a person."""
    (entity,) = registry(APPOSITION).entities
    assert entity.roles == ("special aide to the president",)
    assert entity.kind == "person"
