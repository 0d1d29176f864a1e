"""Names that a text gives in so many words."""

from __future__ import annotations

import pytest
from structure_shown import WORDS, blocks

from quoteattr.document.structure.named_people import names_told, roles_told

TURNS = "\n\nANA: Did it rain?\n\nTOM: It did.\n\nANA: All day?"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Guests: Ana Lund, Dr. Tom Rey and Kim Oduya", ["Ana Lund", "Tom Rey", "Kim Oduya"]),
        ("BEFORE THE HON. ANA LUND, JUDGE", ["ANA LUND"]),
        ("ORAL ARGUMENT OF TOM REY", ["TOM REY"]),
        ("A DAY AT THE PIER", []),
    ],
)
def test_names_in_fields_and_headings(line: str, names: list[str]) -> None:
    text = f"On air\n\n{line}{TURNS}"
    assert [text[slice(*name)] for name in names_told(text, blocks(text), WORDS)] == names


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Host: Ana Lund\nGuest: Tom Rey" + TURNS, "host"),
        ("Present were Ana Lund (chair) and Tom Rey." + TURNS, "chair"),
        (TURNS.replace("Did it", "I'm Ana Lund. Did it"), "ana"),
    ],
)
def test_whose_a_role_is(text: str, role: str) -> None:
    start, end = roles_told(text, blocks(text), WORDS)[role]
    assert text[start:end] == "Ana Lund"


def test_an_agency_behind_a_place_is_nobodys_role() -> None:
    text = "ESTMOOR, Calderra (Coastwire) — It rained." + TURNS.replace("TOM", "Coastwire")
    assert roles_told(text, blocks(text), WORDS) == {}
