"""Where a person's name begins in a run of capitals; and which runs are institutions."""

from __future__ import annotations

import pytest

from quoteattr.entities.name_boundaries import institution_head, is_institution, name_start
from quoteattr.language.language import load_language

PEOPLE = load_language().people


@pytest.mark.parametrize(
    ("run", "before", "alone", "person"),
    [
        ("ohio gov carl voss", "", [], "gov carl voss"),
        ("harbour chief justice ana ruiz", "", [], "chief justice ana ruiz"),
        ("republican peter quill", "", [], "peter quill"),
        ("manager peter quill", "", [], "peter quill"),
        ("manager - peter quill", "", [], "manager - peter quill"),
        ('k. " manager " peter quill', "", [], 'k. " manager " peter quill'),
        ('k. " manager " quill k.', "ambassador to", [], 'k. " manager " quill k.'),
        ("harbour chef peter quill", "", [], "peter quill"),
        ("harbour ceo peter quill", "", [], "ceo peter quill"),
        ("harbour council olven petrin", "", ["petrin"], "olven petrin"),
        ("harbour council olven petrin", "", [], "harbour council olven petrin"),
        ("d. k. peter quill", "", [], "d. k. peter quill"),
        ("egypt oleg petrin", "ambassador to", [], "oleg petrin"),
        ("egypt olven petrin", "went to", [], "egypt olven petrin"),
        ("sarn harbour lena", "", [], "sarn harbour lena"),
        ("foreign affairs peter quill", "minister for", [], "peter quill"),
        ("harbours olven petrin", "minister for", ["petrin"], "olven petrin"),
        ("harbours olven petrin", "minister for", [], "harbours olven petrin"),
        ("calderra lena moss", "", ["calderra", "lena moss"], "lena moss"),
        ("mary jane moss", "", ["mary", "jane moss"], "mary jane moss"),
        ("mr carl voss", "", [], "mr carl voss"),
        ("new york city council", "", ["new york", "city council"], "new york city council"),
    ],
)
def test_name_start(run: str, before: str, alone: list[str], person: str) -> None:
    runs = {tuple(words.split()) for words in alone}
    cut = name_start(run.split(), before.split(), runs, PEOPLE)
    assert " ".join(run.split()[cut:]) == person


@pytest.mark.parametrize(
    ("words", "head", "institution"),
    [
        ("board of governors", "board", True),
        ("court of appeals for the north", "court", True),
        ("northern ferry company", "company", True),
        ("company", "company", False),
        ("lena moss", "moss", False),
    ],
)
def test_institutions(words: str, head: str, institution: bool) -> None:
    assert institution_head(words.split(), PEOPLE) == head
    assert is_institution(words.split(), PEOPLE) is institution
