"""Whom sources refer to in news: names, pronouns, descriptions, and when to name nobody."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from marked import document_of, resolution_of, unmark
from spacy.language import Language

from quoteattr.analysis import load_models
from quoteattr.coreference.antecedents import Anaphor, Candidate, make_ranker
from quoteattr.coreference.resolver import resolve
from quoteattr.entities.registry import find_entities


def names(marked: str, nlp: Language) -> list[str]:
    text, attributions = unmark(marked)
    doc = document_of(text, nlp)
    registry = find_entities(doc)
    resolved = resolve(doc, registry, attributions, make_ranker(load_models().coreference)).referents
    return [
        " + ".join(registry.entities[referent].name for referent in referents if isinstance(referent, int))
        for referents in resolved
    ]


NAMED = [
    # a bare surname is the full name, a title is no part of it
    (
        "[Mayor Ana Ruiz] said {the bridge was safe}. [Ruiz] added that {it would open in May}.",
        ["Ana Ruiz", "Ana Ruiz"],
    ),
    # the fullest form wins, wherever it stands
    ("[Mr. Ferro] said {he was tired}. Later the director, Paolo L. Ferro, left. [Ferro] told us {why}.",
     ["Paolo L. Ferro"] * 2),
    # surnames of several words, hyphens, family names that come first
    ("[Ines Duarte Lobo] said {yes}. [Ms. Duarte Lobo] said {it again}.", ["Ines Duarte Lobo"] * 2),
    ("[Karim Al-Hassani] said {no}. [Al-Hassani] said {it twice}.", ["Karim Al-Hassani"] * 2),
    ("[Ban Soo-jin] said {no}. [Mr. Ban] said {it twice}.", ["Ban Soo-jin"] * 2),
    # a nickname in quotation marks inside a name
    ('[Marek "the Anchor" Dunvald] said {the crane was rotten}. [Dunvald] said {he had warned them}.',
     ['Marek "the Anchor" Dunvald'] * 2),
    # what stands before a name is not of it
    ("[Calderran Harbour Minister Ilse Brandvold] said {work would begin}.", ["Ilse Brandvold"]),
    ("[Republican Peter Quill] said {taxes would fall}.", ["Peter Quill"]),
    # acronyms and short forms of institutions
    ("The Northern Ferry Company ran at a loss. [The NFC] said {fares would rise}. [The company] said {by how much}.",
     ["the Northern Ferry Company"] * 2),
    ("The U.S. Supreme Court met on Monday. [The Supreme Court] said {it would wait}.", ["the U.S. Supreme Court"]),
    ("Shares in Hart & Voss plunged. [The company] said {it was calm}.", ["Hart & Voss"]),
    ("Shares in Sarn Energy plunged. [The firm] said {it was calm}.", ["Sarn Energy"]),
    ("The Sarn Inquirer had the story first. [The newspaper] said {it was calm}.", ["the Sarn Inquirer"]),
    ("Shares in Sarn Airways plunged. [The airline] said {it was calm}.", ["Sarn Airways"]),
    ("[The Ruiz campaign] said {it was confident}.", ["the Ruiz campaign"]),
    ("The Sarn Fishermen's Association met. [The association] said {it would sue}.",
     ["the Sarn Fishermen's Association"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_names_are_resolved_to_the_fullest_form(text: str, expected: list[str], nlp: Language) -> None:
    assert names(text, nlp) == expected


PRONOUNS = [
    # the last source, not whom it spoke about
    ("[Tom Reyes] said {Peter Quill was wrong}. [He] added that {the law was clear}.", ["Tom Reyes"] * 2),
    # gender
    ("Anna Berg met Tom Reyes in Oslo. [She] said {the talks went well}, and [he] said {so too}.",
     ["Anna Berg", "Tom Reyes"]),
    # an unnamed speaker blocks the name before
    ("[Tom Reyes] said {it was late}. [A spokesman] said {it was early}. [He] did not say {why}.",
     ["Tom Reyes", "", ""]),
    # nobody that the pronoun's own words name
    ("Tom Reyes spoke first. {Peter Quill is a friend}, [he] said.", ["Tom Reyes"]),
    # possessives
    ("Anna Berg said little. [Her] promise {to leave} was kept.", ["Anna Berg"]),
    # plural: two people together, or nobody known
    ("Anna Berg and Tom Reyes met in Oslo. [They] said {the talks went well}.", ["Anna Berg + Tom Reyes"]),
    ("Dockers met Anna Berg on Monday. Most dockers were angry. [They] said {the port was unsafe}.", [""]),
    # things
    ("The Northern Ferry Company ran at a loss. [It] said {fares would rise}.", ["the Northern Ferry Company"]),
    # a noun may say that a name is no person's
    ("Ana Lund wrote on. Her novel, Home Truths, ran and ran. [She] said {it was no good}.", ["Ana Lund"]),
    # relative pronouns
    ("The fire spread, according to Tom Reyes, [who] said {he had seen it}.", ["Tom Reyes"]),
    ("The fire spread, said a fisherman of Springfield, [who] said {he had seen it}.", [""]),
    ("Anna Berg, 59, of Springfield, [who] said {she had seen it}, wept.", ["Anna Berg"]),
    # the first person, inside a known speaker's words
    ('[Tom Reyes] said: {"I was late. The driver, [I] think, {was early}."}', ["Tom Reyes"] * 2),
    ("[I] think {it will rain}.", [""]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PRONOUNS)
def test_pronouns(text: str, expected: list[str], nlp: Language) -> None:
    assert names(text, nlp) == expected


DESCRIPTIONS = [
    # by apposition, title, premodifier, copula
    ("Lena Moss, the special aide to the president, spoke. [The special aide] said {it was over}.", ["Lena Moss"]),
    # by a name that the description gives
    ("[A man named Tom Reyes] said {no}.", ["Tom Reyes"]),
    ("[An angler calling himself Hugh Dorrit] said {no}.", ["Hugh Dorrit"]),
    ("[A man who gave his name as Tom Reyes] said {no}.", ["Tom Reyes"]),
    ("[The announcer, who identified himself as Major Hugh Dorrit,] said {no}.", ["Major Hugh Dorrit"]),
    ("[One boy, identified as Tavi,] told a nurse {no}.", ["Tavi"]),
    ("[A trader who described Tom Reyes as a liar] said {no}.", [""]),
    ("Governor Carl Voss arrived. [The governor] said {the storm had passed}.", ["Carl Voss"]),
    ("Voss lawyer Mark Stein arrived. [The lawyer] said {his client was well}.", ["Mark Stein"]),
    ("Mark Stein is the director of the museum. [The director] said {it would close}.", ["Mark Stein"]),
    # abbreviations, variants, wider words
    ("Sen. Carl Voss arrived. [The senator] said {yes}. [The lawmaker] said {it twice}.", ["Carl Voss"] * 2),
    ("Rep. Ana Ruiz arrived. [The congresswoman] said {yes}.", ["Ana Ruiz"]),
    ("MP Carl Voss arrived with Ana Ruiz. [The MP] said {yes}.", ["Carl Voss"]),
    ("Russian Ambassador to Egypt Oleg Petrin arrived. [The Russian envoy] said {yes}.", ["Oleg Petrin"]),
    # the lede describes whom the text names later
    ("[A judge] ruled on Monday that {the sale was void}.\n\nJudge Mary Holt gave no date.", ["Mary Holt"]),
    # another rank, country, domain or owner is another person
    ("President Carl Voss arrived. [The vice president] said {nothing}.", [""]),
    ("French minister Carl Voss arrived. [The German minister] said {no}.", [""]),
    ("Carl Voss, director of the museum, left. [The director of the airport] said {no}.", [""]),
    ("Mark Stein, Voss's lawyer, arrived with Ana Ruiz. Ruiz was calm. [Her lawyer] said {no}.", [""]),
    # a role nobody carries
    ("Carl Voss arrived with Ana Ruiz. [The engineer] said {no}.", [""]),
    # possessors are not the source
    ("Carl Voss lost. [His campaign] said {it was over}. [Voss's spokesman] said {so too}.", ["", ""]),
    # a body goes by the noun that says what it is, whether or not a list has it
    ("The Rowers' League of Sarn met. [The league] said {no}.", ["the Rowers' League of Sarn"]),
    # an office beside a name is who bears it, here and elsewhere, unless two do
    ("[The Mayor of Sarn, Ana Lund,] said {yes}. [The Mayor of Sarn] said {no}.", ["Ana Lund"] * 2),
    ("[Ana Lund, the Mayor of Sarn,] said {yes}. [The Mayor of Sarn] said {no}.", ["Ana Lund"] * 2),
    (
        "The Mayor of Sarn, Ana Lund, left. The Mayor of Sarn, Carl Voss, arrived. [The Mayor of Sarn] said {no}.",
        ["the Mayor of Sarn"],
    ),
    # an office the text gives nobody is that of the politician it is all about, not of who holds another
    ("Carl Voss, a Republican, lost. Voss had spent a fortune. [The senator] said {no}.", ["Carl Voss"]),
    ("Carl Voss, director of the museum, lost. Voss had spent a fortune. [The transport minister] said {no}.", [""]),
    ("Ana Lund, an economist, left. Lund had warned them. [The governor] said {no}.", [""]),
    # two roles before a name are one person, a counted plural is whom it counts
    ("[Lobbyist and strategist Mark Stein] said {yes}.", ["Mark Stein"]),
    ("[Two members, Anna Berg and Tom Reyes,] said {yes}.", ["Anna Berg + Tom Reyes"]),
    # a name in apposition to the description, also where the parser puts it beside another
    ("[The minister of trade, Mark Stein,] said {yes}.", ["Mark Stein"]),
    ("[The head coach of Sarn Rovers, Mark Stein,] said {yes}.", ["Mark Stein"]),
    ("[His wife, the presenter Anna Stein,] said {yes}. Carl Voss left.", ["Anna Stein"]),
    ("It rained, according to [retired driver Mark Stein]: {it poured}.", ["Mark Stein"]),
    ("The Sarn Rovers lost. [The Rovers] said {no}.", ["the Sarn Rovers"]),
    ("[Voss's interpreter, a man named Mark Stein,] said {yes}. Carl Voss left.", ["Mark Stein"]),
    ("[A resident of Springfield, Ohio,] said {yes}.", [""]),
    # the only one who could have a role that the text gives nobody, or an age
    ("Ana Lund sold her shares in Hart & Voss on Friday. [The trader] said {it rained}.", ["Ana Lund"]),
    ("Ana Lund, 34, ran with Mia Roth, 41, on Sunday. [The 41-year-old] said {no}.", ["Mia Roth"]),
    ("Ana Lund ran the last lap alone on Sunday. [The 34-year-old] said {no}.", ["Ana Lund"]),
    ("Ana Lund, 66, runs the mill. [The 66-year-old] hopes {to swim again}.", ["Ana Lund"]),
]


@pytest.mark.parametrize(("text", "expected"), DESCRIPTIONS)
def test_descriptions(text: str, expected: list[str], nlp: Language) -> None:
    assert names(text, nlp) == expected


OFFICES = [
    # not yet, not quite, no longer, or another's
    ("Carl Voss, the governor-elect, left. [The governor] said {no}.", ""),
    ("Mayor-elect Carl Voss left. [The mayor] said {no}.", ""),
    ("Carl Voss, an ex-senator, left. [The senator] said {no}.", ""),
    ("Lieutenant Governor Carl Voss left. [The governor] said {no}.", ""),
    ("Carl Voss, who was mayor until May, left. [The mayor] said {no}.", ""),
    ("Carl Voss, once the chancellor, left. [The chancellor] said {no}.", ""),
    ("Carl Voss was mayor from 1990 to 1998. He left. [The mayor] said {no}.", ""),
    ("Ana Lund, the mayor's wife, left. [The mayor] said {no}.", ""),
    ("Carl Voss, who is running for governor, left. [The governor] said {no}.", ""),
    # held
    ("Carl Voss, who has been mayor since 2012, left. [The mayor] said {no}.", "Carl Voss"),
    ("Carl Voss, who became mayor in May, left. [The mayor] said {no}.", "Carl Voss"),
    ("Carl Voss was elected mayor in May. He left. [The mayor] said {no}.", "Carl Voss"),
    ("Attorney General Carl Voss left. [The attorney general] said {no}.", "Carl Voss"),
]


@pytest.mark.parametrize(("text", "expected"), OFFICES)
def test_an_office_is_whose_it_is_now(text: str, expected: str, nlp: Language) -> None:
    assert names(text, nlp) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dale Baker runs it. [Baker] added {that it rained}.", ["Dale Baker"]),
        ("As [Nanny] says, {the post goes at three}. [Nanny] denies {that she looked}.", ["Nanny", "Nanny"]),
        ("The Nanny left at three. [Nanny] denies {that she looked}.", [""]),
    ],
)
def test_a_role_that_is_a_name_is_one_where_it_opens_a_sentence(text: str, expected: list[str], nlp: Language) -> None:
    assert names(text, nlp) == expected


UNNAMED = [
    ("[Officials] said {no}. [Republicans] said {yes}. [Many] think {so}.", ["", "", ""]),
    ("[A spokesman for Carl Voss] said {no}.", [""]),
    ("[Hispanics] say {they will vote}.", [""]),
    ("[Lawmaker] urges {more spending}.", [""]),
]


@pytest.mark.parametrize(("text", "expected"), UNNAMED)
def test_sources_without_a_name_stay_unnamed(text: str, expected: list[str], nlp: Language) -> None:
    assert names(text, nlp) == expected


def test_a_wider_word_means_whom_the_text_is_speaking_of_not_whoever_has_a_narrower_role(nlp: Language) -> None:
    marked = "The developer Mark Stein left. Carl Voss was asked. Voss was angry. [The tycoon] said {no}."
    assert names(marked, nlp) != ["Mark Stein"]


def test_an_office_said_beside_a_name_that_does_not_hold_it_is_another_s(nlp: Language) -> None:
    assert names("Carl Voss, who is running for governor, left. [The governor] said {no}.", nlp) == [""]


def test_who_a_pronoun_may_mean_is_marked_by_whom_the_text_named_first(nlp: Language) -> None:
    text, attributions = unmark("Ana Lund met Mia Roth.\n\nIt rained on Mia Roth. [She] said {no}.")
    doc = document_of(text, nlp)
    registry = find_entities(doc)
    marks: dict[str, Sequence[str]] = {}

    def rank(_: Anaphor, candidates: Sequence[Candidate]) -> list[float]:
        named = [(each.marks, one) for each in candidates for one in each.referents if isinstance(one, int)]
        marks.update({registry.entities[one].name: own for own, one in named})
        return [1.0] * len(candidates)

    resolve(doc, registry, attributions, rank)
    assert marks == {"Ana Lund": ("first=True,1",), "Mia Roth": ("first=False,0",)}


def test_a_name_that_only_was_a_subject_may_be_a_firms(nlp: Language) -> None:
    """*Orbita Tidal* is taken for a person, as whatever speaks, and yet may be *it*."""
    doc, _, found = resolution_of("[Orbita Tidal] said {profits had halved}. [It] said {more would go}.", nlp)
    options = found.options[doc.parse.word.index("It")]
    names_of = {found.registry.entities[one].name for _, who in options for one in who if isinstance(one, int)}
    assert names_of == {"Orbita Tidal"}


@pytest.mark.parametrize(
    ("text", "noun", "name"),
    [
        ("Orbita Tidal, the developer, will wait. [The company] said {no}.", "company", "Orbita Tidal"),
        ("Prime Minister Ana Lund won. [The former pilot] said {no}.", "pilot", "Ana Lund"),
        ("Ana Lund bought half of it. {I am glad}, [the new co-owner] said.", "owner", "Ana Lund"),
        ("Ana Lund left. She wept. [The actor] said {no}.", "actor", "Ana Lund"),
        ("It shocked Mark Stein when [the Sarn Rovers owner] heard {that it rained}.", "owner", "Mark Stein"),
        ("Detective Sergeant Mark Orr left. [The detective] said {no}.", "detective", "Detective Sergeant Mark Orr"),
    ],
)
def test_who_may_be_meant_by_a_description(text: str, noun: str, name: str, nlp: Language) -> None:
    """A developer may be a firm, whoever was a pilot may hold another office now, an actor may be a woman.

    A compound is as definite as its article says, to whatever the parser gives it.
    An office counts as another's that stood beside the name; not the description itself, nor what is in the name.
    """
    doc, _, found = resolution_of(text, nlp)
    options = found.options[doc.parse.word.index(noun)]
    assert name in {found.registry.entities[one].name for _, who in options for one in who if isinstance(one, int)}


def test_coordinated_sources_give_several_entities(nlp: Language) -> None:
    assert names("[Anna Berg and Tom Reyes] said {yes}.", nlp) == ["Anna Berg + Tom Reyes"]
    assert names("[Anna Berg and her lawyers] said {yes}.", nlp) == ["Anna Berg"]


def test_two_people_with_one_surname_stay_apart(nlp: Language) -> None:
    """The surname alone is the one the text has just been speaking of."""
    text = (
        "[Helen Marsh] said {the vote was lost}. [Marsh] said {she would go}.\n\n"
        "Her husband had other plans. [Former mayor Bruce Marsh] said {he would stay}. [Marsh] said {it was his town}."
    )
    assert names(text, nlp) == ["Helen Marsh", "Helen Marsh", "Bruce Marsh", "Bruce Marsh"]


def test_a_pronoun_shows_gender_and_so_a_person(nlp: Language) -> None:
    _, _, reading = resolution_of("[Kemi Adu] said {it rained}. [She] said {it poured}.", nlp)
    (entity,) = reading.referents[0]
    assert isinstance(entity, int)
    assert reading.genders == {entity: "female"}


def test_no_attributions(nlp: Language) -> None:
    assert names("", nlp) == []
    assert names("Nobody said anything.", nlp) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ewan Jolley called it a mess. His brother, Stefan Jolley, liked it. [Jolley] said {no}.", ""),
        (
            "[Ewan Jolley] said {so}. His brother, Stefan Jolley, who runs the mill, liked it. [Jolley] said {no}.",
            "",
        ),
        ("Senator Ewan Jolley and Senator Stefan Jolley left. [Senator Jolley] said {no}.", ""),
        ("Ewan Jolley and his wife, Ana Jolley, left. [Mrs. Jolley] said {no}.", "Ana Jolley"),
        ("Detective Ewan Jolley met Stefan Jolley. [Detective Jolley] said {no}.", "Detective Ewan Jolley"),
        ("Amy Chen and Paul Chen left. [Chen] said {she was tired}.", "Amy Chen"),
        ("Amy Chen works in Troy. Paul Chen works in Sarn. [Chen] said {no}.", ""),
        ("Amy Chen said so. Amy Chen meant it. Amy Chen knew Paul Chen. [Chen] said {no}.", "Amy Chen"),
    ],
)
def test_a_surname_that_two_bear_alike_is_nobodys(text: str, expected: str, nlp: Language) -> None:
    assert names(text, nlp)[-1] == expected
