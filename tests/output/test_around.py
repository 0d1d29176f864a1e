"""The words around a quotation: of its sentence or paragraph, or of the one before or after."""

from __future__ import annotations

import pytest
from samples import quote

from quoteattr.output.around import Context, around_of, units_of

TEXT = "Rain fell. Then Ana said it was “over”, she thought. Bo left.\n\n“Go!”\n\nThe end came. It was late."
CASES: list[tuple[str, Context, str, str]] = [
    ("“over”", "sentence", "Then Ana said it was", ", she thought."),
    ("“over”", "paragraph", "Rain fell. Then Ana said it was", ", she thought. Bo left."),
    ("“Go!”", "sentence", "Bo left.", "The end came."),
    ("“Go!”", "paragraph", TEXT.split("\n\n")[0], "The end came. It was late."),
    ("Rain", "sentence", "", "fell."),
    ("late.", "paragraph", "The end came. It was", ""),
]


@pytest.mark.parametrize(("words", "context", "before", "after"), CASES)
def test_words_before_and_after(words: str, context: Context, before: str, after: str) -> None:
    said = quote(1, "direct", [words], text=TEXT)
    assert around_of(TEXT, said, units_of(TEXT, context)) == {"before": before, "after": after}
