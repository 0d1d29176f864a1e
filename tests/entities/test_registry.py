"""Entities: who a text names, by the fullest name, with aliases, kind and gender."""

from __future__ import annotations

import pytest
from marked import document_of
from spacy.language import Language

from quoteattr.entities.registry import find_entities
from quoteattr.entities.types import Entity

TEXT = """\
Mrs. Harriet Pell kept the shop in Lower Marden. She had kept it for years, and everyone bought from Harriet.

"Good morning, Harriet," said Colonel Dray. He never said more.

"Good morning, Colonel," Mrs. Pell replied. She gave him his paper.

Tobias Quill came in from the rain. Quill shook his hat, and he sneezed. The Ministry of Roads had sent him.

"The Ministry of Roads is never early," said Quill. He laughed.
"""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“No,” said Hob the Tinker. “Not Hob.” Hob laughed.", "Hob the Tinker"),
        ("Hob said that it rained. They told Hob the Senate would vote.", "Hob"),
    ],
)
def test_a_byname_behind_an_article_belongs_to_the_name(nlp: Language, text: str, name: str) -> None:
    assert name in [entity.name for entity in find_entities(document_of(text, nlp)).entities]


@pytest.fixture(scope="module")
def entities(nlp: Language) -> dict[str, Entity]:
    found = find_entities(document_of(TEXT, nlp))
    return {entity.name: entity for entity in found.entities}


@pytest.mark.parametrize(
    ("name", "aliases"),
    [("Mrs. Harriet Pell", {"Harriet", "Mrs. Pell"}), ("Tobias Quill", {"Quill"}), ("Colonel Dray", set())],
)
def test_names_join_under_the_fullest(entities: dict[str, Entity], name: str, aliases: set[str]) -> None:
    assert aliases <= set(entities[name].aliases)


@pytest.mark.parametrize(
    ("full", "usual", "name"),
    [
        ("Susan Brill", "Brill", "Susan Brill"),
        ("Susan Brill", "Mrs. Brill", "Susan Brill"),
        ("Susan Brill", "Susan", "Susan Brill"),
        ("Miss Susan Brill", "Miss Brill", "Miss Susan Brill"),
        ("Commander Brill", "Brill", "Commander Brill"),
    ],
)
def test_a_full_name_given_once_outlasts_any_number_of_others(nlp: Language, full: str, usual: str, name: str) -> None:
    """As reports do, and stories."""
    text = f"{full} opened the inquiry on Monday.\n\n" + "\n\n".join([f"{usual} said that it rained."] * 19)
    (entity,) = find_entities(document_of(text, nlp)).entities
    assert (entity.name, entity.aliases) == (name, (usual,))


@pytest.mark.parametrize(
    ("usual", "once", "name"),
    [
        ("Frank Brill came in.", "It was signed F. C. Weston Brill.", "Frank Brill"),
        ("Alice ran on.", "“Well, Miss Alice,” he said.", "Alice"),
    ],
)
def test_a_name_in_use_outlasts_a_longer_one_that_is_not(nlp: Language, usual: str, once: str, name: str) -> None:
    text = "\n\n".join([usual] * 12 + [once])
    assert name in {entity.name for entity in find_entities(document_of(text, nlp)).entities}


@pytest.mark.parametrize(
    ("name", "gender"), [("Mrs. Harriet Pell", "female"), ("Tobias Quill", "male"), ("Colonel Dray", "male")]
)
def test_title_and_pronouns_tell_gender(entities: dict[str, Entity], name: str, gender: str) -> None:
    assert entities[name].gender == gender


def test_kinds_are_told_by_words_and_use(entities: dict[str, Entity]) -> None:
    assert entities["Tobias Quill"].kind == "person"
    assert next(e for name, e in entities.items() if name.endswith("Ministry of Roads")).kind == "organization"


def test_where_people_are_and_go_is_no_person(nlp: Language) -> None:
    text = "Clara lived at Marden. She came from Marden. Marden was quiet, and Marden was dull. Stay in Marden."
    kinds = {entity.name: entity.kind for entity in find_entities(document_of(text, nlp)).entities}
    assert kinds == {"Clara": "person", "Marden": "place"}


def test_mentions_lie_on_the_names_in_text_order(nlp: Language) -> None:
    doc = document_of(TEXT, nlp)
    registry = find_entities(doc)
    firsts = [mention.first for mention in registry.mentions]
    assert firsts == sorted(set(firsts))
    for mention in registry.mentions:
        entity = registry.entities[mention.entity]
        words = doc.parse.span(mention.first, mention.last - 1).lower()
        assert words in " ".join((entity.name, *entity.aliases)).lower()


@pytest.mark.parametrize("text", ["", "no names here", "“”", "THE END", "A. B. C.", "Mr.\n\nMrs."])
def test_any_text_has_a_registry(nlp: Language, text: str) -> None:
    doc = document_of(text, nlp)
    registry = find_entities(doc)
    assert all(0 <= m.first < m.last <= len(doc.parse) for m in registry.mentions)


@pytest.mark.parametrize(
    "text", ["Her husband, Robin, says so.", "Robin, her husband, says so.", "Robin says so. She laughs."]
)
def test_a_word_of_kinship_beside_a_name_shows_the_gender(nlp: Language, text: str) -> None:
    (robin,) = find_entities(document_of(text, nlp)).entities
    assert robin.gender == ("female" if "laughs" in text else "male")


@pytest.mark.parametrize(
    ("text", "name", "aliases", "kind"),
    [
        ("Mayor Elke van der Velde spoke. Van der Velde left.", "Elke van der Velde", ("Van der Velde",), "person"),
        ("Juan de Cruz spoke. De Cruz left.", "Juan de Cruz", ("De Cruz",), "person"),
        ("Manager Paul Tranter spoke. Tranter left.", "Paul Tranter", ("Tranter",), "person"),
        ("Asha Mbeki-Lund spoke at length. AML left.", "Asha Mbeki-Lund", ("AML",), "person"),
        ("Sarn CEO Paul Tranter spoke. Tranter left.", "Paul Tranter", ("Tranter",), "person"),
        ("D. K. Tranter spoke. Tranter left.", "D. K. Tranter", ("Tranter",), "person"),
        ("Ilse Tranter MBE spoke. Tranter left.", "Ilse Tranter", ("Tranter",), "person"),
        ("Ilse Tranter Jr. spoke. Tranter left.", "Ilse Tranter Jr.", ("Tranter",), "person"),
        ("Rosalind Hale-Lane, who taught them all to fold, died.", "Rosalind Hale-Lane", (), "person"),
        ("The club True Blue spoke out.", "True Blue", (), "organization"),
        ("The Sarn Trust met there. The Trust said so..", "the Sarn Trust", ("the Trust",), "organization"),
        ("Shares of Sarn Energy plunged. Sarn said so. Sarn left.", "Sarn Energy", ("Sarn",), "organization"),
    ],
)
def test_the_bounds_and_the_kind_of_a_name(
    nlp: Language, text: str, name: str, aliases: tuple[str, ...], kind: str
) -> None:
    """Particles belong to a surname, an occupation before it does not; a noun may say what bears the name."""
    (entity,) = find_entities(document_of(text, nlp)).entities
    assert (entity.name, entity.aliases, entity.kind) == (name, aliases, kind)


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Judge Harriet Lund spoke.", "female"),
        ("Judge Lund spoke.", "unknown"),
        ("Colonel Lund spoke.", "male"),
        ("Judge Lund spoke. She left.", "female"),
        ("Judge Harriet Lund spoke. He left.", "female"),
        ("Then Grandmother spoke.", "female"),
        ("Then Sis. Lund spoke.", "female"),
        ("Mr. Harriet Lund spoke.", "male"),
        ("Asha Cyril spoke. She left. Cyril said that she, too, had seen it.", "female"),
    ],
)
def test_a_given_name_says_more_of_gender_than_a_rank_and_less_than_a_style(
    nlp: Language, text: str, gender: str
) -> None:
    (entity,) = find_entities(document_of(text, nlp)).entities
    assert entity.gender == gender


def test_what_stands_in_marks_beside_a_noun_is_not_called_by_name(nlp: Language) -> None:
    """It is a title, and who is called by a name in quotation marks is a person."""
    text = 'Her novel, "Home Truths," ran and ran.'
    (entity,) = find_entities(document_of(text, nlp)).entities
    assert (entity.name, entity.kind) == ("Home Truths", "unknown")


@pytest.mark.parametrize(
    ("text", "name", "named"),
    [
        ("The Chairman said that it rained. Later the Chairman left.", "the Chairman", False),
        ("It rained, said the Divisional Commissioner.", "the Divisional Commissioner", False),
        ("The Court held that it rained. It was for the Court to say so.", "the Court", False),
        ("The Senate agreed that it rained.", "the Senate", True),
        ("Grandpa Ludo told us that it rained. “So it did,” Grandpa said.", "Grandpa Ludo", True),
        ("That night Mum said that it rained.", "Mum", True),
        ("Coun. Ferris said that it rained. Ferris sat down.", "Coun. Ferris", True),
        ("Capt. Ines Coyle said that it rained. Coyle sat down.", "Capt. Ines Coyle", True),
        ("We waited for Father. Captain Coyle said that it rained.", "Captain Coyle", True),
        ("Then Coyle minor, who was late, sat down. “It rained,” said Coyle.", "Coyle minor", True),
        ("She asked his name.\n\n“Coyle, sir. Josiah Coyle.”", "Josiah Coyle", True),
        ("Attorney General Ines Coyle said that it rained.", "Ines Coyle", True),
        ("General Ines Coyle said that it rained. General Coyle left.", "General Ines Coyle", True),
        ("Mr. A. R. Quillon said that it rained.", "Mr. A. R. Quillon", True),
        ("Ana Brandt, the Chief Executive of Orlop Energy, said:", "Ana Brandt", True),
    ],
)
def test_offices_are_no_names_and_what_one_is_called_is(nlp: Language, text: str, name: str, named: bool) -> None:
    found = {entity.name: entity.named for entity in find_entities(document_of(text, nlp)).entities}
    assert found.get(name) is named, found


def test_an_office_with_capitals_is_whoever_holds_it(nlp: Language) -> None:
    text = "The Harbour Master, Ines Coyle, arrived late. The Harbour Master said that it rained."
    found = find_entities(document_of(text, nlp))
    assert "Ines Coyle" in {entity.name for entity in found.entities if entity.named}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("It rained, said Basil ‘Crab’ Tolley. Tolley sighed.", "Basil ‘Crab’ Tolley", "person"),
        ("It rained, said Basil “Crab” Tolley. Tolley sighed.", "Basil “Crab” Tolley", "person"),
        ("SARN BAY, June 4, 1963: “It rained,” said the mayor.", "SARN BAY", "place"),
    ],
)
def test_nicknames_are_part_of_a_name_and_datelines_are_places(nlp: Language, text: str, name: str, kind: str) -> None:
    kinds = {entity.name: entity.kind for entity in find_entities(document_of(text, nlp)).entities}
    assert kinds.get(name) == kind, kinds


HEADWORDS = [
    "LUND, Ana (1871–1949), balloonist. Born at Sarn, she came to Port Teld at nine. Lund crossed the strait in 1902.",
    "Lund, Ana\nHarbour pilot (b. 1934)\n\nShe learned on a borrowed boat. Lund never married.",
]


@pytest.mark.parametrize("text", HEADWORDS)
def test_a_headword_with_the_surname_first_is_one_person(nlp: Language, text: str) -> None:
    registry = find_entities(document_of(text, nlp))
    (lund,) = (entity for entity in registry.entities if "lund" in entity.name.lower())
    assert (lund.name, lund.gender) == (text.split(" (")[0].split("\n")[0], "female")


def test_a_place_behind_a_comma_is_no_given_name(nlp: Language) -> None:
    registry = find_entities(document_of("Sarn, Teldland\n\nAna Lund came by boat.", nlp))
    assert {"Sarn, Teldland"}.isdisjoint(entity.name for entity in registry.entities)


def test_who_is_called_by_the_name_of_a_place_is_a_person(nlp: Language) -> None:
    text = "Florence Lund knocked. “True, Florence, but it rains,” said Tom Rey. “I know,” said Florence."
    (florence,) = (e for e in find_entities(document_of(text, nlp)).entities if "Florence" in e.name)
    assert (florence.name, florence.kind, florence.aliases) == ("Florence Lund", "person", ("Florence",))


@pytest.mark.parametrize(
    "text",
    [
        "Florence Lund flew to Florence. She wrote from Florence.",
        "Florence Lund knocked. “It rained in Florence,” said Tom Rey. Florence said nothing of it.",
    ],
)
def test_a_place_stays_one_where_nobody_is_called_so(nlp: Language, text: str) -> None:
    kinds = {entity.name: entity.kind for entity in find_entities(document_of(text, nlp)).entities}
    assert kinds["Florence"] == "place"


@pytest.mark.parametrize(
    ("text", "name", "gender"),
    [
        ("Nozaka Fumiko spoke. Ms Nozaka was late.", "Nozaka Fumiko", "female"),
        ("Nozaka Fumiko spoke.", "Nozaka Fumiko", "female"),
        ("Fumiko Nozaka spoke.", "Fumiko Nozaka", "female"),
        ("Nozaka Tarn spoke.", "Nozaka Tarn", "unknown"),
    ],
)
def test_the_given_name_tells_the_gender_where_it_stands_last(nlp: Language, text: str, name: str, gender: str) -> None:
    genders = {entity.name: entity.gender for entity in find_entities(document_of(text, nlp)).entities}
    assert genders == {name: gender}
