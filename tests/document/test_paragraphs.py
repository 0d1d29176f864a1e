"""Paragraphs: lines, or in wrapped texts what blank lines and short lines part."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.document.paragraphs import dateline, paragraphs

WRAPPED = (
    "It was a fine day in the middle of the month, and the\n"
    "old man went down to the sea with a bucket in one hand\n"
    "and a rod in the other, whistling."
)
TWO_LINES = "It was a fine day in the middle of the month, and the\nold man went down."
SMALL_AFTER_STOP = (
    'He looked at the sea for a long time, and he said "No!"\n'
    "and turned away, and went back to the town by the long road\n"
    "on which he had come."
)
TALK = '"Are you coming?" he asked.\n"I am not sure yet," I said.\n"You had better come now."'
SENTENCES = "The boat came in at noon .\nNobody had seen it leave .\nIts crew told no one why .\nThe wind was low ."
VERSE = "The boats come in, the boats go out,\nThe gulls are crying all about,\nThe sand is white, the sea is grey."


def parts(text: str) -> list[str]:
    return [text[a:b] for a, b in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\ufeff", []),
        ("\xa0\n\t\n \u200b", []),
        ("One", ["One"]),
        ("  One \n\n\n\tTwo\xa0\n", ["One", "Two"]),
        ("\ufeffOne\n\xa0\nTwo\n \t \nThree", ["One", "Two", "Three"]),
        ("One.\r\nTwo.\r\n\r\nThree.\rFour.", ["One.", "Two.", "Three.", "Four."]),
        ("One.\x85Two.\u2028Three.\u2029Four.\x0cFive.\x0bSix.", ["One.", "Two.", "Three.", "Four.", "Five.", "Six."]),
        ("A headline\nby a writer\n\nThe text.", ["A headline", "by a writer", "The text."]),
        (TALK, TALK.split("\n")),
        (SENTENCES, SENTENCES.split("\n")),
        (VERSE, VERSE.split("\n")),
    ],
)
def test_lines(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WRAPPED, [WRAPPED]),
        (f"{WRAPPED}\n\n{WRAPPED}", [WRAPPED, WRAPPED]),
        (f"{WRAPPED}\n\xa0\t\n{WRAPPED}", [WRAPPED, WRAPPED]),
        (f"{WRAPPED}\f{WRAPPED}\u2029{WRAPPED}", [WRAPPED, WRAPPED, WRAPPED]),
        (f'{WRAPPED}\n"Yes."\n"No."\n{WRAPPED}', [WRAPPED, '"Yes."', '"No."', WRAPPED]),
        (f"CHAPTER I.\nThe Sea\n\n\n{WRAPPED}", ["CHAPTER I.", "The Sea", WRAPPED]),
        (TWO_LINES, [TWO_LINES]),
        (SMALL_AFTER_STOP, [SMALL_AFTER_STOP]),
    ],
)
def test_wrapped(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\x85", "\u2028", "\x0b"])
def test_any_newline_wraps(newline: str) -> None:
    text = f"{WRAPPED}\n\n{WRAPPED}".replace("\n", newline)
    assert parts(text) == [WRAPPED.replace("\n", newline)] * 2


def test_long_lines_are_paragraphs_whatever_stands_between_them() -> None:
    long = " ".join(WRAPPED.split() * 3)
    captions = "the old man at\nthe sea\nin the morning"
    assert parts("\n".join([long, long, captions, long])) == [long, long, *captions.split("\n"), long]


@given(st.text(st.sampled_from("ab .\"'T-\n\n\r\t\v\f\x1c\x85\xa0\u2028\u2029\ufeff\u200b"), max_size=200))
def test_holds_on_any_text(text: str) -> None:
    found = paragraphs(text)
    edges = [edge for span in found for edge in span]
    assert edges == sorted(edges)
    for start, end in found:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
    rest = "".join(text[a:b] for a, b in zip([0, *edges[1::2]], [*edges[::2], len(text)], strict=True))
    assert not rest.strip().strip("\ufeff\u200b").strip("\ufeff\u200b" + " \t\n\r\v\f\x1c\x85\xa0\u2028\u2029")


WORDS = st.sampled_from(["a", "man", "in", "old", "towns", "went", "down", "with", "his", "dog", "everywhere"])
PROSE = st.builds(lambda words: " ".join(["It", *words]) + " then.", st.lists(WORDS, min_size=60, max_size=120))


@given(st.lists(PROSE, min_size=1, max_size=4), st.integers(45, 100))
def test_wrapping_prose_keeps_its_paragraphs(prose: list[str], width: int) -> None:
    wrapped = [textwrap.fill(p, width) for p in prose]
    assert parts("\n\n".join(wrapped)) == wrapped
    assert parts("\n".join(prose)) == prose


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Strike off\n\nLEEDS — A strike was off.", "LEEDS — "),
        ("PORT LISLE, Maine, Dec. 8 (LNS) - “It was,” he said.", "PORT LISLE, Maine, Dec. 8 (LNS) - "),
        ("Lisle (LNS) – He left.", "Lisle (LNS) – "),
        ("ANA — Hello.\nBO — No.", None),  # a script
        ("The Fair Trade Board (FTB) — long a target — said no.", None),
        ("LEEDS —\n\nA strike was off.", None),
        ("I — that is, we — left.", None),
        ("He left.\n" * 9 + "LEEDS — A strike was off.", None),
    ],
)
def test_a_dateline_stands_before_the_first_sentence(text: str, line: str | None) -> None:
    span = dateline(text, paragraphs(text))
    assert (text[slice(*span)] if span else None) == line
