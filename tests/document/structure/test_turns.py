"""Where turns end: with the next label, a heading, a field, or where the text goes on telling."""

from __future__ import annotations

import pytest
from structure_shown import kinds, turns

LAST_WORDS = {
    # paragraphs without a label before the next turn
    "a paragraph": ("Ana: Did it rain?\n\nTell us.\n\nTom: It did.\n\nAna: I see.", "Did it rain? | Tell us."),
    "two": ("Ana: Well?\n\nTell us.\n\nPlease.\n\nTom: It did.\n\nAna: Ah.", "Well? | Tell us. | Please."),
    "three, in an article": (
        "Ana: Did it rain?\n\nIt was noon.\n\nThey met at the pier.\n\nIt was wet.\n\nTom: It did.\n\nAna: I see.",
        "Did it rain?",
    ),
    # lines
    "wrapped lines": (
        "ANA: Did it rain in the town of Troy as hard as they say it\ndid in the papers, and did the boats go out?\n"
        "TOM: They did.  Nobody stays at home for a little rain, and it\nwas no more than a little.\nANA: I see.",
        "Did it rain in the town of Troy as hard as they say it did in the papers, and did the boats go out?",
    ),
    "lines that break anywhere": ("ANA: Did it\nrain?\nTOM: It did.\nANA: I see.", "Did it rain?"),
    "verse": ("ANA. They go out,\nThey come in.\nTOM. They do.\nANA. I see.", "They go out, They come in."),
    "a sentence a line": ("Ana: Did it rain?\nTell us.\nTom: It did.\nAna: I see.", "Did it rain? | Tell us."),
    # what ends a turn
    "a heading": ("Ana: Did it rain?\n\n## Rain\n\nTell us.\n\nTom: It did.\n\nAna: I see.", "Did it rain?"),
    "capitals": ("Ana: Did it rain?\n\nTHE RAIN\n\nTell us.\n\nTom: It did.\n\nAna: I see.", "Did it rain?"),
    "a rule": ("Ana: Did it rain?\n\n* * *\n\nTell us.\n\nTom: It did.\n\nAna: I see.", "Did it rain?"),
    "a field": ("Ana: Did it rain?\nAction: Ana to ask.\nTom: It did.\n\nAna: I see.", "Did it rain?"),
    "quoted mail": ("Ana: Did it rain?\n> It did.\nTom: It did.\n\nAna: I see.", "Did it rain?"),
    "who says it": (
        "Ana: Did it rain?\n\nTom laughs. “It rained,” he says.\n\nTom: It did.\n\nAna: I see.",
        "Did it rain?",
    ),
    "a blank line, where there is none between turns": (
        "Ana: Did it rain?\n\nThey went home.\n\nTom: It did.\nAna: I see.\nTom: Well?\nAna: Well.",
        "Did it rain?",
    ),
    "the speech of a script": ("ANA\nDid it rain?\n\nShe rows.\n\nTOM\nIt did.\n\nANA\nI see.", "Did it rain?"),
    "the line of a chat": ("<ana> did it rain\n\nsome log\n\n<tom> it did\n<ana> ok", "did it rain"),
}  # fmt: skip


@pytest.mark.parametrize("case", LAST_WORDS)
def test_the_words_of_the_first_turn(case: str) -> None:
    text, expected = LAST_WORDS[case]
    (_, words), *others = turns(text)
    assert words == expected
    assert len(others) >= 2


TRANSCRIPT = (
    "Ana: It began in May.\n\nWe were young.\n\nTom: All of us.\n\n{long}\n\n"
    "Ana: I see.\n\nWell.\n\nTom: Yes, Ana.\n\n{end}"
)


def test_in_a_transcript_turns_may_be_long_and_the_last_is_as_long_as_others() -> None:
    many = ["It rained."] * 9
    text = TRANSCRIPT.format(long="\n\n".join(many), end="It ended in June.\n\nWe left.")
    assert turns(text)[1] == ("Tom", " | ".join(["All of us.", *many]))
    assert turns(text)[-1] == ("Tom", "Yes, Ana. | It ended in June. | We left.")


def test_a_statement_in_the_first_person_goes_on() -> None:
    told = ["I rang.", "They came at noon.", "“Is it yours?” he said, and I told him so.", "We went home."]
    text = "Chair: Ms Lund?\n\nMs Lund: Thank you.\n\n{}\n\nChair: I see.".format("\n\n".join(told))
    assert turns(text)[1] == ("Ms Lund", " | ".join(["Thank you.", *told]))
    assert turns(text.replace("I ", "he ").replace("We ", "They "))[1] == ("Ms Lund", "Thank you.")


def test_in_an_interview_speech_under_capitals_goes_on() -> None:
    text = "INTERVIEWER\nWell?\n\nANA LUND\nIt rained.\n\nI stayed.\n\nINTERVIEWER\nAnd Tom?\n\nANA LUND\nHe left."
    assert turns(text)[1] == ("ANA LUND", "It rained. | I stayed.")
    assert turns(text.replace("INTERVIEWER", "TOM REY"))[1] == ("ANA LUND", "It rained.")


def test_the_last_turn_ends_with_its_block() -> None:
    text = "Ana: Did it rain?\n\nTom: It did.\n\nAna: I see.\n\nTom: Yes.\n\nTom's book is out in June."
    assert turns(text)[-1] == ("Tom", "Yes.")
    assert kinds(text)[-1] == ("paragraph", "Tom's book is out in June.")


def test_where_turns_have_times_what_has_none_goes_on() -> None:
    text = "[0:01] Ana: Did it rain?\n\nTell us.\n\nNow.\n\nDo.\n\n[0:02] Tom: It did.\n\n[0:03] Ana: I see.\n\nWell."
    assert turns(text)[0] == ("Ana", "Did it rain? | Tell us. | Now. | Do.")
    assert turns(text)[-1] == ("Ana", "I see. | Well.")


def test_a_label_without_words() -> None:
    assert turns("Ana: Well?\n\nTom: …\n\nAna: I see.") == [("Ana", "Well?"), ("Tom", ""), ("Ana", "I see.")]
