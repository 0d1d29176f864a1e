"""Co-occurrence: which named person is about whenever a description is used."""

from __future__ import annotations

import pytest

from quoteattr.dialogue.cooccurrence import Cooccurrence
from quoteattr.dialogue.types import Characters, Reference, ReferenceKind
from quoteattr.entities.types import Entity

PELL, VENN, CLARA, OLD_MAN, WAITER = range(5)
NAMES = ("Mr. Pell", "Mr. Venn", "Clara", "the old man", "the waiter")


def reference(paragraph: int, entity: int) -> Reference:
    kind: ReferenceKind = "name" if entity < OLD_MAN else "nominal"
    return Reference(paragraph, paragraph + 1, kind, entity, "", False, paragraph, True, False, False)


@pytest.fixture
def company() -> Cooccurrence:
    """Pell is about wherever the old man is; so is Clara, but everywhere else too; Venn is about once."""
    mentions = [(p, e) for p in range(0, 100, 20) for e in (PELL, CLARA, OLD_MAN)]
    mentions += [(p, CLARA) for p in range(100, 300, 20)] + [(0, VENN), (0, WAITER)]
    references = [reference(p, e) for p, e in sorted(mentions)]
    counts = [sum(r.entity == e for r in references) for e in range(len(NAMES))]
    entities = [Entity(n, "person", "unknown", (), (), count=c) for n, c in zip(NAMES, counts, strict=True)]
    forms = ["name", "name", "name", "plain", "nominal"]
    return Cooccurrence(Characters(entities, references, None, ["m", "m", "f", "m", ""], forms, {}))


def test_the_likeliest_is_about_whenever_the_description_is_used_and_nowhere_else(company: Cooccurrence) -> None:
    assert company.likeliest(OLD_MAN) == PELL
    assert company.share(OLD_MAN, PELL) == 1.0
    assert company.share(OLD_MAN, VENN) == pytest.approx(2 / 6)


def test_nobody_of_another_gender_is_meant(company: Cooccurrence) -> None:
    assert company.share(OLD_MAN, CLARA) == 0.0


def test_a_description_used_but_once_or_twice_tells_nothing(company: Cooccurrence) -> None:
    assert company.likeliest(WAITER) is None


def test_in_a_text_without_paragraphs_the_cost_is_bounded() -> None:
    """All are about in the one window; of thousands no one would be likelier than the others."""
    entities = [Entity(f"X{i}", "person", "unknown", (), (), count=9) for i in range(3000)]
    references = [reference(0, e) for e in range(len(entities))]
    crowd = Cooccurrence(Characters(entities, references, None, [""] * 3000, ["nominal", *["name"] * 2999], {}))
    assert sum(crowd.share(0, e) > 0 for e in range(3000)) == 100
