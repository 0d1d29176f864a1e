"""Turns: which quotations are speech, where a turn begins and ends, and what the narration beside it tells."""

from __future__ import annotations

import pytest
from drawn_stories import said, speech, story, words_of
from marked import document_of
from spacy.language import Language
from trees import parsed

from quoteattr.dialogue.decoder import read_story
from quoteattr.dialogue.turns import spoken
from quoteattr.dialogue.types import Story, Turn
from quoteattr.document.quotations import find_quotations
from quoteattr.entities.registry import find_entities

SPOKEN = [
    # what opens a paragraph, or ends as speech does
    ("“No” she said.", 1),
    ("She said “Go now.” He went.", 1),
    ("She said, “Go to Hugh” and went.", 1),
    ("She said: “Go to Hugh” and went.", 1),
    ("She said “Go to Hugh”", 1),
    ("It was she who said “Go home to Hugh” then.", 1),
    # titles and words held at arm's length
    ("It was a “false start” of his.", 0),
    ("She read “Go to Hugh” aloud.", 0),
    ("He called it “Home”", 0),
    ("It was “…” again.", 0),
    ("She had “a very odd hat” again.", 0),
    ("She had “a very odd little hat” again.", 1),
    # what is quoted in speech
    ("“He said ‘go’ to me,” she said.", 1),
]


@pytest.mark.parametrize(("text", "count"), SPOKEN)
def test_which_quotations_are_speech(text: str, count: int) -> None:
    tree = " ".join(f"{word}/NN/ROOT" for word in text.split())
    parse = parsed(tree)
    assert parse.text == text
    assert len(spoken(parse, find_quotations(text))) == count


def test_narrow_spaces_inside_marks_are_no_words(nlp: Language) -> None:
    text = "“We have waited all day long,” she said. She had “a very odd hat” again."
    spaced = text.replace("“", "“\u202f").replace("”", "\u202f”")
    docs = [document_of(each, nlp) for each in (text, spaced)]
    plain, narrow = ([turn.words for turn in read_story(doc, find_entities(doc)).turns] for doc in docs)
    assert plain == narrow == [6]


def spans_of(told: Story) -> list[list[str]]:
    return [[told.parse.text[a + 1 : b - 1] for a, b in turn.spans] for turn in told.turns]


NO, YES = speech("No"), speech("Yes")
CLARA = "said=say/VBD/ROOT Clara/NNP/nsubj/said"
PARTED = [
    # one turn a paragraph, all its quotations
    ((said("Clara"), said("Hugh", "Yes")), [["No,"], ["Yes,"]]),
    ((f"{NO} {CLARA} ,/,/punct/said {YES}",), [["No,", "Yes,"]]),
    # parted where another's cue begins: another name, another gender
    ((f"{NO} {CLARA} ././punct/said {YES} cried=cry/VBD/ROOT Hugh/NNP/nsubj/cried",), [["No,"], ["Yes,"]]),
    ((f"{NO} {CLARA} ././punct/said {YES} cried=cry/VBD/ROOT he/PRP/nsubj/cried",), [["No,"], ["Yes,"]]),
    ((f"{NO} {CLARA} ././punct/said {YES} cried=cry/VBD/ROOT she/PRP/nsubj/cried",), [["No,", "Yes,"]]),
    # not where the quotation goes on with the sentence
    ((f"{NO} {CLARA} ,/,/punct/said {speech('yes')} cried=cry/VBD/ROOT he/PRP/nsubj/cried",), [["No,", "yes,"]]),
    # nor where another does something, but says nothing
    ((f"{NO} {CLARA} ././punct/said {YES} he/PRP/nsubj/sat sat=sit/VBD/ROOT",), [["No,", "Yes,"]]),
]


@pytest.mark.parametrize(("trees", "expected"), PARTED)
def test_where_turns_begin(trees: tuple[str, ...], expected: list[list[str]]) -> None:
    assert spans_of(story(*trees)) == expected


SAID = "Clara/NNP/nsubj/said said=say/VBD/ROOT"
HUGH_CRIED = "Hugh/NNP/nsubj/cried cried=cry/VBD/conj/said"
CUED = [
    # the cue of each turn: in the paragraph before, if it leads over and the quotation opens its own
    ((f"{SAID} :/:/punct/said", NO), ["Clara"]),
    ((f"{SAID} :/:/punct/said", f"Then/RB/ROOT ,/,/punct/Then {NO}"), [None]),
    ((f"{SAID} :/:/punct/said", "It/PRP/nsubj/rained rained=rain/VBD/ROOT ././punct/rained", NO), [None]),
    ((f"{NO} {SAID} :/:/punct/said", YES), ["Clara", "Clara"]),
    # between two quotations: circumstances lead over to nothing, a verb of saying does
    ((f"{NO} {CLARA} when/WRB/advmod/sat Hugh/NNP/nsubj/sat sat/VBD/advcl/said ,/,/punct/said {YES}",), ["Clara"]),
    ((f"{NO} {CLARA} and/CC/cc/said {HUGH_CRIED} ,/,/punct/said {YES}",), ["Clara", "Hugh"]),
    # each cue before its quotation
    ((f"{SAID} ,/,/punct/said {NO} Hugh/NNP/nsubj/cried cried=cry/VBD/ROOT ,/,/punct/cried {YES}",), ["Clara", "Hugh"]),
]


@pytest.mark.parametrize(("trees", "expected"), CUED)
def test_cue_of_each_turn(trees: tuple[str, ...], expected: list[str | None]) -> None:
    told = story(*trees)
    cues = [turn.cue and words_of(told.parse, told.characters.references[turn.cue.index]) for turn in told.turns]
    assert cues == expected


def only(*trees: str) -> tuple[Story, Turn]:
    told = story(*trees)
    (turn,) = told.turns
    return told, turn


def test_a_turn_goes_on_in_the_next_paragraph_whose_cue_counts() -> None:
    """The mark that opens each paragraph is closed in the last."""
    told, turn = only("“/``/punct/No No/UH/ROOT ./,/punct/No", said("Clara", "Yes"))
    assert (turn.paragraph, turn.last_paragraph, len(turn.spans)) == (0, 1, 2)
    assert turn.kind == "name"
    assert turn.cue is not None
    assert words_of(told.parse, told.characters.references[turn.cue.index]) == "Clara"
    assert not turn.alone


KINDS = [
    (said("Clara"), "name"),
    (f"{NO} said=say/VBD/ROOT she/PRP/nsubj/said", "pronoun"),
    (f"{NO} said=say/VBD/ROOT the/DT/det/porter porter/NN/nsubj/said", "nominal"),
    (f"{NO} said=say/VBD/ROOT I/PRP/nsubj/said", "I"),
    (f"{speech('No', '.')} Clara/NNP/nsubj/rose rose=rise/VBD/ROOT ././punct/rose", "beat"),
    (NO, "none"),
]


@pytest.mark.parametrize(("tree", "expected"), KINDS)
def test_kind_of_a_turn(tree: str, expected: str) -> None:
    _, turn = only(tree)
    assert (turn.kind, turn.alone) == (expected, expected == "none")


def test_a_name_tells_better_than_a_pronoun() -> None:
    first = f"she/PRP/nsubj/said said=say/VBD/ROOT ,/,/punct/said {NO}"
    told, turn = only(f"{first} sighed=sigh/VBD/ROOT Clara/NNP/nsubj/sighed ././punct/sighed")
    assert turn.cue is not None
    assert words_of(told.parse, told.characters.references[turn.cue.index]) == "Clara"
    assert len(turn.cues) == 2


def test_beats_are_the_subjects_of_the_narration_by_place() -> None:
    before = "Hugh/NNP/nsubj/rose rose=rise/VBD/ROOT and/CC/cc/rose Dan/NNP/nsubj/sat sat=sit/VBD/conj/rose"
    after = "Clara/NNP/nsubj/saw saw=see/VBD/ROOT Rosa/NNP/dobj/saw ././punct/saw"
    told, turn = only(f"{before} ././punct/rose {speech('No', '.')} {after}")
    beats = {place: words_of(told.parse, told.characters.references[k]) for place, k in turn.beats.items()}
    assert beats == {"before first": "Hugh", "before last": "Dan", "after first": "Clara", "after last": "Clara"}


def test_what_a_turn_s_words_tell() -> None:
    words = "I/PRP/nsubj/saw saw=see/VBD/ROOT Rosa/NNP/dobj/saw ,/,/punct/saw Dan/NNP/npadvmod/saw ?/./punct/saw"
    told, turn = only(f"“/``/punct/saw {words} ”/''/punct/saw said=say/VBD/ROOT Clara/NNP/nsubj/said")
    names = [each.name for each in told.characters.entities]
    assert [names[e] for e in turn.called] == ["Dan"]
    assert [names[e] for e in turn.mentioned] == ["Rosa"]
    assert (turn.asks, turn.words, turn.first_person) == (True, 4, True)
    _, plain = only(said("Clara"))
    assert not plain.called | plain.mentioned
    assert (plain.asks, plain.words, plain.first_person) == (False, 1, False)
