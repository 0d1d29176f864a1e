"""Text of documents: what a reader sees of it, in paragraphs, without what stands around it."""

from __future__ import annotations

import pytest
from written_files import docx, epub, pdf

from quoteattr.cli.reading.items import UnreadableError
from quoteattr.cli.reading.office import docx_text
from quoteattr.cli.reading.pages import decode_page, epub_text, page_text
from quoteattr.cli.reading.pdf import pdf_text

for _package in ("bs4", "docx", "pypdf"):
    pytest.importorskip(_package)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<h1>Rain</h1>It fell.<p>She\n  left.</p>He stayed.", "Rain\n\nIt fell.\n\nShe left.\n\nHe stayed."),
        ("<p>It <b>rain</b>ed &amp; <i>snow</i>ed&nbsp;today.</p>", "It rained & snowed\xa0today."),
        ("<p>One<p>Two<li>Three", "One\n\nTwo\n\nThree"),
        ("One <br> two<br><br/>three<hr>four", "One\ntwo\n\nthree\n\nfour"),
        ("<p><q>No,</q> she said.</p>", "“No,” she said."),
        ("<pre>ANA\n  No.</pre>", "ANA\nNo."),
        ("<table><tr><th>Ana</th> <td>No</td></tr><tr><td>Tom</td><td>Yes</td></tr></table>", "Ana\tNo\n\nTom\tYes"),
        ("<p>A<script>var a = '<p>b</p>';</script><style>p {}</style><!-- no --></p>", "A"),
        ("<nav>Home</nav><p>A</p><aside>More</aside><p hidden>B</p><footer>(c)</footer>", "A"),
        ("<blockquote><p>No.</p><footer>Ana</footer></blockquote>", "No.\n\nAna"),
        ("<p>Menu</p><article><h1>Rain</h1><p>It fell all day.</p></article><p>More</p>", "Rain\n\nIt fell all day."),
        ("<p>It fell all day.</p><article><p>Also read</p></article>", "It fell all day.\n\nAlso read"),
        ("<article><p>One</p></article><article><p>Two</p></article>", "One\n\nTwo"),
        ("<form action='/'><p>It fell.</p><button>Send</button></form>", "It fell."),
    ],
)  # fmt: skip
def test_page(markup: str, text: str) -> None:
    assert page_text(f"<html><head><title>T</title></head><body>{markup}</body></html>") == text


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset=windows-1251>", "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        ("<meta charset='nonsense'>", "utf-8"),
        ("<meta charset='ascii'>", "cp1252"),
        ("", "utf-8"),
    ],
)
def test_page_declares_its_encoding(head: str, encoding: str) -> None:
    words = "“Café”" if encoding in ("utf-8", "cp1252") else "Анна"
    assert decode_page(f"{head}<p>{words}</p>".encode(encoding)).text == f"{head}<p>{words}</p>"


def test_encoding_named_beats_the_one_declared() -> None:
    assert decode_page("<meta charset=utf-8><p>Анна".encode("cp1251"), "cp1251").text.endswith("Анна")


def test_book_in_reading_order_of_its_parts() -> None:
    assert epub_text(epub("<p>One</p>", "<p>Two</p>", "<p>Three</p>")) == "One\n\nTwo\n\nThree"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


BOX = f"<w:txbxContent>{paragraph(run('Box'))}</w:txbxContent>"

NESTED = f"<w:tbl>{row(paragraph(run('in')))}</w:tbl>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph(run("One "), run("two.")) + paragraph() + paragraph(run("Three.")), "One two.\n\nThree."),
        (f"<w:tbl>{row(NESTED, paragraph(run('out')))}</w:tbl>", "in\tout"),
        (paragraph(f"<w:ins>{run('new')}</w:ins>", "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>"), "new"),
        (paragraph(f"<w:hyperlink>{run('link')}</w:hyperlink>"), "link"),
        (paragraph("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r>"), "a\nb\tc"),
        (paragraph("<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>", run("a")), "a"),
        (f"<w:sdt><w:sdtContent>{paragraph(run('a'))}</w:sdtContent></w:sdt>", "a"),
        (f"<w:tbl>{row(paragraph(run('ANA')), paragraph(run('No.')))}{row(paragraph())}</w:tbl>", "ANA\tNo."),
        (paragraph(run("a"), f"<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback>"
                   "</mc:AlternateContent></w:r>", run("b")), "ab\n\nBox"),
    ],
)  # fmt: skip
def test_word_document(body: str, text: str) -> None:
    assert docx_text(docx(body)) == text


def test_pdf_without_running_heads_and_with_split_words_joined() -> None:
    pages = [[f"The Daily Rain {n}", "The may-", f"or number {n} left.", f"{n}"] for n in (7, 8, 9)]
    assert pdf_text(pdf(*pages)) == "\n".join(f"The mayor number {n} left." for n in (7, 8, 9))


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["A well-", "known, well-known man"], "A well-known, well-known man"),
        (["Anna-", "Maria"], "Anna-Maria"),
        (["It fell -", "at last"], "It fell -\nat last"),
    ],
)
def test_hyphen_at_the_end_of_a_line(lines: list[str], text: str) -> None:
    assert pdf_text(pdf(lines)) == text


def test_few_pages_keep_lines_that_recur() -> None:
    assert pdf_text(pdf(["No.", "One."], ["No.", "Two."])) == "No.\nOne.\nNo.\nTwo."


def test_locked_pdf_is_named() -> None:
    from io import BytesIO

    from pypdf import PdfReader, PdfWriter

    writer, packed = PdfWriter(PdfReader(BytesIO(pdf(["One."])))), BytesIO()
    writer.encrypt("secret", algorithm="RC4-40")
    writer.write(packed)
    with pytest.raises(UnreadableError, match="locked by a password; save it without one"):
        pdf_text(packed.getvalue())
