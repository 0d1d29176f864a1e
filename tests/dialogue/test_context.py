"""Context: conversations, sure speakers, genders shown, and who has a part in a conversation."""

from __future__ import annotations

import pytest
from drawn_stories import entity, said, speech, story

from quoteattr.dialogue.context import Context, ranks, steps
from quoteattr.dialogue.decoder import conversations

RAIN = "It/PRP/nsubj/rained rained=rain/VBD/ROOT ././punct/rained"
NO = speech("No")


@pytest.mark.parametrize(("between", "conversations"), [(0, [0, 0]), (2, [0, 0]), (3, [0, 1])])
def test_long_narration_parts_conversations(between: int, conversations: list[int]) -> None:
    context = Context(story(said("Clara"), *[RAIN] * between, said("Hugh")))
    assert context.runs == conversations
    assert [context.conversation(i) for i in (0, 1)] == [
        range(conversations.index(run), 2 - conversations[::-1].index(run)) for run in conversations
    ]


HEADING = "Chapter/NN/compound/IV IV/CD/ROOT"
ORNAMENTS = "*/NFP/ROOT */NFP/ROOT */NFP/ROOT"


@pytest.mark.parametrize(("between", "scenes"), [(HEADING, [0, 1]), (ORNAMENTS, [0, 1]), (RAIN, [0, 0])])
def test_a_heading_or_a_line_of_ornaments_parts_scenes(between: str, scenes: list[int]) -> None:
    told = story(said("Clara"), between, NO)
    assert [turn.scene for turn in told.turns] == scenes
    assert Context(told).runs == scenes  # and so conversations, and chains
    assert len(conversations(told.turns)) == len({*scenes})


def test_a_heading_of_two_lines_parts_scenes_once() -> None:
    told = story(said("Clara"), HEADING, "The/DT/det/House House/NN/ROOT", NO)
    assert [turn.scene for turn in told.turns] == [0, 1]


def test_talk_alone_takes_no_time() -> None:
    told = story("Clara/NNP/nsubj/met met=meet/VBD/ROOT Hugh/NNP/dobj/met", NO, NO, NO, RAIN, NO)
    name = told.characters.references[0]
    assert [told.since(name, turn) for turn in told.turns] == [1, 1, 1, 2]


def test_how_many_turns_follow_without_a_cue() -> None:
    assert Context(story(said("Clara"), NO, NO, NO, RAIN, NO, said("Hugh"))).uncued == [1, 3, 3, 3, 1, 1]


CUES = [
    # the cue, who it refers to, who speaks for sure, what gender a pronoun shows
    (said("Clara"), "Clara", "Clara", ""),
    (f"{NO} said=say/VBD/ROOT she/PRP/nsubj/said", None, None, "f"),
    (f"{NO} said=say/VBD/ROOT the/DT/det/porter porter/NN/nsubj/said", "the porter", None, ""),
    (NO, None, None, ""),
]


@pytest.mark.parametrize(("tree", "cued", "anchor", "shown"), CUES)
def test_what_a_cue_tells(tree: str, cued: str | None, anchor: str | None, shown: str) -> None:
    told = story(tree)
    context = Context(told)
    assert context.cued == [-1 if cued is None else entity(told, cued)]
    assert context.anchor == [-1 if anchor is None else entity(told, anchor)]
    assert context.shown == [shown]
    assert context.cue_uses == ({} if cued is None else {entity(told, cued): 1})


@pytest.mark.parametrize(
    ("words", "gender"),
    [("Go , sir", "m"), ("Go , my dear girl", "f"), ("Go , sir , miss", ""), ("The sir goes", ""), ("Go home", "")],
)
def test_gender_of_the_addressee(words: str, gender: str) -> None:
    assert Context(story(said("Clara", words))).addressed == [gender]


def test_agreement_in_gender() -> None:
    told = story("Kim/NNP/nsubj/met met=meet/VBD/ROOT Hugh/NNP/dobj/met", said("Clara"))
    context = Context(told)
    found = {name: context.agrees(entity(told, name), "f") for name in ("Clara", "Hugh", "Kim")}
    assert found == {"Clara": "yes", "Hugh": "no", "Kim": "unknown"}


def test_part_in_a_conversation() -> None:
    """By cues and calls, as subject and otherwise mentioned, in the conversation and in three paragraphs before."""
    far = "Dan/NNP/nsubj/sat sat=sit/VBD/ROOT"
    near = "Rosa/NNP/nsubj/met met=meet/VBD/ROOT Hugh/NNP/dobj/met"
    call = f"{speech('No , Kim', '!')} said=say/VBD/ROOT Clara/NNP/nsubj/said".replace("Kim/UH", "Kim/NNP")
    told = story(far, RAIN, RAIN, near, call)
    (party,) = Context(told).parties
    parts = {name: party[entity(told, name)] for name in ("Dan", "Rosa", "Hugh", "Kim", "Clara")}
    assert parts == {"Dan": 0, "Rosa": 2, "Hugh": 1, "Kim": 2, "Clara": 4}  # Clara by her cue and as its subject


def test_who_stands_in_one_sentence_with_a_description_is_somebody_else() -> None:
    tree = "Clara/NNP/nsubj/met met=meet/VBD/ROOT the/DT/det/porter porter/NN/dobj/met ././punct/met"
    told = story(tree, tree, "Hugh/NNP/nsubj/sat sat=sit/VBD/ROOT")
    context, porter = Context(told), entity(story(tree), "the porter") + 1
    assert [context.beside(porter, entity(told, name)) for name in ("Clara", "Hugh")] == [2, 0]
    assert context.beside(entity(told, "Clara"), porter) == 0  # counted for descriptions only


def test_who_is_introduced_anew() -> None:
    first = "a/DT/det/porter porter/NN/nsubj/came came=come/VBD/ROOT"
    told = story(RAIN, first, first.replace("a/DT", "the/DT"))
    assert Context(told).introduced == {entity(told, "the porter"): [1]}


def test_agreement_is_added_to_each_candidate() -> None:
    told = story(said("Clara"), said("Hugh"), said("Kim"))
    rows: dict[int, list[str]] = {entity(told, name): [] for name in ("Clara", "Hugh", "Kim")}
    Context(told).add_agreement(rows, "agrees,turn", "f", ",1")
    assert [*rows.values()] == [["agrees,turn=yes,1"], ["agrees,turn=no,1"], ["agrees,turn=unknown,1"]]


def test_turns_near() -> None:
    context = Context(story(said("Clara"), RAIN, said("Hugh")))
    assert [context.near(0, 1, window) for window in (1, 2)] == [False, True]
    assert context.near(1, 0, 2)
    assert not context.near(0, 2, 99)
    assert not context.near(0, -1, 99)


@pytest.mark.parametrize(
    ("turn", "most", "window"), [(0, 2, 9), (2, 1, 9), (2, 9, 1), (3, 9, 3), (4, 9, 99), (2, 9, 12)]
)
def test_turns_around_are_those_near_on_both_sides(turn: int, most: int, window: int) -> None:
    context = Context(story(said("Clara"), RAIN, NO, NO, HEADING, said("Hugh"), RAIN, RAIN, NO))
    beside = range(max(0, turn - most), min(5, turn + most + 1))
    near = [other for other in beside if other == turn or context.near(turn, other, window)]
    assert [*context.around(turn, most, window)] == near


def test_a_story_without_turns_has_no_context() -> None:
    context = Context(story(RAIN))
    assert (context.anchor, context.spoken) == ([], set())


def test_steps() -> None:
    assert [steps(x) for x in (-1, 0, 1, 2, 3, 4, 5, 8, 9, 99)] == [
        "0", "0", "1", "2", "3-4", "3-4", "5-8", "5-8", "9+", "9+",
    ]  # fmt: skip


def test_ranks_keep_the_order_of_equals() -> None:
    assert ranks({7: 1, 5: 3, 6: 3, 4: 0}, 2) == {5: 0, 6: 1, 7: 2, 4: 2}
