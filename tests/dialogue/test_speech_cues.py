"""Speech cues: whom the narration right after a quotation, or right before one, makes its speaker."""

from __future__ import annotations

import pytest
from drawn_stories import PEOPLE, references_of, words_of
from trees import parsed

from quoteattr.dialogue.speech_cues import CueFinder
from quoteattr.dialogue.types import LOOSE, STRONG, WEAK, SpeechCue

SAID = "said=say/VBD/ROOT"
STARED = "stared=stare/VBD/ROOT"
Expected = tuple[str, int, str] | None
AFTER: list[tuple[str, str, Expected]] = [
    # said X, whatever the verb that opens the narration, if it is a full one
    (f"{SAID} Clara/NNP/nsubj/said ././punct/said", ",", ("Clara", STRONG, "inverted")),
    ("flashed=flash/VBD/ROOT Clara/NNP/nsubj/flashed ././punct/flashed", "!", ("Clara", WEAK, "inverted")),
    ("had=have/VBD/ROOT Clara/NNP/nsubj/had ././punct/had", ".", None),
    # whatever its tag, if it has the form of a past tense of speech
    ("murmured=murmur/JJ/ROOT Clara/NNP/nsubj/murmured", ",", ("Clara", STRONG, "inverted")),
    ("crooked=crooked/JJ/ROOT Clara/NNP/nsubj/crooked", ",", None),
    ("put/VB/ROOT in/RP/prt/put Clara/NNP/nsubj/put", ",", ("Clara", WEAK, "inverted")),
    ("eat/VB/ROOT Clara/NNP/nsubj/eat", ",", None),
    # across adverbs and adjectives, not across a mark
    (f"{SAID} the/DT/det/Clara good/JJ/amod/Clara Clara/NNP/nsubj/said", ",", ("Clara", STRONG, "inverted")),
    (f"{SAID} ,/,/punct/said but/CC/cc/said Clara/NNP/nsubj/went went=go/VBD/conj/said", ".", None),
    # a name in apposition to a description
    (
        f"{SAID} his/PRP$/poss/sister sister/NN/nsubj/said ,/,/punct/sister Clara/NNP/appos/sister ,/,/punct/said",
        ",", ("Clara", STRONG, "inverted"),
    ),
    (
        f"{SAID} his/PRP$/poss/sister sister/NN/nsubj/said ,/,/punct/said Clara/NNP/nsubj/went went=go/VBD/conj/said",
        ",", ("his sister", STRONG, "inverted"),
    ),
    # X said; not: X did not answer
    (f"Clara/NNP/nsubj/said {SAID}", ".", ("Clara", STRONG, "direct")),
    ("Clara/NNP/nsubj/answer did=do/VBD/aux/answer not/RB/neg/answer answer/VB/ROOT", "?", None),
    # a verb that may report speech only where the quotation does not end the sentence
    ("Clara/NNP/nsubj/laughed laughed=laugh/VBD/ROOT", ",", ("Clara", WEAK, "direct")),
    ("Clara/NNP/nsubj/laughed laughed=laugh/VBD/ROOT", ".", None),
    (
        "Clara/NNP/nsubj/laughed then/RB/advmod/laughed softly/RB/advmod/laughed laughed=laugh/VBD/ROOT",
        ",", ("Clara", WEAK, "direct"),
    ),
    ("Clara/NNP/nsubj/say did=do/VBD/aux/say say/VB/ROOT", ".", ("Clara", STRONG, "direct")),
    (f"Clara/NNP/nsubj/stared {STARED} without/IN/prep/stared a/DT/det/cry cry/NN/pobj/without", ".", None),
    # any verb where the quotation's sentence goes on: after a comma, after a mark in small letters
    (f"Clara/NNP/nsubj/stared {STARED}", ",", ("Clara", WEAK, "goes on")),
    (f"she/PRP/nsubj/stared {STARED}", "?", ("she", WEAK, "goes on")),
    (f"Clara/NNP/nsubj/stared {STARED}", "?", None),
    (f"she/PRP/nsubj/stared {STARED}", ".", None),
    (
        "Clara/NNP/nsubj/wanted wanted=want/VBD/ROOT to/TO/aux/know know/VB/xcomp/wanted",
        "?", ("Clara", WEAK, "goes on"),
    ),
    # no possessor, no object, nobody in a clause of its own, nobody in the next sentence
    (f"Clara/NNP/poss/hat 's/POS/case/Clara hat/NN/nsubj/stared {STARED}", ",", None),
    (f"him/PRP/dobj/stared {STARED}", ",", None),
    (f"when/WRB/advmod/said Clara/NNP/nsubj/said {SAID}", ",", None),
    (f"Nobody/NN/nsubj/stared {STARED} ././punct/stared Clara/NNP/nsubj/said {SAID}", ",", None),
    # was X's answer, was the reply of X
    (
        "was=be/VBD/ROOT Clara/NNP/poss/answer 's/POS/case/Clara dry/JJ/amod/answer answer/NN/attr/was",
        ",", ("Clara", STRONG, "noun"),
    ),
    (
        "was=be/VBD/ROOT the/DT/det/reply reply/NN/attr/was of/IN/prep/reply Clara/NNP/pobj/of",
        ",", ("Clara", STRONG, "noun"),
    ),
    ("was=be/VBD/ROOT the/DT/det/hat hat/NN/attr/was of/IN/prep/hat Clara/NNP/pobj/of", ",", None),
    ("././ROOT", ",", None),
]  # fmt: skip
BEFORE: list[tuple[str, str, Expected]] = [
    # X said, and what leads over without a verb of saying
    (f"Clara/NNP/nsubj/said {SAID} ,/,/punct/said", "", ("Clara", STRONG, "before")),
    (
        f"Clara/NNP/nsubj/said {SAID} softly/RB/advmod/said “/``/punct/Go Go/VB/ccomp/said ”/''/punct/Go",
        "", ("Clara", STRONG, "before"),
    ),
    (f"Clara/NNP/nsubj/said {SAID} softly/RB/advmod/said", "", ("Clara", WEAK, "closing")),
    ("Clara/NNP/nsubj/turned turned=turn/VBD/ROOT :/:/punct/turned", "", ("Clara", WEAK, "lead")),
    ("Clara/NNP/nsubj/turned turned=turn/VBD/ROOT ././punct/turned", "", None),
    (
        "Clara/NNP/nsubj/turned turned=turn/VBD/ROOT to/IN/prep/turned say/VB/pcomp/to ,/,/punct/turned",
        "", ("Clara", STRONG, "before"),
    ),
    # a noun of saying
    (
        "Clara/NNP/poss/remark 's/POS/case/Clara remark/NN/nsubj/was was=be/VBD/ROOT ,/,/punct/was",
        "", ("Clara", STRONG, "noun before"),
    ),
    # a verb of saying that closes its sentence, with nothing said
    ("Clara/NNP/nsubj/protested protested=protest/VBD/ROOT ././punct/protested", "", ("Clara", WEAK, "closing")),
    (
        "Clara/NNP/nsubj/protested protested=protest/VBD/ROOT ././punct/protested",
        "apart", ("Clara", WEAK, "closing"),
    ),
    ("Clara/NNP/nsubj/laughed laughed=laugh/VBD/ROOT ././punct/laughed", "apart", None),
    (
        "Clara/NNP/nsubj/protested protested=protest/VBD/ROOT ././punct/protested",
        "follows", ("Clara", LOOSE, "before"),
    ),
    (
        "Clara/NNP/nsubj/added added=add/VBD/ROOT sugar/NN/dobj/added ././punct/added",
        "", ("Clara", LOOSE, "before"),
    ),
    # only a sentence that ends here
    (
        f"Clara/NNP/nsubj/said {SAID} ././punct/said It/PRP/nsubj/rained rained=rain/VBD/ROOT ././punct/rained",
        "", None,
    ),
    # nobody: what no person says
    (f"it/PRP/nsubj/said {SAID} ,/,/punct/said", "", None),
    ("Clara/NNP/nsubj/heard heard=hear/VBD/ROOT it/PRP/nsubj/say say/VB/ccomp/heard ,/,/punct/heard", "", None),
    # circumstances give way to the main clause, unless their verb is one of saying
    (
        "Hugh/NNP/nsubj/sat sat=sit/VBD/ROOT as/IN/mark/said Clara/NNP/nsubj/said said=say/VBD/advcl/sat ,/,/punct/sat",
        "", ("Clara", STRONG, "before"),
    ),
    (
        "Hugh/NNP/nsubj/sat sat=sit/VBD/ROOT as/IN/mark/sighed Clara/NNP/nsubj/sighed sighed=sigh/VBD/advcl/sat "
        ",/,/punct/sat",
        "", ("Clara", WEAK, "before"),
    ),
    ("Clara/NNP/nsubj/laughed laughed=laugh/VBD/ROOT ,/,/punct/laughed", "", ("Clara", STRONG, "before")),
    (
        "Clara/NNP/nsubj/said said=say/VBD/ROOT when/WRB/advmod/laughed Hugh/NNP/nsubj/laughed "
        "laughed=laugh/VBD/advcl/said ,/,/punct/said",
        "", ("Clara", STRONG, "before"),
    ),
]  # fmt: skip


def finder(tree: str) -> CueFinder:
    parse = parsed(tree)
    return CueFinder(parse, references_of(parse), PEOPLE)


def seen(found: CueFinder, cue: SpeechCue | None) -> Expected:
    return None if cue is None else (words_of(found.parse, found.references[cue.index]), cue.strength, cue.shape)


@pytest.mark.parametrize(("tree", "end", "expected"), AFTER)
def test_cue_after_a_quotation(tree: str, end: str, expected: Expected) -> None:
    found = finder(tree)
    assert seen(found, found.after(0, len(found.parse), end)) == expected


@pytest.mark.parametrize(("tree", "place", "expected"), BEFORE)
def test_cue_before_a_quotation(tree: str, place: str, expected: Expected) -> None:
    """`follows`: behind another quotation; `apart`: the quotation begins the next paragraph."""
    found = finder(tree)
    opening = next((i for i, word in enumerate(found.parse.word) if word == '"'), len(found.parse))
    assert seen(found, found.before(0, opening, place == "follows", place == "apart")) == expected


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (f"{SAID} Clara/NNP/nsubj/said to/IN/prep/said Hugh/NNP/pobj/to", "Hugh"),
        ("told=tell/VBD/ROOT Clara/NNP/nsubj/told him/PRP/dative/told", "him"),
        (f"{SAID} Clara/NNP/nsubj/said of/IN/prep/said Hugh/NNP/pobj/of", None),
        (f"{SAID} Clara/NNP/nsubj/said to/IN/prep/said her/PRP$/poss/hat hat/NN/pobj/to", None),
        (f"{SAID} Clara/NNP/nsubj/said ././punct/said To/IN/prep/went Hugh/NNP/pobj/To went=go/VBD/ROOT", None),
    ],
)
def test_addressee_of_a_cue(tree: str, expected: str | None) -> None:
    found = finder(tree)
    cue = found.after(0, len(found.parse), ",")
    assert cue is not None
    told = None if cue.addressee is None else words_of(found.parse, found.references[cue.addressee])
    assert told == expected


def test_addressee_right_behind_the_verb() -> None:
    found = finder("Clara/NNP/nsubj/told told=tell/VBD/ROOT Hugh/NNP/dobj/told ,/,/punct/told")
    cue = found.before(0, len(found.parse), False)
    assert cue is not None
    assert cue.addressee is not None
    assert words_of(found.parse, found.references[cue.addressee]) == "Hugh"
