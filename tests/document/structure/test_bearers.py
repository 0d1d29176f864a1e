"""Whom Q and A, witnesses and courts stand for."""

from __future__ import annotations

import pytest
from structure_shown import WORDS, blocks

from quoteattr.document.structure.bearers import find_bearers

TALK = "\n\nQ: Did it rain?\n\nA: It did.\n\nQ: All day?"


def bearers(text: str) -> list[tuple[str, str]]:
    found = blocks(text)
    bearing = find_bearers(text, found, WORDS)
    return [(text[slice(*label)], text[slice(*name)]) for i, name in bearing.items() if (label := found[i].label)]


COURT = """BEFORE THE HONORABLE LEA VOLD

ANA LUND, having been first duly sworn, testified as follows:

DIRECT EXAMINATION

BY MR. REY:

Q.  Did it rain?

A.  It did.

THE COURT: Go on.

CROSS-EXAMINATION BY MR. HOLM

Q.  All day?

THE WITNESS: I forget.

MR. REY: Objection.

KIM ODUYA, called and sworn:

Q (By Ms. Berg)  And you?

A.  I saw it.
"""


def test_court() -> None:
    assert bearers(COURT) == [
        ("Q", "MR. REY"),
        ("A", "ANA LUND"),
        ("THE COURT", "LEA VOLD"),
        ("Q", "MR. HOLM"),
        ("THE WITNESS", "ANA LUND"),
        ("Q", "Ms. Berg"),
        ("A", "KIM ODUYA"),
    ]


def test_a_witness_sworn_without_a_name_is_whom_others_address() -> None:
    text = "(Witness sworn.)\n\nBY MR. REY:\n\nQ. Ms. Lund, did it rain?\n\nA. It did.\n\nQ. All day?\n\nA. All day."
    assert bearers(text) == [("Q", "MR. REY"), ("A", "Ms. Lund")] * 2


def test_letters_that_are_signed() -> None:
    letters = (
        "Q. Did it rain? I forget. — Wet in Troy\n\nA. It did.\n\nQ. I was asked “Did it?” — K.H., Sarn\n\nA. Did it?"
    )
    assert bearers(letters) == [("Q", "Wet in Troy"), ("Q", "K.H.")]
    questions = [block for block in blocks(letters) if block.label and letters[slice(*block.label)] == "Q"]
    assert [letters[slice(*block.body[-1])].strip()[-9:] for block in questions] == ["I forget.", "“Did it?”"]
    assert bearers("Q. Who saw it? — Tom.\n\nA. Who?\n\nQ. You. I saw you — Tom Rey\n\nA. Me?") == []


@pytest.mark.parametrize(
    ("introduction", "asks", "answers"),
    [
        ("Interview: Ana Lund", None, "Ana Lund"),
        ("An interview with Ana Lund", None, "Ana Lund"),
        ("Tom Rey interviews Ana Lund", "Tom Rey", "Ana Lund"),
        ("We spoke to Ana Lund about the rain.", None, "Ana Lund"),
        ("The Sarn Journal spoke to Ana Lund about the rain.", None, "Ana Lund"),
        ("By Tom Rey\n\nI talked to Ana Lund.", "Tom Rey", "Ana Lund"),
        ("By Tom Rey", "Tom Rey", None),
        ("Ana Lund bakes. Interview by Tom Rey.", "Tom Rey", "Ana Lund"),
        ("We spoke to the potter Ana Lund about the rain.", None, "Ana Lund"),
        ("Ten questions for Ana Lund", None, "Ana Lund"),
        ("Ana Lund bakes bread.", None, "Ana Lund"),  # nobody else is named
        ("Ana Lund bakes, Tom Rey sings.", None, None),
        ("Inspector: Tom Rey\nWitness: Dr. Ana Lund, engineer", None, "Ana Lund"),
        # either may be asked, or nobody is named
        ("Ana Lund, a baker, spoke to Tom Rey.", None, None),
        ("She spoke to Tom Rey.", None, None),
        ("We spoke to Ana Lund. We spoke to Kim Oduya.", None, None),
        ("We spoke about the rain.", None, None),
    ],
)
def test_interviews(introduction: str, asks: str | None, answers: str | None) -> None:
    parts = [("Q", asks), ("A", answers), ("Q", asks)]
    assert bearers(introduction + TALK) == [(label, name) for label, name in parts if name]


def test_interviewer() -> None:
    text = "By Tom Rey\n\nInterviewer: Did it rain?\n\nLund: It did.\n\nInterviewer: All day?"
    assert bearers(text) == [("Interviewer", "Tom Rey")] * 2


def test_without_turns_nobody_is_asked() -> None:
    assert bearers("We spoke to Ana Lund.\n\nIt rained.") == []


def test_the_author_of_a_column_answers_letters() -> None:
    letters = "Q. Is it wet? — Wet in Troy\n\nA. It is.\n\nQ. All day? — K.H.\n\nA. All day."
    answered = [("Q", "Wet in Troy"), ("A", "Ana Lund"), ("Q", "K.H."), ("A", "Ana Lund")]
    assert bearers(f"By Ana Lund\n\n{letters}") == answered


def test_a_sentence_says_who_examines() -> None:
    text = "DR. LUND, recalled\n\nCross-examined by Mr. Rey.\n\nQ. Did it rain?\n\nA. It did.\n\nQ. All day?"
    assert bearers(text) == [("Q", "Mr. Rey"), ("A", "DR. LUND"), ("Q", "Mr. Rey")]
    told = "I was examined by Dr. Holm.\n\nQ. Did it rain?\n\nA. It did.\n\nQ. All day?"
    assert bearers(told) == []


def test_who_is_thanked_has_asked() -> None:
    asked = "Q: Did it rain?\n\nA: Thanks, Ana. It did.\n\nQ: All day?\n\nA: All day."
    assert bearers(asked) == [("Q", "Ana"), ("Q", "Ana")]
    two = f"{asked}\n\nQ: And on Monday?\n\nA: Hello, Tom. It did.\n\nQ: I see."
    assert bearers(two) == [("Q", "Ana"), ("Q", "Tom")]


@pytest.mark.parametrize("answer", ["Lena Moss.", "My name is Lena Moss."])
def test_a_witness_states_their_name(answer: str) -> None:
    text = f"Q. State your name.\n\nA. {answer}\n\nQ. Did it rain?\n\nTHE WITNESS: It did."
    assert bearers(text) == [("A", "Lena Moss"), ("THE WITNESS", "Lena Moss")]


def test_whom_questions_address_answers() -> None:
    text = "Q: Ms. Lund, did it rain?\n\nA: It did.\n\nQ: All day?"
    assert bearers(text) == [("A", "Ms. Lund")]


def test_a_witness_is_sworn_in_two_lines() -> None:
    text = "OFFICER ANA LUND,\ncalled and duly sworn, testified:\n\nQ. Did it rain?\n\nA. It did.\n\nQ. All day?"
    assert bearers(text) == [("A", "ANA LUND")]


def test_who_is_addressed_stands_apart() -> None:
    asked = "Q. Could you, Mrs. Lund, see it?\n\nA. Yes, Mr. Rey.\n\nQ. All day?\n\nTHE WITNESS: All day."
    assert bearers(asked) == [("Q", "Mr. Rey"), ("A", "Mrs. Lund"), ("Q", "Mr. Rey"), ("THE WITNESS", "Mrs. Lund")]


@pytest.mark.parametrize(
    "question",
    [
        "Did you speak to Mr. Rey, the agent?",
        "Was Mr. Rey, in your view, sober?",
        "Did you ask your lawyer, Mr. Rey?",
        "Did you not say, “Mr. Rey, you must go”?",
    ],
)
def test_whom_questions_are_about_does_not_answer(question: str) -> None:
    assert bearers(f"Q. {question}\n\nA. I did.\n\nQ. All day?") == []


CALLS = [
    (
        "HOST: Coast FM, who is it?\nCALLER: Hello Nell, this is Ivo from Sarn.\nHOST: Go on, Ivo.\nCALLER: It rains.",
        [("HOST", "Nell"), ("CALLER", "Ivo"), ("HOST", "Nell"), ("CALLER", "Ivo")],
    ),
    (
        "Host: Who is it?\nCaller: Morning. Owen here, hello.\nHost: Go on.\nCaller: Hi. I am another.\nHost: And?",
        [("Caller", "Owen")],
    ),
    (
        "Host: Who is it?\nCaller: My name is Lena Moss.\nHost: Go on.\nCaller: This is Tom, it rains.\nHost: I see.",
        [("Caller", "Lena Moss"), ("Caller", "Tom")],
    ),
    ("Host: Go on.\nCaller: This is about you, and my son, Peter, drives.\nHost: Does he?\nCaller: Here he is.", []),
    ("HOST: Ana, is it wet?\nANA: You bet.\nCALLER: I am dry.\nHOST: Thanks, Ana.\nCALLER: I know.", []),
]


@pytest.mark.parametrize(("call", "named"), CALLS)
def test_callers_and_hosts(call: str, named: list[tuple[str, str]]) -> None:
    assert bearers(call) == named
