"""Corpora are read as published; what is damaged is named, with its place and the mend."""

from __future__ import annotations

from pathlib import Path

import pytest
from evaluation_samples import ANN, DOCUMENT, NOVEL, TEXT, at, litbank, pdnc, polnear, write

from quoteattr.errors import InputError
from quoteattr.evaluation.corpora.brat import read_brat
from quoteattr.evaluation.corpora.gold import GoldAttribution, has_marks, kind_of
from quoteattr.evaluation.corpora.readers import (
    read_gum,
    read_gum_mentions,
    read_litbank,
    read_litbank_mentions,
    read_pdnc,
    read_polnear,
)
from quoteattr.evaluation.run import run


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ('"It is safe,"', "direct"),
        ("“It is safe”.", "direct"),
        ('"It is safe, she wrote', "direct"),  # an unclosed quotation goes on in the next paragraph
        ("that it is “safe” now", "mixed"),
        ("that it is safe", "indirect"),
        ("", "indirect"),
    ],
)
def test_kind_of_content(words: str, expected: str) -> None:
    assert kind_of(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"), [("bridge", False), ("The bridge", True), ("Ana", False), ("nobody", True)]
)
def test_marks_in_or_beside_a_span(words: str, expected: bool) -> None:
    assert has_marks(TEXT, at(words)) is expected


def test_brat_roles_repeat_and_are_discontinuous() -> None:
    """Contents of one event come in text order; notes, attributes and relations are passed over."""
    ann = (
        "T1\tContent 12 14;0 4\tab\nT2\tContent 6 8\tx\nT3\tCue 20 24\tsaid\nA1\tNegated E1\n"
        "#1\tAnnotatorNotes T1\tnot sure\nwhich goes on in a second line\nR1\tRel Arg1:T1 Arg2:T2\n"
        "E1\tAttribution:T3 Content:T1 Content2:T2 Cue:T3\nE2\tAttribution:T3 Cue:T3\n"
    )
    assert read_brat(TEXT, ann) == [
        GoldAttribution(((0, 4), (6, 8), (12, 14)), cue=((20, 24),), kind=kind_of('"The ri s ')),
    ]


@pytest.mark.parametrize(
    ("ann", "message"),
    [
        ("T1\tContent 0 four\tx", r"a.ann:1: not a brat annotation.*restore the file"),
        ("T1\tCue 4 4\tx", r"a.ann:1: span 4:4 is not within"),
        ("\nT1\tCue 4 9999\tx", r"a.ann:2: span 4:9999 is not within the text of 122 characters"),
        ("T1\tCue 0 4\tx\nE1\tAttribution:T1 Content:T7", r"a.ann:2: Content:T7 points to no annotation"),
        ("E1\tAttribution:T1 Content", r"a.ann:1: Content points to no annotation"),
    ],
)
def test_damaged_brat_is_named(ann: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_brat(TEXT, ann, name="a.ann")


def test_polnear_takes_the_first_annotator_and_leaves_out_unmarked_articles(tmp_path: Path) -> None:
    assert read_polnear(polnear(tmp_path)) == [DOCUMENT]


def test_line_ends_count_in_offsets(tmp_path: Path) -> None:
    base = tmp_path / "data" / "dev"
    write(base / "attributions" / "a_1a2b.ann", "T1\tContent 6 8\tno\r\nE1\tAttribution:T1 Content:T1\r\n")
    (base / "text").mkdir()
    (base / "text" / "a.txt").write_bytes(b"yes\r\n\nno")
    (document,) = read_polnear(tmp_path)
    ((start, end),) = document.attributions[0].content
    assert document.text[start:end] == "no"


def test_pdnc_maps_aliases_and_leaves_groups_without_speaker(tmp_path: Path) -> None:
    (novel,) = read_pdnc(pdnc(tmp_path))
    assert (novel.id, novel.text) == ("TheHarbour", NOVEL)
    assert [(one.speaker, one.kind) for one in novel.attributions] == [
        ("Thomas Hale", "Explicit"),
        ("Captain Brook", "Anaphoric"),
        ("Thomas Hale", "Implicit"),
        (None, "Implicit"),
    ]
    words = [NOVEL[a:b] for one in novel.attributions for a, b in one.content]
    assert words == ["Is it far?", "Not very,", "Come on, then!", "Aye."]
    assert novel.aliases["Captain Brook"] == {"Captain Brook", "the captain"}


def test_litbank_tokens_become_offsets(tmp_path: Path) -> None:
    (excerpt,) = read_litbank(litbank(tmp_path))
    assert excerpt.id == "7_the_harbour"
    words = [excerpt.text[a:b] for one in excerpt.attributions for a, b in one.content]
    assert words == ["“ Is it far ? ”", "“ No ! ”", "“ Good . ”"]
    assert [one.speaker for one in excerpt.attributions] == ["Tom-0", "the_captain-1", "Tom-0"]


def test_only_chooses_documents_and_must_name_some(tmp_path: Path) -> None:
    assert len(read_pdnc(pdnc(tmp_path), only=["TheHarbour"])) == 1
    with pytest.raises(InputError, match="no document Emma; give names found there"):
        read_pdnc(tmp_path, only=["TheHarbour", "Emma"])


def test_missing_corpus_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"test.text: no \*.txt here; give the folder that holds data/train"):
        read_polnear(polnear(tmp_path), "test")
    with pytest.raises(InputError, match=r"give the folder that holds data/<novel>"):
        read_pdnc(tmp_path / "nowhere")
    with pytest.raises(InputError, match=r"give the folder that holds quotations/tsv"):
        read_litbank(tmp_path)


def test_articles_without_annotations_are_no_corpus(tmp_path: Path) -> None:
    write(tmp_path / "data" / "dev" / "text" / "a.txt", "x")
    with pytest.raises(InputError, match=r"attributions: nothing is annotated here"):
        read_polnear(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[[1, 11]]", "[[1, 1000]]", r"quotation_info.csv:2: not a list of spans within the text of"),
        ("[[1, 11]]", "7", r"quotation_info.csv:2: not a list of spans"),
        ("[[1, 11]]", "open('x')", r"quotation_info.csv:2: cannot be read"),
        ("Tom", "T" * 200_000, r"quotation_info.csv: not a table: field larger"),
        ("quoteByteSpans", "spans", r"quotation_info.csv: no column quoteByteSpans; restore the file"),
    ],
)
def test_damaged_pdnc_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    table = pdnc(tmp_path) / "data" / "TheHarbour" / "quotation_info.csv"
    assert old in table.read_text()
    write(table, table.read_text().replace(old, new))
    with pytest.raises(InputError, match=message):
        read_pdnc(tmp_path)


def test_damaged_aliases_are_named(tmp_path: Path) -> None:
    table = pdnc(tmp_path) / "data" / "TheHarbour" / "character_info.csv"
    write(table, table.read_text().replace("{'Tom', 'Thomas Hale'}", "{'Tom', 7}"))
    with pytest.raises(InputError, match=r"character_info.csv:2: not a set of names"):
        read_pdnc(tmp_path)


def test_damaged_litbank_is_named(tmp_path: Path) -> None:
    ann = litbank(tmp_path) / "quotations" / "tsv" / "7_the_harbour_brat.ann"
    write(ann, "QUOTE\tQ1\t0\t0\t9\t5\tx\n")
    with pytest.raises(InputError, match=r"brat.ann:1: no such token: .*check that .txt and .ann belong"):
        read_litbank(tmp_path)
    ann.unlink()
    with pytest.raises(InputError, match=r"brat.ann: no such file or directory; check the path"):
        read_litbank(tmp_path)


def test_a_mention_may_be_told_of_before_it_stands(tmp_path: Path) -> None:
    write(tmp_path / "coref" / "7_harbour_brat.txt", "Ana left .\n")
    write(tmp_path / "coref" / "7_harbour_brat.ann", "COREF\tT1\tAna-0\nMENTION\tT1\t0\t0\t0\t0\tAna\tPER\tPROP\n")
    (found,) = read_litbank_mentions(tmp_path)
    assert found.mentions == (((0, 3), "Ana-0"),)


def test_other_encodings_are_named(tmp_path: Path) -> None:
    path = polnear(tmp_path) / "data" / "dev" / "text" / "tolls.txt"
    path.write_bytes(b"caf\xe9")
    with pytest.raises(InputError, match=r"tolls.txt: is not UTF-8 .*; save it as UTF-8"):
        read_polnear(tmp_path)


def test_sample_annotation_is_what_the_samples_say() -> None:
    assert tuple(read_brat(TEXT, ANN)) == DOCUMENT.attributions


GUM_LINES = (
    '{"id": "talk", "genre": "vlog", "text": "I think it rained.", "quotes": [{"content": [[8, 17]], '
    '"source_cue": [[0, 7]], "polarity": "positive", "names": []}], "turns": []}\n'
    '{"id": "tale", "genre": "fiction", "text": "It rained.", "quotes": []}\n'
)


def test_gum_is_read_and_told_genre_by_genre(tmp_path: Path) -> None:
    path = write(tmp_path / "gum.jsonl", GUM_LINES)
    talk, tale = read_gum(path)
    assert (talk.id, tale.id) == ("vlog-talk", "fiction-tale")
    assert talk.attributions == (GoldAttribution(((8, 17),), ((0, 7),)),)
    table = run("gum", path).table("genres")
    assert [row[:2] for row in table.rows] == [("fiction", 0), ("vlog", 1), ("all", 1)]
    assert talk.clauses_only
    with pytest.raises(InputError, match=r"gum.jsonl:1: .*; restore the file"):
        read_gum(write(tmp_path / "gum.jsonl", "[]"))


def test_of_gum_free_texts_of_the_train_part_are_to_learn_from(tmp_path: Path) -> None:
    lines = [
        f'{{"id": "{id}", "genre": "vlog", "text": "It rained.", "quotes": [], "split": "{split}", "nc": {nc}}}'
        for id, split, nc in (("free", "train", "false"), ("bound", "train", "true"), ("later", "dev", "false"))
    ]
    (found,) = read_gum(write(tmp_path / "gum.jsonl", "\n".join(lines)), to_learn=True)
    assert found.id == "vlog-free"
    assert [text.id for text in read_gum_mentions(tmp_path / "gum.jsonl")] == ["vlog-free", "vlog-later"]


def test_gum_tells_whom_its_mentions_refer_to(tmp_path: Path) -> None:
    line = '{"id": "port", "genre": "news", "text": "Ana left. She ran.", "quotes": [], "mentions": '
    path = write(tmp_path / "gum.jsonl", line + '[[0, 3, "1", "person"], [10, 13, "1", "person"]]}\n')
    (text,) = read_gum_mentions(path)
    assert text.id == "news-port"
    assert text.mentions == (((0, 3), "1"), ((10, 13), "1"))
