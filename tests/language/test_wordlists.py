"""Word lists: what is read, and what is said of a list that is missing."""

from __future__ import annotations

import pytest

from quoteattr.errors import DataError
from quoteattr.language.roles import load_roles
from quoteattr.language.wordlists import word_map, word_set


def test_entries_without_comments() -> None:
    assert "deputy" in word_set("privative")
    assert not any(word.startswith("#") for word in word_set("privative"))


def test_map_of_words() -> None:
    assert "spokeswoman" in word_map("roles")["spokesman"]


def test_missing_list_is_named() -> None:
    with pytest.raises(DataError, match=r"en/nothing\.txt"):
        word_set("nothing")


def test_wider_words_stand_for_canonical_roles() -> None:
    """A variant in role_classes.txt would never be found."""
    words = load_roles()
    assert all(words.normal(role) == role for members in words.wider.values() for role in members)
