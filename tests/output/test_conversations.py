"""Who speaks to whom: counted, drawn, and passed on to other formats."""

from __future__ import annotations

import csv
from pathlib import Path
from xml.etree import ElementTree

from command_line import call
from samples import DEPUTY, MAYOR, TEXT, hostile, quote

from quoteattr.assembly.extraction import Extraction
from quoteattr.output.conversations import conversations, draw_conversations
from quoteattr.output.pages.html import render_page
from quoteattr.output.tei import to_tei
from quoteattr.records import Speaker


def talk(*pairs: tuple[Speaker | None, Speaker | None]) -> Extraction:
    """Somebody says “stronger than the rock” to somebody, for each pair."""
    quotes = [
        quote(number, "direct", ["“stronger than the rock”"], speaker=one).model_copy(update={"listener": other})
        for number, (one, other) in enumerate(pairs, start=1)
    ]
    known = {each.id: each for pair in pairs for each in pair if each}
    return Extraction(id="t", text=TEXT, model="m", speakers=tuple(known.values()), quotes=tuple(quotes))


TALK = talk((MAYOR, DEPUTY), (MAYOR, DEPUTY), (DEPUTY, MAYOR), (MAYOR, None), (None, MAYOR))


def test_each_direction_is_counted_for_itself() -> None:
    assert [(each.speaker, each.listener, each.quotations, each.words) for each in conversations(TALK)] == [
        ("Ana Sólyom", "Tom Okafor", 2, 8),
        ("Tom Okafor", "Ana Sólyom", 1, 4),
    ]


def test_the_drawing_names_everybody_and_says_who_is_left_out() -> None:
    crowd = [Speaker(id=f"p{k}", name=f"Person {k} <&>", named=True) for k in range(20)]
    svg = draw_conversations(conversations(talk(*((one, MAYOR) for one in crowd))))
    words = "".join(ElementTree.fromstring(svg).itertext())
    assert words.count("Person 3 <&>") == 3  # beside the circle, on it, on the line
    assert "5 who talk least are left out" in words
    for nobody in (talk(), talk((MAYOR, None))):
        assert ElementTree.fromstring(draw_conversations(conversations(nobody))) is not None


def test_hostile_names_stay_words() -> None:
    (one,) = hostile().speakers
    other = one.model_copy(update={"id": "s2"})
    svg = draw_conversations(conversations(talk((one, other), (other, one))), "<script>")
    assert "<script" not in svg
    assert "onload=" not in svg.replace("&lt;svg onload=", "")
    assert "\ufffd" in "".join(ElementTree.fromstring(svg).itertext())  # for what XML cannot hold


def test_a_table_and_a_drawing_of_a_file(tmp_path: Path) -> None:
    found = tmp_path / "found.jsonl"
    found.write_text(TALK.model_dump_json() + "\n", encoding="utf-8")
    assert call("convert", found, "--to", "conversations", "-o", tmp_path / "x.csv").exit_code == 0
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        first, *_ = csv.DictReader(file)
    assert first == {
        "document": "t", "speaker_id": "s1", "speaker": "Ana Sólyom", "listener_id": "s2", "listener": "Tom Okafor",
        "quotations": "2", "words": "8",
    }  # fmt: skip
    assert call("convert", found, "--to", "conversations", "-o", tmp_path / "x.svg").exit_code == 0
    assert (tmp_path / "x.svg").read_text(encoding="utf-8").startswith("<svg")
    assert call("convert", found, "--to", "conversations", "-o", tmp_path / "both").exit_code == 0
    assert sorted(path.suffix for path in (tmp_path / "both").iterdir()) == [".csv", ".svg"]


def test_listeners_go_out_with_the_quotations() -> None:
    assert [row["listener"] for row in TALK.to_rows()][:4] == ["Tom Okafor", "Tom Okafor", "Ana Sólyom", None]
    assert 'who="#speaker1" toWhom="#speaker2"' in to_tei(TALK)
    assert '"addressee": "Tom Okafor"' in render_page(TALK)
    assert Extraction.model_validate_json(TALK.model_dump_json()) == TALK


def test_what_came_with_a_text_stands_in_teis_header() -> None:
    tei = to_tei(TALK.model_copy(update={"meta": {'a "b"': "<Post>", "n": [1]}}))
    header = ElementTree.fromstring(tei)
    notes = {each.get("n"): each.text for each in header.iter("{http://www.tei-c.org/ns/1.0}note") if each.get("n")}
    assert notes == {'a "b"': "<Post>", "n": "[1]"}
