"""The index: people over all documents, copies told, pages that lead back."""

from __future__ import annotations

import re
from pathlib import Path

from command_line import call
from many_documents import document, person

from quoteattr.output.pages.index import render_index, summarise

ANA, BO = person("Ana Lund", "female", "mayor"), person("Bo Ek")
WIRED = "The port shuts in May for nine days and nobody"


def test_people_with_their_documents_and_doubts() -> None:
    documents = [document("a", ANA, BO), document("b", ANA), document("c", person("Lund"))]
    html = render_index([summarise(each, f"{each.id}.html") for each in documents])
    assert re.findall(r'data-people="([^"]*)"', html) == ["1 2", "1", "3"]
    assert "2 documents, 2 quotations, 6 words" in html
    assert "perhaps also Lund" in html


def test_copies_say_of_what_and_what_came_with_a_text_is_shown() -> None:
    texts = [document(id, ANA, words=WIRED, meta={"outlet": id.upper(), "tags": ["x"]}) for id in ("post", "gazette")]
    html = render_index([summarise(each, f"{each.id}.html") for each in texts])
    assert html.count("nearly the words of") == 1
    assert 'href="post.html" dir="auto">post</a></span>' in html
    assert "GAZETTE" in html


def test_pages_of_a_folder_lead_back_to_the_index(tmp_path: Path) -> None:
    path = tmp_path / "found.jsonl"
    path.write_text(document("a", ANA, meta={"date": "2026-01-02"}).model_dump_json() + "\n", encoding="utf-8")
    assert call("render", path, "-o", tmp_path / "pages").exit_code == 0
    page = (tmp_path / "pages" / "0001-a.html").read_text(encoding="utf-8")
    assert '<a href="index.html">All documents</a>' in page
    assert "2026-01-02" in page
    assert "All documents" not in document("a", ANA).to_html()
