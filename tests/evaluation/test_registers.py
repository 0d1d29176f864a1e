"""Marked passages: text and attributions out of braces."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoteattr.errors import InputError
from quoteattr.evaluation.corpora.gold import GoldAttribution
from quoteattr.evaluation.corpora.registers import read_registers

PASSAGE = """\
{c1/direct:“It rained,”} {s1=Ana Lund:the mayor} {q1:said}. {c1:“So there.”}
---
{s2,3:Bo Ek} {q2:said} {c2/indirect:that {s4=*:a clerk} {q4/thought:thought} {c4/indirect:so}} and {q3:left} {a3:us}.
"""


def test_text_pieces_and_speakers_are_read(tmp_path: Path) -> None:
    (tmp_path / "port.txt").write_text(PASSAGE, encoding="utf8")
    first, second = read_registers(tmp_path)
    assert (first.id, first.text) == ("port-1", "“It rained,” the mayor said. “So there.”")
    assert first.attributions == (GoldAttribution(((0, 12), (29, 40)), ((23, 27),), ((13, 22),), "Ana Lund", "direct"),)
    assert second.text == "Bo Ek said that a clerk thought so and left us."
    assert [(each.kind, each.speaker) for each in second.attributions] == [("indirect", "Bo Ek"), ("indirect", None)]


@pytest.mark.parametrize("marked", ["{c1/direct:It rained", "It {rained}.", "It rained.}"])
def test_a_brace_that_is_no_markup_is_told_of(tmp_path: Path, marked: str) -> None:
    (tmp_path / "port.txt").write_text(marked, encoding="utf8")
    with pytest.raises(InputError, match="port-1"):
        read_registers(tmp_path)


def test_a_folder_without_passages_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no \*.txt"):
        read_registers(tmp_path)
