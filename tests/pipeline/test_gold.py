"""The gold passages: every file parses, and what it says is whole."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise

import pytest
from gold_passages import TESTS, passages

from quoteattr.evaluation.corpora.gold import GoldDocument, Spans
from quoteattr.evaluation.corpora.passages import read_passages, register_of

PASSAGES = passages()
EXAMPLES = TESTS.parent / "examples"


def words(passage: GoldDocument, spans: Spans) -> list[str]:
    return [passage.text[start:end] for start, end in spans]


def apart(spans: Spans) -> bool:
    return all(left[1] <= right[0] for left, right in pairwise(sorted(spans)))


def test_a_hundred_passages_in_many_registers(capsys: pytest.CaptureFixture[str]) -> None:
    attributions = [attribution for passage in PASSAGES for attribution in passage.attributions]
    registers = Counter(register_of(passage) for passage in PASSAGES)
    acts = dict(Counter(attribution.act for attribution in attributions))
    with capsys.disabled():
        print(f"\ngold: {len(PASSAGES)} passages of {len(registers)} registers")
        print(f"gold: {len(attributions)} attributions, {acts}")
    assert len(PASSAGES) == 105
    assert len(registers) >= 20
    assert len(attributions) >= 420


EACH = pytest.mark.parametrize("passage", PASSAGES, ids=[passage.id for passage in PASSAGES])


@EACH
def test_no_markup_is_left(passage: GoldDocument) -> None:
    assert not re.search(r"[{}]|\b[cqs]\d+:|---", passage.text)
    assert 60 <= len(passage.text.split()) <= 180


@EACH
def test_attributions_are_whole(passage: GoldDocument) -> None:
    """Each has content, and a cue of one piece unless nobody introduces it; no blanks at the ends."""
    assert 2 <= len(passage.attributions) <= 8
    for attribution in passage.attributions:
        assert attribution.content
        assert len(attribution.cue) == 1 or (not attribution.cue and attribution.speaker)
        for piece in words(passage, attribution.content + attribution.cue + attribution.source):
            assert piece
            assert piece == piece.strip()


@EACH
def test_pieces_of_one_attribution_are_apart(passage: GoldDocument) -> None:
    for attribution in passage.attributions:
        assert apart(attribution.content + attribution.cue + attribution.source)


@EACH
def test_contents_are_the_outermost(passage: GoldDocument) -> None:
    assert apart(tuple(span for attribution in passage.attributions for span in attribution.content))


@EACH
def test_quotations_are_whole(passage: GoldDocument) -> None:
    """A double quotation mark is opened and closed inside one piece, or outside all, or goes on in a new paragraph."""
    for attribution in passage.attributions:
        for start, end in attribution.content:
            goes_on = passage.text.startswith('\n\n"', end)
            assert passage.text.count('"', start, end) % 2 == goes_on


@pytest.mark.parametrize("part", ["train", "talk", "dev", "test", "second", "layouts"])
def test_passages_of_registers_are_whole(part: str) -> None:
    """Each attribution has content; its pieces are words without blanks at their ends."""
    found = read_passages(TESTS / "registers" / part)
    assert len(found) >= 40
    for passage in found:
        for attribution in passage.attributions:
            assert attribution.content, passage.id
            for piece in words(passage, attribution.content + attribution.cue + attribution.source):
                assert piece
                assert piece == piece.strip(), passage.id


def test_every_quotation_of_the_story_has_its_speaker() -> None:
    """The story's gold speakers: offsets that agree with the text, no quotation without one."""
    text = (EXAMPLES / "story.txt").read_text(encoding="utf-8")
    gold = json.loads((EXAMPLES / "story_speakers.json").read_text(encoding="utf-8"))
    found = [text[quotation["start"] : quotation["end"]] for quotation in gold["quotations"]]
    assert found == [quotation["text"] for quotation in gold["quotations"]] == re.findall("“[^”]*”", text)
    assert {quotation["speaker"] for quotation in gold["quotations"]} <= set(gold["characters"])
