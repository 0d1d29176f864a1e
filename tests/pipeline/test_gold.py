"""The gold passages and their reader: every file parses, and what it says is whole."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from gold_passages import GoldPassage, passages, read_passage

PASSAGES = list(passages())
EXAMPLES = Path(__file__).parents[2] / "examples"


def words(passage: GoldPassage, spans: list[tuple[int, int]]) -> list[str]:
    return [passage.text[start:end] for start, end in spans]


def apart(spans: list[tuple[int, int]]) -> bool:
    return all(left[1] <= right[0] for left, right in pairwise(sorted(spans)))


def test_markup_becomes_text_and_offsets() -> None:
    passage = read_passage(
        '{c1:"No,"} {s1,2=Ann Other:she} {q1:said}, {c1:"not yet,"} {q2/intent:hoping} {c2:to stay}.'
    )
    first, second = passage.attributions
    assert passage.text == '"No," she said, "not yet," hoping to stay.'
    assert words(passage, first.content) == ['"No,"', '"not yet,"']
    assert words(passage, first.cue) == ["said"]
    assert words(passage, second.content) == ["to stay"]
    assert first.source == second.source == [(6, 9)]
    assert (first.act, second.act) == ("speech", "intent")
    assert first.speaker == second.speaker == "Ann Other"


def test_pieces_may_nest_and_a_colon_may_be_a_cue() -> None:
    passage = read_passage("{s2:{s1:Q}}{q1::} {c1:Why?}")
    first, second = passage.attributions
    assert words(passage, first.cue) == [":"]
    assert words(passage, first.source) == words(passage, second.source) == ["Q"]


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("{c1:open", "not closed"),
        ("closed}", "a brace"),
        ("{x1:what}", "a brace"),
        ("{q1/rumour:it is said}", "unknown act"),
    ],
)
def test_bad_markup_is_refused(marked: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_passage(marked)


def test_a_hundred_passages_in_many_registers(capsys: pytest.CaptureFixture[str]) -> None:
    attributions = [attribution for passage in PASSAGES for attribution in passage.attributions]
    registers = Counter(passage.register for passage in PASSAGES)
    acts = dict(Counter(attribution.act for attribution in attributions))
    with capsys.disabled():
        print(f"\ngold: {len(PASSAGES)} passages of {len(registers)} registers")
        print(f"gold: {len(attributions)} attributions, {acts}")
    assert len(PASSAGES) == 105
    assert len(registers) >= 20
    assert len(attributions) >= 420


EACH = pytest.mark.parametrize("passage", PASSAGES, ids=[passage.id for passage in PASSAGES])


@EACH
def test_no_markup_is_left(passage: GoldPassage) -> None:
    assert not re.search(r"[{}]|\b[cqs]\d+:|---", passage.text)
    assert 60 <= len(passage.text.split()) <= 180


@EACH
def test_attributions_are_whole(passage: GoldPassage) -> None:
    """Each has content, and a cue of one piece unless nobody introduces it; no blanks at the ends."""
    assert 2 <= len(passage.attributions) <= 8
    for attribution in passage.attributions:
        assert attribution.content
        assert len(attribution.cue) == 1 or (not attribution.cue and attribution.speaker)
        for piece in words(passage, attribution.content + attribution.cue + attribution.source):
            assert piece
            assert piece == piece.strip()


@EACH
def test_pieces_of_one_attribution_are_apart(passage: GoldPassage) -> None:
    for attribution in passage.attributions:
        assert apart(attribution.content + attribution.cue + attribution.source)


@EACH
def test_contents_are_the_outermost(passage: GoldPassage) -> None:
    assert apart([span for attribution in passage.attributions for span in attribution.content])


@EACH
def test_quotations_are_whole(passage: GoldPassage) -> None:
    """A double quotation mark is opened and closed inside one piece, or outside all, or goes on in a new paragraph."""
    for attribution in passage.attributions:
        for start, end in attribution.content:
            goes_on = passage.text.startswith('\n\n"', end)
            assert passage.text.count('"', start, end) % 2 == goes_on


def test_every_quotation_of_the_story_has_its_speaker() -> None:
    """The story's gold speakers: offsets that agree with the text, no quotation without one."""
    text = (EXAMPLES / "story.txt").read_text(encoding="utf-8")
    gold = json.loads((EXAMPLES / "story_speakers.json").read_text(encoding="utf-8"))
    found = [text[quotation["start"] : quotation["end"]] for quotation in gold["quotations"]]
    assert found == [quotation["text"] for quotation in gold["quotations"]] == re.findall("“[^”]*”", text)
    assert {quotation["speaker"] for quotation in gold["quotations"]} <= set(gold["characters"])
