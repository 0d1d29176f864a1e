"""Whom quotations are said to, scored by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from evaluation_samples import pdnc

from quoteattr.evaluation.corpora.gold import Prediction
from quoteattr.evaluation.corpora.readers import read_pdnc
from quoteattr.evaluation.report.by_corpus import novel_report
from quoteattr.evaluation.scores.attributions import Score
from quoteattr.evaluation.scores.listeners import listener_scores
from quoteattr.evaluation.scores.matching import compare


def test_listeners_are_right_who_are_among_the_addressees(tmp_path: Path) -> None:
    (novel,) = read_pdnc(pdnc(tmp_path))
    assert [set(each.addressees) for each in novel.attributions] == [
        {"Captain Brook"}, {"Thomas Hale"}, {"Captain Brook"}, set(),
    ]  # fmt: skip
    heard = (
        ("the captain",),
        ("Sal Brook", "Captain Brook"),
        (),
        ("Tom",),
    )  # right, wrong, nobody, and one that gold says nothing of
    found = [Prediction(each.content, listener=names) for each, names in zip(novel.attributions, heard, strict=True)]
    several = replace(novel.attributions[2], addressees=frozenset({"Captain Brook", "Thomas Hale"}))
    novel = replace(novel, attributions=(*novel.attributions[:2], several, novel.attributions[3]))
    comparison = compare(novel, found)
    assert listener_scores([comparison]) == {
        "all": Score(1, 3, 1, 2), "said to one": Score(1, 2, 1, 2), "said to several": Score(0, 1, 0, 0),
    }  # fmt: skip
    table = novel_report("PDNC", "by hand", [comparison]).table("addressees")
    assert [row[0] for row in table.rows] == ["all", "said to one", "said to several"]


def test_without_addressees_there_is_no_table(tmp_path: Path) -> None:
    (novel,) = read_pdnc(pdnc(tmp_path))
    bare = replace(novel, attributions=tuple(replace(each, addressees=frozenset()) for each in novel.attributions))
    report = novel_report("PDNC", "by hand", [compare(bare, [])])
    assert "addressees" not in [table.name for table in report.tables]
