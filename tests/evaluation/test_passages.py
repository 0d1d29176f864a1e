"""Passages marked in the text itself become gold documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoteattr.errors import InputError
from quoteattr.evaluation.corpora.gold import GoldDocument, Spans
from quoteattr.evaluation.corpora.passages import outermost, read_passage, read_passages, register_of
from quoteattr.evaluation.run import run
from quoteattr.evaluation.scores.speakers import marked_speakers

MARKED = (
    '{c1/direct:"No,"} {s1,2=Ann Other:she} {q1:told} {a1:the board}, {c1:"not yet,"} '
    "{q2/intent:hoping} {c2/indirect:to stay}."
)


def words(passage: GoldDocument, spans: Spans) -> list[str]:
    return [passage.text[start:end] for start, end in spans]


def test_markup_becomes_text_and_offsets() -> None:
    passage = read_passage(MARKED, "talk-1")
    first, second = passage.attributions
    assert passage.text == '"No," she told the board, "not yet," hoping to stay.'
    assert register_of(passage) == "talk"
    assert words(passage, first.content) == ['"No,"', '"not yet,"']
    assert words(passage, first.cue) == ["told"]
    assert words(passage, first.addressee) == ["the board"]
    assert first.source == second.source == ((6, 9),)
    assert (first.kind, first.act, second.kind, second.act) == ("direct", "speech", "indirect", "intent")
    assert [speaker.names for speaker in marked_speakers([passage])["talk-1"].values()] == [
        ["Ann Other"],
        ["Ann Other"],
    ]


def test_pieces_may_nest_and_a_colon_may_be_a_cue() -> None:
    passage = read_passage("{s2:{s1:Q}}{q1::} {c1:Why?}", "talk-1")
    first, second = passage.attributions
    assert words(passage, first.cue) == [":"]
    assert words(passage, first.source) == words(passage, second.source) == ["Q"]


def test_what_lies_in_another_content_is_not_outermost() -> None:
    passage = read_passage("{c1:“{s2:Tom} {q2:says} {c2:it rains},”} {s1:Ann} {q1:said}.", "talk-1")
    assert outermost(passage).attributions == passage.attributions[:1]


def test_a_source_that_names_nobody_is_gold_too() -> None:
    passage = read_passage("{s1=*:A guard} {q1:said} {c1:it rained}. {s2:Ana} {q2:said} {c2:it shone}.", "talk-1")
    speakers = marked_speakers([passage])["talk-1"]
    assert [(one.names, one.form) for one in speakers.values()] == [([], "nominal"), (["Ana"], "name")]


def test_a_pronoun_with_a_capital_is_no_name() -> None:
    passage = read_passage("{s1=Ana:She} {q1:said} {c1:it rained}. {s2=Ana:I} {q2:said} {c2:it shone}.", "talk-1")
    assert [one.form for one in marked_speakers([passage])["talk-1"].values()] == ["pronoun", "pronoun"]


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("{c1:open", "not closed"),
        ("closed}", "a brace"),
        ("{x1:what}", "a brace"),
        ("{q1/rumour:it is said}", "unknown 'rumour'; write speech"),
        ("{c1/rumour:it is said}", "unknown 'rumour'; write direct"),
        ("{s1/speech:she}", "write nothing there"),
    ],
)
def test_bad_markup_is_refused(marked: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_passage(marked, "talk-1")


def test_a_folder_of_passages_is_evaluated_register_by_register(tmp_path: Path) -> None:
    said = "{s1:Ana Lund} {q1:said} {c1/indirect:that it rained}."
    (tmp_path / "talk.txt").write_text(f"{said}\n---\n{said}\n", encoding="utf-8")
    (tmp_path / "news.txt").write_text("Nothing was said.\n", encoding="utf-8")
    report = run("passages", tmp_path)
    rows = {row[0]: row for row in report.table("registers").rows}
    assert rows["talk"][1:] == (100.0, 100.0, 100.0, 100.0, 100.0, 2)
    assert rows["news"][-1] == 0
    speakers = {row[0]: row for row in report.table("speakers").rows}
    assert speakers["named"][1:6] == (2, 100.0, 100.0, 100.0, 100.0)
    with pytest.raises(InputError, match="give a folder of passages"):
        read_passages(tmp_path / "none")
    with pytest.raises(InputError, match="no document talk-9"):
        read_passages(tmp_path, ["talk-9"])
