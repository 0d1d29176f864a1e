"""The words of turns: without stage directions, markup, and reports in dialogue by dashes."""

from __future__ import annotations

import pytest
from structure_shown import blocks, said


def first(words: str) -> tuple[str, list[str]]:
    """The words of a turn so written, and what is left out of them."""
    text = f"ANA: {words}\n\nTOM: Yes?\n\nANA: I see."
    block = blocks(text)[0]
    return said(text, block), [text[slice(*span)] for span in block.omitted]


@pytest.mark.parametrize(
    ("words", "expected", "omitted"),
    [
        ("(sits down) It rained.", "It rained.", ["(sits down)"]),
        ("[_Rising._] It rained.", "It rained.", ["[_Rising._]"]),
        ("It rained. (She goes.) It did.", "It rained. | It did.", ["(She goes.)"]),
        ("<Media omitted>", "", []),
        ("It rained. (Laughter.)", "It rained.", ["(Laughter.)"]),
        ("It was (laughs) wet.", "It was | wet.", ["(laughs)"]),
        ("It was [inaudible] wet.", "It was | wet.", ["[inaudible]"]),
        ("It was [crosstalk 00:20] wet.", "It was | wet.", ["[crosstalk 00:20]"]),
        ("It rained.\n(Applause.)\nIt did.", "It rained. | It did.", ["(Applause.)"]),
        ("It rained.\n*waves*\nIt did.", "It rained. | It did.", ["*waves*"]),
        ("It rained.\n\nExit TOM.\n\nIt did.", "It rained. | It did.", ["Exit TOM."]),
        # what is said: a remark of the speaker's, what an editor adds, a year
        ("It rained. (I saw it.) It did.", "It rained. (I saw it.) It did.", []),
        ("It was [the rain] that fell.", "It was [the rain] that fell.", []),
        ("It was (or so they say) wet.", "It was (or so they say) wet.", []),
        ("It was wet (1861).", "It was wet (1861).", []),
        ("It rained.\n\nExit polls were wrong.", "It rained. | Exit polls were wrong.", []),
        # markup about the words and not within them
        ("*It rained.*", "It rained.", []),
        ("**It** rained.", "**It** rained.", []),
        ("<i>It rained.</i>", "It rained.", []),
        ("It *rained*.", "It *rained*.", []),
    ],
)
def test_words(words: str, expected: str, omitted: list[str]) -> None:
    assert first(words) == (expected, omitted)


@pytest.mark.parametrize(
    ("line", "words", "tags"),
    [
        ("Yes, said Ana.", "Yes,", ["said Ana"]),
        ("Yes, said Ana, we may.", "Yes, | we may.", ["said Ana"]),
        ("Yes — said Ana — we may.", "Yes — | we may.", ["said Ana"]),
        ("Yes? he asked.", "Yes?", ["he asked"]),
        ("Yes, I answered softly.", "Yes,", ["I answered softly"]),
        ("Yes, said the old man at the door.", "Yes,", ["said the old man at the door"]),
        ("Yes, the old man said.", "Yes,", ["the old man said"]),
        ("Yes, Ana Lund said.", "Yes,", ["Ana Lund said"]),
        # no reports
        ("Yes! What did he say?", "Yes! What did he say?", []),
        ("Yes, he said that we should all of us go.", "Yes, he said that we should all of us go.", []),
        ("Yes, people asked.", "Yes, people asked.", []),
        ("Yes, went.", "Yes, went.", []),
        ("Said Ana.", "Said Ana.", []),
    ],
)  # fmt: skip
def test_reports_in_dialogue_by_dashes(line: str, words: str, tags: list[str]) -> None:
    text = f"— {line}\n\n— Well?\n\n— I see!"
    block = blocks(text)[0]
    assert (said(text, block), [text[slice(*tag)] for tag in block.tags]) == (words, tags)
