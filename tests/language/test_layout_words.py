"""Words of lines: what is a person's label, what a field's; the file that gives them."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoteattr.errors import DataError
from quoteattr.language.language import load_language
from quoteattr.language.layout_words import read_layout_words, tokens_of

WORDS = load_language().layout


@pytest.mark.parametrize(
    ("label", "is_person", "is_field"),
    [
        ("Ana Lund", True, False),
        ("Mrs. Brannoch", True, False),
        ("First juror", True, False),
        ("Speaker 1", True, False),
        ("THE COURT", True, False),
        ("Brannoch", False, False),
        ("Findings", False, True),
        ("Key points", False, True),
        ("Editor’s Note", False, True),
        ("Recommendation", False, True),
        ("Monday", False, True),
        ("London", False, True),
        ("Aston", False, False),  # too short to be abstract
        ("8", False, False),
    ],
)
def test_labels(label: str, is_person: bool, is_field: bool) -> None:
    assert (WORDS.is_person(label), WORDS.is_field(label)) == (is_person, is_field)


def test_words_of_a_phrase() -> None:
    assert tokens_of("O’Hara-Lund, MP (2.)") == ("o'hara-lund", "mp")


def test_a_language_may_lack_them(tmp_path: Path) -> None:
    words = read_layout_words(tmp_path, WORDS.roles, frozenset())
    assert not words.is_field("Findings")
    assert words.is_person("Ana Lund")


def test_a_class_that_nobody_asks_for(tmp_path: Path) -> None:
    (tmp_path / "layout.txt").write_text("bylines\tby\nunheard\tof\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"line 2: .* is not 'class<TAB>words'"):
        read_layout_words(tmp_path, WORDS.roles, frozenset())
