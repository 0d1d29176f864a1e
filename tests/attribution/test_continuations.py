"""Continuation: quotations without a cue of their own go on from the attribution before, or stay nobody's."""

from __future__ import annotations

import pytest
from trees import document, ranges, words

from quoteattr.assembly.quotes import to_attributions
from quoteattr.attribution.continuations import join_continuations, uncued
from quoteattr.attribution.types import Choice
from quoteattr.document.document import Document, offsets_of


def quoted(subject: str, end: str = ".") -> str:
    """A quotation of three words."""
    clause = f"{subject}/PRP/nsubj/rained rained/VBD/ROOT hard/RB/advmod/rained {end}/{end}/punct/rained"
    return f"“/``/punct/rained {clause} ”/''/punct/rained"


SAID = "said=say/VBD/ROOT Ana/NNP/nsubj/said ././punct/said"
PLAIN = "Tom/NNP/nsubj/left left=leave/VBD/ROOT ././punct/left"
TALK = (
    "“/``/punct/far Is/VBZ/cop/far it/PRP/nsubj/far far/RB/ROOT ?/./punct/far ”/''/punct/far "
    "asked=ask/VBD/ROOT Ana/NNP/nsubj/asked"
)
ANSWER = "“/``/punct/very Not/RB/neg/very very/RB/ROOT ././punct/very ”/''/punct/very"
IT, WE, YOU = (f'" {subject} rained hard . "' for subject in ("It", "We", "You"))
AIT = '" It rained hard , "'


def choice(doc: Document, cue: str, *content: str, source: str | None = None) -> Choice:
    return Choice(
        ranges(doc, cue)[0][0], ranges(doc, *content), ranges(doc, source)[0] if source else None, 0.9, "made up"
    )


JOINED = [
    # the same paragraph: "It rained," said Ana. "We …"
    ([quoted("It", ",") + " " + SAID + " " + quoted("We")], [("said", [AIT])], [f"{AIT} | {WE}"]),
    (
        [quoted("It", ",") + " " + SAID + " " + quoted("We") + " " + quoted("You")],
        [("said", [AIT])],
        [f"{AIT} | {WE} {YOU}"],
    ),
    # the next paragraph, if it opens with a quotation and has no attribution of its own
    ([quoted("It", ",") + " " + SAID, quoted("We")], [("said", [AIT])], [f"{AIT} | {WE}"]),
    ([quoted("It", ",") + " " + SAID, quoted("We"), quoted("You")], [("said", [AIT])], [f"{AIT} | {WE} {YOU}"]),
    ([quoted("It", ",") + " " + SAID, PLAIN, quoted("We")], [("said", [AIT])], [AIT]),
    ([quoted("It", ",") + " " + SAID, PLAIN + " " + quoted("We")], [("said", [AIT])], [AIT]),
    (
        [quoted("It", ",") + " " + SAID, quoted("We") + " " + PLAIN],
        [("said", [AIT]), ("left", ["Tom"])],
        [AIT, "Tom"],
    ),
    # a question is answered by another
    ([TALK, quoted("We")], [("asked", ['" Is it far ? "'])], ['" Is it far ? "']),
    # nothing to go on from: the attribution before is not quoted, or there is none
    ([SAID.replace("././punct/said", "so/RB/dobj/said ././punct/said"), quoted("We")], [("said", ["so"])], ["so"]),
    ([quoted("We")], [], []),
    ([quoted("We") + " " + SAID], [("said", ["Ana"])], ["Ana"]),
    # a quotation in the midst of a sentence is a phrase: the "hard rain party" left
    (
        [quoted("It", ",") + " " + SAID.replace("./.", "of/IN") + " " + quoted("We")],
        [("said", [AIT])],
        [AIT],
    ),
]


@pytest.mark.parametrize(("trees", "chosen", "expected"), JOINED)
def test_quotations_go_on(trees: list[str], chosen: list[tuple[str, list[str]]], expected: list[str]) -> None:
    doc = document(*trees)
    joined = join_continuations(doc, [choice(doc, cue, *content) for cue, content in chosen])
    assert [words(doc, found.content) for found in joined] == expected


def test_short_quotations_are_titles_and_stay() -> None:
    short = "“/``/punct/rain hard/JJ/amod/rain rain/NN/ROOT ”/''/punct/rain"
    doc = document(quoted("It", ",") + " " + SAID + " " + short, short)
    (found,) = join_continuations(doc, [choice(doc, "said", AIT)])
    assert words(doc, found.content) == AIT


def test_a_quotation_mostly_claimed_is_taken() -> None:
    doc = document(quoted("It", ",") + " " + SAID + " " + quoted("We"))
    inside = Choice(ranges(doc, "rained hard .")[0][0], ranges(doc, "We"), None, 0.9, "made up")
    found = join_continuations(doc, [choice(doc, "said", AIT), inside])
    assert [words(doc, each.content) for each in found] == [AIT, "We"]


def test_the_last_quoted_attribution_of_a_paragraph_goes_on() -> None:
    said = SAID.replace("said", "told").replace("Ana", "Tom")
    doc = document(quoted("It", ",") + " " + SAID + " " + quoted("You", ",") + " " + said, quoted("We"))
    you = '" You rained hard , "'
    first, second = join_continuations(doc, [choice(doc, "said", AIT), choice(doc, "told", you)])
    assert words(doc, first.content) == AIT
    assert words(doc, second.content) == f"{you} | {WE}"


def test_a_mixed_quotation_that_ends_a_paragraph_goes_on() -> None:
    mixed = "Ana/NNP/nsubj/said said=say/VBD/ROOT all/DT/det/day the/DT/det/day long/JJ/amod/day day/NN/dobj/said "
    doc = document(mixed + quoted("It"), quoted("We"))
    (found,) = join_continuations(doc, [choice(doc, "said", "all the long day " + IT)])
    assert words(doc, found.content) == f"all the long day {IT} {WE}"


def test_pieces_are_cut_at_paragraph_breaks() -> None:
    doc = document(quoted("It"), quoted("We"))
    spans = offsets_of(doc, ((0, 12),))
    assert [doc.parse.text[a:b] for a, b in spans] == ["“It rained hard.”", "“We rained hard.”"]
    assert offsets_of(doc, ()) == ()
    assert [doc.parse.text[a:b] for a, b in offsets_of(doc, ((1, 2), (3, 5)))] == ["It", "hard."]


OPEN = "“/``/punct/very Not/RB/neg/very very/RB/ROOT ”/''/punct/very"
SIGN = "“/``/punct/ferry The/DT/det/ferry ferry/NN/ROOT ”/''/punct/ferry stopped/VBD/ROOT"


@pytest.mark.parametrize(
    ("paragraphs", "number"),
    [
        ([TALK, ANSWER], 1),
        ([ANSWER, TALK], 1),
        ([TALK, ANSWER, ANSWER], 2),
        ([TALK, PLAIN, ANSWER], 1),
        ([PLAIN, ANSWER], 1),
        ([PLAIN + " " + ANSWER], 1),
        ([PLAIN + " " + ANSWER + " " + PLAIN], 1),
        ([TALK, OPEN], 1),  # no sentence, but beside a talk
        ([PLAIN, OPEN], 0),
        ([PLAIN + " " + OPEN], 0),
        ([TALK, SIGN], 0),  # a word of the sentence
    ],
)
def test_quotations_that_are_sentences_or_turns_of_a_talk_are_said_without_a_cue(
    paragraphs: list[str], number: int
) -> None:
    doc = document(*paragraphs)
    asked = to_attributions(doc, [choice(doc, "asked", '" Is it far ? "')] if TALK in paragraphs else [])
    turns = uncued(doc, asked)
    assert len(turns) == number
    assert {doc.parse.text[a:b] for turn in turns for a, b in turn.content} <= {"“Not very.”", "“Not very”"}
    assert all(turn.cue is turn.source is None for turn in turns)


LEFT = "she/PRP/nsubj/left left=leave/VBD/ROOT ././punct/left"


@pytest.mark.parametrize(
    ("paragraphs", "actor"),
    [
        ([PLAIN + " " + ANSWER], "Tom"),
        ([PLAIN, ANSWER], "Tom"),
        ([LEFT, ANSWER], "she"),
        ([LEFT.replace("she", "it"), ANSWER], None),
        ([LEFT.replace("she/PRP", "ships=ship/NNS"), ANSWER], None),
        ([quoted("It") + " " + PLAIN + " " + ANSWER], None),  # who leaves has spoken, or not
        ([TALK + " ././punct/asked", ANSWER], None),  # who is asked answers
        ([ANSWER], None),
    ],
)
def test_who_acts_in_the_sentence_before_says_what_nobody_is_said_to_say(
    paragraphs: list[str], actor: str | None
) -> None:
    doc = document(*paragraphs)
    *_, turn = uncued(doc, [])
    assert turn.source is None
    assert (None if turn.source_head is None else doc.parse.word[turn.source_head]) == actor
