"""People across documents: joined where it is certain, listed where it is not, counted once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from many_documents import document, person
from work import lines

from quoteattr.language.language import load_language
from quoteattr.output.corpus.names import may_be_one, name_of
from quoteattr.output.corpus.people import CorpusPerson, join_people
from quoteattr.output.corpus.survey import survey
from quoteattr.records import Speaker

ROLES = load_language().roles
BO = person("Bo Ek", "male")


def people(*documents: tuple[Speaker, ...]) -> list[CorpusPerson]:
    """Those who speak in documents of these speakers."""
    return join_people(survey(document(f"d{number}", *each) for number, each in enumerate(documents)))


def joined(*documents: tuple[Speaker, ...]) -> list[tuple[str, int, int]]:
    """Name, documents and number of doubtful others of each, Bo aside."""
    found = people(*documents)
    return sorted((one.name, one.documents, len(one.maybe)) for one in found if one.name != BO.name)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Finance Minister Piet Okonrade", "piet okonrade"),
        ("Mr. Okonrade", "okonrade"),
        ("Piet A. Okonrade", "piet a okonrade"),
        ("Dame Ana Sólyom", "ana solyom"),
        ("Marek “the Anchor” Dunvald", "marek dunvald"),
        ("Dean Vold", "vold"),
        ("Senator", "senator"),
        ("Pat Okonrade Jr.", "pat okonrade jr"),
    ],
)
def test_names_without_what_stands_before_them(words: str, name: str) -> None:
    assert " ".join(name_of(words, ROLES)) == name


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Okonrade", "Piet Okonrade", True),
        ("P. Okonrade", "Piet Okonrade", True),
        ("Bill Vold", "William Vold", True),
        ("Ann Vold", "Ann B. Vold", True),
        ("Ann C. Vold", "Ann B. Vold", False),
        ("Ann Vold", "Piet Vold", False),
        ("Ann Vold", "Ann Lund", False),
        ("Pat Vold", "Pat Vold Jr.", False),
    ],
)
def test_names_that_may_be_one_persons(one: str, other: str, expected: bool) -> None:
    names = [name_of(words, ROLES) for words in (one, other)]
    assert may_be_one(names[0], names[1], ROLES) is may_be_one(names[1], names[0], ROLES) is expected


def test_a_full_name_is_one_person_whatever_stands_before_it() -> None:
    found = joined((person("Finance Minister Piet Okonrade"),), (person("Piet Okonrade"),), (person("PIET OKONRADE"),))
    assert found == [("Piet Okonrade", 3, 0)]


def test_a_full_name_that_is_another_ones_alias() -> None:
    pen = person("Robin Vold", aliases=("R. K. Marsh", "the author of “Reeds”"))
    assert joined((pen,), (person("R. K. Marsh"),)) == [("Robin Vold", 2, 0)]


def test_genders_that_contradict_each_other_part_people() -> None:
    one, two = person("Robin Vold", "female"), person("Robin Vold", "male")
    assert joined((one,), (two,), (two,), (one,)) == [("Robin Vold", 2, 1), ("Robin Vold", 2, 1)]


def test_an_identifier_is_one_person_whatever_the_name_and_gender() -> None:
    known = (person("Robin Vold", "female", ref="Q1"), person("Marsh", "male", ref="Q1"), person("Robin Vold"))
    assert joined(*[(each,) for each in known]) == [("Robin Vold", 3, 0)]
    assert [one.ref for one in people(*[(each,) for each in known])] == ["Q1"]


def test_two_identifiers_part_people_of_one_name() -> None:
    one, two = person("Robin Vold", ref="Q1"), person("Robin Vold", ref="Q2")
    assert joined((one,), (two,), (two,), (one,)) == [("Robin Vold", 2, 1), ("Robin Vold", 2, 1)]


@pytest.mark.parametrize(
    ("full", "part", "together"),
    [
        (person("Piet Okonrade", "male", "minister"), person("Minister Okonrade"), ()),
        (person("Piet Okonrade", "male", "head of the port"), person("Okonrade", "male", "head of the port"), ()),
        (person("Piet Okonrade"), person("Okonrade"), (BO,)),
        (person("William Okonrade"), person("Bill Okonrade"), (BO,)),
    ],
)
def test_part_of_a_name_is_joined_by_office_role_or_company(
    full: Speaker, part: Speaker, together: tuple[Speaker, ...]
) -> None:
    assert joined((full, *together), (part, *together)) == [(full.name, 2, 0)]


@pytest.mark.parametrize(
    "documents",
    [
        ((person("Piet Okonrade"),), (person("Okonrade"),)),  # nothing in common
        ((person("Piet Okonrade", "male", "plumber"),), (person("Okonrade", "male", "plumber"),)),  # many are
        ((person("Piet Okonrade"), BO), (person("Okonrade"), BO, person("Piet Okonrade"))),  # held apart there
    ],
)
def test_what_is_doubtful_is_listed_and_not_made(documents: tuple[tuple[Speaker, ...], ...]) -> None:
    assert [name for name, _, _ in joined(*documents)] == ["Okonrade", "Piet Okonrade"]
    assert {maybe for _, _, maybe in joined(*documents)} == {1}


def test_of_two_who_may_be_meant_none_is() -> None:
    found = joined((person("Piet Okonrade"), BO), (person("Ann Okonrade"), BO), (person("Okonrade"), BO))
    assert found == [("Ann Okonrade", 1, 1), ("Okonrade", 1, 2), ("Piet Okonrade", 1, 1)]
    assert joined((person("Ann Okonrade", "female"), BO), (person("Okonrade", "male"), BO)) == [
        ("Ann Okonrade", 1, 0), ("Okonrade", 1, 0),
    ]  # fmt: skip


def test_organizations_are_one_by_their_name_and_the_unnamed_are_nobody() -> None:
    firm, same = person("The Harbour Board", kind="organization"), person("Harbour Board", kind="organization")
    unnamed = person("a spokesman").model_copy(update={"named": False})
    assert joined((firm, unnamed), (same, unnamed)) == [("The Harbour Board", 2, 0)]


def test_what_is_known_of_somebody_is_brought_together() -> None:
    (ana, _) = people(
        (person("Ana Lund", "unknown", "mayor"), BO), (person("Ana Lund", "female", "mayor", "poet", aliases=["Lund"]),)
    )
    assert (ana.id, ana.gender, ana.roles, ana.aliases, ana.company) == (
        "p1",
        "female",
        ("mayor", "poet"),
        ("Lund",),
        ("p2",),
    )
    assert (ana.documents, ana.quotations, ana.words, ana.appearances) == (2, 2, 6, ((0, "s1"), (1, "s1")))


def test_copies_count_once_and_are_known_as_appearances() -> None:
    wired = "The port shuts in May for nine days and nobody"
    documents = survey(document(id, person("Ana Lund"), words=wired) for id in ("post", "gazette"))
    assert [each.copy_of for each in documents] == [None, 0]
    (ana,) = join_people(documents)
    assert (ana.documents, ana.quotations, ana.appearances) == (1, 1, ((0, "s1"), (1, "s1")))


@given(
    st.lists(
        st.lists(st.sampled_from(["Ana Lund", "Lund", "A. Lund", "Mr Lund", "Bo", "—", "’"]), max_size=4), max_size=6
    )
)
def test_everybody_is_exactly_one(names: list[list[str]]) -> None:
    documents = survey(document(f"d{k}", *map(person, dict.fromkeys(each))) for k, each in enumerate(names))
    found = [key for one in join_people(documents) for key in one.appearances]
    assert sorted(found) == [(k, f"s{n}") for k, each in enumerate(names) for n in range(1, len({*each}) + 1)]


@pytest.mark.slow
@pytest.mark.parametrize("joined_by", [(), (BO,)])
def test_work_grows_with_the_documents(joined_by: tuple[Speaker, ...]) -> None:
    """Of thousands who share a surname, too, whether they are one or not."""
    costs = []
    for size in (300, 2400):
        crowd = [(person("Lund"), person(f"A{k} Lund")) if not joined_by else (person("Lund"), BO) for k in range(size)]
        documents = survey(document(f"d{k}", *each) for k, each in enumerate(crowd))
        costs.append(lines(lambda documents=documents: join_people(documents)))  # type: ignore[misc]
    assert costs[1] < 10 * costs[0]
