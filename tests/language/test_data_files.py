"""Data files: one syntax, a fault named with its line; what a language lacks is empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoteattr.errors import DataError, SettingsError
from quoteattr.language.data_files import language_folder, read_map, read_rows, read_words
from quoteattr.language.language import load_language

FOLDER = language_folder("en")


def test_entries_without_comments() -> None:
    words = read_words(FOLDER, "privative.txt")
    assert "deputy" in words
    assert not any(word.startswith("#") for word in words)


def test_map_of_words(tmp_path: Path) -> None:
    assert "spokeswoman" in read_map(FOLDER, "roles.txt")["spokesman"]
    (tmp_path / "map.txt").write_text("a\tb c\n# d\te\n\na\tf\n", encoding="utf-8")
    assert read_map(tmp_path, "map.txt") == {"a": {"b", "c", "f"}}


def test_what_a_language_lacks_is_empty(tmp_path: Path) -> None:
    assert read_words(tmp_path, "nothing.txt") == frozenset()
    assert read_map(tmp_path, "nothing.txt") == {}


def test_a_fault_is_named_with_its_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "rows.txt"
    path.write_text("# comment\na\tb\nc\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 3: 'c' is not 2 columns; part columns by tabs") as raised:
        read_rows(path, 2)
    assert str(path) in str(raised.value)


def test_a_language_is_a_code_or_a_folder(tmp_path: Path) -> None:
    assert language_folder(str(tmp_path)) == tmp_path
    with pytest.raises(SettingsError, match="no data for language 'xx'; use 'en', or a folder's path"):
        language_folder("xx")
    with pytest.raises(SettingsError, match="no data for language"):
        language_folder(str(tmp_path / "none"))


def test_wider_words_stand_for_canonical_roles() -> None:
    """A variant in role_classes.txt would never be found."""
    words = load_language().roles
    assert all(words.normal(role) == role for members in words.wider.values() for role in members)


def test_given_names_that_were_collected_are_no_words_of_other_lists() -> None:
    women, men = (words.split() for _, words in sorted(read_rows(FOLDER / "given_collected.txt", 2)))
    collected = {*women, *men}
    assert len(collected) == len(women) + len(men) > 10_000
    assert collected.isdisjoint(load_language().people.common_given)
    for other in ("titles.txt", "persons.txt", "places.txt", "notnames.txt"):
        assert collected.isdisjoint(row[0] for row in read_rows(FOLDER / other, 1, 3))
    assert min(map(len, collected)) >= 3


def test_nicknames_that_were_collected_are_of_one_gender() -> None:
    people = load_language().people
    assert {"bess", "libby"} < people.nicknames["elizabeth"]
    assert "zeb" in people.nicknames["zebedee"]
