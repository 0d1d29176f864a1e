"""Short forms of names: of whom they are short, and when two names are two people."""

from __future__ import annotations

import pytest

from quoteattr.entities.form_groups import FormFacts
from quoteattr.entities.person_forms import merge_forms
from quoteattr.entities.types import Form
from quoteattr.language.language import load_language

PEOPLE = load_language().people


def merged(known: dict[str, tuple[int, int]], beside: tuple[str, str] | None = None) -> set[frozenset[str]]:
    """Merge names that the text has so often, the narrator so often."""
    forms = {words: Form(False, (), tuple(words.split())) for words in known}
    facts = {forms[words]: FormFacts(count, told, "person", places=[0]) for words, (count, told) in known.items()}
    if beside:
        one, two = (forms[words] for words in beside)
        facts[one].beside[two] = facts[two].beside[one] = 1
    return {frozenset(map(str, group)) for group in merge_forms(facts, PEOPLE)}


@pytest.mark.parametrize(
    "known",
    [
        {"dot": (15, 12), "dorothea ward": (2, 1)},  # listed
        {"barty": (8, 6), "bartholomew ward": (1, 0)},  # clipped, with a pet ending
        {"kit": (40, 27), "kitty ward": (50, 41)},  # both common, never together
        {"anders wrax": (9, 9), "wraxy": (3, 0)},  # a pet name made of the surname
    ],
)
def test_a_short_name_joins_the_name_it_is_short_for(known: dict[str, tuple[int, int]]) -> None:
    assert merged(known) == {frozenset(known)}


@pytest.mark.parametrize(
    "known",
    [
        {"dot": (5, 4), "dorothea ward": (6, 5)},  # the narrator tells of both, seldom
        {"barty": (50, 40), "bartholomew ward": (2, 0)},  # far commoner: somebody else's namesake
        {"barty": (5, 4), "bartholomew ward": (1, 0), "bartram hall": (1, 0)},  # of which of the two?
        {"mark": (9, 9), "markus ward": (1, 0)},  # a common name of its own
        {"wim": (9, 9), "wilma ward": (1, 0)},
    ],
)
def test_a_name_that_may_be_another_person_s_stays_apart(known: dict[str, tuple[int, int]]) -> None:
    assert merged(known) == {frozenset({words}) for words in known}


def test_names_in_one_sentence_are_two_people() -> None:
    known = {"kit": (40, 27), "kitty ward": (50, 41)}
    assert len(merged(known, beside=("kit", "kitty ward"))) == 2
