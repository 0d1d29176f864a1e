"""Quotations left open: where their paragraph ends in a cue, they end before it, and the next one replies."""

from __future__ import annotations

import pytest
from trees import parsed

from quoteattr.document.quotations import find_quotations
from quoteattr.document.unclosed import end_before_cues
from quoteattr.language.language import load_language

GO = "“/``/punct/go Shall/MD/aux/go we/PRP/nsubj/go go/VB/ROOT"
REPLY = "“/``/punct/No No/UH/ROOT ”/''/punct/No"
CUES = [
    ("?/./punct/go he/PRP/nsubj/asked asked=ask/VBD/ROOT ././punct/asked", "“Shall we go?"),
    (",/,/punct/go asked=ask/VBD/ROOT the/DT/det/boy boy/NN/nsubj/asked ././punct/asked", "“Shall we go,"),
    (",/,/punct/go said=say/VBD/ROOT Ana/NNP/nsubj/said ././punct/said", "“Shall we go,"),
]
NO_CUES = [
    "?/./punct/go",
    "?/./punct/go He/PRP/nsubj/asked asked=ask/VBD/ROOT ././punct/asked",  # a sentence of the speaker's
    "?/./punct/go he/PRP/nsubj/ran ran=run/VBD/ROOT ././punct/ran",
    ",/,/punct/go said=say/VBD/ROOT ././punct/said",
]


@pytest.mark.parametrize(("cue", "expected"), CUES)
def test_an_open_quotation_ends_before_the_cue_that_ends_its_paragraph(cue: str, expected: str) -> None:
    parse = parsed(f"{GO} {cue}", REPLY)
    first, reply = end_before_cues(parse, find_quotations(parse.text), load_language().people)
    assert parse.text[first.start : first.end] == expected
    assert first.inside[1] == first.end
    assert reply.continues is None


@pytest.mark.parametrize("rest", NO_CUES)
def test_else_it_goes_on_in_the_next_paragraph(rest: str) -> None:
    parse = parsed(f"{GO} {rest}", REPLY)
    found = find_quotations(parse.text)
    assert end_before_cues(parse, found, load_language().people) == found
    assert found[1].continues == 0
