"""Merging: which forms of name are one person's, from counts, genders and titles alone."""

from __future__ import annotations

import pytest

from quoteattr.entities.form_groups import FormFacts
from quoteattr.entities.person_forms import merge_forms
from quoteattr.entities.types import Form
from quoteattr.language.language import load_language

PEOPLE = load_language().people


def form(words: str) -> Form:
    """A form from its words: "the hatter", "mr john hall"."""
    article, _, rest = words.partition(" ")
    if article == "the":
        return Form(True, (), tuple(rest.split()))
    parts = words.split()
    cut = next(i for i, word in enumerate(parts) if word not in PEOPLE.titles)
    return Form(False, tuple(parts[:cut]), tuple(parts[cut:]))


def facts(count: int, gender: str = "", narrated: int | None = None, first: int = 0) -> FormFacts:
    """A form used `count` times on end, from the name with number `first` on."""
    places = [*range(first, first + count)]
    return FormFacts(count, count if narrated is None else narrated, "person", gender, places=places)


def merged(known: dict[str, FormFacts]) -> set[frozenset[str]]:
    groups = merge_forms({form(words): fact for words, fact in known.items()}, PEOPLE)
    return {frozenset(map(str, group)) for group in groups}


TOGETHER = [
    {"uncle ned": facts(5, "m"), "ned": facts(9, "m")},
    {"auntie korra": facts(5, "f"), "korra": facts(9)},
    {"hajj mansour": facts(9, "m"), "mansour zentani": facts(2)},
    {"francis ward": facts(5, "m"), "francie": facts(9, narrated=0)},
    {"elinor ward": facts(5, "f"), "elinor": facts(90, "f"), "miss ward": facts(20, "f")},
    {"robert ward": facts(5, "m"), "bob": facts(9, "m", narrated=0)},
    {"robert ward": facts(5, "m"), "bob ward": facts(3, "m")},
    {"r ward": facts(1), "robert ward": facts(5, "m")},
    {"mr ward": facts(30, "m"), "ward": facts(10)},
    {"captain frederick ward": facts(3, "m"), "captain ward": facts(40, "m")},
    {"dr ward": facts(10), "mr ward": facts(3, "m")},
    {"robert ward jr": facts(2, "m"), "ward": facts(9)},
    {"robert ward ias": facts(2, "m"), "ward": facts(9)},
    {"the hatter": facts(30), "hatter": facts(2)},
    {"the mad hatter": facts(3), "the hatter": facts(30)},
    {"count orlov": facts(20, "m"), "the count": facts(15, "m")},
    {"mrs rachel ward": facts(9, "f"), "mrs rachel": facts(40, "f"), "mrs ward": facts(60, "f")},
    {"nancy": facts(90, "f"), "miss nancy": facts(9, "f")},
    {"the grey fox": facts(20), "grey fox": facts(2), "the fox": facts(30)},
    {"ann": facts(40, "f"), "ann ward": facts(6, "f", first=30)},
    {"hossein amir abdollahian": facts(1, "m"), "amir abdollahian": facts(5)},
    {"mr nozaka": facts(2, "m"), "nozaka yasuhiro": facts(3, "m")},
    {"don ernesto": facts(9, "m"), "ernesto ward": facts(2, "m")},
    {"thuy linh": facts(5), "thuy linh dang": facts(2)},
    {"varela costa": facts(5), "ilda varela costa": facts(2)},
    {"will": facts(30, "m"), "mr will": facts(9, "m"), "bill": facts(1, "m", narrated=0)},
]
APART = [
    {"thuy linh": facts(5), "thuy linh dang": facts(2), "thuy linh pham": facts(2)},
    {"aunt robin": facts(5, "f"), "robin": facts(9, "m")},
    {"mr ward": facts(30, "m"), "mrs ward": facts(30, "f")},
    {"mr ward": facts(9, "m"), "sir walter ward": facts(30, "m")},
    {"mrs ward": facts(30, "f"), "miss ward": facts(30, "f")},
    {"mr john ward": facts(20, "m"), "mr ward": facts(150, "m")},
    {"robert ward": facts(5, "m"), "bob": facts(50, "m", narrated=50)},
    {"ann ward": facts(5, "f"), "robert ward": facts(5, "m")},
    {"ward": facts(90, "m"), "miss ward": facts(9, "f")},
    {"the fox hunt": FormFacts(20, 20), "the fox": facts(30)},
    {"the grey fox": facts(9), "the red fox": facts(8), "the fox": facts(30)},
    {"ann": facts(40, "f"), "ann ward": facts(2, "f", first=30)},
    {"general ward": facts(20, "m"), "robert ward": facts(30, "m"), "captain frederick ward": facts(9, "m")},
]


@pytest.mark.parametrize("known", TOGETHER)
def test_forms_of_one_person_join(known: dict[str, FormFacts]) -> None:
    assert merged(known) == {frozenset(known)}


@pytest.mark.parametrize("known", APART)
def test_forms_of_several_people_stay_apart(known: dict[str, FormFacts]) -> None:
    assert merged(known) == {frozenset({words}) for words in known}


def test_a_rank_goes_to_the_one_who_bears_it() -> None:
    known = {"henry ward": facts(80, "m"), "captain frederick ward": facts(4, "m"), "captain ward": facts(9, "m")}
    assert merged(known) == {
        frozenset({"henry ward"}), frozenset({"captain frederick ward", "captain ward"}),
    }  # fmt: skip


def test_a_miss_is_rather_the_one_mostly_called_so() -> None:
    known = {"diana ward": facts(90, "f"), "miss josephine ward": facts(6, "f"), "miss ward": facts(20, "f")}
    assert merged(known) == {frozenset({"diana ward"}), frozenset({"miss josephine ward", "miss ward"})}


def test_a_title_goes_to_the_one_whose_gender_is_known() -> None:
    known = {"brannoch ward": facts(1), "ana ward": facts(1, "f"), "ms ward": facts(2, "f")}
    assert merged(known) == {frozenset({"brannoch ward"}), frozenset({"ana ward", "ms ward"})}


def test_names_side_by_side_are_two_people() -> None:
    father, son = form("mr ward"), form("charles ward")
    known = {father: facts(100, "m"), son: facts(90, "m")}
    known[father].beside[son] = known[son].beside[father] = 20
    assert len(merge_forms(known, PEOPLE)) == 2


def test_a_first_name_in_use_is_that_of_the_full_name_before_it() -> None:
    known = {"ann": facts(99, "f"), "ann ward": facts(5, "f"), "ann hall": facts(30, "f", first=60)}
    assert merged(known) == {frozenset({"ann", "ann ward"}), frozenset({"ann hall"})}


def test_a_late_full_name_with_a_known_surname_counts() -> None:
    known = {"ann": facts(40, "f"), "ann ward": facts(2, "f", first=30), "mr ward": facts(9, "m")}
    assert merged(known) == {frozenset({"ann", "ann ward"}), frozenset({"mr ward"})}


def test_a_title_told_apart_from_one_bearer_goes_to_none_without_it() -> None:
    known = {"mrs albert ward": facts(4, "f"), "mrs ward": facts(34, "f"), "ann ward": facts(2, "f")}
    assert merged(known) == {frozenset({words}) for words in known}


def test_a_lady_is_no_miss_of_her_house() -> None:
    known = {"constance ward": facts(9, "f"), "lady ward": facts(9, "f"), "miss ward": facts(9, "f")}
    assert frozenset({"lady ward"}) in merged(known)


def test_a_rank_is_whose_name_the_narration_tells() -> None:
    """Robert is only spoken of, so the captain who stands there is Gideon; if both are told of, it is neither."""
    told = {"gideon ward": facts(2, "m"), "robert ward": facts(2, "m", narrated=0), "captain ward": facts(9, "m")}
    assert merged(told) == {frozenset({"gideon ward", "captain ward"}), frozenset({"robert ward"})}
    both = told | {"robert ward": facts(2, "m")}
    assert frozenset({"captain ward"}) in merged(both)


def test_a_captain_and_a_general_may_both_be_meant() -> None:
    """The rank tells them apart, so that neither is the only one whom the narration names."""
    told = {"gideon ward": facts(2, "m"), "robert ward": facts(2, "m", narrated=0), "captain ward": facts(9, "m")}
    both = told | {"general ward": facts(9, "m")}
    assert {frozenset({"captain ward"}), frozenset({"general ward"})} <= merged(both)
