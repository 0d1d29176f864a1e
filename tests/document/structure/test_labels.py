"""Labels linked to names: as strings, and only where one person alone can be meant."""

from __future__ import annotations

import pytest
from structure_shown import WORDS

from quoteattr.document.structure.labels import link_labels

NAMES = ["Ana Lund", "Tom Rey", "Ines Rey", "Kim Oduya", "William Holm", "Jean-Luc Berg", "Mia von der Leyde"]

LINKED = [
    ("LUND", "Ana Lund"), ("lund", "Ana Lund"), ("Ana", "Ana Lund"), ("ANA LUND", "Ana Lund"), ("A. Lund", "Ana Lund"),
    ("Ana M. Lund", "Ana Lund"), ("Ms. Lund", "Ana Lund"), ("Dr. Ana Lund, MP", "Ana Lund"), ("AL", "Ana Lund"),
    ("A.L.", "Ana Lund"), ("@ana_lund", "Ana Lund"), ("analund", "Ana Lund"), ("@alund", "Ana Lund"),
    ("lund_ana", "Ana Lund"), ("ana92", "Ana Lund"), ("MR. REY", "Tom Rey"), ("MS. REY", "Ines Rey"),
    ("Bill", "William Holm"), ("BILL HOLM", "William Holm"), ("@billholm", "William Holm"), ("JLB", "Jean-Luc Berg"),
    ("LEYDE", "Mia von der Leyde"), ("von der Leyde", "Mia von der Leyde"), ("The CHAIRMAN", None), ("Speaker 1", None),
    ("REY", None), ("TOM REY JR", "Tom Rey"), ("Q", None), ("@rey", None), ("Lund 2", None), ("LUN", None), ("", None),
    ("Brannoch", None), ("Adv. Lund", "Ana Lund"), ("Comm. Ana Lund", "Ana Lund"), ("Blf. Rey", None),
]  # fmt: skip


@pytest.mark.parametrize(("label", "name"), LINKED)
def test_labels_and_names(label: str, name: str | None) -> None:
    assert link_labels([label], NAMES, WORDS) == ({label: name} if name else {})


def test_labels_among_themselves() -> None:
    labels = ["Ana Lund", "AL", "Bo Rey-Hall", "BRH", "Lund", "Dr. Lund", "Bo", "Speaker 1"]
    assert link_labels(labels, [], WORDS) == {
        "AL": "Ana Lund",
        "Lund": "Ana Lund",
        "Dr. Lund": "Ana Lund",
        "BRH": "Bo Rey-Hall",
        "Bo": "Bo Rey-Hall",
    }


def test_two_of_one_name_are_nobody() -> None:
    assert link_labels(["Lund", "Ana", "AL", "Ana Lund"], ["Ana Lund", "Ada Lund"], WORDS) == {"Ana": "Ana Lund"}


def test_a_name_in_brackets() -> None:
    asides = {"The Minister": "Dame Lea Vold", "The Chair": "Mr. Rey", "Tom": "Chair", "The Clerk": "in Leeds"}
    assert link_labels(asides, ["Tom Rey"], WORDS, asides) == {
        "The Minister": "Dame Lea Vold",
        "The Chair": "Tom Rey",
        "Tom": "Tom Rey",
    }


def test_an_aside_that_opens_with_an_office_names_nobody() -> None:
    asides = {"Ms. Ida Holm": "President, Boat Owners' Union", "The Chair": "Tom Rey"}
    assert link_labels(asides, [], WORDS, asides) == {"The Chair": "Tom Rey"}
