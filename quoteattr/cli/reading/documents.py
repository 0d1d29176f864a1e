"""Documents -> items, each through the library that knows its form."""

from __future__ import annotations

from quoteattr.cli.reading.forms import Form
from quoteattr.cli.reading.items import Item, UnreadableError
from quoteattr.cli.reading.office import docx_text, rtf_text
from quoteattr.cli.reading.pages import decode_page, epub_text, page_text
from quoteattr.cli.reading.pdf import pdf_text
from quoteattr.errors import MissingExtraError

NAMES = {
    Form.DOCX: "a Word document",
    Form.EPUB: "an epub",
    Form.HTML: "a page in HTML",
    Form.PDF: "a PDF",
    Form.RTF: "a document in RTF",
}
_READERS = {Form.DOCX: docx_text, Form.EPUB: epub_text, Form.PDF: pdf_text, Form.RTF: rtf_text}


def read_document(source: str, form: Form, data: bytes, encoding: str | None = None) -> Item:
    """Read one document.

    Args:
        source: where it comes from.
        form: what it is.
        data: the file.
        encoding: of a page, what it is in; otherwise what it declares.

    Raises:
        UnreadableError: it is damaged, locked, without text, or its library is not installed; and the mend.
    """
    guessed = None
    try:
        if form is Form.HTML:
            markup = decode_page(data, encoding)
            text, guessed = page_text(markup.text), markup.guessed
        else:
            text = _READERS[form](data)
    except UnreadableError:
        raise
    except MissingExtraError as error:
        raise UnreadableError(f"is {NAMES[form]}; {error}") from error
    except Exception as error:  # the libraries raise what they like for a damaged file
        raise UnreadableError(f"is {NAMES[form]}, but damaged ({error}); save it again, or as text") from error
    text = text.encode("utf-8", "replace").decode()  # lone surrogates, which PDFs may hold, are no text
    if not text.strip():
        mend = "if its pages are pictures: ocrmypdf FILE read.pdf" if form is Form.PDF else "save it as text"
        raise UnreadableError(f"is {NAMES[form]} without text; {mend}")
    return Item(source, None, source, text, note=guessed)
