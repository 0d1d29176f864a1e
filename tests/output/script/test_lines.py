"""The whole text as a script: nothing lost, nothing twice, every line its voice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import TEXT, hostile, sample

from quoteattr.assembly.extraction import Extraction
from quoteattr.output.script.lines import script_text, to_script


@pytest.mark.parametrize("extraction", [sample(), hostile(), Extraction(text="", model="m")])
def test_lines_are_the_text_in_order(extraction: Extraction) -> None:
    lines = to_script(extraction)
    assert "".join(line.text for line in lines) == extraction.text
    assert all(extraction.text[line.start : line.end] == line.text for line in lines)
    assert len({line.id for line in lines}) == len(lines)


@given(st.text(alphabet="Aa “”.\n\r\u2028\u200b", max_size=40))
def test_any_text_is_its_lines(text: str) -> None:
    assert "".join(line.text for line in Extraction(text=text, model="m").to_script()) == text


def test_each_line_has_its_voice() -> None:
    voices = [(line.kind, line.speaker, line.quote, line.text.strip()) for line in to_script(sample())]
    assert voices[0] == ("narration", "narrator", None, TEXT.splitlines()[0])
    assert voices[1:4] == [
        ("speech", "Ana Sólyom", "q1", "“The bridge \U0001f309 is safe,”"),
        ("narration", "narrator", None, "Mayor Ana Sólyom said,"),
        ("speech", "Ana Sólyom", "q1", "“and it will open in June.”"),
    ]
    assert ("speech", "unknown", "q7", "“Wait and see \U0001d11e.”") in voices
    assert not any("Not before June" in text for _, who, _, text in voices if who == "Ana Sólyom")  # told by another


def test_ids_stay_where_another_quotation_comes_or_goes() -> None:
    one, other = sample(), sample()
    other = other.model_copy(update={"quotes": other.quotes[1:]})
    before, after = ({line.id: line.text for line in to_script(each)} for each in (one, other))
    assert list(before.items())[-6:] == list(after.items())[-6:]


def test_the_text_to_be_read_has_a_line_a_voice() -> None:
    assert script_text(to_script(sample())).split("\n\n")[1] == "ANA SÓLYOM: “The bridge \U0001f309 is safe,”"
