"""Who speaks, by what came with the texts: rows that add up, and their drawing."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from many_documents import document, person
from pydantic import JsonValue

from quoteattr.output.corpus.people import join_people
from quoteattr.output.corpus.shares import WHO, Share, speaker_shares
from quoteattr.output.corpus.survey import survey
from quoteattr.output.pages.plot import plot_shares

ANA, BO, CY = person("Ana Lund", "female"), person("Bo Ek", "male"), person("Cy Holm")
FIRM = person("Nordkai", kind="organization")
DOCUMENTS = survey(
    [
        document("d1", ANA, BO, meta={"outlet": "Post", "date": "2026-01-31"}),
        document("d2", ANA, FIRM, None, meta={"outlet": "Gazette & Co <b>", "date": "2026-01-02T10:00"}),
        document("d3", CY, meta={"published_on": "20260215"}),
    ]
)


def shares(by: str | None, copies: bool = False) -> list[Share]:
    return speaker_shares(DOCUMENTS, join_people(DOCUMENTS), by, copies)


def test_every_kind_of_speakers_in_every_group() -> None:
    found = shares("outlet")
    assert [each.group for each in found[::5]] == ["(none)", "Gazette & Co <b>", "Post"]
    assert [each.who for each in found[:5]] == list(WHO)
    for group in {each.group for each in found}:
        assert sum(each.share for each in found if each.group == group) == pytest.approx(1)
    gazette = {each.who: (each.speakers, each.quotations, each.words) for each in found if each.group[0] == "G"}
    assert gazette == {
        "female": (1, 1, 3), "male": (0, 0, 0), "unknown": (0, 0, 0), "others": (1, 1, 3), "nobody": (0, 1, 3),
    }  # fmt: skip


def test_one_person_in_two_documents_is_one_speaker() -> None:
    (women, men, *_) = shares(None)
    assert (women.group, women.documents, women.speakers, women.quotations) == ("all", 2, 1, 2)
    assert (men.documents, men.speakers) == (1, 1)


def test_months_of_dates_in_many_forms() -> None:
    assert sorted({each.group for each in shares("month")}) == ["2026-01", "2026-02"]


@pytest.mark.parametrize(
    ("meta", "group"),
    [
        ({"date": "12 May 2026"}, "(none)"),
        ({"date": 20261103}, "2026-11"),
        ({"date": None}, "(none)"),
        ({"month": "May"}, "May"),
        ({"date": "id 99202601"}, "(none)"),
    ],
)
def test_what_is_no_month_is_none(meta: dict[str, JsonValue], group: str) -> None:
    documents = survey([document("d", ANA, meta=meta)])
    assert speaker_shares(documents, join_people(documents), "month")[0].group == group


def test_copies_are_counted_if_asked_for() -> None:
    wired = "The port shuts in May for nine days and nobody"
    documents = survey(document(id, ANA, words=wired, meta={"outlet": id}) for id in ("a", "b"))
    counts = [{s.group for s in speaker_shares(documents, join_people(documents), "outlet", c)} for c in (False, True)]
    assert counts == [{"a"}, {"a", "b"}]


def test_the_drawing_shows_every_group_and_holds_nothing_that_acts() -> None:
    svg = plot_shares(shares("outlet"))
    root = ElementTree.fromstring(svg)
    words = "".join(root.itertext())
    for name in ("Gazette & Co <b>", "Post", "women", "33%", "9 words"):
        assert name in words
    assert "<script" not in svg
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
