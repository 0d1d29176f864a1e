"""Lines: offsets, indents, blank lines before them, numbers before them."""

from __future__ import annotations

from structure_shown import turns

from quoteattr.document.paragraphs import paragraphs
from quoteattr.document.structure.lines import goes_on, read_lines, wrap_width
from quoteattr.document.structure.types import Line


def lines(text: str) -> list[Line]:
    return read_lines(text, paragraphs(text))


def seen(text: str) -> list[str]:
    return [text[line.start : line.end] for line in lines(text)]


def test_white_space_is_no_part_of_a_line() -> None:
    text = "\ufeff It rained. \n\n\t\xa0\n\tIt did.\u200b"
    assert seen(text) == ["It rained.", "It did."]
    assert [(line.after_blank, line.indent) for line in lines(text)] == [(True, 2), (True, 8)]


def test_few_numbers_with_noughts_number_lines_too() -> None:
    text = "001 Ana: Well?\n002 P3: It rained.\n003 Ana: Oh.\n004 P3: I saw it.\n005 Ana: And?\n006 P3: We left."
    assert seen(text)[1] == "P3: It rained."
    assert seen(text.replace("00", ""))[1] == "2 P3: It rained."


def test_blank_lines() -> None:
    text = "One\r\nTwo\r\n\r\nThree\fFour\u2029Five\u2028Six"
    assert [line.after_blank for line in lines(text)] == [True, False, True, True, True, False]


def test_few_lines_are_numbered_whose_first_number_begins_no_list() -> None:
    said = ["T: Did it rain?", "S1: It did.", "T: All day?", "S2: You know.", "T: I know."]
    assert seen("\n".join(f"{k} {words}" for k, words in enumerate(said, 12))) == said
    assert seen("\n".join(f"{k} {words}" for k, words in enumerate(said, 2))) != said


def test_numbers_of_lines() -> None:
    numbered = "\n".join(f"{i:3}  line {i}" if i != 5 else f"{i:3}" for i in range(1, 13))
    assert seen(numbered) == [f"line {i}" for i in range(1, 13) if i != 5]
    assert [line.after_blank for line in lines(numbered)] == [i in (1, 6) for i in range(1, 13) if i != 5]


def test_numbers_that_are_no_count_of_lines() -> None:
    few = "1 line\n2 line\n3 line"
    scores = "\n".join(f"{i * i % 17} points" for i in range(12))
    assert seen(few) == few.split("\n")
    assert seen(scores) == scores.split("\n")


WRAPPED = (
    "It was a fine day in the middle of the month, and the\n"
    "old man went down to the sea with a bucket in one hand.\n"
    "He sang. It was a song about the boats, the rain and\n"
    "Mr. Lund, whom nobody there had seen for a long time."
)


def test_a_wrapped_line_goes_on() -> None:
    first, second, third, fourth = lines(WRAPPED)
    width = wrap_width([first, second, third, fourth])
    assert goes_on(WRAPPED, first, second, width)  # a small letter
    assert not goes_on(WRAPPED, second, third, width)  # a sentence ends
    assert goes_on(WRAPPED, third, fourth, width)  # the line before is full
    assert not goes_on(WRAPPED, third, fourth, 2 * width)
    assert wrap_width([]) == 0


def test_numbers_below_a_title() -> None:
    said = ["Did it rain?", "It did."] * 5
    numbered = "\n".join(f"{i:2}  {'QA'[i % 2 - 1]}  {words}" for i, words in enumerate(said, 1))
    assert turns(f"DEPOSITION OF ANA LUND\nMay 8, 2024\n\n{numbered}") == [*zip("QA" * 5, said, strict=True)]


def test_page_numbers_and_running_heads_within_a_sentence() -> None:
    for page in ("\n12\n", "\n\n- 12 -\n\n", "\n\nTHE TROY INQUIRY, DAY 3        12\n\n"):
        text = f"ANA: Well?\nTOM: We were told that it{page}had rained.\nANA: I see.\nTOM: Did you?"
        label, words = turns(text)[1]
        assert (label, words.replace(" | ", " ")) == ("TOM", "We were told that it had rained.")
    assert seen("It rained.\n\n12\n\nit snowed.")[1] == "12"
