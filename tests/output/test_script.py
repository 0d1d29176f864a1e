"""The whole text as a script: nothing lost, nothing twice, every line its voice."""

from __future__ import annotations

import pytest
from samples import TEXT, hostile, sample

from quoteattr.assembly.extraction import Extraction
from quoteattr.output.script import script_text, to_script


@pytest.mark.parametrize("extraction", [sample(), hostile(), Extraction(text="", model="m")])
def test_lines_hold_the_text_in_order(extraction: Extraction) -> None:
    lines = to_script(extraction)
    reached = 0
    for line in lines:
        assert not extraction.text[reached : line.start].strip()
        assert extraction.text[line.start : line.end] == line.text
        reached = line.end
    assert not extraction.text[reached:].strip()
    assert len({line.id for line in lines}) == len(lines)


def test_each_line_has_its_voice() -> None:
    voices = [(line.kind, line.speaker, line.text) for line in to_script(sample())]
    assert voices[0] == ("narration", "narrator", TEXT.splitlines()[0])
    assert voices[1:4] == [
        ("speech", "Ana Sólyom", "“The bridge \U0001f309 is safe,”"),
        ("narration", "narrator", "Mayor Ana Sólyom said,"),
        ("speech", "Ana Sólyom", "“and it will open in June.”"),
    ]
    assert ("speech", "unknown", "“Wait and see \U0001d11e.”") in voices
    assert not any("Not before June" in text for _, who, text in voices if who == "Ana Sólyom")  # told by another


def test_the_text_to_be_read_has_a_line_a_voice() -> None:
    assert script_text(to_script(sample())).split("\n\n")[1] == "ANA SÓLYOM: “The bridge \U0001f309 is safe,”"
