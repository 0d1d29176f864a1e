"""Interviews whose questions are in bold, in italics or behind a sign, and what is none."""

from __future__ import annotations

import pytest
from structure_shown import WORDS, blocks, turns

from quoteattr.document.structure.bearers import find_bearers

PARTS = ["What do you do all day?", "I bake bread. My oven is old.", "Do you like it?", "I do.", "Go on.", "I sing."]


@pytest.mark.parametrize("mark", ["**{}**", "*{}*", "_{}_", "<b>{}</b>", "● {}", "• {}"])
def test_marked_questions_and_plain_answers(mark: str) -> None:
    text = "\n\n".join(mark.format(part) if not k % 2 else part for k, part in enumerate(PARTS))
    assert turns(text) == [(None, part) for part in PARTS]


def test_an_answer_of_several_paragraphs() -> None:
    text = "**Do you bake?**\n\nI do.\n\nMy oven is old.\n\n**Do you sing?**\n\nI never do.\n\n**And you?**\n\nI do."
    assert turns(text)[1] == (None, "I do. | My oven is old.")


NONE = {
    "questions of readers": "**How do I open it?**\n\nPull the ring.\n\n**Can I keep it?**\n\nWe ask that you do not.",
    "headings": "**Bread**\n\nI bake it.\n\n**Songs**\n\nI sing them for you.",
    "one question": "**Do you bake?**\n\nI do.",
    "a list": "• Do you bake?\n\n• I do.\n\n• Do you sing?\n\n• I never do.",
}


@pytest.mark.parametrize("kind", NONE)
def test_what_is_no_interview(kind: str) -> None:
    assert turns(NONE[kind]) == []


def test_who_asks_and_who_answers() -> None:
    text = "Interview with Ana Lund\n\nBy Tom Rey\n\n**Do you bake?**\n\nI do.\n\n**Do you sing?**\n\nI never do."
    names = [text[slice(*name)] for name in find_bearers(text, blocks(text), WORDS).values()]
    assert names == ["Tom Rey", "Ana Lund"] * 2


def test_questions_without_a_mark() -> None:
    text = "\n\n".join(["Ana Lund bakes.", *PARTS[:4], "And at night?", "I sleep."])
    assert turns(text) == [(None, part) for part in [*PARTS[:4], "And at night?", "I sleep."]]


@pytest.mark.parametrize("labelled", [0, 1])
def test_questions_or_answers_alone_have_a_label(labelled: int) -> None:
    parts = [*PARTS[:4], "And you?", "I sing."]
    text = "\n\n".join(f"Lund: {part}" if k % 2 == labelled else part for k, part in enumerate(parts))
    assert turns(text) == [("Lund" if k % 2 == labelled else None, part) for k, part in enumerate(parts)]


UNMARKED = {
    "questions of readers": "May I bring my dog?\n\nNo.\n\nCan I smoke?\n\nYou cannot.\n\nWho am I to ask?\n\nAna.",
    "a story": "“Do you bake?”\n\nI did.\n\n“Do you sing?”\n\nI never did.\n\n“And you?”\n\nI nodded.",
    "two questions": "Do you bake?\n\nI do.\n\nDo you sing?\n\nI never do.",
}


@pytest.mark.parametrize("kind", UNMARKED)
def test_questions_without_a_mark_that_are_no_interview(kind: str) -> None:
    assert turns(UNMARKED[kind]) == []


QUICK = [
    "Wool or felt?",
    "Wool. It lasts.",
    "Best client?",
    "My aunt.",
    "Do you sing?",
    "On Sundays.",
    "Worst?",
    "A bank.",
]


@pytest.mark.parametrize("name", ["Tom Rey", "Bolu Quist-Eze"])
def test_short_answers_of_who_is_presented(name: str) -> None:
    text = "\n\n".join([f"{name}, 34, tunes pianos in Sarn.", *QUICK, "Who pays you?", "I never ask."])
    assert [words for _, words in turns(text)] == [*QUICK, "Who pays you?", "I never ask."]
    found = find_bearers(text, blocks(text), WORDS)
    assert {text[slice(*span)] for span in found.values()} == {name}


def test_a_remark_stands_for_a_question() -> None:
    parts = [*PARTS[:4], "Some say you are slow.", "I am.", "And at night?", "I sleep."]
    assert [words for _, words in turns("\n\n".join(["Ana Lund bakes.", *parts]))] == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["When is it open?", "From nine.", "May I smoke?", "No.", "Do you sell tea?", "We do.", "And milk?", "No."],
        [
            "Is it far?",
            "Take the bus.",
            "Is it dear?",
            "You pay ten.",
            "Can you swim?",
            "Yes, we can.",
            "Is it wet?",
            "No.",
        ],
        ["Was it rain?", "It was snow.", "Who knew?", "Tom did.", "Was she late?", "She was.", "And he?", "He slept."],
    ],
)
def test_short_questions_of_readers_and_writers(parts: list[str]) -> None:
    assert turns("\n\n".join(["Ana Lund built the pier.", *parts])) == []


def test_who_is_named_behind_interview_may_ask() -> None:
    text = "\n\n".join(["Quist Rey winds clocks. Interview: Ana Lund", *PARTS[:4], "And at night?", "I sleep."])
    names = [text[slice(*name)] for name in find_bearers(text, blocks(text), WORDS).values()]
    assert names == ["Ana Lund", "Quist Rey"] * 3


def test_one_label_tells_answers_to_what_is_no_question() -> None:
    said = ["Tell me how it began.", "I began as a child.", "Do you like it?", "I do.", "Would you stop?", "I can't."]
    labels = [None, "Vorn"] * 3
    text = "A talk\n\n" + "\n\n".join(
        f"{label}: {each}" if label else each for label, each in zip(labels, said, strict=True)
    )
    assert turns(text) == list(zip(labels, said, strict=True))


def test_questions_in_brackets() -> None:
    asked = ["Begin from the well.", "Did you see it?", "And in August?"]
    told = ["I saw it. My aunt did, too.", "I did.", "My aunt left us."]
    text = "".join(f"[{question}]\n\n{answer}\n\n" for question, answer in zip(asked, told, strict=True))
    bracketed = [f"{words}]" for words in asked]
    assert turns(text) == [(None, words) for pair in zip(bracketed, told, strict=True) for words in pair]
