"""Recent referents and their salience."""

from __future__ import annotations

import pytest

from quoteattr.coreference.salience import OTHER, SOURCE, SUBJECT, Discourse, Occurrence, Traits, agreeing
from quoteattr.records import Gender


def occurrence(entity: int, step: int, weight: float, *, gender: Gender = "unknown", paragraph: int = 0) -> Occurrence:
    return Occurrence(step, step, paragraph, (entity,), Traits("person", gender, "singular"), weight)


def ranked(occurrences: list[Occurrence], *, paragraph: int = 0, window: int = 2) -> list[int]:
    discourse = Discourse()
    for each in occurrences:
        discourse.add(each)
    he = agreeing(Traits("person", "male", "singular"))
    found = discourse.salience(step=5, paragraph=paragraph, window=window, admits=lambda o: o.traits in he)
    return [referents[0] for _, referents in found if isinstance(referents[0], int)]


def test_a_source_outranks_a_subject_and_a_subject_the_rest() -> None:
    assert ranked([occurrence(0, 4, SOURCE), occurrence(1, 4, SUBJECT), occurrence(2, 4, OTHER)]) == [0, 1, 2]


def test_the_recent_outrank_the_remote() -> None:
    assert ranked([occurrence(0, 1, SUBJECT), occurrence(1, 5, SUBJECT)]) == [1, 0]


def test_repetition_adds_up() -> None:
    assert ranked([occurrence(0, 3, OTHER), occurrence(0, 4, OTHER), occurrence(1, 4, OTHER)]) == [0, 1]


def test_what_disagrees_is_left_out() -> None:
    assert ranked([occurrence(0, 4, SOURCE, gender="female"), occurrence(1, 4, OTHER)]) == [1]


@pytest.mark.parametrize(("paragraph", "expected"), [(2, [0]), (3, [])])
def test_the_window_ends_at_a_paragraph(paragraph: int, expected: list[int]) -> None:
    assert ranked([occurrence(0, 4, SOURCE)], paragraph=paragraph) == expected


def test_memory_is_bounded() -> None:
    assert ranked([occurrence(0, 1, SOURCE), *(occurrence(1, 5, OTHER) for _ in range(100))]) == [1]
