"""Attributions by construction: headlines that end in their cue, pointing back, utterances, relative clauses."""

from __future__ import annotations

import pytest
from trees import at, document, ranges, words

from quoteattr.attribution.constructions import by_construction
from quoteattr.attribution.types import Choice
from quoteattr.language.cue_lexicon import CueLexicon

LEXICON = CueLexicon(
    {"warn/V": "speech", "tell/V": "speech", "say/V": "speech", "word/N": "speech", "fear/N": "attitude"}
)
Found = list[tuple[str, str, str | None]]  # content, cue, source

FARES = "Fares/NNS/nsubj/double to/TO/aux/double double/VB/ROOT ,/,/punct/double"
HEADLINES: list[tuple[str, Found]] = [
    # whatever the parser makes of the union
    (f"{FARES} warns=warn/VBZ/conj/double union/NN/dobj/warns", [("Fares to double", "warns", "union")]),
    (
        f"{FARES} warns=warn/VBZ/conj/double boss/NN/dobj/warns of/IN/prep/boss union/NN/pobj/of",
        [("Fares to double", "warns", "boss of union")],
    ),
    (f"{FARES} union/NN/nsubj/warns warns=warn/VBZ/conj/double", [("Fares to double", "warns", "union")]),
    # the court was told
    (f"{FARES} court/NN/nsubj/told told=tell/VBD/conj/double", [("Fares to double", "told", None)]),
    (
        "“/``/punct/Rain Rain/NN/ROOT ”/''/punct/Rain ,/,/punct/Rain warns=warn/VBZ/conj/Rain union/NN/dobj/warns",
        [('" Rain "', "warns", "union")],
    ),
    # a full stop, no cue, two, no noun, no comma, a clause for a source, no clause for a content, a long tail
    (f"{FARES} warns=warn/VBZ/conj/double union/NN/dobj/warns ././punct/double", []),
    (f"{FARES} hits=hit/VBZ/conj/double union/NN/dobj/hits", []),
    (f"{FARES} warns=warn/VBZ/conj/double says=say/VBZ/conj/warns", []),
    (f"{FARES} warns=warn/VBZ/conj/double again/RB/advmod/warns", []),
    (f"{FARES} warns=warn/VBZ/conj/double", []),
    ("Fares/NNS/nsubj/warns warns=warn/VBZ/ROOT union/NN/dobj/warns", []),
    (f"{FARES} warns=warn/VBZ/conj/double rowing/VBG/amod/union union/NN/dobj/warns", []),
    ("Troy/NNP/ROOT ,/,/punct/Troy warns=warn/VBZ/conj/Troy union/NN/dobj/warns", []),
    (f"{FARES} warns=warn/VBZ/conj/double " + "big/JJ/amod/union " * 7 + "union/NN/dobj/warns", []),
    (f"{FARES} “/``/punct/double warns=warn/VBZ/conj/double union/NN/dobj/warns ”/''/punct/double", []),
]


@pytest.mark.parametrize(("tree", "expected"), HEADLINES)
def test_headlines(tree: str, expected: Found) -> None:
    assert found(tree) == expected


def test_only_the_first_paragraph_is_the_headline() -> None:
    headline = HEADLINES[0][0]
    assert found("Troy/NNP/ROOT", headline) == []


def found(*trees: str, chosen: Choice | None = None) -> Found:
    doc = document(*trees, cues=LEXICON)
    choices = by_construction(doc, [chosen] if chosen else [])
    return [
        (words(doc, c.content), doc.parse.word[c.cue], words(doc, [c.source]) if c.source else None) for c in choices
    ]


def quoted(subject: str, end: str = "”/''/punct/rained") -> str:
    clause = f"{subject}/PRP/nsubj/rained rained=rain/VBD/ROOT hard/RB/advmod/rained ././punct/rained"
    return f"“/``/punct/rained {clause} {end}"


RAIN, WE = '" It rained hard . "', '" We rained hard . "'
THAT_WAS = "That/DT/nsubj/was was=be/VBD/ROOT"
WHAT = f"{THAT_WAS} what/WP/dobj/told Ana/NNP/nsubj/told told=tell/VBD/ccomp/was us/PRP/dobj/told ././punct/was"
WORDS = "Those/DT/nsubj/were were=be/VBD/ROOT her/PRP$/poss/words words=word/NNS/attr/were ././punct/were"
OF_ANA = (
    "Those/DT/nsubj/were were=be/VBD/ROOT the/DT/det/words words=word/NNS/attr/were of/IN/prep/words "
    "Ana/NNP/pobj/of ././punct/were"
)
WITH = (
    "With/IN/prep/left these/DT/det/words words=word/NNS/pobj/With Ana/NNP/nsubj/left left=leave/VBD/ROOT "
    "././punct/left"
)
SO = "So/RB/advmod/said said=say/VBD/ROOT Ana/NNP/nsubj/said ././punct/said"
BACK: list[tuple[list[str], Found]] = [
    ([quoted("It"), WHAT], [(RAIN, "told", "Ana")]),
    ([quoted("It"), WORDS], [(RAIN, "words", "her")]),
    ([quoted("It"), OF_ANA], [(RAIN, "words", "Ana")]),
    ([quoted("It"), SO], [(RAIN, "said", "Ana")]),
    ([quoted("It"), WITH], [(RAIN, "words", "Ana")]),
    ([f"{quoted('It')} {WHAT}"], [(RAIN, "told", "Ana")]),
    # a speech of two paragraphs, but not the one before it
    ([quoted("It", end=""), quoted("We"), WHAT], [('" It rained hard . ' + WE, "told", "Ana")]),
    ([quoted("It"), quoted("We"), WHAT], [(WE, "told", "Ana")]),
    # nothing to point to: no quotation, one that does not fill its paragraph till there, a title
    (["It/PRP/nsubj/rained rained/VBD/ROOT ././punct/rained", WHAT], []),
    ([f"Now/RB/advmod/rained {quoted('It')}", WHAT], []),
    ([f"{quoted('It')} Yes/UH/ROOT", WHAT], []),
    (["“/``/punct/Rain Rain/NN/ROOT ”/''/punct/Rain", WHAT], []),
    ([WHAT], []),
    # or it is itself quoted, points forward, is no cue, or says what was asked
    ([quoted("It", end="") + " " + WHAT + " ”/''/punct/was"], []),
    ([quoted("It", end=""), "“/``/punct/was " + WHAT + " ”/''/punct/was"], []),
    ([quoted("It"), WHAT.replace("././punct", ":/:/punct")], []),
    ([quoted("It"), WHAT.replace("tell", "sell")], []),
    ([quoted("It"), WHAT.replace("Ana/NNP/nsubj/told ", "").replace("dobj/told", "nsubj/told", 1)], []),
    ([quoted("It"), WORDS.replace("word/", "boat/")], []),
    ([quoted("It"), WORDS.replace("word/", "fear/")], []),
    ([quoted("It"), WORDS.replace("her/PRP$/poss", "the/DT/det")], []),
    ([quoted("It"), WORDS.replace("=be", "=make")], []),
    ([quoted("It"), WORDS.replace("Those/DT/nsubj", "Those/DT/advmod")], []),
    ([quoted("It"), "So/RB/advmod/said Ana/NNP/nsubj/said said=say/VBD/ROOT ././punct/said"], []),
    ([quoted("It"), SO.replace("say/", "row/")], []),
    ([quoted("It"), WITH.replace("word/", "oar/")], []),
    ([quoted("It"), WITH.replace("these/", "few/")], []),
    ([quoted("It"), WITH.replace("these/DT/det/words", "these/DT/det/left")], []),
    ([quoted("It"), WITH.replace("Ana/NNP/nsubj/left ", "")], []),
    (["It/PRP/nsubj/rained rained/VBD/ROOT ././punct/rained", WITH], []),
    ([quoted("It"), "With/IN/ROOT"], []),
    ([quoted("It"), "Ana/NNP/nsubj/said said=say/VBD/ROOT so/RB/advmod/said ././punct/said"], []),
]


@pytest.mark.parametrize(("trees", "expected"), BACK)
def test_sentences_that_point_back(trees: list[str], expected: Found) -> None:
    assert found(*trees) == expected


def test_what_another_cue_claims_is_not_pointed_to() -> None:
    trees = "Tom/NNP/nsubj/said said=say/VBD/ROOT :/:/punct/said", quoted("It"), WHAT
    doc = document(*trees, cues=LEXICON)
    content = ranges(doc, RAIN)
    assert found(*trees, chosen=Choice(1, content, (0, 1), 0.9, "made up")) == []
    least = ((content[0][0], content[0][0] + 2),)
    assert found(*trees, chosen=Choice(1, least, (0, 1), 0.9, "made up")) == [(RAIN, "told", "Ana")]
    from_within = Choice(content[0][0] + 2, ((content[0][0] + 3, content[0][1]),), None, 0.9, "made up")
    assert found(*trees, chosen=from_within) == [(RAIN, "told", "Ana")]


HONKED = (
    "“/``/punct/rained it/PRP/nsubj/rained rained=rain/VBD/ccomp/honked hard/RB/advmod/rained ,/,/punct/rained "
    "”/''/punct/rained Ana/NNP/nsubj/honked honked=honk/VBD/ROOT ././punct/honked"
)


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (HONKED, [('" it rained hard , "', "honked", "Ana")]),
        (HONKED.replace("honk/VBD", "honk/VBN"), [('" it rained hard , "', "honked", "Ana")]),  # taken for a participle
        (HONKED.replace("rain/VBD", "rain/NN"), []),  # a title, perhaps
        (HONKED.replace("hard/RB/advmod/rained ,/,/punct/rained", "././punct/rained"), []),  # a sentence of its own
        ("Of/IN/prep/honked " + HONKED, []),
    ],
)
def test_an_utterance_that_pauses_before_subject_and_verb_needs_no_verb_of_speech(tree: str, expected: Found) -> None:
    assert found("Troy/NNP/ROOT", tree) == expected


def test_an_utterance_that_is_claimed_is_left_alone() -> None:
    doc = document("Troy/NNP/ROOT", HONKED, cues=LEXICON)
    claim = Choice(len(doc.parse) - 3, ranges(doc, "rained hard"), None, 0.5, "made up")
    assert found("Troy/NNP/ROOT", HONKED, chosen=claim) == []


CREW = "crew/NN/nsubj/said said=say/VBD/relcl/man"
RELATIVES: list[tuple[str, Found]] = [
    # whatever the parser makes of the crew, pronoun and verb
    (f"a/DT/det/man man/NN/ROOT who/WP/nsubj/said {CREW} ran=run/VBD/xcomp/said", [("who | ran", "said", "crew")]),
    (
        f"a/DT/det/man man/NN/ROOT that/WDT/dobj/said {CREW} would/MD/aux/run run/VB/ccomp/said off/RP/prt/run",
        [("that | would run off", "said", "crew")],
    ),
    (f"a/DT/det/man man/NN/ROOT who/WP/nsubj/said {CREW} fled=flee/VBN/acl/said", [("who | fled", "said", "crew")]),
    # a quotation in place of what is named, behind a preposition too
    (
        f"see/VB/ROOT what/WP/dobj/said {CREW.replace('man', 'see')} “/``/punct/ark an/DT/det/ark ark/NN/oprd/said "
        "”/''/punct/ark",
        [('" an ark "', "said", "crew")],
    ),
    (
        f"see/VB/ROOT what/WP/dobj/said {CREW.replace('man', 'see')} as/IN/prep/said “/``/punct/ark ark/NN/pobj/as "
        "”/''/punct/ark",
        [('" ark "', "said", "crew")],
    ),
    (
        f"a/DT/det/ship ship/NN/ROOT that/WDT/dobj/said {CREW.replace('man', 'ship')} “/``/punct/ark an/DT/det/ark "
        "ark/NN/oprd/said ”/''/punct/ark so/RB/advmod/soon soon/RB/advmod/said",
        [('" an ark "', "said", "crew")],
    ),
    # a clause with its own subject, a question, a verb that says nothing, nobody who says it
    (f"a/DT/det/man man/NN/ROOT who/WP/dobj/hid {CREW} they/PRP/nsubj/hid hid=hide/VBD/ccomp/said", []),
    (f"see/VB/ROOT what/WP/dobj/said {CREW.replace('man', 'see')} was=be/VBD/ccomp/said", []),
    (
        "a/DT/det/man man/NN/ROOT who/WP/nsubj/lived crew/NN/nsubj/fed fed=feed/VBD/relcl/man lived=live/VBD/ccomp/fed",
        [],
    ),
    ("a/DT/det/man man/NN/ROOT who/WP/nsubj/said said=say/VBD/relcl/man was=be/VBD/ccomp/said", []),
]


@pytest.mark.parametrize(("tree", "expected"), RELATIVES)
def test_a_relative_clause_whose_subject_is_its_pronoun_is_what_somebody_says(tree: str, expected: Found) -> None:
    assert found(tree) == expected


def test_a_relative_clause_in_what_somebody_surely_says_is_theirs() -> None:
    doc = document(RELATIVES[0][0], cues=LEXICON)
    outer = Choice(at(doc, "man"), ranges(doc, "who crew said ran"), None, 0.9, "made up")
    assert by_construction(doc, [outer]) == []
    assert len(by_construction(doc, [outer._replace(confidence=0.5)])) == 1


WERE = "were=be/VBD/ROOT gracious/JJ/acomp/were :/:/punct/were "
ANNOUNCED = [
    ("judges=judge/NNS/nsubj/were " + WERE + quoted("He"), [('" He rained hard . "', ":", "judges")]),
    ("Ana/NNP/compound/Lund Lund/NNP/nsubj/were " + WERE + quoted("He"), [('" He rained hard . "', ":", "Ana Lund")]),
    (
        "The/DT/det/judge judge/NN/ROOT ,/,/punct/judge over/IN/prep/judge supper/NN/pobj/over :/:/punct/judge "
        + quoted("He"),
        [('" He rained hard . "', ":", "The judge")],
    ),
    ("signs=sign/NNS/nsubj/were " + WERE + quoted("He"), []),
    ("Clerks=clerk/NNS/ROOT :/:/punct/Clerks “/``/punct/bay The/DT/det/bay bay/NN/dep/Clerks ”/''/punct/bay", []),
    ("It/PRP/nsubj/were " + WERE + quoted("He"), []),
    ("judges=judge/NNS/nsubj/were " + WERE.replace(":", ";") + quoted("He"), []),
    # whoever stands behind the colon announces nothing
    (
        "Then/RB/advmod/were were=be/VBD/ROOT :/:/punct/were “/``/punct/were Ana/NNP/nsubj/were alone/RB/advmod/were "
        "././punct/were ”/''/punct/were",
        [],
    ),
]


@pytest.mark.parametrize(("tree", "expected"), ANNOUNCED)
def test_a_colon_behind_who_acts_announces_a_quotation(tree: str, expected: Found) -> None:
    assert found(tree) == expected
